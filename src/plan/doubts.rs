//! Doubts about the days of a customer: a closed, past or tight day, a step that is said to be done in the future.
//! In: the site, its days and what is left to do; out: warnings with their places.

use super::business_days::OutsideTable;
use super::customer::Day;
use super::progress;
use super::schedule::Schedule;
use crate::base::date::{Date, western};
use crate::base::facts::facts;
use crate::base::{Code, Diagnostic, Origin, Words};
use crate::validate::Site;

/// The doubts about `schedule`. Once nothing is left to apply for, no deadline is doubted any more.
pub(super) fn doubts(site: &Site, schedule: &Schedule, print_date: Date) -> Vec<Diagnostic> {
    let at = site.work_date.at;
    let work = schedule.work.date;
    let mut doubts = Vec::new();
    if facts().calendar.is_closed(work) == Some(true) {
        doubts.push(closed(schedule, at));
    }
    if schedule.work_is_past {
        doubts.push(past(schedule, at));
    } else {
        doubts.extend(late(schedule, at));
    }
    let done = site.institutions.iter().flat_map(progress::days_done);
    doubts.extend(done.filter(|(date, _)| *date > print_date).map(|(date, at)| done_later(date, at)));
    doubts
}

/// A day outside the holiday table, counted from what stands at `at`.
pub(super) fn outside_table(outside: OutsideTable, at: Origin) -> Diagnostic {
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
    } else if schedule.is_late {
        doubts.push(no_time_left(schedule, at));
    }
    if schedule.is_tight && !schedule.is_late {
        doubts.push(tight(schedule, at));
    }
    doubts
}

fn no_time_left(schedule: &Schedule, at: Origin) -> Diagnostic {
    Diagnostic::warning(
        Code::DeadlinePast,
        at,
        Words::new(
            format!("工事日（{}）まで、余裕をもって申請できる日が残っていません。", schedule.work.western),
            format!(
                "no day is left for the applications that is safe for the work on {}",
                schedule.work.date
            ),
        ),
        Words::new(
            "今日申請するよう案内し、工事日に間に合うかを販売担当と確認してください。",
            "have the customer apply today, and check with the dealer whether the work date can be kept",
        ),
    )
}

fn done_later(date: Date, at: Origin) -> Diagnostic {
    Diagnostic::warning(
        Code::IssuedInFuture,
        at,
        Words::new(
            format!("済んだ日の{}が、印刷日より後です。", western(date)),
            format!("the day on which it was done, {date}, is after the day of printing"),
        ),
        Words::new(
            "日付を確認してください。まだ済んでいないときは空欄にします。",
            "check the date; leave it empty if it is not done yet",
        ),
    )
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
            format!("{}までに利用申請をするよう案内してください。", recommended.western),
            format!("have the customer apply by {}", recommended.date),
        ),
    )
}
