//! Where lines end: the best breaks of a whole paragraph at once, after Knuth and Plass ("Breaking paragraphs
//! into lines", 1981), with the space and the bonds of Japanese text. Gaps in, ends of lines out.

use std::ops::Range;

use super::class::{Bond, Class};
use super::group::{self, Phrases};
use super::place::EACH_MOST;
use super::unit::Unit;
use crate::parse::TextAlign;

/// A line: its units, and what of them counts for its width.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Span {
    /// All units of the line, white at its end too.
    pub units: Range<usize>,
    /// The units that have width: without white at the end.
    pub inked: Range<usize>,
    /// The last inked unit is a 、 or 。 that hangs beyond the line.
    pub hangs: bool,
    /// The last line of its stretch: not justified.
    pub is_last: bool,
}

/// What lines are fitted into. Lengths are in points.
#[derive(Clone, Copy, Debug)]
pub(super) struct Measure {
    /// Width of the first line.
    pub first: f64,
    /// Width of the others.
    pub width: f64,
    /// Flush or ragged.
    pub align: TextAlign,
    /// How much the inside of phrases is spared.
    pub phrases: Phrases,
    /// Lines of about the same length: headings.
    pub balanced: bool,
    /// 、。 may hang.
    pub hang: bool,
}

/// Differences below this are rounding, in points.
const TOLERANCE: f64 = 1e-3;
/// Space between all characters at which a line begins to look holed, in em.
const COMFORT: f64 = 0.08;
/// A justified line that is as loose as comfort allows, and one that is as tight as it can be.
const LOOSE: f64 = 1_000.0;
const TIGHT: f64 = 300.0;
/// A line that would need more space between its characters than justification may give.
const HOLED: f64 = 5_000.0;
/// A ragged line that ends although more would have fitted, and what each em of that adds. A ragged text is
/// filled line by line, but where that would tear a group or leave a last line of one character.
const EARLY: f64 = 300.0;
const EARLY_EM: f64 = 40.0;
/// How far a ragged line may fall short for the sake of a phrase: in em, and as a share of the width.
const RAG_EM: f64 = 4.0;
const RAG: f64 = 0.2;
/// What each em beyond that adds.
const RAGGED_EM: f64 = 60.0;
/// One more line in a ragged text.
const LINE: f64 = 3_000.0;
/// A last line of one character.
const ORPHAN: f64 = 1e7;
/// A last line of one letter and a stop: す。
const STRAY: f64 = 1_500.0;
/// A last line of two letters.
const SHORT_LAST: f64 = 60.0;
/// A justified text of that cost has torn a group, for which looser lines may be the lesser evil.
const SETTLED: f64 = 3_000.0;
/// A last line of more units than that is not short.
const SHORT_LINE: usize = 6;
/// A hanging 、 or 。.
const HANG: f64 = 30.0;
/// A break at a bond of that level.
const GROUP: f64 = 1e5;
const SEAM: f64 = 1e9;
const WORD: f64 = 2e9;

/// Looser lines than that are all the same.
const LOOSEST: f64 = 20.0;

/// Widths summed up to a unit, so that any line's are a difference.
#[derive(Clone, Copy, Default)]
struct Sums {
    width: f64,
    shrink: f64,
    stretch: f64,
    expand: f64,
}

/// A place where a line may end, with the best way there.
struct Node {
    position: usize,
    cost: f64,
    previous: usize,
    hangs: bool,
}

/// A line that could be set.
struct Candidate {
    cost: f64,
    hangs: bool,
}

enum Verdict {
    /// Too wide, and so is every line that ends later.
    Wide,
    /// Too empty for this pass, and so is every line that begins later.
    Empty,
    Fits(Candidate),
}

/// The lines of one stretch of units. `Err` is the part that is wider than a line and cannot be broken.
pub(super) fn lines(units: &mut [Unit], measure: &Measure) -> Result<Vec<Span>, Range<usize>> {
    let whole = inked(units, 0, units.len());
    if natural_width(&units[whole.clone()]) <= measure.first + TOLERANCE {
        return Ok(vec![Span { units: 0..units.len(), inked: whole, hangs: false, is_last: true }]);
    }
    group::mark(units, measure.phrases);
    let sums = sum(units);
    let fit = Fit { units, sums: &sums, measure, later: later(units) };
    // Loose lines and broken groups only if nothing else will do; broken words after that.
    let mut found: Option<(f64, Vec<Span>)> = None;
    let settled = if measure.align == TextAlign::Justify { SETTLED } else { ORPHAN };
    for (bond, loose) in [(Bond::Free, false), (Bond::Group, true), (Bond::Word, true)] {
        if found.as_ref().is_none_or(|found| found.0 >= settled)
            && let Some(other) = fit.best(bond, loose)
            && found.as_ref().is_none_or(|found| other.0 < found.0)
        {
            found = Some(other);
        }
    }
    found.map(|found| found.1).ok_or_else(|| fit.widest())
}

/// Width of `units` on one line, without white at the end, in points.
pub(super) fn natural_width(units: &[Unit]) -> f64 {
    let inked = &units[inked(units, 0, units.len())];
    let Some((last, others)) = inked.split_last() else { return 0.0 };
    others.iter().map(|unit| unit.width + unit.gap.natural).sum::<f64>() + last.width
}

