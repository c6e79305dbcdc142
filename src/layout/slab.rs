//! [`Slab`]: something laid out whole, drawn from its own top left corner. What boxes are made of before
//! they get a place on a page. Here is only the data; `emit` turns it into items.

use std::rc::Rc;

use crate::base::{Length, Origin, Point, Size};
use crate::parse::{Absolute, Block, TextAlign};

use super::line::SetLine;
use super::{ItemKind, Path};

/// A finished rectangle of content.
#[derive(Clone, Debug, Default)]
pub(super) struct Slab {
    /// Its extent.
    pub size: Size,
    /// From its top to the first baseline of text in it, if it has text.
    pub baseline: Option<Length>,
    /// What is drawn, in painting order.
    pub draws: Vec<Draw>,
}

/// One thing to draw, at a place within its slab.
#[derive(Clone, Debug)]
pub(super) enum Draw {
    /// An ornament: belongs to no element.
    Ornament(Path),
    /// A line of text; the point is the left end of its baseline.
    Line(Point, LaidLine),
    /// Anything else that belongs to an element.
    Item(Option<usize>, Origin, ItemKind),
    /// A slab within this one.
    Slab(Point, Slab),
    /// A slab that is drawn elsewhere too, and belongs to no element here: a table's header on further pages.
    Repeated(Point, Rc<Slab>),
    /// A place that links and the outline lead to.
    Mark(Length, Box<Mark>),
}

/// A line of text and the elements that its pieces belong to.
#[derive(Clone, Debug)]
pub(super) struct LaidLine {
    /// The line.
    pub line: SetLine,
    /// How the paragraph places its lines: counters change the width of a line.
    pub align: TextAlign,
    /// Element of the paragraph.
    pub element: Option<usize>,
    /// Elements of single items, if any differs from the paragraph's.
    pub pieces: Vec<Option<usize>>,
}

/// A place that links and the outline lead to.
#[derive(Clone, Debug, Default)]
pub(super) struct Mark {
    /// Target of links.
    pub id: Option<String>,
    /// Level and text of the entry in the outline.
    pub bookmark: Option<(u8, String)>,
}

/// A block out of the flow, waiting for the box it is placed from.
#[derive(Clone, Debug)]
pub(super) struct Over<'t> {
    /// Where it wants to stand; its margins are already part of the lengths.
    pub place: Absolute,
    /// What it is.
    pub slab: Slab,
    /// Whose it is, for a fault.
    pub source: &'t Block,
}
