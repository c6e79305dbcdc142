//! The page pictures show what the PDF shows: both are read from the same pages by painters of their own.

use image::GrayImage;
use startpack::app;
use startpack::base::Fonts;
use startpack::base::date::Date;
use startpack::paint::{Pictures, png};
use startpack::plan::{DocumentKind, Request};

use crate::{made, raster};

/// Dots along the side of a square that is compared as one: two rasterisers place edges differently
/// within a dot.
const SQUARE: u32 = 6;

/// How much a square's mean may differ, of 255.
const TOLERANCE: f64 = 48.0;

/// Pages of a document that are compared: they hold every kind of item, and rasterising takes its time.
const MOST_PAGES: usize = 4;

fn request() -> Request {
    Request {
        print_date: Date::new(2026, 11, 24).unwrap(),
        documents: DocumentKind::USUAL.to_vec(),
        labels: app::LabelRequest::on(app::DEFAULT_STOCK).unwrap(),
        key: None,
        note: Vec::new(),
        plain: false,
        enclosed: Vec::new(),
    }
}

#[test]
fn pictures_and_pdf_show_the_same() {
    let fonts = Fonts::new();
    for mut finished in app::documents(&made::site(&[1]), &request(), &fonts).unwrap() {
        finished.pages.pages.truncate(MOST_PAGES);
        let pictures = png::pictures(&finished.pages, &Pictures::new(), &fonts, png::DOTS_PER_INCH).unwrap();
        let pdf = raster::chosen_pages(&finished.pdf.bytes, 150.0, |number| number <= MOST_PAGES);
        assert_eq!(pictures.len(), pdf.len());
        for (picture, (number, page)) in pictures.iter().zip(&pdf) {
            let picture = image::load_from_memory(picture).unwrap().to_luma8();
            let (x, y, difference) = worst(&picture, page);
            let name = finished.kind.stem();
            assert!(difference < TOLERANCE, "{name} page {number}: {difference} at dot {x}, {y}");
        }
    }
}

/// The square where the two differ most.
fn worst(one: &GrayImage, other: &GrayImage) -> (u32, u32, f64) {
    assert!(one.width().abs_diff(other.width()) <= 1 && one.height().abs_diff(other.height()) <= 1);
    let columns = one.width().min(other.width()) / SQUARE;
    let rows = one.height().min(other.height()) / SQUARE;
    let squares = (0..rows).flat_map(|row| (0..columns).map(move |column| (column * SQUARE, row * SQUARE)));
    squares
        .map(|(x, y)| (x, y, (mean(one, x, y) - mean(other, x, y)).abs()))
        .max_by(|one, other| one.2.total_cmp(&other.2))
        .unwrap()
}

fn mean(picture: &GrayImage, left: u32, top: u32) -> f64 {
    let dots = (0..SQUARE).flat_map(|y| (0..SQUARE).map(move |x| (left + x, top + y)));
    let sum: u32 = dots.map(|(x, y)| u32::from(picture.get_pixel(x, y).0[0])).sum();
    f64::from(sum) / f64::from(SQUARE * SQUARE)
}

#[test]
fn a_difference_is_seen() {
    let white = GrayImage::from_pixel(60, 60, image::Luma([255]));
    let mut marked = white.clone();
    for dot in 20..30 {
        marked.put_pixel(dot, 25, image::Luma([0]));
        marked.put_pixel(dot, 26, image::Luma([0]));
    }
    assert!(worst(&white, &marked).2 > TOLERANCE);
    assert!(worst(&white, &white).2 < f64::EPSILON);
}
