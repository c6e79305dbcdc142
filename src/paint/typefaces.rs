//! Typefaces: which characters of which faces a document uses, which fonts they come from, and the code that
//! each has in the content streams. In: [`Pages`]; out: [`Typefaces`], from which `font` makes the objects.
//!
//! A face has up to two fonts in a document: a prebuilt one, with the characters that every such document has, and one
//! of its own with the rest. In a merged file each face has one font, which [grows](Growing) with the pages.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::characters::{BASIC_PLANE, CharacterSet};
use super::file::{Id, PdfFile};
use super::font::{Font, FontUse};
use super::prebuilt::{self, Prebuilt};
use super::subset::Subset;
use crate::base::{FaceId, Fonts};
use crate::layout::{Item, ItemKind, Pages};

/// The faces and fonts of a document.
#[derive(Default)]
pub(super) struct Typefaces {
    faces: Vec<CharacterCodes>,
    /// The fonts by their names: `/F0` is the first.
    fonts: Vec<(usize, FontSource)>,
}

/// Where a font comes from.
pub(super) enum FontSource {
    /// Shared by documents of all customers.
    Prebuilt(&'static Prebuilt),
    /// Made for the documents that are painted together.
    Own(Rc<OwnFont>),
}

/// A font of characters that no prebuilt one has.
pub(super) struct OwnFont {
    subset: Subset,
    font: Font,
}

impl FontSource {
    /// The font itself.
    ///
    /// # Errors
    /// What `subsetter` says of the face.
    pub(super) fn font(&self) -> Result<&Font, String> {
        match self {
            Self::Prebuilt(prebuilt) => prebuilt.font(),
            Self::Own(own) => Ok(&own.font),
        }
    }
}

impl Typefaces {
    /// Goes through all text of documents that are painted together. What the prebuilt fonts lack of a face is one font for
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
                let font = Font::new(&subset, fonts, FontUse::One)?;
                own.insert(face, Rc::new(OwnFont { subset, font }));
            }
        }
        let typefaces = |wanted: Vec<Wanted>| {
            let mut typefaces = Self::default();
            wanted.into_iter().for_each(|wanted| typefaces.add(wanted, &own));
            typefaces
        };
        Ok(wanted.into_iter().map(typefaces).collect())
    }

    fn add(&mut self, wanted: Wanted, own: &BTreeMap<FaceId, Rc<OwnFont>>) {
        let mut face = CharacterCodes::new(wanted.face);
        if let Some(prebuilt) = wanted.prebuilt {
            let name = name(wanted.face);
            face.take(name, prebuilt.subset());
            self.fonts.push((name, FontSource::Prebuilt(prebuilt)));
        }
        if let Some(own) = own.get(&wanted.face).filter(|_| !wanted.rest.is_empty()) {
            let name = name(wanted.face) + 1;
            face.take(name, &own.subset);
            self.fonts.push((name, FontSource::Own(Rc::clone(own))));
        }
        self.faces.push(face);
    }

    /// Adds the fonts to a file; returns the entry of the resource dictionary.
    ///
    /// # Errors
    /// What `subsetter` says of a face.
    pub(super) fn add_fonts(&self, file: &mut PdfFile) -> Result<String, String> {
        let fonts = self.fonts.iter().map(|(name, source)| Ok((*name, source.font()?.add(file))));
        fonts.collect::<Result<Vec<_>, _>>().map(resources)
    }

    /// The codes of `face`.
    pub(super) fn get(&self, face: FaceId) -> Option<&CharacterCodes> {
        self.faces.iter().find(|typeface| typeface.id == face)
    }
}

/// The name of a face's prebuilt font; the next is that of its own one.
fn name(face: FaceId) -> usize {
    2 * face.number()
}

/// The fonts of a merged file: each face has one, with the characters in the order in which they came.
pub(super) struct Growing<'a> {
    fonts: &'a Fonts,
    typefaces: Typefaces,
    /// The characters and glyphs of each font so far.
    found: Vec<(FaceId, Vec<(char, u16)>)>,
}

impl<'a> Growing<'a> {
    /// No fonts so far.
    pub(super) fn new(fonts: &'a Fonts) -> Self {
        Self { fonts, typefaces: Typefaces::default(), found: Vec::new() }
    }

    /// The codes of characters, also of those in `items`.
    pub(super) fn with(&mut self, items: &[Item]) -> &Typefaces {
        for item in items {
            if let ItemKind::Text(run) = &item.kind {
                let index = self.index(run.face);
                run.text.chars().for_each(|character| self.take(index, character));
            }
        }
        &self.typefaces
    }

    /// Adds the fonts to a file; returns the entry of the resource dictionary.
    ///
    /// # Errors
    /// What `subsetter` says of a face.
    pub(super) fn add(&mut self, file: &mut PdfFile) -> Result<String, String> {
        let add = |(index, (face, found))| {
            let font = Font::new(&Subset::in_order(face, found), self.fonts, FontUse::Many)?;
            Ok((index, font.add(file)))
        };
        let found = std::mem::take(&mut self.found);
        found.into_iter().enumerate().map(add).collect::<Result<Vec<_>, _>>().map(resources)
    }

    /// The place of `face`.
    fn index(&mut self, face: FaceId) -> usize {
        let known = self.found.iter().position(|(known, _)| *known == face);
        known.unwrap_or_else(|| {
            let index = self.found.len();
            self.found.push((face, Vec::new()));
            self.typefaces.faces.push(CharacterCodes { fonts: vec![index], ..CharacterCodes::new(face) });
            index
        })
    }

    /// Gives `character` a code in the font at that place. One that the face lacks gets none: its run is told of when
    /// it is painted.
    fn take(&mut self, index: usize, character: char) {
        let typeface = &mut self.typefaces.faces[index];
        if typeface.find(character).is_some() {
            return;
        }
        let (face, found) = &mut self.found[index];
        let face = self.fonts.face(*face);
        let Some(glyph) = face.glyph(character) else { return };
        // Outlines of PostScript's kind have no second code for a glyph: the first one's serves.
        let is_cff = face.data.starts_with(b"OTTO");
        let same = found.iter().position(|(_, known)| is_cff && *known == glyph);
        let code = same.unwrap_or_else(|| {
            found.push((character, glyph));
            found.len() - 1
        });
        typeface.set(character, code as u16 + 1);
    }
}

/// The entry of the resource dictionary for fonts of those names and numbers.
fn resources(fonts: Vec<(usize, Id)>) -> String {
    let entries: String = fonts.iter().map(|(name, id)| format!("/F{name} {id}")).collect();
    if entries.is_empty() { entries } else { format!("/Font<<{entries}>>") }
}

/// What a document wants of a face.
struct Wanted {
    face: FaceId,
    prebuilt: Option<&'static Prebuilt>,
    /// Characters that it lacks.
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
            let prebuilt = prebuilt::find(face, &rest);
            prebuilt.iter().for_each(|prebuilt| rest.part(prebuilt.set()));
            Self { face, prebuilt, rest }
        };
        sets.into_iter().map(wanted).collect()
    }
}

/// Where each character of a face is found.
pub(super) struct CharacterCodes {
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

impl CharacterCodes {
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
