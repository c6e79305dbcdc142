//! Documents made by hand for the tests of the paint room.

use startpack::base::{Color, FaceId, Fonts, Length, Origin, Point, Rect, Role, Size};
use startpack::layout::{
    Bookmark, Element, Item, ItemKind, LinkArea, LinkTarget, Page, Pages, Path, PathStep, Stroke, TextRun,
};
use startpack::paint::{Pdf, Pictures, Properties, paint};

/// An empty A4 page.
pub(crate) fn page() -> Page {
    Page { size: Size::new(Length::mm(210.0), Length::mm(297.0)), ..Page::default() }
}

/// A document of one page without structure; its items come from place 7.
pub(crate) fn one_page(kinds: Vec<ItemKind>) -> Pages {
    let mut page = page();
    page.items = kinds.into_iter().map(|kind| Item { element: None, at: Origin(7), kind }).collect();
    Pages { title: "試験".into(), language: "ja-JP".into(), pages: vec![page], ..Pages::default() }
}

/// A run of `text` at `x`, `y` points, in 10.5 pt.
pub(crate) fn text(fonts: &Fonts, x: f64, y: f64, text: &str) -> TextRun {
    run(fonts, FaceId::Sans, 10.5, x, y, text)
}

/// A run of any face and size.
pub(crate) fn run(fonts: &Fonts, face: FaceId, size: f64, x: f64, y: f64, text: &str) -> TextRun {
    let glyphs = text.chars().filter_map(|character| fonts.face(face).glyph(character));
    let width: f64 = glyphs.map(|glyph| fonts.face(face).advance(glyph)).sum();
    TextRun {
        start: Point::new(Length::pt(x), Length::pt(y)),
        face,
        size: Length::pt(size),
        color: Color::BLACK,
        text: text.to_owned(),
        spacing: Length::ZERO,
        shifts: Vec::new(),
        width: Length::pt(width / 1000.0 * size),
    }
}

/// An item of an element.
pub(crate) fn item(element: usize, kind: ItemKind) -> Item {
    Item { element: Some(element), at: Origin::NONE, kind }
}

/// An element under `parent`.
pub(crate) fn element(parent: usize, role: Role) -> Element {
    Element { parent: Some(parent), role, ..Element::default() }
}

/// A rectangle in points.
pub(crate) fn rect(x: f64, y: f64, width: f64, height: f64) -> Rect {
    Rect::new(Point::new(Length::pt(x), Length::pt(y)), Size::new(Length::pt(width), Length::pt(height)))
}

/// A filled box.
pub(crate) fn filled(area: Rect, color: Color) -> ItemKind {
    ItemKind::Path(Path { steps: vec![PathStep::Rect(area)], fill: Some(color), stroke: None })
}

/// A framed box, its line dashed.
pub(crate) fn dashed(area: Rect) -> ItemKind {
    let line = Stroke {
        width: Length::pt(0.5),
        color: Color::rgb(0x12, 0x34, 0x56),
        dash: vec![Length::pt(3.0), Length::pt(2.0)],
    };
    ItemKind::Path(Path { steps: vec![PathStep::Rect(area)], fill: None, stroke: Some(line) })
}

/// Properties with a date.
pub(crate) fn properties() -> Properties {
    Properties {
        author: "試験".to_owned(),
        date: (2026, 11, 22),
        duplex: true,
        tray_by_size: false,
        plain: false,
    }
}

/// `pages` as PDF; the test fails if they cannot be painted.
pub(crate) fn painted(pages: &Pages) -> Pdf {
    paint(pages, &properties(), &Pictures::new(), &Fonts::new()).expect("these pages can be painted")
}

const WORDS: &str = "電子証明書は、端末1台につき1枚が必要です。通知書は「簡易書留」で届きます（差出人をご確認ください）。\
    お客様IDは、開通のご案内に記載されています。申請から約1週間で発行され、工事の日に工事担当者へお渡しください。\
    オンライン資格確認等システム利用規約に同意し、確認画面へ進むボタンを押します。";

/// A document of `count` pages with all that a packet has: band, running text, table, steps, dashed note, a
/// symbol, links, footer and bookmarks.
pub(crate) fn packet(fonts: &Fonts, count: usize) -> Pages {
    let mut pages = Pages {
        title: "ご準備のしおり".to_owned(),
        language: "ja-JP".to_owned(),
        elements: vec![Element { role: Role::Document, ..Element::default() }],
        ..Pages::default()
    };
    for number in 0..count {
        let page = packet_page(fonts, &mut pages, number, count);
        pages.pages.push(page);
    }
    pages
}

fn push(pages: &mut Pages, parent: usize, role: Role) -> usize {
    pages.elements.push(element(parent, role));
    pages.elements.len() - 1
}

