//! Where lines end: the best breaks of a whole paragraph at once, after Knuth and Plass ("Breaking paragraphs
//! into lines", 1981), with the space and the bonds of Japanese text. Gaps in, ends of lines out.

use std::ops::Range;

use super::bond::Bond;
use super::cost::{LineCosts, LineFit, ORPHAN, Slack};
use super::group;
use super::span::{LineRoom, Span, TOLERANCE};
use super::unit::Unit;
use crate::parse::TextAlign;

/// A justified text has torn a group, for which looser lines may be the lesser evil.
const TORN: f64 = 3_000.0;
/// A break at a bond of that level: more than lines can cost, however short or empty they are.
const GROUP: f64 = 5e6;
const SEAM: f64 = 1e9;
const WORD: f64 = 2e9;

/// A place where a line may end, with the best way there.
struct BreakNode {
    position: usize,
    cost: f64,
    /// The part of the cost that is for torn groups.
    torn: f64,
    previous: usize,
    hangs: bool,
}

/// The lines of one stretch of units. `Err` is the part that is wider than a line and cannot be broken.
pub(super) fn lines(units: &mut [Unit], measure: &LineRoom) -> Result<Vec<Span>, Range<usize>> {
    let whole = inked(units, 0, units.len());
    if natural_width(&units[whole.clone()]) <= measure.first + TOLERANCE {
        return Ok(vec![Span { units: 0..units.len(), inked: whole, hangs: false, is_last: true }]);
    }
    group::mark(units, measure.phrases);
    let fit = Fit { units, judge: LineCosts::new(units, measure) };
    let mut found: Option<Breaks> = None;
    for (bond, slack) in [
        (Bond::Free, Slack::Close),
        (Bond::Free, Slack::Fair),
        (Bond::Group, Slack::Any),
        (Bond::Word, Slack::Any),
    ] {
        let is_enough = found.as_ref().is_some_and(|found| found.is_enough(measure, slack));
        if !is_enough
            && let Some(other) = fit.best(bond, slack)
            && found.as_ref().is_none_or(|found| other.cost < found.cost)
        {
            found = Some(other);
        }
    }
    found.map(|found| found.spans).ok_or_else(|| fit.widest())
}

/// Lines that were found, and what they cost.
struct Breaks {
    cost: f64,
    /// The part of it that is for torn groups.
    torn: f64,
    spans: Vec<Span>,
}

impl Breaks {
    /// Whether a pass that allows lines of `slack` can be spared.
    fn is_enough(&self, measure: &LineRoom, slack: Slack) -> bool {
        let looser_may_help =
            measure.align == TextAlign::Justify && slack == Slack::Fair && self.torn >= TORN;
        self.cost < ORPHAN && !looser_may_help
    }
}

/// Width of `units` on one line, without white at the end, in points.
pub(super) fn natural_width(units: &[Unit]) -> f64 {
    let inked = &units[inked(units, 0, units.len())];
    let Some((last, others)) = inked.split_last() else { return 0.0 };
    others.iter().map(|unit| unit.width + unit.gap.natural).sum::<f64>() + last.width
}

/// Width of the widest row of `units` that only a break inside a word of Latin letters or a code would part.
pub(super) fn widest_word(units: &[Unit]) -> f64 {
    let mut widest = 0.0_f64;
    let mut start = 0;
    for index in 0..units.len() {
        let bond = units[index].gap.bond.unwrap_or(Bond::Free);
        if index + 1 == units.len() || bond < Bond::Seam {
            if units[start..=index].iter().any(|unit| unit.class.is_word()) {
                widest = widest.max(natural_width(&units[start..=index]));
            }
            start = index + 1;
        }
    }
    widest
}

/// The units of `start..end` without the white at their end.
fn inked(units: &[Unit], start: usize, end: usize) -> Range<usize> {
    let white = units[start..end].iter().rev().take_while(|unit| unit.class.is_space()).count();
    start..end - white
}

struct Fit<'a> {
    units: &'a [Unit],
    judge: LineCosts<'a>,
}

impl Fit<'_> {
    /// The best way to break at bonds up to `bond` into lines that are no emptier than `slack`.
    fn best(&self, bond: Bond, slack: Slack) -> Option<Breaks> {
        let count = self.units.len();
        let mut nodes = vec![BreakNode { position: 0, cost: 0.0, torn: 0.0, previous: 0, hangs: false }];
        let mut oldest = 0;
        for position in 1..=count {
            let is_last = position == count;
            let Some(penalty) = self.penalty(position, bond) else { continue };
            let is_white = self.units[position - 1].class.is_space();
            let inked_end = if is_white { inked(self.units, 0, position).end } else { position };
            let mut best: Option<BreakNode> = None;
            for (index, node) in nodes.iter().enumerate().skip(oldest) {
                let inked = node.position..inked_end.max(node.position);
                match self.judge.line(inked, is_last, slack) {
                    LineFit::Wide => oldest = index + 1,
                    LineFit::Empty => break,
                    LineFit::Fits(line) => {
                        let cost = node.cost + line.cost + penalty;
                        if best.as_ref().is_none_or(|best| cost < best.cost) {
                            let torn = node.torn + penalty;
                            best =
                                Some(BreakNode { position, cost, torn, previous: index, hangs: line.hangs });
                        }
                    }
                }
            }
            nodes.extend(best);
            if oldest == nodes.len() {
                return None;
            }
        }
        let last = nodes.last()?;
        (last.position == count).then(|| Breaks {
            cost: last.cost,
            torn: last.torn,
            spans: self.trace(&nodes),
        })
    }

    /// What a break before the unit at `position` costs; `None`: there can be none.
    fn penalty(&self, position: usize, most: Bond) -> Option<f64> {
        let before = &self.units[position - 1];
        if position == self.units.len() {
            return Some(0.0);
        }
        let bond = before.gap.bond.unwrap_or(Bond::Free);
        (bond <= most).then_some(match bond {
            Bond::Free => before.gap.penalty,
            Bond::Group => GROUP + before.gap.penalty,
            Bond::Seam => SEAM,
            Bond::Word | Bond::Never => WORD,
        })
    }

    fn trace(&self, nodes: &[BreakNode]) -> Vec<Span> {
        let mut spans = Vec::new();
        let mut index = nodes.len() - 1;
        while index > 0 {
            let node = &nodes[index];
            let units = nodes[node.previous].position..node.position;
            let inked = inked(self.units, units.start, units.end);
            let is_last = node.position == self.units.len();
            spans.push(Span { units, inked, hangs: node.hangs, is_last });
            index = node.previous;
        }
        spans.reverse();
        spans
    }

    /// The widest part that has no break inside.
    fn widest(&self) -> Range<usize> {
        let mut widest = 0..0;
        let mut start = 0;
        for position in 1..=self.units.len() {
            if self.penalty(position, Bond::Word).is_some() {
                let part = inked(self.units, start, position);
                if natural_width(&self.units[part.clone()]) > natural_width(&self.units[widest.clone()]) {
                    widest = part;
                }
                start = position;
            }
        }
        widest
    }
}
