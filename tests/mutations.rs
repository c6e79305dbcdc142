//! Hostile input: every reader is given files of a kept corpus, as they are and changed at random. Whatever comes, it is an
//! answer: no panic, no abort, no run over its time.
//!
//! The ordinary run makes some changes of each file with a fixed seed. `MUTATE_SECONDS=3600 cargo test --release --locked
//! --test all mutations -- --nocapture` goes on for so long with each target and prints how often it was run. A file
//! that broke something goes into the corpus, `tests/cases/`.

use std::io::{Cursor, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use startpack::base::Origins;
use startpack::read::{TableOptions, entries, facts_file, font, read_all};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::examples;

/// Longest time of one execution: a stop-the-world bound, far above what any file takes.
const LONGEST: Duration = Duration::from_secs(60);

/// Changes of each file in the ordinary run.
const FEW: usize = 6;

/// What a reader is given, and the reader.
struct Target {
    name: &'static str,
    corpus: Vec<PathBuf>,
    run: fn(&Path),
}

/// Files of `folder` with one of those endings.
fn files(folder: &str, endings: &[&str]) -> Vec<PathBuf> {
    let has_ending =
        |path: &PathBuf| path.extension().is_some_and(|own| endings.iter().any(|ending| own == *ending));
    let entries = std::fs::read_dir(examples::root().join(folder)).unwrap();
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).filter(has_ending).collect();
    found.sort();
    found
}

fn site(path: &Path) {
    let _ = read_all(path, &TableOptions::default(), &mut Origins::new());
}

fn targets() -> Vec<Target> {
    let tables = [files("tests/cases/intake", &["xlsx", "ods", "csv"]), files("tests/sheet", &["xlsx"])];
    vec![
        Target { name: "site file", corpus: files("examples", &["toml"]), run: site },
        Target { name: "table", corpus: tables.concat(), run: site },
        Target {
            name: "stock",
            corpus: files("src/plan/stock", &["toml"]),
            run: |path| drop(entries(path, &["name"], &mut Origins::new())),
        },
        Target {
            name: "facts",
            corpus: files("src/base", &["toml"]),
            run: |path| drop(facts_file(path, &mut Origins::new())),
        },
        Target { name: "font", corpus: files("fonts", &["ttf", "otf"]), run: |path| drop(font(path)) },
    ]
}

/// A small generator of numbers: the same on every machine.
struct Random(u64);

impl Random {
    /// A number below `end`, which is not 0.
    fn below(&mut self, end: usize) -> usize {
        // xorshift64*: Vigna, An experimental exploration of Marsaglia's xorshift generators.
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % end
    }
}

/// Texts that have broken readers.
const TOKENS: [&[u8]; 10] = [
    b"\0",
    b"\xFF\xFE",
    b"99999999999",
    b"-1",
    b"\"",
    b"]]>",
    b"<row r=\"4294967295\">",
    b"\x1b[2J",
    b"1E+308",
    "𠮷".as_bytes(),
];

/// Some bytes changed, cut out, doubled or put in.
fn change(bytes: &mut Vec<u8>, random: &mut Random) {
    for _ in 0..=random.below(4) {
        let at = random.below(bytes.len().max(1)).min(bytes.len());
        let end = (at + random.below(64)).min(bytes.len());
        match random.below(4) {
            0 if at < bytes.len() => bytes[at] ^= 1 << random.below(8),
            1 => drop(bytes.drain(at..end)),
            2 => {
                let part = bytes[at..end].to_vec();
                bytes.splice(at..at, part);
            }
            _ => drop(bytes.splice(at..at, TOKENS[random.below(TOKENS.len())].iter().copied())),
        }
    }
}

/// The archive with one of its parts changed and its sums right, so that the change is read.
fn changed_part(bytes: &[u8], random: &mut Random) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let chosen = random.below(archive.len().max(1));
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).ok()?;
        let mut content = Vec::new();
        part.by_ref().take(1 << 20).read_to_end(&mut content).ok()?;
        if index == chosen {
            change(&mut content, random);
        }
        out.start_file(part.name().ok()?.into_owned(), SimpleFileOptions::default()).ok()?;
        out.write_all(&content).ok()?;
    }
    Some(out.finish().ok()?.into_inner())
}

/// One execution: a panic is the test's own failure; what takes too long is told with the file.
fn execute(target: &Target, path: &Path, bytes: &[u8]) {
    std::fs::write(path, bytes).unwrap();
    let begun = Instant::now();
    (target.run)(path);
    assert!(begun.elapsed() < LONGEST, "{}: {} took {:?}", target.name, path.display(), begun.elapsed());
}

#[test]
fn every_reader_answers_whatever_comes() {
    let seconds = std::env::var("MUTATE_SECONDS").ok().and_then(|text| text.parse().ok());
    let time = seconds.map(Duration::from_secs);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("mutations");
    std::fs::create_dir_all(&folder).unwrap();
    for target in targets() {
        assert!(!target.corpus.is_empty(), "{} has no corpus", target.name);
        let mut random = Random(0x5354_4152_5450_4143);
        let (begun, mut count, mut round) = (Instant::now(), 0_u64, 0);
        while round == 0 || time.is_some_and(|time| begun.elapsed() < time) {
            for file in &target.corpus {
                let original = std::fs::read(file).unwrap();
                let path = folder.join(format!(
                    "{}-{}",
                    target.name.replace(' ', "-"),
                    file.file_name().unwrap().to_string_lossy()
                ));
                if round == 0 {
                    execute(&target, &path, &original);
                    count += 1;
                }
                // A font is large, and each takes a while.
                let times = if target.name == "font" { 1 } else { FEW };
                for _ in 0..times {
                    let mut bytes = match random.below(3) {
                        0 => original.clone(),
                        _ => changed_part(&original, &mut random).unwrap_or_else(|| original.clone()),
                    };
                    if bytes == original {
                        change(&mut bytes, &mut random);
                    }
                    execute(&target, &path, &bytes);
                    count += 1;
                }
            }
            round += 1;
        }
        println!("{}: {count} executions in {:.0} s", target.name, begun.elapsed().as_secs_f64());
    }
}
