//! Dates as Japanese documents write them: weekday words, wareki, months that clamp to their last day.
//! The calendar itself is [`jiff::civil`]; which days are holidays is known to the dated facts, not here.

use jiff::ToSpan;
pub use jiff::civil::Date;
use jiff::civil::Weekday;

/// A month of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct YearMonth {
    /// Year of the common era.
    pub year: i16,
    /// 1–12.
    pub month: i8,
}

impl YearMonth {
    /// The month in which `date` lies.
    pub fn of(date: Date) -> Self {
        Self { year: date.year(), month: date.month() }
    }

    /// Its first day; `None` if the month is not 1–12 or the year beyond the calendar.
    pub fn first_day(self) -> Option<Date> {
        Date::new(self.year, self.month, 1).ok()
    }

    /// The month after this one.
    #[must_use]
    pub const fn next(self) -> Self {
        if self.month >= 12 {
            Self { year: self.year.saturating_add(1), month: 1 }
        } else {
            Self { year: self.year, month: self.month + 1 }
        }
    }

    /// `令和9年2月（2027年2月）`; without the era's part before 1926.
    ///
    /// A month in which an era changes is told by its last day, as official forms do after a change.
    pub fn words(self) -> String {
        let western = format!("{}年{}月", self.year, self.month);
        match self.first_day().and_then(|first| era_of(first.last_of_month())) {
            Some((era, year)) => format!("{}{}月（{western}）", era_year_words(era, year), self.month),
            None => western,
        }
    }
}

/// An era of Japan's calendar: its name, its letter on forms, its first day (year, month, day).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Era {
    /// `令和`
    pub name: &'static str,
    /// `R`
    pub letter: char,
    /// First day: year, month, day.
    pub first: (i16, i8, i8),
}

impl Era {
    /// The year of the common era that is year `year` (from 1) of this era.
    pub const fn western_year(self, year: i16) -> i16 {
        self.first.0.saturating_add(year).saturating_sub(1)
    }
}

/// The eras in which a working system can have dates, the newest first (元号法 and its 政令).
pub const ERAS: [Era; 3] = [
    Era { name: "令和", letter: 'R', first: (2019, 5, 1) },
    Era { name: "平成", letter: 'H', first: (1989, 1, 8) },
    Era { name: "昭和", letter: 'S', first: (1926, 12, 25) },
];

/// The era of `date` and the year within it, from 1; `None` before 1926-12-25.
pub fn era_of(date: Date) -> Option<(Era, i16)> {
    let key = (date.year(), date.month(), date.day());
    ERAS.into_iter().find(|era| key >= era.first).map(|era| (era, key.0 - era.first.0 + 1))
}

/// `水`
pub fn weekday(date: Date) -> &'static str {
    match date.weekday() {
        Weekday::Sunday => "日",
        Weekday::Monday => "月",
        Weekday::Tuesday => "火",
        Weekday::Wednesday => "水",
        Weekday::Thursday => "木",
        Weekday::Friday => "金",
        Weekday::Saturday => "土",
    }
}

/// `2027年1月20日`
pub fn plain(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

/// `2027年1月20日（水）`
pub fn western(date: Date) -> String {
    format!("{}年{}", date.year(), short(date))
}

/// `令和9年1月20日（水）`, `令和元年5月1日（水）`; as [`western`] before 1926-12-25.
pub fn era(date: Date) -> String {
    match era_of(date) {
        Some((era, year)) => format!("{}{}", era_year_words(era, year), short(date)),
        None => western(date),
    }
}

/// `1月20日（水）`
pub fn short(date: Date) -> String {
    format!("{}月{}日（{}）", date.month(), date.day(), weekday(date))
}

/// `2027-01-20` (ISO 8601)
pub fn iso(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
}

/// The same day `months` later, or the last day of that month if it has no such day
/// (2026-11-30 and 39 months: 2030-02-28). `None` beyond the calendar.
pub fn add_months(date: Date, months: i32) -> Option<Date> {
    date.checked_add(months.months()).ok()
}

/// `days` later (earlier if negative). `None` beyond the calendar.
pub fn add_days(date: Date, days: i32) -> Option<Date> {
    date.checked_add(days.days()).ok()
}

fn era_year_words(era: Era, year: i16) -> String {
    if year == 1 { format!("{}元年", era.name) } else { format!("{}{year}年", era.name) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_are_written_in_both_calendars() {
        let day = date(2027, 1, 20);
        assert_eq!(plain(day), "2027年1月20日");
        assert_eq!(western(day), "2027年1月20日（水）");
        assert_eq!(era(day), "令和9年1月20日（水）");
        assert_eq!(short(day), "1月20日（水）");
        assert_eq!(iso(day), "2027-01-20");
    }

    #[test]
    fn eras_change_on_their_day() {
        assert_eq!(era(date(2019, 4, 30)), "平成31年4月30日（火）");
        assert_eq!(era(date(2019, 5, 1)), "令和元年5月1日（水）");
        assert_eq!(era(date(1989, 1, 7)), "昭和64年1月7日（土）");
        assert_eq!(era(date(1926, 12, 24)), "1926年12月24日（金）");
        assert_eq!(ERAS[0].western_year(9), 2027);
    }

    #[test]
    fn months_clamp_to_their_last_day() {
        assert_eq!(add_months(date(2026, 11, 30), 39), Some(date(2030, 2, 28)));
        assert_eq!(add_months(date(2024, 11, 29), 39), Some(date(2028, 2, 29)));
        assert_eq!(add_months(date(2026, 12, 20), 39), Some(date(2030, 3, 20)));
    }

    #[test]
    fn a_month_names_its_era() {
        assert_eq!(YearMonth { year: 2027, month: 2 }.words(), "令和9年2月（2027年2月）");
        assert_eq!(YearMonth { year: 2026, month: 12 }.next(), YearMonth { year: 2027, month: 1 });
    }
}
