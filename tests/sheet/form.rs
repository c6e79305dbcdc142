//! The workbook that `new` writes, looked at part by part.

use roxmltree::Document;
use startpack::read::hearing_sheet;

use super::{part, parts};

#[test]
fn the_form_comes_first_and_there_is_no_macro() {
    let book = hearing_sheet().unwrap();
    let workbook = part(&book, "xl/workbook.xml");
    let document = Document::parse(&workbook).unwrap();
    let names: Vec<_> = document
        .descendants()
        .filter(|node| node.tag_name().name() == "sheet")
        .map(|node| node.attribute("name").unwrap())
        .collect();
    assert_eq!(names, ["ヒアリング", "記入例", "書き方", "選択肢"]);
    assert!(parts(&book).iter().all(|name| !name.contains("vba") && !name.contains("external")));
}

#[test]
fn the_same_form_every_time() {
    assert_eq!(hearing_sheet().unwrap(), hearing_sheet().unwrap());
}

#[test]
fn every_header_has_a_note_and_every_choice_a_list() {
    let book = hearing_sheet().unwrap();
    let sheet = part(&book, "xl/worksheets/sheet1.xml");
    let document = Document::parse(&sheet).unwrap();
    let all = |name: &'static str| document.descendants().filter(move |node| node.tag_name().name() == name);
    let headers = all("row").next().unwrap().children().count();
    let notes = part(&book, "xl/comments1.xml");
    assert_eq!(notes.matches("<comment ").count(), headers);
    assert!(headers >= 28);
    let lists: Vec<_> = all("dataValidation").filter(|rule| rule.attribute("type") == Some("list")).collect();
    let formulas: Vec<_> = lists.iter().filter_map(|list| list.first_element_child()?.text()).collect();
    assert!(
        formulas.contains(&"\"はい,いいえ\"") && formulas.contains(&"\"医科,歯科,調剤,訪問看護\""),
        "{formulas:?}"
    );
    assert!(formulas.iter().any(|list| list.contains("選択肢")), "{formulas:?}");
    assert!(
        lists.iter().all(|list| list.attribute("errorStyle") == Some("warning")),
        "no list forbids what the program would read"
    );
}

#[test]
fn codes_are_text_and_days_are_days() {
    let book = hearing_sheet().unwrap();
    let (sheet, styles) = (part(&book, "xl/worksheets/sheet1.xml"), part(&book, "xl/styles.xml"));
    let (sheet, styles) = (Document::parse(&sheet).unwrap(), Document::parse(&styles).unwrap());
    let formats: Vec<_> = styles
        .descendants()
        .filter(|node| node.tag_name().name() == "cellXfs")
        .flat_map(|node| node.children().filter(roxmltree::Node::is_element))
        .map(|node| node.attribute("numFmtId").unwrap())
        .collect();
    let of_column = |column: u32| {
        let is_it = |node: &roxmltree::Node<'_, '_>| {
            let edge = |name| node.attribute(name).unwrap().parse::<u32>().unwrap();
            node.tag_name().name() == "col" && edge("min") <= column && column <= edge("max")
        };
        let style = sheet.descendants().find(is_it).unwrap().attribute("style").unwrap();
        formats[style.parse::<usize>().unwrap()]
    };
    // ECMA-376 part 1, 18.8.30: 49 is text; numbers from 164 on are the workbook's own.
    assert_eq!((of_column(1), of_column(7), of_column(11)), ("49", "49", "49"));
    assert!(of_column(2).parse::<u32>().unwrap() >= 164, "{}", of_column(2));
}

#[test]
fn it_prints_on_a4_landscape_with_its_headers() {
    let book = hearing_sheet().unwrap();
    let sheet = part(&book, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("paperSize=\"9\"") && sheet.contains("orientation=\"landscape\""));
    assert!(sheet.contains("state=\"frozen\""));
    assert!(part(&book, "xl/workbook.xml").contains("_xlnm.Print_Titles"));
}
