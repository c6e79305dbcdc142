//! What stands where on one label. Three designs, chosen by the room on the face; what a small face leaves out
//! is a written rule (docs/labels.md), never an accident.
//!
//! | design | room inside the paddings | shows |
//! |---|---|---|
//! | wide | ≥ 78 × 36 mm | everything: institution, 10-digit code, 端末名称等, slot number, both days, phone, 「はがさないでください」, symbol and its text; from 90 × 48 mm all of it larger |
//! | medium | ≥ 55 × 28 mm | the 10-digit code only within the slot number |
//! | strip | ≥ 40 × 15 mm | neither 更新開始日 nor phone nor the symbol's text; 有効期限 and 「はがさないでください」 where the names leave room, the slot number's own words from 50 mm of width |
//!
//! The symbol's text is also left out where symbol and text together are higher than the room. Every label
//! names its institution. Names that a design has no room for go to the next one. Days that are not known are a blank
//! that a pen can fill, or a few words, never something between.

mod medium;
mod strip;
mod wide;

use super::stock::{Feed, Stock};
use crate::base::{Length, Point, Rect, Size};

/// Between the die line and anything printed: hand-fed sheets wander by about 1 mm.
const PADDING: f64 = 2.5;
/// Usual width of a module: 4 dots at 200 dpi are 0.51 mm, at 300 dpi 0.34.
const MODULE_USUAL: f64 = 0.50;
/// Width of a module where room is scarce.
const MODULE_SCARCE: f64 = 0.40;
/// Below this a label is refused.
const MODULE_SMALLEST: f64 = 0.33;
/// Height of a line of the symbol's text (6.5 pt).
const CODE_LINE: f64 = 2.7;
/// Width of the symbol's text: 15 monospaced characters of 6.5 pt.
const CODE_WIDTH: f64 = 17.6;
/// Between the left column and the symbol.
const GAP: f64 = 1.5;

/// A way to fill a face.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Design {
    /// Business-card like.
    Wide,
    /// Address-label like.
    Medium,
    /// Low or narrow.
    Strip,
}

impl Design {
    /// The class in print.css that goes with it.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Wide => "label-wide",
            Self::Medium => "label-medium",
            Self::Strip => "label-strip",
        }
    }

    /// What it is called in lists.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Wide => "wide",
            Self::Medium => "medium",
            Self::Strip => "strip",
        }
    }

    fn of(room: Room) -> Option<Self> {
        // A long face can be lower: its names need fewer lines.
        [
            (Self::Wide, 78.0, 36.0),
            (Self::Medium, 55.0, 28.0),
            (Self::Medium, 75.0, 24.0),
            (Self::Strip, 40.0, 15.0),
        ]
        .into_iter()
        .find(|(_, width, height)| room.width >= *width && room.height >= *height)
        .map(|(design, ..)| design)
    }
}

/// Where everything stands on a face, from the face's top left corner. `None`: left out.
#[derive(Clone, Debug, PartialEq)]
pub struct CellBoxes {
    /// The design.
    pub design: Design,
    /// Whether the lines of the names may end within a phrase, because they need the room.
    pub is_tight: bool,
    /// 医療機関（薬局）名称.
    pub institution: Rect,
    /// The 10-digit code, with its own words.
    pub code: Option<Rect>,
    /// 端末名称等.
    pub name: Rect,
    /// Slot number.
    pub slot: Rect,
    /// Whether the slot number is told to be one.
    pub has_words: bool,
    /// Whether everything is larger.
    pub is_large: bool,
    /// 有効期限.
    pub expires: Option<Rect>,
    /// 更新開始日.
    pub renewal: Option<Rect>,
    /// Room to write 有効期限 by hand.
    pub blank: Option<Rect>,
    /// A few words on days that come later.
    pub later: Option<Rect>,
    /// Whom to call.
    pub phone: Option<Rect>,
    /// 「はがさないでください」.
    pub keep: Option<Rect>,
    /// The QR symbol with its quiet zone.
    pub symbol: Rect,
    /// The symbol's text.
    pub payload: Option<Rect>,
}

/// The face has room for no design, or only for a symbol too fine to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TooSmall;

/// The room inside the paddings of a face, in mm from the face's corner.
#[derive(Clone, Copy, Debug)]
struct Room {
    left: f64,
    top: f64,
    width: f64,
    height: f64,
    /// A dot of the printer, where it is known.
    dot: Option<f64>,
}

impl Room {
    /// The same for all faces of a stock, so that its labels look alike: the padding, or more where some face
    /// lies within the printer's margin.
    fn of(stock: &Stock) -> Self {
        let rest = stock.rest();
        // A roll is fed by its own marks: what the printer leaves blank is padding enough.
        let padding = if stock.feed == Feed::Roll { 0.0 } else { PADDING };
        let inset = |axis: usize, free: f64| padding.max(stock.clear[axis] - free);
        let (left, top) = (inset(0, stock.origin[0]), inset(1, stock.origin[1]));
        Self {
            left,
            top,
            width: stock.label[0] - left - inset(0, rest[0]),
            height: stock.label[1] - top - inset(1, rest[1]),
            dot: stock.dots_per_inch.map(|dots| 25.4 / dots),
        }
    }

