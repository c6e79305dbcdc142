//! The tags: every marked sequence has its node and every node its place.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId};
use startpack::base::{FaceId, Fonts, Role};
use startpack::layout::{Element, Item, ItemKind, Pages};

use super::inside::dictionary;
use super::sample::{element, filled, item, packet, page, painted, rect, run, text};

/// The structure of a document as its types in brackets, such as `Document(P() Figure())`.
fn outline(document: &Document, node: &Dictionary) -> String {
    let kids: Vec<String> = kids(document, node)
        .into_iter()
        .filter_map(|kid| {
            let kid = document.dereference(&kid).unwrap().1.clone();
            let kid = kid.as_dict().ok()?.clone();
            kid.has(b"S").then(|| outline(document, &kid))
        })
        .collect();
    format!("{}({})", name(node, b"S"), kids.join(" "))
}

fn name(node: &Dictionary, key: &[u8]) -> String {
    String::from_utf8(node.get(key).unwrap().as_name().unwrap().to_vec()).unwrap()
}

fn kids(document: &Document, node: &Dictionary) -> Vec<Object> {
    match node.get(b"K") {
        Ok(Object::Array(kids)) => kids.clone(),
        Ok(Object::Reference(id)) => vec![document.get_object(*id).unwrap().clone()],
        Ok(other) => vec![other.clone()],
        Err(_) => Vec::new(),
    }
}

fn top(document: &Document) -> Dictionary {
    let root = dictionary(document, document.catalog().unwrap(), "StructTreeRoot");
    dictionary(document, root, "K").clone()
}

/// Sequences that the nodes claim: page and number.
fn claimed(document: &Document, node: &Dictionary, sequences: &mut Vec<(ObjectId, i64)>) {
    let home = node.get(b"Pg").and_then(Object::as_reference).ok();
    for kid in kids(document, node) {
        match document.dereference(&kid).unwrap().1 {
            Object::Integer(number) => sequences.push((home.expect("a page"), *number)),
            Object::Dictionary(kid) if kid.has(b"MCID") => {
                let page = kid.get(b"Pg").unwrap().as_reference().unwrap();
                sequences.push((page, kid.get(b"MCID").unwrap().as_i64().unwrap()));
            }
            Object::Dictionary(kid) if kid.has(b"S") => claimed(document, kid, sequences),
            _ => {}
        }
    }
}

/// Sequences that a page has, and its text outside of any sequence.
fn marked(document: &Document, page: ObjectId) -> (BTreeSet<i64>, usize) {
    let content = lopdf::content::Content::decode(&document.get_page_content(page)).unwrap();
    let (mut numbers, mut depth, mut stray) = (BTreeSet::new(), 0, 0);
    for operation in content.operations {
        match operation.operator.as_str() {
            "BDC" => {
                depth += 1;
                let number = operation.operands[1].as_dict().unwrap().get(b"MCID").and_then(Object::as_i64);
                // An ornament has none.
                if let Ok(number) = number {
                    assert!(numbers.insert(number), "twice on a page: {number}");
                }
            }
            "BMC" => depth += 1,
            "EMC" => depth -= 1,
            "Tj" | "TJ" | "f" | "S" | "B" | "Do" if depth != 1 => stray += 1,
            _ => {}
        }
    }
    assert_eq!(depth, 0);
    (numbers, stray)
}

#[test]
fn every_sequence_has_one_node_and_nothing_is_unmarked() {
    let document = Document::load_mem(&painted(&packet(&Fonts::new(), 5)).bytes).unwrap();
    let mut sequences = Vec::new();
    claimed(&document, &top(&document), &mut sequences);
    let total = sequences.len();
    let claimed: BTreeSet<_> = sequences.into_iter().collect();
    assert_eq!(claimed.len(), total, "a sequence is claimed twice");
    let mut painted = BTreeSet::new();
    for page in document.page_iter() {
        let (numbers, stray) = marked(&document, page);
        assert_eq!(stray, 0, "something is painted outside of any sequence");
        painted.extend(numbers.into_iter().map(|number| (page, number)));
    }
    assert_eq!(claimed, painted);
}

