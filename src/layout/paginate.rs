//! Where a vertical list is cut into pages: the cuts with the least sum of penalties, found over the whole
//! list at once (Knuth and Plass's way with lines, applied to pages). Linear in the number of pieces.

use crate::base::{Diagnostic, Length, Size};
use crate::parse::Block;

use super::fault;
use super::flow::{Flow, FlowNode, penalty};
use super::fragment::Laid;
use super::stack::Stack;

/// One more page costs this much.
const PAGE: f64 = 1_000.0;
/// An empty half of a page costs a quarter of this; the last page may be as empty as it likes.
const EMPTY: f64 = 100.0;
/// But a last page with next to nothing on it costs up to this.
const NEARLY_EMPTY: f64 = 150.0;
/// Next to nothing: less than this part of the page.
const LITTLE: f64 = 0.15;

/// Cuts a list into pages of that text area: what flows, and the blocks placed on the page itself. A list of nothing is
/// one empty page.
pub(super) fn fill<'t>(mut flow: Flow<'t>, area: Size, faults: &mut Vec<Diagnostic>) -> Vec<Laid<'t>> {
    flow.finish();
    let cuts = cuts(&flow, area.height, faults);
    let mut waiting = flow.out_of_flow.into_iter().peekable();
    let mut filled = Vec::with_capacity(cuts.len() + 1);
    let mut stack = Stack::default();
    stack.reserve(flow.nodes.len());
    let mut fresh = true;
    let mut pieces = 0;
    let mut out_of_flow = Vec::new();
    let mut cuts = cuts.into_iter().peekable();
    for (index, node) in flow.nodes.into_iter().enumerate() {
        if cuts.next_if_eq(&index).is_some() {
            let open = stack.still_open();
            let fragment = std::mem::take(&mut stack).end(area.width);
            filled.push(Laid { fragment, out_of_flow: std::mem::take(&mut out_of_flow) });
            open.iter().for_each(|frame| stack.reopen(frame));
            fresh = true;
        }
        match node {
            FlowNode::Space(_) if fresh => continue,
            FlowNode::Piece(_) => {
                while let Some((_, out)) = waiting.next_if(|(before, _)| *before <= pieces) {
                    out_of_flow.push(out);
                }
                pieces += 1;
            }
            _ => {}
        }
        fresh = false;
        stack.add(node);
    }
    out_of_flow.extend(waiting.map(|(_, out)| out));
    filled.push(Laid { fragment: stack.end(area.width), out_of_flow });
    filled
}

/// A piece of the list as the search sees it.
struct BreakPlace {
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
    let starts = best_starts(&places, total, height);
    let mut cuts = Vec::new();
    let mut end = places.len();
    while end > 0 {
        let start = starts[end];
        let place = &places[start];
        let closing = places.get(end).map_or(Length::ZERO, |place| place.closing);
        let used = place.bottom - place.start + place.opening + closing;
        if start + 1 == end && !used.fits(height) {
            fault::push(faults, fault::higher_than_page(source(flow, start), used, height));
        }
        if start > 0 {
            cuts.push(place.cut);
        }
        end = start;
    }
    cuts.reverse();
    cuts
}

/// For each place where a page may end, the place where it best begins.
fn best_starts(places: &[BreakPlace], total: Length, height: Length) -> Vec<usize> {
    let count = places.len();
    let mut costs = vec![0.0];
    let mut starts = vec![0];
    let mut floor = 0;
    for end in 1..=count {
        let (end_y, closing, before) = match places.get(end) {
            Some(place) => (place.end, place.closing, place.before),
            None => (total, Length::ZERO, penalty::NONE),
        };
        let ends_run = end == count || before == penalty::FORCED;
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
            let cost = costs[start] + PAGE + cost_here + emptiness(used / height, ends_run);
            if found.is_none_or(|(least, _)| cost < least) {
                found = Some((cost, start));
            }
        }
        let (cost, start) = found.unwrap_or((f64::MAX / 4.0, end - 1));
        costs.push(cost);
        starts.push(start);
        if before == penalty::FORCED {
            floor = end;
        }
    }
    starts
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
fn places(flow: &Flow<'_>) -> (Vec<BreakPlace>, Length) {
    let mut places = Vec::with_capacity(flow.pieces());
    let mut y = Length::ZERO;
    let mut open: Vec<(Length, Length)> = Vec::new();
    let (mut opening, mut closing) = (Length::ZERO, Length::ZERO);
    let mut cut = Cut::default();
    for (index, node) in flow.nodes.iter().enumerate() {
        match node {
            FlowNode::Space(space) => {
                if cut.fresh {
                    cut.start = y + *space;
                }
                y += *space;
            }
            FlowNode::Open(frame) => {
                cut.fresh = false;
                open.push((frame.reopening(), frame.bottom));
                opening += frame.reopening();
                closing += frame.bottom;
                y += frame.top;
            }
            FlowNode::Close(bottom) => {
                if let Some((top, bottom)) = open.pop() {
                    opening -= top;
                    closing -= bottom;
                }
                y += *bottom;
                cut = Cut { node: index + 1, end: y, start: y, opening, closing, fresh: true };
            }
            FlowNode::Piece(piece) => {
                let Cut { node, end, start, opening: top, closing: bottom, .. } = cut;
                let before = piece.before;
                y += piece.fragment.size.height;
                places.push(BreakPlace {
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

fn source<'t>(flow: &Flow<'t>, number: usize) -> Option<&'t Block> {
    let mut pieces = flow.nodes.iter().filter_map(|node| match node {
        FlowNode::Piece(piece) => Some(piece.source),
        _ => None,
    });
    pieces.nth(number).flatten()
}
