//! Pieces: what a page of a merged file is made of, so that what stands on many pages is written once. Pages in,
//! runs of items out; and a memory that does not grow.

use std::ops::Range;

use sha2::{Digest as _, Sha256};

use crate::base::recent::Lately;
use crate::base::{Length, Point};
use crate::layout::{Item, ItemKind, Page, Pages, Step};

/// Pieces or items that are remembered: what was last used among so many, and as many again, is found.
pub(super) const REMEMBERED: usize = 20_000;

/// For each element, the block directly under its section that it stands in.
pub(super) fn blocks(pages: &Pages) -> Vec<usize> {
    let mut depths = Vec::with_capacity(pages.elements.len());
    let mut blocks: Vec<usize> = Vec::with_capacity(pages.elements.len());
    for (index, element) in pages.elements.iter().enumerate() {
        let above = element.parent.filter(|parent| *parent < index);
        let depth = above.map_or(0, |parent| depths[parent] + 1);
        depths.push(depth);
        // The document is 0, its sections 1, their blocks 2.
        blocks.push(match above {
            Some(parent) if depth > 2 => blocks[parent],
            _ => index,
        });
    }
    blocks
}

/// What a piece of a page is: a block, or what is put on the page itself. Of the head and the foot each half is a
/// piece: one names the customer, the other the page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Block(usize),
    Ornament { band: Band, right: bool },
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
    fn ornament(item: &Item, page: &Page) -> Self {
        /// From the paper's lower edge to the end of the foot.
        const FOOT: Length = Length::mm(10.0);
        let Point { x, y } = start(item);
        let band = match page.size.height {
            height if y > height - FOOT => Band::Edge,
            height if y > height / 2.0 => Band::Below,
            _ => Band::Above,
        };
        Self::Ornament { band, right: band != Band::Edge && x > page.size.width / 2.0 }
    }
}

/// The items of `page` from number `first` on, in runs that are likely to stand on other pages too.
pub(super) fn pieces(page: &Page, first: usize, blocks: &[usize]) -> Vec<Range<usize>> {
    let mut pieces: Vec<Range<usize>> = Vec::new();
    let mut last = None;
    for (index, item) in page.items.iter().enumerate().skip(first) {
        let block = item.element.and_then(|element| blocks.get(element));
        let kind = match (block, last) {
            (Some(block), _) => Kind::Block(*block),
            // Ornament within a block (frames, fields) belongs to it until head or foot begin.
            (None, last) if !is_margin(item, page) => match last {
                Some(Kind::Block(block)) => Kind::Block(block),
                _ => Kind::Block(usize::MAX),
            },
            // The symbol of a mark begins higher than its words, which come first.
            (None, Some(kind @ Kind::Ornament { band: Band::Edge, .. }))
                if matches!(item.kind, ItemKind::Symbol(..)) =>
            {
                kind
            }
            (None, _) => Kind::ornament(item, page),
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
fn is_margin(item: &Item, page: &Page) -> bool {
    /// Height of both, about; a wrong guess costs a few bytes.
    const MARGIN: Length = Length::mm(20.0);
    let Point { y, .. } = start(item);
    y < MARGIN || y > page.size.height - MARGIN
}

/// Where something begins.
fn start(item: &Item) -> Point {
    match &item.kind {
        ItemKind::Text(run) => run.start,
        ItemKind::Symbol(area, _) | ItemKind::Picture(area, _) => area.origin,
        ItemKind::Path(path) => match path.steps.first() {
            Some(Step::Move(point) | Step::Line(point) | Step::Curve(point, ..)) => *point,
            Some(Step::Rect(rect)) => rect.origin,
            Some(Step::Close) | None => Point::default(),
        },
    }
}

/// What was last used, by a digest; what is long unused is forgotten.
pub(super) type Remembered<T> = Lately<Key, T>;

/// A digest of bytes.
pub(super) type Key = [u8; 16];

/// Half a SHA-256: 128 bits never fall together by accident.
pub(super) fn key(bytes: &[u8]) -> Key {
    let mut key = [0; 16];
    key.copy_from_slice(&Sha256::digest(bytes)[..16]);
    key
}