/// The units of `start..end` without the white at their end.
fn inked(units: &[Unit], start: usize, end: usize) -> Range<usize> {
    let white = units[start..end].iter().rev().take_while(|unit| unit.class.is_space()).count();
    start..end - white
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

struct Fit<'a> {
    units: &'a [Unit],
    sums: &'a [Sums],
    measure: &'a Measure,
    /// For the break after each unit, the next one that is no less welcome.
    later: Vec<usize>,
}

impl Fit<'_> {
    /// Width of `range` before justification.
    fn natural(&self, range: &Range<usize>) -> f64 {
        match range.clone().last() {
            Some(last) => {
                self.sums[range.end].width - self.sums[range.start].width - self.units[last].gap.natural
            }
            None => 0.0,
        }
    }

    /// The best way to break at bonds up to `bond`; `loose`: lines may be as empty as they must.
    fn best(&self, bond: Bond, loose: bool) -> Option<(f64, Vec<Span>)> {
        let count = self.units.len();
        let mut nodes = vec![Node { position: 0, cost: 0.0, previous: 0, hangs: false }];
        let mut oldest = 0;
        for position in 1..=count {
            let is_last = position == count;
            let Some(penalty) = self.penalty(position, bond) else { continue };
            let inked_end = inked(self.units, 0, position).end;
            let mut best: Option<Node> = None;
            for index in oldest..nodes.len() {
                let node = &nodes[index];
                let inked = node.position..inked_end.max(node.position);
                match self.judge(inked, is_last, loose) {
                    Verdict::Wide => oldest = index + 1,
                    Verdict::Empty => break,
                    Verdict::Fits(line) => {
                        let cost = node.cost + line.cost + penalty;
                        if best.as_ref().is_none_or(|best| cost < best.cost) {
                            best = Some(Node { position, cost, previous: index, hangs: line.hangs });
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
        (last.position == count).then(|| (last.cost, self.trace(&nodes)))
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

    /// How good a line of the units `inked` is.
    fn judge(&self, inked: Range<usize>, is_last: bool, loose: bool) -> Verdict {
        let room = if inked.start == 0 { self.measure.first } else { self.measure.width };
        let Some(last) = inked.clone().last() else {
            return Verdict::Fits(Candidate { cost: 0.0, hangs: false });
        };
        let (from, to) = (&self.sums[inked.start], &self.sums[last]);
        let natural = to.width - from.width + self.units[last].width;
        let shrink = if self.measure.align == TextAlign::Justify { to.shrink - from.shrink } else { 0.0 };
        if natural <= room + TOLERANCE {
            return self.loose(&inked, room - natural, is_last, loose, false);
        }
        if natural - shrink <= room + TOLERANCE {
            let tightness = (natural - room) / shrink.max(TOLERANCE);
            let cost = TIGHT * tightness * tightness + self.last_cost(&inked, is_last);
            return Verdict::Fits(Candidate { cost, hangs: false });
        }
        if self.measure.hang && self.units[last].class.hangs() && last > inked.start {
            let before = last - 1;
            let short = natural - self.units[last].width - self.units[before].gap.natural;
            if short - (self.sums[before].shrink - from.shrink) <= room + TOLERANCE {
                return self.loose(&inked, (room - short).max(0.0), is_last, loose, true);
            }
        }
        Verdict::Wide
    }

    /// A line that falls `slack` short of its room.
    fn loose(&self, inked: &Range<usize>, slack: f64, is_last: bool, loose: bool, hangs: bool) -> Verdict {
        let mut cost = if hangs { HANG } else { 0.0 } + self.last_cost(inked, is_last);
        if self.measure.balanced {
            let share = slack / self.measure.width;
            cost += LINE + 1_000.0 * share * share * if is_last { 0.5 } else { 1.0 };
        } else if self.measure.align == TextAlign::Justify {
            if !is_last {
                let last = inked.end - 1;
                let (from, to) = (&self.sums[inked.start], &self.sums[last]);
                let give = to.stretch - from.stretch + COMFORT * (to.expand - from.expand);
                let looseness = (slack / give.max(TOLERANCE)).min(LOOSEST);
                if looseness > 1.0 && !loose {
                    return Verdict::Empty;
                }
                cost += LOOSE * looseness * looseness;
                if slack > to.stretch - from.stretch + EACH_MOST * (to.expand - from.expand) {
                    cost += HOLED;
                }
            }
        } else {
            cost += LINE;
            if !is_last {
                cost += self.edge_cost(inked, slack);
            }
        }
        Verdict::Fits(Candidate { cost, hangs })
    }

    /// What the edge of a ragged line costs that falls `slack` short.
    fn edge_cost(&self, inked: &Range<usize>, slack: f64) -> f64 {
        let em = self.units[inked.start].em.max(1.0);
        let (end, position) = (inked.end, self.units[inked.end..].iter());
        let before = end + position.take_while(|unit| unit.class.is_space()).count() - 1;
        let last = self.later[before];
        let more = self.sums[last].width + self.units[last].width - self.sums[end].width;
        let early = if more + self.units[end - 1].gap.natural <= slack + TOLERANCE {
            EARLY + EARLY_EM * slack / em
        } else {
            0.0
        };
        let room = (RAG_EM * em).min(RAG * self.measure.width);
        early + RAGGED_EM * ((slack - room) / em).max(0.0)
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

    fn trace(&self, nodes: &[Node]) -> Vec<Span> {
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
                if self.natural(&part) > self.natural(&widest) {
                    widest = part;
                }
                start = position;
            }
        }
        widest
    }
}

const fn is_frame_edge(class: Class) -> bool {
    matches!(class, Class::FrameStart | Class::FrameEnd)
}
