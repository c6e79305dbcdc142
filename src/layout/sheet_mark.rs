//! The sheet mark: a small QR symbol and a line of words in the margin of a finished page, and labels put on
//! another sheet. In: words and a symbol, from outside; nothing is measured but the line itself.
//!
//! The symbol stands in the bottom left corner, where neither the foot nor an edge tab reaches; the words stand
//! under the foot. Both keep at least 5 mm from the paper's edge, which office printers leave blank.

use super::item::{Item, ItemKind, TextRun};
use super::pages::Page;
use crate::base::fonts::em;
use crate::base::qr::{QUIET_ZONE, Symbol};
use crate::base::{Color, FaceId, Fonts, Length, Origin, Point, Rect, Size};

/// From the paper's left and bottom edge to the symbol's quiet zone.
const CORNER: Length = Length::mm(5.2);
/// The symbol with its quiet zone: what is free between the edge and the margin of 18 mm. A module is then
/// 0.37 mm for a symbol of version 2 and 0.33 mm for one of version 3, the dark part over 9 mm.
const SIDE: Length = Length::mm(12.21);
/// Where the words begin: at the text's left margin.
const LEFT: Length = Length::mm(18.0);
/// From the paper's bottom edge to the words' baseline: under the foot, which ends 10 mm above the edge.
const BASELINE: Length = Length::mm(6.4);
/// Size of the words.
const WORDS: Length = Length::pt(6.5);
/// From the paper's right edge to the end of the code in letters.
const RIGHT: Length = Length::mm(18.0);

/// What a sheet's mark says.
pub struct SheetMark<'a> {
    /// The words: those that the sheets of a customer share, in a run of their own, so that a file can say them once;
    /// and those of this side.
    pub words: [&'a str; 2],
    /// The symbol; what it says stands beside it in letters too.
    pub symbol: Symbol,
}

/// Puts `mark` on `page`.
pub fn put_mark(page: &mut Page, mark: SheetMark<'_>, fonts: &Fonts) {
    let SheetMark { words, symbol } = mark;
    let Size { width, height } = page.size;
    let module = SIDE / symbol.full_width() as f64;
    let quiet = module * QUIET_ZONE as f64;
    let corner = Point::new(CORNER + quiet, height - CORNER - SIDE + quiet);
    let side = module * symbol.width as f64;
    let baseline = height - BASELINE;
    let common = run(words[0], FaceId::Sans, Point::new(LEFT, baseline), fonts);
    let own = run(words[1], FaceId::Sans, Point::new(LEFT + common.width, baseline), fonts);
    let code = run(&symbol.text, FaceId::Mono, Point::default(), fonts);
    let code = TextRun { start: Point::new(width - RIGHT - code.width, baseline), ..code };
    let texts = [common, own, code].map(ItemKind::Text);
    let symbol = ItemKind::Symbol(Rect::new(corner, Size::new(side, side)), symbol);
    // The symbol, which no other page has, stands first: it parts the foot, which many pages have, from these words.
    let marks = [symbol].into_iter().chain(texts);
    page.items.extend(marks.map(|kind| Item { element: None, at: Origin::NONE, kind }));
}

fn run(text: &str, face: FaceId, start: Point, fonts: &Fonts) -> TextRun {
    let width = text
        .chars()
        .filter_map(|character| {
            let face = fonts.face(face);
            Some(em(face.advance(face.glyph(character)?), WORDS))
        })
        .sum();
    TextRun {
        start,
        face,
        size: WORDS,
        color: Color::BLACK,
        text: text.to_owned(),
        spacing: Length::ZERO,
        shifts: Vec::new(),
        width,
    }
}

/// What of `page` lies within `area`, moved by `by`: a label on its way to another sheet. It belongs to no
/// element of the new page.
pub fn cut_out(page: &Page, area: Rect, by: Point) -> Vec<Item> {
    let inside = page.items.iter().filter(|item| item.kind.bounds().is_some_and(|bounds| area.holds(bounds)));
    inside.map(|item| moved(Item { element: None, ..item.clone() }, by)).collect()
}

/// Puts items that [`cut_out`] has handed out on `page`, moved by `by`.
pub fn put_on(page: &mut Page, items: Vec<Item>, by: Point) {
    page.items.extend(items.into_iter().map(|item| moved(item, by)));
}

fn moved(mut item: Item, by: Point) -> Item {
    item.kind.shift(by);
    item
}
