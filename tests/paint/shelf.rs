//! The shelf holds what all documents of a kind have in common.

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

/// For each kind of document and each face, the characters that it has in every example.
fn common() -> BTreeMap<(String, FaceId), BTreeSet<char>> {
    let mut common = BTreeMap::<String, Characters>::new();
    for file in examples::site_files() {
        for document in examples::planned(&file).documents {
            let found = characters(&made::pages(&document));
            let kind = format!("{document:?}").split('(').next().unwrap().to_lowercase();
            common
                .entry(kind)
                .and_modify(|known| {
                    known.retain(|face, _| found.contains_key(face));
                    for (face, known) in known {
                        known.retain(|character| found[face].contains(character));
                    }
                })
                .or_insert(found);
        }
    }
    let faces = |(kind, faces): (String, Characters)| {
        faces.into_iter().map(move |(face, characters)| ((kind.clone(), face), characters))
    };
    common.into_iter().flat_map(faces).collect()
}

#[test]
fn the_shelf_has_what_the_examples_have_in_common() {
    /// Fewer characters than this are not worth a font of their own.
    const WORTH: usize = 40;
    /// Parts of a hundred that may differ, so that not every word of a template changes the shelf.
    const SLACK: usize = 10;
    let path = examples::root().join("src/paint/shelf.txt");
    let common: BTreeMap<_, _> = common().into_iter().filter(|(_, set)| set.len() >= WORTH).collect();
    let line = |((kind, face), set): (&(String, FaceId), &BTreeSet<char>)| {
        format!("{kind}\t{face:?}\t{}\n", set.iter().collect::<String>())
    };
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, common.iter().map(line).collect::<String>()).unwrap();
    }
    let shelf = std::fs::read_to_string(&path).unwrap();
    for ((kind, face), set) in common {
        let head = format!("{kind}\t{face:?}\t");
        let known = shelf.lines().find_map(|line| line.strip_prefix(&head)).unwrap_or_default();
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
        let Some((_, words)) = judge("pdftotext", &["-raw", "PDF", "-"], "paint-shelf", &pdf.bytes) else {
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
