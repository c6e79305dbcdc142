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

/// Widths that share `room` out. Where all the least widths together are too much, they do not count.
pub(super) fn share_out(room: Length, columns: &[Share]) -> Vec<Length> {
    let whole: Length = columns.iter().map(|column| column.least).sum();
    let counts = whole.fits(room);
    let mut is_held = vec![false; columns.len()];
    loop {
        let (mut left, mut shares) = (room, 0.0);
        for (column, &is_held) in columns.iter().zip(&is_held) {
            if is_held {
                left = left - column.least;
            } else {
                shares += column.share;
            }
        }
        let left = left.max(Length::ZERO);
        let width = |column: &Share| if shares > 0.0 { left * (column.share / shares) } else { Length::ZERO };
        let is_narrow =
            |index: usize| counts && !is_held[index] && width(&columns[index]) < columns[index].least;
        let narrow: Vec<usize> = (0..columns.len()).filter(|&index| is_narrow(index)).collect();
        if narrow.is_empty() {
            let widths = columns.iter().zip(&is_held);
            return widths.map(|(column, &held)| if held { column.least } else { width(column) }).collect();
        }
        narrow.into_iter().for_each(|index| is_held[index] = true);
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
        assert_near(&widths(90.0, &[(1.0, 0.0), (1.0, 50.0), (1.0, 0.0)]), &[20.0, 50.0, 20.0]);
        assert_near(&widths(90.0, &[(1.0, 25.0), (1.0, 50.0), (1.0, 0.0)]), &[25.0, 50.0, 15.0]);
    }

    #[test]
    fn where_not_all_can_have_what_they_need_shares_count_alone() {
        assert_near(&widths(90.0, &[(1.0, 80.0), (2.0, 20.0)]), &[30.0, 60.0]);
    }
}
