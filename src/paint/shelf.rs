//! The shelf: fonts with the characters that all documents of a kind have in common. They are made once in a
//! process instead of once for each customer.
//!
//! Which characters those are stands in `shelf.txt`, a line for each kind and face; a test makes it from the
//! examples (`UPDATE_EXPECT=1`). What is on the shelf never depends on what was painted before.

use std::sync::{LazyLock, OnceLock};

use super::characters::CharacterSet;
use super::font::{Font, Reach};
use super::subset::Subset;
use crate::base::{FaceId, Fonts};

/// A font of the shelf.
pub(super) struct Shelved {
    place: u8,
    face: FaceId,
    characters: &'static str,
    set: CharacterSet,
    subset: OnceLock<Subset>,
    font: OnceLock<Result<Font, String>>,
}

static SHELF: LazyLock<Vec<Shelved>> =
    LazyLock::new(|| include_str!("shelf.txt").lines().zip(0..).filter_map(Shelved::parse).collect());

/// The font that saves most for a document that uses `set` of `face`, if any does. Three in four of its characters
/// must be wanted, or it would only make the file larger; and it must have half of what is wanted, or lines would
/// change fonts at every other character.
pub(super) fn find(face: FaceId, set: &CharacterSet) -> Option<&'static Shelved> {
    let wanted = SHELF.iter().filter(|shelved| shelved.face == face).filter_map(|shelved| {
        let (all, used) = (shelved.set.count(), shelved.set.common(set));
        (used * 4 >= all * 3).then_some((used, shelved))
    });
    let (used, shelved) = wanted.max_by_key(|(used, _)| *used)?;
    (used * 2 >= set.count()).then_some(shelved)
}

impl Shelved {
    /// A line: the kind (for the reader), the face, the characters.
    fn parse((line, place): (&'static str, u8)) -> Option<Self> {
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
        Some(Self { place, face, characters, set, subset: OnceLock::new(), font: OnceLock::new() })
    }

    /// Its place on the shelf.
    pub(super) fn place(&self) -> u8 {
        self.place
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
            .get_or_init(|| Font::new(self.subset(), &Fonts::new(), Reach::Many))
            .as_ref()
            .map_err(String::clone)
    }
}
