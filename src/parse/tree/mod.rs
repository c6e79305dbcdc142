//! The [`Tree`]: a document in which nothing is left to look up. What `parse` hands to `layout`.

mod drawing;
mod table;
mod text;

pub use drawing::*;
pub use table::*;
pub use text::*;

use std::rc::Rc;

use crate::base::qr::Symbol;
use crate::base::{Color, Edges, Length, Origin, Placement, Role, Size};

/// A whole document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tree {
    /// Title, for the viewer's window.
    pub title: String,
    /// Language, such as `ja-JP`.
    pub language: String,
    /// Page sequences, in order. Each starts a new page.
    pub sections: Vec<Section>,
}

/// A run of pages with one paper, one running header and footer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Section {
    /// Paper.
    pub paper: Size,
    /// From the paper's edge to the text area. Header and footer stand within the top and bottom margins.
    pub margin: Edges,
    /// How its finished pages are shifted and stretched on their paper.
    pub placement: Placement,
    /// Whether the first page must be a front side (odd); a blank page is put in before it if need be.
    pub start_front: bool,
    /// What a blank page says that was put in before or after this section's pages.
    pub blank_text: Option<String>,
    /// Repeated on each page, from the top of the top margin (`padding` places it).
    pub header: Vec<Block>,
    /// Repeated on each page, ending at the bottom of the bottom margin.
    pub footer: Vec<Block>,
    /// The content.
    pub blocks: Vec<Block>,
    /// Place in the user's files.
    pub at: Origin,
}

/// A box that stands below its elder sibling.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Block {
    /// What it is.
    pub role: Role,
    /// Target of links.
    pub id: Option<String>,
    /// Entry in the outline (bookmark), if it makes one: level from 1 and text.
    pub bookmark: Option<(u8, String)>,
    /// Alternative text (figures).
    pub alt: Option<String>,
    /// Place in the user's files.
    pub at: Origin,
    /// A marker that stands in the left padding, at the first line (list items).
    pub marker: Option<Box<Marker>>,
    /// How it looks and breaks. Shared: few looks serve a whole document.
    pub style: Rc<BlockStyle>,
    /// What it holds.
    pub content: Content,
}

/// What a block holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Content {
    /// Nothing: a rule, a coloured area, room to write in.
    #[default]
    Empty,
    /// Blocks below each other. Children with `position: absolute` stand over them.
    Blocks(Vec<Block>),
    /// Blocks beside each other (`display: flex`). Widths from [`BlockStyle::width`] or [`BlockStyle::flex`].
    Columns(Columns),
    /// Lines of text.
    Text(Paragraph),
    /// A table.
    Table(Table),
    /// Vector shapes, in a coordinate system of their own.
    Drawing(Drawing),
    /// A QR symbol; fills the block's width and height including its quiet zone.
    Symbol(Symbol),
    /// A bitmap (a logo), by the name that the markup gave it; fitted into the block's box.
    Picture(String),
}

/// Blocks beside each other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Columns {
    /// Space between two neighbours.
    pub gap: Length,
    /// How shorter columns stand beside taller ones.
    pub align: Align,
    /// The columns.
    pub blocks: Vec<Block>,
}

/// Vertical placing of something in a higher space.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// As high as the space (columns only).
    #[default]
    Stretch,
    /// At the top.
    Start,
    /// In the middle.
    Center,
    /// At the bottom.
    End,
}

/// How a block looks and breaks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BlockStyle {
    /// Outside the border. Adjoining vertical margins collapse to the larger one.
    pub margin: Edges,
    /// Inside the border.
    pub padding: Edges,
    /// The four border lines: top, right, bottom, left.
    pub border: [Option<Stroke>; 4],
    /// Radius of the corners.
    pub radius: Length,
    /// Fill of the box.
    pub background: Option<Color>,
    /// Width of the border box; `None`: as wide as there is room.
    pub width: Option<Extent>,
    /// Height of the border box; `None`: as its content. With a height, content that is higher is a fault.
    pub height: Option<Length>,
    /// At least this high.
    pub min_height: Option<Length>,
    /// Share of the free width among columns; 0: own width.
    pub flex: f64,
    /// Where the content stands in a box that is higher than it (`Stretch`: at the top).
    pub vertical_align: Align,
    /// `Some`: out of the flow, at this place in the padding box of the nearest block with `positioned`
    /// (else of the page).
    pub absolute: Option<Absolute>,
    /// Absolute children are placed from this block.
    pub positioned: bool,
    /// Starts a new page.
    pub break_before: bool,
    /// Never last on a page while something follows.
    pub keep_with_next: bool,
    /// Never split over pages, if it fits on one.
    pub keep_together: bool,
    /// Sizes that text inside may go down through until it fits the box; the last is the floor.
    /// Empty: no shrinking.
    pub fit: Vec<Length>,
}

/// A width.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Extent {
    /// A fixed length.
    Fixed(Length),
    /// A part of the containing width: 0–1.
    Part(f64),
    /// As wide as its content would like to be.
    MaxContent,
}

/// Place of an absolute block: at least one of left/right and one of top/bottom.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Absolute {
    /// From the left edge.
    pub left: Option<Length>,
    /// From the top edge.
    pub top: Option<Length>,
    /// From the right edge.
    pub right: Option<Length>,
    /// From the bottom edge.
    pub bottom: Option<Length>,
}

/// A line: colour, width, dashes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stroke {
    /// Width.
    pub width: Length,
    /// Colour.
    pub color: Color,
    /// Lengths of dash and gap; empty: solid.
    pub dash: Vec<Length>,
}

/// The bullet or number of a list entry.
#[derive(Clone, Debug, PartialEq)]
pub enum Marker {
    /// Text such as `1.` or `・`, set at the right end of the left padding.
    Text(String, Rc<TextStyle>),
    /// A number, white in a filled circle: the steps of an instruction.
    Badge(String, Rc<TextStyle>, Color),
    /// A filled dot.
    Dot(Color),
    /// A tick box of that size.
    Tick(Length, Color),
}
