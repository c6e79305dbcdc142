//! Documents to lay out, and questions to ask of their pages.

use startpack::base::{Fonts, Length, Rect, Role};
use startpack::layout::{Item, ItemKind, Page, Pages, PathStep, layout};
use startpack::parse::{Stylesheet, Tree, parse_with};
use startpack::render::Markup;

/// Looks of the samples: a page of 100 × 120 mm with a text area of 80 × 90 mm.
pub(super) const STYLE: &str = "
.page { size: 100mm 120mm; margin: 15mm 10mm 15mm 10mm; }
body { font-size: 10pt; line-height: 1.5; text-align: start; }
p { margin: 0 0 2mm; }
.box { border: 1pt solid #000; padding: 2mm; margin: 2mm 0; background: #eee; }
.whole { break-inside: avoid; }
.row { display: flex; gap: 4mm; }
.part { flex: 1; }
td { border: 0.5pt solid #000; padding: 1mm; }
th { border: 0.5pt solid #000; padding: 1mm; }
h1 { font-size: 14pt; margin: 4mm 0 2mm; }
h2 { font-size: 12pt; margin: 4mm 0 2mm; }
h3 { font-size: 11pt; margin: 4mm 0 2mm; }
.relative { position: relative; width: 60mm; height: 30mm; border: 1pt solid #000; }
.corner { position: absolute; right: 2mm; bottom: 1mm; width: max-content; }
.at-page { position: absolute; left: 5mm; top: 4mm; width: 20mm; height: 6mm; background: #000; }
.fit { width: 30mm; height: 6mm; fit: 12pt 10pt 8pt; font-size: 12pt; line-height: 1; }
.tall { height: 20mm; border: 1pt solid #000; }
.next { break-before: page; }
";

/// The tree of a body.
pub(super) fn tree(body: &str) -> Tree {
    let text = format!("<html lang=\"ja-JP\"><head><title>見本</title></head><body>{body}</body></html>");
    parse_with(&Markup { text }, &Stylesheet::with(&[STYLE]))
        .map_err(|faults| format!("{faults:#?}"))
        .unwrap()
}

/// The pages of one section with that content.
pub(super) fn pages(content: &str) -> Pages {
    body(&format!("<section class=\"page\">{content}</section>"))
}

/// The pages of a body.
pub(super) fn body(body: &str) -> Pages {
    layout(&tree(body), &Fonts::new()).map_err(|faults| format!("{faults:#?}")).unwrap()
}

/// The codes and Japanese messages of what is wrong with one section of that content.
pub(super) fn faults(content: &str) -> Vec<(String, String, u32)> {
    let tree = tree(&format!("<section class=\"page\">{content}</section>"));
    let faults = layout(&tree, &Fonts::new()).expect_err("a fault");
    faults.into_iter().map(|fault| (fault.code.as_str().to_owned(), fault.message.ja, fault.at.0)).collect()
}

/// The text of an item, if it has one.
pub(super) fn text(item: &Item) -> Option<&str> {
    match &item.kind {
        ItemKind::Text(run) => Some(&run.text),
        _ => None,
    }
}

/// Whether an item is read: it belongs to an element, and not to those of headers, footers and repeated table heads, which
/// follow the document's own.
pub(super) fn is_read(item: &Item) -> bool {
    item.element.is_some_and(|element| !(1..=3).contains(&element))
}

/// All text on a page, in order; with `ornaments`, also what is not read.
pub(super) fn page_text(page: &Page, ornaments: bool) -> String {
    page.items.iter().filter(|item| ornaments || is_read(item)).filter_map(text).collect()
}

/// All text of the document that belongs to it, in order, without spaces.
pub(super) fn whole_text(pages: &Pages) -> String {
    let all: String = pages.pages.iter().map(|page| page_text(page, false)).collect();
    all.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The rectangle of an item; of text, from the height of capitals to the baseline.
pub(super) fn rect(item: &Item) -> Rect {
    use startpack::base::{Point, Size};
    match &item.kind {
        ItemKind::Text(run) => {
            let height = run.size * 0.72;
            Rect::new(Point::new(run.start.x, run.start.y - height), Size::new(run.width, height))
        }
        ItemKind::Symbol(rect, _) | ItemKind::Picture(rect, _) => *rect,
        ItemKind::Path(path) => {
            let mut points = Vec::new();
            for step in &path.steps {
                match *step {
                    PathStep::Move(point) | PathStep::Line(point) => points.push(point),
                    PathStep::Curve(a, b, c) => points.extend([a, b, c]),
                    PathStep::Rect(rect) => {
                        points.push(rect.origin);
                        points.push(Point::new(rect.right(), rect.bottom()));
                    }
                    PathStep::Close => {}
                }
            }
            let far = Length::pt(f64::MAX);
            let left = points.iter().fold(far, |least, point| least.min(point.x));
            let top = points.iter().fold(far, |least, point| least.min(point.y));
            let right = points.iter().fold(-far, |most, point| most.max(point.x));
            let bottom = points.iter().fold(-far, |most, point| most.max(point.y));
            Rect::new(Point::new(left, top), Size::new(right - left, bottom - top))
        }
    }
}

/// The role of the element that an item belongs to.
pub(super) fn role(pages: &Pages, item: &Item) -> Role {
    item.element.map_or(Role::Artifact, |element| pages.elements[element].role)
}

/// The item of which the text begins with `start`.
pub(super) fn find<'p>(page: &'p Page, start: &str) -> &'p Item {
    let mut items = page.items.iter();
    items.find(|item| text(item).is_some_and(|text| text.starts_with(start))).unwrap()
}

/// A sentence of that many characters, without a place where a line could not break.
pub(super) fn sentence(length: usize) -> String {
    "あいうえおかきくけこさしすせそたちつてと".chars().cycle().take(length).collect()
}
