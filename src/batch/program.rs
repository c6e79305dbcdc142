//! A digest of the program: its version and its embedded files. Documents are made again when a template, a fact, a font or
//! a style sheet is another one, not only when the version is. What is made of the files is not known here.

use std::hash::Hash as _;
use std::sync::LazyLock;

use sha2::{Digest as _, Sha256};

use super::digest::{InputDigest, hexadecimal};

macro_rules! embedded {
    ($($path:literal)*) => {
        /// The files that are built into the program and reach the paper, by their paths in the source tree.
        /// Of the fonts it is the list of their SHA-256, which a test holds against the files.
        const EMBEDDED: &[(&str, &[u8])] =
            &[$(($path, include_bytes!(concat!("../../", $path)))),*];
    };
}

embedded! {
    "fonts/README.md"
    "src/base/facts.toml"
    "src/paint/prebuilt.txt"
    "src/parse/default.css"
    "src/plan/stock/stock.toml"
    "templates/calibration.html"
    "templates/handover.html"
    "templates/handover/after.html"
    "templates/handover/cover.html"
    "templates/handover/frame.html"
    "templates/handover/master.html"
    "templates/handover/notice.html"
    "templates/handover/overview.html"
    "templates/labels.html"
    "templates/packet.html"
    "templates/packet/certificate-form.html"
    "templates/packet/certificate-open.html"
    "templates/packet/certificate-sheets.html"
    "templates/packet/cover.html"
    "templates/packet/dates.html"
    "templates/packet/day.html"
    "templates/packet/frame.html"
    "templates/packet/label.html"
    "templates/packet/master.html"
    "templates/packet/post-before.html"
    "templates/packet/post-take.html"
    "templates/packet/post.html"
    "templates/packet/supplement.html"
    "templates/packet/trouble.html"
    "templates/packet/use-items.html"
    "templates/packet/use-line.html"
    "templates/packet/use-open.html"
    "templates/packet/use-submit.html"
    "templates/packet/way.html"
    "templates/parts.html"
    "templates/print.css"
    "templates/run/blank.html"
    "templates/run/cover.html"
    "templates/run/labels.html"
    "templates/run/picklist.html"
    "templates/run/run.css"
    "templates/stock.html"
}

/// The beginning of every digest of input: the program itself. Everything else is hashed in after it.
pub(crate) fn input_digest() -> InputDigest {
    let mut digest = InputDigest::default();
    program().hash(&mut digest);
    digest
}

/// SHA-256 over the version and all that is embedded.
fn program() -> &'static str {
    static DIGEST: LazyLock<String> = LazyLock::new(|| {
        let mut digest = Sha256::new_with_prefix(env!("CARGO_PKG_VERSION"));
        for (path, bytes) in EMBEDDED {
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
        let known: BTreeSet<_> = EMBEDDED.iter().map(|(path, _)| (*path).to_owned()).collect();
        assert_eq!(known, found);
    }
}
