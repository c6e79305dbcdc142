//! [`Schedule`]: the days counted back from the 工事日 (domain: 5. Time), with the doubts about them.

use super::business_days::{self as business, OutsideTable};
use super::calendar::{self, CalendarMonth, Mark};
use super::customer::Day;
use crate::base::date::{Date, western};
use crate::base::facts::facts;
use crate::base::{Code, Diagnostic, Located, Origin, Words};
use crate::validate::Site;

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
    /// The first day on which the 簡易書留 may come, if applied on the recommended day.
    pub post_from: Day,
    /// The last day on which it can be had: with the days that the post office holds a missed one.
    pub post_until: Day,
    /// The last working day before the 工事日: all papers are at hand.
    pub papers_ready: Day,
    /// 工事日.
    pub work: Day,
    /// Working days from the end of processing of an application on the deadline until the 工事日.
    pub days_left_after_deadline: u32,
    /// When an application on the deadline has been processed.
    pub deadline_processed: Day,
    /// `days_left_after_deadline` is below what the facts ask for.
    pub is_tight: bool,
    /// The recommended day for 利用申請 is before the day of printing.
    pub recommended_is_past: bool,
    /// The deadline is before the day of printing.
    pub deadline_is_past: bool,
    /// The months that the days lie in, for calendars.
    pub months: Vec<CalendarMonth>,
}

/// Counts the days back from the 工事日 of `site`.
///
/// # Errors
/// `SP115` if a day lies outside the holiday table.
pub(super) fn schedule(site: &Site, print_date: Date) -> Result<Schedule, Vec<Diagnostic>> {
    count_back(&site.work_date, print_date).map_err(|outside| vec![outside_table(outside, site.work_date.at)])
}

/// The doubts about `schedule`: a closed, past or tight day. Once every certificate has been issued, what
/// precedes it is done and no deadline is doubted any more.
pub(super) fn doubts(site: &Site, schedule: &Schedule, print_date: Date) -> Vec<Diagnostic> {
    let at = site.work_date.at;
    let work = schedule.work.date;
    let mut doubts = Vec::new();
    if facts().calendar.is_closed(work) == Some(true) {
        doubts.push(closed(schedule, at));
    }
    if work < print_date {
        doubts.push(past(schedule, at));
    } else if !all_issued(site) {
        doubts.extend(late(schedule, at));
    }
    doubts
}

fn all_issued(site: &Site) -> bool {
    let mut terminals = site.institutions.iter().flat_map(|institution| &institution.terminals);
    terminals.all(|terminal| terminal.certificate.as_ref().is_some_and(|known| known.issued.is_some()))
}

fn count_back(work_date: &Located<Date>, print_date: Date) -> Result<Schedule, OutsideTable> {
    let work = work_date.value;
    let day = |date| Day::new(date, work_date.at);
    let facts = facts();
    let (rules, post) = (&facts.schedule, &facts.post);
    let processing = facts.use_application.processing_business_days;

    let deadline = business::shift(work, -rules.lead_days)?;
    let papers_ready = business::before(work, rules.buffer_business_days)?;
    // A notice that comes on the last safe day may lie at the post office until the papers must be at hand.
    let last_delivery = business::shift(papers_ready, -post.holding_days)?;
    let last_dispatch = business::on_or_before(business::shift(last_delivery, -post.delivery_days)?)?;
    let certificate_application = business::before(last_dispatch, post.dispatch_business_days_to)?
        .min(business::on_or_before(deadline)?);
    let use_application = business::before(certificate_application, processing)?;
    let first_dispatch = business::after(certificate_application, post.dispatch_business_days_from)?;
    let post_from = business::shift(first_dispatch, 1)?;

    let deadline_processed = business::after(deadline, processing)?;
    let left = business::between(deadline_processed, work)?;
    let mut schedule = Schedule {
        use_application: day(use_application),
        certificate_application: day(certificate_application),
        deadline: day(deadline),
        mail_ready: day(business::after(use_application, processing)?),
        post_from: day(post_from),
        post_until: day(papers_ready),
        papers_ready: day(papers_ready),
        work: day(work),
        days_left_after_deadline: left,
        deadline_processed: day(deadline_processed),
        is_tight: left < rules.tight_business_days,
        recommended_is_past: use_application < print_date,
        deadline_is_past: deadline < print_date,
        months: Vec::new(),
    };
    schedule.months = calendar::months(use_application, work, |day| marks(&schedule, print_date, day))?;
    Ok(schedule)
}

fn marks(schedule: &Schedule, print_date: Date, day: Date) -> Vec<Mark> {
    let single = [
        (print_date, Mark::Printed),
        (schedule.use_application.date, Mark::UseApplication),
        (schedule.mail_ready.date, Mark::MailReady),
        (schedule.certificate_application.date, Mark::CertificateApplication),
        (schedule.deadline.date, Mark::Deadline),
        (schedule.work.date, Mark::Work),
    ];
    let mut marks: Vec<Mark> =
        single.into_iter().filter(|(date, _)| *date == day).map(|(_, mark)| mark).collect();
    if (schedule.post_from.date..=schedule.post_until.date).contains(&day) {
        marks.push(Mark::Post);
    }
    marks
}

fn outside_table(outside: OutsideTable, at: Origin) -> Diagnostic {
    let (first, last) = facts().calendar.years();
    let day = outside.0;
    Diagnostic::error(
        Code::CalendarRange,
        at,
        Words::new(
            format!("{}の祝日データがないため、日程を計算できません。", western(day)),
            format!("there are no holidays on file for {day}, so the dates cannot be counted back"),
        ),
        Words::new(
            format!("工事日は{first}年から{last}年までの日付にしてください。"),
            format!("the holiday table covers {first} to {last}; check the year of work_date"),
        ),
    )
}

