//! scratch
use startpack::base::Fonts;
use startpack::layout::layout;
use startpack::paint::{Pictures, Properties, paint};
use startpack::parse::{Sheet, parse_with};
use startpack::render::Markup;

#[test]
fn view() {
    let css = std::fs::read_to_string("/tmp/flowout/in.css").unwrap();
    for name in std::env::var("VIEW").unwrap().split(',') {
        let text = std::fs::read_to_string(format!("/tmp/flowout/{name}.html")).unwrap();
        let tree =
            parse_with(&Markup { text }, &Sheet::with(&[include_str!("../templates/print.css"), &css]))
                .map_err(|e| e.into_iter().map(|d| d.message.en).collect::<Vec<_>>())
                .unwrap();
        let fonts = Fonts::new();
        let t = std::time::Instant::now();
        let pages = layout(&tree, &fonts)
            .map_err(|e| e.into_iter().map(|d| (d.message.en, d.message.ja)).collect::<Vec<_>>())
            .unwrap();
        println!("{name}: {} pages {:?}", pages.pages.len(), t.elapsed());
        let pdf = paint(&pages, &Properties::default(), &Pictures::default(), &fonts).unwrap();
        std::fs::write(format!("/tmp/flowout/{name}.pdf"), pdf.bytes).unwrap();
    }
}
