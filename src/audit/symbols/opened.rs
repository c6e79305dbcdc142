//! The bytes of a file in, its pictures out, one at a time: a PNG or JPEG is one, a PDF has one for each page,
//! drawn. What is in them is not looked at here. Knows the formats.

use std::io::Cursor;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::page::Page;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use image::metadata::Orientation;
use image::{DynamicImage, GrayImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use serde::{Deserialize, Serialize};

use crate::base::catch_panic::catch_panic;

/// Dots per inch at which a PDF's pages are drawn: office scanners' usual setting, and 4 dots for the smallest
/// module that a label may have (0.33 mm).
const DOTS_PER_INCH: f32 = 300.0;

/// Most dots of a picture, A4 at 600 dpi twice over: a small file can claim a picture that no memory holds.
const MOST_DOTS: f32 = 80.0e6;

/// Most dots of a picture on one side.
const MOST_ON_A_SIDE: u32 = 20_000;

/// Most memory that decoding a picture may take, in bytes.
const MOST_MEMORY: u64 = 512 * 1024 * 1024;

/// Most pages of a PDF: those of the largest stack a copier takes several times over.
const MOST_PAGES: usize = 10_000;

/// Why a file has no pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unreadable {
    /// It is neither PNG nor JPEG nor PDF.
    OtherFormat,
    /// It is one, but broken.
    Broken,
    /// The picture is too large.
    TooLarge,
    /// The PDF wants a password.
    Locked,
    /// The PDF has too many pages.
    TooManyPages,
    /// A picture takes too long.
    Late,
    /// Who read it has broken down.
    BrokeDown,
}

/// Shows each picture of a file to `look`, with its page number if the file is a PDF.
///
/// # Errors
/// Where the file is no picture that can be shown; pages before the fault have been looked at.
pub fn each_picture(
    bytes: Vec<u8>,
    look: &mut dyn FnMut(Option<usize>, &GrayImage),
) -> Result<(), Unreadable> {
    if bytes.starts_with(b"%PDF") {
        return each_page(bytes, look);
    }
    look(None, &picture(&bytes)?);
    Ok(())
}

/// A PNG or JPEG as it is meant to be looked at: upright, on white.
fn picture(bytes: &[u8]) -> Result<GrayImage, Unreadable> {
    let mut reader =
        ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| Unreadable::Broken)?;
    if !matches!(reader.format(), Some(ImageFormat::Png | ImageFormat::Jpeg)) {
        return Err(Unreadable::OtherFormat);
    }
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST_ON_A_SIDE);
    limits.max_image_height = Some(MOST_ON_A_SIDE);
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let fault = |error| match error {
        image::ImageError::Limits(_) => Unreadable::TooLarge,
        _ => Unreadable::Broken,
    };
    let mut decoder = reader.into_decoder().map_err(fault)?;
    let (width, height) = decoder.dimensions();
    if width as f32 * height as f32 > MOST_DOTS {
        return Err(Unreadable::TooLarge);
    }
    // Cameras store the picture as the chip saw it, and how it was held beside it.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(fault)?;
    picture.apply_orientation(orientation);
    Ok(on_white(&picture))
}

/// The picture in grey, white where it is transparent.
fn on_white(picture: &DynamicImage) -> GrayImage {
    // Photos: a general conversion takes longer than to read the file.
    if let DynamicImage::ImageRgb8(picture) = picture {
        let dots = picture.as_raw().chunks_exact(3).map(|dot| grey(dot[0], dot[1], dot[2])).collect();
        return GrayImage::from_raw(picture.width(), picture.height(), dots).unwrap_or_default();
    }
    if !picture.color().has_alpha() {
        return picture.to_luma8();
    }
    let both = picture.to_luma_alpha8();
    GrayImage::from_fn(both.width(), both.height(), |x, y| {
        let [grey, alpha] = both.get_pixel(x, y).0.map(u32::from);
        // Both are at most 255, and so is their mean.
        image::Luma([((grey * alpha + 255 * (255 - alpha)) / 255) as u8])
    })
}

fn each_page(bytes: Vec<u8>, look: &mut dyn FnMut(Option<usize>, &GrayImage)) -> Result<(), Unreadable> {
    use hayro::hayro_syntax::LoadPdfError;
    let pdf = catch_panic(|| Pdf::new(bytes)).ok_or(Unreadable::Broken)?;
    let pdf = pdf.map_err(|error| match error {
        LoadPdfError::Decryption(_) => Unreadable::Locked,
        LoadPdfError::Invalid => Unreadable::Broken,
    })?;
    if pdf.pages().len() > MOST_PAGES {
        return Err(Unreadable::TooManyPages);
    }
    let cache = RenderCache::new();
    for (page, number) in pdf.pages().iter().zip(1..) {
        let drawn = catch_panic(|| drawn(page, &cache));
        look(Some(number), &drawn.flatten().ok_or(Unreadable::Broken)?);
    }
    Ok(())
}

/// A page in grey; smaller where it is larger than paper for labels ever is.
fn drawn<'a>(page: &'a Page<'a>, cache: &RenderCache<'a>) -> Option<GrayImage> {
    let (width, height) = page.render_dimensions();
    let bound = (MOST_DOTS / (width * height)).sqrt().min(MOST_ON_A_SIDE as f32 / width.max(height));
    let scale = (DOTS_PER_INCH / 72.0).min(bound);
    let size = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    let look = RenderSettings { hinting: false, ..RenderSettings::default() };
    let drawn = render(page, cache, &InterpreterSettings::default(), &look, &size);
    let dots = drawn.data().iter().map(|dot| grey(dot.r, dot.g, dot.b)).collect();
    GrayImage::from_raw(drawn.width().into(), drawn.height().into(), dots)
}

/// Luminance (ITU-R BT.601, in whole numbers).
fn grey(red: u8, green: u8, blue: u8) -> u8 {
    let weighted = 299 * u32::from(red) + 587 * u32::from(green) + 114 * u32::from(blue);
    // At most 255: the weights sum up to 1000.
    (weighted / 1000) as u8
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{ImageEncoder, Rgba, RgbaImage};

    #[test]
    fn what_is_transparent_is_white() {
        let mut picture = RgbaImage::from_pixel(2, 1, Rgba([0, 0, 0, 0]));
        picture.put_pixel(1, 0, Rgba([0, 0, 0, 255]));
        assert_eq!(on_white(&picture.into()).into_raw(), [255, 0]);
    }

    #[test]
    fn other_files_are_told_apart() {
        let look = |bytes: &[u8]| each_picture(bytes.to_vec(), &mut |_, _| {});
        assert_eq!(look(b"hello"), Err(Unreadable::OtherFormat));
        assert_eq!(look(b""), Err(Unreadable::OtherFormat));
        assert_eq!(look(b"%PDF-1.7\nnothing"), Err(Unreadable::Broken));
        assert_eq!(look(b"\x89PNG\r\n\x1a\n"), Err(Unreadable::Broken));
    }

    #[test]
    fn a_picture_that_no_memory_holds_is_refused() {
        let mut png = Vec::new();
        image::codecs::png::PngEncoder::new(&mut png)
            .write_image(&[0], 1, 1, image::ExtendedColorType::L8)
            .unwrap();
        // Width and height stand after the signature, the chunk's length and its name; its sum is at 29.
        png[16..24].copy_from_slice(&[0, 1, 0, 0, 0, 1, 0, 0]);
        let refused = each_picture(png, &mut |_, _| {});
        assert!(matches!(refused, Err(Unreadable::TooLarge | Unreadable::Broken)), "{refused:?}");
    }
}
