//! What eyes and hands need: contrast in grey, sizes of letters, room to write. Measured on the laid-out pages.

use startpack::base::{Color, Length, Point, Rect, Size};
use startpack::layout::{ItemKind, Page, Path, PathStep};
use startpack::plan::{Document, DocumentKind};

use crate::{examples, guide, made};

/// Contrast that small text needs (WCAG 2.1, 1.4.3).
const LEAST_CONTRAST: f64 = 4.5;
/// The smallest letters: of the two booklets, and of labels, in points.
const BOOKLET_LEAST: f64 = 9.0;
const LABEL_LEAST: f64 = 6.5;
/// A box that a ballpoint ticks, lines that it writes on, and the circle of a 認印, in millimetres.
const BOX: f64 = 5.0;
const LINE_APART: f64 = 8.0;
const SEAL: f64 = 10.5;
/// Rounding, in millimetres.
const ROUNDING: f64 = 0.05;

/// All but the text of a mail.
const PAPERS: [DocumentKind; 5] = [
    DocumentKind::Packet,
    DocumentKind::Handover,
    DocumentKind::Labels,
    DocumentKind::Letter,
    DocumentKind::Address,
];

/// Every document that the tests can think of.
fn documents() -> Vec<(String, DocumentKind, Document)> {
    let examples = examples::site_files().into_iter().flat_map(|file| {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        examples::planned(&file)
            .documents
            .into_iter()
            .map(move |document| (name.clone(), document.kind(), document))
    });
    let made = [&[1][..], &[12], &[3, 1], &[1, 1, 1, 1]].into_iter().flat_map(|terminals| {
        let documents = made::planned(&made::site(terminals), &PAPERS, "72212", None).documents;
        documents.into_iter().map(move |document| (format!("{terminals:?}"), document.kind(), document))
    });
    examples.chain(made).collect()
}

fn every_page(mut look: impl FnMut(&str, DocumentKind, &Page)) {
    for (name, kind, document) in documents() {
        for (index, page) in made::pages(&document).pages.iter().enumerate() {
            let name = format!("{name} {} page {}", kind.stem(), index + 1);
            look(&name, kind, page);
        }
    }
    for page in &guide::pages("1.2.3").pages {
        look("guide", DocumentKind::Packet, page);
    }
}

/// The grey that a copier makes of a colour (Rec. 601), as WCAG's relative luminance.
fn luminance(color: Color) -> f64 {
    let [red, green, blue] = [color.red, color.green, color.blue].map(f64::from);
    let grey = (0.299 * red + 0.587 * green + 0.114 * blue) / 255.0;
    if grey <= 0.040_45 { grey / 12.92 } else { ((grey + 0.055) / 1.055).powf(2.4) }
}

fn contrast(one: Color, other: Color) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// The smallest rectangle around a path.
fn bounds(path: &Path) -> Rect {
    let mut corners: Vec<Point> = Vec::new();
    for step in &path.steps {
        match *step {
            PathStep::Move(point) | PathStep::Line(point) => corners.push(point),
            PathStep::Curve(_, _, end) => corners.push(end),
            PathStep::Rect(rect) => corners.extend([rect.origin, Point::new(rect.right(), rect.bottom())]),
            PathStep::Close => {}
        }
    }
    let span = |of: fn(&Point) -> Length| {
        let all = corners.iter().map(|point| of(point).to_mm());
        (all.clone().fold(f64::INFINITY, f64::min), all.fold(f64::NEG_INFINITY, f64::max))
    };
    let ((left, right), (top, bottom)) = (span(|point| point.x), span(|point| point.y));
    let size = Size::new(Length::mm(right - left), Length::mm(bottom - top));
    Rect::new(Point::new(Length::mm(left), Length::mm(top)), size)
}

/// What is painted under `point` by the items before the one at `index`.
fn ground(page: &Page, index: usize, point: Point) -> Color {
    let below = page.items[..index].iter().rev();
    below
        .filter_map(|item| match &item.kind {
            ItemKind::Path(path) => {
                path.fill.filter(|_| bounds(path).holds(Rect::new(point, Size::default())))
            }
            _ => None,
        })
        .next()
        .unwrap_or(Color::WHITE)
}

