//! Label stock: every label on a free face and on one only, a printer's error made good to a tenth of a millimetre,
//! pages of a roll as large as its labels, the sheets for whoever prints, and the command that asks for them.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document};
use proptest::prelude::*;
use startpack::base::{Fonts, Length, Placement, Point};
use startpack::layout::{ItemKind, Pages, layout};
use startpack::paint::{Pictures, Properties, paint};
use startpack::parse::parse;
use startpack::plan::stock::{Feed, Stock, stocks};
use startpack::plan::{
    Calibration, DocumentKind, LabelRequest, LabelWishes, Request, StockSheet, TestSheet, plan,
};
use startpack::render::render_test_sheet;

use crate::cli::Sandbox;
use crate::{examples, made, raster};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Whatever is skipped: labels stand in order, on free faces, and never two on one.
    #[test]
    fn every_label_has_a_free_face_of_its_own(
        stock in 0..16_usize,
        start in 1..20_usize,
        skip in proptest::collection::btree_set(1..20_usize, 0..8),
        labels in 1..90_usize,
    ) {
        let stock = stocks()[stock].clone();
        let faces = stock.faces();
        let skipped = skip.iter().map(usize::to_string).collect::<Vec<_>>().join(",");
        let wishes = LabelWishes { start, skip: skipped, ..LabelWishes::default() };
        let is_free = |face: usize| face >= start && !skip.contains(&face);
        let possible = start <= faces && skip.iter().all(|face| *face <= faces) && (1..=faces).any(is_free);
        let request = LabelRequest::new(stock, &wishes);
        prop_assert_eq!(request.is_ok(), possible);
        let Ok(request) = request else { return Ok(()) };
        let places: Vec<(usize, usize)> = (0..labels).map(|label| request.place(label)).collect();
        prop_assert!(places.is_sorted());
        prop_assert_eq!(places.iter().collect::<BTreeSet<_>>().len(), labels);
        prop_assert!(places.iter().all(|(sheet, face)| *face < faces && (*sheet > 0 || is_free(face + 1))));
        // No free face is passed over.
        let free: Vec<_> = (0..faces).filter(|face| is_free(face + 1)).collect();
        let first: Vec<_> = places.iter().filter(|(sheet, _)| *sheet == 0).map(|(_, face)| *face).collect();
        prop_assert_eq!(&first[..], &free[..first.len()]);
        prop_assert!(first.len() == free.len() || first.len() == labels);
    }
}

fn planned(labels: LabelRequest, terminals: &[usize]) -> (Request, startpack::plan::Plan) {
    let request = Request { documents: vec![DocumentKind::Labels], labels, ..examples::request() };
    let planned = plan(&made::site(terminals), &request).unwrap();
    (request, planned)
}

fn pages(labels: LabelRequest, terminals: &[usize]) -> Pages {
    made::pages(&planned(labels, terminals).1.documents[0])
}

fn pdf(pages: &Pages) -> Vec<u8> {
    let properties = Properties { tray_by_size: true, ..Properties::default() };
    paint(pages, &properties, &Pictures::new(), &Fonts::new()).unwrap().bytes
}

fn wishes(change: impl FnOnce(&mut LabelWishes)) -> LabelWishes {
    let mut wishes = LabelWishes::default();
    change(&mut wishes);
    wishes
}

#[test]
fn copies_stand_in_a_row() {
    let wishes = wishes(|wishes| (wishes.copies, wishes.start) = (3, 11));
    let request = LabelRequest::new(Stock::find("72212").unwrap(), &wishes).unwrap();
    let (_, planned) = planned(request, &[4]);
    let startpack::plan::Document::Labels(labels) = &planned.documents[0] else { panic!("no labels") };
    let terminals: Vec<Vec<usize>> =
        labels.sheets.iter().map(|sheet| sheet.faces.iter().map(|face| face.terminal).collect()).collect();
    assert_eq!(terminals, [vec![0, 0], vec![0, 1, 1, 1, 2, 2, 2, 3, 3, 3]]);
    assert!(planned.warnings.iter().any(|doubt| doubt.code.as_str() == "SP166"));
}

/// The ink of a page, in mm: left, top, right, bottom.
fn ink(pdf: &[u8]) -> [f64; 4] {
    const DOTS: f32 = 300.0;
    let page = raster::pages(pdf, DOTS).remove(0);
    let dark: Vec<(u32, u32)> =
        page.enumerate_pixels().filter(|(.., dot)| dot.0[0] < 128).map(|(x, y, _)| (x, y)).collect();
    let mm = |dots: u32| f64::from(dots) / f64::from(DOTS) * 25.4;
    let (xs, ys): (Vec<u32>, Vec<u32>) = dark.into_iter().unzip();
    let edge = |all: &[u32]| (mm(*all.iter().min().unwrap()), mm(*all.iter().max().unwrap() + 1));
    let ((left, right), (top, bottom)) = (edge(&xs), edge(&ys));
    [left, top, right, bottom]
}

