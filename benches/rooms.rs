//! How long each of the eight rooms takes, for each document of a customer with three terminals.
//!
//! `cargo bench --locked --bench rooms`. Every measured document is another customer's; what a process keeps is warm.

#[allow(dead_code, unreachable_pub)]
mod customers;

use customers::{FONTS, USUAL, right};
use divan::{Bencher, black_box};
use startpack::base::Origins;
use startpack::base::date::Date;
use startpack::paint::Pictures;
use startpack::plan::DocumentKind;
use startpack::write::NewFile;

/// Documents by the name under which they are shown.
const DOCUMENTS: [&str; 3] = ["packet", "handover", "labels"];

fn main() {
    customers::warm();
    divan::main();
}

fn kind(name: &str) -> DocumentKind {
    DocumentKind::ALL.into_iter().find(|kind| kind.stem() == name).expect("a document's name")
}

#[divan::bench(name = "1 read", sample_count = 200, sample_size = 1)]
fn read(bencher: Bencher<'_, '_>) {
    bencher
        .with_inputs(|| customers::file(USUAL))
        .bench_local_refs(|path| right(startpack::read::read(path, &mut Origins::new())));
}

#[divan::bench(name = "2 validate", sample_count = 200, sample_size = 1)]
fn validate(bencher: Bencher<'_, '_>) {
    let today = Date::constant(2026, 11, 22);
    bencher.with_inputs(|| customers::site_file(USUAL)).bench_local_refs(|(file, origins)| {
        right(startpack::validate::validate(file, &FONTS, today, origins))
    });
}

#[divan::bench(name = "3 plan", args = DOCUMENTS, sample_count = 200, sample_size = 1)]
fn plan(bencher: Bencher<'_, '_>, name: &str) {
    let request = customers::request(&[kind(name)]);
    bencher
        .with_inputs(|| customers::site(USUAL))
        .bench_local_refs(|site| right(startpack::plan::plan(site, &request)));
}

#[divan::bench(name = "4 render", args = DOCUMENTS, sample_count = 200, sample_size = 1)]
fn render(bencher: Bencher<'_, '_>, name: &str) {
    bencher
        .with_inputs(|| customers::document(kind(name)))
        .bench_local_refs(|document| right(startpack::render::render(document)));
}

#[divan::bench(name = "5 parse", args = DOCUMENTS, sample_count = 200, sample_size = 1)]
fn parse(bencher: Bencher<'_, '_>, name: &str) {
    bencher
        .with_inputs(|| customers::markup(kind(name)))
        .bench_local_refs(|markup| right(startpack::parse::parse(markup)));
}

#[divan::bench(name = "6 layout", args = DOCUMENTS, sample_count = 200, sample_size = 1)]
fn layout(bencher: Bencher<'_, '_>, name: &str) {
    bencher
        .with_inputs(|| customers::tree(kind(name)))
        .bench_local_refs(|tree| right(startpack::layout::layout(tree, &FONTS)));
}

#[divan::bench(name = "7 paint", args = DOCUMENTS, sample_count = 200, sample_size = 1)]
fn paint(bencher: Bencher<'_, '_>, name: &str) {
    let (properties, pictures) = (customers::properties(), Pictures::new());
    bencher
        .with_inputs(|| customers::pages(kind(name)))
        .bench_local_refs(|pages| right(startpack::paint::paint(pages, &properties, &pictures, &FONTS)));
}

#[divan::bench(name = "8 write", args = DOCUMENTS, sample_count = 200, sample_size = 1)]
fn write(bencher: Bencher<'_, '_>, name: &str) {
    let folder = customers::folder().join(format!("rooms-{}", std::process::id()));
    let output = || {
        let pages = customers::pages(kind(name));
        let pdf = startpack::paint::paint(&pages, &customers::properties(), &Pictures::new(), &FONTS);
        [NewFile { name: format!("{name}.pdf"), bytes: right(pdf).bytes }]
    };
    bencher.with_inputs(output).bench_local_refs(|files| {
        black_box(right(startpack::write::write(&folder, files)));
    });
    // What is left there is in a folder for such files.
    let _ = std::fs::remove_dir_all(&folder);
}