#[test]
fn the_way_back_leads_to_the_node_that_claims() {
    let document = Document::load_mem(&painted(&packet(&Fonts::new(), 3)).bytes).unwrap();
    let root = dictionary(&document, document.catalog().unwrap(), "StructTreeRoot");
    let entries = dictionary(&document, root, "ParentTree").get(b"Nums").unwrap().as_array().unwrap();
    let entries: BTreeMap<i64, ObjectId> =
        entries.chunks(2).map(|pair| (pair[0].as_i64().unwrap(), pair[1].as_reference().unwrap())).collect();
    for id in document.page_iter() {
        let page = document.get_dictionary(id).unwrap();
        let key = page.get(b"StructParents").unwrap().as_i64().unwrap();
        let nodes = document.get_object(entries[&key]).unwrap().as_array().unwrap();
        assert_eq!(nodes.len(), marked(&document, id).0.len());
        for (number, node) in (0..).zip(nodes) {
            let node = document.get_dictionary(node.as_reference().unwrap()).unwrap();
            assert!(kids(&document, node).iter().any(|kid| kid.as_i64().ok() == Some(number)));
        }
        for link in document.get_page_annotations(id).unwrap() {
            let key = link.get(b"StructParent").unwrap().as_i64().unwrap();
            let node = document.get_dictionary(entries[&key]).unwrap();
            assert_eq!(name(node, b"S"), "Link");
        }
    }
}

/// A document of one page with these elements and items.
fn document(elements: Vec<Element>, items: Vec<Item>) -> Document {
    let mut page = page();
    page.items = items.into_iter().collect();
    let pages = Pages {
        title: "構造".into(),
        language: "ja-JP".into(),
        pages: vec![page],
        elements: [vec![Element { role: Role::Document, ..Element::default() }], elements].concat(),
        bookmarks: Vec::new(),
    };
    Document::load_mem(&painted(&pages).bytes).unwrap()
}

fn words(fonts: &Fonts, element: usize, y: f64, words: &str) -> Item {
    item(element, ItemKind::Text(text(fonts, 50.0, y, words)))
}

#[test]
fn lists_tables_and_groups_become_what_readers_know() {
    let fonts = Fonts::new();
    let elements = vec![
        element(0, Role::Group),                                       // 1
        element(1, Role::List),                                        // 2
        element(2, Role::ListItem),                                    // 3
        element(3, Role::Label),                                       // 4
        element(3, Role::Paragraph),                                   // 5
        element(2, Role::ListItem),                                    // 6
        element(1, Role::Table),                                       // 7
        element(7, Role::Row),                                         // 8
        Element { columns: 2, ..element(8, Role::HeaderCell(false)) }, // 9
        element(8, Role::Cell),                                        // 10, empty
        element(8, Role::Cell),                                        // 11
        element(11, Role::Paragraph),                                  // 12
        element(11, Role::Paragraph),                                  // 13
        element(1, Role::Paragraph),                                   // 14, empty
        element(1, Role::Artifact),                                    // 15
        element(15, Role::Paragraph),                                  // 16
        element(1, Role::Group),                                       // 17, with words of its own
        element(1, Role::Paragraph),                                   // 18
        element(18, Role::Span),                                       // 19
    ];
    let said = [
        (4, "1"),
        (5, "一"),
        (6, "二"),
        (9, "見出し"),
        (12, "上"),
        (13, "下"),
        (16, "飾り"),
        (17, "組"),
        (18, "前"),
        (19, "中"),
        (18, "後"),
    ];
    let items =
        (1..).zip(said).map(|(line, (element, said))| words(&fonts, element, f64::from(line) * 20.0, said));
    let document = document(elements, items.collect());
    assert_eq!(
        outline(&document, &top(&document)),
        "Document(L(LI(Lbl() LBody()) LI(LBody())) Table(TR(TH() TD() TD(P() P()))) P() P())"
    );
    let heads: Vec<_> = document
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok())
        .filter(|node| node.get(b"S").is_ok_and(|tag| tag.as_name().ok() == Some(b"TH")))
        .collect();
    let attributes = heads[0].get(b"A").unwrap().as_dict().unwrap();
    assert_eq!(name(attributes, b"Scope"), "Row");
    assert_eq!(attributes.get(b"ColSpan").unwrap().as_i64().unwrap(), 2);
}

