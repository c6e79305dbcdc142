//! The days of all 工事日 of 2026 to 2030, printed on all days before them, in every state of the customer.

use super::*;
use jiff::civil::date;

const ALL: Remaining =
    Remaining { use_application: true, master: true, certificate: true, notice: true, ..NOTHING };
const NOTHING: Remaining = Remaining {
    use_application: false,
    master: false,
    certificate: false,
    notice: false,
    use_applied: None,
    applied: None,
    issued: None,
};

fn days(work: Date, print_date: Date, left: &Remaining) -> Schedule {
    schedule(&Located::new(work, Origin::NONE), print_date, left).unwrap()
}

#[test]
fn the_worked_example() {
    let plan = days(date(2027, 1, 6), date(2026, 11, 22), &ALL);
    assert_eq!(plan.deadline.date, date(2026, 12, 23));
    assert_eq!(plan.deadline_processed.date, date(2027, 1, 5));
    assert_eq!(plan.days_left_after_deadline, 1);
    assert!(plan.is_tight);
}

#[test]
fn counted_back_from_the_work_as_long_as_there_is_time() {
    let plan = days(date(2027, 1, 20), date(2026, 11, 22), &ALL);
    assert_eq!(plan.use_application.date, date(2026, 12, 23));
    assert_eq!(plan.certificate_application.date, date(2027, 1, 5));
    assert_eq!(plan.mail_ready.as_ref().unwrap().date, date(2027, 1, 5));
    let arrival = plan.arrival.as_ref().unwrap();
    assert_eq!((arrival.first.date, arrival.likely.date), (date(2027, 1, 8), date(2027, 1, 12)));
    assert_eq!((plan.phone_day.date, plan.papers_ready.date), (date(2027, 1, 15), date(2027, 1, 19)));
    assert!(!plan.is_late && !plan.is_too_late && !plan.deadline_is_past);
}

#[test]
fn counted_forward_from_the_day_of_printing_once_it_is_late() {
    let plan = days(date(2027, 1, 20), date(2027, 1, 9), &ALL);
    // 9 to 11 January are closed.
    assert_eq!(plan.use_application.date, date(2027, 1, 12));
    assert_eq!(plan.certificate_application.date, date(2027, 1, 12));
    assert_eq!(plan.mail_ready.as_ref().unwrap().date, date(2027, 1, 19));
    assert_eq!(plan.arrival.as_ref().unwrap().likely.date, date(2027, 1, 18));
    assert!(plan.is_late && plan.deadline_is_past && !plan.is_too_late);
}

#[test]
fn what_is_done_is_counted_from_its_own_day() {
    let applied = Remaining { master: true, notice: true, use_applied: Some(date(2026, 12, 2)), ..NOTHING };
    let plan = days(date(2027, 1, 20), date(2026, 12, 3), &applied);
    assert_eq!(plan.mail_ready.as_ref().unwrap().date, date(2026, 12, 9));
    assert_eq!(plan.arrival, None, "nobody knows when the certificate was applied for");
    let plan = days(
        date(2027, 1, 20),
        date(2026, 12, 20),
        &Remaining { applied: Some(date(2026, 12, 3)), ..applied },
    );
    assert!(plan.mail_is_due && plan.arrival.as_ref().unwrap().is_due);
    assert!(!plan.is_late && !plan.is_tight && !plan.deadline_is_past);
}

/// Every state that the days depend on, with steps done before `print_date`.
fn states(print_date: Date) -> [Remaining; 5] {
    let before = print_date.checked_sub(jiff::Span::new().days(2)).ok();
    [
        ALL,
        Remaining { use_application: false, use_applied: before, ..ALL },
        Remaining { use_application: false, master: false, ..ALL },
        Remaining { notice: true, applied: before, ..NOTHING },
        NOTHING,
    ]
}

#[test]
fn no_day_is_past_or_out_of_order_on_any_day_of_printing() {
    let mut work = date(2026, 2, 1);
    let mut offset = 0;
    while work < date(2030, 12, 1) {
        // Earlier than some six weeks before the work the days do not depend on the day of printing. Of the others each
        // work day takes every third, so that neighbours take all.
        for before in (offset..=45).step_by(3) {
            let print_date = work.checked_sub(jiff::Span::new().days(before)).unwrap();
            for left in states(print_date) {
                judge(&days(work, print_date, &left), print_date, &left);
            }
        }
        offset = (offset + 1) % 3;
        work = work.tomorrow().unwrap();
    }
}

fn judge(plan: &Schedule, print_date: Date, left: &Remaining) {
    let about = format!("work {}, printed {print_date}, {left:?}", plan.work.date);
    let is_open = |day: &Day| business::is_closed(day.date) == Ok(false);
    for day in [&plan.today, &plan.use_application, &plan.certificate_application, &plan.phone_day] {
        assert!(day.date >= print_date && is_open(day), "{about}: {}", day.date);
    }
    assert!(is_open(&plan.papers_ready) && plan.papers_ready.date < plan.work.date, "{about}");
    assert!(plan.use_application.date <= plan.certificate_application.date, "{about}");
    assert!(plan.certificate_application.date <= plan.deadline.date.max(plan.today.date), "{about}");
    if let Some(ready) = &plan.mail_ready {
        assert_eq!(plan.mail_is_due, ready.date < print_date, "{about}");
    }
    if let Some(arrival) = &plan.arrival {
        assert!(is_open(&arrival.likely), "{about}");
        assert!(arrival.counted_from.date < arrival.first.date, "{about}");
        assert!(arrival.first.date <= arrival.likely.date, "{about}");
        let is_counted_back = left.certificate && !plan.is_late;
        assert!(!is_counted_back || arrival.held_until.date <= plan.papers_ready.date, "{about}");
        assert!(!is_counted_back || arrival.likely.date <= plan.phone_day.date, "{about}");
    }
    assert!(!plan.is_too_late || plan.is_late || left.use_applied.or(left.applied).is_some(), "{about}");
    let marked = plan.months.iter().flat_map(|month| &month.weeks).flatten().flatten();
    let marked: Vec<&calendar::CalendarDay> = marked.filter(|day| !day.marks.is_empty()).collect();
    assert!(marked.iter().any(|day| day.marks.contains(&Mark::Work)), "{about}");
}
