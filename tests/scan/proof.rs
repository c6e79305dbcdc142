//! Every code of every stock's full sheet, read back from the rasterised PDF by two decoders that share no code:
//! rqrr (a port of quirc) and rxing (a port of zxing-cpp), in every weather.

use std::fmt::Write as _;

use image::GrayImage;
use image::imageops::{FilterType, crop_imm, resize};
use rxing::common::HybridBinarizer;
use rxing::qrcode::cpp_port::QrReader;
use rxing::{BinaryBitmap, DecodeHints, ImmutableReader as _, Luma8LuminanceSource};
use startpack::base::Rect;
use startpack::layout::ItemKind;
use startpack::plan::stock::{Stock, stocks};

use super::sheet;
use super::weather::Weather;
use crate::raster;

/// Paper around a symbol that the decoders get to see (mm): the quiet zone and a millimetre of shifting.
const AROUND: f64 = 2.6;

/// One stock for each design of label.
const DESIGNS: [&str; 3] = ["72212", "72224", "72244"];

#[test]
fn two_decoders_read_every_code_of_every_stock() {
    let mut misses = String::new();
    for stock in stocks().iter().filter(|stock| stock.design().is_some()) {
        misses += &missed(stock, 200.0, &[Weather::Fair]);
    }
    assert_eq!(misses, "");
}

#[test]
fn two_decoders_read_every_design_in_every_weather() {
    let mut misses = String::new();
    for name in DESIGNS {
        for dots in [200.0, 300.0] {
            misses += &missed(&Stock::find(name).unwrap(), dots, &Weather::ALL);
        }
    }
    assert_eq!(misses, "");
}

#[test]
fn two_decoders_read_a_sheet_in_every_weather_at_600_dpi() {
    assert_eq!(missed(&Stock::find(DESIGNS[0]).unwrap(), 600.0, &Weather::ALL), "");
}

/// The whole of it: `cargo test --locked --test all -- --ignored` runs it.
#[test]
#[ignore = "takes many minutes"]
fn two_decoders_read_every_code_in_every_weather_at_every_resolution() {
    let mut misses = String::new();
    for stock in stocks().iter().filter(|stock| stock.design().is_some()) {
        for dots in [200.0, 300.0, 600.0] {
            misses += &missed(stock, dots, &Weather::ALL);
        }
    }
    assert_eq!(misses, "");
}

/// A line for each stock, resolution, weather and decoder with which not every code was read.
fn missed(stock: &Stock, dots: f32, weathers: &[Weather]) -> String {
    let (pdf, page) = sheet(stock);
    let picture = raster::pages(&pdf, dots).remove(0);
    let symbols: Vec<_> = page
        .items
        .iter()
        .filter_map(|item| match &item.kind {
            ItemKind::Symbol(area, symbol) => Some((cut(&picture, *area, dots), *area, symbol.text.clone())),
            _ => None,
        })
        .collect();
    assert_eq!(symbols.len(), stock.faces());
    let mut lines = String::new();
    for weather in weathers {
        let (mut rqrr, mut rxing) = (0, 0);
        for (crop, area, said) in &symbols {
            let side = area.size.width.to_pt() as f32 / 72.0 * dots;
            let seen = weather.on(crop, side, dots);
            rqrr += usize::from(read_often(&seen, by_rqrr).as_ref() != Some(said));
            rxing += usize::from(read_often(&seen, by_rxing).as_ref() != Some(said));
        }
        for (decoder, count) in [("rqrr", rqrr), ("rxing", rxing)] {
            if count > 0 {
                let _ = writeln!(lines, "{} at {dots}, {weather:?}: {decoder} missed {count}", stock.name);
            }
        }
    }
    lines
}

/// The symbol with some paper around it.
fn cut(picture: &GrayImage, area: Rect, dots: f32) -> GrayImage {
    let dots = |points: f64| points / 72.0 * f64::from(dots);
    let around = dots(AROUND / 25.4 * 72.0);
    let start = |length: f64| (dots(length) - around).round().max(0.0) as u32;
    let extent = |length: f64| (dots(length) + 2.0 * around).round() as u32;
    let (x, y) = (start(area.origin.x.to_pt()), start(area.origin.y.to_pt()));
    crop_imm(picture, x, y, extent(area.size.width.to_pt()), extent(area.size.height.to_pt())).to_image()
}

/// As it is, two to four times as large, and in full contrast, which cameras and scanners set themselves:
/// rqrr wants several dots a module, and rxing's threshold sees nothing where black and white are 50 apart.
fn read_often(picture: &GrayImage, read: impl Fn(&GrayImage) -> Option<String>) -> Option<String> {
    let large = |times: u32| {
        let (width, height) = (picture.width() * times, picture.height() * times);
        read(&resize(picture, width, height, FilterType::Triangle))
    };
    read(picture)
        .or_else(|| large(2))
        .or_else(|| large(3))
        .or_else(|| large(4))
        .or_else(|| read(&in_full_contrast(picture)))
}

fn in_full_contrast(picture: &GrayImage) -> GrayImage {
    let (least, most) =
        picture.iter().fold((255, 0), |(least, most), dot| (dot.min(&least).to_owned(), most.max(*dot)));
    let range = (f32::from(most) - f32::from(least)).max(1.0);
    let mut full = picture.clone();
    full.iter_mut().for_each(|dot| *dot = ((f32::from(*dot) - f32::from(least)) / range * 255.0) as u8);
    full
}

fn by_rqrr(picture: &GrayImage) -> Option<String> {
    let width = picture.width() as usize;
    let dot = |x: usize, y: usize| picture.as_raw()[y * width + x];
    let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(width, picture.height() as usize, dot);
    prepared.detect_grids().iter().find_map(|grid| grid.decode().ok()).map(|(_, text)| text)
}

fn by_rxing(picture: &GrayImage) -> Option<String> {
    let source =
        Luma8LuminanceSource::new(picture.as_raw().clone(), picture.width(), picture.height()).ok()?;
    let hints = DecodeHints { TryHarder: Some(true), ..DecodeHints::default() };
    let mut bitmap = BinaryBitmap::new(HybridBinarizer::new(source));
    QrReader.immutable_decode_with_hints(&mut bitmap, &hints).ok().map(|read| read.getText().to_owned())
}
