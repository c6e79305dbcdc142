//! The gallery: one page for each construct of the markup. Example, documentation and test at once.

use startpack::base::Fonts;
use startpack::layout::{Pages, dump, layout};
use startpack::paint::{Pictures, Properties, paint};
use startpack::parse::{Stylesheet, parse_with};
use startpack::render::Markup;

use crate::golden::{Golden, cases, folders};
use crate::raster;

/// Finer than documents: the pages are small.
const DOTS_PER_INCH: f32 = 80.0;

/// The pages of a gallery case.
fn lay(text: &str, sheet: &Stylesheet) -> Result<Pages, String> {
    let text = format!("<html lang=\"ja-JP\"><head><title>gallery</title></head><body>{text}</body></html>");
    let faults = |faults: Vec<startpack::base::Diagnostic>| {
        faults.into_iter().map(|fault| fault.message.en).collect::<Vec<_>>().join("\n")
    };
    let tree = parse_with(&Markup { text }, sheet).map_err(faults)?;
    layout(&tree, &Fonts::new()).map_err(faults)
}

#[test]
fn every_construct_comes_out_as_expected() {
    let style = std::fs::read_to_string(cases().join("gallery/gallery.css")).unwrap();
    let sheet = Stylesheet::with(&[&style]);
    let mut faults = String::new();
    let all = folders(&cases().join("gallery"));
    assert!(all.len() >= 20, "the gallery is gone");
    for folder in all {
        let text = std::fs::read_to_string(folder.join("markup.html")).unwrap();
        let pages = match lay(&text, &sheet) {
            Ok(pages) => pages,
            Err(fault) => {
                faults += &format!("{}: {fault}\n", folder.display());
                continue;
            }
        };
        let mut golden = Golden::open(&folder);
        golden.text("layout.txt", &dump(&pages));
        let properties = Properties { date: (2026, 11, 22), ..Properties::default() };
        let pdf = paint(&pages, &properties, &Pictures::default(), &Fonts::new()).unwrap();
        for (index, picture) in raster::pages(&pdf.bytes, DOTS_PER_INCH).iter().enumerate() {
            golden.picture(&format!("page-{}.png", index + 1), picture);
        }
        faults += &golden.close();
    }
    assert!(faults.is_empty(), "{faults}");
}
