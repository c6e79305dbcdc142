//! The medium design: the size of an address label. The institution has a line over everything.

use super::{CODE_WIDTH, CellBoxes, Design, Filling, GAP, MODULE_SCARCE, MODULE_USUAL, Room, Rows, TooSmall};

/// Heights of the medium design's rows.
const MEDIUM_INSTITUTION: f64 = 8.0;
const MEDIUM_SLOT: f64 = 3.6;
const MEDIUM_DAY: f64 = 3.3;
const MEDIUM_LATER: f64 = 2.7;
const MEDIUM_FOOT: f64 = 2.8;
const MEDIUM_SIZES: [f64; 3] = [8.0, 7.2, 6.5];
const MEDIUM_NAME: f64 = 11.0;
const MEDIUM_DAY_MOST: f64 = 6.0;
/// Width of 「はがさないでください」 in 6.5 pt bold.
const MEDIUM_KEEP: f64 = 24.0;
/// A row to write a day in: high enough for a pen, and with blanks that are wide enough.
const MEDIUM_BLANK: f64 = 5.8;
const MEDIUM_BLANK_WIDTH: f64 = 41.8;
/// The least height that is left for the name beside a row to write in.
const MEDIUM_NAME_LEAST: f64 = 6.5;

pub(super) fn medium(room: Room, filling: Filling) -> Result<CellBoxes, TooSmall> {
    let institution = filling.institution_height(room.width, MEDIUM_INSTITUTION, &MEDIUM_SIZES);
    let foot = room.height - MEDIUM_FOOT;
    let body = foot - institution;
    let code_height = filling.text_height();
    let with_text = room
        .symbol(filling, body - code_height, MODULE_USUAL)
        .ok()
        .filter(|side| *side >= filling.modules as f64 * MODULE_SCARCE);
    let beside_name = MODULE_USUAL.min(CODE_WIDTH / filling.modules as f64);
    let side = with_text.map_or_else(|| room.symbol(filling, body, beside_name), Ok)?;
    let right = side.max(CODE_WIDTH);
    let left = room.width - right - GAP;
    let has_blank = !filling.has_days
        && left >= MEDIUM_BLANK_WIDTH
        && body - MEDIUM_SLOT - MEDIUM_BLANK - MEDIUM_LATER >= MEDIUM_NAME_LEAST;
    let days = match (filling.has_days, has_blank) {
        (true, _) => 2.0 * MEDIUM_DAY,
        (false, true) => MEDIUM_BLANK + MEDIUM_LATER,
        (false, false) => MEDIUM_LATER,
    };
    let spare = body - MEDIUM_SLOT - days;
    let more = if filling.has_days {
        ((spare - MEDIUM_NAME).max(0.0) / 4.0).min(MEDIUM_DAY_MOST - MEDIUM_DAY)
    } else {
        0.0
    };
    let mut rows = Rows { room, y: institution, width: left };
    let mut boxes = CellBoxes {
        design: Design::Medium,
        is_tight: false,
        is_large: false,
        institution: room.rect(0.0, 0.0, room.width, institution),
        code: None,
        name: rows.next(spare - 2.0 * more),
        slot: rows.next(MEDIUM_SLOT),
        has_words: true,
        expires: None,
        renewal: None,
        blank: None,
        later: None,
        phone: Some(room.rect(0.0, foot, room.width - MEDIUM_KEEP, MEDIUM_FOOT)),
        keep: Some(room.rect(room.width - MEDIUM_KEEP, foot, MEDIUM_KEEP, MEDIUM_FOOT)),
        symbol: room.rect(room.width - (right + side) / 2.0, institution, side, side),
        payload: with_text.map(|side| room.rect(room.width - right, institution + side, right, code_height)),
    };
    if filling.has_days {
        boxes.expires = Some(rows.next(MEDIUM_DAY + more));
        boxes.renewal = Some(rows.next(MEDIUM_DAY + more));
    } else {
        boxes.blank = has_blank.then(|| rows.next(MEDIUM_BLANK));
        boxes.later = Some(rows.next(MEDIUM_LATER));
    }
    Ok(boxes.tightened(filling))
}
