//! Nobody else's data on anybody's page: two hundred customers with look-alike names and codes made in one run,
//! every PDF searched for everybody else's name, code, terminals and numbers; the merged files page by page.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::{code, customers, folder, name};
use crate::paint::outside::judge;

const COUNT: usize = 100;

/// Customers in a merged file.
const MERGED: usize = 35;

/// What is only this customer's, as it stands in the text without white space. All customers' are of the same
/// lengths, and none is part of another.
fn own(number: usize) -> [String; 6] {
    [
        name(number),
        code(number),
        format!("第{number:03}受付端末"),
        format!("77{number:04}5501"),
        format!("iji{number:04}@"),
        format!("K-{number:04}"),
    ]
}

/// Everybody's own words, by their lengths in characters.
struct Words(BTreeMap<usize, BTreeMap<String, usize>>);

impl Words {
    fn of_all() -> Self {
        let mut words = BTreeMap::<usize, BTreeMap<String, usize>>::new();
        for (number, word) in (1..=COUNT).flat_map(|number| own(number).map(|word| (number, word))) {
            words.entry(word.chars().count()).or_default().insert(word, number);
        }
        assert_eq!(words.values().map(BTreeMap::len).sum::<usize>(), 6 * COUNT, "look alike, but differ");
        Self(words)
    }

    /// Whose words stand in `text`, which has no white space, and which.
    fn found(&self, text: &str) -> BTreeMap<usize, BTreeSet<String>> {
        let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let mut found = BTreeMap::<usize, BTreeSet<String>>::new();
        for (length, words) in &self.0 {
            for (from, to) in starts.iter().zip(starts.iter().skip(*length)) {
                if let Some(number) = words.get(&text[*from..*to]) {
                    found.entry(*number).or_default().insert(text[*from..*to].to_owned());
                }
            }
        }
        found
    }
}

/// `text` without white space.
fn packed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// The same of a page of a merged file, whose marks are painted piece by piece: two numbers that only a line end keeps
/// apart stay apart there, for they would make a third, which may be anybody's.
fn joined(text: &str) -> String {
    let mut joined = String::new();
    for line in text.lines() {
        let line: String = line.split_whitespace().collect();
        let is_digit = |end: Option<char>| end.is_some_and(|end| end.is_ascii_digit());
        if is_digit(joined.chars().next_back()) && is_digit(line.chars().next()) {
            joined.push('\n');
        }
        joined.push_str(&line);
    }
    joined
}

#[test]
fn nobody_elses_data_are_on_anybodys_page() {
    let (sandbox, files) = customers(COUNT);
    let merged = MERGED.to_string();
    let arguments: Vec<_> = ["build"]
        .into_iter()
        .chain(files.iter().map(String::as_str))
        .chain(["--run", "R", "--merge", &merged])
        .collect();
    sandbox.run(&arguments).ends(0);
    let out = sandbox.path.join("out/R");
    let words = Words::of_all();
    let text = |stem: &str, path: &str| {
        let bytes = fs::read(out.join(path)).unwrap();
        judge("pdftotext", &["-raw", "PDF", "-"], stem, &bytes).map(|(_, text)| text)
    };
    if text("isolation", &format!("{}/labels.pdf", folder(1))).is_none() {
        return;
    }
    let next = AtomicUsize::new(1);
    let search = || {
        while let Some(number) = Some(next.fetch_add(1, Ordering::Relaxed)).filter(|number| *number <= COUNT)
        {
            let mut all = BTreeSet::new();
            for document in ["packet", "handover", "labels"] {
                let stem = format!("isolation-{number}-{document}");
                let text = text(&stem, &format!("{}/{document}.pdf", folder(number))).unwrap();
                let mut found = words.found(&packed(&text));
                all.append(&mut found.remove(&number).unwrap_or_default());
                assert!(found.is_empty(), "in {document}.pdf of customer {number}: {found:?}");
            }
            let own = BTreeSet::from(own(number));
            assert_eq!(all, own, "customer {number} lacks own words: the search proves nothing");
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(search);
        scope.spawn(search);
    });
    for (volume, path) in (0..COUNT.div_ceil(MERGED)).map(|index| (index, format!("-{:03}.pdf", index + 1))) {
        let members = volume * MERGED + 1..=((volume + 1) * MERGED).min(COUNT);
        for kind in ["packet", "handover"] {
            let text = text(&format!("merged-{kind}-{volume}"), &format!("print/1/{kind}{path}")).unwrap();
            let mut owners = Vec::new();
            for (page, text) in text.trim_end_matches('\u{c}').split('\u{c}').enumerate() {
                let found = words.found(&joined(text));
                assert_eq!(found.len(), 1, "{kind}{path} page {}: {found:?}", page + 1);
                owners.extend(found.into_keys());
            }
            assert!(owners.is_sorted(), "{kind}{path}: a page among another's");
            assert_eq!(BTreeSet::from_iter(owners), BTreeSet::from_iter(members.clone()));
        }
        let labels = text(&format!("merged-labels-{volume}"), &format!("print/1/labels{path}")).unwrap();
        let picks = text(&format!("merged-picks-{volume}"), &format!("print/1/picklist{path}")).unwrap();
        for text in [labels, picks] {
            let found = BTreeSet::from_iter(words.found(&packed(&text)).into_keys());
            assert_eq!(found, BTreeSet::from_iter(members.clone()));
        }
    }
}
