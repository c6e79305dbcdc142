//! How long painting takes: the fastest of many runs, because other work on the machine only ever adds.
//!
//! `cargo bench --bench paint`. First pages made by hand, 16 of a packet as in the tests, with some 13,000
//! glyphs; then the documents of an example.

use std::time::{Duration, Instant};

use startpack::base::date::Date;
use startpack::base::{Fonts, Origins};
use startpack::layout::Pages;
use startpack::paint::{Pictures, paint};
use startpack::run::{DEFAULT_STOCK, DocumentKind, Finished, LabelRequest, Request, documents, site};

#[allow(dead_code, unreachable_pub)]
#[path = "../tests/paint/sample.rs"]
mod sample;

/// Runs of which the fastest counts.
const RUNS: usize = 200;

fn main() {
    let fonts = Fonts::new();
    let packet = sample::packet(&fonts, 16);
    let mut untagged = packet.clone();
    untagged.elements.clear();
    for (name, pages) in [
        ("packet, 16 pages", &packet),
        ("the same without tags", &untagged),
        ("one page", &sample::packet(&fonts, 1)),
    ] {
        let (time, bytes) = fastest(pages, &fonts);
        println!("{name:<24} {:>8.3} ms {bytes:>8} bytes", time.as_secs_f64() * 1000.0);
    }
    for document in example(&fonts) {
        let (time, bytes) = fastest(&document.pages, &fonts);
        let name = format!("{:?}, {} pages", document.kind, document.pages.pages.len());
        println!("{name:<24} {:>8.3} ms {bytes:>8} bytes", time.as_secs_f64() * 1000.0);
    }
}

/// The documents of a customer with three terminals.
fn example(fonts: &Fonts) -> Vec<Finished> {
    let request = Request {
        print_date: Date::constant(2026, 11, 22),
        documents: DocumentKind::ALL.to_vec(),
        labels: LabelRequest::on(DEFAULT_STOCK).expect("the usual stock"),
        key: None,
    };
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/hospital.toml");
    let site = site(path.as_ref(), &request, fonts, &mut Origins::new()).map(|validated| validated.site);
    site.and_then(|site| documents(&site, &request, fonts)).expect("the example is right")
}

fn fastest(pages: &Pages, fonts: &Fonts) -> (Duration, usize) {
    let run = || {
        let start = Instant::now();
        let pdf = paint(pages, &sample::properties(), &Pictures::new(), fonts);
        (start.elapsed(), pdf.map_or(0, |pdf| pdf.bytes.len()))
    };
    (0..RUNS).map(|_| run()).min().unwrap_or_default()
}
