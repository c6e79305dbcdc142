//! [`Subset`]: characters of one face with the codes that they have in a font of a document.
//!
//! A code (CID) is the glyph's number in the subset. Where two characters share one glyph, the second gets a
//! code of its own behind the glyphs, so that each comes back as itself when the text is copied. (Faces with
//! PostScript outlines, which only a user can bring, cannot do that: there the first one comes back.)

use subsetter::GlyphRemapper;

use crate::base::{FaceId, Fonts};

/// Characters of a face.
pub(super) struct Subset {
    /// The face.
    pub(super) face: FaceId,
    /// The characters by their codes minus 1 (code 0 is `.notdef`).
    pub(super) characters: Vec<char>,
    /// The glyphs of the face by their codes minus 1; longer than `numbers` where characters share a glyph.
    pub(super) glyphs: Vec<u16>,
    /// The glyphs' numbers in the subset.
    pub(super) numbers: GlyphRemapper,
}

impl Subset {
    /// Of those `characters` that the face has. One that it lacks gets no code: its run is told of when it is
    /// painted.
    pub(super) fn new(face: FaceId, characters: impl Iterator<Item = char>, fonts: &Fonts) -> Self {
        let mut numbers = GlyphRemapper::new();
        let (mut first, mut second) = (Vec::new(), Vec::new());
        for character in characters {
            let Some(glyph) = fonts.face(face).glyph(character) else { continue };
            let known = numbers.get(glyph).is_some();
            numbers.remap(glyph);
            if known { &mut second } else { &mut first }.push((character, glyph));
        }
        let (characters, glyphs) = first.into_iter().chain(second).unzip();
        Self { face, characters, glyphs, numbers }
    }

    /// Characters with codes in the order in which they came.
    pub(super) fn in_order(face: FaceId, found: Vec<(char, u16)>) -> Self {
        let mut numbers = GlyphRemapper::new();
        for (_, glyph) in &found {
            numbers.remap(*glyph);
        }
        let (characters, glyphs) = found.into_iter().unzip();
        Self { face, characters, glyphs, numbers }
    }

    /// Whether some characters share a glyph.
    pub(super) fn shares_glyphs(&self) -> bool {
        self.glyphs.len() + 1 > usize::from(self.numbers.num_gids())
    }
}
