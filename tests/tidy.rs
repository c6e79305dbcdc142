//! The habits of the house, checked over every source: what a file opens with, how long it is, which words
//! and which constructions do not occur; and that the fonts are the files they are said to be.

use std::fmt::Write as _;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::walls::{root, rust_files};
use startpack::base::Shown;

/// A file of more lines wants to be two.
const MOST_LINES: usize = 400;

/// Module names that say nothing of what is inside.
const EMPTY_NAMES: &[&str] = &["utils", "util", "helpers", "helper", "common", "types", "manager", "misc"];

/// What does not stay in a finished program. Taken apart here so that this file does not contain it.
const UNFINISHED: &[&str] = &[
    concat!("dbg", "!("),
    concat!("todo", "!("),
    concat!("unimplemented", "!("),
    concat!("FIX", "ME"),
    concat!("XX", "X:"),
    concat!("TO", "DO"),
    concat!("HA", "CK"),
];

/// Paths of the machine on which something was written.
const MACHINE_PATHS: &[&str] = &[
    concat!("/ho", "me/"),
    concat!("/ro", "ot/"),
    concat!("/wo", "rk/"),
    concat!("/tm", "p/"),
    concat!("C:\\", "Users"),
];

fn code() -> Vec<PathBuf> {
    ["src", "tests", "benches"]
        .iter()
        .map(|folder| root().join(folder))
        .filter(|folder| folder.is_dir())
        .flat_map(|folder| rust_files(&folder))
        .collect()
}

/// Everything a person wrote: code, papers, templates, data.
fn texts() -> Vec<PathBuf> {
    let mut texts = code();
    let mut folders = vec![root().to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap();
            if path.is_dir() {
                if !["target", "out", ".git", "diffs", "cases", "node_modules"].contains(&name) {
                    folders.push(path);
                }
            } else if ["md", "toml", "html", "css", "run"].iter().any(|kind| name.ends_with(kind)) {
                texts.push(path);
            }
        }
    }
    texts
}

fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap().shown()
}

/// Fails with every entry of `found`.
fn none(found: &[String]) {
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn every_file_says_at_its_head_what_it_is() {
    let bare = |path: &PathBuf| {
        let text = fs::read_to_string(path).unwrap();
        !(text.starts_with("//! ") || text.starts_with("#![doc"))
    };
    none(&code().iter().filter(|path| bare(path)).map(|path| shown(path)).collect::<Vec<_>>());
}

#[test]
fn no_file_is_too_long() {
    let mut found = Vec::new();
    for path in code() {
        let lines = fs::read_to_string(&path).unwrap().lines().count();
        if lines > MOST_LINES {
            found.push(format!("{}: {lines} lines", shown(&path)));
        }
    }
    none(&found);
}

#[test]
fn no_module_has_an_empty_name() {
    let empty = |path: &PathBuf| {
        let stem = path.file_stem().unwrap().to_str().unwrap();
        let folder = path.parent().unwrap().file_name().unwrap().to_str().unwrap();
        EMPTY_NAMES.contains(&stem) || EMPTY_NAMES.contains(&folder)
    };
    none(&code().iter().filter(|path| empty(path)).map(|path| shown(path)).collect::<Vec<_>>());
}

#[test]
fn nothing_is_unfinished_and_no_machine_is_named() {
    let mut found = Vec::new();
    for path in texts() {
        let text = fs::read_to_string(&path).unwrap();
        for (number, line) in (1..).zip(text.lines()) {
            for word in UNFINISHED.iter().chain(MACHINE_PATHS).filter(|word| line.contains(**word)) {
                found.push(format!("{}:{number}: {word}", shown(&path)));
            }
        }
    }
    none(&found);
}

#[test]
fn the_product_never_unwraps_and_is_never_unsafe() {
    let mut found = Vec::new();
    let is_test = |path: &Path| path.ends_with("tests.rs") || shown(path).contains("/tests/");
    for path in rust_files(&root().join("src")).into_iter().filter(|path| !is_test(path)) {
        let text = fs::read_to_string(&path).unwrap();
        let product = text.split("#[cfg(test)]\n").next().unwrap();
        for word in [".unwrap()", ".expect(", concat!("un", "safe "), "println!", "eprintln!"] {
            let lines = product.lines().filter(|line| !line.trim_start().starts_with("//"));
            if lines.into_iter().any(|line| line.contains(word)) {
                found.push(format!("{}: {word}", shown(&path)));
            }
        }
    }
    none(&found);
}

#[test]
fn the_fonts_are_the_files_they_are_said_to_be() {
    are_as_told("fonts");
}

#[test]
fn the_reader_of_the_check_page_is_what_it_is_said_to_be() {
    are_as_told("web/check/reader");
    let told = fs::read_to_string(root().join("web/check/reader/README.md")).unwrap();
    let mut wasm = Vec::new();
    let packed = fs::read(root().join("web/check/reader/zxing_reader.wasm.gz")).unwrap();
    flate2::read::GzDecoder::new(packed.as_slice()).read_to_end(&mut wasm).unwrap();
    let sum = sum_of(&wasm);
    assert!(told.contains(&sum), "{sum}");
    // The reader's own script names the sum of what it loads, and the commit that it was made from.
    let script = fs::read_to_string(root().join("web/check/reader/zxing-reader.js")).unwrap();
    assert!(script.contains(&sum));
    let commit = told.split_once("commit\n").map_or(told.as_str(), |(_, rest)| rest);
    let commit = &commit.trim_start()[..40];
    assert!(script.contains(commit), "{commit}");
}

/// Holds the table in a folder's `README.md` against its files.
#[track_caller]
fn are_as_told(folder: &str) {
    let told = fs::read_to_string(root().join(folder).join("README.md")).unwrap();
    let mut files = 0;
    for entry in fs::read_dir(root().join(folder)).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if name == "README.md" {
            continue;
        }
        let sum = sum_of(&fs::read(&path).unwrap());
        assert!(told.lines().any(|line| line.contains(&name) && line.contains(&sum)), "{name}: {sum}");
        files += 1;
    }
    assert_eq!(told.lines().filter(|line| line.starts_with("| `")).count(), files, "a row for each file");
}

fn sum_of(bytes: &[u8]) -> String {
    let mut sum = String::new();
    for byte in Sha256::digest(bytes) {
        write!(sum, "{byte:02x}").unwrap();
    }
    sum
}

#[test]
fn each_font_family_has_its_licence_beside_it() {
    for (family, licence) in [("BIZUD", "BIZUDGothic-OFL.txt"), ("NotoSansJP", "NotoSansJP-OFL.txt")] {
        let text = fs::read_to_string(root().join("fonts").join(licence)).unwrap();
        assert!(
            text.starts_with("Copyright") && text.contains("SIL OPEN FONT LICENSE Version 1.1"),
            "{family}"
        );
    }
}
