//! A digest of the program: its version and its embedded files. Documents are made again when a template, a fact, a font or
//! a style sheet is another one, not only when the version is. What is made of the files is not known here.

use std::hash::Hash as _;
use std::sync::LazyLock;

use sha2::{Digest as _, Sha256};

use super::digest::{InputDigest, hexadecimal};
use super::facts::FactsRecord;
use crate::base::facts;

macro_rules! embedded {
    ($($path:literal)*) => { &[$(($path, include_bytes!(concat!("../../", $path)))),*] };
}

/// A file that is built into the program: its path in the source tree, and its bytes.
type EmbeddedFile = (&'static str, &'static [u8]);

/// The data that reach the paper. Of the fonts it is the list of their SHA-256, which a test holds against the files.
const DATA: &[EmbeddedFile] = embedded! {
    "fonts/README.md"
    "src/base/facts.toml"
    "src/paint/prebuilt.txt"
    "src/parse/default.css"
    "src/plan/stock/stock.toml"
};

/// Everything under `templates/`, in order of the paths; `build.rs` makes the list.
const TEMPLATES: &[EmbeddedFile] = include!(concat!(env!("OUT_DIR"), "/templates.rs"));

/// All files that are built into the program and reach the paper.
fn embedded_files() -> impl Iterator<Item = &'static EmbeddedFile> {
    DATA.iter().chain(TEMPLATES)
}

/// The beginning of every digest of input: the program itself, and the facts if they are the user's. Everything else is
/// hashed in after it.
pub(crate) fn input_digest() -> InputDigest {
    let mut digest = InputDigest::default();
    program().hash(&mut digest);
    if facts::text() != facts::EMBEDDED {
        FactsRecord::of_this_process().sha256.hash(&mut digest);
    }
    digest
}

/// SHA-256 over the version and all that is embedded.
fn program() -> &'static str {
    static DIGEST: LazyLock<String> = LazyLock::new(|| {
        let mut digest = Sha256::new_with_prefix(env!("CARGO_PKG_VERSION"));
        for (path, bytes) in embedded_files() {
            // Lengths, so that nothing can move from one file to the next unseen.
            digest.update(format!("\n{path} {}\n", bytes.len()));
            digest.update(bytes);
        }
        hexadecimal(&digest.finalize())
    });
    &DIGEST
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use super::*;

    /// In the source tree, but on no paper: documentation.
    const ELSEWHERE: &[&str] = &["src/parse/markup.md"];

    #[test]
    fn everything_embedded_is_in_the_digest() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut found = BTreeSet::from(["fonts/README.md".to_owned()]);
        let mut folders = vec![root.join("templates"), root.join("src")];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
                if path.is_dir() {
                    folders.push(path);
                } else if !name.ends_with(".rs") && !ELSEWHERE.contains(&name.as_str()) {
                    found.insert(name);
                }
            }
        }
        let known: BTreeSet<_> = embedded_files().map(|(path, _)| (*path).to_owned()).collect();
        assert_eq!(known, found);
    }
}
