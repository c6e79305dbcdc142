//! The wide design: like a business card. Everything has its place; a large face has it in larger type.

use super::{CellBoxes, Design, Filling, Room, Rows, TooSmall};

/// Heights of rows and other measures of the wide design, in mm; sizes of the institution's name in pt.
struct Measures {
    institution: f64,
    sizes: &'static [f64],
    code: f64,
    slot: f64,
    day: f64,
    /// A row to write a day in: high enough for a pen.
    blank: f64,
    later: f64,
    phone: f64,
    keep: f64,
    /// Height of a name in two lines of a good size; what a face has beyond it goes half to the days.
    name: f64,
    day_most: f64,
    /// Modules of a symbol are at most this wide: bigger ones only take room.
    module: f64,
    /// Symbols are at most this wide: beyond it they take room from the name.
    side: f64,
    /// Width of the symbol's text: 15 monospaced characters.
    code_width: f64,
    /// Height of a line of the symbol's text.
    code_line: f64,
    gap: f64,
}

const USUAL: Measures = Measures {
    institution: 8.0,
    sizes: &[9.0, 8.0, 7.2, 6.5],
    code: 3.1,
    slot: 4.6,
    day: 4.1,
    blank: 6.0,
    later: 2.9,
    phone: 4.0,
    keep: 7.0,
    name: 14.0,
    day_most: 8.0,
    module: 0.60,
    side: 20.0,
    code_width: super::CODE_WIDTH,
    code_line: super::CODE_LINE,
    gap: super::GAP,
};

/// For a large face, in type a third larger.
const LARGE: Measures = Measures {
    institution: 11.5,
    sizes: &[13.0, 12.0, 10.5, 9.0, 8.0, 7.2, 6.5],
    code: 4.4,
    slot: 6.4,
    day: 5.6,
    blank: 7.4,
    later: 3.9,
    phone: 5.4,
    keep: 9.5,
    name: 20.0,
    day_most: 8.0,
    module: 0.80,
    side: 26.5,
    code_width: 23.2,
    code_line: 3.6,
    gap: 2.0,
};

/// The room from which a face is large.
const LARGE_ROOM: (f64, f64) = (90.0, 48.0);

pub(super) fn wide(room: Room, filling: Filling) -> Result<CellBoxes, TooSmall> {
    let is_large = room.width >= LARGE_ROOM.0 && room.height >= LARGE_ROOM.1;
    let own = if is_large { &LARGE } else { &USUAL };
    let code_height = own.code_line * filling.lines as f64;
    let module = own.module.min(own.side / filling.modules as f64);
    let side = room.symbol(filling, room.height - code_height - own.keep, module)?;
    let right = side.max(own.code_width);
    let left = room.width - right - own.gap;
    let institution = filling.institution_height(left, own.institution, own.sizes);
    let days = if filling.has_days { 2.0 * own.day } else { own.blank + own.later };
    let spare = room.height - institution - own.code - own.slot - days - own.phone;
    let more = ((spare - own.name).max(0.0) / 4.0).min(own.day_most - own.day);
    let mut rows = Rows { room, y: 0.0, width: left };
    let mut boxes = CellBoxes {
        design: Design::Wide,
        is_tight: false,
        is_large,
        institution: rows.next(institution),
        code: Some(rows.next(own.code)),
        name: rows.next(spare - 2.0 * more),
        slot: rows.next(own.slot),
        has_words: true,
        expires: None,
        renewal: None,
        blank: None,
        later: None,
        phone: None,
        keep: Some(room.rect(room.width - right, room.height - own.keep, right, own.keep)),
        symbol: room.rect(room.width - (right + side) / 2.0, 0.0, side, side),
        payload: Some(room.rect(room.width - right, side, right, code_height)),
    };
    if filling.has_days {
        boxes.expires = Some(rows.next(own.day + more));
        boxes.renewal = Some(rows.next(own.day + more));
    } else {
        boxes.blank = Some(rows.next(own.blank + 2.0 * more));
        boxes.later = Some(rows.next(own.later));
    }
    boxes.phone = Some(rows.next(own.phone));
    Ok(boxes.tightened(filling))
}
