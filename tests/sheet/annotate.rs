//! `check --annotate`: the copy has a coloured cell and a note for each fault, and everything else as it was.

use std::fs;

use startpack::base::{Code, Severity, Words};
use startpack::read::{Annotation, CellMessage, TableOptions, annotated, hearing_sheet};

use super::{part, parts};
use crate::cli::Sandbox;
use crate::walls::root;

/// The examples as a workbook with two faults: the medical code of the fourth row and the お客様ID of the first.
fn faulty(sandbox: &Sandbox, name: &str) {
    let examples = root().join("examples");
    let made = sandbox.run(&["convert", examples.to_str().unwrap(), "right.csv"]);
    assert_eq!(made.code, Some(0));
    let text = fs::read_to_string(sandbox.path.join("right.csv")).unwrap();
    let text = text.replace("0112346", "011234O").replace("CAF3456789012", "CAF34567890");
    sandbox.file("wrong.csv", text);
    if name != "wrong.csv" {
        let converted = sandbox.run(&["convert", "wrong.csv", name]);
        assert_eq!(converted.code, Some(0), "{}", converted.err);
    }
}

#[test]
fn a_workbook_is_copied_with_colours_and_notes() {
    let sandbox = Sandbox::new();
    faulty(&sandbox, "wrong.xlsx");
    let checked = sandbox.run(&["check", "wrong.xlsx", "--annotate", "seen.xlsx", "--lang", "ja"]);
    assert_eq!(checked.code, Some(1), "{}", checked.err);
    let [before, after] = ["wrong.xlsx", "seen.xlsx"].map(|name| fs::read(sandbox.path.join(name)).unwrap());
    let new: Vec<String> = parts(&after).into_iter().filter(|name| !parts(&before).contains(name)).collect();
    assert_eq!(new, ["xl/worksheets/sheet5.xml"], "only the list comes where there were notes already");
    for name in parts(&before) {
        let touched = [
            "worksheets/sheet1.xml",
            "styles.xml",
            "comments1.xml",
            "vmlDrawing1.vml",
            "workbook.xml",
            "workbook.xml.rels",
            "[Content_Types].xml",
        ];
        let may_change = touched.iter().any(|end| name.ends_with(end));
        assert!(may_change || part(&before, &name) == part(&after, &name), "{name}");
    }
    let notes = part(&after, "xl/comments1.xml");
    let before = part(&before, "xl/comments1.xml");
    for (cell, word) in [("D2", "SP130"), ("H7", "011234O")] {
        let note =
            notes.split("<comment ").find(|note| note.starts_with(&format!("ref=\"{cell}\""))).unwrap();
        assert!(note.contains(word), "{note}");
    }
    assert!(notes.matches("<comment ").count() > before.matches("<comment ").count());
    assert!(part(&after, "xl/styles.xml").contains("FFFFC7CD"));
    let again = sandbox.run(&["check", "seen.xlsx", "--lang", "ja"]);
    assert_eq!(
        again.err.replace("seen.xlsx", "wrong.xlsx"),
        checked.err,
        "the copy says the same as the sheet"
    );
}

#[test]
fn a_text_becomes_a_workbook_with_its_cells() {
    let sandbox = Sandbox::new();
    faulty(&sandbox, "wrong.csv");
    let checked = sandbox.run(&["check", "wrong.csv", "--annotate", "seen.xlsx", "--lang", "ja"]);
    assert_eq!(checked.code, Some(1));
    let after = fs::read(sandbox.path.join("seen.xlsx")).unwrap();
    let notes = part(&after, "xl/comments1.xml");
    assert!(
        notes.contains("ref=\"D2\"") && notes.contains("ref=\"H7\"") && notes.contains("数字7桁"),
        "{notes}"
    );
    let again = sandbox.run(&["check", "seen.xlsx", "--lang", "ja"]);
    let told = again.err;
    assert!(told.contains("D2") && told.contains("H7") && told.contains("011234O"), "{told}");
}

#[test]
fn a_copy_is_an_xlsx_file_of_one_sheet() {
    let sandbox = Sandbox::new();
    faulty(&sandbox, "wrong.csv");
    let wrong = sandbox.run(&["check", "wrong.csv", "--annotate", "seen.csv"]);
    assert_eq!(wrong.code, Some(2));
    let several = sandbox.run(&["check", "wrong.csv", "right.csv", "--annotate", "seen.xlsx"]);
    assert_eq!(several.code, Some(2));
    assert!(!sandbox.path.join("seen.xlsx").exists());
}

#[test]
fn notes_go_to_cells_that_are_there_and_that_are_not() {
    let sandbox = Sandbox::new();
    let form = hearing_sheet().unwrap();
    sandbox.file("form.xlsx", &form);
    let mark = |row, column, severity, text: &str| CellMessage {
        sheet: "ヒアリング".to_owned(),
        row,
        column,
        severity,
        code: Code::Missing,
        message: Words::new(text, text),
        help: Words::new("書く", "write"),
    };
    let marks = [
        mark(1, 1, Severity::Note, "見出しの<お知らせ>"),
        mark(2, 3, Severity::Warning, "注意"),
        mark(2, 3, Severity::Error, "誤り"),
        mark(60, 40, Severity::Warning, "遠く"),
    ];
    let annotation = Annotation { messages: &marks, language: |words| &words.ja };
    let seen = annotated(&sandbox.path.join("form.xlsx"), &TableOptions::default(), &annotation).unwrap();
    let notes = part(&seen, "xl/comments1.xml");
    let before = part(&form, "xl/comments1.xml");
    assert_eq!(notes.matches("<comment ").count(), before.matches("<comment ").count() + 2);
    assert!(notes.contains("社内の番号です") && notes.contains("見出しの&lt;お知らせ&gt;"));
    assert!(notes.contains("注意\n→ 書く\n\n【誤り SP101】\n誤り"));
    let sheet = part(&seen, "xl/worksheets/sheet1.xml");
    let document = roxmltree::Document::parse(&sheet).unwrap();
    let styles = part(&seen, "xl/styles.xml");
    let styles = roxmltree::Document::parse(&styles).unwrap();
    let formats: Vec<_> = styles
        .descendants()
        .filter(|node| node.tag_name().name() == "cellXfs")
        .flat_map(|node| node.children().filter(roxmltree::Node::is_element))
        .collect();
    let fills = styles.descendants().find(|node| node.tag_name().name() == "fills").unwrap();
    let style = |cell: &str| {
        let cell = document.descendants().find(|node| node.attribute("r") == Some(cell)).unwrap();
        formats[cell.attribute("s").unwrap().parse::<usize>().unwrap()]
    };
    let ground = |cell: &str| {
        let fill: usize = style(cell).attribute("fillId").unwrap().parse().unwrap();
        let fill = fills.children().filter(roxmltree::Node::is_element).nth(fill).unwrap();
        fill.descendants().find_map(|node| node.attribute("rgb")).unwrap()
    };
    assert_eq!((ground("C2"), ground("AN60")), ("FFFFC7CD", "FFFFEB9B"));
    assert_eq!(
        style("C2").attribute("numFmtId"),
        style("C3").attribute("numFmtId"),
        "only the ground changes"
    );
    assert_eq!(
        fills.attribute("count").unwrap().parse::<usize>().unwrap(),
        fills.children().filter(roxmltree::Node::is_element).count()
    );
}
