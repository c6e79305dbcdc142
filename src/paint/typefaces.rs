//! Typefaces: which characters of which faces a document uses, which fonts they come from, and the code that
//! each has in the content streams. In: [`Pages`]; out: [`Typefaces`], from which `font` makes the objects.
//!
//! A face has up to two fonts in a document: one from the shelf, with the characters that every such document
//! has, and one of its own with the rest.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::characters::{BASIC_PLANE, CharacterSet};
use super::font::{Font, Reach};
use super::shelf::{self, Shelved};
use super::subset::Subset;
use crate::base::{FaceId, Fonts};
use crate::layout::{Item, ItemKind, Pages};

/// The faces and fonts of a document.
#[derive(Default)]
pub(super) struct Typefaces {
    faces: Vec<Typeface>,
    /// The fonts by their names: `/F0` is the first.
    pub(super) fonts: Vec<(usize, Source)>,
    /// Which fonts of the shelf are among them.
    shelf: Vec<u8>,
}

/// Where a font comes from.
pub(super) enum Source {
    /// Shared by documents of all customers.
    Shelf(&'static Shelved),
    /// Made for the documents that are painted together.
    Own(Rc<Own>),
}

/// A font that no shelf has.
pub(super) struct Own {
    subset: Subset,
    font: Font,
}

impl Source {
    /// The font itself.
    ///
    /// # Errors
    /// What `subsetter` says of the face.
    pub(super) fn font(&self) -> Result<&Font, String> {
        match self {
            Self::Shelf(shelved) => shelved.font(),
            Self::Own(own) => Ok(&own.font),
        }
    }
}

impl Typefaces {
    /// Goes through all text of documents that are painted together. What the shelf lacks of a face is one font for
    /// all of them.
    ///
    /// # Errors
    /// What `subsetter` says of a face.
    pub(super) fn collect<'a>(
        documents: impl Iterator<Item = &'a Pages>,
        fonts: &Fonts,
    ) -> Result<Vec<Self>, String> {
        let wanted: Vec<_> = documents.map(Wanted::of).collect();
        let mut lacking = BTreeMap::<FaceId, CharacterSet>::new();
        for Wanted { face, rest, .. } in wanted.iter().flatten() {
            lacking.entry(*face).or_default().join(rest);
        }
        let mut own = BTreeMap::new();
        for (face, set) in lacking {
            let subset = Subset::new(face, set.iter(), fonts);
            if !subset.characters.is_empty() {
                let font = Font::new(&subset, fonts, Reach::One)?;
                own.insert(face, Rc::new(Own { subset, font }));
            }
        }
        let typefaces = |wanted: Vec<Wanted>| {
            let mut typefaces = Self::default();
            wanted.into_iter().for_each(|wanted| typefaces.add(wanted, &own));
            typefaces
        };
        Ok(wanted.into_iter().map(typefaces).collect())
    }

    fn add(&mut self, wanted: Wanted, own: &BTreeMap<FaceId, Rc<Own>>) {
        let mut face = Typeface::new(wanted.face);
        if let Some(shelved) = wanted.shelved {
            let name = name(wanted.face);
            face.take(name, shelved.subset());
            self.fonts.push((name, Source::Shelf(shelved)));
            self.shelf.push(shelved.place());
        }
        if let Some(own) = own.get(&wanted.face).filter(|_| !wanted.rest.is_empty()) {
            let name = name(wanted.face) + 1;
            face.take(name, &own.subset);
            self.fonts.push((name, Source::Own(Rc::clone(own))));
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

    /// Names the fonts of the shelf that the document has: with the same ones, a character that they have has the
    /// same code.
    pub(super) fn shelf(&self) -> &[u8] {
        &self.shelf
    }

    /// Whether the font of that name was made for this document.
    pub(super) fn is_own(&self, name: usize) -> bool {
        self.fonts.iter().any(|(own, source)| *own == name && matches!(source, Source::Own(_)))
    }

    /// The codes of `face`.
    pub(super) fn get(&self, face: FaceId) -> Option<&Typeface> {
        self.faces.iter().find(|typeface| typeface.id == face)
    }
}

/// The name of a face's font from the shelf; the next is that of its own one. They are the same in all documents, so
/// that pages without characters of their own are, too.
pub(super) fn name(face: FaceId) -> usize {
    2 * face.number()
}

/// What a document wants of a face.
struct Wanted {
    face: FaceId,
    shelved: Option<&'static Shelved>,
    /// Characters that are not on the shelf.
    rest: CharacterSet,
}

impl Wanted {
    /// What `pages` want, face by face.
    fn of(pages: &Pages) -> Vec<Self> {
        let mut sets = BTreeMap::<FaceId, CharacterSet>::new();
        for item in pages.pages.iter().flat_map(|page| &page.items) {
            if let ItemKind::Text(run) = &item.kind {
                sets.entry(run.face).or_default().extend(&run.text);
            }
        }
        let wanted = |(face, mut rest): (FaceId, CharacterSet)| {
            let shelved = shelf::find(face, &rest);
            shelved.iter().for_each(|shelved| rest.part(shelved.set()));
            Self { face, shelved, rest }
        };
        sets.into_iter().map(wanted).collect()
    }
}

/// Where each character of a face is found.
pub(super) struct Typeface {
    id: FaceId,
    /// The fonts that it is spread over: at most two.
    fonts: Vec<usize>,
    /// Codes by the low byte of the character. Only rows that have one are made; row 0 is empty.
    rows: Vec<[u16; ROW]>,
    /// The row for each high byte.
    row_of: [u16; BASIC_PLANE / ROW],
    beyond: BTreeMap<char, u16>,
}

/// Characters in a row.
const ROW: usize = 256;

/// Set in a code of the second font. A face would need half of all its possible glyphs to collide with it.
const SECOND: u16 = 1 << 15;

impl Typeface {
    fn new(id: FaceId) -> Self {
        let row_of = [0; BASIC_PLANE / ROW];
        Self { id, fonts: Vec::new(), rows: vec![[0; ROW]], row_of, beyond: BTreeMap::new() }
    }

    /// Takes the characters of a font that no font before it has.
    fn take(&mut self, font: usize, subset: &Subset) {
        let mark = if self.fonts.is_empty() { 0 } else { SECOND };
        self.fonts.push(font);
        for (code, &character) in (1..SECOND).zip(&subset.characters) {
            if self.find(character).is_none() {
                self.set(character, code | mark);
            }
        }
    }

    fn set(&mut self, character: char, code: u16) {
        let place = character as usize;
        let Some(row) = self.row_of.get_mut(place / ROW) else {
            self.beyond.insert(character, code);
            return;
        };
        if *row == 0 {
            *row = self.rows.len() as u16;
            self.rows.push([0; ROW]);
        }
        self.rows[usize::from(*row)][place % ROW] = code;
    }

    /// The font and the code of `character`; `None` if the face lacks it.
    pub(super) fn find(&self, character: char) -> Option<(usize, u16)> {
        let place = character as usize;
        let code = match self.row_of.get(place / ROW) {
            Some(row) => self.rows[usize::from(*row)][place % ROW],
            None => *self.beyond.get(&character)?,
        };
        let font = self.fonts.get(usize::from(code & SECOND != 0)).filter(|_| code != 0)?;
        Some((*font, code & !SECOND))
    }
}
