//! Typefaces: which characters of which faces a document uses, and the code that each has in the content
//! streams. In: [`Pages`]; out: [`Typefaces`], from which `font` makes the font objects.
//!
//! A code (CID) is the glyph's number in the subset. Where two characters share one glyph, the second gets a
//! code of its own behind the glyphs, so that each comes back as itself when the text is copied.

use std::collections::{BTreeMap, BTreeSet};

use subsetter::GlyphRemapper;

use crate::base::{FaceId, Fonts};
use crate::layout::{ItemKind, Pages};

/// The faces a document uses, in the order of their ids.
pub(super) struct Typefaces(pub(super) Vec<Typeface>);

impl Typefaces {
    /// Goes through all text of `pages`.
    pub(super) fn collect(pages: &Pages, fonts: &Fonts) -> Self {
        let mut sets = BTreeMap::<FaceId, CharacterSet>::new();
        for item in pages.pages.iter().flat_map(|page| &page.items) {
            if let ItemKind::Text(run) = &item.kind {
                sets.entry(run.face).or_default().extend(&run.text);
            }
        }
        Self(sets.into_iter().map(|(id, set)| Typeface::new(id, &set, fonts)).collect())
    }

    /// The place of `face` in the list, and itself.
    pub(super) fn get(&self, face: FaceId) -> Option<(usize, &Typeface)> {
        self.0.iter().enumerate().find(|(_, typeface)| typeface.face == face)
    }
}

/// Code points in one word of a set.
const WORD: usize = u64::BITS as usize;
/// Code points of the basic plane.
const BASIC_PLANE: usize = 0x1_0000;

/// A set of characters: bits for the basic plane, a tree for the rest.
struct CharacterSet {
    basic: Box<[u64]>,
    astral: BTreeSet<char>,
}

impl Default for CharacterSet {
    fn default() -> Self {
        Self { basic: vec![0; BASIC_PLANE / WORD].into(), astral: BTreeSet::new() }
    }
}

impl CharacterSet {
    fn extend(&mut self, text: &str) {
        for character in text.chars() {
            let code = character as usize;
            match self.basic.get_mut(code / WORD) {
                Some(word) => *word |= 1 << (code % WORD),
                None => drop(self.astral.insert(character)),
            }
        }
    }

    /// The characters in the order of their code points.
    fn iter(&self) -> impl Iterator<Item = char> {
        let basic =
            self.basic.iter().enumerate().filter(|(_, word)| **word != 0).flat_map(|(index, word)| {
                (0..WORD).filter(move |bit| word >> bit & 1 == 1).map(move |bit| index * WORD + bit)
            });
        basic.filter_map(|code| char::from_u32(code as u32)).chain(self.astral.iter().copied())
    }
}

/// What a document uses of a face.
pub(super) struct Typeface {
    /// The face.
    pub(super) face: FaceId,
    /// The characters by their codes minus 1 (code 0 is `.notdef`).
    pub(super) characters: Vec<char>,
    /// The glyphs of the face by their codes minus 1; longer than `subset` where characters share a glyph.
    pub(super) glyphs: Vec<u16>,
    /// The glyphs of the face by their numbers in the subset.
    pub(super) subset: GlyphRemapper,
    basic: Box<[u16]>,
    astral: BTreeMap<char, u16>,
}

impl Typeface {
    fn new(id: FaceId, set: &CharacterSet, fonts: &Fonts) -> Self {
        let face = fonts.face(id);
        let mut subset = GlyphRemapper::new();
        let (mut first, mut second) = (Vec::new(), Vec::new());
        for character in set.iter() {
            // A character that the face lacks gets no code: its run is told of when it is painted.
            let Some(glyph) = face.glyph(character) else { continue };
            let known = subset.get(glyph).is_some();
            subset.remap(glyph);
            if known { &mut second } else { &mut first }.push((character, glyph));
        }
        let (characters, glyphs): (Vec<char>, Vec<u16>) = first.into_iter().chain(second).unzip();
        let mut basic = vec![0; BASIC_PLANE].into_boxed_slice();
        let mut astral = BTreeMap::new();
        for (code, &character) in (1..).zip(&characters) {
            match basic.get_mut(character as usize) {
                Some(slot) => *slot = code,
                None => drop(astral.insert(character, code)),
            }
        }
        Self { face: id, characters, glyphs, subset, basic, astral }
    }

    /// The code of `character`; `None` if the face lacks it.
    pub(super) fn code(&self, character: char) -> Option<u16> {
        match self.basic.get(character as usize) {
            Some(0) => None,
            Some(&code) => Some(code),
            None => self.astral.get(&character).copied(),
        }
    }
}
