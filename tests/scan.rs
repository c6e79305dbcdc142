//! `scan`: printed symbols found again, on whole pages, in photos, and by the command.

mod command;
mod hostile;
mod judged;
mod proof;
mod swaps;
mod weather;

use image::GrayImage;
use startpack::audit::symbols::{FoundSymbol, decode, decode_page};
use startpack::base::Fonts;
use startpack::layout::{ItemKind, Page};
use startpack::paint::{Pictures, Properties, paint};
use startpack::plan::DocumentKind;
use startpack::plan::stock::Stock;

use super::{made, raster};

/// A full sheet of that stock: as PDF, and as it was laid out.
fn sheet(stock: &Stock) -> (Vec<u8>, Page) {
    let plan = made::planned(&made::site(&[stock.faces()]), &[DocumentKind::Labels], &stock.name, None);
    let mut pages = made::pages(&plan.documents[0]);
    let pdf = paint(&pages, &Properties::default(), &Pictures::new(), &Fonts::new()).unwrap();
    (pdf.bytes, pages.pages.remove(0))
}

/// What the symbols of a page say, in reading order.
fn said(page: &Page) -> Vec<String> {
    let said = page.items.iter().filter_map(|item| match &item.kind {
        ItemKind::Symbol(_, symbol) => Some(symbol.text.clone()),
        _ => None,
    });
    said.collect()
}

fn texts(found: Vec<FoundSymbol>) -> Vec<String> {
    found.into_iter().map(|found| found.text).collect()
}

#[test]
fn all_symbols_of_a_whole_page_are_found_at_any_resolution() {
    for (stock, dots) in [("72212", 150.0), ("72244", 150.0), ("72244", 200.0), ("28765", 300.0)] {
        let (pdf, page) = sheet(&Stock::find(stock).unwrap());
        let picture = raster::pages(&pdf, dots).remove(0);
        assert_eq!(texts(decode(&picture)), said(&page), "{stock} at {dots}");
        assert_eq!(texts(decode_page(&picture)), said(&page), "{stock} at {dots}, as a page");
    }
}

#[test]
fn a_faint_page_that_lies_askew_is_read_whole() {
    let (pdf, page) = sheet(&Stock::find("72212").unwrap());
    let picture = raster::pages(&pdf, 150.0).remove(0);
    for weather in [weather::Weather::Faint, weather::Weather::Turned] {
        assert_eq!(texts(decode(&weather.on(&picture, 0.0, 150.0))), said(&page), "{weather:?}");
    }
}

#[test]
fn places_are_those_on_the_page() {
    let (pdf, page) = sheet(&Stock::find("28765").unwrap());
    let found = decode(&raster::pages(&pdf, 150.0).remove(0));
    let areas = page.items.iter().filter_map(|item| match &item.kind {
        ItemKind::Symbol(area, _) => Some(*area),
        _ => None,
    });
    for (area, found) in areas.zip(&found) {
        let dots = |length: startpack::base::Length| length.to_pt() / 72.0 * 150.0;
        let (x, y) =
            (dots(area.origin.x + area.size.width / 2.0), dots(area.origin.y + area.size.height / 2.0));
        let away = (found.centre().x - x).hypot(found.centre().y - y);
        assert!(away < 3.0, "{found:?} is {away} dots from {x}, {y}");
        assert!((found.side() - dots(area.size.width)).abs() < 4.0, "{found:?}");
    }
}

/// Twenty labels on one photo of 7 million dots: taken from the side, in uneven light with the edge of a shadow,
/// a little out of focus, with noise.
#[test]
fn twenty_labels_are_read_from_one_photo() {
    let (pdf, page) = sheet(&Stock::find("28765").unwrap());
    let paper = raster::pages(&pdf, 200.0).remove(0);
    let photo: GrayImage = weather::photo(&paper, 2800, 2100);
    photo.save(std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("photo.png")).unwrap();
    assert_eq!(texts(decode(&photo)), said(&page));
}
