//! What a line costs: how far it is from even spacing, from a full edge, from a whole last line.
//! A stretch of units and a line of it in, a [`LineFit`] out. Costs have no unit; they only compare.

use std::ops::Range;

use super::bond::Bond;
use super::class::Class;
use super::span::{EACH_MOST, LineRoom, TOLERANCE};
use super::unit::Unit;
use crate::parse::TextAlign;

/// Space between all characters at which a line begins to look holed, in em.
const COMFORT: f64 = 0.08;
/// A justified line that is as loose as comfort allows, and one that is as tight as it can be.
const LOOSE: f64 = 1_000.0;
const TIGHT: f64 = 300.0;
/// A line that would need more space between its characters than justification may give, which leaves it ragged,
/// and what each em adds that it falls short.
const HOLED: f64 = 5_000.0;
const HOLED_EM: f64 = 500.0;
/// A ragged line that ends although more would have fitted, and what each em of that adds. A ragged text is
/// filled line by line, but where that would tear a group or leave a last line of one character.
const EARLY: f64 = 300.0;
const EARLY_EM: f64 = 40.0;
/// A ragged line that ends earlier than that is hardly ever the best, in em.
const EARLY_MOST: f64 = 8.0;
/// How far a ragged line may fall short for the sake of a phrase: in em, and as a share of the width.
const RAG_EM: f64 = 4.0;
const RAG: f64 = 0.2;
/// What each em beyond that adds.
const RAGGED_EM: f64 = 60.0;
/// One more line in a text of balanced lines.
const LINE: f64 = 3_000.0;
/// One more line in a ragged text: more than the words that it would keep whole.
const RAGGED_LINE: f64 = 20_000.0;
/// A last line of one character.
pub(super) const ORPHAN: f64 = 1e7;
/// A last line of one letter and a stop: す。
const STRAY: f64 = 1_500.0;
/// A last line of two letters.
const SHORT_LAST: f64 = 60.0;
/// A last line of more units than that is not short.
const SHORT_LINE: usize = 6;
/// A hanging 、 or 。.
const HANG: f64 = 30.0;

/// How empty lines may be: each pass over a text allows more, and takes longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slack {
    /// Evenly spaced, or filled.
    Close,
    /// As loose as justification can make them, or a little short for the sake of a word.
    Fair,
    /// Any.
    Any,
}

/// A line that could be set.
pub(super) struct Candidate {
    /// What it costs.
    pub cost: f64,
    /// Its last 、 or 。 hangs.
    pub hangs: bool,
}

/// What becomes of a line.
pub(super) enum LineFit {
    /// Too wide, and so is every line that ends later.
    Wide,
    /// Too empty for this pass, and so is every line that begins later.
    Empty,
    /// It can be set.
    Fits(Candidate),
}

/// The lines of one stretch, to be judged.
pub(super) struct LineCosts<'a> {
    units: &'a [Unit],
    measure: &'a LineRoom,
    sums: Vec<Sums>,
    /// For the break after each unit, the next one that is no less welcome.
    later: Vec<usize>,
}

impl<'a> LineCosts<'a> {
    /// Prepares to judge lines of `units`.
    pub(super) fn new(units: &'a [Unit], measure: &'a LineRoom) -> Self {
        Self { units, measure, sums: sum(units), later: later(units) }
    }

    /// How good a line of the units `inked` is.
    pub(super) fn line(&self, inked: Range<usize>, is_last: bool, most: Slack) -> LineFit {
        let room = if inked.start == 0 { self.measure.first } else { self.measure.width };
        let Some(last) = inked.clone().last() else {
            return LineFit::Fits(Candidate { cost: 0.0, hangs: false });
        };
        let (from, to) = (&self.sums[inked.start], &self.sums[last]);
        let natural = to.width - from.width + self.units[last].width;
        let shrink = if self.measure.align == TextAlign::Justify { to.shrink - from.shrink } else { 0.0 };
        if natural <= room + TOLERANCE {
            return self.loose(&inked, room - natural, is_last, most, false);
        }
        if natural - shrink <= room + TOLERANCE {
            let tightness = (natural - room) / shrink.max(TOLERANCE);
            let cost = TIGHT * tightness * tightness + self.last_cost(&inked, is_last);
            return LineFit::Fits(Candidate { cost, hangs: false });
        }
        if self.measure.hang && self.units[last].class.hangs() && last > inked.start {
            let before = last - 1;
            let short = natural - self.units[last].width - self.units[before].gap.natural;
            if short - (self.sums[before].shrink - from.shrink) <= room + TOLERANCE {
                return self.loose(&inked, (room - short).max(0.0), is_last, most, true);
            }
        }
        LineFit::Wide
    }

