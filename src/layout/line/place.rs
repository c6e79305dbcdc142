//! Where the units of a line stand: alignment and justification (JLREQ 3.8.2–3.8.4).
//! Ends of lines in, the x of every unit out.

use super::span::{EACH_MOST, LineRoom, Span};
use super::unit::{Step, Unit};
use crate::parse::TextAlign;

/// A line whose units have their places. Lengths are in points.
#[derive(Debug, Default)]
pub(super) struct PlacedUnits {
    /// Left edge of each unit of the span.
    pub x: Vec<f64>,
    /// Added between all characters, in em.
    pub each: f64,
    /// Right edge of the last inked unit, but for hanging punctuation.
    pub right: f64,
    /// Left edge of the first unit.
    pub left: f64,
}

/// What is added to or taken from gaps, as shares of what they allow.
#[derive(Clone, Copy, Default)]
struct Adjustment {
    shrink: [f64; 3],
    stretch: [f64; 3],
    each: f64,
}

/// Places the units of a line; `indent` is what its first line has less room than the others.
pub(super) fn place(units: &[Unit], span: &Span, measure: &LineRoom) -> PlacedUnits {
    let is_first = span.units.start == 0;
    let room = if is_first { measure.first } else { measure.width };
    let indent = measure.width - room;
    let counted = span.inked.start..span.inked.end - usize::from(span.hangs);
    let natural = width(units, &counted);
    let adjustment = match measure.align {
        TextAlign::Justify => adjust(units, &counted, room - natural, span.is_last),
        _ => Adjustment::default(),
    };
    let free = room - natural;
    let left = indent
        + match measure.align {
            TextAlign::Start | TextAlign::Justify => 0.0,
            TextAlign::Center => free / 2.0,
            TextAlign::End => free,
        };
    let mut placed =
        PlacedUnits { x: Vec::with_capacity(span.units.len()), each: adjustment.each, right: left, left };
    let mut pen = left;
    for index in span.units.clone() {
        placed.x.push(pen);
        pen += units[index].width;
        if index + 1 == counted.end {
            placed.right = pen;
        }
        if index + 1 < span.inked.end {
            pen += adjustment.gap(&units[index]);
        }
    }
    placed
}

fn width(units: &[Unit], range: &std::ops::Range<usize>) -> f64 {
    let Some(last) = range.clone().last() else { return 0.0 };
    let gaps: f64 = units[range.start..last].iter().map(|unit| unit.gap.natural).sum();
    units[range.clone()].iter().map(|unit| unit.width).sum::<f64>() + gaps
}

/// Shares out `slack` over the gaps of a line, step by step in the order of JLREQ 3.8.3 and 3.8.4.
fn adjust(units: &[Unit], counted: &std::ops::Range<usize>, slack: f64, is_last: bool) -> Adjustment {
    let mut adjustment = Adjustment::default();
    let Some(last) = counted.clone().last() else { return adjustment };
    if is_last && slack >= 0.0 {
        return adjustment;
    }
    let (mut shrink, mut stretch, mut expand) = ([0.0; 3], [0.0; 3], 0.0);
    for unit in &units[counted.start..last] {
        shrink[unit.gap.step as usize] += unit.gap.shrink;
        stretch[unit.gap.step as usize] += unit.gap.stretch;
        expand += unit.gap.expand;
    }
    let mut left = slack.abs();
    for step in [Step::Word, Step::Punctuation, Step::Script].map(|step| step as usize) {
        let (most, share) = if slack < 0.0 {
            (shrink[step], &mut adjustment.shrink[step])
        } else {
            (stretch[step], &mut adjustment.stretch[step])
        };
        if most > 0.0 {
            *share = (left / most).min(1.0);
            left -= most * *share;
        }
    }
    if slack > 0.0 && left > 0.0 {
        adjustment.each = if expand > 0.0 { left / expand } else { f64::INFINITY };
        if adjustment.each > EACH_MOST {
            return Adjustment::default();
        }
    }
    adjustment
}

impl Adjustment {
    fn gap(&self, unit: &Unit) -> f64 {
        let step = unit.gap.step as usize;
        unit.gap.natural + unit.gap.stretch * self.stretch[step] - unit.gap.shrink * self.shrink[step]
            + unit.gap.expand * self.each
    }
}
