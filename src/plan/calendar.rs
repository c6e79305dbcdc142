//! Month sheets for the calendars in the packet: weeks from Sunday, closed days, what happens on each day.

use super::business_days::{OutsideTable, is_closed};
use crate::base::date::{Date, YearMonth, era_of};
use crate::base::facts::facts;

/// A month as a calendar shows it: weeks from Sunday.
#[derive(Clone, Debug)]
pub struct CalendarMonth {
    /// `2027年1月（令和9年）`
    pub title: String,
    /// Weeks of seven days; `None`: a day of another month.
    pub weeks: Vec<[Option<CalendarDay>; 7]>,
}

impl CalendarMonth {
    /// All marks of the month, in the order of its days.
    pub fn marks(&self) -> impl Iterator<Item = Mark> {
        self.weeks.iter().flatten().flatten().flat_map(|day| day.marks.iter().copied())
    }
}

/// A day in a calendar.
#[derive(Clone, Debug)]
pub struct CalendarDay {
    /// 1–31.
    pub number: i8,
    /// Saturday, Sunday, holiday or year's end.
    pub is_closed: bool,
    /// Of the turn of the year: closed, holiday or not.
    pub is_year_end: bool,
    /// Name of the national holiday on it.
    pub holiday: Option<&'static str>,
    /// What happens on it.
    pub marks: Vec<Mark>,
}

/// What happens on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// The last safe day for 利用申請.
    UseApplication,
    /// The last safe day for 電子証明書発行申請.
    CertificateApplication,
    /// The e-mail.
    MailReady,
    /// The 簡易書留 is expected.
    Post,
    /// The post office holds one that was missed.
    PostHeld,
    /// 申請期限.
    Deadline,
    /// 工事日.
    Work,
}

/// The months from that of `first` to that of `last`, with the marks that `marks` gives each day.
pub(super) fn months(
    first: Date,
    last: Date,
    marks: impl Fn(Date) -> Vec<Mark>,
) -> Result<Vec<CalendarMonth>, OutsideTable> {
    let mut months = Vec::new();
    let mut month = YearMonth::of(first);
    while month <= YearMonth::of(last) {
        let start = month.first_day().ok_or(OutsideTable(first))?;
        months.push(CalendarMonth { title: title(start), weeks: weeks(start, &marks)? });
        month = month.next();
    }
    Ok(months)
}

fn title(first: Date) -> String {
    let western = format!("{}年{}月", first.year(), first.month());
    match era_of(first.last_of_month()) {
        Some((era, 1)) => format!("{western}（{}元年）", era.name),
        Some((era, year)) => format!("{western}（{}{year}年）", era.name),
        None => western,
    }
}

fn weeks(
    first: Date,
    marks: &impl Fn(Date) -> Vec<Mark>,
) -> Result<Vec<[Option<CalendarDay>; 7]>, OutsideTable> {
    let mut weeks: Vec<[Option<CalendarDay>; 7]> = Vec::new();
    for number in 1..=first.days_in_month() {
        let Ok(date) = Date::new(first.year(), first.month(), number) else { continue };
        let column = usize::from(date.weekday().to_sunday_zero_offset().unsigned_abs());
        if column == 0 || weeks.is_empty() {
            weeks.push(Default::default());
        }
        if let Some(week) = weeks.last_mut() {
            let calendar = &facts().calendar;
            week[column] = Some(CalendarDay {
                number,
                is_closed: is_closed(date)?,
                is_year_end: calendar.is_year_end(date),
                holiday: calendar.holiday(date),
                marks: marks(date),
            });
        }
    }
    Ok(weeks)
}
