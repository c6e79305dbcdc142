//! [`Schedule`]: the days of one customer's preparation (domain: 5. Time). As long as there is time they are counted back
//! from the 工事日: the latest days that are safe. Once such a day is past they are counted forward from the day of
//! printing, so that no day that is named lies in the past. Doubts about them are in `doubts`.

use super::business_days::{self as business, OutsideTable};
use super::calendar::{self, CalendarMonth, Mark};
use super::customer::Day;
use crate::base::date::Date;
use crate::base::facts::facts;
use crate::base::{Located, Origin};

/// What is still to be done by a customer, as far as the days depend on it.
#[derive(Clone, Debug, Default)]
pub struct Remaining {
    /// 利用申請 of some institution, known not to be done.
    pub use_application: bool,
    /// The master account's paper of some institution.
    pub master: bool,
    /// 電子証明書発行申請 for some terminal.
    pub certificate: bool,
    /// Some notice has not come.
    pub notice: bool,
    /// The last day on which 利用申請 was made, where the paper is not printed yet.
    pub use_applied: Option<Date>,
    /// The last day on which a certificate was applied for whose notice has not come.
    pub applied: Option<Date>,
    /// The last 発行日 of a certificate whose notice has not come.
    pub issued: Option<Date>,
}

/// The days of one customer's preparation.
#[derive(Clone, Debug)]
pub struct Schedule {
    /// The day of printing, or the first working day after it: the first on which something can be done.
    pub today: Day,
    /// The last safe day for 利用申請; [today](Self::today) if that is past.
    pub use_application: Day,
    /// The last safe day for 電子証明書発行申請; [today](Self::today) if that is past.
    pub certificate_application: Day,
    /// 申請期限: 工事日 − 14 days, for both.
    pub deadline: Day,
    /// The deadline is a closed day.
    pub deadline_is_closed: bool,
    /// About when the master account is ready; `None` if the day of 利用申請 is not known.
    pub mail_ready: Option<Day>,
    /// That day is past.
    pub mail_is_due: bool,
    /// When the notices come; `None` if all have come, or the day of their application is not known.
    pub arrival: Option<Arrival>,
    /// The last working day before the 工事日: all papers are at hand.
    pub papers_ready: Day,
    /// From this day on the dealer is phoned at once about what has not come.
    pub phone_day: Day,
    /// 工事日.
    pub work: Day,
    /// Working days from the end of processing of an application on the deadline until the 工事日.
    pub days_left_after_deadline: u32,
    /// When an application on the deadline has been processed.
    pub deadline_processed: Day,
    /// `days_left_after_deadline` is below what the facts ask for, and something is still to be applied for.
    pub is_tight: bool,
    /// The last safe day of an application that is still to be made is past.
    pub is_late: bool,
    /// The deadline is past, and something is still to be applied for.
    pub deadline_is_past: bool,
    /// A paper is expected only after [`papers_ready`](Self::papers_ready).
    pub is_too_late: bool,
    /// The 工事日 is past.
    pub work_is_past: bool,
    /// The months that the days lie in, for calendars.
    pub months: Vec<CalendarMonth>,
}

/// When the 簡易書留 comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// The day from which it is counted: of the application, or of the issue.
    pub counted_from: Day,
    /// The first day on which it may come.
    pub first: Day,
    /// About when it comes.
    pub likely: Day,
    /// Until when the post office holds one that came on that day and was missed.
    pub held_until: Day,
    /// The likely day is past.
    pub is_due: bool,
}

/// The days for a 工事日, printed on `print_date`, with `left` still to be done.
///
/// # Errors
/// A day that lies outside the holiday table.
pub(super) fn schedule(
    work_date: &Located<Date>,
    print_date: Date,
    left: &Remaining,
) -> Result<Schedule, OutsideTable> {
    let work = work_date.value;
    let day = |date| Day::new(date, work_date.at);
    let facts = facts();
    let (rules, processing) = (&facts.schedule, facts.use_application.processing_business_days);

    let today = business::on_or_after(print_date)?;
    let deadline = business::shift(work, -rules.lead_days)?;
    let papers_ready = business::before(work, rules.buffer_business_days)?;
    let safe_certificate = last_safe_certificate(papers_ready, deadline)?;
    let safe_use = business::before(safe_certificate, processing)?;
    let (use_application, certificate) = (safe_use.max(today), safe_certificate.max(today));

    let mail_ready = match (left.use_application, left.use_applied) {
        _ if !left.master => None,
        (true, _) => Some(business::after(use_application, processing)?),
        (false, Some(applied)) => Some(business::after(applied, processing)?),
        (false, None) => None,
    };
    let arrival = arrival(left, certificate, print_date, work_date.at)?;
    let deadline_processed = business::after(deadline, processing)?;
    let days_left = business::between(deadline_processed, work)?;
    let is_to_apply = left.use_application || left.certificate;
    let is_after_papers = |date: Date| date > papers_ready;
    let mut schedule = Schedule {
        today: day(today),
        use_application: day(use_application),
        certificate_application: day(certificate),
        deadline: day(deadline),
        deadline_is_closed: business::is_closed(deadline)?,
        mail_is_due: mail_ready.is_some_and(|ready| ready < print_date),
        is_too_late: mail_ready.is_some_and(is_after_papers)
            || arrival.as_ref().is_some_and(|arrival| is_after_papers(arrival.likely.date)),
        mail_ready: mail_ready.map(day),
        papers_ready: day(papers_ready),
        phone_day: day(phone_day(work, today, papers_ready, arrival.as_ref())?),
        arrival,
        work: day(work),
        days_left_after_deadline: days_left,
        deadline_processed: day(deadline_processed),
        is_tight: is_to_apply && days_left < rules.tight_business_days,
        is_late: left.use_application && safe_use < today || left.certificate && safe_certificate < today,
        deadline_is_past: is_to_apply && deadline < print_date,
        work_is_past: work < print_date,
        months: Vec::new(),
    };
    schedule.months = schedule.months(print_date, left)?;
    Ok(schedule)
}

