//! Typefaces: which characters of which faces a document uses, which fonts they come from, and the code that
//! each has in the content streams. In: [`Pages`]; out: [`Typefaces`], from which `font` makes the objects.
//!
//! A face has up to two fonts in a document: one from the shelf, with the characters that every such document
//! has, and one of its own with the rest.

use std::collections::BTreeMap;

use super::characters::{BASIC_PLANE, CharacterSet};
use super::shelf::{self, Shelved};
use super::subset::Subset;
use crate::base::{FaceId, Fonts};
use crate::layout::{Item, ItemKind, Pages};

/// The faces and fonts of a document.
#[derive(Default)]
pub(super) struct Typefaces {
    faces: Vec<Typeface>,
    /// The fonts, in the order of their names: `/F0` is the first.
    pub(super) fonts: Vec<Source>,
}

/// Where a font comes from.
pub(super) enum Source {
    /// Shared by documents.
    Shelf(&'static Shelved),
    /// Made for this document.
    Own(Subset),
}

impl Source {
    /// What is in it.
    pub(super) fn subset(&self) -> &Subset {
        match self {
            Self::Shelf(shelved) => shelved.subset(),
            Self::Own(subset) => subset,
        }
    }
}

impl Typefaces {
    /// Goes through all text of `pages`.
    pub(super) fn collect(pages: &Pages, fonts: &Fonts) -> Self {
        let mut sets = BTreeMap::<FaceId, CharacterSet>::new();
        for item in pages.pages.iter().flat_map(|page| &page.items) {
            if let ItemKind::Text(run) = &item.kind {
                sets.entry(run.face).or_default().extend(&run.text);
            }
        }
        let mut typefaces = Self::default();
        for (face, set) in sets {
            typefaces.add(face, set, fonts);
        }
        typefaces
    }

    fn add(&mut self, id: FaceId, mut set: CharacterSet, fonts: &Fonts) {
        let mut face = Typeface::new(id);
        if let Some(shelved) = shelf::find(id, &set) {
            for character in &shelved.subset().characters {
                set.remove(*character);
            }
            self.push(&mut face, Source::Shelf(shelved));
        }
        let own = Subset::new(id, set.iter(), fonts);
        if !own.characters.is_empty() {
            self.push(&mut face, Source::Own(own));
        }
        self.faces.push(face);
    }

    /// Gives a code to every character of `items` that has none yet, in the order in which they come. `grown` has
    /// the characters and glyphs of each font so far.
    pub(super) fn grow(
        &mut self,
        items: &[Item],
        grown: &mut Vec<(FaceId, Vec<(char, u16)>)>,
        fonts: &Fonts,
    ) {
        for item in items {
            let ItemKind::Text(run) = &item.kind else { continue };
            let known = self.faces.iter().position(|face| face.id == run.face);
            let at = known.unwrap_or_else(|| {
                let mut face = Typeface::new(run.face);
                face.fonts.push(grown.len());
                self.faces.push(face);
                grown.push((run.face, Vec::new()));
                self.faces.len() - 1
            });
            for character in run.text.chars() {
                if self.faces[at].find(character).is_some() {
                    continue;
                }
                // One that the face lacks gets no code: its run is told of when it is painted.
                let Some(glyph) = fonts.face(run.face).glyph(character) else { continue };
                let found = &mut grown[at].1;
                // Outlines of PostScript's kind have no second code for a glyph: the first one's serves.
                let is_cff = fonts.face(run.face).data.starts_with(b"OTTO");
                let same = found.iter().position(|(_, known)| is_cff && *known == glyph);
                let index = same.unwrap_or_else(|| {
                    found.push((character, glyph));
                    found.len() - 1
                });
                self.faces[at].set(character, index as u16 + 1);
            }
        }
    }

    fn push(&mut self, face: &mut Typeface, source: Source) {
        face.take(self.fonts.len(), source.subset());
        self.fonts.push(source);
    }

    /// The codes of `face`.
    pub(super) fn get(&self, face: FaceId) -> Option<&Typeface> {
        self.faces.iter().find(|typeface| typeface.id == face)
    }
}

/// Where each character of a face is found.
pub(super) struct Typeface {
    id: FaceId,
    /// The fonts that it is spread over: at most two.
    fonts: Vec<usize>,
    basic: Box<[u16]>,
    beyond: BTreeMap<char, u16>,
}

/// Set in a code of the second font. A face would need half of all its possible glyphs to collide with it.
const SECOND: u16 = 1 << 15;

impl Typeface {
    fn new(id: FaceId) -> Self {
        Self { id, fonts: Vec::new(), basic: vec![0; BASIC_PLANE].into(), beyond: BTreeMap::new() }
    }

    fn take(&mut self, font: usize, subset: &Subset) {
        let mark = if self.fonts.is_empty() { 0 } else { SECOND };
        self.fonts.push(font);
        for (code, &character) in (1..SECOND).zip(&subset.characters) {
            self.set(character, code | mark);
        }
    }

    fn set(&mut self, character: char, code: u16) {
        match self.basic.get_mut(character as usize) {
            Some(slot) => *slot = code,
            None => drop(self.beyond.insert(character, code)),
        }
    }

    /// The font and the code of `character`; `None` if the face lacks it.
    pub(super) fn find(&self, character: char) -> Option<(usize, u16)> {
        let code = match self.basic.get(character as usize) {
            Some(0) => return None,
            Some(&code) => code,
            None => *self.beyond.get(&character)?,
        };
        let font = self.fonts.get(usize::from(code & SECOND != 0))?;
        Some((*font, code & !SECOND))
    }
}
