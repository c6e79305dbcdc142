//! How long layout takes: the fastest of many runs, because other work on the machine only ever adds.
//!
//! `cargo bench --bench layout`. The packet and the handover checklist of a shipped example, and a table of
//! some hundred and of twice as many rows: twice the rows must not take more than twice the time.

use std::error::Error;
use std::path::Path;
use std::time::Instant;

use startpack::base::{Diagnostic, Fonts, Origins};
use startpack::layout::layout;
use startpack::parse::{Tree, parse};
use startpack::plan::{DocumentKind, Request, plan};
use startpack::render::{Markup, render};

/// Runs of which the fastest counts.
const RUNS: usize = 60;

fn main() -> Result<(), Box<dyn Error>> {
    let fonts = Fonts::new();
    for (name, tree) in example().map_err(told)? {
        time(&name, &tree, &fonts)?;
    }
    for rows in [500, 1_000, 2_000] {
        time(&format!("table of {rows} rows"), &table(rows).map_err(told)?, &fonts)?;
    }
    Ok(())
}

fn time(name: &str, tree: &Tree, fonts: &Fonts) -> Result<(), Box<dyn Error>> {
    let mut best = f64::MAX;
    let mut pages = 0;
    for _ in 0..RUNS {
        let start = Instant::now();
        let laid = layout(tree, fonts).map_err(told)?;
        best = best.min(start.elapsed().as_secs_f64() * 1000.0);
        pages = laid.pages.len();
    }
    println!("{name:<24} {pages:>5} pages {best:>9.3} ms");
    Ok(())
}

/// The trees of the hospital's documents.
fn example() -> Result<Vec<(String, Tree)>, Vec<Diagnostic>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/hospital.toml");
    let request = Request {
        print_date: jiff::civil::date(2026, 11, 22),
        documents: DocumentKind::ALL.to_vec(),
        labels: startpack::run::LabelRequest::on(startpack::run::DEFAULT_STOCK).expect("the usual stock"),
        key: None,
    };
    let site = startpack::run::site(&path, &request, &Fonts::new(), &mut Origins::new())?.site;
    let documents = plan(&site, &request)?.documents;
    let trees = documents
        .iter()
        .zip(DocumentKind::ALL)
        .map(|(document, kind)| Ok((kind.stem().to_owned(), parse(&render(document)?)?)));
    trees.collect()
}

fn table(rows: usize) -> Result<Tree, Vec<Diagnostic>> {
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
    parse(&Markup { text })
}

fn told(faults: Vec<Diagnostic>) -> String {
    faults.into_iter().map(|fault| fault.message.en).collect::<Vec<_>>().join("; ")
}
