//! The finished documents of every example, judged by programs that share no code with the product (qpdf,
//! poppler, zbar) and by a reader of finished lines that shares none with the line breaker.
//!
//! Where a program is missing its test says so and passes, unless `CI=true`.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::{Command, Output};
use std::sync::LazyLock;

use startpack::app::{Finished, documents, site};
use startpack::base::{Fonts, Origins, Role};
use startpack::layout::{ItemKind, Page, Pages};

use crate::examples;
use crate::paint::outside::judge;

/// All documents of all examples, each with a name for files.
static MADE: LazyLock<Vec<(String, Finished)>> = LazyLock::new(make);

fn make() -> Vec<(String, Finished)> {
    let fonts = Fonts::new();
    let mut all = Vec::new();
    for file in examples::site_files() {
        let mut origins = Origins::new();
        let made = site(&file, &examples::request(), &fonts, &mut origins)
            .and_then(|validated| documents(&validated.site, &examples::request(), &fonts))
            .unwrap_or_else(|faults| panic!("{}: {faults:#?}", file.display()));
        let stem = file.file_stem().unwrap().display().to_string();
        all.extend(made.into_iter().map(|finished| (format!("{stem}-{}", finished.kind.stem()), finished)));
    }
    all
}

#[test]
fn qpdf_finds_no_fault() {
    for (name, finished) in MADE.iter() {
        let Some((content, words)) = judge("qpdf", &["--check", "PDF"], name, &finished.pdf.bytes) else {
            return;
        };
        assert!(content, "{name}: {words}");
    }
}

#[test]
fn every_font_is_embedded_in_part_and_readable() {
    for (name, finished) in MADE.iter() {
        let Some((_, words)) = judge("pdffonts", &["PDF"], name, &finished.pdf.bytes) else { return };
        let fonts: Vec<_> = words.lines().skip(2).collect();
        assert!(!fonts.is_empty(), "{name}: no fonts");
        for font in fonts {
            // name, type (of two words), encoding, emb, sub, uni, object
            let facts: Vec<_> = font.split_whitespace().rev().skip(2).take(3).collect();
            assert_eq!(facts, ["yes"; 3], "{name}: {font}");
        }
    }
}

#[test]
fn poppler_reads_all_text_back() {
    for (name, finished) in MADE.iter() {
        let read = judge(
            "pdftotext",
            &["-raw", "-enc", "UTF-8", "PDF", "-"],
            &format!("{name}-text"),
            &finished.pdf.bytes,
        );
        let Some((_, words)) = read else { return };
        let read: Vec<_> = words.split_terminator('\u{c}').map(squeezed).collect();
        assert_eq!(read.len(), finished.pages.pages.len(), "{name}: pages");
        for (index, (page, read)) in finished.pages.pages.iter().zip(&read).enumerate() {
            let place = format!("{name} page {}", index + 1);
            let runs: Vec<_> = runs(page).map(squeezed).collect();
            for run in &runs {
                assert!(read.contains(run), "{place}: {run:?} not in {read}");
            }
            assert_eq!(counted(read), counted(&runs.concat()), "{place}: characters");
        }
    }
}

#[test]
fn a_second_run_gives_the_same_bytes() {
    for ((name, first), (_, second)) in MADE.iter().zip(make()) {
        assert!(first.pdf.bytes == second.pdf.bytes, "{name} differs");
    }
}

#[test]
fn zbar_reads_every_symbol() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("zbar");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let mut symbols_seen = 0;
    for (name, finished) in MADE.iter() {
        let pdf = folder.join(format!("{name}.pdf"));
        std::fs::write(&pdf, &finished.pdf.bytes).unwrap();
        for (index, page) in finished.pages.pages.iter().enumerate() {
            let mut said: Vec<_> = symbols(page).collect();
            if said.is_empty() {
                continue;
            }
            let (number, picture) = ((index + 1).to_string(), folder.join("page"));
            let options = ["-r", "300", "-gray", "-singlefile", "-f", &number, "-l", &number];
            if run(Command::new("pdftoppm").args(options).arg(&pdf).arg(&picture)).is_none() {
                return;
            }
            let picture = picture.with_extension("pgm");
            let options = ["--quiet", "--raw", "-Sdisable", "-Sqrcode.enable"];
            let Some(read) = run(Command::new("zbarimg").args(options).arg(picture)) else { return };
            let read = String::from_utf8(read.stdout).unwrap();
            let mut read: Vec<_> = read.lines().collect();
            said.sort_unstable();
            read.sort_unstable();
            assert_eq!(read, said, "{name} page {number}");
            symbols_seen += said.len();
        }
    }
    assert!(symbols_seen > 20, "only {symbols_seen} symbols were read");
}

