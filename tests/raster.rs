//! PDF bytes in, grey pages out, by a rasteriser that shares no code with the painters; what to do with them.

use std::io::Cursor;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, GrayImage, ImageEncoder};
use startpack::base::Rect;
use startpack::base::qr::QUIET_ZONE;

/// Every page at `dots_per_inch`.
pub fn pages(pdf: &[u8], dots_per_inch: f32) -> Vec<GrayImage> {
    chosen_pages(pdf, dots_per_inch, |_| true).into_iter().map(|(_, page)| page).collect()
}

/// The pages whose number (from 1) is `wanted`, each with its number.
pub fn chosen_pages(
    pdf: &[u8],
    dots_per_inch: f32,
    wanted: impl Fn(usize) -> bool,
) -> Vec<(usize, GrayImage)> {
    let pdf = Pdf::new(pdf.to_vec()).unwrap();
    let cache = RenderCache::new();
    let scale = dots_per_inch / 72.0;
    let size = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    let look = RenderSettings { hinting: false, ..RenderSettings::default() };
    let numbered = pdf.pages().iter().enumerate().map(|(index, page)| (index + 1, page));
    let draw = |(number, page)| {
        let pixmap = render(page, &cache, &InterpreterSettings::default(), &look, &size);
        let dots = pixmap.data().iter().map(|dot| grey(dot.r, dot.g, dot.b)).collect();
        let (width, height) = (u32::from(pixmap.width()), u32::from(pixmap.height()));
        (number, GrayImage::from_raw(width, height, dots).unwrap())
    };
    numbered.filter(|(number, _)| wanted(*number)).map(draw).collect()
}

/// Luminance (ITU-R BT.601, in whole numbers).
pub fn grey(red: u8, green: u8, blue: u8) -> u8 {
    let weighted = 299 * u32::from(red) + 587 * u32::from(green) + 114 * u32::from(blue);
    u8::try_from(weighted / 1000).unwrap()
}

/// Distance of the eight greys of a golden: enough to look at, and small.
const STEP: f64 = 255.0 / 7.0;

/// The picture as PNG in eight greys.
pub fn encode(picture: &GrayImage) -> Vec<u8> {
    let coarse = |dot: &u8| ((f64::from(*dot) / STEP).round() * STEP).round() as u8;
    let dots: Vec<u8> = picture.as_raw().iter().map(coarse).collect();
    let mut bytes = Cursor::new(Vec::new());
    PngEncoder::new_with_quality(&mut bytes, CompressionType::Best, FilterType::NoFilter)
        .write_image(&dots, picture.width(), picture.height(), ExtendedColorType::L8)
        .unwrap();
    bytes.into_inner()
}

/// What the QR symbol at `area` (of so many modules) says.
pub fn read_symbol(
    picture: &GrayImage,
    area: Rect,
    modules: usize,
    dots_per_inch: f32,
) -> Result<String, String> {
    let dots = f64::from(dots_per_inch) / 72.0;
    let quiet = area.size.width.to_pt() / modules as f64 * QUIET_ZONE as f64;
    let from = |start: f64| ((start - quiet) * dots).round().max(0.0) as u32;
    let extent = ((area.size.width.to_pt() + 2.0 * quiet) * dots).round() as u32;
    let (x, y) = (from(area.origin.x.to_pt()), from(area.origin.y.to_pt()));
    let crop = image::imageops::crop_imm(picture, x, y, extent, extent).to_image();
    // This decoder wants several dots a module on the dot grid; a phone or scanner has them, so it gets them.
    decode(&crop).or_else(|_| {
        let side = extent * 3;
        decode(&image::imageops::resize(&crop, side, side, image::imageops::FilterType::Triangle))
    })
}

fn decode(crop: &GrayImage) -> Result<String, String> {
    let (width, height) = (crop.width() as usize, crop.height() as usize);
    let mut prepared =
        rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| crop.as_raw()[y * width + x]);
    match prepared.detect_grids().as_slice() {
        [grid] => grid.decode().map(|(_, text)| text).map_err(|error| error.to_string()),
        grids => Err(format!("{} symbols found", grids.len())),
    }
}
