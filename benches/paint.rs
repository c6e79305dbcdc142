//! How long painting takes: the fastest of many runs, because other work on the machine only ever adds.
//!
//! `cargo bench --bench paint`. The pages are made by hand: 16 pages of a packet as in the tests, some 13,000
//! glyphs with tags, and a sheet of 24 QR symbols.

use std::time::{Duration, Instant};

use startpack::base::Fonts;
use startpack::layout::Pages;
use startpack::paint::{Pictures, paint};

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
}

fn fastest(pages: &Pages, fonts: &Fonts) -> (Duration, usize) {
    let run = || {
        let start = Instant::now();
        let pdf = paint(pages, &sample::properties(), &Pictures::new(), fonts);
        (start.elapsed(), pdf.map_or(0, |pdf| pdf.bytes.len()))
    };
    (0..RUNS).map(|_| run()).min().unwrap_or_default()
}
