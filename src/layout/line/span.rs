//! [`Span`]: a line as a range of units, before they have their places; and [`LineRoom`]: what lines are fitted into.

use std::ops::Range;

use super::phrase::Phrases;
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
pub(super) struct LineRoom {
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
pub(super) const TOLERANCE: f64 = 1e-3;

/// The most that justification puts between characters, in em. A line that would need more stays ragged. JLREQ 3.8.4
/// (Appendix E) allows a quarter; a line of words that stand apart letter by letter is harder to read than a short one.
pub(super) const EACH_MOST: f64 = 0.1;
