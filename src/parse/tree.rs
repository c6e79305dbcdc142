//! The [`Tree`]: a document in which nothing is left to look up. What `parse` hands to `layout`.

use std::rc::Rc;

use crate::base::fonts::Family;
use crate::base::qr::Symbol;
use crate::base::{Color, Edges, Length, Origin, Role, Size};

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
    /// How it looks and breaks.
    pub style: BlockStyle,
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
    /// A marker that stands in the left padding, at the first line (list items).
    pub marker: Option<Box<Marker>>,
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

/// Lines of text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paragraph {
    /// What the lines are made of.
    pub inlines: Vec<Inline>,
    /// How they are set.
    pub style: ParagraphStyle,
}

/// How lines are set.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ParagraphStyle {
    /// Left, justified, centred, right.
    pub align: TextAlign,
    /// Size of the text, for the line height and the first baseline when a line is empty.
    pub size: Length,
    /// Distance of baselines, as a multiple of the largest size in the line.
    pub line_height: f64,
    /// Indent of the first line.
    pub indent: Length,
    /// Breaks only between phrases (bunsetsu), not inside words: headings, label names.
    pub phrases: bool,
    /// No break at all except `<br/>`.
    pub nowrap: bool,
    /// 、。 may hang beyond the right edge.
    pub hang: bool,
}

/// Horizontal placing of lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextAlign {
    /// Flush left, ragged right.
    #[default]
    Start,
    /// Both edges flush but the last line.
    Justify,
    /// Centred.
    Center,
    /// Flush right.
    End,
}

/// How characters look. Shared by neighbours.
#[derive(Clone, Debug, PartialEq)]
pub struct TextStyle {
    /// Which faces.
    pub family: Family,
    /// Bold face.
    pub bold: bool,
    /// Size.
    pub size: Length,
    /// Colour.
    pub color: Color,
    /// How far the baseline is raised (superscript) or, negative, lowered.
    pub rise: Length,
    /// Digits of equal width.
    pub tabular: bool,
    /// Space added after each character.
    pub tracking: Length,
    /// Each character stands in a box of its own, as on paper forms.
    pub boxes: Option<CharacterBoxes>,
    /// A line below the text.
    pub underline: bool,
}

impl Default for TextStyle {
    fn default() -> Self {
        Self {
            family: Family::Sans,
            bold: false,
            size: Length::pt(10.5),
            color: Color::BLACK,
            rise: Length::ZERO,
            tabular: false,
            tracking: Length::ZERO,
            boxes: None,
            underline: false,
        }
    }
}

/// One box per character.
#[derive(Clone, Debug, PartialEq)]
pub struct CharacterBoxes {
    /// Width and height of one box; neighbours share a border.
    pub cell: Size,
    /// Border line.
    pub stroke: Stroke,
}

/// A piece of a paragraph.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    /// Characters of one look.
    Text(TextPiece),
    /// A forced line break.
    Break,
    /// Several inlines in a frame, kept on one line where they fit (a button label).
    Framed(Framed),
    /// A thing of fixed size that stands in the line.
    Object(Object),
    /// The number of this page, or the count of pages, known only after page breaking.
    Counter(Counter, Rc<TextStyle>),
}

/// Characters of one look.
#[derive(Clone, Debug, PartialEq)]
pub struct TextPiece {
    /// The characters; runs of white space are already one space, or none beside Japanese.
    pub text: String,
    /// How they look.
    pub style: Rc<TextStyle>,
    /// [`Role::Span`] or [`Role::Link`] if the piece has a meaning of its own, else `None`.
    pub role: Option<Role>,
    /// Where a click leads.
    pub link: Option<Link>,
    /// Place in the user's files.
    pub at: Origin,
    /// Not broken inside, if it fits on a line (`white-space: nowrap`).
    pub keep: bool,
}

/// Where a click leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// An element of this document.
    Inside(String),
    /// An address.
    Uri(String),
}

