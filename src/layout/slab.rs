//! [`Slab`]: something laid out whole, drawn from its own top left corner. What boxes are made of before
//! they get a place on a page. Here is only the data; `emit` turns it into items.

use std::cell::OnceCell;
use std::ops::Deref;
use std::rc::Rc;

use crate::base::{Length, Origin, Point, Size};
use crate::parse::{Absolute, Block, TextAlign};

use super::emit::Stencil;
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
    /// A slab that is drawn elsewhere too.
    Shared(Point, Rc<SharedSlab>, Owner),
    /// A place that links and the outline lead to.
    Mark(Length, Box<Mark>),
}

impl Slab {
    /// Draws `other` at `at`.
    pub(super) fn put(&mut self, at: Point, mut other: Self) {
        self.draws.push(match other.draws.pop() {
            // What is shared wants no slab of its own around it.
            Some(Draw::Shared(place, slab, owner))
                if other.draws.is_empty() && place == Point::default() && slab.size == other.size =>
            {
                Draw::Shared(at, slab, owner)
            }
            last => {
                other.draws.extend(last);
                Draw::Slab(at, other)
            }
        });
    }
}

/// A slab that is drawn in several places.
#[derive(Debug)]
pub(super) struct SharedSlab {
    slab: Slab,
    /// What it draws, if that is the same everywhere.
    pub stencil: OnceCell<Option<Stencil>>,
}

impl From<Slab> for SharedSlab {
    fn from(slab: Slab) -> Self {
        Self { slab, stencil: OnceCell::new() }
    }
}

impl Deref for SharedSlab {
    type Target = Slab;

    fn deref(&self) -> &Slab {
        &self.slab
    }
}

/// Whose a shared slab is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Owner {
    /// Nobody's: it is only repeated, an ornament.
    Nobody,
    /// Elements that have other numbers than where it was laid.
    Elements(Numbers),
}

/// New numbers of elements.
#[derive(Clone, Copy, Debug)]
pub(super) struct Numbers {
    /// The first that gets a new number, and its number.
    pub from: usize,
    pub to: usize,
    /// What stands for those before it.
    pub others: Option<usize>,
}

impl Numbers {
    /// The number that `element` gets.
    pub(super) fn of(self, element: usize) -> Option<usize> {
        match element.checked_sub(self.from) {
            Some(own) => Some(own + self.to),
            None => self.others,
        }
    }

    /// The same for a slab that stands within another whose elements get new numbers too.
    pub(super) fn within(self, outer: Option<Self>) -> Self {
        let Some(outer) = outer else { return self };
        let new = |element| outer.of(element);
        // What is within has its elements among those of the outer slab.
        Self { from: self.from, to: new(self.to).unwrap_or(self.to), others: self.others.and_then(new) }
    }
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
