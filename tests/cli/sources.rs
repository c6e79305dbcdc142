//! Folders and names with `*`: which files are read, and what is told of the others.

use super::{Ran, Sandbox};
use crate::tables::{csv, rows};

const CLINIC: &str = "sakura-clinic.toml";

/// A folder with a site file, a list, and everything that is no list of customers.
fn folder() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.example(CLINIC, |text| text);
    let list =
        rows(&[&[("顧客番号", "9"), ("医療機関コード", "0100021"), ("メールアドレス", "b@example.jp")]]);
    sandbox.file("list.csv", csv(&list));
    let wrong = csv(&list).replace("CAF1234567890", "CAF12");
    sandbox.file("wrong.csv", &wrong);
    assert_eq!(sandbox.run(&["check", "wrong.csv", "--annotate", "seen.xlsx"]).code, Some(1));
    std::fs::remove_file(sandbox.path.join("wrong.csv")).unwrap();
    sandbox.file("startpack.toml", "stock = \"72212\"\n");
    sandbox.file("stock.toml", "[[grid]]\nname = \"own\"\n");
    sandbox.file("printers.toml", "[[printer]]\nname = \"a\"\n");
    sandbox.file("facts.toml", "as_of = \"2026-11-22\"\n");
    sandbox.file("一覧.csv", "顧客番号,名称,工事日,申請期限,端末数\n1,さくら,2027-01-20,2026-12-01,1\n");
    sandbox.file("return.csv", "10桁コード,端末名称等,発行日,証明書シリアル番号,書留番号\n1,a,,,\n");
    sandbox.file("prices.csv", "品名,単価\nケーブル,100\n");
    sandbox.file("~$list.xlsx", [0_u8; 165]);
    sandbox.file("._list.csv", [0_u8, 5, 22, 7]);
    sandbox.file(".~lock.list.ods#", ",clerk,");
    sandbox.file("notes.txt", "memo");
    sandbox.file("scan.pdf", "%PDF-1.7");
    std::fs::create_dir(sandbox.path.join("out")).unwrap();
    sandbox.file("out/old.toml", "nonsense");
    sandbox
}

/// What is passed over, with a word of why.
const PASSED: [(&str, &str); 11] = [
    ("startpack.toml", "a file of settings"),
    ("stock.toml", "a file of label stock"),
    ("printers.toml", "a file of printers"),
    ("facts.toml", "a file of dated facts"),
    ("一覧.csv", "an overview that startpack made"),
    ("return.csv", "a sheet that returns numbers of certificates"),
    ("prices.csv", "no row of headings of customers"),
    ("seen.xlsx", "an annotated copy"),
    ("~$list.xlsx", "`list.xlsx` is open in Excel"),
    ("._list.csv", "macOS keeps this file"),
    (".~lock.list.ods#", "`list.ods` is open in LibreOffice"),
];

/// Every file that is passed over is told once.
#[track_caller]
fn tells_each_once(ran: &Ran, wanted: impl Fn(&str) -> bool) {
    for (name, word) in PASSED {
        let told = ran.err.matches(&format!("[SP029] {name}")).count();
        assert_eq!(told, usize::from(wanted(name)), "{name}:\n{}", ran.err);
        assert!(told == 0 || ran.err.contains(word), "{word}:\n{}", ran.err);
    }
}

#[test]
fn a_folder_is_all_its_lists_and_not_deeper() {
    let sandbox = folder();
    let ran = sandbox.run(&["check", "."]).ends(0).tells(&["2 without errors, 0 with errors"]);
    for (name, word) in PASSED {
        assert_eq!(ran.err.matches(&format!("[SP029] ./{name}")).count(), 1, "{name}:\n{}", ran.err);
        assert!(ran.err.contains(word), "{word}:\n{}", ran.err);
    }
    assert!(ran.err.contains("folders within it are passed over (1)"));
    assert!(!ran.err.contains("scan.pdf") && !ran.err.contains("notes.txt") && !ran.err.contains("old.toml"));
    sandbox.run(&["build", ".", "--run", "R", "--only", "labels"]).ends(0).says(&["2 customers"]);
}

#[test]
fn a_name_with_a_star_is_expanded() {
    let sandbox = folder();
    let ran = sandbox.run(&["check", "*.toml"]).ends(0).tells(&["1 without errors"]);
    tells_each_once(&ran, |name| name.ends_with(".toml"));
    let ran = sandbox.run(&["check", "*.CSV", "s*-clinic.tom?"]).ends(0).tells(&["2 without errors"]);
    tells_each_once(&ran, |name| name.ends_with(".csv"));
    let ran = sandbox.run(&["check", "./*.xlsx", "list.csv"]).ends(0).tells(&["1 without errors"]);
    assert_eq!(ran.err.matches("[SP029]").count(), 2, "{}", ran.err);
    // The same file twice is one.
    sandbox.run(&["check", "list.csv", "li*.csv"]).ends(0).tells(&["1 without errors"]);
    sandbox.run(&["check", "*.ods"]).ends(3).tells(&["error[SP001] *.ods", "no file fits this name"]);
    sandbox.run(&["check", "*.ods", "list.csv"]).ends(3).tells(&["1 without errors, 1 with errors"]);
}

#[test]
fn a_file_that_is_named_is_read_whatever_it_is() {
    let sandbox = folder();
    sandbox.run(&["check", "prices.csv"]).ends(1).tells(&["error[SP017] prices.csv"]);
    sandbox.run(&["check", "stock.toml"]).ends(1).tells(&["stock.toml"]);
    sandbox.run(&["check", "seen.xlsx"]).ends(1).tells(&["SP130"]);
    // What another program keeps is never a list.
    sandbox
        .run(&["check", "~$list.xlsx", "list.csv"])
        .ends(0)
        .tells(&["note[SP029] ~$list.xlsx", "1 without errors, 0 with errors"]);
    sandbox.run(&["check", "~$list.xlsx"]).ends(1).tells(&["no list of customers is left to read"]);
}

#[test]
fn a_folder_without_a_list() {
    let sandbox = Sandbox::new();
    std::fs::create_dir(sandbox.path.join("empty")).unwrap();
    sandbox.run(&["check", "empty"]).ends(3).tells(&["error[SP001] empty", "no list of customers"]);
    sandbox.file("empty/stock.toml", "[[grid]]\nname = \"own\"\n");
    sandbox.run(&["check", "empty"]).ends(3).tells(&["SP029", "no list of customers"]);
}
