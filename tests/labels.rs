//! Labels: what stands on them, on every stock.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use startpack::base::qr::Symbol;
use startpack::base::{Code, Edges, Fonts, Length, Located, Origin, Point, Rect, Size};
use startpack::layout::{ItemKind, Page, Pages};
use startpack::paint::{Pictures, Properties, paint};
use startpack::plan::stock::{Feed, Stock, stocks};
use startpack::plan::{Document, DocumentKind, LabelRequest, Labels, Request};

use super::{examples, made, raster};

/// The stock that takes labels: all but the tape that is too low for a symbol.
fn usable() -> impl Iterator<Item = &'static Stock> {
    stocks().iter().filter(|stock| stock.design().is_some())
}

#[test]
fn only_the_lowest_tape_is_refused() {
    let refused: Vec<&str> =
        stocks().iter().filter(|stock| stock.design().is_none()).map(|stock| stock.name.as_str()).collect();
    assert_eq!(refused, ["tze-12"]);
}

fn labels(terminals: &[usize], stock: &str, key: Option<&[u8]>) -> (Document, Labels) {
    let plan = made::planned(&made::site(terminals), &[DocumentKind::Labels], stock, key);
    let document = plan.documents[0].clone();
    let Document::Labels(labels) = &document else { panic!("not labels") };
    let labels = labels.as_ref().clone();
    (document, labels)
}

