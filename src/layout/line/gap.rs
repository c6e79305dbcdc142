//! Gaps: how much space belongs between two neighbours, how far justification may change it, and whether a
//! line may end there. Measured units in, the same units with their gaps out.

use super::bond::{Bond, pair};
use super::class::Class;
use super::unit::{Gap, LeafKind, Step, Unit, Units};
use crate::parse::ParagraphStyle;

/// Between Japanese and Latin text: what should be there, in em (JLREQ 3.2.6, Appendix B: a quarter em).
pub(super) const SCRIPT: f64 = 0.25;
/// The least between Japanese and Latin text, in em (JLREQ 3.8.3, Appendix D: an eighth).
const SCRIPT_LEAST: f64 = 0.125;
/// The most between Japanese and Latin text before space goes between all characters, in em. JLREQ 3.8.4
/// would let it grow to half an em; with wide digits that looks like a hole, so a third.
const SCRIPT_MOST: f64 = 1.0 / 3.0;
/// The least that a word space may have, in em (JLREQ 3.8.3).
const WORD_LEAST: f64 = 0.25;
/// The most that a word space may have before space goes between all characters, in em (JLREQ 3.8.4).
const WORD_MOST: f64 = 0.5;

/// What the white after a stop takes before space goes between all characters, in em: with what the narrow body of
/// the proportional face has, about that of a full-width body.
const STOP_MOST: f64 = 0.25;
/// What the white beside a bracket takes.
const BRACKET_MOST: f64 = 0.125;
/// White beside punctuation that needs no more in a loose line, in em.
const WHITE_ENOUGH: f64 = 0.2;

/// Fills in the gap after every unit.
pub(super) fn fill(text: &mut Units, style: &ParagraphStyle) {
    let mut start = 0;
    for segment in 0..text.ends.len() {
        let end = text.ends[segment];
        for index in start..end.saturating_sub(1) {
            let gap = between(text, index);
            text.units[index].gap = gap;
            if style.nowrap {
                text.units[index].gap.bond = Some(Bond::Never);
            }
        }
        start = end;
    }
}

/// The gap between the unit at `index` and the next.
fn between(text: &Units, index: usize) -> Gap {
    let (before, after) = (&text.units[index], &text.units[index + 1]);
    let pair = pair(before.class, after.class);
    let is_solid = [before, after].iter().all(|unit| text.leaves[unit.leaf as usize].solid);
    let mut gap = space(before, after, pair.expands, is_solid);
    gap.natural += text.leaves[before.leaf as usize].tracking;
    gap.bond = Some(before.gap.bond.unwrap_or_else(|| bond(text, index, pair.bond)));
    gap
}

/// How hard it is to break after the unit at `index`, where the classes say `free`.
fn bond(text: &Units, index: usize, free: Bond) -> Bond {
    let (before, after) = (&text.units[index], &text.units[index + 1]);
    if before.class.is_space() && ends_barred(text, index) {
        // White that vanishes at the line's end shields no bracket.
        return Bond::Never;
    }
    let leaf = &text.leaves[after.leaf as usize];
    let is_same = before.leaf == after.leaf;
    if leaf.raised && !is_same {
        // A note mark belongs to the word it stands at (JLREQ 3.1.10, cl-21).
        return Bond::Never;
    }
    let before_keep = text.leaves[before.leaf as usize].keep;
    let kept = (is_same && leaf.boxed) || (leaf.keep.is_some() && leaf.keep == before_keep);
    // A number that is counted belongs to its unit: `4ページ`.
    let counted = matches!(text.leaves[before.leaf as usize].kind, LeafKind::Counter(..));
    let framed = leaf.frame.is_some() && leaf.frame == text.leaves[before.leaf as usize].frame;
    if (kept || framed || counted) && free == Bond::Free { Bond::Group } else { free }
}

/// Whether the last character before the white at `index` may not end a line.
fn ends_barred(text: &Units, index: usize) -> bool {
    let inked = text.units[..index].iter().rev().find(|unit| !unit.class.is_space());
    inked.is_some_and(|unit| unit.class.is_barred_from_end())
}

/// The space between two neighbours and how it may change (JLREQ 3.1.4, 3.2.6, 3.8.3, 3.8.4, Appendices B, D, E).
///
/// Text that is typed as it stands (`is_solid`) gets none between scripts: a reader would type it.
fn space(before: &Unit, after: &Unit, expands: bool, is_solid: bool) -> Gap {
    let expand = if expands { before.em } else { 0.0 };
    let gap = Gap { expand, ..Gap::default() };
    if before.class == Class::Space {
        let natural = before.width;
        let shrink = (natural - WORD_LEAST * before.em).max(0.0);
        let stretch = (WORD_MOST * before.em - natural).max(0.0);
        return Gap { shrink, stretch, step: Step::Word, ..gap };
    }
    let japanese = before.class.is_japanese() && after.class.is_latin();
    let latin = before.class.is_latin() && after.class.is_japanese();
    if (japanese || latin) && !is_solid {
        let em = if japanese { before.em } else { after.em };
        let [natural, least, most] = [SCRIPT, SCRIPT_LEAST, SCRIPT_MOST].map(|share| share * em);
        return Gap { natural, shrink: natural - least, stretch: most - natural, step: Step::Script, ..gap };
    }
    // Adjoining brackets and stops: the white of one of the two, none within a row of the same kind.
    let right = if after.class.closes() { 0.0 } else { before.cut.1 };
    let left = if before.class == Class::Opening { 0.0 } else { after.cut.0 };
    let natural = right.max(left);
    // Brackets and commas keep half of their white, full stops all of it (JLREQ Appendix D, as books do it).
    let shrink = if before.class == Class::FullStop { 0.0 } else { natural / 2.0 };
    // Stops and brackets take up space before letters do, until they have what a full-width body gives them.
    let most = match (before.class, after.class) {
        (Class::FullStop | Class::Comma, _) => STOP_MOST,
        (Class::Closing, _) | (_, Class::Opening) => BRACKET_MOST,
        _ => 0.0,
    };
    let stretch = if expands { (most * before.em - natural).max(0.0) } else { 0.0 };
    // White of half an em does not grow (JLREQ Appendix E). The proportional face has so little of it that it
    // must grow with the rest of the line, or the line would look knotted at its brackets.
    let expand = if natural > WHITE_ENOUGH * before.em { 0.0 } else { gap.expand };
    Gap { natural, shrink, stretch, expand, step: Step::Punctuation, ..gap }
}