#[test]
fn no_line_starts_or_ends_with_a_forbidden_character() {
    let mut faults = Vec::new();
    let mut lines = 0;
    for (name, finished) in MADE.iter() {
        for (index, page) in finished.pages.pages.iter().enumerate() {
            for paragraph in paragraphs(page, &finished.pages) {
                lines += paragraph.len();
                for pair in paragraph.windows(2) {
                    let [before, after] = pair else { continue };
                    let end = before.chars().next_back().filter(|last| NEVER_LAST.contains(*last));
                    let start = after.chars().next().filter(|first| NEVER_FIRST.contains(*first));
                    if end.is_some() || start.is_some() {
                        faults.push(format!("{name} page {}: {before} / {after}", index + 1));
                    }
                }
            }
        }
    }
    assert!(lines > 1_000, "only {lines} lines were looked at");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Characters that JLREQ 3.1.7 keeps from a line's start (cl-02 to cl-07, cl-09 to cl-11, and ％).
const NEVER_FIRST: &str = "、。，．,.・：；:;！？!?」』）)］]｝}〉》】〕〜ゝゞヽヾー々〻ぁぃぅぇぉっゃゅょゎゕゖ\
    ァィゥェォッャュョヮヵヶ％%";

/// Characters that JLREQ 3.1.8 keeps from a line's end (cl-01 and signs before numbers).
const NEVER_LAST: &str = "「『（(［[｛{〈《【〔￥¥$＄£№";

/// The lines of each paragraph of a page, read off the finished runs: those of one element, by baseline,
/// from left to right.
fn paragraphs(page: &Page, pages: &Pages) -> Vec<Vec<String>> {
    let mut found: BTreeMap<usize, Vec<(f64, f64, String)>> = BTreeMap::new();
    for item in &page.items {
        if let (ItemKind::Text(run), Some(element)) = (&item.kind, item.element) {
            let place = (run.start.y.to_pt(), run.start.x.to_pt(), run.text.clone());
            found.entry(owner(pages, element)).or_default().push(place);
        }
    }
    found.into_values().map(lines).collect()
}

/// The element whose paragraph a run belongs to: spans and links lie within one.
fn owner(pages: &Pages, element: usize) -> usize {
    match &pages.elements[element] {
        inner if matches!(inner.role, Role::Span | Role::Link) => {
            inner.parent.map_or(element, |parent| owner(pages, parent))
        }
        _ => element,
    }
}

/// Marks stand up to this much above the baseline of their line (pt); no two lines are as close.
const RAISED: f64 = 5.0;

/// Runs as lines.
fn lines(mut runs: Vec<(f64, f64, String)>) -> Vec<String> {
    runs.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut lines: Vec<Vec<(f64, f64, String)>> = Vec::new();
    for run in runs {
        match lines.last_mut() {
            Some(line) if line.last().is_some_and(|last| run.0 - last.0 < RAISED) => line.push(run),
            _ => lines.push(vec![run]),
        }
    }
    let text = |mut line: Vec<(f64, f64, String)>| {
        line.sort_by(|one, other| one.1.total_cmp(&other.1));
        line.into_iter().map(|run| run.2).collect::<String>()
    };
    lines.into_iter().map(text).collect()
}

/// Runs a program; `None` if it is not installed.
fn run(command: &mut Command) -> Option<Output> {
    match command.output() {
        Ok(output) => Some(output),
        Err(error) => {
            assert!(std::env::var("CI").as_deref() != Ok("true"), "{command:?}: {error}");
            eprintln!("skipped: {command:?}: {error}");
            None
        }
    }
}

fn runs(page: &Page) -> impl Iterator<Item = &str> {
    page.items.iter().filter_map(|item| match &item.kind {
        ItemKind::Text(run) => Some(run.text.as_str()),
        _ => None,
    })
}

fn symbols(page: &Page) -> impl Iterator<Item = &str> {
    page.items.iter().filter_map(|item| match &item.kind {
        ItemKind::Symbol(_, symbol) => Some(symbol.text.as_str()),
        _ => None,
    })
}

/// Without any white space: what is one on paper and what is not differs from reader to reader.
fn squeezed(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

/// How often each character stands in the text.
fn counted(text: &str) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    text.chars().for_each(|character| *counts.entry(character).or_default() += 1);
    counts
}
