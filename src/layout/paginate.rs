//! Where a vertical list is cut into pages: the cuts with the least sum of penalties, found over the whole
//! list at once (Knuth and Plass's way with lines, applied to pages). Linear in the number of pieces.

use crate::base::{Diagnostic, Length};

use super::fault;
use super::flow::{Flow, Node, Stack, penalty};
use super::slab::{Over, Slab};

/// One more page costs this much.
const PAGE: f64 = 1_000.0;
/// An empty half of a page costs a quarter of this; the last page may be as empty as it likes.
const EMPTY: f64 = 100.0;
/// But a last page with next to nothing on it costs up to this.
const NEARLY_EMPTY: f64 = 150.0;
/// Next to nothing: less than this part of the page.
const LITTLE: f64 = 0.15;

/// The list as pages: what flows, and the blocks placed on the page itself.
pub(super) struct Filled<'t> {
    /// The flowing content.
    pub slab: Slab,
    /// Blocks placed from the page's corner.
    pub overs: Vec<Over<'t>>,
}

/// Cuts a list into pages of that text area. A list of nothing is one empty page.
pub(super) fn fill<'t>(
    mut flow: Flow<'t>,
    width: Length,
    height: Length,
    faults: &mut Vec<Diagnostic>,
) -> Vec<Filled<'t>> {
    flow.finish();
    let cuts = cuts(&flow, height, faults);
    let mut overs = flow.overs.into_iter().peekable();
    let mut filled = Vec::with_capacity(cuts.len() + 1);
    let mut stack = Stack::default();
    stack.reserve(flow.nodes.len());
    let mut fresh = true;
    let mut pieces = 0;
    let mut page_overs = Vec::new();
    let mut cuts = cuts.into_iter().peekable();
    for (index, node) in flow.nodes.into_iter().enumerate() {
        if cuts.next_if_eq(&index).is_some() {
            let open = stack.still_open();
            let slab = std::mem::take(&mut stack).end(width);
            filled.push(Filled { slab, overs: std::mem::take(&mut page_overs) });
            open.iter().for_each(|frame| stack.reopen(frame));
            fresh = true;
        }
        match node {
            Node::Space(_) if fresh => continue,
            Node::Piece(_) => {
                while let Some((_, over)) = overs.next_if(|(before, _)| *before <= pieces) {
                    page_overs.push(over);
                }
                pieces += 1;
            }
            _ => {}
        }
        fresh = false;
        stack.add(node);
    }
    page_overs.extend(overs.map(|(_, over)| over));
    filled.push(Filled { slab: stack.end(width), overs: page_overs });
    filled
}

/// A piece of the list as the search sees it.
struct Place {
    /// First node of the page if it begins with this piece.
    cut: usize,
    /// How bad that is.
    before: u32,
    /// Height of the list before the cut, and up to where the new page's content begins.
    end: Length,
    start: Length,
    /// What open frames take on the page before the cut, and after it.
    closing: Length,
    opening: Length,
    /// End of the piece itself.
    bottom: Length,
}

