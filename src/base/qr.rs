//! [`Symbol`]: a QR code as a square of modules, encoded in alphanumeric mode at level Q.
//!
//! The text must be of `0-9 A-Z -` only: readers disagree about everything else. Built from the low-level
//! parts of the `qrcode` crate, so that the mode is certain.

mod mask;

use qrcode::bits::Bits;
use qrcode::canvas::{Canvas, MaskPattern};
use qrcode::ec::construct_codewords;
use qrcode::{Color, EcLevel, Version};

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
    dark: Vec<bool>,
}

impl Symbol {
    /// Encodes `text`.
    ///
    /// # Errors
    /// If the text has another character than `0-9 A-Z -`, or is too long for a symbol of version 10.
    pub fn encode(text: &str) -> Result<Self, String> {
        Self::masked(text, mask::best)
    }

    /// The same with one mask for all symbols, which takes a fiftieth of the time: the mask that looks best is
    /// sought for the worst readers, and a sheet's mark is read from a flat scan.
    ///
    /// # Errors
    /// As [`encode`](Self::encode).
    pub fn encode_quickly(text: &str) -> Result<Self, String> {
        Self::masked(text, |canvas, _| {
            let mut canvas = canvas.clone();
            canvas.apply_mask(MaskPattern::Checkerboard);
            canvas.into_colors()
        })
    }

    fn masked(text: &str, mask: impl Fn(&Canvas, usize) -> Vec<Color>) -> Result<Self, String> {
        if let Some(bad) = text.chars().find(|c| !matches!(c, '0'..='9' | 'A'..='Z' | '-')) {
            return Err(format!("{bad:?} cannot stand in a QR payload"));
        }
        let bits = VERSIONS
            .map(Version::Normal)
            .find_map(|version| alphanumeric(text, version))
            .ok_or_else(|| format!("{} characters are too many for a QR symbol", text.len()))?;
        let version = bits.version();
        let (data, correction) =
            construct_codewords(&bits.into_bytes(), version, LEVEL).map_err(|error| error.to_string())?;
        let mut canvas = Canvas::new(version, LEVEL);
        canvas.draw_all_functional_patterns();
        canvas.draw_data(&data, &correction);
        let width = usize::from(version.width().unsigned_abs());
        Ok(Self {
            text: text.to_owned(),
            width,
            dark: mask(&canvas, width).into_iter().map(|color| color == Color::Dark).collect(),
        })
    }

    /// Whether the module in `row` and `column` is dark.
    pub fn is_dark(&self, row: usize, column: usize) -> bool {
        column < self.width && self.dark.get(row * self.width + column).copied().unwrap_or(false)
    }

    /// Modules along one side, with the quiet zone on both, of the symbol that says `text`; `None` if it cannot
    /// be encoded. Cheaper than encoding.
    pub fn full_width_of(text: &str) -> Option<usize> {
        let version =
            VERSIONS.map(Version::Normal).find_map(|version| alphanumeric(text, version))?.version();
        Some(usize::from(version.width().unsigned_abs()) + 2 * QUIET_ZONE)
    }

    /// Modules along one side with the quiet zone on both.
    pub const fn full_width(&self) -> usize {
        self.width + 2 * QUIET_ZONE
    }

    /// The dark modules as few rectangles that do not overlap: column, row, width, height in modules.
    ///
    /// Each is as wide as its run, then as high as the same run repeats below. Filled as one path, they leave
    /// no seams within a rectangle.
    pub fn rectangles(&self) -> Vec<[usize; 4]> {
        let mut done = vec![false; self.dark.len()];
        let mut rectangles = Vec::new();
        for row in 0..self.width {
            let mut column = 0;
            while column < self.width {
                let run = self.run(row, column, &done);
                if run > 0 {
                    let height = self.repeats(row, column, run, &done);
                    for below in row..row + height {
                        done[below * self.width + column..][..run].fill(true);
                    }
                    rectangles.push([column, row, run, height]);
                }
                column += run.max(1);
            }
        }
        rectangles
    }

    /// Dark modules from there to the right that no rectangle has yet.
    fn run(&self, row: usize, column: usize, done: &[bool]) -> usize {
        let open = |column: &usize| self.is_dark(row, *column) && !done[row * self.width + column];
        (column..self.width).take_while(open).count()
    }

    /// Rows from `row` down in which exactly this run stands, free on both sides.
    fn repeats(&self, row: usize, column: usize, run: usize, done: &[bool]) -> usize {
        let same = |below: &usize| {
            let left_free = column == 0 || !self.is_dark(*below, column - 1);
            *below == row || (left_free && self.run(*below, column, done) == run)
        };
        (row..self.width).take_while(same).count()
    }
}

/// `text` in alphanumeric mode, if it fits `version`.
fn alphanumeric(text: &str, version: Version) -> Option<Bits> {
    let mut bits = Bits::new(version);
    bits.push_alphanumeric_data(text.as_bytes()).ok()?;
    bits.push_terminator(LEVEL).ok()?;
    Some(bits)
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
        for text in [PAYLOAD, "SP1-4710100013-999-R7-6ZV4BK0F74VD7APE", "A"] {
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
        assert!(Symbol::encode("a").is_err());
        assert!(Symbol::encode(&"A".repeat(1000)).is_err());
    }
}