#[test]
fn every_letter_stands_out_in_grey() {
    let mut faint = Vec::new();
    every_page(|name, _, page| {
        for (index, item) in page.items.iter().enumerate() {
            let ItemKind::Text(run) = &item.kind else { continue };
            let middle = Point::new(run.start.x + run.width * 0.5, run.start.y - run.size * 0.35);
            let ratio = contrast(run.color, ground(page, index, middle));
            if ratio < LEAST_CONTRAST {
                faint.push(format!("{name}: {} {ratio:.2}", run.text));
            }
        }
    });
    assert!(faint.is_empty(), "{}", faint.join("\n"));
}

#[test]
fn no_letter_is_too_small() {
    let mut small = Vec::new();
    every_page(|name, kind, page| {
        let least = if kind.is_on_label_stock() { LABEL_LEAST } else { BOOKLET_LEAST };
        for item in &page.items {
            let ItemKind::Text(run) = &item.kind else { continue };
            if run.size.to_pt() < least - 0.01 {
                small.push(format!("{name}: {} {:.2} pt", run.text, run.size.to_pt()));
            }
        }
    });
    assert!(small.is_empty(), "{}", small.join("\n"));
}

fn paths(page: &Page) -> impl Iterator<Item = &Path> {
    page.items.iter().filter_map(|item| match &item.kind {
        ItemKind::Path(path) => Some(path),
        _ => None,
    })
}

/// A box to tick: a square that is stroked and not filled.
fn tick_box(path: &Path) -> Option<Rect> {
    let Some(PathStep::Rect(rect)) = path.steps.first() else { return None };
    let is_square = (rect.size.width.to_mm() - rect.size.height.to_mm()).abs() < ROUNDING;
    (is_square && path.fill.is_none() && path.stroke.is_some()).then_some(*rect)
}

/// A line to write on: one horizontal stroke that is not as wide as the page's text.
fn write_line(path: &Path) -> Option<(Point, f64)> {
    let [PathStep::Move(from), PathStep::Line(to)] = path.steps[..] else { return None };
    let width = (to.x - from.x).to_mm();
    (from.y.approx_eq(to.y) && width < 100.0).then_some((from, width))
}

#[test]
fn the_checklist_has_room_for_a_ballpoint() {
    let (mut cramped, mut seen) = (Vec::new(), [0; 3]);
    every_page(|name, kind, page| {
        if kind != DocumentKind::Handover {
            return;
        }
        for rect in paths(page).filter_map(tick_box) {
            seen[0] += 1;
            // To the middle of its line.
            if rect.size.width.to_mm() < BOX - 0.25 {
                cramped.push(format!("{name}: a box of {:.2} mm", rect.size.width.to_mm()));
            }
        }
        let lines: Vec<_> = paths(page).filter_map(write_line).collect();
        seen[1] += lines.len();
        for (index, (one, width)) in lines.iter().enumerate() {
            for (other, _) in &lines[index + 1..] {
                let apart = (other.y - one.y).to_mm().abs();
                let is_beside = other.x.to_mm() >= one.x.to_mm() - ROUNDING
                    && other.x.to_mm() < one.x.to_mm() + width - ROUNDING;
                if is_beside && apart > ROUNDING && apart < LINE_APART - ROUNDING {
                    cramped.push(format!("{name}: lines {apart:.2} mm apart at {:.0} mm", one.y.to_mm()));
                }
            }
        }
        let is_round =
            |path: &&Path| matches!(path.steps.get(1), Some(PathStep::Curve(..))) && path.fill.is_none();
        for circle in paths(page).filter(is_round).map(bounds) {
            seen[2] += 1;
            if circle.size.width.to_mm() < SEAL - ROUNDING {
                cramped.push(format!("{name}: a circle of {:.2} mm", circle.size.width.to_mm()));
            }
        }
    });
    assert!(seen.iter().all(|count| *count > 50), "{seen:?}");
    assert!(cramped.is_empty(), "{}", cramped.join("\n"));
}
