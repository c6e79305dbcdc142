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
    for block in blocks(symbol) {
        for number in block {
            syntax::integer(out, number as i64);
            out.push(b' ');
        }
        out.extend_from_slice(b"re\n");
    }
    out.extend_from_slice(b"f Q\n");
}

/// Rectangles (column, row, width, height) that cover the dark modules once each: runs along the rows, joined
/// with equal runs below.
fn blocks(symbol: &Symbol) -> Vec<[usize; 4]> {
    let mut blocks: Vec<[usize; 4]> = Vec::new();
    // Blocks that reach down to the row above, by index.
    let mut open: Vec<usize> = Vec::new();
    for row in 0..symbol.width {
        let mut reached = Vec::new();
        let mut column = 0;
        while column < symbol.width {
            let width = (column..symbol.width).take_while(|column| symbol.is_dark(row, *column)).count();
            if width > 0 {
                let above = open
                    .iter()
                    .copied()
                    .find(|&index| blocks[index][0] == column && blocks[index][2] == width);
                let index = above.unwrap_or_else(|| {
                    blocks.push([column, row, width, 0]);
                    blocks.len() - 1
                });
                blocks[index][3] += 1;
                reached.push(index);
            }
            column += width + 1;
        }
        open = reached;
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_cover_exactly_the_dark_modules() {
        let symbol = Symbol::encode("SP1-0110100013-01-R1-ABCDEFGH").unwrap();
        let mut drawn = vec![0; symbol.width * symbol.width];
        for [column, row, width, height] in blocks(&symbol) {
            for y in row..row + height {
                for x in column..column + width {
                    drawn[y * symbol.width + x] += 1;
                }
            }
        }
        for row in 0..symbol.width {
            for column in 0..symbol.width {
                assert_eq!(drawn[row * symbol.width + column], i32::from(symbol.is_dark(row, column)));
            }
        }
    }
}