    /// A line that falls `slack` short of its room.
    fn loose(&self, inked: &Range<usize>, slack: f64, is_last: bool, most: Slack, hangs: bool) -> LineFit {
        let mut cost = if hangs { HANG } else { 0.0 } + self.last_cost(inked, is_last);
        if self.measure.balanced {
            let share = slack / self.measure.width;
            cost += LINE + 1_000.0 * share * share * if is_last { 0.5 } else { 1.0 };
        } else if self.measure.align == TextAlign::Justify {
            if !is_last {
                let last = inked.end - 1;
                let (from, to) = (&self.sums[inked.start], &self.sums[last]);
                let give = to.stretch - from.stretch + COMFORT * (to.expand - from.expand);
                let looseness = slack / give.max(TOLERANCE);
                let is_holed = slack > to.stretch - from.stretch + EACH_MOST * (to.expand - from.expand);
                let em = self.units[inked.start].em.max(1.0);
                let is_short = is_holed && slack > EARLY_MOST * em;
                if looseness > 1.0 && most == Slack::Close || is_short && most == Slack::Fair {
                    return LineFit::Empty;
                }
                cost += if is_holed { HOLED + HOLED_EM * slack / em } else { LOOSE * looseness * looseness };
            }
        } else {
            cost += RAGGED_LINE;
            if !is_last {
                match self.edge_cost(inked, slack) {
                    (true, _) if most != Slack::Any && slack > EARLY_MOST * self.units[inked.start].em => {
                        return LineFit::Empty;
                    }
                    (_, edge) => cost += edge,
                }
            }
        }
        LineFit::Fits(Candidate { cost, hangs })
    }

    /// Whether a ragged line that falls `slack` short ends early, and what its edge costs.
    fn edge_cost(&self, inked: &Range<usize>, slack: f64) -> (bool, f64) {
        let em = self.units[inked.start].em.max(1.0);
        let (end, position) = (inked.end, self.units[inked.end..].iter());
        let before = end + position.take_while(|unit| unit.class.is_space()).count() - 1;
        let last = self.later[before];
        let more = self.sums[last].width + self.units[last].width - self.sums[end].width;
        let is_early = more + self.units[end - 1].gap.natural <= slack + TOLERANCE;
        let early = if is_early { EARLY + EARLY_EM * slack / em } else { 0.0 };
        let room = (RAG_EM * em).min(RAG * self.measure.width);
        (is_early, early + RAGGED_EM * ((slack - room) / em).max(0.0))
    }

    /// What a short last line costs (JLREQ 3.5.3, widow adjustment).
    fn last_cost(&self, inked: &Range<usize>, is_last: bool) -> f64 {
        if !is_last || inked.start == 0 || inked.len() > SHORT_LINE {
            return 0.0;
        }
        let classes = self.units[inked.clone()].iter().map(|unit| unit.class);
        let characters = classes.filter(|&class| !is_frame_edge(class));
        let letters =
            characters.clone().filter(|class| !class.is_barred_from_start() || *class == Class::Small);
        match (characters.count(), letters.count()) {
            (0 | 1, _) => ORPHAN,
            (_, 0 | 1) => STRAY,
            (_, 2) => SHORT_LAST,
            _ => 0.0,
        }
    }
}

/// Widths summed up to a unit, so that any line's are a difference.
#[derive(Clone, Copy, Default)]
struct Sums {
    width: f64,
    shrink: f64,
    stretch: f64,
    expand: f64,
}

fn sum(units: &[Unit]) -> Vec<Sums> {
    let mut sums = Vec::with_capacity(units.len() + 1);
    let mut total = Sums::default();
    sums.push(total);
    for unit in units {
        total.width += unit.width + unit.gap.natural;
        total.shrink += unit.gap.shrink;
        total.stretch += unit.gap.stretch;
        total.expand += unit.gap.expand;
        sums.push(total);
    }
    sums
}

/// For the break after each unit, the unit before the next break that is no less welcome.
fn later(units: &[Unit]) -> Vec<usize> {
    let end = units.len().saturating_sub(1);
    let mut later = vec![end; units.len()];
    let mut open: Vec<usize> = Vec::new();
    for (index, unit) in units.iter().enumerate() {
        if unit.gap.bond == Some(Bond::Free) {
            while open.last().is_some_and(|&before| units[before].gap.penalty >= unit.gap.penalty) {
                later[open.pop().unwrap_or(end)] = index;
            }
            open.push(index);
        }
    }
    later
}

const fn is_frame_edge(class: Class) -> bool {
    matches!(class, Class::FrameStart | Class::FrameEnd)
}