/// The nodes that begin a page, but the first.
fn cuts(flow: &Flow<'_>, height: Length, faults: &mut Vec<Diagnostic>) -> Vec<usize> {
    let (places, total) = places(flow);
    let is_forced = places.iter().skip(1).any(|place| place.before == penalty::FORCED);
    if total.fits(height) && !is_forced {
        // One page costs less than any two.
        return Vec::new();
    }
    let count = places.len();
    let mut best: Vec<(f64, usize)> = vec![(0.0, 0)];
    let mut floor = 0;
    for end in 1..=count {
        let last = end == count;
        let (end_y, closing, before) = match places.get(end) {
            Some(place) => (place.end, place.closing, place.before),
            None => (total, Length::ZERO, penalty::NONE),
        };
        let ends_run = last || before == penalty::FORCED;
        let cost_here = if ends_run { 0.0 } else { f64::from(before) };
        let mut found: Option<(f64, usize)> = None;
        for start in (floor..end).rev() {
            let place = &places[start];
            let used = end_y - place.start + place.opening + closing;
            let alone = start + 1 == end;
            if !used.fits(height) && !alone {
                if !(end_y - place.start).fits(height) {
                    break;
                }
                continue;
            }
            let cost = best[start].0 + PAGE + cost_here + emptiness(used / height, ends_run);
            if found.is_none_or(|(least, _)| cost < least) {
                found = Some((cost, start));
            }
        }
        best.push(found.unwrap_or((f64::MAX / 4.0, end - 1)));
        if before == penalty::FORCED {
            floor = end;
        }
    }
    let mut cuts = Vec::new();
    let mut at = count;
    while at > 0 {
        let start = best[at].1;
        let alone = start + 1 == at;
        let place = &places[start];
        let used = place.bottom - place.start + place.opening + place.closing_after(&places, at);
        if alone && !used.fits(height) {
            fault::push(faults, fault::higher_than_page(source(flow, start), used, height));
        }
        if start > 0 {
            cuts.push(place.cut);
        }
        at = start;
    }
    cuts.reverse();
    cuts
}

impl Place {
    fn closing_after(&self, places: &[Self], next: usize) -> Length {
        places.get(next).map_or(Length::ZERO, |place| place.closing)
    }
}

fn emptiness(full: f64, ends_run: bool) -> f64 {
    if !full.is_finite() {
        return 0.0;
    }
    let empty = (1.0 - full).clamp(0.0, 1.0);
    match ends_run {
        false => EMPTY * empty * empty,
        true if full < LITTLE => NEARLY_EMPTY * (1.0 - full / LITTLE),
        true => 0.0,
    }
}

/// Every piece with the heights around it, and the height of all.
fn places(flow: &Flow<'_>) -> (Vec<Place>, Length) {
    let mut places = Vec::with_capacity(flow.pieces());
    let mut y = Length::ZERO;
    let mut open: Vec<(Length, Length)> = Vec::new();
    let (mut opening, mut closing) = (Length::ZERO, Length::ZERO);
    let mut cut = Cut::default();
    for (index, node) in flow.nodes.iter().enumerate() {
        match node {
            Node::Space(space) => {
                if cut.fresh {
                    cut.start = y + *space;
                }
                y += *space;
            }
            Node::Open(frame) => {
                cut.fresh = false;
                open.push((frame.reopening(), frame.bottom));
                opening += frame.reopening();
                closing += frame.bottom;
                y += frame.top;
            }
            Node::Close(bottom) => {
                if let Some((top, bottom)) = open.pop() {
                    opening -= top;
                    closing -= bottom;
                }
                y += *bottom;
                cut = Cut { node: index + 1, end: y, start: y, opening, closing, fresh: true };
            }
            Node::Piece(piece) => {
                let Cut { node, end, start, opening: top, closing: bottom, .. } = cut;
                let before = piece.before;
                y += piece.slab.size.height;
                places.push(Place {
                    cut: node,
                    before,
                    end,
                    start,
                    closing: bottom,
                    opening: top,
                    bottom: y,
                });
                cut = Cut { node: index + 1, end: y, start: y, opening, closing, fresh: true };
            }
        }
    }
    (places, y)
}

/// The place between two pieces where a page would end.
struct Cut {
    node: usize,
    end: Length,
    start: Length,
    opening: Length,
    closing: Length,
    fresh: bool,
}

impl Default for Cut {
    fn default() -> Self {
        let zero = Length::ZERO;
        Self { node: 0, end: zero, start: zero, opening: zero, closing: zero, fresh: true }
    }
}

fn source<'t>(flow: &Flow<'t>, number: usize) -> Option<&'t crate::parse::Block> {
    let mut pieces = flow.nodes.iter().filter_map(|node| match node {
        Node::Piece(piece) => Some(piece.source),
        _ => None,
    });
    pieces.nth(number).flatten()
}
