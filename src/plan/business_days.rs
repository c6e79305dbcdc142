//! 営業日 arithmetic over the closed days of the dated facts. Outside their years nothing is answered.

use crate::base::date::{Date, add_days};
use crate::base::facts::facts;

/// A day that lies outside the holiday table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct OutsideTable(pub(super) Date);

/// Whether offices are closed on `date`.
pub(super) fn is_closed(date: Date) -> Result<bool, OutsideTable> {
    facts().calendar.is_closed(date).ok_or(OutsideTable(date))
}

/// The `count`-th working day after `date`; with 0, `date` itself.
pub(super) fn after(date: Date, count: u32) -> Result<Date, OutsideTable> {
    walk(date, count, 1)
}

/// The `count`-th working day before `date`; with 0, `date` itself.
pub(super) fn before(date: Date, count: u32) -> Result<Date, OutsideTable> {
    walk(date, count, -1)
}

/// `date` if it is a working day, else the last one before it.
pub(super) fn on_or_before(date: Date) -> Result<Date, OutsideTable> {
    if is_closed(date)? { before(date, 1) } else { Ok(date) }
}

/// `date` if it is a working day, else the first one after it.
pub(super) fn on_or_after(date: Date) -> Result<Date, OutsideTable> {
    if is_closed(date)? { after(date, 1) } else { Ok(date) }
}

/// Working days from `first` (counted) to `end` (not counted); 0 if `end` is not later.
pub(super) fn between(first: Date, end: Date) -> Result<u32, OutsideTable> {
    let (mut day, mut count) = (first, 0);
    while day < end {
        count += u32::from(!is_closed(day)?);
        day = shift(day, 1)?;
    }
    Ok(count)
}

/// `days` later, earlier if negative.
pub(super) fn shift(date: Date, days: i32) -> Result<Date, OutsideTable> {
    add_days(date, days).ok_or(OutsideTable(date))
}

fn walk(date: Date, count: u32, step: i32) -> Result<Date, OutsideTable> {
    let (mut day, mut left) = (date, count);
    while left > 0 {
        day = shift(day, step)?;
        left -= u32::from(!is_closed(day)?);
    }
    Ok(day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_year_end_is_skipped() {
        assert_eq!(after(date(2026, 12, 23), 5), Ok(date(2027, 1, 5)));
        assert_eq!(before(date(2027, 1, 5), 5), Ok(date(2026, 12, 23)));
        assert_eq!(between(date(2027, 1, 5), date(2027, 1, 6)), Ok(1));
        assert_eq!(on_or_before(date(2027, 1, 11)), Ok(date(2027, 1, 8)));
    }

    #[test]
    fn years_without_a_table_are_refused() {
        assert_eq!(before(date(2024, 1, 5), 3), Err(OutsideTable(date(2023, 12, 31))));
    }
}
