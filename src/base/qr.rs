//! [`Symbol`]: a QR code as a square of modules, at level Q.
//!
//! What ties paper and terminal is of `0-9 A-Z -` only and in alphanumeric mode: the smallest symbol, and readers agree
//! about it. An address of the dated facts is in byte mode, letter by letter. Built from the low-level parts of the
//! `qrcode` crate, so that the mode is certain.

mod frame;
mod mask;

use qrcode::bits::Bits;
use qrcode::ec::construct_codewords;
use qrcode::types::Mode;
use qrcode::{EcLevel, Version};

use frame::Frame;

/// Width of the white border that a reader needs, in modules (ISO/IEC 18004, 6.3.8).
pub const QUIET_ZONE: usize = 4;

/// Error correction: with 6 % of the symbol blotted out, M lost up to 25 of 100 codes, Q up to 10.
const LEVEL: EcLevel = EcLevel::Q;

/// Versions 1 to 10 (57 modules): more would be too fine for a label.
const VERSIONS: std::ops::RangeInclusive<i16> = 1..=10;

/// A QR symbol without its quiet zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// What it says.
    pub text: String,
    /// Modules along one side.
    pub width: usize,
    /// Each row's modules: a bit is set where one is dark, the lowest bit is the row's first module.
    rows: Vec<u64>,
}

impl Symbol {
    /// Encodes `text`.
    ///
    /// # Errors
    /// If the text has another character than those of printable ASCII, or is too long for a symbol of version 10.
    pub fn encode(text: &str) -> Result<Self, String> {
        let (frame, codewords) = codewords(text)?;
        Ok(Self { text: text.to_owned(), width: frame.width, rows: frame.best(codewords) })
    }

    /// What is said in the place of the picture, where nothing better is known.
    pub fn alt(&self) -> String {
        format!("QR: {}", self.text)
    }

    /// The same with one mask for all symbols, which takes a fiftieth of the time: the mask that looks best is
    /// sought for the worst readers, and a sheet's mark is read from a flat scan.
    ///
    /// # Errors
    /// As [`encode`](Self::encode).
    pub fn encode_quickly(text: &str) -> Result<Self, String> {
        let (frame, codewords) = codewords(text)?;
        Ok(Self { text: text.to_owned(), width: frame.width, rows: frame.first(codewords) })
    }

    /// Whether the module in `row` and `column` is dark.
    pub fn is_dark(&self, row: usize, column: usize) -> bool {
        column < self.width && self.rows.get(row).is_some_and(|modules| modules >> column & 1 == 1)
    }

    /// Modules along one side, with the quiet zone on both, of the symbol that says `text`; `None` if it cannot
    /// be encoded. Cheaper than encoding.
    pub fn full_width_of(text: &str) -> Option<usize> {
        let mode = mode(text).ok()?;
        Some(usize::from(version(text, mode)?.width().unsigned_abs()) + 2 * QUIET_ZONE)
    }

    /// Modules along one side with the quiet zone on both.
    pub const fn full_width(&self) -> usize {
        self.width + 2 * QUIET_ZONE
    }

    /// The dark modules as few rectangles that do not overlap: column, row, width, height in modules.
    ///
    /// Each is as wide as its run, then as high as the same run repeats below. Filled as one path, they leave no seams.
    pub fn rectangles(&self) -> Vec<[usize; 4]> {
        let mut rectangles = Vec::with_capacity(self.width * self.width / MODULES_IN_RECTANGLE);
        let mut rows = self.rows.clone();
        for row in 0..rows.len() {
            let mut rest = rows[row];
            while rest != 0 {
                let column = rest.trailing_zeros() as usize;
                let width = (rest >> column).trailing_ones() as usize;
                // The symbol is narrower than a word: no bit is shifted out.
                let run = ((1 << width) - 1) << column;
                let around = run | run << 1 | run >> 1;
                let mut height = 1;
                while let Some(below) = rows.get_mut(row + height).filter(|below| **below & around == run) {
                    *below &= !run;
                    height += 1;
                }
                rest &= !run;
                rectangles.push([column, row, width, height]);
            }
        }
        rectangles
    }
}

/// All modules of a symbol to each rectangle of its dark ones, at least.
const MODULES_IN_RECTANGLE: usize = 4;

