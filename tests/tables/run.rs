//! A sheet as a run of many: good customers are made, bad ones are listed, and a changed row makes one customer anew.

use std::fs;

use super::books::{data, row_of, two_sheets, xlsx};
use super::{HEADINGS, RIGHT, csv};
use crate::cli::{Ran, Sandbox};
use crate::many::{code, folder, name};

/// The rows of customers 1 to `count`, each with one terminal; `change` alters the row of a customer's number.
fn sheet(count: usize, change: impl Fn(usize, &mut Vec<String>)) -> Vec<Vec<String>> {
    let mut rows = vec![HEADINGS.iter().map(|heading| (*heading).to_owned()).collect::<Vec<_>>()];
    for number in 1..=count {
        let mut row: Vec<String> = RIGHT.iter().map(|text| (*text).to_owned()).collect();
        (row[0], row[6], row[7]) = (number.to_string(), code(number), name(number));
        (row[2], row[11]) = (format!("CAF77{number:04}5501"), format!("iji{number}@example.jp"));
        change(number, &mut row);
        rows.push(row);
    }
    rows
}

fn build(sandbox: &Sandbox, file: &str, more: &[&str]) -> Ran {
    let mut arguments = vec!["build", file, "--only", "labels", "--run", "R"];
    arguments.extend(more);
    sandbox.run(&arguments)
}

#[test]
fn good_ones_are_made_and_bad_ones_listed() {
    let sandbox = Sandbox::new();
    let rows = sheet(4, |number, row| {
        if number == 3 {
            row[6] = "10001S".to_owned();
        }
    });
    sandbox.file("名簿.xlsx", xlsx(&data(&rows)));
    build(&sandbox, "名簿.xlsx", &["--lang", "ja"]).ends(1).tells(&[
        "エラー[SP122] 3 架空みなと内科第003クリニック 名簿.xlsx シート「ヒアリング」 G4 医療機関コード「10001S」：数字7桁ではありません。 →",
    ]);
    for number in [1, 2, 4] {
        assert!(sandbox.path.join("out/R").join(folder(number)).join("labels.pdf").exists(), "{number}");
    }
    let out = sandbox.run(&["check", "名簿.xlsx", "--format", "json"]).ends(1).out;
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    let place = &json["customers"][2]["messages"][0]["place"];
    assert_eq!(
        (place["sheet"].as_str(), place["row"].as_u64(), place["column"].as_u64()),
        (Some("ヒアリング"), Some(4), Some(7))
    );
}

#[test]
fn all_or_nothing_makes_nothing() {
    let sandbox = Sandbox::new();
    let rows = sheet(3, |number, row| {
        if number == 2 {
            row[1] = "来週".to_owned();
        }
    });
    sandbox.file("a.csv", csv(&rows));
    build(&sandbox, "a.csv", &["--all-or-nothing"]).ends(1).tells(&["SP110", "SP009", "1 of 3 have faults"]);
    assert!(!sandbox.path.join("out").exists());
    sandbox.file("a.csv", csv(&sheet(3, |_, _| {})));
    build(&sandbox, "a.csv", &["--all-or-nothing"]).ends(0).says(&["3 customers"]);
}

