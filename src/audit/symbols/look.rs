//! A [`View`]: one way of looking at a picture, larger or smaller than it is. What blurs one look shows in
//! another: coarse noise goes away in the smaller picture, small symbols are read in the larger one.

use std::borrow::Cow;

use image::GrayImage;
use rxing::common::HybridBinarizer;
use rxing::common::cpp_essentials::ConcentricPattern;
use rxing::multi::MultipleBarcodeReader;
use rxing::qrcode::cpp_port::QrReader;
use rxing::qrcode::cpp_port::detector::FindFinderPatterns;
use rxing::{BarcodeFormat, BinaryBitmap, DecodeHints, Luma8LuminanceSource, RXingResult};

use super::scale::{doubled, halved};
use super::windows::{Square, Window};
use super::{Dot, FoundSymbol};
use crate::base::catch_panic::catch_panic;

/// A picture is not enlarged to more than this many pixels: one of so many has symbols that are large enough.
const LARGEST: u64 = 80_000_000;

/// The smallest QR symbol has 21 modules a side; a picture with fewer pixels holds none.
const SMALLEST: u32 = 21;

/// One way of looking at a picture.
#[derive(Clone, Copy, Debug)]
pub(super) enum View {
    /// As it is.
    Plain,
    /// Half as large.
    Smaller,
    /// Twice as large.
    Larger,
    /// Twice as large, but without what half the size does not show.
    Softer,
}

/// What a look shows.
pub(super) struct ViewResult {
    /// The symbols that could be read, in pixels of the picture itself.
    pub(super) found: Vec<FoundSymbol>,
    /// Where there are squares like those in a symbol's corners.
    pub(super) squares: Vec<Square>,
}

impl ViewResult {
    /// The result in pixels of the whole picture, where a window of it was looked at.
    pub(super) fn moved(mut self, window: Window) -> Self {
        let (right, down) = (f64::from(window.left), f64::from(window.top));
        let moved = |dot: &mut Dot| *dot = Dot { x: dot.x + right, y: dot.y + down };
        self.found.iter_mut().flat_map(|symbol| &mut symbol.corners).for_each(moved);
        self.squares.iter_mut().for_each(|square| moved(&mut square.middle));
        self
    }
}

impl View {
    /// What this look shows of the picture.
    pub(super) fn see(self, picture: &GrayImage) -> ViewResult {
        let Some(seen) = self.seen(picture) else {
            return ViewResult { found: Vec::new(), squares: Vec::new() };
        };
        let scale = self.scale();
        let dot = |point: rxing::Point| Dot { x: f64::from(point.x) / scale, y: f64::from(point.y) / scale };
        let (symbols, squares) = read(&seen);
        let found = symbols.iter().filter_map(|symbol| {
            // As the reader gives them: top left, top right, bottom left, bottom right.
            let [a, b, d, c] = symbol.getPoints() else { return None };
            let corners = [dot(*a), dot(*b), dot(*c), dot(*d)];
            Some(FoundSymbol { text: symbol.getText().to_owned(), corners })
        });
        let square = |pattern: &ConcentricPattern| Square {
            middle: dot(pattern.p),
            size: f64::from(pattern.size) / scale,
        };
        ViewResult { found: found.collect(), squares: squares.iter().map(square).collect() }
    }

    const fn scale(self) -> f64 {
        match self {
            Self::Plain => 1.0,
            Self::Smaller => 0.5,
            Self::Larger | Self::Softer => 2.0,
        }
    }

    /// The picture as this look has it; `None` where that would be too small or too large.
    fn seen(self, picture: &GrayImage) -> Option<Cow<'_, GrayImage>> {
        let (width, height) = picture.dimensions();
        let is_small = width.min(height) < if self.scale() < 1.0 { 2 * SMALLEST } else { SMALLEST };
        let is_large = self.scale() > 1.0 && 4 * u64::from(width) * u64::from(height) > LARGEST;
        if is_small || is_large {
            return None;
        }
        Some(match self {
            Self::Plain => Cow::Borrowed(picture),
            Self::Smaller => Cow::Owned(halved(picture)),
            Self::Larger => Cow::Owned(doubled(picture)),
            Self::Softer => Cow::Owned(doubled(&doubled(&halved(picture)))),
        })
    }
}

/// The symbols and their corner squares in one picture. The reader is known to panic on some noise; that is no
/// symbol.
fn read(picture: &GrayImage) -> (Vec<RXingResult>, Vec<ConcentricPattern>) {
    let read = || {
        let dots = picture.as_raw().clone();
        let source = Luma8LuminanceSource::new(dots, picture.width(), picture.height()).ok()?;
        let hints = DecodeHints {
            TryHarder: Some(true),
            PossibleFormats: Some([BarcodeFormat::QR_CODE].into()),
            ..DecodeHints::default()
        };
        let mut bitmap = BinaryBitmap::new(HybridBinarizer::new(source));
        let symbols = QrReader.decode_multiple_with_hints(&mut bitmap, &hints).unwrap_or_default();
        let squares = FindFinderPatterns(bitmap.get_black_matrix(), true, 0);
        Some((symbols, squares))
    };
    catch_panic(read).flatten().unwrap_or_default()
}
