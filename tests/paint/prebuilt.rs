//! The prebuilt fonts hold what all documents of a kind have in common.

use std::collections::{BTreeMap, BTreeSet};

use startpack::base::FaceId;
use startpack::layout::{ItemKind, Pages};

use crate::{examples, made};

type Characters = BTreeMap<FaceId, BTreeSet<char>>;

fn characters(pages: &Pages) -> Characters {
    let mut found = Characters::new();
    for item in pages.pages.iter().flat_map(|page| &page.items) {
        if let ItemKind::Text(run) = &item.kind {
            found.entry(run.face).or_default().extend(run.text.chars());
        }
    }
    found
}

/// For each kind of document and each face, the characters that are not one customer's: several examples have them.
/// With them all digits, and the letters of codes, because every customer's have others.
fn common() -> BTreeMap<(String, FaceId), BTreeSet<char>> {
    /// So many examples are several.
    const SEVERAL: usize = 2;
    let mut counts = BTreeMap::<(String, FaceId), BTreeMap<char, usize>>::new();
    for file in examples::site_files() {
        for document in examples::planned(&file).documents {
            let kind = format!("{document:?}").split('(').next().unwrap().to_lowercase();
            for (face, found) in characters(&made::pages(&document)) {
                let counts = counts.entry((kind.clone(), face)).or_default();
                found.into_iter().for_each(|character| *counts.entry(character).or_default() += 1);
            }
        }
    }
    let common = |(place, counts): ((String, FaceId), BTreeMap<char, usize>)| {
        let several = counts.into_iter().filter(|(_, count)| *count >= SEVERAL);
        let all = ('0'..='9').chain(letters(place.1));
        (place, several.map(|(character, _)| character).chain(all).collect())
    };
    counts.into_iter().map(common).collect()
}

fn letters(face: FaceId) -> impl Iterator<Item = char> {
    ('A'..='Z').chain('a'..='z').filter(move |_| face == FaceId::Mono)
}

#[test]
fn the_prebuilt_fonts_have_what_the_examples_have_in_common() {
    /// Fewer characters than this are not worth a font of their own.
    const WORTH: usize = 64;
    /// Parts of a hundred that may differ, so that not every word of a template changes the fonts.
    const SLACK: usize = 10;
    let path = examples::root().join("src/paint/prebuilt.txt");
    let common: BTreeMap<_, _> = common().into_iter().filter(|(_, set)| set.len() >= WORTH).collect();
    let line = |((kind, face), set): (&(String, FaceId), &BTreeSet<char>)| {
        format!("{kind}\t{face:?}\t{}\n", set.iter().collect::<String>())
    };
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, common.iter().map(line).collect::<String>()).unwrap();
    }
    let prebuilt = std::fs::read_to_string(&path).unwrap();
    for ((kind, face), set) in common {
        let head = format!("{kind}\t{face:?}\t");
        let known = prebuilt.lines().find_map(|line| line.strip_prefix(&head)).unwrap_or_default();
        let known: BTreeSet<char> = known.chars().collect();
        let differ = known.symmetric_difference(&set).count();
        assert!(
            differ * 100 <= set.len() * SLACK,
            "{kind} {face:?}: {differ} of {} characters differ; UPDATE_EXPECT=1 mends it",
            set.len()
        );
    }
}

#[test]
fn no_character_is_lost_where_a_line_has_two_fonts() {
    use super::outside::judge;
    use super::sample::painted;
    let file = &examples::site_files()[0];
    for document in examples::planned(file).documents {
        let pages = made::pages(&document);
        let pdf = painted(&pages);
        let Some((_, words)) = judge("pdftotext", &["-raw", "PDF", "-"], "paint-prebuilt", &pdf.bytes) else {
            return;
        };
        let mut told: Vec<char> = words.chars().filter(|character| !character.is_whitespace()).collect();
        let runs = pages.pages.iter().flat_map(|page| &page.items).filter_map(|item| match &item.kind {
            ItemKind::Text(run) => Some(run),
            _ => None,
        });
        let mut written: Vec<char> =
            runs.flat_map(|run| run.text.chars()).filter(|character| !character.is_whitespace()).collect();
        told.sort_unstable();
        written.sort_unstable();
        assert_eq!(told, written);
    }
}

#[test]
fn a_prebuilt_font_must_have_half_of_what_is_wanted() {
    use super::sample::{one_page, painted, text};
    use startpack::base::{FaceId, Fonts};
    let fonts = Fonts::new();
    let prebuilt = std::fs::read_to_string(examples::root().join("src/paint/prebuilt.txt")).unwrap();
    let line = prebuilt.lines().find(|line| line.starts_with("labels\tSans\t")).unwrap();
    let labels: Vec<char> = line.rsplit('\t').next().unwrap().chars().collect();
    // Ideographs that no document of ours has.
    let strange = |character: &char| {
        !prebuilt.contains(*character) && fonts.face(FaceId::Sans).glyph(*character).is_some()
    };
    let others: Vec<char> = ('\u{4E00}'..'\u{6000}').filter(strange).take(labels.len() + 20).collect();
    let fonts_with = |others: &[char]| {
        let lines = labels.chunks(40).chain(others.chunks(40)).zip(1_i32..);
        let kinds = lines.map(|(line, row)| {
            let line: String = line.iter().collect();
            ItemKind::Text(text(&fonts, 50.0, 14.0 * f64::from(row), &line))
        });
        let pdf = painted(&one_page(kinds.collect()));
        let document = lopdf::Document::load_mem(&pdf.bytes).unwrap();
        let page = document.page_iter().next().unwrap();
        document.get_page_fonts(page).unwrap().len()
    };
    assert_eq!(fonts_with(&others[..20]), 2);
    assert_eq!(fonts_with(&others), 1);
}
