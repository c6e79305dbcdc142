//! A [`Look`]: one way of looking at a picture, larger or smaller than it is. What blurs one look shows in
//! another: coarse noise goes away in the smaller picture, small symbols are read in the larger one.

use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use image::GrayImage;
use image::imageops::{FilterType, resize};
use rxing::common::HybridBinarizer;
use rxing::multi::MultipleBarcodeReader;
use rxing::qrcode::cpp_port::QrReader;
use rxing::{BarcodeFormat, BinaryBitmap, DecodeHints, Luma8LuminanceSource, RXingResult};

use super::{Dot, Found};

/// The looks that [`super::decode`] takes, the one that finds most first.
pub(super) const LOOKS: [Look; 3] = [Look { scale: 1.0 }, Look { scale: 0.5 }, Look { scale: 2.0 }];

/// A picture is not enlarged beyond this many pixels: one of so many has symbols that are large enough.
const LARGEST: f64 = 40.0e6;

/// The smallest QR symbol has 21 modules a side; a picture with fewer pixels holds none.
const SMALLEST: u32 = 21;

/// One way of looking at a picture.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    /// Times the picture's own size.
    scale: f64,
}

impl Look {
    /// The symbols that this look shows, in pixels of the picture itself.
    pub(super) fn see(self, picture: &GrayImage) -> Vec<Found> {
        let Some(seen) = self.seen(picture) else { return Vec::new() };
        symbols(&seen)
            .iter()
            .filter_map(|symbol| {
                // As the reader gives them: top left, top right, bottom left, bottom right.
                let [a, b, d, c] = symbol.getPoints() else { return None };
                let dot = |point: &rxing::Point| Dot {
                    x: f64::from(point.x) / self.scale,
                    y: f64::from(point.y) / self.scale,
                };
                Some(Found { text: symbol.getText().to_owned(), corners: [dot(a), dot(b), dot(c), dot(d)] })
            })
            .collect()
    }

    /// The picture at this look's scale; `None` where that would be too small or too large.
    fn seen(self, picture: &GrayImage) -> Option<Cow<'_, GrayImage>> {
        let scaled = |extent: u32| (f64::from(extent) * self.scale).round();
        let (width, height) = (scaled(picture.width()), scaled(picture.height()));
        if width.min(height) < f64::from(SMALLEST) || (self.scale > 1.0 && width * height > LARGEST) {
            return None;
        }
        if (self.scale - 1.0).abs() < f64::EPSILON {
            return Some(Cow::Borrowed(picture));
        }
        // In range: both are whole, and far below the largest picture that can be opened.
        Some(Cow::Owned(resize(picture, width as u32, height as u32, FilterType::Triangle)))
    }
}

/// What the reader finds in one picture. It is known to panic on some noise; that is no symbol.
fn symbols(picture: &GrayImage) -> Vec<RXingResult> {
    let read = || {
        let dots = picture.as_raw().clone();
        let source = Luma8LuminanceSource::new(dots, picture.width(), picture.height()).ok()?;
        let hints = DecodeHints {
            TryHarder: Some(true),
            PossibleFormats: Some([BarcodeFormat::QR_CODE].into()),
            ..DecodeHints::default()
        };
        let mut bitmap = BinaryBitmap::new(HybridBinarizer::new(source));
        QrReader.decode_multiple_with_hints(&mut bitmap, &hints).ok()
    };
    catch_unwind(AssertUnwindSafe(read)).ok().flatten().unwrap_or_default()
}
