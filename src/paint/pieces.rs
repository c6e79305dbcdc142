//! Pieces: what head and foot of a page are made of, so that what stands on many pages is written once. A page in,
//! runs of its items out; and a memory that does not grow.

use std::ops::Range;

use crate::base::fingerprint::Fingerprint;
use crate::base::recent::Lately;
use crate::base::{Length, Point};
use crate::layout::{Item, ItemKind, Page, Step};

/// What is to be known of an item to tell where a page is parted.
#[derive(Clone, Copy)]
pub(super) struct Sign {
    pub(super) element: Option<usize>,
    pub(super) start: Point,
    pub(super) is_told: bool,
    pub(super) is_symbol: bool,
}

impl Sign {
    pub(super) fn of(item: &Item) -> Self {
        let start = match &item.kind {
            ItemKind::Text(run) => run.start,
            ItemKind::Symbol(area, _) | ItemKind::Picture(area, _) => area.origin,
            ItemKind::Path(path) => match path.steps.first() {
                Some(Step::Move(point) | Step::Line(point) | Step::Curve(point, ..)) => *point,
                Some(Step::Rect(rect)) => rect.origin,
                Some(Step::Close) | None => Point::default(),
            },
        };
        let is_symbol = matches!(item.kind, ItemKind::Symbol(..));
        Self { element: item.element, start, is_told: item.at.is_some(), is_symbol }
    }
}

/// The names of the bitmaps on a page.
pub(super) fn pictures_of(page: &Page) -> impl Iterator<Item = &str> {
    page.items.iter().filter_map(|item| match &item.kind {
        ItemKind::Picture(_, name) => Some(name.as_str()),
        _ => None,
    })
}

/// Pieces or items that are remembered: what was last used among so many, and as many again, is found.
pub(super) const REMEMBERED: usize = 20_000;

/// What a piece is. Of the head and the foot each half is a piece: one names the customer, the other the page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Inside,
    Margin { band: Band, right: bool },
}

/// Heights of a page at which something is put on it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Band {
    /// The upper half.
    Above,
    /// The lower half.
    Below,
    /// Under the foot, where the sheet's mark stands.
    Edge,
}

impl Kind {
    fn margin(sign: &Sign, page: &Page) -> Self {
        /// From the paper's lower edge to the end of the foot.
        const FOOT: Length = Length::mm(10.0);
        let Point { x, y } = sign.start;
        let band = match page.size.height {
            height if y > height - FOOT => Band::Edge,
            height if y > height / 2.0 => Band::Below,
            _ => Band::Above,
        };
        Self::Margin { band, right: band != Band::Edge && x > page.size.width / 2.0 }
    }
}

/// The ornaments of `page`, whose items have those `signs`, from item number `first` on: in runs that are likely to stand
/// on other pages too.
pub(super) fn pieces(page: &Page, signs: &[Sign], first: usize) -> Vec<Range<usize>> {
    let mut pieces: Vec<Range<usize>> = Vec::new();
    let mut last = None;
    for (index, sign) in signs.iter().enumerate().skip(first) {
        let kind = match last {
            _ if !is_margin(sign, page) => Kind::Inside,
            // The symbol of a mark begins higher than its words, which come first.
            Some(kind @ Kind::Margin { band: Band::Edge, .. }) if sign.is_symbol => kind,
            _ => Kind::margin(sign, page),
        };
        match pieces.last_mut() {
            Some(piece) if last == Some(kind) => piece.end = index + 1,
            _ => pieces.push(index..index + 1),
        }
        last = Some(kind);
    }
    pieces
}

/// Whether something stands in the head or the foot, which are in the page's margins.
fn is_margin(sign: &Sign, page: &Page) -> bool {
    /// Height of both, about; a wrong guess costs a few bytes.
    const MARGIN: Length = Length::mm(20.0);
    let y = sign.start.y;
    y < MARGIN || y > page.size.height - MARGIN
}

/// What was last used, by a fingerprint; what is long unused is forgotten.
pub(super) type Remembered<T> = Lately<Fingerprint, T>;
