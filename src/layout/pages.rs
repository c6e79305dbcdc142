//! [`Pages`]: finished items at fixed positions, each with its role. What `layout` hands to `paint`.
//! Printing them as text, picture or PDF decides nothing.

use crate::base::fonts::FaceId;
use crate::base::qr::Symbol;
use crate::base::{Color, Length, Origin, Placement, Point, Rect, Role, Size};

/// A document, laid out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pages {
    /// Title, for the viewer's window.
    pub title: String,
    /// Language, such as `ja-JP`.
    pub language: String,
    /// The pages, in order.
    pub pages: Vec<Page>,
    /// The structure: element 0 is the document itself; a parent stands before its children.
    pub elements: Vec<Element>,
    /// The outline, in order.
    pub bookmarks: Vec<Bookmark>,
}

/// One page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// Paper.
    pub size: Size,
    /// How everything on it is shifted and stretched when it is painted; places below are those before.
    pub placement: Placement,
    /// What is on it, in painting order (which is reading order for text). Header and footer items come last.
    pub items: Vec<Item>,
    /// Areas to click on.
    pub links: Vec<LinkArea>,
}

/// A node of the structure tree.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Element {
    /// Index of the parent in [`Pages::elements`]; `None` for the document.
    pub parent: Option<usize>,
    /// What it is.
    pub role: Role,
    /// Alternative text (figures).
    pub alt: Option<String>,
    /// Columns a table cell covers, if more than 1.
    pub columns: usize,
    /// Rows a table cell covers, if more than 1.
    pub rows: usize,
}

/// Something at a fixed place.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// The element it belongs to; `None`: ornament ([`Role::Artifact`]).
    pub element: Option<usize>,
    /// Place in the user's files.
    pub at: Origin,
    /// What is drawn.
    pub kind: ItemKind,
}

/// What is drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum ItemKind {
    /// Characters of one face and size on one baseline.
    Text(TextRun),
    /// An outline, filled and stroked.
    Path(Path),
    /// A QR symbol; the rectangle is that of the dark modules, without the quiet zone.
    Symbol(Rect, Symbol),
    /// A bitmap, by its name among the document's pictures.
    Picture(Rect, String),
}

/// Characters of one face and size on one baseline.
#[derive(Clone, Debug, PartialEq)]
pub struct TextRun {
    /// Left end of the baseline.
    pub start: Point,
    /// The face; it has every character of `text`.
    pub face: FaceId,
    /// Size.
    pub size: Length,
    /// Colour.
    pub color: Color,
    /// The characters, one glyph each.
    pub text: String,
    /// Space added after every character (justification, tracking); not after the last.
    pub spacing: Length,
    /// Space added besides, after the character of that index (from 0); in order of index.
    pub shifts: Vec<(usize, Length)>,
    /// Where the run ends on the right.
    pub width: Length,
}

/// An outline in page coordinates.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Path {
    /// The steps.
    pub steps: Vec<Step>,
    /// Fill (nonzero winding).
    pub fill: Option<Color>,
    /// Line.
    pub stroke: Option<Line>,
}

/// A step of an outline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
    /// Starts a ring.
    Move(Point),
    /// A straight line.
    Line(Point),
    /// A cubic Bézier curve: two control points, the end.
    Curve(Point, Point, Point),
    /// A whole rectangle.
    Rect(Rect),
    /// Back to the start of the ring.
    Close,
}

/// A line's look.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Width.
    pub width: Length,
    /// Colour.
    pub color: Color,
    /// Lengths of dash and gap; empty: solid.
    pub dash: Vec<Length>,
}

/// An area to click on.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkArea {
    /// Where.
    pub area: Rect,
    /// The link's element.
    pub element: Option<usize>,
    /// What it says, for readers that speak.
    pub text: String,
    /// Where it leads.
    pub target: LinkTarget,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq)]
pub enum LinkTarget {
    /// A place in this document: page (from 0) and height on it.
    Place(usize, Length),
    /// An address.
    Uri(String),
}

/// An entry of the outline.
#[derive(Clone, Debug, PartialEq)]
pub struct Bookmark {
    /// 1 is the top level.
    pub level: u8,
    /// What it says.
    pub text: String,
    /// Page, from 0.
    pub page: usize,
    /// Height on the page.
    pub top: Length,
}
