//! [`dump`]: [`Pages`] as text, one line an item, for eyes and for tests. Decides nothing.

use std::fmt::Write;

use super::item::{Item, ItemKind, Path, TextRun};
use super::pages::{LinkTarget, Page, Pages};
use crate::base::{Color, Length, Placement, Rect, Role};

/// Every page with every item: what it is, x y w h in mm (x y of a text: the start of its baseline), looks,
/// role of its element, text. Then links and bookmarks.
///
/// The lines are stable: the same pages give the same text, and a change of one item changes one line.
pub fn dump(pages: &Pages) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(out, "title {:?} language {:?}", pages.title, pages.language);
    for (index, page) in pages.pages.iter().enumerate() {
        let (width, height) = (page.size.width.to_mm(), page.size.height.to_mm());
        let _ = writeln!(out, "\npage {} {width:.1} × {height:.1}", index + 1);
        if !page.placement.is_none() {
            let Placement { offset, scale } = page.placement;
            let _ = writeln!(out, "  placed {} {} × {} {}", mm(offset.x), mm(offset.y), scale[0], scale[1]);
        }
        page.items.iter().for_each(|item| line(&mut out, item, pages));
        links(&mut out, page);
    }
    for mark in &pages.bookmarks {
        let (indent, page) = ("  ".repeat(usize::from(mark.level)), mark.page + 1);
        let _ = writeln!(out, "\nbookmark{indent}{} page {page} top {}", mark.text, mm(mark.top));
    }
    out
}

/// All text of a page in painting order, runs of one line joined, one line of paper a line of text.
pub fn page_text(page: &Page) -> String {
    let mut out = String::new();
    let mut baseline = None;
    for item in &page.items {
        let ItemKind::Text(run) = &item.kind else { continue };
        if baseline.is_some_and(|last: Length| !last.approx_eq(run.start.y)) {
            out.push('\n');
        }
        baseline = Some(run.start.y);
        out.push_str(&run.text);
    }
    out.push('\n');
    out
}

fn line(out: &mut String, item: &Item, pages: &Pages) {
    let role = item
        .element
        .and_then(|index| pages.elements.get(index))
        .map_or(Role::Artifact, |element| element.role);
    let role = short(role);
    let _ = match &item.kind {
        ItemKind::Text(run) => writeln!(out, "  text {} {role} {}", text_place(run), run.text),
        ItemKind::Path(path) => {
            writeln!(out, "  path {} {role}{}", place(path.bounds().unwrap_or_default()), look(path))
        }
        ItemKind::Symbol(area, symbol) => writeln!(out, "  qr {} {role} {}", place(*area), symbol.text),
        ItemKind::Picture(area, name) => writeln!(out, "  picture {} {role} {name}", place(*area)),
    };
}

fn text_place(run: &TextRun) -> String {
    let (size, face) = (run.size.to_pt(), run.face);
    let mut text = format!("{} {} {} {size:.1}pt {face:?}", mm(run.start.x), mm(run.start.y), mm(run.width));
    if run.color != Color::BLACK {
        text += &hex(run.color);
    }
    if !run.spacing.approx_eq(Length::ZERO) {
        let _ = write!(text, " +{:.2}pt", run.spacing.to_pt());
    }
    text
}

fn links(out: &mut String, page: &Page) {
    for link in &page.links {
        let _ = match &link.target {
            LinkTarget::Place(page, top) => {
                writeln!(out, "  link {} to page {} top {}", place(link.area), page + 1, mm(*top))
            }
            LinkTarget::Uri(address) => writeln!(out, "  link {} to {address}", place(link.area)),
        };
    }
}

fn look(path: &Path) -> String {
    let mut text = String::new();
    if let Some(color) = path.fill {
        text += " fill";
        text += &hex(color);
    }
    if let Some(line) = &path.stroke {
        let _ = write!(text, " line {:.2}pt{}", line.width.to_pt(), hex(line.color));
        text += if line.dash.is_empty() { "" } else { " dashed" };
    }
    text
}

fn place(rect: Rect) -> String {
    let Rect { origin, size } = rect;
    format!("{} {} {} {}", mm(origin.x), mm(origin.y), mm(size.width), mm(size.height))
}

/// Millimetres to a hundredth; a negative nought is a nought.
fn mm(length: Length) -> String {
    format!("{:.2}", (length.to_mm() * 100.0).round() / 100.0 + 0.0)
}

fn hex(color: Color) -> String {
    format!(" #{:02x}{:02x}{:02x}", color.red, color.green, color.blue)
}

fn short(role: Role) -> String {
    match role {
        Role::Heading(level) => format!("H{level}"),
        Role::HeaderCell(true) => "TH-col".to_owned(),
        Role::HeaderCell(false) => "TH-row".to_owned(),
        other => format!("{other:?}"),
    }
}
