//! Rows that belong together: which make a customer, and what a cell that is left out takes over.

use super::{csv, found, rows};

fn cleared(row: &mut [String], from: usize, to: usize) {
    row[from..to].iter_mut().for_each(String::clear);
}

#[test]
fn rows_of_one_number_are_one_site_wherever_they_stand() {
    let mut all = rows(&[
        &[],
        &[("顧客番号", "2"), ("医療機関コード", "0100021"), ("メールアドレス", "b@example.jp")],
        &[("端末名称等", "診察室 資格確認PC02")],
        &[("端末名称等", "事務室 資格確認PC03")],
    ]);
    cleared(&mut all[3], 1, 13);
    cleared(&mut all[4], 0, 13);
    let found = found("sites.csv", csv(&all).as_bytes());
    assert_eq!(found.errors(), [""; 0]);
    let terminals = |site: usize| {
        found.sites[site].institutions[0]
            .terminals
            .iter()
            .map(|one| one.name.value.as_str())
            .collect::<Vec<_>>()
    };
    assert_eq!(terminals(0), ["受付 資格確認PC01", "診察室 資格確認PC02", "事務室 資格確認PC03"]);
    assert_eq!(terminals(1), ["受付 資格確認PC01"]);
}

#[test]
fn without_the_column_a_10_digit_code_is_a_site() {
    let mut all = rows(&[
        &[],
        &[("端末名称等", "診察室 資格確認PC02")],
        &[("点数表", "歯科"), ("端末名称等", "歯科 資格確認PC01")],
    ]);
    all.iter_mut().for_each(|row| drop(row.remove(0)));
    let found = found("codes.csv", csv(&all).as_bytes());
    assert_eq!(found.errors(), [""; 0]);
    let counts: Vec<usize> = found.sites.iter().map(|site| site.terminal_count()).collect();
    assert_eq!(counts, [2, 1]);
}

#[test]
fn two_institutions_of_one_customer() {
    let mut all = rows(&[
        &[],
        &[
            ("点数表", "歯科"),
            ("医療機関コード", "0300015"),
            ("メールアドレス", "shika@example.jp"),
            ("端末名称等", "歯科 資格確認PC01"),
        ],
        &[("端末名称等", "歯科 資格確認PC02")],
        &[("点数表", "1"), ("都道府県", "01"), ("端末名称等", "医科 資格確認PC03")],
    ]);
    cleared(&mut all[2], 1, 5);
    cleared(&mut all[3], 1, 13);
    let found = found("ika-shika.csv", csv(&all).as_bytes());
    assert_eq!(found.errors(), [""; 0]);
    let institutions = &found.sites[0].institutions;
    assert_eq!(institutions.iter().map(|one| one.terminals.len()).collect::<Vec<_>>(), [2, 2]);
    assert_eq!(institutions[1].ten_digits(), "0130300015");
}

#[test]
fn terminals_take_nothing_over_and_a_dash_leaves_out() {
    let mut all = rows(&[
        &[],
        &[
            ("点数表", "歯科"),
            ("医療機関コード", "0300015"),
            ("メールアドレス", "s@example.jp"),
            ("届出所在地", "－"),
            ("端末名称等", ""),
        ],
    ]);
    cleared(&mut all[2], 1, 4);
    let found = found("left-out.csv", csv(&all).as_bytes());
    assert!(found.only_error().starts_with("SP101 N3"), "{:?}", found.errors());
    all[2][13] = "歯科 資格確認PC01".to_owned();
    let found = super::found("left-out.csv", csv(&all).as_bytes());
    let addresses: Vec<bool> = found.sites[0].institutions.iter().map(|one| one.address.is_some()).collect();
    assert_eq!(addresses, [true, false]);
}

#[test]
fn rows_of_one_customer_may_not_contradict_each_other() {
    let all = rows(&[
        &[],
        &[("工事日", "令和9年1月20日"), ("電話番号", "0111234567"), ("端末名称等", "診察室 資格確認PC02")],
        &[("工事日", "2027-01-21"), ("端末名称等", "診察室 資格確認PC03")],
    ]);
    let errors = found("contradiction.csv", csv(&all).as_bytes()).errors();
    assert!(
        errors.iter().any(|error| error.starts_with("SP021 B4") && error.contains("row 2")),
        "{errors:#?}"
    );
    assert!(
        !errors.iter().any(|error| error.contains(" K3 ")),
        "the same number in another spelling: {errors:#?}"
    );
}

#[test]
fn one_bad_customer_does_not_stop_the_others_and_faults_come_in_the_order_of_the_file() {
    let all = rows(&[
        &[("医療機関コード", "10001S"), ("電話番号", "12"), ("端末名称等", "")],
        &[("顧客番号", "2"), ("医療機関コード", "0100021"), ("メールアドレス", "b@example.jp")],
        &[("顧客番号", "3"), ("工事日", "来週"), ("医療機関コード", "0100039"), ("メールアドレス", "c")],
    ]);
    let found = found("bad.csv", csv(&all).as_bytes());
    assert_eq!(found.sites.len(), 1);
    let places: Vec<String> = found.errors().iter().map(|error| error[..8].to_owned()).collect();
    assert_eq!(places, ["SP122 G2", "SP126 K2", "SP101 N2", "SP110 B4", "SP127 L4"]);
}