fn closed(schedule: &Schedule, at: Origin) -> Diagnostic {
    Diagnostic::warning(
        Code::WorkDateClosed,
        at,
        Words::new(
            format!("工事日の{}は休業日です。", schedule.work.western),
            format!("the day of the work, {}, is a closed day", schedule.work.date),
        ),
        Words::new(
            "日付が正しいか、当日に窓口が開いているかを確認してください。",
            "check the date, and that somebody is there on that day",
        ),
    )
}

fn past(schedule: &Schedule, at: Origin) -> Diagnostic {
    Diagnostic::warning(
        Code::WorkDatePast,
        at,
        Words::new(
            format!("工事日の{}は印刷日より前です。", schedule.work.western),
            format!("the day of the work, {}, is before the day of printing", schedule.work.date),
        ),
        Words::new("年を含めて日付を確認してください。", "check the date, its year included"),
    )
}

fn late(schedule: &Schedule, at: Origin) -> Vec<Diagnostic> {
    let mut doubts = Vec::new();
    if schedule.deadline_is_past {
        doubts.push(passed("申請期限", "the application deadline", &schedule.deadline, at));
    } else if schedule.recommended_is_past {
        doubts.push(passed(
            "利用申請のおすすめ日",
            "the recommended day for the first application",
            &schedule.use_application,
            at,
        ));
    }
    if schedule.is_tight {
        doubts.push(tight(schedule, at));
    }
    doubts
}

fn passed(ja: &str, en: &str, day: &Day, at: Origin) -> Diagnostic {
    Diagnostic::warning(
        Code::DeadlinePast,
        at,
        Words::new(
            format!("{ja}（{}）を過ぎています。", day.western),
            format!("{en}, {}, is already past", day.date),
        ),
        Words::new(
            "すぐに申請するよう案内し、工事日に間に合うかを販売担当と確認してください。",
            "have the customer apply at once, and check with the dealer whether the work date can be kept",
        ),
    )
}

fn tight(schedule: &Schedule, at: Origin) -> Diagnostic {
    let left = schedule.days_left_after_deadline;
    let (deadline, processed) = (&schedule.deadline, &schedule.deadline_processed);
    let recommended = &schedule.use_application;
    Diagnostic::warning(
        Code::ScheduleTight,
        at,
        Words::new(
            format!(
                "申請期限（{}）に申請すると処理の終わりが{}になり、工事日まで{left}営業日しか残りません。",
                deadline.western, processed.western
            ),
            format!(
                "an application on the deadline, {}, is processed by {}: {left} working day(s) before the work",
                deadline.date, processed.date
            ),
        ),
        Words::new(
            format!("おすすめ日（{}）までに利用申請をするよう案内してください。", recommended.western),
            format!("have the customer apply by the recommended day, {}", recommended.date),
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_worked_example() {
        let plan = count_back(&Located::new(date(2027, 1, 6), Origin::NONE), date(2026, 11, 22)).unwrap();
        assert_eq!(plan.deadline.date, date(2026, 12, 23));
        assert_eq!(plan.deadline_processed.date, date(2027, 1, 5));
        assert_eq!(plan.days_left_after_deadline, 1);
        assert!(plan.is_tight);
    }

    #[test]
    fn counted_back_from_the_work() {
        let plan = count_back(&Located::new(date(2027, 1, 20), Origin::NONE), date(2026, 11, 22)).unwrap();
        assert_eq!(plan.papers_ready.date, date(2027, 1, 19));
        assert_eq!(plan.certificate_application.date, date(2027, 1, 5));
        assert_eq!(plan.mail_ready.date, date(2027, 1, 5));
        assert_eq!(plan.use_application.date, date(2026, 12, 23));
        assert_eq!(plan.post_from.date, date(2027, 1, 8));
        assert!(!plan.recommended_is_past && !plan.deadline_is_past);
    }

    #[test]
    fn every_work_day_gives_days_in_order() {
        let mut work = date(2024, 3, 1);
        while work < date(2030, 12, 1) {
            let plan = count_back(&Located::new(work, Origin::NONE), date(2024, 3, 1)).unwrap();
            let order =
                [&plan.use_application, &plan.mail_ready, &plan.post_from, &plan.post_until, &plan.work];
            assert!(order.windows(2).all(|pair| pair[0].date < pair[1].date), "{work}");
            assert!(plan.certificate_application.date <= plan.deadline.date, "{work}");
            assert_eq!(plan.certificate_application, plan.mail_ready, "{work}");
            for day in [&plan.use_application, &plan.certificate_application, &plan.papers_ready] {
                assert_eq!(business::is_closed(day.date), Ok(false), "{work}");
            }
            work = business::shift(work, 1).unwrap();
        }
    }

    #[test]
    fn the_months_carry_each_mark_once() {
        let plan = count_back(&Located::new(date(2027, 1, 20), Origin::NONE), date(2026, 12, 1)).unwrap();
        assert_eq!(plan.months.len(), 2);
        assert_eq!(plan.months[0].title, "2026年12月（令和8年）");
        let marks: Vec<Mark> = plan.months.iter().flat_map(CalendarMonth::marks).collect();
        for mark in [Mark::Printed, Mark::UseApplication, Mark::Deadline, Mark::Work, Mark::MailReady] {
            assert_eq!(marks.iter().filter(|other| **other == mark).count(), 1, "{mark:?}");
        }
        assert_eq!(marks.iter().filter(|mark| **mark == Mark::Post).count(), 12);
    }
}
