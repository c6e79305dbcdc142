//! How long a customer's documents take from judged data to finished bytes: each alone, all three, and a packet
//! as one more of a merged file.
//!
//! `cargo bench --locked --bench documents`. Every measured customer is another, with three terminals; what a process
//! keeps is warm. With cover sheets, marks and the disk: `benches/slopes.sh`.

#[allow(dead_code, unreachable_pub)]
mod customers;

use customers::{FONTS, USUAL, right};
use divan::Bencher;
use divan::counter::ItemsCount;
use startpack::layout::layout;
use startpack::paint::{Pictures, Volume};
use startpack::parse::parse;
use startpack::plan::{DocumentKind, plan};
use startpack::render::render;

/// Documents that are made together.
const SETS: [&str; 4] = ["packet", "handover", "labels", "all three"];

fn main() {
    customers::warm();
    divan::main();
}

#[divan::bench(args = SETS, sample_count = 200, sample_size = 1)]
fn document(bencher: Bencher<'_, '_>, set: &str) {
    let kinds: Vec<_> =
        DocumentKind::USUAL.into_iter().filter(|kind| set == "all three" || kind.stem() == set).collect();
    let request = customers::request(&kinds);
    bencher
        .with_inputs(|| customers::site(USUAL))
        .bench_local_refs(|site| right(startpack::app::documents(site, &request, &FONTS)));
}

/// Without tags, as merged files are, and without cover sheet and marks.
#[divan::bench(sample_count = 200, sample_size = 1)]
fn further_packet_in_a_merged_file(bencher: Bencher<'_, '_>) {
    let request = customers::request(&[DocumentKind::Packet]);
    let mut volume = Volume::new(&FONTS);
    let mut add = |site: &_| {
        let document = right(plan(site, &request)).documents.remove(0);
        let pages = right(layout(&right(parse(&right(render(&document)))), &FONTS));
        right(volume.add(&pages, &Pictures::new()));
        volume.take()
    };
    for _ in 0..5 {
        add(&customers::site(USUAL));
    }
    bencher
        .counter(ItemsCount::new(1_usize))
        .with_inputs(|| customers::site(USUAL))
        .bench_local_refs(|site| add(site));
}