/// The last working day on which a certificate can be applied for so that its notice is at hand on `papers_ready` even if
/// the post office had to hold it; not after the deadline.
fn last_safe_certificate(papers_ready: Date, deadline: Date) -> Result<Date, OutsideTable> {
    let post = &facts().post;
    let mut safe = business::on_or_before(deadline)?;
    while business::shift(likely_after(safe, post.dispatch_business_days_to)?, post.holding_days)?
        > papers_ready
    {
        safe = business::before(safe, 1)?;
    }
    Ok(safe)
}

/// About when a notice comes that is dispatched so many working days after `counted_from`: a day on which somebody is
/// there to take it.
fn likely_after(counted_from: Date, business_days: u32) -> Result<Date, OutsideTable> {
    let dispatched = business::after(counted_from, business_days)?;
    business::on_or_after(business::shift(dispatched, facts().post.delivery_days)?)
}

/// From this day on what has not come is asked for by phone at once: some working days before the work, but not before it
/// is likely to have come.
fn phone_day(
    work: Date,
    today: Date,
    papers_ready: Date,
    arrival: Option<&Arrival>,
) -> Result<Date, OutsideTable> {
    let before_work = business::before(work, facts().schedule.phone_business_days)?;
    let likely = arrival.map_or(today, |arrival| arrival.likely.date.min(papers_ready));
    Ok(before_work.max(today).max(likely))
}

/// When the notices come that are still to come: counted from the application that is made last.
fn arrival(
    left: &Remaining,
    certificate: Date,
    print_date: Date,
    at: Origin,
) -> Result<Option<Arrival>, OutsideTable> {
    let post = &facts().post;
    let (counted_from, from, to) = match (left.certificate, left.issued, left.applied) {
        _ if !left.notice => return Ok(None),
        (true, ..) => (certificate, post.dispatch_business_days_from, post.dispatch_business_days_to),
        (false, Some(issued), _) => (issued, 0, 1),
        (false, None, Some(applied)) => {
            (applied, post.dispatch_business_days_from, post.dispatch_business_days_to)
        }
        (false, None, None) => return Ok(None),
    };
    let first = business::shift(business::after(counted_from, from)?, 1)?;
    let likely = likely_after(counted_from, to)?;
    let held_until = business::shift(likely, post.holding_days)?;
    let day = |date| Day::new(date, at);
    Ok(Some(Arrival {
        counted_from: day(counted_from),
        first: day(first),
        likely: day(likely),
        held_until: day(held_until),
        is_due: likely < print_date,
    }))
}

impl Schedule {
    /// The months from the first day that is named to the last, none before that of printing.
    fn months(&self, print_date: Date, left: &Remaining) -> Result<Vec<CalendarMonth>, OutsideTable> {
        if self.work_is_past {
            return Ok(Vec::new());
        }
        let arrival = self.arrival.as_ref();
        let all = [
            left.use_application.then_some(self.use_application.date),
            left.certificate.then_some(self.certificate_application.date),
            self.mail_ready.as_ref().map(|day| day.date),
            arrival.map(|arrival| arrival.first.date),
        ];
        let named = all.into_iter().flatten().filter(|date| *date >= print_date);
        let first = named.chain([self.work.date]).min().unwrap_or(self.work.date);
        let last = arrival.map_or(self.work.date, |arrival| self.work.date.max(arrival.likely.date));
        calendar::months(first, last, |day| self.marks(left, print_date, day))
    }

    fn marks(&self, left: &Remaining, print_date: Date, day: Date) -> Vec<Mark> {
        let is_to_apply = left.use_application || left.certificate;
        let single = [
            (left.use_application.then_some(&self.use_application), Mark::UseApplication),
            (self.mail_ready.as_ref(), Mark::MailReady),
            (left.certificate.then_some(&self.certificate_application), Mark::CertificateApplication),
            ((is_to_apply && !self.deadline_is_past).then_some(&self.deadline), Mark::Deadline),
            (Some(&self.work), Mark::Work),
        ];
        let is_on = |(on, mark): (Option<&Day>, Mark)| (on?.date == day && day >= print_date).then_some(mark);
        let mut marks: Vec<Mark> = single.into_iter().filter_map(is_on).collect();
        if let Some(arrival) = self.arrival.as_ref().filter(|arrival| !arrival.is_due) {
            let (first, likely) = (arrival.first.date.max(print_date), arrival.likely.date);
            if (first..=likely).contains(&day) {
                marks.push(Mark::Post);
            } else if likely < day && day <= arrival.held_until.date.min(self.papers_ready.date) {
                marks.push(Mark::PostHeld);
            }
        }
        marks
    }
}

#[cfg(test)]
mod tests;