/// Inlines in a frame.
#[derive(Clone, Debug, PartialEq)]
pub struct Framed {
    /// What is inside: text only.
    pub inlines: Vec<Inline>,
    /// Between border and text.
    pub padding: Edges,
    /// Beside the frame.
    pub margin: Edges,
    /// Border of all four sides.
    pub border: Option<Stroke>,
    /// Radius of the corners.
    pub radius: Length,
    /// Fill.
    pub background: Option<Color>,
}

/// A thing of fixed size in a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Object {
    /// Width and height.
    pub size: Size,
    /// What it is.
    pub kind: ObjectKind,
    /// How it stands to the line's text.
    pub align: ObjectAlign,
    /// Space to its left and right.
    pub margin: Edges,
}

/// What stands in a line beside characters.
#[derive(Clone, Debug, PartialEq)]
pub enum ObjectKind {
    /// A square to tick; `true`: ticked.
    Tick(bool, Stroke),
    /// A line to write on, at the foot of its box.
    WriteIn(Stroke),
    /// A picture.
    Drawing(Drawing),
    /// A QR symbol with its quiet zone.
    Symbol(Symbol),
    /// Room.
    Space,
}

/// How an object stands to the line's text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ObjectAlign {
    /// On the baseline.
    #[default]
    Baseline,
    /// Centred on the characters.
    Middle,
}

/// A number known only after page breaking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counter {
    /// This page, from 1 within the document.
    Page,
    /// Pages of the document.
    Pages,
}

/// A table. Rows are kept whole; the header is repeated on each page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Width of each column.
    pub columns: Vec<ColumnWidth>,
    /// Rows repeated on each page.
    pub header: Vec<Row>,
    /// Rows.
    pub rows: Vec<Row>,
}

/// Width of a table column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ColumnWidth {
    /// A fixed length.
    Fixed(Length),
    /// A part of the table's width: 0–1.
    Part(f64),
    /// A share of what is left.
    Share(f64),
    /// As wide as its widest cell, without breaking lines.
    MaxContent,
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// The cells, in order; spanned places are left out.
    pub cells: Vec<TableCell>,
    /// Fill behind all cells.
    pub background: Option<Color>,
    /// At least this high.
    pub min_height: Option<Length>,
    /// Never last on a page while a row follows.
    pub keep_with_next: bool,
    /// Place in the user's files.
    pub at: Origin,
}

/// A cell of a table: a block whose borders are shared with its neighbours.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TableCell {
    /// The cell's box; its role is `HeaderCell` or `Cell`.
    pub block: Block,
    /// Columns it covers, from 1.
    pub columns: usize,
    /// Rows it covers, from 1.
    pub rows: usize,
}

/// Vector shapes in a coordinate system of their own (`viewBox`), scaled to the box they stand in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drawing {
    /// Left, top, width, height of the coordinate system.
    pub view: [f64; 4],
    /// The size that the drawing asks for.
    pub size: Size,
    /// Alternative text; `None`: ornament.
    pub alt: Option<String>,
    /// In painting order.
    pub shapes: Vec<Shape>,
}

/// One shape.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// An outline, filled and stroked.
    Path {
        /// The outline, in view units.
        segments: Vec<Segment>,
        /// Fill (nonzero winding).
        fill: Option<Color>,
        /// Line; its width and dashes are in view units, kept as points.
        stroke: Option<Stroke>,
    },
    /// A line of text.
    Text {
        /// Start, middle or end of the baseline, in view units.
        x: f64,
        /// Baseline, in view units.
        y: f64,
        /// Which of them `x` is.
        anchor: TextAlign,
        /// The characters.
        text: String,
        /// Look; the size is in view units, kept as points.
        style: Rc<TextStyle>,
        /// Place in the user's files.
        at: Origin,
    },
}

/// A step of an outline, in view units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Segment {
    /// Starts a ring.
    Move(f64, f64),
    /// A straight line.
    Line(f64, f64),
    /// A cubic Bézier curve: two control points, the end.
    Curve(f64, f64, f64, f64, f64, f64),
    /// Back to the start of the ring.
    Close,
}