#[test]
fn a_table_without_header_cells_is_words_in_columns() {
    let fonts = Fonts::new();
    let elements = vec![
        element(0, Role::Table),            // 1
        element(1, Role::Row),              // 2
        element(2, Role::Cell),             // 3
        element(2, Role::Cell),             // 4, empty
        element(2, Role::Cell),             // 5
        element(5, Role::Table),            // 6, headed
        element(6, Role::Row),              // 7
        element(7, Role::HeaderCell(true)), // 8
        element(1, Role::Row),              // 9
        element(9, Role::Cell),             // 10
        element(10, Role::Paragraph),       // 11
    ];
    let said = [(3, "語"), (8, "見出し"), (11, "段落")];
    let items =
        (1..).zip(said).map(|(line, (element, said))| words(&fonts, element, f64::from(line) * 20.0, said));
    let document = document(elements, items.collect());
    assert_eq!(outline(&document, &top(&document)), "Document(P() Table(TR(TH())) P())");
}

#[test]
fn a_note_is_one_only_if_something_refers_to_it() {
    let fonts = Fonts::new();
    let elements = vec![
        element(0, Role::Note),      // 1
        element(1, Role::Paragraph), // 2
        element(0, Role::Note),      // 3
        element(3, Role::Label),     // 4
        element(3, Role::Paragraph), // 5
    ];
    let said = [(2, "囲み"), (4, "※1"), (5, "注")];
    let items =
        (1..).zip(said).map(|(line, (element, said))| words(&fonts, element, f64::from(line) * 20.0, said));
    let document = document(elements, items.collect());
    assert_eq!(outline(&document, &top(&document)), "Document(P() Note(Lbl() P()))");
}

#[test]
fn content_and_children_keep_the_order_of_reading() {
    let fonts = Fonts::new();
    let elements = vec![element(0, Role::Paragraph), element(1, Role::Link), element(1, Role::Link)];
    let said = [(1, "前"), (2, "甲"), (1, "間"), (3, "乙"), (1, "後")];
    let items = said
        .iter()
        .enumerate()
        .map(|(line, (element, said))| words(&fonts, *element, 50.0 + line as f64 * 20.0, said));
    let document = document(elements, items.collect());
    let paragraph = kids(&document, &top(&document)).remove(0);
    let paragraph = document.dereference(&paragraph).unwrap().1.as_dict().unwrap().clone();
    let order: Vec<Option<i64>> = kids(&document, &paragraph).iter().map(|kid| kid.as_i64().ok()).collect();
    assert_eq!(order, [Some(0), None, Some(2), None, Some(4)]);
}

#[test]
fn a_figure_says_what_it_shows_and_where() {
    let fonts = Fonts::new();
    let figure = Element { alt: Some("流れ図（申請）".into()), ..element(0, Role::Figure) };
    let inside = element(1, Role::Group);
    let items = vec![
        item(1, filled(rect(50.0, 100.0, 200.0, 80.0), startpack::base::Color::BLACK)),
        item(2, ItemKind::Text(run(&fonts, FaceId::Sans, 10.0, 60.0, 190.0, "申請"))),
    ];
    let document = document(vec![figure, inside], items);
    let figure =
        document.dereference(&kids(&document, &top(&document))[0]).unwrap().1.as_dict().unwrap().clone();
    assert_eq!(figure.get(b"Alt").unwrap().as_str().unwrap()[..2], *b"\xFE\xFF");
    let area = figure.get(b"A").unwrap().as_dict().unwrap().get(b"BBox").unwrap().as_array().unwrap();
    let area: Vec<f32> = area.iter().map(|edge| edge.as_float().unwrap()).collect();
    assert_eq!(area, [50.0, 841.89 - 190.0, 250.0, 841.89 - 100.0]);
}
