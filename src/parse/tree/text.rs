//! Lines of text: paragraphs, the looks of characters, and what stands among them.

use std::num::NonZeroU32;
use std::rc::Rc;

use super::{Drawing, Stroke};
use crate::base::fonts::Family;
use crate::base::qr::Symbol;
use crate::base::{Color, Edges, Length, Origin, Role, Size};

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
    /// No space of ours between Japanese and Latin characters: text that is typed as it stands, where such
    /// a space would be taken for a character.
    pub solid: bool,
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
            solid: false,
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
    Counter(Counter, Rc<TextStyle>, Option<Link>),
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
    /// Not broken inside, nor from the neighbours with the same number, if they fit on a line (`white-space: nowrap`).
    pub keep: Option<NonZeroU32>,
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
    /// What it is to the ear: what a symbol shows, what is to be ticked or written. A drawing has its own.
    pub alt: Option<String>,
}

/// What stands in a line beside characters.
#[derive(Clone, Debug, PartialEq)]
pub enum ObjectKind {
    /// A square to tick; `true`: ticked.
    Tick(bool, Stroke),
    /// A blank to write in, with a line at the foot of its box or without.
    WriteIn(Option<Stroke>),
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

/// A number or text known only after page breaking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Counter {
    /// This page, from 1 within the document.
    Page,
    /// Pages of the document.
    Pages,
    /// The page on which the element of that `id` begins, from 1.
    PageOf(Rc<str>),
    /// This text, on all pages of a section but its first.
    Continued(Rc<str>),
}
