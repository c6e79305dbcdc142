//! The strip design: low or narrow faces, divided by what their names need.

use super::{
    CellBoxes, Design, Filling, GAP, MM_PER_PT, MODULE_SCARCE, MODULE_SMALLEST, MODULE_USUAL, ROUNDING, Room,
    Rows, SMALLEST_TEXT, TooSmall, block,
};

/// Heights of the strip design's rows.
const STRIP_SLOT: f64 = 3.1;
const STRIP_KEEP: f64 = 2.8;
const STRIP_DAY: f64 = 2.8;
/// The smallest size of a name beside which 有効期限 has room.
const STRIP_DAY_NAME: f64 = 8.0;
const STRIP_SIZES: [f64; 2] = [7.2, 6.5];
/// Sizes of the 端末名称等 that are tried before its row gives way, and whether lines may end within a phrase.
const STRIP_NAMES: [(f64, bool); 8] = [
    (STRIP_LARGE, false),
    (STRIP_LARGE, true),
    (9.5, false),
    (8.0, false),
    (9.5, true),
    (8.0, true),
    (7.0, true),
    (6.5, true),
];
/// A name that is set in one line can be as large as this before the institution's lines end with phrases.
const STRIP_LARGE: f64 = 13.0;
/// Lines of a strip are short: those that end with a phrase are shorter than the row by about so much.
const STRIP_SLACK: f64 = 1.25;
/// Height from which the institution has a row of its own over the symbol, and 「はがさないでください」 its place.
const STRIP_TALL: f64 = 18.0;
/// Width from which a strip has room for the words before the slot number and for a larger symbol.
const STRIP_WIDE: f64 = 50.0;

/// The names decide: of all ways to divide a strip, the first in which both are estimated to fit.
pub(super) fn strip(room: Room, filling: Filling) -> Result<CellBoxes, TooSmall> {
    let largest = if room.width >= STRIP_WIDE { MODULE_USUAL } else { MODULE_SCARCE };
    let is_tall = room.height >= STRIP_TALL;
    let mut ways = Vec::new();
    for least in [MODULE_SCARCE, MODULE_SMALLEST] {
        // The day on which the certificate ends matters more than a warning.
        for (day, keep) in [(true, true), (true, false), (false, true), (false, false)] {
            for (name, is_tight) in
                STRIP_NAMES.into_iter().filter(|(name, _)| !day || *name >= STRIP_DAY_NAME)
            {
                for module in [largest, least] {
                    for (size, is_over) in STRIP_SIZES.map(|size| [(size, true), (size, false)]).concat() {
                        let (keep, is_over) = (keep && is_tall, is_over && is_tall);
                        ways.push((least, name, Way { module, size, keep, day, is_over, is_tight }));
                    }
                }
            }
        }
    }
    let fitting = ways.into_iter().find_map(|(least, name, way)| {
        let filling = if way.is_tight { filling } else { filling.in_phrases() };
        let (boxes, (height, width)) = way.boxes(room, filling)?;
        let module = boxes.symbol.size.width.to_mm() / filling.modules as f64;
        let is_cut = way.is_tight && name >= STRIP_LARGE && filling.name * name * MM_PER_PT > width;
        let fits = !is_cut && block(filling.name, name, width) <= height && module + ROUNDING >= least;
        fits.then_some(boxes)
    });
    // None fits by the estimate: the smallest of everything, and layout says what does not fit.
    let last = Way {
        module: MODULE_SMALLEST,
        size: SMALLEST_TEXT,
        keep: false,
        day: false,
        is_over: false,
        is_tight: true,
    };
    fitting.or_else(|| Some(last.boxes(room, filling)?.0)).ok_or(TooSmall)
}

/// A way to divide a strip.
#[derive(Clone, Copy)]
struct Way {
    /// Largest module.
    module: f64,
    /// Size of the institution's name (pt).
    size: f64,
    /// Whether 「はがさないでください」 stands there.
    keep: bool,
    /// Whether 有効期限 stands there, or that it comes later.
    day: bool,
    /// Whether the institution's row goes over the symbol too.
    is_over: bool,
    /// Whether lines may end within a phrase.
    is_tight: bool,
}

impl Way {
    /// Where everything stands, and height and width left for the name; `None` if the symbol has no room.
    fn boxes(self, room: Room, filling: Filling) -> Option<(CellBoxes, (f64, f64))> {
        let over = if self.is_over { block(filling.institution, self.size, room.width) } else { 0.0 };
        let side = room.symbol(filling, room.height - over, self.module).ok()?;
        let left = room.width - side - GAP;
        let mut rows = Rows { room, y: over, width: left };
        let institution = if self.is_over {
            room.rect(0.0, 0.0, room.width, over)
        } else {
            rows.next(block(filling.institution, self.size, left))
        };
        let keep = if self.keep { STRIP_KEEP } else { 0.0 };
        let day = if self.day { STRIP_DAY } else { 0.0 };
        let name = room.height - rows.y - STRIP_SLOT - keep - day;
        if name <= 0.0 && (self.keep || self.day) {
            return None;
        }
        let boxes = CellBoxes {
            design: Design::Strip,
            is_tight: self.is_tight,
            is_large: false,
            institution,
            code: None,
            name: rows.next(name.max(SMALLEST_TEXT * MM_PER_PT)),
            slot: rows.next(STRIP_SLOT),
            has_words: room.width >= STRIP_WIDE,
            expires: (self.day && filling.has_days).then(|| rows.next(day)),
            renewal: None,
            blank: None,
            later: (self.day && !filling.has_days).then(|| rows.next(day)),
            phone: None,
            keep: self.keep.then(|| rows.next(keep)),
            symbol: room.rect(room.width - side, over + (room.height - over - side) / 2.0, side, side),
            payload: None,
        };
        Some((boxes, (name, left)))
    }
}

impl Filling {
    /// The same with names as long as they come out when their lines end with phrases.
    fn in_phrases(self) -> Self {
        let (institution, name) = (self.institution * STRIP_SLACK, self.name * STRIP_SLACK);
        Self { institution, name, ..self }
    }
}
