//! The trial of an office: the workbook of `new`, filled with ten customers and saved by LibreOffice, two of them
//! wrong in three ways each. What is told must be enough to mend them.

use std::fs;

use crate::cli::Sandbox;
use crate::walls::root;

/// Cell, words of the message and the help that lead to the mend, what stands there, what was meant.
const FAULTS: [(&str, &str, &str, &str, &str); 6] = [
    ("C7", "CAF の後ろは数字10桁ですが、9桁", "開通のご案内", "CAF100000005", "CAF1000000005"),
    ("G7", "数字7桁ではありません", "「0105053」", "O105053", "0105053"),
    ("K7", "10桁か11桁ですが、9桁", "市外局番から", "06-6000-105", "06-6000-1005"),
    ("B11", "この日付はありません", "のように書きます", "2027年2月29日", "2027年3月1日"),
    ("L11", "「@」がありません", "iji@example.jp", "yae.shiosai.example.jp", "yae@shiosai.example.jp"),
    ("R12", "受付PC", "端末名称等", "受付PC,受付2", "受付PC02,受付2"),
];

fn office() -> Sandbox {
    let sandbox = Sandbox::new();
    fs::copy(root().join("tests/sheet/ten-customers.xlsx"), sandbox.path.join("ten.xlsx")).unwrap();
    sandbox
}

#[test]
fn two_of_ten_are_wrong_and_all_six_faults_are_told_at_once() {
    let office = office();
    let checked = office.run(&["check", "ten.xlsx", "--lang", "ja"]).ends(1);
    let told: Vec<&str> = checked.err.lines().filter(|line| line.starts_with("エラー")).collect();
    assert_eq!(told.len(), FAULTS.len(), "{}", checked.err);
    for ((cell, message, help, ..), line) in FAULTS.iter().zip(&told) {
        assert!(line.contains(&format!("シート「ヒアリング」 {cell} ")), "{cell}: {line}");
        assert!(line.contains(message) && line.contains(help), "{cell}: {line}");
    }
    assert!(checked.err.contains("誤りなし 8件、誤りあり 2件"), "{}", checked.err);
}

#[test]
fn the_eight_others_get_their_papers() {
    let office = office();
    let built =
        office.run(&["build", "ten.xlsx", "--only", "labels", "--run", "TEN", "--lang", "ja"]).ends(1);
    let made = office.listing().iter().filter(|name| name.ends_with("labels.pdf")).count();
    assert_eq!(made, 8, "{}", built.err);
}

#[test]
fn mended_as_told_all_ten_are_right() {
    let office = office();
    office.run(&["convert", "ten.xlsx", "ten.csv"]).ends(0);
    let mut text = fs::read_to_string(office.path.join("ten.csv")).unwrap();
    for (cell, _, _, wrong, right) in FAULTS {
        assert!(text.contains(wrong), "{cell}: {wrong}\n{text}");
        text = text.replace(wrong, right);
    }
    office.file("mended.csv", text);
    let checked = office.run(&["check", "mended.csv", "--lang", "ja"]).ends(0);
    assert!(checked.err.contains("誤りなし 10件、誤りあり 0件、注意 0件"), "{}", checked.err);
}