    fn rect(self, x: f64, y: f64, width: f64, height: f64) -> Rect {
        Rect::new(
            Point::new(Length::mm(self.left + x), Length::mm(self.top + y)),
            Size::new(Length::mm(width), Length::mm(height)),
        )
    }
}

/// What the places on a face depend on beside the face.
#[derive(Clone, Copy, Debug)]
pub(super) struct Filling {
    /// Modules along a side of the symbol, quiet zone included.
    pub(super) modules: usize,
    /// Lines of the symbol's text.
    pub(super) lines: usize,
    /// Length of the institution's name with its 点数表, in full-width characters.
    pub(super) institution: f64,
    /// Length of the 端末名称等, the same way.
    pub(super) name: f64,
    /// Whether the days of the certificate are known.
    pub(super) has_days: bool,
}

/// Length of `text` in full-width characters; the letters and digits of the proportional face are narrower.
pub(super) fn length_of(text: &str) -> f64 {
    /// Width of the widest usual Latin letters, in em.
    const LATIN: f64 = 0.7;
    text.chars().map(|c| if c.is_ascii() { LATIN } else { 1.0 }).sum()
}

impl Filling {
    /// Height of the symbol's text.
    fn text_height(self) -> f64 {
        CODE_LINE * self.lines as f64
    }

    /// Height of the institution's name in a row `width` wide that may be `most` high: as few lines as the
    /// name needs in the largest size of `sizes` (pt) in which it keeps within `most`.
    fn institution_height(self, width: f64, most: f64, sizes: &[f64]) -> f64 {
        let height = |size: &f64| block(self.institution * PHRASE_SLACK, *size, width);
        sizes.iter().map(height).find(|height| *height <= most).unwrap_or(most)
    }
}

/// Height of a text of so many full-width characters, set in `size` (pt) in lines `width` wide.
fn block(characters: f64, size: f64, width: f64) -> f64 {
    let line = size * MM_PER_PT;
    let lines = (characters / (width / line).floor().max(1.0)).ceil().max(1.0);
    lines * line * NAME_LEADING + 0.1
}

const MM_PER_PT: f64 = 25.4 / 72.0;
/// Line height of the two names, as in print.css.
const NAME_LEADING: f64 = 1.15;
/// Lines that break between phrases are shorter than the row by about so much.
const PHRASE_SLACK: f64 = 1.15;
/// The smallest size of a text on a label, in pt.
const SMALLEST_TEXT: f64 = 6.5;

impl Stock {
    /// The design of its labels; `None` if its faces have no room for a symbol that can be read.
    pub fn design(&self) -> Option<Design> {
        /// The shortest payload and the shortest name.
        const LEAST: Filling = Filling { modules: 33, lines: 2, institution: 1.0, name: 1.0, has_days: true };
        boxes(self, LEAST).ok().map(|boxes| boxes.design)
    }
}

/// The room inside the paddings of the faces of `stock`, from a face's corner.
pub(super) fn room(stock: &Stock) -> Rect {
    let room = Room::of(stock);
    room.rect(0.0, 0.0, room.width, room.height)
}

/// Where everything stands on the faces of `stock`: in the first design in which the names are estimated to fit, else in
/// the first that the face has room for, and layout says what does not fit.
pub(super) fn boxes(stock: &Stock, filling: Filling) -> Result<CellBoxes, TooSmall> {
    let room = Room::of(stock);
    let first = Design::of(room).ok_or(TooSmall)?;
    let all = [Design::Wide, Design::Medium, Design::Strip];
    let designs = all.into_iter().skip_while(|design| *design != first);
    let ways = || designs.clone().filter_map(|design| design.boxes(room, filling).ok());
    ways().find(|boxes| boxes.fit(filling)).or_else(|| ways().next()).ok_or(TooSmall)
}

/// Whether the names are estimated to fit the faces of `stock`.
pub(super) fn fits(stock: &Stock, filling: Filling) -> bool {
    boxes(stock, filling).is_ok_and(|boxes| boxes.fit(filling))
}

impl Design {
    fn boxes(self, room: Room, filling: Filling) -> Result<CellBoxes, TooSmall> {
        match self {
            Self::Wide => wide::wide(room, filling),
            Self::Medium => medium::medium(room, filling),
            Self::Strip => strip::strip(room, filling),
        }
    }
}

impl CellBoxes {
    /// Whether days stand in their shortest form.
    pub fn is_strip(&self) -> bool {
        self.design == Design::Strip
    }

    /// Whether both names are estimated to fit in the smallest size, with lines that may end within a phrase.
    fn fit(&self, filling: Filling) -> bool {
        let within = |length: f64, size: f64, place: Rect| {
            block(length, size, place.size.width.to_mm()) <= place.size.height.to_mm() + ROUNDING
        };
        within(filling.institution, SMALLEST_TEXT, self.institution)
            && within(filling.name, SMALLEST_NAME, self.name)
    }

