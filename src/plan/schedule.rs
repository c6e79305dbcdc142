//! [`Schedule`]: the days counted back from the 工事日 (domain: 5. Time).

use super::customer::Day;

/// The days of one customer's preparation.
#[derive(Clone, Debug)]
pub struct Schedule {
    /// Recommended day for 利用申請.
    pub use_application: Day,
    /// Recommended day for 電子証明書発行申請: when the 利用申請 has been processed.
    pub certificate_application: Day,
    /// 申請期限: 工事日 − 14 days, for both.
    pub deadline: Day,
    /// About when the e-mail comes that the master account is ready, if applied on the recommended day.
    pub mail_ready: Day,
    /// The window in which the 簡易書留 comes, if applied on the recommended day.
    pub post_from: Day,
    /// Its end, with the days that the post office holds a missed one.
    pub post_until: Day,
    /// The last working day before the 工事日: all papers are at hand.
    pub papers_ready: Day,
    /// 工事日.
    pub work: Day,
    /// Working days left between the end of processing of an application on the deadline and the 工事日.
    pub days_left_after_deadline: u32,
    /// `days_left_after_deadline` is below what the facts ask for.
    pub is_tight: bool,
    /// The recommended day for 利用申請 is before the day of printing.
    pub recommended_is_past: bool,
    /// The deadline is before the day of printing.
    pub deadline_is_past: bool,
    /// The months that the days lie in, for calendars.
    pub months: Vec<CalendarMonth>,
}

/// A month as a calendar shows it: weeks from Sunday.
#[derive(Clone, Debug)]
pub struct CalendarMonth {
    /// `2027年1月（令和9年）`
    pub title: String,
    /// Weeks of seven days; `None`: a day of another month.
    pub weeks: Vec<[Option<CalendarDay>; 7]>,
}

/// A day in a calendar.
#[derive(Clone, Debug)]
pub struct CalendarDay {
    /// 1–31.
    pub number: i8,
    /// Saturday, Sunday, holiday or year's end.
    pub is_closed: bool,
    /// What happens on it.
    pub marks: Vec<Mark>,
}

/// What happens on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// The day of printing.
    Printed,
    /// Recommended day for 利用申請.
    UseApplication,
    /// Recommended day for 電子証明書発行申請.
    CertificateApplication,
    /// The e-mail.
    MailReady,
    /// Within the window of the 簡易書留.
    Post,
    /// 申請期限.
    Deadline,
    /// 工事日.
    Work,
}
