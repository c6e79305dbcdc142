//! Doubts about the dates: each with its code, in the right cases only.

use startpack::app::{DEFAULT_STOCK, LabelRequest};
use startpack::base::date::Date;
use startpack::plan::{DocumentKind, Request, plan};
use startpack::validate::Site;

use super::made;

fn day(year: i16, month: i8, day: i8) -> Date {
    Date::new(year, month, day).unwrap()
}

/// The codes of what `plan` doubts or refuses.
fn codes(site: &Site, print_date: Date) -> Vec<&'static str> {
    let request = Request {
        print_date,
        documents: vec![DocumentKind::Packet],
        labels: LabelRequest::on(DEFAULT_STOCK).unwrap(),
        key: None,
        note: Vec::new(),
        plain: false,
        enclosed: Vec::new(),
    };
    let told = match plan(site, &request) {
        Ok(plan) => plan.warnings,
        Err(faults) => faults,
    };
    assert!(told.iter().all(|one| one.at == site.work_date.at), "each names the 工事日");
    told.iter().map(|one| one.code.as_str()).collect()
}

fn site(work_date: Date) -> Site {
    let mut site = made::site(&[2]);
    site.work_date = made::told(work_date);
    site
}

#[test]
fn a_day_far_enough_is_not_doubted() {
    assert!(codes(&site(day(2027, 2, 17)), day(2026, 11, 22)).is_empty());
}

#[test]
fn each_doubt_has_its_code() {
    for (work, printed, expected) in [
        ((2027, 2, 20), (2026, 11, 22), vec!["SP111"]),
        ((2027, 2, 17), (2027, 2, 18), vec!["SP112"]),
        ((2027, 2, 11), (2027, 2, 18), vec!["SP111", "SP112"]),
        ((2027, 1, 6), (2026, 11, 22), vec!["SP113"]),
        ((2027, 2, 17), (2027, 2, 1), vec!["SP114"]),
        ((2027, 2, 17), (2027, 2, 10), vec!["SP114"]),
        ((2027, 1, 6), (2026, 12, 25), vec!["SP114"]),
        ((2031, 2, 17), (2026, 11, 22), vec!["SP115"]),
        ((2024, 1, 10), (2024, 1, 5), vec!["SP115"]),
    ] {
        let (work, printed) = (day(work.0, work.1, work.2), day(printed.0, printed.1, printed.2));
        assert_eq!(codes(&site(work), printed), expected, "work {work}, printed {printed}");
    }
}

#[test]
fn deadlines_are_not_doubted_once_all_certificates_are_there() {
    let mut site = site(day(2027, 1, 6));
    let terminals = &mut site.institutions[0].terminals;
    terminals[0].certificate = made::site(&[3]).institutions[0].terminals[2].certificate.clone();
    assert_eq!(codes(&site, day(2026, 12, 25)), ["SP114"], "one of two is missing");
    let terminals = &mut site.institutions[0].terminals;
    terminals[1].certificate = terminals[0].certificate.clone();
    assert!(codes(&site, day(2026, 12, 25)).is_empty());
}

#[test]
fn stock_that_is_unknown_is_told_with_what_is_known() {
    let faults = LabelRequest::on("99999").unwrap_err();
    assert_eq!(faults[0].code.as_str(), "SP160");
    assert!(faults[0].help.en.contains("a4-12-86.4x42.3"));
    let request = Request {
        print_date: day(2026, 11, 22),
        documents: vec![DocumentKind::Labels],
        labels: LabelRequest::on("ELM032").unwrap(),
        key: None,
        note: Vec::new(),
        plain: false,
        enclosed: Vec::new(),
    };
    let plan = plan(&made::site(&[1]), &request).unwrap();
    assert_eq!(plan.warnings[0].code.as_str(), "SP161", "not centred on its paper");
}
