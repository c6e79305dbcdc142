//! Gaps: how much space belongs between two neighbours, how far justification may change it, and whether a
//! line may end there. Measured units in, the same units with their gaps out.

use super::class::{Bond, Class, bond, expands};
use super::group;
use super::unit::{Gap, LeafKind, Step, Unit, Units};
use crate::base::Length;
use crate::parse::ParagraphStyle;

/// Between Japanese and Latin text: what should be there, in em (JLREQ 3.2.3: a quarter em).
pub(super) const SCRIPT: f64 = 0.25;
/// The least between Japanese and Latin text, in em (JLREQ 3.8.3 d: an eighth).
const SCRIPT_LEAST: f64 = 0.125;
/// The most between Japanese and Latin text before space goes between all characters, in em. JLREQ 3.8.4 b
/// would let it grow to half an em; with wide digits that looks like a hole, so a third.
const SCRIPT_MOST: f64 = 1.0 / 3.0;
/// The least that a word space may have, in em (JLREQ 3.8.3 a).
const WORD_LEAST: f64 = 0.25;
/// The most that a word space may have before space goes between all characters, in em (JLREQ 3.8.4 a).
const WORD_MOST: f64 = 0.5;

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
        if !style.nowrap {
            group::mark(&mut text.units[start..end], style.phrases);
        }
        start = end;
    }
}

/// The gap between the unit at `index` and the next.
fn between(text: &Units, index: usize) -> Gap {
    let (before, after) = (&text.units[index], &text.units[index + 1]);
    let mut gap = space(before, after);
    gap.natural += tracking(text, before).to_pt();
    gap.bond = Some(before.gap.bond.unwrap_or_else(|| bond_between(text, index)));
    gap
}

/// The style's `letter-spacing`, which stands after each character.
fn tracking(text: &Units, unit: &Unit) -> Length {
    match &text.leaves[unit.leaf as usize].kind {
        LeafKind::Text(piece) if piece.style.boxes.is_none() => piece.style.tracking * text.scale,
        _ => Length::ZERO,
    }
}

fn bond_between(text: &Units, before_index: usize) -> Bond {
    let (before, after) = (&text.units[before_index], &text.units[before_index + 1]);
    let mut free = bond(before.class, after.class);
    if before.class.is_space() && ends_barred(text, before_index) {
        // White that vanishes at the line's end shields no bracket.
        free = Bond::Never;
    }
    let leaf = &text.leaves[after.leaf as usize];
    if let LeafKind::Text(piece) = &leaf.kind
        && before.leaf != after.leaf
        && piece.style.rise > Length::ZERO
    {
        // A note mark belongs to the word it stands at (JLREQ 3.1.10, cl-21).
        return Bond::Never;
    }
    let kept = before.leaf == after.leaf
        && matches!(&leaf.kind, LeafKind::Text(piece) if piece.keep || piece.style.boxes.is_some());
    let framed = leaf.frame.is_some() && leaf.frame == text.leaves[before.leaf as usize].frame;
    if (kept || framed) && free == Bond::Free { Bond::Group } else { free }
}

/// Whether the last character before the white at `index` may not end a line.
fn ends_barred(text: &Units, index: usize) -> bool {
    let inked = text.units[..index].iter().rev().find(|unit| !unit.class.is_space());
    inked.is_some_and(|unit| unit.class.is_barred_from_end())
}

/// The space between two neighbours and how it may change (JLREQ 3.1.4, 3.2.6, 3.8.3, 3.8.4).
fn space(before: &Unit, after: &Unit) -> Gap {
    let expand = if expands(before.class, after.class) { before.em } else { 0.0 };
    let gap = Gap { expand, ..Gap::default() };
    if before.class == Class::Space {
        let natural = before.width;
        let shrink = (natural - WORD_LEAST * before.em).max(0.0);
        let stretch = (WORD_MOST * before.em - natural).max(0.0);
        return Gap { shrink, stretch, step: Step::Word, ..gap };
    }
    let japanese = before.class.is_japanese() && after.class.is_latin();
    let latin = before.class.is_latin() && after.class.is_japanese();
    if japanese || latin {
        let em = if japanese { before.em } else { after.em };
        let [natural, least, most] = [SCRIPT, SCRIPT_LEAST, SCRIPT_MOST].map(|share| share * em);
        return Gap { natural, shrink: natural - least, stretch: most - natural, step: Step::Script, ..gap };
    }
    // Adjoining brackets and stops: the white of one of the two, none within a row of the same kind.
    let right = if after.class.closes() { 0.0 } else { before.cut.1 };
    let left = if before.class == Class::Opening { 0.0 } else { after.cut.0 };
    let natural = right.max(left);
    // JLREQ 3.8.3 c would let brackets and commas close up; half of their white stays here. Full stops keep theirs.
    let shrink = if before.class == Class::FullStop { 0.0 } else { natural / 2.0 };
    Gap { natural, shrink, step: Step::Punctuation, ..gap }
}
