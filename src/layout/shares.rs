//! Shares of a width: columns get what their share says, but none less than it needs while the others can give.

use crate::base::Length;

/// A column that takes part.
#[derive(Clone, Copy, Debug)]
pub(super) struct Share {
    /// Its share.
    pub share: f64,
    /// What it needs at least.
    pub least: Length,
}

/// What a column keeps of its share for the sake of others: what stands in it was made for about that width.
const KEPT: f64 = 0.75;

/// Widths that share `room` out. Where the columns cannot give what one of them needs, shares count alone.
pub(super) fn share_out(room: Length, columns: &[Share]) -> Vec<Length> {
    let whole: f64 = columns.iter().map(|column| column.share).sum();
    let even = |column: &Share| if whole > 0.0 { room * (column.share / whole) } else { Length::ZERO };
    let widths: Vec<Length> = columns.iter().map(even).collect();
    let short: Length = columns.iter().zip(&widths).map(|(column, &width)| column.lacks(width)).sum();
    let spare: Length = columns.iter().zip(&widths).map(|(column, &width)| column.spares(width)).sum();
    if short <= Length::ZERO || !short.fits(spare) {
        return widths;
    }
    let part = short.to_pt() / spare.to_pt();
    let widths = columns.iter().zip(widths);
    widths.map(|(column, width)| width + column.lacks(width) - column.spares(width) * part).collect()
}

impl Share {
    fn lacks(&self, width: Length) -> Length {
        (self.least - width).max(Length::ZERO)
    }

    fn spares(&self, width: Length) -> Length {
        (width - self.least.max(width * KEPT)).max(Length::ZERO)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn widths(room: f64, columns: &[(f64, f64)]) -> Vec<f64> {
        let columns: Vec<_> =
            columns.iter().map(|&(share, least)| Share { share, least: Length::pt(least) }).collect();
        share_out(Length::pt(room), &columns).into_iter().map(Length::to_pt).collect()
    }

    fn assert_near(found: &[f64], expected: &[f64]) {
        let near = found.iter().zip(expected).all(|(found, expected)| (found - expected).abs() < 1e-6);
        assert!(near && found.len() == expected.len(), "{found:?} {expected:?}");
    }

    #[test]
    fn shares_count_where_all_have_what_they_need() {
        assert_near(&widths(100.0, &[(1.0, 0.0), (3.0, 0.0)]), &[25.0, 75.0]);
        assert_near(&widths(100.0, &[(1.0, 20.0), (3.0, 70.0)]), &[25.0, 75.0]);
    }

    #[test]
    fn who_needs_more_gets_it_from_the_others() {
        assert_near(&widths(90.0, &[(1.0, 0.0), (1.0, 40.0), (1.0, 0.0)]), &[25.0, 40.0, 25.0]);
        assert_near(&widths(90.0, &[(1.0, 30.0), (1.0, 35.0), (1.0, 0.0)]), &[30.0, 35.0, 25.0]);
    }

    #[test]
    fn where_the_others_cannot_give_enough_shares_count_alone() {
        assert_near(&widths(90.0, &[(1.0, 80.0), (2.0, 20.0)]), &[30.0, 60.0]);
        assert_near(&widths(90.0, &[(1.0, 0.0), (1.0, 0.0), (1.0, 60.0)]), &[30.0, 30.0, 30.0]);
    }
}
