//! [`Frame`]: what all symbols of a version share, made once in a process: the modules that do not depend on
//! what is said, under each of the eight masks, and where the bits of the codewords go (ISO/IEC 18004, 7.7.3).
//!
//! The patterns are those that the `qrcode` crate draws. A mask only turns modules over, so that a symbol's
//! modules are those of the frame, turned over where its codewords have a one: a word for each row.

use std::sync::OnceLock;

use qrcode::canvas::{Canvas, MaskPattern, Module};
use qrcode::{Color, Version};

use super::LEVEL;
use super::mask::{Lines, MOST, penalty};

/// The largest version that has a frame.
const VERSIONS: usize = 10;

/// The masks, in the order of their numbers: the first of the best is taken.
const MASKS: [MaskPattern; 8] = [
    MaskPattern::Checkerboard,
    MaskPattern::HorizontalLines,
    MaskPattern::VerticalLines,
    MaskPattern::DiagonalLines,
    MaskPattern::LargeCheckerboard,
    MaskPattern::Fields,
    MaskPattern::Diamonds,
    MaskPattern::Meadow,
];

/// The same modules by rows and by columns.
struct Modules {
    rows: Lines,
    columns: Lines,
}

impl Modules {
    const fn light() -> Self {
        Self { rows: [0; MOST], columns: [0; MOST] }
    }

    fn darken(&mut self, row: usize, column: usize) {
        self.rows[row] |= 1 << column;
        self.columns[column] |= 1 << row;
    }
}

/// What the symbols of a version share.
pub(super) struct Frame {
    /// Modules along one side.
    pub(super) width: usize,
    /// The modules of a symbol without a one in its codewords, under each mask.
    masked: Vec<Modules>,
    /// Row and column of each bit of the codewords.
    places: Vec<(usize, usize)>,
}

impl Frame {
    /// The frame of a version up to 10 at level Q.
    pub(super) fn of(version: Version) -> &'static Self {
        static FRAMES: [OnceLock<Frame>; VERSIONS] = [const { OnceLock::new() }; VERSIONS];
        let number = match version {
            Version::Normal(number) | Version::Micro(number) => usize::from(number.unsigned_abs()),
        };
        FRAMES[number.clamp(1, VERSIONS) - 1].get_or_init(|| Self::new(version))
    }

    fn new(version: Version) -> Self {
        let mut canvas = Canvas::new(version, LEVEL);
        canvas.draw_all_functional_patterns();
        let width = usize::from(version.width().unsigned_abs());
        let masked = MASKS.map(|mask| {
            let mut canvas = canvas.clone();
            canvas.apply_mask(mask);
            let mut modules = Modules::light();
            for (index, color) in canvas.into_colors().into_iter().enumerate() {
                if color == Color::Dark {
                    modules.darken(index / width, index % width);
                }
            }
            modules
        });
        Self { width, masked: masked.into(), places: places(&canvas, version.width()) }
    }

    /// The rows of the symbol with those codewords under the mask that looks best.
    pub(super) fn best(&self, codewords: impl Iterator<Item = u8>) -> Vec<u64> {
        let data = self.data(codewords);
        let turned = |lines: &Lines, data: &Lines| std::array::from_fn(|index| lines[index] ^ data[index]);
        let penalty = |mask: &&Modules| {
            penalty(&turned(&mask.rows, &data.rows), &turned(&mask.columns, &data.columns), self.width)
        };
        let best = self.masked.iter().min_by_key(penalty);
        best.map_or_else(Vec::new, |mask| self.rows(mask, &data))
    }

    /// The same under the first mask, whatever it looks like.
    pub(super) fn first(&self, codewords: impl Iterator<Item = u8>) -> Vec<u64> {
        let data = self.data(codewords);
        self.masked.first().map_or_else(Vec::new, |mask| self.rows(mask, &data))
    }

    fn rows(&self, mask: &Modules, data: &Modules) -> Vec<u64> {
        mask.rows.iter().zip(data.rows).take(self.width).map(|(mask, data)| mask ^ data).collect()
    }

    /// The ones of the codewords at their places.
    fn data(&self, codewords: impl Iterator<Item = u8>) -> Modules {
        let mut data = Modules::light();
        for (codeword, places) in codewords.zip(self.places.chunks(8)) {
            for (bit, &(row, column)) in places.iter().enumerate() {
                if codeword << bit & 0x80 != 0 {
                    data.darken(row, column);
                }
            }
        }
        data
    }
}

/// The places of the codewords' bits: up and down in pairs of columns from the right, past what is not data. The
/// column of the vertical timing pattern belongs to no pair.
fn places(canvas: &Canvas, width: i16) -> Vec<(usize, usize)> {
    const TIMING: i16 = 6;
    let pairs = (1..width).rev().filter(|right| match *right {
        right if right > TIMING => right % 2 == 0,
        right => right % 2 == 1,
    });
    let mut places = Vec::new();
    for (index, right) in pairs.enumerate() {
        for step in 0..width {
            let row = if index % 2 == 0 { width - 1 - step } else { step };
            for column in [right, right - 1] {
                if canvas.get(column, row) == Module::Empty {
                    places.push((usize::from(row.unsigned_abs()), usize::from(column.unsigned_abs())));
                }
            }
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mask_and_the_modules_are_those_of_the_library() {
        for version in 1..=10 {
            for seed in 0..30_u32 {
                let version = Version::Normal(version);
                let noise: Vec<u8> = (0..400_u32)
                    .map(|index| ((index ^ seed).wrapping_mul(2_654_435_761) >> 13) as u8)
                    .collect();
                let mut canvas = Canvas::new(version, LEVEL);
                canvas.draw_all_functional_patterns();
                let frame = Frame::of(version);
                // The remainder bits, which no codeword reaches, are light before the mask.
                let data = &noise[..frame.places.len() / 8];
                canvas.draw_data(data, &[]);
                let color = |dark| if dark { Color::Dark } else { Color::Light };
                let row = |row: u64| (0..frame.width).map(move |column| color(row >> column & 1 == 1));
                let modules = |rows: Vec<u64>| rows.into_iter().flat_map(row).collect::<Vec<_>>();
                let found = modules(frame.best(data.iter().copied()));
                assert_eq!(found, canvas.apply_best_mask().into_colors(), "{version:?} {seed}");
                canvas.apply_mask(MaskPattern::Checkerboard);
                assert_eq!(modules(frame.first(data.iter().copied())), canvas.into_colors());
            }
        }
    }
}
