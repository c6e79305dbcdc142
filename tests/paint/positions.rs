//! Each glyph stands where the pages say, and each character comes back as itself; mupdf and poppler judge.

use startpack::base::{FaceId, Fonts, Length};
use startpack::layout::{Item, ItemKind, Pages, TextRun};

use super::outside::judge;
use super::sample::{page, painted, run};

/// How far a glyph may stand from its place, in points: a 0.03 mm that no eye sees.
const TOLERANCE: f64 = 0.1;

fn document(runs: &[TextRun]) -> Pages {
    let mut page = page();
    let items = runs.iter().cloned().map(|run| Item {
        element: None,
        at: startpack::base::Origin::NONE,
        kind: ItemKind::Text(run),
    });
    page.items = items.collect();
    Pages { title: "位置".into(), language: "ja-JP".into(), pages: vec![page], ..Pages::default() }
}

/// Where the contract puts the left edge of each character of `run`.
fn expected(run: &TextRun, fonts: &Fonts) -> Vec<(char, f64, f64)> {
    let face = fonts.face(run.face);
    let mut x = run.start.x.to_pt();
    let mut places = Vec::new();
    for (index, character) in run.text.chars().enumerate() {
        places.push((character, x, run.start.y.to_pt()));
        let glyph = face.glyph(character).expect("the face has it");
        x += face.advance(glyph) / 1000.0 * run.size.to_pt() + run.spacing.to_pt();
        let shifts = run.shifts.iter().filter(|(after, _)| *after == index);
        x += shifts.map(|(_, shift)| shift.to_pt()).sum::<f64>();
    }
    places
}

/// The characters and origins that mupdf finds (`x` and `y` of its structured text).
fn found(xml: &str) -> Vec<(char, f64, f64)> {
    // What mupdf says of itself stands behind the document.
    let end = xml.find("</document>").expect("a document") + "</document>".len();
    let tree = roxmltree::Document::parse(&xml[..end]).expect("well formed");
    let chars = tree.descendants().filter(|node| node.has_tag_name("char"));
    chars
        .map(|node| {
            let number = |name| node.attribute(name).and_then(|text| text.parse().ok()).expect("a number");
            (
                node.attribute("c").and_then(|text| text.chars().next()).expect("a character"),
                number("x"),
                number("y"),
            )
        })
        .collect()
}

#[test]
fn glyphs_stand_where_the_pages_say() {
    let fonts = Fonts::new();
    let mut justified = run(
        &fonts,
        FaceId::Sans,
        10.5,
        42.0,
        100.0,
        "オンライン資格確認、（電子）証明書は「1台」につき1枚です。",
    );
    justified.spacing = Length::pt(0.2371);
    let mut shifted = run(&fonts, FaceId::SansBold, 9.0, 42.37, 120.41, "CAF 01-23 あいうえお、かきくけこ。");
    shifted.shifts =
        vec![(3, Length::pt(2.5)), (10, Length::pt(-1.13)), (11, Length::pt(0.77)), (15, Length::pt(4.0))];
    shifted.spacing = Length::pt(-0.05);
    let plain = run(&fonts, FaceId::Mono, 12.0, 42.0, 140.0, "SP1-0110100013-01");
    let runs = [justified, shifted, plain];
    let pdf = painted(&document(&runs));
    let Some((_, xml)) =
        judge("mutool", &["draw", "-q", "-F", "stext", "PDF"], "paint-positions", &pdf.bytes)
    else {
        return;
    };
    // mupdf adds a space where it sees a gap: such a one has no place of its own on the page.
    let mut found = found(&xml).into_iter().peekable();
    for (character, x, y) in runs.iter().flat_map(|run| expected(run, &fonts)) {
        while found.next_if(|(other, ..)| *other == ' ' && character != ' ').is_some() {}
        let (other, at_x, at_y) = found.next().expect("as many characters");
        assert_eq!(other, character);
        assert!(
            (at_x - x).abs() < TOLERANCE && (at_y - y).abs() < TOLERANCE,
            "{character} {x} {y}: {at_x} {at_y}"
        );
    }
}

#[test]
fn the_end_of_a_long_line_is_not_shifted_by_rounded_widths() {
    let fonts = Fonts::new();
    // 、 is 0.6 em but not quite: forty of them would be off by more than a tenth of a point.
    let line = run(&fonts, FaceId::Sans, 12.0, 42.0, 100.0, &"しんせい、".repeat(9));
    let end = line.start.x + line.width;
    let pdf = painted(&document(&[line]));
    let Some((_, html)) = judge("pdftotext", &["-bbox", "PDF", "-"], "paint-line", &pdf.bytes) else {
        return;
    };
    let edges = html.lines().filter_map(|line| line.split("xMax=\"").nth(1)?.split('"').next()?.parse().ok());
    let edge = edges.fold(0.0, f64::max);
    assert!((edge - end.to_pt()).abs() < TOLERANCE, "{edge} instead of {}", end.to_pt());
}

#[test]
fn every_character_comes_back_as_itself() {
    let fonts = Fonts::new();
    // Brackets and backslashes of PDF's own; beyond the basic plane; and ten that share glyphs by pairs.
    let runs = [
        run(&fonts, FaceId::Sans, 10.5, 42.0, 100.0, r"(a)\b\(c)<d>[e]/f%g"),
        run(&fonts, FaceId::Fallback, 10.5, 42.0, 130.0, "𠮷野家槗"),
        run(&fonts, FaceId::Fallback, 10.5, 42.0, 160.0, "ʻ‘‒–…⋯‧・‵｀"),
        run(&fonts, FaceId::Sans, 10.5, 42.0, 190.0, "\u{29FCE}\u{29FD7}"),
    ];
    let pdf = painted(&document(&runs));
    let Some((_, words)) = judge("pdftotext", &["-raw", "PDF", "-"], "paint-text", &pdf.bytes) else {
        return;
    };
    let told: Vec<&str> =
        words.lines().filter(|line| !line.trim().is_empty()).map(|line| line.trim_matches('\u{c}')).collect();
    let written: Vec<&str> = runs.iter().map(|run| run.text.as_str()).collect();
    assert_eq!(told, written);
}
