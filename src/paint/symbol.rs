//! QR symbols: a square of modules in, one filled path out.
//!
//! One path, because readers stumble over the hairlines that viewers leave between touching paths; in whole
//! modules under a transformation, because that is a third of the bytes.

use super::content::{PLACES, hundredths};
use super::records::RECORD;
use super::syntax;
use crate::base::Rect;
use crate::base::qr::Symbol;

/// How a symbol's rectangles are spelt. The picture is the same.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Spelling {
    /// As short as they can be, those of one shape together: for a symbol that is alone in its stream.
    Short,
    /// Each in a [`RECORD`] of the same length, row by row: for a stream with many symbols, which have rows in
    /// common.
    Records,
}

/// Appends the dark modules of `symbol`, drawn over `area` of a page of `height` hundredths.
pub(super) fn write(out: &mut Vec<u8>, area: Rect, symbol: &Symbol, height: i64, spelling: Spelling) {
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
    match spelling {
        Spelling::Short => short(out, symbol),
        Spelling::Records => records(out, symbol),
    }
    out.extend_from_slice(b"f Q\n");
}

fn short(out: &mut Vec<u8>, symbol: &Symbol) {
    let mut rectangles = symbol.rectangles(symbol.width.max(1));
    // One below the other: each differs from the next in a digit or two.
    rectangles.sort_unstable_by_key(|[column, row, width, height]| (*width, *height, *row, *column));
    for rectangle in rectangles {
        for number in rectangle {
            syntax::integer(out, number as i64);
            out.push(b' ');
        }
        out.extend_from_slice(b"re\n");
    }
}

fn records(out: &mut Vec<u8>, symbol: &Symbol) {
    /// A size has one digit.
    const LONGEST: usize = 9;
    let digit = |number: usize| b'0' + (number % 10) as u8;
    let rectangles = symbol.rectangles(LONGEST);
    out.reserve(rectangles.len() * RECORD);
    for [column, row, width, height] in rectangles {
        let mut record = *b"00 00 0 0 re\n";
        record[..2].copy_from_slice(&[digit(column / 10), digit(column)]);
        record[3..5].copy_from_slice(&[digit(row / 10), digit(row)]);
        (record[6], record[8]) = (digit(width), digit(height));
        out.extend_from_slice(&record);
    }
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
    fn both_spellings_fill_exactly_the_dark_modules() {
        let area = Rect::new(Point::default(), Size::new(Length::mm(10.0), Length::mm(10.0)));
        for text in ["SP1-0110100013-01-R1-ABCDEFGH", &"A".repeat(150)] {
            let symbol = Symbol::encode(text).unwrap();
            let dark: Vec<(usize, usize)> = (0..symbol.width)
                .flat_map(|row| (0..symbol.width).map(move |column| (row, column)))
                .filter(|(row, column)| symbol.is_dark(*row, *column))
                .collect();
            for spelling in [Spelling::Short, Spelling::Records] {
                let mut out = Vec::new();
                write(&mut out, area, &symbol, 1000, spelling);
                let written = std::str::from_utf8(&out).unwrap();
                assert_eq!(filled(written), dark, "{spelling:?}");
                let mut rectangles = written.lines().filter(|line| line.ends_with(" re"));
                assert!(spelling == Spelling::Short || rectangles.all(|line| line.len() + 1 == RECORD));
            }
        }
    }
}
