//! QR symbols: a square of modules in, one filled path out.
//!
//! One path, because readers stumble over the hairlines that viewers leave between touching paths; in whole
//! modules under a transformation, because that is a third of the bytes.

use super::syntax::{self, PLACES, hundredths};
use crate::base::Rect;
use crate::base::qr::Symbol;

/// Appends the dark modules of `symbol`, drawn over `area` of a page of `height` hundredths.
pub(super) fn write(out: &mut Vec<u8>, area: Rect, symbol: &Symbol, height: i64) {
    /// Decimal places of the module's size, which is multiplied by up to [`WORD`] modules.
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
    // Row by row, as they come: in any other order they compress worse.
    for rectangle in symbol.rectangles() {
        operator(out, rectangle);
    }
    out.extend_from_slice(b"f Q\n");
}

/// Modules along one side of the largest symbol: a row of modules is a word.
const WORD: usize = u64::BITS as usize;

/// The numbers below [`WORD`], each with a space behind it, and how long that is.
const NUMBERS: [([u8; 3], usize); WORD] = {
    let mut numbers = [([b' '; 3], 0); WORD];
    let mut number = 0;
    while number < WORD {
        let (tens, ones) = (b'0' + (number / 10) as u8, b'0' + (number % 10) as u8);
        numbers[number] = if number < 10 { ([ones, b' ', b' '], 2) } else { ([tens, ones, b' '], 3) };
        number += 1;
    }
    numbers
};

/// Appends the operator of a rectangle: a sheet of labels has ten thousand of them.
fn operator(out: &mut Vec<u8>, rectangle: [usize; 4]) {
    const REST: &[u8; 3] = b"re\n";
    let mut room = [0; 4 * 3 + REST.len()];
    let mut end = 0;
    for number in rectangle {
        let (digits, length) = NUMBERS[number % WORD];
        room[end..end + digits.len()].copy_from_slice(&digits);
        end += length;
    }
    room[end..end + REST.len()].copy_from_slice(REST);
    out.extend_from_slice(&room[..end + REST.len()]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Length, Point, Size};

    /// The modules that a symbol's operators fill, by row and column.
    fn filled(operators: &str) -> Vec<(usize, usize)> {
        let mut modules = Vec::new();
        for line in operators.lines().filter_map(|line| line.strip_suffix(" re")) {
            let numbers: Vec<usize> = line.split(' ').map(|number| number.parse().unwrap()).collect();
            for row in numbers[1]..numbers[1] + numbers[3] {
                modules.extend((numbers[0]..numbers[0] + numbers[2]).map(|column| (row, column)));
            }
        }
        modules.sort_unstable();
        modules
    }

    #[test]
    fn the_path_fills_exactly_the_dark_modules() {
        let area = Rect::new(Point::default(), Size::new(Length::mm(10.0), Length::mm(10.0)));
        for text in ["SP1-0110100013-01-R1-ABCDEFGH", &"A".repeat(150)] {
            let symbol = Symbol::encode(text).unwrap();
            let dark: Vec<(usize, usize)> = (0..symbol.width)
                .flat_map(|row| (0..symbol.width).map(move |column| (row, column)))
                .filter(|(row, column)| symbol.is_dark(*row, *column))
                .collect();
            let mut out = Vec::new();
            write(&mut out, area, &symbol, 1000);
            assert_eq!(filled(std::str::from_utf8(&out).unwrap()), dark);
        }
    }
}
