//! [`Fragment`]: something laid out whole, drawn from its own top left corner. What boxes are made of before
//! they get a place on a page. Here is what it holds and how it is cut in two; `emit` turns it into items of a page.

use std::rc::Rc;

use crate::base::{Length, Origin, Point, Size};
use crate::parse::{Absolute, Block, TextAlign};

use super::item::{Item, ItemKind, Path};
use super::line::Line;

/// A finished rectangle of content.
#[derive(Clone, Debug, Default)]
pub(super) struct Fragment {
    /// Its extent.
    pub size: Size,
    /// From its top to the first baseline of text in it, if it has text.
    pub baseline: Option<Length>,
    /// What is drawn, in painting order.
    pub items: Vec<FragmentItem>,
}

/// One thing to draw, at a place within its fragment.
#[derive(Clone, Debug)]
pub(super) enum FragmentItem {
    /// A finished item.
    Item(Item),
    /// A line of text; the point is the left end of its baseline.
    Line(Point, LaidLine),
    /// A fragment within this one.
    Fragment(Point, Fragment),
    /// A fragment that is drawn elsewhere too, and belongs to no element here: a table's header on further pages.
    Repeated(Point, Rc<Fragment>),
    /// A place that links and the outline lead to.
    Anchor(Length, Box<Anchor>),
}

impl Fragment {
    /// A line in a room of that width.
    pub(super) fn of_line(laid: LaidLine, width: Length) -> Self {
        let Line { ascent, descent, .. } = laid.line;
        let items = vec![FragmentItem::Line(Point::new(Length::ZERO, ascent), laid)];
        Self { size: Size::new(width, ascent + descent), baseline: Some(ascent), items }
    }

    /// Passes on the `id` of everything in it that links lead to.
    pub(super) fn each_id(&self, found: &mut dyn FnMut(&str)) {
        for item in &self.items {
            match item {
                FragmentItem::Anchor(_, anchor) => anchor.id.as_deref().into_iter().for_each(&mut *found),
                FragmentItem::Fragment(_, fragment) => fragment.each_id(found),
                FragmentItem::Item(_) | FragmentItem::Line(..) | FragmentItem::Repeated(..) => {}
            }
        }
    }

    /// Cuts it between the pieces that it was stacked from: the upper part, at most `room` high, and the rest. Without a
    /// rest it fits as it is; with an upper part that is empty, nothing can be cut.
    pub(super) fn cut(mut self, room: Length) -> (Self, Option<Self>) {
        if self.size.height.fits(room) {
            return (self, None);
        }
        let Some(first) = self.items.iter().position(|item| !item.span().1.fits(room)) else {
            return (self, None);
        };
        let mut items = self.items.split_off(first);
        let top = items.first().map_or(Length::ZERO, |item| item.span().0);
        let up = Point::new(Length::ZERO, -top);
        items.iter_mut().for_each(|item| item.shift(up));
        let size = Size::new(self.size.width, self.size.height - top);
        let rest = Self { size, baseline: None, items };
        self.size.height = self.items.iter().map(|item| item.span().1).fold(Length::ZERO, Length::max);
        (self, Some(rest))
    }
}

impl FragmentItem {
    /// An outline that belongs to no element.
    pub(super) fn ornament(path: Path) -> Self {
        Self::Item(Item { element: None, at: Origin::NONE, kind: ItemKind::Path(path) })
    }

    /// A place that links and the outline lead to, at that height.
    pub(super) fn anchor(y: Length, anchor: Anchor) -> Self {
        Self::Anchor(y, Box::new(anchor))
    }

    /// Top and bottom of what is drawn.
    fn span(&self) -> (Length, Length) {
        match self {
            Self::Fragment(at, fragment) => (at.y, at.y + fragment.size.height),
            Self::Repeated(at, fragment) => (at.y, at.y + fragment.size.height),
            Self::Line(at, laid) => (at.y - laid.line.ascent, at.y + laid.line.descent),
            Self::Anchor(y, _) => (*y, *y),
            Self::Item(item) => {
                let bounds = item.kind.bounds().unwrap_or_default();
                (bounds.origin.y, bounds.bottom())
            }
        }
    }

    /// Moves it.
    fn shift(&mut self, by: Point) {
        match self {
            Self::Fragment(at, _) | Self::Repeated(at, _) | Self::Line(at, _) => *at = at.moved(by),
            Self::Anchor(y, _) => *y += by.y,
            Self::Item(item) => item.kind.shift(by),
        }
    }
}

/// A line of text and the elements that its pieces belong to.
#[derive(Clone, Debug)]
pub(super) struct LaidLine {
    /// The line.
    pub line: Line,
    /// How the paragraph places its lines: counters change the width of a line.
    pub align: TextAlign,
    /// Element of the paragraph.
    pub element: Option<usize>,
    /// Elements of single items, if any differs from the paragraph's.
    pub pieces: Vec<Option<usize>>,
}

/// A place that links and the outline lead to.
#[derive(Clone, Debug, Default)]
pub(super) struct Anchor {
    /// Target of links.
    pub id: Option<String>,
    /// Level and text of the entry in the outline.
    pub bookmark: Option<(u8, String)>,
}

impl Anchor {
    /// What links and the outline lead to, if they lead to `block`.
    pub(super) fn of(block: &Block) -> Option<Self> {
        let leads = block.id.is_some() || block.bookmark.is_some();
        leads.then(|| Self { id: block.id.clone(), bookmark: block.bookmark.clone() })
    }
}

/// What was laid: the fragment, and the blocks in it that are out of the flow and still look for their box.
#[derive(Default)]
pub(super) struct Laid<'t> {
    /// The fragment.
    pub fragment: Fragment,
    /// Blocks out of the flow.
    pub out_of_flow: Vec<OutOfFlow<'t>>,
}

/// A block out of the flow, waiting for the box it is placed from.
#[derive(Clone, Debug)]
pub(super) struct OutOfFlow<'t> {
    /// Where it wants to stand; its margins are already part of the lengths.
    pub place: Absolute,
    /// What it is.
    pub fragment: Fragment,
    /// Whose it is, for a fault.
    pub source: &'t Block,
}
