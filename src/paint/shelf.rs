//! The shelf: fonts with the characters that all documents of a kind have in common. They are made once in a
//! process instead of once for each customer.
//!
//! Which characters those are stands in `shelf.txt`, a line for each kind and face; a test makes it from the
//! examples (`UPDATE_EXPECT=1`). What is on the shelf never depends on what was painted before.

use std::sync::{LazyLock, OnceLock};

use super::characters::CharacterSet;
use super::file::{Deflater, LEVEL};
use super::font::Font;
use super::subset::Subset;
use crate::base::{FaceId, Fonts};

/// A font of the shelf.
pub(super) struct Shelved {
    face: FaceId,
    characters: &'static str,
    subset: OnceLock<Subset>,
    font: OnceLock<Result<Font, String>>,
}

static SHELF: LazyLock<Vec<Shelved>> =
    LazyLock::new(|| include_str!("shelf.txt").lines().filter_map(Shelved::parse).collect());

/// The font that saves most for a document that uses `set` of `face`, if any does: nine in ten of its
/// characters must be wanted, or it would only make the file larger.
pub(super) fn find(face: FaceId, set: &CharacterSet) -> Option<&'static Shelved> {
    let wanted = SHELF.iter().filter(|shelved| shelved.face == face).filter_map(|shelved| {
        let all = shelved.characters.chars().count();
        let used = shelved.characters.chars().filter(|character| set.contains(*character)).count();
        (used * 10 >= all * 9).then_some((used, shelved))
    });
    wanted.max_by_key(|(used, _)| *used).map(|(_, shelved)| shelved)
}

impl Shelved {
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
        let characters = fields.next()?;
        Some(Self { face, characters, subset: OnceLock::new(), font: OnceLock::new() })
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
            .get_or_init(|| Font::new(self.subset(), &Fonts::new(), &mut Deflater::new(LEVEL)))
            .as_ref()
            .map_err(String::clone)
    }
}
