//! How time grows with size: rows of a table, terminals of a customer, pages of a document, customers of a sheet.
//!
//! `cargo bench --locked --bench sizes`. Twice the size must not take more than twice the time: the last column (items a
//! second) must not fall. Whole runs with their memory: `benches/slopes.sh`.

#[allow(dead_code, unreachable_pub)]
mod customers;

#[allow(dead_code, unreachable_pub)]
#[path = "../tests/paint/sample.rs"]
mod sample;

use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use customers::{FONTS, right};
use divan::Bencher;
use divan::counter::ItemsCount;
use startpack::app::{CheckOrder, Event, LabelOptions, check};
use startpack::base::Origins;
use startpack::base::date::Date;
use startpack::layout::layout;
use startpack::paint::{Pictures, paint};
use startpack::parse::{Tree, parse};
use startpack::plan::DocumentKind;
use startpack::read::{SiteFile, TableOptions, delimited, read_all, workbook};
use startpack::render::Markup;
use startpack::validate::validate;

/// Customers of the sheet: each has three terminals, every third one more, 10,000 in all.
const SITES: usize = 3_000;

fn main() {
    customers::warm();
    divan::main();
}

#[divan::bench(args = [500, 1_000, 2_000], sample_count = 20, sample_size = 1)]
fn rows_of_a_table_in_layout(bencher: Bencher<'_, '_>, rows: usize) {
    let tree = table(rows);
    bencher.counter(ItemsCount::new(rows)).bench_local(|| right(layout(&tree, &FONTS)));
}

#[divan::bench(args = [1, 3, 10, 60, 125, 250, 500], sample_count = 20, sample_size = 1)]
fn terminals_of_a_customer(bencher: Bencher<'_, '_>, terminals: usize) {
    let request = customers::request(&DocumentKind::USUAL);
    bencher
        .counter(ItemsCount::new(terminals))
        .with_inputs(|| customers::site(terminals))
        .bench_local_refs(|site| right(startpack::app::documents(site, &request, &FONTS)));
}

/// Pages made by hand, with some 800 glyphs each.
#[divan::bench(args = [1, 16, 32, 64], sample_count = 50, sample_size = 1)]
fn pages_in_paint(bencher: Bencher<'_, '_>, count: usize) {
    painted(bencher, count, true);
}

/// The same without tags.
#[divan::bench(args = [1, 16, 32, 64], sample_count = 50, sample_size = 1)]
fn pages_in_paint_untagged(bencher: Bencher<'_, '_>, count: usize) {
    painted(bencher, count, false);
}

fn painted(bencher: Bencher<'_, '_>, count: usize, is_tagged: bool) {
    let mut pages = sample::packet(&FONTS, count);
    if !is_tagged {
        pages.elements.clear();
    }
    let properties = sample::properties();
    bencher
        .counter(ItemsCount::new(count))
        .bench_local(|| right(paint(&pages, &properties, &Pictures::new(), &FONTS)));
}

/// From the file to the last judged value, on one thread.
#[divan::bench(args = ["csv", "xlsx"], sample_count = 5, sample_size = 1)]
fn sheet_read_and_judged(bencher: Bencher<'_, '_>, kind: &str) {
    let path = sheet(kind);
    let today = Date::constant(2026, 11, 22);
    bencher.counter(ItemsCount::new(SITES)).bench_local(|| {
        let mut origins = Origins::new();
        let intake = right(read_all(&path, &TableOptions::default(), &mut origins));
        let is_right = |site: &SiteFile| validate(site, &FONTS, today, &origins).is_ok();
        let made = intake.sites.iter().filter(|site| is_right(&right(site.restore())));
        assert_eq!(made.count(), SITES);
    });
}

/// As `startpack check` does it, on all processors.
#[divan::bench(args = ["csv", "xlsx"], sample_count = 5, sample_size = 1)]
fn sheet_checked(bencher: Bencher<'_, '_>, kind: &str) {
    let order = CheckOrder {
        files: vec![sheet(kind)],
        office: startpack::read::Office::default(),
        selection: startpack::app::Selection::default(),
        reading: TableOptions::default(),
        fonts: Vec::new(),
        print_date: customers::request(&DocumentKind::USUAL).print_date,
        documents: DocumentKind::USUAL.to_vec(),
        labels: LabelOptions::default(),
        threads: std::thread::available_parallelism().map_or(1, usize::from),
    };
    let stop = AtomicBool::new(false);
    bencher.counter(ItemsCount::new(SITES)).bench_local(|| {
        let mut processed = 0;
        check(&order, &stop, &mut Origins::new(), &mut |_, event| {
            processed += usize::from(matches!(event, Event::Processed(_)));
        });
        assert_eq!(processed, SITES);
    });
}

/// A hearing sheet of 3,000 customers with 10,000 terminals.
fn sheet(kind: &str) -> PathBuf {
    let customer = |number: usize| customers::site_file(if number.is_multiple_of(3) { 4 } else { 3 }).0;
    let sites: Vec<SiteFile> = (0..SITES).map(customer).collect();
    let path = customers::folder().join(format!("sheet.{kind}"));
    let written = if kind == "csv" {
        delimited(&sites, &path, startpack::read::Separator::Comma)
    } else {
        workbook(&sites, &path)
    };
    std::fs::write(&path, right(written)).expect("it can be written");
    path
}

fn table(rows: usize) -> Tree {
    let row = |row| {
        format!(
            "<tr><td>{row}</td><td>オンライン資格確認PC{row}</td><td>受付のとなりの部屋に置く端末です</td></tr>"
        )
    };
    let rows: String = (1..=rows).map(row).collect();
    let columns =
        "<colgroup><col style=\"width: max-content\"/><col style=\"width: 60mm\"/><col/></colgroup>";
    let head = "<thead><tr><th>番号</th><th>端末名称等</th><th>場所</th></tr></thead>";
    let text = format!(
        "<html lang=\"ja-JP\"><head><title>表</title></head><body><section class=\"page\">\
         <table>{columns}{head}<tbody>{rows}</tbody></table></section></body></html>"
    );
    right(parse(&Markup { text }))
}
