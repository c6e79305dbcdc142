//! Prebuilt font subsets: fonts with the characters that all documents of a kind have in common. They are made once in
//! a process instead of once for each customer.
//!
//! Which characters those are stands in `prebuilt.txt`, a line for each kind and face; a test makes it from the
//! examples (`UPDATE_EXPECT=1`). They never depend on what was painted before.

use std::sync::{LazyLock, OnceLock};

use super::characters::CharacterSet;
use super::font::{Font, FontUse};
use super::subset::Subset;
use crate::base::{FaceId, Fonts};

/// A prebuilt font.
pub(super) struct Prebuilt {
    face: FaceId,
    characters: &'static str,
    set: CharacterSet,
    subset: OnceLock<Subset>,
    font: OnceLock<Result<Font, String>>,
}

static ALL: LazyLock<Vec<Prebuilt>> =
    LazyLock::new(|| include_str!("prebuilt.txt").lines().filter_map(Prebuilt::parse).collect());

/// The font that saves most for a document that uses `set` of `face`, if any does. Three in four of its characters
/// must be wanted, or it would only make the file larger; and it must have half of what is wanted, or lines would
/// change fonts at every other character.
pub(super) fn find(face: FaceId, set: &CharacterSet) -> Option<&'static Prebuilt> {
    let wanted = ALL.iter().filter(|prebuilt| prebuilt.face == face).filter_map(|prebuilt| {
        let (all, used) = (prebuilt.set.count(), prebuilt.set.common(set));
        (used * 4 >= all * 3).then_some((used, prebuilt))
    });
    let (used, prebuilt) = wanted.max_by_key(|(used, _)| *used)?;
    (used * 2 >= set.count()).then_some(prebuilt)
}

impl Prebuilt {
    /// A line: the kind (for the reader), the face, the characters.
    fn parse(line: &'static str) -> Option<Self> {
        let mut fields = line.splitn(3, '\t').skip(1);
        let face = match fields.next()? {
            "Sans" => FaceId::Sans,
            "SansBold" => FaceId::SansBold,
            "Mono" => FaceId::Mono,
            "Fallback" => FaceId::Fallback,
            "FallbackBold" => FaceId::FallbackBold,
            _ => return None,
        };
        let (characters, mut set) = (fields.next()?, CharacterSet::default());
        set.extend(characters);
        Some(Self { face, characters, set, subset: OnceLock::new(), font: OnceLock::new() })
    }

    /// Its characters.
    pub(super) fn set(&self) -> &CharacterSet {
        &self.set
    }

    /// Its characters and their codes.
    pub(super) fn subset(&self) -> &Subset {
        self.subset.get_or_init(|| Subset::new(self.face, self.characters.chars(), &Fonts::new()))
    }

    /// The font itself.
    ///
    /// # Errors
    /// What `subsetter` says of the face.
    pub(super) fn font(&self) -> Result<&Font, String> {
        self.font
            .get_or_init(|| Font::new(self.subset(), &Fonts::new(), FontUse::Many))
            .as_ref()
            .map_err(String::clone)
    }
}
