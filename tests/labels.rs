//! Labels: what stands on them, on every stock.

use startpack::plan::stock::stocks;
use startpack::plan::{Document, DocumentKind, Labels};

use super::made;

fn labels(terminals: &[usize], stock: &str, key: Option<&[u8]>) -> (Document, Labels) {
    let plan = made::planned(&made::site(terminals), &[DocumentKind::Labels], stock, key);
    let document = plan.documents[0].clone();
    let Document::Labels(labels) = &document else { panic!("not labels") };
    let labels = labels.as_ref().clone();
    (document, labels)
}

#[test]
fn every_stock_makes_a_tree() {
    for stock in stocks() {
        for key in [None, Some(b"secret".as_slice())] {
            let (document, labels) = labels(&[3, 2], &stock.name, key);
            let tree = made::tree(&document);
            assert_eq!(tree.sections.len(), labels.sheets.len(), "{}", stock.name);
        }
    }
}

#[test]
fn every_terminal_has_exactly_one_label() {
    for (count, other) in [(1, 0), (12, 1), (60, 25)] {
        let (_, labels) = labels(&[count, other], "72212", None);
        let faces: Vec<_> = labels.sheets.iter().flat_map(|sheet| &sheet.faces).collect();
        let mut places: Vec<_> = faces.iter().map(|face| (face.institution, face.terminal)).collect();
        places.dedup();
        assert_eq!(places.len(), count + other);
        assert_eq!(faces.len(), count + other);
        assert_eq!(labels.sheets.len(), (count + other).div_ceil(12));
    }
}

#[test]
fn labels_tell_no_customer_id() {
    let (document, _) = labels(&[4], "72212", None);
    let markup = made::markup(&document).text;
    assert!(markup.contains("医科受付の端末04"));
    assert!(!markup.contains("9876543210") && !markup.contains("CAF"));
}
