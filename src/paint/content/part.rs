//! Parts of a page: what shows a customer's own words apart from what stands in everybody's papers, so that the latter
//! is written once. In: the items of a page; out: runs of them, in the same order.

use std::ops::Range;

use super::Share;
use crate::layout::Page;
use crate::paint::pieces::{Sign, pieces};
use crate::paint::structure::Structure;

/// Fewer items between two runs of the customer's own are counted among them: a stream has a head too.
const FEW: usize = 10;

/// So few ornaments before words of the customer's own are their frame, which is as wide as they are.
const FRAME: usize = 3;

/// So many symbols have rows in common that it pays to look for them all at once.
const MANY: usize = 4;

/// The parts of `page`, in the order of its items. A marked sequence is never split.
pub(in crate::paint) fn parts(page: &Page, structure: &Structure) -> Vec<(Range<usize>, Share)> {
    let signs: Vec<Sign> = page.items.iter().map(Sign::of).collect();
    // Head and foot, which are ornament, come last.
    let count = signs.iter().rposition(|sign| sign.element.is_some()).map_or(0, |last| last + 1);
    let mut parts = body(&signs[..count], structure);
    parts.extend(pieces(page, &signs, count).into_iter().map(|range| (range, Share::Pages)));
    parts
}

fn body(signs: &[Sign], structure: &Structure) -> Vec<(Range<usize>, Share)> {
    // Where nothing is marked, elements stand for their nodes.
    let node = |sign: &Sign| if structure.is_empty() { sign.element } else { structure.node(sign.element) };
    if signs.iter().filter(|sign| sign.is_symbol).count() >= MANY {
        return vec![(0..signs.len(), Share::Symbols)];
    }
    let mut parts: Vec<(Range<usize>, Share)> = Vec::new();
    let (mut start, mut before) = (0, None);
    for sequence in signs.chunk_by(|one, next| node(one) == node(next)) {
        let range = start..start + sequence.len();
        start = range.end;
        let is_ornament = node(&sequence[0]).is_none();
        let is_own = sequence.iter().any(|sign| sign.is_told || sign.is_symbol);
        if is_own && let Some(frame) = before.take() {
            add(&mut parts, frame, Share::Own);
        }
        if let Some(ornament) = before.take() {
            add(&mut parts, ornament, Share::Papers);
        }
        if is_ornament && !is_own && sequence.len() <= FRAME {
            before = Some(range);
        } else {
            add(&mut parts, range, if is_own { Share::Own } else { Share::Papers });
        }
    }
    if let Some(ornament) = before {
        add(&mut parts, ornament, Share::Papers);
    }
    parts
}

/// Adds a run, to the one before it if they are alike, or if what lies between two of the customer's own is short.
fn add(parts: &mut Vec<(Range<usize>, Share)>, range: Range<usize>, share: Share) {
    if let [.., (first, Share::Own), (between, Share::Papers)] = parts.as_mut_slice()
        && share == Share::Own
        && between.len() < FEW
    {
        first.end = range.end;
        parts.pop();
        return;
    }
    match parts.last_mut() {
        Some((last, same)) if *same == share => last.end = range.end,
        _ => parts.push((range, share)),
    }
}