/// The codewords of `text`, and the frame that they go into.
fn codewords(text: &str) -> Result<(&'static Frame, impl Iterator<Item = u8>), String> {
    let mode = mode(text)?;
    let version = version(text, mode)
        .ok_or_else(|| format!("{} characters are too many for a QR symbol", text.len()))?;
    let mut bits = Bits::new(version);
    let pushed = match mode {
        Mode::Alphanumeric => bits.push_alphanumeric_data(text.as_bytes()),
        _ => bits.push_byte_data(text.as_bytes()),
    };
    pushed.map_err(|error| error.to_string())?;
    bits.push_terminator(LEVEL).map_err(|error| error.to_string())?;
    let (data, correction) =
        construct_codewords(&bits.into_bytes(), version, LEVEL).map_err(|error| error.to_string())?;
    Ok((Frame::of(version), data.into_iter().chain(correction)))
}

/// The mode that holds `text`.
fn mode(text: &str) -> Result<Mode, String> {
    if let Some(bad) = text.chars().find(|c| !c.is_ascii_graphic()) {
        return Err(format!("{bad:?} cannot stand in a QR payload"));
    }
    let is_alphanumeric = text.chars().all(|c| matches!(c, '0'..='9' | 'A'..='Z' | '-'));
    Ok(if is_alphanumeric { Mode::Alphanumeric } else { Mode::Byte })
}

/// The smallest version that holds `text` in that mode (ISO/IEC 18004, 7.4.4 and 7.4.5).
fn version(text: &str, mode: Mode) -> Option<Version> {
    let length = mode.data_bits_count(text.len());
    VERSIONS.map(Version::Normal).find(|version| {
        let count = version.mode_bits_count() + mode.length_bits_count(*version);
        Bits::new(*version).max_len(LEVEL).is_ok_and(|most| count + length <= most)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAYLOAD: &str = "SP1-0110100013-01-R0-WN45WXY9";

    /// The symbol as a grey picture of `scale` dots a module.
    fn picture(symbol: &Symbol, scale: usize) -> (usize, Vec<u8>) {
        let side = symbol.full_width() * scale;
        let dark = |at: usize| (at / scale).checked_sub(QUIET_ZONE);
        let grey = (0..side * side)
            .map(|index| match (dark(index / side), dark(index % side)) {
                (Some(row), Some(column)) if symbol.is_dark(row, column) => 0,
                _ => 255,
            })
            .collect();
        (side, grey)
    }

    #[test]
    fn symbols_are_read_back() {
        let address = "https://portal.example.jp/csm?id=Top";
        for text in [PAYLOAD, "SP1-4710100013-999-R7-6ZV4BK0F74VD7APE", "A", address] {
            let (side, grey) = picture(&Symbol::encode(text).unwrap(), 4);
            let mut image =
                rqrr::PreparedImage::prepare_from_greyscale(side, side, |x, y| grey[y * side + x]);
            let grids = image.detect_grids();
            let (meta, content) = grids[0].decode().unwrap();
            assert_eq!(content, text);
            assert_eq!(meta.ecc_level, 3, "level Q");
        }
    }

    #[test]
    fn quick_symbols_are_read_back() {
        for number in 1..200 {
            let text = format!("SPS1-20261124-K7QM-{}A-{:04}", number * 37, number * 7919 % 10000);
            let (side, grey) = picture(&Symbol::encode_quickly(&text).unwrap(), 3);
            let mut image =
                rqrr::PreparedImage::prepare_from_greyscale(side, side, |x, y| grey[y * side + x]);
            assert_eq!(image.detect_grids()[0].decode().unwrap().1, text);
        }
    }

    #[test]
    fn a_payload_without_key_fits_version_2() {
        assert_eq!(Symbol::encode(PAYLOAD).unwrap().width, 25);
        assert_eq!(Symbol::full_width_of(PAYLOAD), Some(33));
        assert_eq!(Symbol::encode("SP1-0110100013-01-R0-6ZV4BK0F74VD7APE").unwrap().width, 29);
    }

    #[test]
    fn rectangles_cover_each_dark_module_once() {
        let symbol = Symbol::encode(PAYLOAD).unwrap();
        let mut cover = vec![0; symbol.width * symbol.width];
        for [column, row, width, height] in symbol.rectangles() {
            for y in row..row + height {
                for x in column..column + width {
                    cover[y * symbol.width + x] += 1;
                }
            }
        }
        for (index, count) in cover.iter().enumerate() {
            let dark = symbol.is_dark(index / symbol.width, index % symbol.width);
            assert_eq!(*count, u8::from(dark));
        }
    }

    #[test]
    fn other_characters_are_refused() {
        assert!(Symbol::encode("オンライン").is_err());
        assert!(Symbol::encode("a b").is_err());
        assert!(Symbol::encode(&"A".repeat(1000)).is_err());
    }
}