#[test]
fn all_or_nothing_also_knows_the_errors_that_only_paper_shows() {
    let sandbox = Sandbox::new();
    let rows = sheet(4, |number, row| match number {
        // A warning: it is reported, though nothing is made.
        1 => row[1] = "2020-01-01".to_owned(),
        3 => row[7] = "桜".repeat(300),
        _ => {}
    });
    sandbox.file("a.csv", csv(&rows));
    let whole = build(&sandbox, "a.csv", &["--all-or-nothing", "--threads", "2", "--format", "json"]).ends(1);
    let json: serde_json::Value = serde_json::from_str(&whole.out).unwrap();
    let customers = json["customers"].as_array().unwrap();
    let codes = |index: usize| -> Vec<String> {
        let messages = customers[index]["messages"].as_array().unwrap();
        messages.iter().map(|one| one["code"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(customers.len(), 4);
    assert!(customers.iter().all(|customer| customer["output"].is_null()));
    assert!(!codes(0).is_empty() && codes(1).is_empty() && codes(3).is_empty());
    assert!(codes(2).contains(&"SP104".to_owned()), "{:?}", codes(2));
    assert_eq!(json["messages"][0]["code"], "SP009");
    // Neither documents nor what waited for them to be wanted.
    let left: Vec<_> = fs::read_dir(&sandbox.path).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["a.csv"]);
}

#[test]
fn all_or_nothing_makes_the_same_bytes() {
    let sandbox = Sandbox::new();
    sandbox.file("a.csv", csv(&sheet(3, |_, _| {})));
    let sums = |more: &[&str]| {
        build(&sandbox, "a.csv", more).ends(0).says(&["3 customers"]);
        fs::read_to_string(sandbox.path.join("out/R/SHA256SUMS")).unwrap()
    };
    let usual = sums(&[]);
    assert_eq!(usual, sums(&["--all-or-nothing"]), "kept as they are");
    fs::remove_dir_all(sandbox.path.join("out")).unwrap();
    assert_eq!(usual, sums(&["--all-or-nothing", "--threads", "2"]));
    fs::remove_dir_all(sandbox.path.join("out")).unwrap();
    build(&sandbox, "a.csv", &["--all-or-nothing", "--dry-run"]).ends(0).says(&["Would make 3 customers"]);
    assert!(!sandbox.path.join("out").exists());
}

#[test]
fn a_changed_row_makes_one_customer_anew() {
    let sandbox = Sandbox::new();
    sandbox.file("a.csv", csv(&sheet(3, |_, _| {})));
    build(&sandbox, "a.csv", &[]).ends(0).says(&["3 customers (0 as before)"]);
    let manifest = fs::read_to_string(sandbox.path.join("out/R/manifest.json")).unwrap();
    // The rows stand elsewhere, one name is another, and one customer is new.
    let mut rows = sheet(4, |number, row| {
        if number == 2 {
            row[7].push('分');
        }
    });
    rows[1..].reverse();
    sandbox.file("a.csv", csv(&rows));
    build(&sandbox, "a.csv", &[]).ends(0).says(&["4 customers (2 as before)"]);
    let now = fs::read_to_string(sandbox.path.join("out/R/manifest.json")).unwrap();
    let stamps = |text: &str| -> Vec<String> {
        let json: serde_json::Value = serde_json::from_str(text).unwrap();
        json["customers"].as_array().unwrap().iter().map(|one| one["stamp"].to_string()).collect()
    };
    let (before, after) = (stamps(&manifest), stamps(&now));
    assert_eq!((before[0] == after[0], before[1] == after[1], before[2] == after[2]), (true, false, true));
}

#[test]
fn the_same_code_in_two_rows_of_one_file_is_told_with_the_other_row() {
    let sandbox = Sandbox::new();
    let rows = sheet(2, |_, row| row[6] = code(1));
    sandbox.file("a.csv", csv(&rows));
    sandbox.run(&["check", "a.csv"]).ends(1).tells(&["SP170", "a.csv:3", "a.csv:2"]);
}

#[test]
fn tables_and_site_files_go_together() {
    let sandbox = Sandbox::new();
    sandbox.file("a.csv", csv(&sheet(2, |_, _| {})));
    let site = sandbox.example("pharmacy-tokyo.toml", |text| text);
    sandbox.run(&["check", "a.csv", site]).ends(0).tells(&["3 without errors"]);
}

#[test]
fn papers_are_printed_again_from_a_table_read_as_it_was_then() {
    let sandbox = Sandbox::new();
    let rows = sheet(2, |_, _| {});
    let hidden: String = (1..)
        .zip(&rows)
        .map(|(number, row)| row_of(number, if number == 3 { "hidden=\"1\"" } else { "" }, row))
        .collect();
    // Without their options, each of these files is refused.
    for (number, file, how) in [
        ("SHEET", two_sheets(["4月", "5月"], [&data(&rows[..2]), &data(&rows)]), ["--sheet", "5月"]),
        ("HIDDEN", xlsx(&hidden), ["--hidden-rows", "use"]),
    ] {
        let list = format!("{number}.xlsx");
        sandbox.file(&list, file);
        sandbox.run(&["build", &list, "--run", number]).ends(1);
        sandbox.run(&["build", &list, "--run", number, how[0], how[1]]).ends(0);
        let own = sandbox.path.join(format!("out/{number}/{}/labels.pdf", folder(2)));
        let first = fs::read(&own).unwrap();
        fs::remove_file(&own).unwrap();
        let again = format!("out/{number}");
        sandbox.run(&["reprint", &again, "--customer", &folder(2)]).ends(0).says(&["as first printed"]);
        assert!(sandbox.bytes(format!("{again}/reprint/{}-labels.pdf", folder(2))) == first, "{number}");
    }
}
