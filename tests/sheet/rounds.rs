//! A copy of `check --annotate` in the next round: of a workbook of another program, checked again, written again.

use std::fs;

use roxmltree::Document;

use super::{part, parts};
use crate::cli::Sandbox;
use crate::walls::root;

/// A list as openpyxl 3.1 writes it: two faults, somebody's note at A2, somebody's yellow at B2. Its drawing names the
/// namespaces `ns0` to `ns2`.
fn openpyxl() -> Vec<u8> {
    fs::read(root().join("tests/sheet/openpyxl.xlsx")).unwrap()
}

/// Every part of XML is well-formed.
fn is_well_formed(book: &[u8]) {
    for name in parts(book) {
        if [".xml", ".vml", ".rels"].iter().any(|end| name.ends_with(end)) {
            let text = part(book, &name);
            Document::parse(&text).unwrap_or_else(|error| panic!("{name}: {error}\n{text}"));
        }
    }
}

/// `book` with a change of one part.
fn changed(book: &[u8], name: &str, change: impl Fn(String) -> String) -> Vec<u8> {
    use std::io::Write as _;
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for known in parts(book) {
        out.start_file(&known, zip::write::SimpleFileOptions::default()).unwrap();
        let text = part(book, &known);
        let text = if known == name { change(text) } else { text };
        out.write_all(text.as_bytes()).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// The cells with a note of ours, in a part with notes.
fn marked(notes: &str) -> Vec<String> {
    let document = Document::parse(notes).unwrap();
    let comments = document.descendants().filter(|node| node.tag_name().name() == "comment");
    let is_ours = |node: &roxmltree::Node<'_, '_>| {
        let text: String = node.descendants().filter_map(|node| node.text()).collect();
        text.contains(" SP")
    };
    comments.filter(is_ours).map(|node| node.attribute("ref").unwrap().to_owned()).collect()
}

const NOTES: &str = "xl/comments/comment1.xml";
const SHEET: &str = "xl/worksheets/sheet1.xml";

#[test]
fn a_workbook_of_openpyxl_gets_a_well_formed_copy() {
    let sandbox = Sandbox::new();
    sandbox.file("op.xlsx", openpyxl());
    let told = sandbox.run(&["check", "op.xlsx", "--annotate", "seen.xlsx", "--lang", "ja"]);
    assert_eq!(told.code, Some(1), "{}", told.err);
    let seen = fs::read(sandbox.path.join("seen.xlsx")).unwrap();
    is_well_formed(&seen);
    let notes = part(&seen, NOTES);
    assert!(notes.contains("経理さんへ：確認") && notes.contains("<author>startpack</author>"));
    for cell in ["C2", "G7"] {
        assert!(marked(&notes).contains(&cell.to_owned()), "{notes}");
    }
    let boxes = part(&seen, "xl/drawings/commentsDrawing1.vml");
    let document = Document::parse(&boxes).unwrap();
    let shapes = document
        .descendants()
        .filter(|node| node.has_tag_name(("urn:schemas-microsoft-com:vml", "shape")))
        .count();
    assert_eq!(shapes, notes.matches("<comment ").count(), "a box for each note");
}

#[test]
fn the_first_sheet_lists_what_is_wrong() {
    let sandbox = Sandbox::new();
    sandbox.file("op.xlsx", openpyxl());
    sandbox.run(&["check", "op.xlsx", "--annotate", "seen.xlsx", "--lang", "ja"]);
    let seen = fs::read(sandbox.path.join("seen.xlsx")).unwrap();
    let book = part(&seen, "xl/workbook.xml");
    let document = Document::parse(&book).unwrap();
    let sheet = document.descendants().find(|node| node.tag_name().name() == "sheet").unwrap();
    assert_eq!(sheet.attribute("name"), Some("指摘一覧"));
    let list = part(&seen, "xl/worksheets/sheet3.xml");
    for text in [
        "誤り 2件",
        "<t xml:space=\"preserve\">7</t>",
        "K-0003 架空あおば病院",
        "医療機関コード（G）",
        "数字7桁ではありません",
        "英字の O・I と数字の 0・1",
        "location=\"'一覧'!G7\"",
    ] {
        assert!(list.contains(text), "{text}: {list}");
    }
    let again = sandbox.run(&["check", "seen.xlsx", "--lang", "ja"]);
    assert!(again.err.contains("G7") && again.err.contains("シート「一覧」"), "{}", again.err);
}

#[test]
fn marks_of_an_earlier_round_go_and_others_stay() {
    let sandbox = Sandbox::new();
    sandbox.file("op.xlsx", openpyxl());
    sandbox.run(&["check", "op.xlsx", "--annotate", "seen.xlsx", "--lang", "ja"]);
    let seen = fs::read(sandbox.path.join("seen.xlsx")).unwrap();
    let mended = changed(&seen, SHEET, |text| {
        text.replace("011234O", "0112346").replace("CAF34567890<", "CAF3456789012<")
    });
    sandbox.file("mended.xlsx", &mended);
    let told = sandbox.run(&["check", "mended.xlsx", "--annotate", "second.xlsx", "--lang", "ja"]);
    assert_eq!(told.code, Some(0), "{}", told.err);
    let second = fs::read(sandbox.path.join("second.xlsx")).unwrap();
    is_well_formed(&second);
    let notes = part(&second, NOTES);
    assert!(notes.contains("経理さんへ：確認"));
    assert!(!notes.contains("誤り"), "{notes}");
    let sheet = part(&second, SHEET);
    let styles = part(&second, "xl/styles.xml");
    assert!(styles.contains("FFFFFF00"), "somebody's yellow stays");
    let (sheet, styles) = (Document::parse(&sheet).unwrap(), Document::parse(&styles).unwrap());
    let list = |name: &str| styles.descendants().find(|node| node.tag_name().name() == name).unwrap();
    let formats: Vec<_> = list("cellXfs").children().filter(roxmltree::Node::is_element).collect();
    let fills: Vec<_> = list("fills").children().filter(roxmltree::Node::is_element).collect();
    for cell in sheet.descendants().filter(|node| node.tag_name().name() == "c") {
        let style: usize = cell.attribute("s").unwrap_or("0").parse().unwrap();
        let fill: usize = formats[style].attribute("fillId").unwrap().parse().unwrap();
        let color = fills[fill].descendants().find_map(|node| node.attribute("rgb"));
        assert!(color.is_none_or(|color| !color.starts_with("FFFFC7")), "{cell:?}");
    }
}

#[test]
fn a_mark_gives_way_to_the_colour_that_was_there() {
    let sandbox = Sandbox::new();
    sandbox.file(
        "op.xlsx",
        changed(&openpyxl(), SHEET, |text| text.replacen("2027年1月13日", "2027年13月1日", 1)),
    );
    sandbox.run(&["check", "op.xlsx", "--annotate", "seen.xlsx", "--lang", "ja"]);
    let seen = fs::read(sandbox.path.join("seen.xlsx")).unwrap();
    assert!(marked(&part(&seen, NOTES)).contains(&"B2".to_owned()));
    sandbox.file(
        "mended.xlsx",
        changed(&seen, SHEET, |text| text.replacen("2027年13月1日", "2027年1月13日", 1)),
    );
    sandbox.run(&["check", "mended.xlsx", "--annotate", "second.xlsx", "--lang", "ja"]);
    let second = fs::read(sandbox.path.join("second.xlsx")).unwrap();
    let sheet = part(&second, SHEET);
    let styles = part(&second, "xl/styles.xml");
    let (sheet, styles) = (Document::parse(&sheet).unwrap(), Document::parse(&styles).unwrap());
    let cell = sheet.descendants().find(|node| node.attribute("r") == Some("B2")).unwrap();
    let list = |name: &str| styles.descendants().find(|node| node.tag_name().name() == name).unwrap();
    let formats: Vec<_> = list("cellXfs").children().filter(roxmltree::Node::is_element).collect();
    let fills: Vec<_> = list("fills").children().filter(roxmltree::Node::is_element).collect();
    let style: usize = cell.attribute("s").unwrap().parse().unwrap();
    let fill: usize = formats[style].attribute("fillId").unwrap().parse().unwrap();
    assert_eq!(fills[fill].descendants().find_map(|node| node.attribute("rgb")), Some("FFFFFF00"));
}

#[test]
fn the_copy_is_written_again_unless_it_was_worked_on() {
    let sandbox = Sandbox::new();
    sandbox.file("op.xlsx", openpyxl());
    let annotate = |from: &str| sandbox.run(&["check", from, "--annotate", "seen.xlsx", "--lang", "ja"]);
    annotate("op.xlsx");
    let first = fs::read(sandbox.path.join("seen.xlsx")).unwrap();
    assert!(!annotate("op.xlsx").err.contains("SP003"));
    assert_eq!(fs::read(sandbox.path.join("seen.xlsx")).unwrap(), first);
    // The copy itself, three times: it does not grow.
    annotate("seen.xlsx");
    let second = fs::read(sandbox.path.join("seen.xlsx")).unwrap();
    annotate("seen.xlsx");
    annotate("seen.xlsx");
    assert_eq!(fs::read(sandbox.path.join("seen.xlsx")).unwrap().len(), second.len());
    // Another program has saved it: XML comments are gone.
    let worked_on = changed(&second, "xl/worksheets/sheet3.xml", |text| {
        let (before, rest) = text.split_once("<!--").unwrap();
        format!("{before}{}", rest.split_once("-->").unwrap().1)
    });
    sandbox.file("seen.xlsx", &worked_on);
    assert!(annotate("op.xlsx").err.contains("SP003"), "what was mended in the copy is not lost");
    assert_eq!(fs::read(sandbox.path.join("seen.xlsx")).unwrap(), worked_on);
    assert!(!annotate("seen.xlsx").err.contains("SP003"));
    // A file of somebody else is never replaced.
    sandbox.file("seen.xlsx", openpyxl());
    assert!(annotate("op.xlsx").err.contains("SP003"));
    assert_eq!(sandbox.listing().iter().filter(|path| path.contains(".new")).count(), 0);
}

#[test]
fn secrets_are_emptied_in_the_copy() {
    let sandbox = Sandbox::new();
    let secret = |text: String| text.replace("経理さんへ：確認", "パスワードはZq7x9");
    let book = changed(&openpyxl(), NOTES, secret);
    let book = changed(&book, SHEET, |text| text.replacen("架空あおば病院", "暗証番号【Zq7x9】", 1));
    sandbox.file("op.xlsx", book);
    let told = sandbox.run(&["check", "op.xlsx", "--annotate", "seen.xlsx", "--lang", "ja"]);
    assert!(told.err.contains("SP020") && !told.err.contains("Zq7x9"), "{}", told.err);
    let seen = fs::read(sandbox.path.join("seen.xlsx")).unwrap();
    is_well_formed(&seen);
    for name in parts(&seen) {
        assert!(!part(&seen, &name).contains("Zq7x9"), "{name}");
    }
    let again = sandbox.run(&["check", "seen.xlsx", "--lang", "ja"]);
    assert!(!again.err.contains("SP020"), "{}", again.err);
}