    /// The same with lines that may end within a phrase, if the names need that.
    fn tightened(mut self, filling: Filling) -> Self {
        let (institution, name) = (filling.institution * PHRASE_SLACK, filling.name * PHRASE_SLACK);
        self.is_tight = !self.fit(Filling { institution, name, ..filling });
        self
    }
}

/// The smallest size of a 端末名称等, in pt.
const SMALLEST_NAME: f64 = 7.0;

impl Room {
    /// The side of a symbol that may be `height` high: as large as modules of `largest` make it. On a printer
    /// whose dots are known a module is a whole number of them, so that all modules come out alike.
    fn symbol(self, filling: Filling, height: f64, largest: f64) -> Result<f64, TooSmall> {
        let modules = filling.modules as f64;
        let module = match self.dot {
            None => largest.min(height / modules),
            Some(dot) => {
                // 0.50 mm is meant to be six dots of 0.085 mm.
                ((largest.min(height / modules) + ROUNDING) / dot).floor() * dot
            }
        };
        if module + ROUNDING < MODULE_SMALLEST { Err(TooSmall) } else { Ok(module * modules) }
    }
}

/// Lengths are decimal fractions: so much is no difference.
const ROUNDING: f64 = 0.01;

/// Hands out rows from top to bottom.
struct Rows {
    room: Room,
    y: f64,
    width: f64,
}

impl Rows {
    fn next(&mut self, height: f64) -> Rect {
        let row = self.room.rect(0.0, self.y, self.width, height);
        self.y += height;
        row
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Edges;
    use crate::plan::stock::stocks;

    fn usable() -> impl Iterator<Item = &'static Stock> {
        stocks().iter().filter(|stock| stock.design().is_some())
    }

    /// Short and long names, without and with a key.
    const FILLINGS: [Filling; 5] = [
        Filling { modules: 33, lines: 2, institution: 8.0, name: 20.0, has_days: true },
        Filling { modules: 33, lines: 2, institution: 31.0, name: 20.0, has_days: true },
        Filling { modules: 37, lines: 3, institution: 8.0, name: 20.0, has_days: true },
        Filling { modules: 37, lines: 3, institution: 31.0, name: 20.0, has_days: true },
        Filling { modules: 37, lines: 3, institution: 31.0, name: 20.0, has_days: false },
    ];

    fn rects(boxes: &CellBoxes) -> Vec<Rect> {
        let always = [boxes.institution, boxes.name, boxes.slot, boxes.symbol];
        let maybe = [boxes.code, boxes.expires, boxes.renewal, boxes.phone, boxes.keep, boxes.payload];
        always.into_iter().chain(maybe.into_iter().flatten()).collect()
    }

    #[test]
    fn nothing_leaves_its_face_or_comes_near_the_paper_edge() {
        for stock in usable() {
            let paper = Rect::new(Point::default(), stock.paper_size());
            let [side, end] = stock.clear.map(Length::mm);
            let printable = paper.inset(Edges { left: side, right: side, top: end, bottom: end });
            let padding = if stock.feed == Feed::Roll { 0.0 } else { PADDING };
            for filling in FILLINGS {
                let boxes = boxes(stock, filling).unwrap();
                for face in (0..stock.faces()).map(|index| stock.face(index)) {
                    let inside = face.inset(Edges::all(Length::mm(padding)));
                    for rect in rects(&boxes).into_iter().map(|rect| rect.moved(face.origin)) {
                        assert!(inside.holds(rect), "{} {boxes:?}", stock.name);
                        assert!(printable.holds(rect), "{} {boxes:?}", stock.name);
                        assert!(rect.size.height > Length::mm(2.0) && rect.size.width > Length::mm(10.0));
                    }
                }
            }
        }
    }

    #[test]
    fn boxes_do_not_overlap() {
        for stock in usable() {
            for filling in FILLINGS {
                let rects = rects(&boxes(stock, filling).unwrap());
                for (index, a) in rects.iter().enumerate() {
                    for b in &rects[index + 1..] {
                        let apart = a.right().fits(b.origin.x)
                            || b.right().fits(a.origin.x)
                            || a.bottom().fits(b.origin.y)
                            || b.bottom().fits(a.origin.y);
                        assert!(apart, "{}: {a:?} {b:?}", stock.name);
                    }
                }
            }
        }
    }

    #[test]
    fn modules_are_wide_enough_on_every_stock() {
        /// Of the largest design.
        const MODULE_LARGEST: f64 = 0.80;
        for stock in usable() {
            for filling in FILLINGS {
                let boxes = boxes(stock, filling).unwrap();
                let module = boxes.symbol.size.width.to_mm() / filling.modules as f64;
                assert!(
                    (MODULE_SMALLEST - 1e-9..=MODULE_LARGEST + 1e-9).contains(&module),
                    "{}: {module}",
                    stock.name
                );
            }
        }
    }

    #[test]
    fn the_usual_sheet_shows_everything() {
        let stock = Stock::find("A-one 72212").unwrap();
        let boxes = boxes(&stock, FILLINGS[0]).unwrap();
        assert_eq!(boxes.design, Design::Wide);
        assert_eq!(rects(&boxes).len(), 10);
    }
}
