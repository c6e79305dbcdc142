//! QR symbols: a square of modules in, one filled path out.
//!
//! One path, because readers stumble over the hairlines that viewers leave between touching paths; in whole
//! modules under a transformation, because that is a third of the bytes.

use super::content::{PLACES, hundredths};
use super::syntax;
use crate::base::Rect;
use crate::base::qr::Symbol;

/// Appends the dark modules of `symbol`, drawn over `area` of a page of `height` hundredths.
pub(super) fn write(out: &mut Vec<u8>, area: Rect, symbol: &Symbol, height: i64) {
    /// Decimal places of the module's size, which is multiplied by up to 177 modules.
    const MODULE_PLACES: u32 = 4;
    let module = |extent: f64| syntax::round(extent / symbol.width.max(1) as f64, MODULE_PLACES);
    out.extend_from_slice(b"q ");
    syntax::fixed(out, module(area.size.width.to_pt()), MODULE_PLACES);
    out.extend_from_slice(b" 0 0 ");
    syntax::fixed(out, -module(area.size.height.to_pt()), MODULE_PLACES);
    for offset in [hundredths(area.origin.x), height - hundredths(area.origin.y)] {
        out.push(b' ');
        syntax::fixed(out, offset, PLACES);
    }
    out.extend_from_slice(b" cm\n");
    let mut rectangles = symbol.rectangles();
    // Those of one shape, one row below the other: one differs from the next in a digit or two.
    rectangles.sort_unstable_by_key(|[column, row, width, height]| (*width, *height, *row, *column));
    for [column, row, width, height] in rectangles {
        for number in [column, row, width, height] {
            syntax::integer(out, number as i64);
            out.push(b' ');
        }
        out.extend_from_slice(b"re\n");
    }
    out.extend_from_slice(b"f Q\n");
}