#[test]
fn a_correction_moves_the_ink_and_not_the_paper() {
    let offset = Point::new(Length::mm(1.7), Length::mm(-2.3));
    let placement = Placement { offset, scale: [0.99, 1.005] };
    let stock = || Stock::find("72212").unwrap();
    let before = pages(LabelRequest::new(stock(), &LabelWishes::default()).unwrap(), &[12]);
    let wishes = wishes(|wishes| wishes.placement = placement);
    let after = pages(LabelRequest::new(stock(), &wishes).unwrap(), &[12]);
    assert_eq!(before.pages[0].size, after.pages[0].size);
    let (from, to) = (ink(&pdf(&before)), ink(&pdf(&after)));
    // The middle of A4 stands still but for the offset.
    let expected = |x: f64, middle: f64, offset: f64, scale: f64| middle + offset + (x - middle) * scale;
    for (place, (from, to)) in from.into_iter().zip(to).enumerate() {
        let [middle, offset, scale] = if place % 2 == 0 { [105.0, 1.7, 0.99] } else { [148.5, -2.3, 1.005] };
        let wanted = expected(from, middle, offset, scale);
        assert!((to - wanted).abs() < 0.13, "{place}: {from} came to {to}, not {wanted}");
    }
}

#[test]
fn page_pictures_are_corrected_as_the_pdf_is() {
    let offset = Point::new(Length::mm(3.0), Length::mm(2.0));
    let wishes = wishes(|wishes| wishes.placement = Placement { offset, scale: [1.0, 0.98] });
    let request = LabelRequest::new(Stock::find("72212").unwrap(), &wishes).unwrap();
    let pages = pages(request, &[3]);
    let drawn =
        startpack::paint::png::pictures(&pages, &Pictures::new(), &Fonts::new(), 150.0).unwrap().remove(0);
    let drawn = image::load_from_memory(&drawn).unwrap().into_luma8();
    let painted = raster::pages(&pdf(&pages), 150.0).remove(0);
    let top = |picture: &image::GrayImage| {
        picture.enumerate_pixels().filter(|(.., dot)| dot.0[0] < 128).map(|(x, y, _)| (y, x)).min().unwrap()
    };
    let (drawn, painted) = (top(&drawn), top(&painted));
    assert!(drawn.0.abs_diff(painted.0) <= 1, "{drawn:?} {painted:?}");
}

/// The pages of a PDF: MediaBox in mm.
fn media_boxes(document: &Document) -> Vec<[f64; 2]> {
    document
        .page_iter()
        .map(|page| {
            let page: &Dictionary = document.get_dictionary(page).unwrap();
            let media = page.get(b"MediaBox").unwrap().as_array().unwrap();
            [2, 3].map(|index| f64::from(media[index].as_float().unwrap()) / 72.0 * 25.4)
        })
        .collect()
}

#[test]
fn a_label_page_is_its_paper_and_a_rolls_page_its_label() {
    for stock in stocks().iter().filter(|stock| stock.design().is_some()) {
        let document =
            Document::load_mem(&pdf(&pages(LabelRequest::on(&stock.name).unwrap(), &[2]))).unwrap();
        let boxes = media_boxes(&document);
        assert_eq!(boxes.len(), if stock.feed == Feed::Roll { 2 } else { 1 }, "{}", stock.name);
        for [width, height] in boxes {
            assert!((width - stock.paper[0]).abs() < 0.01 && (height - stock.paper[1]).abs() < 0.01);
        }
        let preferences = document.catalog().unwrap().get(b"ViewerPreferences").unwrap().as_dict().unwrap();
        assert_eq!(preferences.get(b"PrintScaling").unwrap().as_name().unwrap(), b"None");
        assert!(preferences.get(b"PickTrayByPDFSize").unwrap().as_bool().unwrap());
    }
}

#[test]
fn a_test_print_outlines_every_face_and_numbers_the_free_ones() {
    let wishes = wishes(|wishes| (wishes.outline, wishes.start) = (true, 2));
    let request = LabelRequest::new(Stock::find("72212").unwrap(), &wishes).unwrap();
    let (_, planned) = planned(request, &[2]);
    let startpack::plan::Document::Labels(labels) = &planned.documents[0] else { panic!("no labels") };
    let numbers: Vec<_> = labels.sheets[0].outlines.iter().map(|outline| outline.number).collect();
    assert_eq!(numbers[..4], [Some(1), None, None, Some(4)]);
    assert_eq!(numbers.len(), 12);
    let text = startpack::layout::page_text(&made::pages(&planned.documents[0]).pages[0]);
    assert!(text.contains("試し刷り"), "{text}");
}

