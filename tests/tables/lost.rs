//! Values that were lost before they came into the sheet: errors for what is sure, warnings for what may be meant.

use super::{csv, found, rows};

/// What is told of a CSV with that text in the column of `heading`: errors and other messages of lost values.
fn told(heading: &str, text: &str) -> (Vec<String>, Vec<String>) {
    let found = found("lost.csv", csv(&rows(&[&[(heading, text)]])).as_bytes());
    let lost = |list: Vec<String>| list.into_iter().filter(|one| one.starts_with("SP022")).collect();
    (lost(found.errors()), lost(found.notes()))
}

#[test]
fn what_is_surely_lost_is_an_error_at_its_cell() {
    for text in [
        "#N/A", "#REF!", "########", "Err:502", "1.23E+15", "NULL", "nan", "(null)", "同上", "〃", "↑",
        "????",
    ] {
        for (heading, cell) in [
            ("医療機関（薬局）名称", "H2"),
            ("届出所在地", "I2"),
            ("担当部署／担当者名", "J2"),
            ("端末名称等", "N2"),
            ("顧客番号", "A2"),
        ] {
            let (errors, _) = told(heading, text);
            assert!(errors.len() == 1 && errors[0].contains(cell), "{heading} {text}: {errors:#?}");
        }
        for heading in [
            "医療機関コード",
            "電話番号",
            "メールアドレス",
            "工事日",
            "お客様ID",
            "都道府県",
            "点数表",
            "支払方法",
        ] {
            let found = found("lost.csv", csv(&rows(&[&[(heading, text)]])).as_bytes());
            assert!(!found.errors().is_empty(), "{heading} {text}");
        }
    }
    for day in ["1月2日", "2-Jan", "2026/1/2"] {
        assert_eq!(told("端末名称等", day).0.len(), 1, "{day}");
        assert_eq!(told("届出所在地", day).1.len(), 1, "{day}");
    }
}

#[test]
fn what_may_be_meant_is_a_warning_at_its_cell() {
    for text in ["?田内科", "さくら？内科", "〓田内科", "None", "N/A", "3E-01"] {
        let (errors, warnings) = told("医療機関（薬局）名称", text);
        assert!(
            errors.is_empty() && warnings.len() == 1 && warnings[0].contains("H2"),
            "{text}: {errors:?} {warnings:?}"
        );
    }
    for text in ["佐々木内科", "1-2", "#1 PC", "なし", "Q&A内科"] {
        assert_eq!(told("端末名称等", text), (Vec::new(), Vec::new()), "{text}");
    }
}

#[test]
fn radicals_are_named_with_what_to_write() {
    let found = found("radicals.csv", csv(&rows(&[&[("医療機関（薬局）名称", "⻑⾕川内科")]])).as_bytes());
    assert_eq!(found.errors(), [""; 0]);
    assert_eq!(found.sites[0].institutions[0].name.value, "⻑⾕川内科");
    let note = found.told.iter().find(|one| one.code.as_str() == "SP107").unwrap();
    assert!(note.help.en.contains("長谷川内科") && note.message.en.contains("U+2ED1"), "{note:?}");
}

#[test]
fn characters_without_width_do_not_hide_a_heading() {
    let text = csv(&rows(&[
        &[],
        &[("医療機関コード", "0300015"), ("点数表", "歯科"), ("メールアドレス", "b@example.jp")],
    ]));
    for unseen in ["\u{200B}", "\u{200F}", "\u{2060}", "\u{FEFF}", "\u{AD}"] {
        for heading in ["顧客番号", "医療機関コード", "端末名称等"] {
            let (front, behind) = (format!("{unseen}{heading}"), format!("{heading}{unseen}"));
            for changed in [text.replace(heading, &front), text.replace(heading, &behind)] {
                let found = found("unseen.csv", changed.as_bytes());
                assert_eq!((found.errors(), found.sites.len()), (Vec::new(), 1), "{changed}");
            }
        }
    }
    for marks in ["\u{FEFF}", "\u{FEFF}\u{FEFF}", "\u{FEFF}\u{FEFF}\u{FEFF}"] {
        let found = found("marks.csv", format!("{marks}{text}").as_bytes());
        assert_eq!((found.errors(), found.sites.len()), (Vec::new(), 1), "{}", marks.len());
    }
}

#[test]
fn a_time_behind_a_day_is_left_out() {
    for day in
        ["2027/01/20 0:00:00", "2027-01-20T00:00:00", "2027-01-20T00:00:00.000Z", "2027年1月20日 9時30分"]
    {
        // The second row writes the same day in another way.
        let all = rows(&[&[("工事日", day)], &[("端末名称等", "診察室 資格確認PC02")]]);
        let found = found("times.csv", csv(&all).as_bytes());
        assert_eq!(found.errors(), [""; 0], "{day}");
        assert_eq!(found.sites[0].work_date.value.to_string(), "2027-01-20");
    }
    let error =
        found("zone.csv", csv(&rows(&[&[("工事日", "2027-01-19T15:00:00Z")]])).as_bytes()).only_error();
    assert!(error.starts_with("SP110 B2") && error.contains("another day"), "{error}");
}
