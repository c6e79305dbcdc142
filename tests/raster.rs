//! PDF bytes in, grey pages out, by a rasteriser that shares no code with the painters.

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use image::GrayImage;

/// Every page at `dots_per_inch`.
pub fn pages(pdf: &[u8], dots_per_inch: f32) -> Vec<GrayImage> {
    let pdf = Pdf::new(pdf.to_vec()).unwrap();
    let cache = RenderCache::new();
    let scale = dots_per_inch / 72.0;
    let size = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    let look = RenderSettings { hinting: false, ..RenderSettings::default() };
    pdf.pages()
        .iter()
        .map(|page| {
            let pixmap = render(page, &cache, &InterpreterSettings::default(), &look, &size);
            let grey = pixmap.data().iter().map(|dot| grey(dot.r, dot.g, dot.b)).collect();
            GrayImage::from_raw(u32::from(pixmap.width()), u32::from(pixmap.height()), grey).unwrap()
        })
        .collect()
}

/// Luminance (ITU-R BT.601, in whole numbers).
pub fn grey(red: u8, green: u8, blue: u8) -> u8 {
    let weighted = 299 * u32::from(red) + 587 * u32::from(green) + 114 * u32::from(blue);
    u8::try_from(weighted / 1000).unwrap()
}
