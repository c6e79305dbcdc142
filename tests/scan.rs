//! `scan`: printed symbols found again, on whole pages.

use startpack::base::Fonts;
use startpack::layout::ItemKind;
use startpack::paint::{Pictures, Properties, paint};
use startpack::plan::DocumentKind;
use startpack::plan::stock::Stock;
use startpack::scan::decode;

use super::{made, raster};

/// A full sheet of that stock as PDF, and what its symbols say, in reading order.
fn sheet(stock: &str) -> (Vec<u8>, Vec<String>) {
    let stock = Stock::find(stock).unwrap();
    let plan = made::planned(&made::site(&[stock.faces()]), &[DocumentKind::Labels], &stock.name, None);
    let pages = made::pages(&plan.documents[0]);
    let pdf = paint(&pages, &Properties::default(), &Pictures::new(), &Fonts::new()).unwrap();
    let said = pages.pages[0].items.iter().filter_map(|item| match &item.kind {
        ItemKind::Symbol(_, symbol) => Some(symbol.text.clone()),
        _ => None,
    });
    (pdf.bytes, said.collect())
}

#[test]
fn all_symbols_of_a_whole_page_are_found_at_any_resolution() {
    for (stock, dots) in [("72212", 150.0), ("72244", 150.0), ("72244", 200.0), ("28765", 300.0)] {
        let (pdf, said) = sheet(stock);
        let page = raster::pages(&pdf, dots).remove(0);
        let read: Vec<_> = decode(&page).into_iter().map(|found| found.text).collect();
        assert_eq!(read, said, "{stock} at {dots}");
    }
}