fn sheet(sheet: TestSheet) -> Pages {
    layout(&parse(&render_test_sheet(&sheet).unwrap()).unwrap(), &Fonts::new()).unwrap()
}

#[test]
fn every_stock_is_drawn_with_its_numbers() {
    for stock in stocks() {
        let pages = sheet(TestSheet::Stock(Box::new(StockSheet::new(stock))));
        assert_eq!(pages.pages.len(), 1, "{}", stock.name);
        let texts: Vec<&str> = pages.pages[0]
            .items
            .iter()
            .filter_map(|item| match &item.kind {
                ItemKind::Text(run) => Some(run.text.as_str()),
                _ => None,
            })
            .collect();
        for number in 1..=stock.faces() {
            assert!(texts.contains(&number.to_string().as_str()), "{} {number}", stock.name);
        }
    }
}

#[test]
fn every_sheet_can_be_calibrated() {
    for stock in stocks().iter().filter(|stock| stock.feed == Feed::Sheet) {
        let offset = Point::new(Length::mm(-1.0), Length::mm(1.0));
        let wishes = wishes(|wishes| wishes.placement = Placement { offset, scale: [1.0, 0.995] });
        let request = LabelRequest::new(stock.clone(), &wishes).unwrap();
        let pages = sheet(TestSheet::Calibration(Box::new(Calibration::new(&request).unwrap())));
        assert_eq!((pages.pages.len(), pages.pages[0].placement), (1, wishes.placement), "{}", stock.name);
        let text = startpack::layout::page_text(&pages.pages[0]);
        assert!(text.contains("実際のサイズ（100％）で印刷") && text.contains("--offset-x -1.00"));
    }
}

#[test]
fn the_command_lists_draws_and_calibrates() {
    let sandbox = Sandbox::new();
    sandbox.run(&["stock"]).ends(0).says(&["a4-12-86.4x42.3", "A-one 72212", "dk-62x29", "second-hand"]);
    let list = sandbox.run(&["stock", "--format", "json"]).ends(0);
    let list: serde_json::Value = serde_json::from_str(&list.out).unwrap();
    assert_eq!(list["result"]["stock"].as_array().unwrap().len(), stocks().len());
    sandbox.run(&["stock", "DK-1209", "-o", "roll.pdf"]).ends(0).says(&["roll.pdf was written"]);
    sandbox.run(&["calibrate"]).ends(0);
    assert!(sandbox.path.join("out/calibrate-a4-12-86.4x42.3.pdf").is_file());
    sandbox.run(&["calibrate", "--stock", "DK-1209"]).ends(1).tells(&["SP161"]);
    sandbox.run(&["stock", "99999"]).ends(2).tells(&["SP160"]);
}

#[test]
fn the_users_own_stock_and_printers_are_used() {
    let sandbox = Sandbox::new();
    sandbox.example("sakura-clinic.toml", |text| text);
    sandbox.file(
        "stock.toml",
        "[[grid]]\nname = \"own\"\npaper = [210, 297]\ncolumns = 2\nrows = 5\nlabel = [90, 50]\n\
         pitch = [92, 52]\norigin = [14, 18]\nverified = \"measured\"\n",
    );
    sandbox.file("printers.toml", "[[printer]]\nname = \"tray 2\"\noffset_x = 0.8\n");
    let build = |more: &[&str]| {
        let first = ["build", "sakura-clinic.toml", "--only", "labels", "--run", "R"];
        sandbox.run(&[&first[..], more].concat())
    };
    let own = ["--stock", "own", "--stock-file", "stock.toml"];
    build(&own).ends(0);
    let manifest = || std::fs::read_to_string(sandbox.path.join("out/R/manifest.json")).unwrap();
    assert!(manifest().contains("\"stock\": \"own\""));
    build(&own).ends(0).says(&["1 as before"]);
    // Other options print something else: the papers are made again.
    let printer = ["--printer", "tray 2", "--printer-file", "printers.toml"];
    build(&[&own[..], &printer].concat()).ends(0).says(&["0 as before"]);
    assert!(manifest().contains("0.8"), "{}", manifest());
    build(&[&own[..], &["--start", "2"]].concat()).ends(0).tells(&["SP166"]).says(&["0 as before"]);
    sandbox.file("key", "a key of many bytes");
    build(&[&own[..], &["--key", "key"]].concat()).ends(0).says(&["0 as before"]);
    assert!(manifest().contains("\"signed\": true") && !manifest().contains("many bytes"));
    build(&[&own[..], &["--start", "11"]].concat()).ends(2).tells(&["SP162"]);
    sandbox.file("stock.toml", "[[grid]]\nname = \"own\"\nrows = 0\n");
    build(&own).ends(1).tells(&["SP161", "stock.toml:3:8"]);
}