fn packet_page(fonts: &Fonts, pages: &mut Pages, number: usize, count: usize) -> Page {
    let mut page = page();
    let words: Vec<char> = WORDS.chars().cycle().skip(number * 7).take(2000).collect();
    let mut rest = words.as_slice();
    let mut next = |length: usize| {
        let (now, later) = rest.split_at(length);
        rest = later;
        now.iter().collect::<String>()
    };
    let section = push(pages, 0, Role::Section);
    let heading = push(pages, section, Role::Heading(if number.is_multiple_of(4) { 1 } else { 2 }));
    let title = format!("{}　{}", number + 1, next(12));
    let band = filled(rect(42.0, 50.0, 510.0, 26.0), Color::rgb(0, 0x4a, 0x80));
    page.items.push(Item { element: None, at: Origin::NONE, kind: band });
    let mut head = run(fonts, FaceId::SansBold, 15.0, 50.0, 68.0, &title);
    head.color = Color::WHITE;
    page.items.push(item(heading, ItemKind::Text(head)));
    pages.bookmarks.push(Bookmark {
        level: if number.is_multiple_of(4) { 1 } else { 2 },
        text: title,
        page: number,
        top: Length::pt(50.0),
    });
    let mut y = 100.0;
    for _ in 0..3 {
        let paragraph = push(pages, section, Role::Paragraph);
        for _ in 0..4 {
            let mut line = text(fonts, 42.0, y, &next(46));
            line.spacing = Length::pt(0.137);
            page.items.push(item(paragraph, ItemKind::Text(line)));
            y += 17.0;
        }
        y += 6.0;
    }
    let table = push(pages, section, Role::Table);
    for row in 0..9 {
        let here = push(pages, table, Role::Row);
        for column in 0..4 {
            let area = rect(42.0 + f64::from(column) * 127.5, y, 127.5, 18.0);
            page.items.push(Item { element: None, at: Origin::NONE, kind: dashed(area) });
            let role = if row == 0 { Role::HeaderCell(true) } else { Role::Cell };
            let cell = push(pages, here, role);
            let paragraph = push(pages, cell, Role::Paragraph);
            let face = if row == 0 { FaceId::SansBold } else { FaceId::Sans };
            let words = run(fonts, face, 9.0, 46.0 + f64::from(column) * 127.5, y + 12.5, &next(10));
            page.items.push(item(paragraph, ItemKind::Text(words)));
        }
        y += 18.0;
    }
    y += 24.0;
    let list = push(pages, section, Role::List);
    for step in 1..=5 {
        let entry = push(pages, list, Role::ListItem);
        let label = push(pages, entry, Role::Label);
        let number = run(fonts, FaceId::SansBold, 10.5, 46.0, y, &step.to_string());
        page.items.push(item(label, ItemKind::Text(number)));
        let body = push(pages, entry, Role::Paragraph);
        page.items.push(item(body, ItemKind::Text(text(fonts, 64.0, y, &next(40)))));
        y += 17.0;
    }
    let note = push(pages, section, Role::Note);
    page.items.push(Item { element: None, at: Origin::NONE, kind: dashed(rect(42.0, y, 510.0, 48.0)) });
    for line in 0..2 {
        let words = text(fonts, 50.0, y + 18.0 + 17.0 * f64::from(line), &next(40));
        page.items.push(item(note, ItemKind::Text(words)));
    }
    y += 70.0;
    let paragraph = push(pages, section, Role::Paragraph);
    let link = push(pages, paragraph, Role::Link);
    let words = text(fonts, 42.0, y, "https://example.jp/portal");
    page.links.push(LinkArea {
        area: rect(42.0, y - 10.0, words.width.to_pt(), 13.0),
        element: Some(link),
        text: "ポータルサイト".to_owned(),
        target: LinkTarget::Uri("https://example.jp/portal?q=資格".to_owned()),
    });
    page.items.push(item(link, ItemKind::Text(words)));
    let link = push(pages, paragraph, Role::Link);
    let words = text(fonts, 242.0, y, "はじめのページへ");
    page.links.push(LinkArea {
        area: rect(242.0, y - 10.0, words.width.to_pt(), 13.0),
        element: Some(link),
        text: "はじめのページ".to_owned(),
        target: LinkTarget::Place(0, Length::pt(50.0)),
    });
    page.items.push(item(link, ItemKind::Text(words)));
    let footer = format!("{} / {count}", number + 1);
    let kind = ItemKind::Text(run(fonts, FaceId::Mono, 9.0, 280.0, 820.0, &footer));
    page.items.push(Item { element: None, at: Origin::NONE, kind });
    page
}