#[test]
fn every_stock_makes_a_tree() {
    for stock in usable() {
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

/// The label sheets as a PDF, and where their symbols are.
fn printed(terminals: &[usize], stock: &str, key: Option<&[u8]>) -> (Vec<u8>, Pages) {
    let (document, _) = labels(terminals, stock, key);
    let pages = made::pages(&document);
    let pdf = paint(&pages, &Properties::default(), &Pictures::new(), &Fonts::new()).unwrap();
    (pdf.bytes, pages)
}

fn symbols(page: &Page) -> impl Iterator<Item = (Rect, &Symbol)> {
    page.items.iter().filter_map(|item| match &item.kind {
        ItemKind::Symbol(area, symbol) => Some((*area, symbol)),
        _ => None,
    })
}

fn read_back(stock: &Stock, key: Option<&[u8]>, dots: f32) {
    let (pdf, pages) = printed(&[stock.faces()], &stock.name, key);
    let sheets = raster::pages(&pdf, dots);
    assert_eq!(sheets.len(), 1);
    assert_eq!(symbols(&pages.pages[0]).count(), stock.faces());
    for (area, symbol) in symbols(&pages.pages[0]) {
        let read = raster::read_symbol(&sheets[0], area, symbol.width, dots);
        assert_eq!(read.as_ref(), Ok(&symbol.text), "{} at {dots}", stock.name);
    }
}

#[test]
fn larger_symbols_of_signed_labels_are_read_back() {
    // One stock for each design.
    for name in ["72212", "72224", "72244"] {
        read_back(&Stock::find(name).unwrap(), Some(b"secret"), 300.0);
    }
}

#[test]
fn another_reader_finds_every_symbol_of_a_sheet() {
    let (pdf, pages) = printed(&[7, 5], "72212", None);
    let sheet = raster::pages(&pdf, 300.0).remove(0);
    let png = Path::new(env!("CARGO_TARGET_TMPDIR")).join("labels-sheet.png");
    sheet.save(&png).unwrap();
    let Ok(output) = Command::new("zbarimg").args(["-q", "--raw"]).arg(&png).output() else {
        assert!(std::env::var("CI").as_deref() != Ok("true"), "zbarimg is not installed");
        eprintln!("skipped: zbarimg is not installed");
        return;
    };
    let read: BTreeSet<String> =
        String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect();
    let said: BTreeSet<String> = symbols(&pages.pages[0]).map(|(_, symbol)| symbol.text.clone()).collect();
    assert_eq!(read, said);
}

#[test]
fn nothing_leaves_its_label() {
    for stock in usable() {
        let (_, labels) = labels(&[stock.faces()], &stock.name, None);
        let pages = made::pages(&made_document(&labels));
        let head = labels.head.map(|head| head.page.bottom());
        let bar = labels.check_bar.map(|bar| bar.origin.y);
        let faces: Vec<Rect> = labels.sheets[0].faces.iter().map(|face| face.area).collect();
        for item in &pages.pages[0].items {
            let Some(extent) = extent(&item.kind) else { continue };
            let in_margin = head.is_some_and(|bottom| extent.bottom().fits(bottom))
                || bar.is_some_and(|top| top.fits(extent.origin.y));
            let clear = match stock.feed {
                Feed::Sheet => Edges::all(Length::mm(2.0)),
                // The ink of the lowest letters reaches a little below their row.
                Feed::Roll => Edges::all(Length::mm(stock.clear[0].min(stock.clear[1]) - 0.3)),
            };
            let on_label = faces.iter().any(|face| face.inset(clear).holds(extent));
            assert!(in_margin || on_label, "{}: {:?}", stock.name, item.kind);
        }
    }
}

fn made_document(labels: &Labels) -> Document {
    Document::Labels(Box::new(labels.clone()))
}

/// The ink of an item; of text from the capitals' height to the descenders.
fn extent(kind: &ItemKind) -> Option<Rect> {
    match kind {
        ItemKind::Text(run) => {
            let top = Point::new(run.start.x, run.start.y - run.size * 0.8);
            Some(Rect::new(top, Size::new(run.width, run.size * 0.9)))
        }
        ItemKind::Symbol(area, _) => Some(*area),
        ItemKind::Path(_) | ItemKind::Picture(..) => None,
    }
}

#[test]
fn texts_on_labels_are_large_enough() {
    for stock in usable() {
        let (document, _) = labels(&[3, 2], &stock.name, Some(b"secret"));
        for item in &made::pages(&document).pages[0].items {
            if let ItemKind::Text(run) = &item.kind {
                assert!(Length::pt(6.5).fits(run.size), "{}: {} at {:?}", stock.name, run.text, run.size);
            }
        }
    }
}

/// Two names that are long and have no place at which a line likes to end.
const LONG_NAMES: [&str; 4] = [
    "東京女子医科大学附属医療機関東京女子医科大学附属東西医学統合医療センター",
    "学校法人東京女子医科大学附属東西医学統合医療センター東洋医学研究所",
    "医療法人社団小田原総合健康福祉会小田原総合病院附属ゆい小田原クリニック",
    "医療法人社団健康福祉会総合健診附属ゆい小田原クリニック分院",
];

#[test]
fn long_names_without_a_break_are_printed() {
    for name in LONG_NAMES {
        for stock in usable() {
            let mut site = made::site(&[3]);
            site.institutions[0].name.value = name.to_owned();
            let plan = made::planned(&site, &[DocumentKind::Labels], &stock.name, None);
            let words: String = made::pages(&plan.documents[0]).pages.iter().map(text_of).collect();
            assert!(words.contains(&name[name.len() - 12..]), "{name} on {}: {words}", stock.name);
        }
    }
}

fn text_of(page: &Page) -> String {
    let texts = page.items.iter().filter_map(|item| match &item.kind {
        ItemKind::Text(run) => Some(run.text.as_str()),
        _ => None,
    });
    texts.collect()
}

#[test]
fn the_day_on_which_a_certificate_ends_stands_on_every_label_with_room() {
    for stock in usable() {
        // Of three terminals the third has its certificate, issued 2026-12-20.
        let (document, labels) = labels(&[3], &stock.name, None);
        let faces = labels.sheets.iter().flat_map(|sheet| &sheet.faces);
        let boxes: Vec<_> = faces.map(|face| &face.boxes).collect();
        assert!(boxes[2].expires.is_some(), "{}", stock.name);
        let text: String = made::pages(&document).pages.iter().map(text_of).collect();
        assert!(text.contains("2030年3月20日") || text.contains("2030-03-20"), "{}: {text}", stock.name);
        // The others say in words that it comes later, and a blank is one that a pen can fill.
        assert!(boxes[0].later.is_some() && text.contains("発行後"), "{}: {text}", stock.name);
        let blank = boxes[0].blank;
        assert!(blank.is_none_or(|blank| blank.size.height.to_mm() >= 5.0), "{}", stock.name);
    }
    let markup = made::markup(&labels(&[1], "72212", None).0).text;
    assert_eq!(markup.matches("write-day").count(), 2, "day and month to write");
}

#[test]
fn large_faces_use_their_room() {
    let side = |stock: &str| labels(&[1], stock, None).1.sheets[0].faces[0].boxes.symbol.size.width.to_mm();
    assert!(side("31266") > 25.0 && side("DK-1202") > 25.0);
    assert!(side("72212") < 21.0);
}

#[test]
fn what_has_no_room_is_blamed_and_stock_that_has_is_named() {
    let fault = |institution: usize, terminal: usize, stock: &str| {
        let mut site = made::site(&[1]);
        let institution_at = Origin(7);
        site.institutions[0].name = Located::new("院".repeat(institution), institution_at);
        site.institutions[0].terminals[0].name = Located::new("端".repeat(terminal), Origin(8));
        let request = Request {
            print_date: startpack::base::date::Date::new(2026, 11, 22).unwrap(),
            documents: vec![DocumentKind::Labels],
            labels: LabelRequest::on(stock).unwrap(),
            key: None,
            note: Vec::new(),
            plain: false,
            enclosed: Vec::new(),
        };
        let faults = startpack::app::documents(&site, &request, &Fonts::new()).unwrap_err();
        assert_eq!(faults.len(), 1, "{faults:#?}");
        faults[0].clone()
    };
    let told = fault(120, 10, "ELM033");
    assert_eq!((told.code, told.at), (Code::DoesNotFit, Origin(7)));
    assert!(told.message.en.starts_with("the institution's name"), "{}", told.message.en);
    assert!(told.help.en.contains("--stock A-one"), "{}", told.help.en);
    let told = fault(10, 150, "ELM033");
    assert_eq!((told.code, told.at), (Code::DoesNotFit, Origin(8)));
    assert!(told.message.en.starts_with("terminal name"), "{}", told.message.en);
}

#[test]
fn phones_stand_as_they_were_written() {
    for file in examples::site_files().iter().filter(|file| file.ends_with("sakura-clinic.toml")) {
        let plan = examples::planned(file);
        let Document::Labels(labels) = &plan.documents[2] else { panic!("not labels") };
        let phone = labels.customer.dealer.as_ref().and_then(|dealer| dealer.phone.as_ref()).unwrap();
        assert_eq!(phone.value, "011-000-0100");
        assert_eq!(labels.customer.institutions[0].phone.value, "0110000001", "as the portal wants it");
    }
}
