//! [`Fonts`]: the faces that the product prints with, and what each character measures in them.
//!
//! BIZ UDPGothic has neither kerning nor substitutions that we need, so a glyph is what `cmap` says and
//! its width what `hmtx` says: no shaper. The faces are embedded in the binary; no system font is ever used.

mod embedded;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use super::Length;
use embedded::{EmbeddedFace, FALLBACK, FALLBACK_BOLD, MONO, SANS, SANS_BOLD};

/// A face of the chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FaceId {
    /// BIZ UDPGothic Regular: running text.
    Sans,
    /// BIZ UDPGothic Bold: headings and stress.
    SansBold,
    /// BIZ UDGothic Regular, monospaced: codes.
    Mono,
    /// Noto Sans JP Regular: what the others lack.
    Fallback,
    /// Noto Sans JP Bold: the same in bold.
    FallbackBold,
    /// A face given with `--font`, by its place on the command line.
    Extra(u8),
}

impl FaceId {
    /// The face's place among all, from 0.
    pub const fn number(self) -> usize {
        match self {
            Self::Sans => 0,
            Self::SansBold => 1,
            Self::Mono => 2,
            Self::Fallback => 3,
            Self::FallbackBold => 4,
            Self::Extra(index) => 5 + index as usize,
        }
    }
}

/// What text asks for; the chain decides which face draws each character.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Family {
    /// Running text.
    #[default]
    Sans,
    /// Codes and what must be typed.
    Mono,
}

/// A character as it will be drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    /// The face that has it.
    pub face: FaceId,
    /// Its number in that face.
    pub id: u16,
    /// Its advance width, in 1/1000 em.
    pub advance: f64,
}

/// One font file, opened: its character map is spread into a table, its widths are read where they lie.
pub struct Face {
    /// The whole file.
    pub data: Cow<'static, [u8]>,
    /// PostScript name, such as `BIZUDPGothic-Regular`.
    pub name: String,
    /// Font units in an em.
    pub units_per_em: u16,
    /// Height above the baseline, in 1/1000 em.
    pub ascent: f64,
    /// Depth below the baseline, in 1/1000 em, positive.
    pub descent: f64,
    /// Thousandths of an em in a font unit.
    thousandths: f64,
    /// Glyph by code point, for the basic plane; 0: none.
    basic: Box<[u16]>,
    /// Glyphs beyond the basic plane, in order of code point.
    beyond: Vec<Group>,
    /// Where the long metrics of `hmtx` lie in `data`.
    metrics: Range<usize>,
}

/// Code points that follow each other, with the glyph of the first (OpenType, `cmap` format 12).
#[derive(Clone, Copy)]
struct Group {
    first: u32,
    last: u32,
    glyph: u32,
}

/// Code points below this are looked up in a table, the rest by bisection.
const BASIC_PLANE: usize = 0x1_0000;

/// Bytes of one entry of `hmtx`: advance width and left side bearing.
const LONG_METRIC: usize = 4;

impl Face {
    /// Opens a TrueType or OpenType file.
    ///
    /// # Errors
    /// If the file is no font, or has no Unicode character map.
    pub fn parse(data: impl Into<Cow<'static, [u8]>>) -> Result<Self, String> {
        let data = data.into();
        let face = ttf_parser::Face::parse(&data, 0).map_err(|error| error.to_string())?;
        let (basic, beyond) = characters(&face)?;
        let units = face.units_per_em();
        let scale = 1000.0 / f64::from(units);
        let tag = ttf_parser::Tag::from_bytes(b"hmtx");
        let hmtx = face.raw_face().table_records.into_iter().find(|record| record.tag == tag);
        let start = hmtx.ok_or("no hmtx table")?.offset as usize;
        let length = usize::from(face.tables().hhea.number_of_metrics) * LONG_METRIC;
        if length == 0 || data.get(start..).is_none_or(|rest| rest.len() < length) {
            return Err("its hmtx table is cut short".to_owned());
        }
        let name = face
            .names()
            .into_iter()
            .filter(|name| name.name_id == ttf_parser::name_id::POST_SCRIPT_NAME)
            .find_map(|name| name.to_string())
            .unwrap_or_else(|| "Unnamed".to_owned());
        Ok(Self {
            name,
            units_per_em: units,
            thousandths: scale,
            ascent: f64::from(face.ascender()) * scale,
            descent: -f64::from(face.descender()) * scale,
            basic,
            beyond,
            metrics: start..start + length,
            data,
        })
    }

    /// The glyph number of `character`, if the face has it.
    pub fn glyph(&self, character: char) -> Option<u16> {
        let code = u32::from(character);
        match self.basic.get(code as usize) {
            Some(0) => None,
            Some(&id) => Some(id),
            None => {
                let group = self.beyond.get(self.beyond.partition_point(|group| group.last < code))?;
                let glyph = group.glyph + code.checked_sub(group.first)?;
                u16::try_from(glyph).ok()
            }
        }
    }

    /// Whether `base` followed by the variation selector `selector` looks as `base` alone does
    /// (OpenType, `cmap` format 14, default sequences).
    pub fn is_default_variant(&self, base: char, selector: char) -> bool {
        let Ok(face) = ttf_parser::Face::parse(&self.data, 0) else { return false };
        let variant = face.glyph_variation_index(base, selector);
        variant.is_some() && variant == face.glyph_index(base)
    }

    /// The advance width of glyph `id`, in font units.
    pub fn advance_units(&self, id: u16) -> u16 {
        let metrics = self.data.get(self.metrics.clone()).unwrap_or_default();
        // Glyphs after the last long metric share its width (OpenType, `hmtx`).
        let last = (metrics.len() / LONG_METRIC).saturating_sub(1);
        word(metrics, usize::from(id).min(last) * LONG_METRIC).unwrap_or(0)
    }

    /// The advance width of glyph `id`, in 1/1000 em.
    pub fn advance(&self, id: u16) -> f64 {
        f64::from(self.advance_units(id)) * self.thousandths
    }
}

/// The big-endian 16-bit number at `at`.
fn word(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
}

/// The big-endian 32-bit number at `at`.
fn long(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4).map(|four| u32::from_be_bytes([four[0], four[1], four[2], four[3]]))
}

/// Spreads the character map: glyphs of the basic plane, groups beyond it.
fn characters(face: &ttf_parser::Face) -> Result<(Box<[u16]>, Vec<Group>), String> {
    let mut basic = vec![0_u16; BASIC_PLANE].into_boxed_slice();
    if let Some(mut groups) = segmented_coverage(face) {
        groups.iter().for_each(|&group| spread(group, &mut basic));
        groups.retain(|group| group.last as usize >= BASIC_PLANE);
        return Ok((basic, groups));
    }
    // A face without format 12 has nothing beyond the basic plane.
    let cmap = face.tables().cmap.ok_or("no cmap table")?;
    for subtable in cmap.subtables.into_iter().filter(ttf_parser::cmap::Subtable::is_unicode) {
        subtable.codepoints(|code| {
            if let Some(slot) = basic.get_mut(code as usize)
                && let Some(id) = subtable.glyph_index(code)
            {
                *slot = id.0;
            }
        });
    }
    Ok((basic, Vec::new()))
}

/// The groups of the `cmap` subtable of format 12, if there is one (OpenType, `cmap`). Read here because
/// one pass over the groups costs a hundredth of asking for each code point.
fn segmented_coverage(face: &ttf_parser::Face) -> Option<Vec<Group>> {
    const FORMAT: u16 = 12;
    const UNICODE_FULL: [(u16, u16); 3] = [(3, 10), (0, 4), (0, 6)];
    let cmap = face.raw_face().table(ttf_parser::Tag::from_bytes(b"cmap"))?;
    let subtable = (0..usize::from(word(cmap, 2)?)).find_map(|index| {
        let record = 4 + index * 8;
        let kind = (word(cmap, record)?, word(cmap, record + 2)?);
        let table = cmap.get(long(cmap, record + 4)? as usize..)?;
        (UNICODE_FULL.contains(&kind) && word(table, 0)? == FORMAT).then_some(table)
    })?;
    let groups = subtable.get(16..16 + long(subtable, 12)? as usize * 12)?;
    groups
        .chunks_exact(12)
        .map(|group| Some(Group { first: long(group, 0)?, last: long(group, 4)?, glyph: long(group, 8)? }))
        .collect()
}

/// Writes the part of `group` that lies in the basic plane.
fn spread(group: Group, basic: &mut [u16]) {
    let slots = basic.iter_mut().skip(group.first as usize);
    let count = group.last.saturating_sub(group.first) as usize + 1;
    for (slot, glyph) in slots.zip(group.glyph..).take(count) {
        *slot = u16::try_from(glyph).unwrap_or(0);
    }
}

/// The chain of faces: the embedded ones, then those given with `--font`.
#[derive(Clone, Default)]
pub struct Fonts {
    extra: Vec<Arc<Face>>,
}

impl Fonts {
    /// The embedded faces alone.
    pub fn new() -> Self {
        Self::default()
    }

    /// The chain with one more face at its end.
    #[must_use]
    pub fn with(mut self, face: Face) -> Self {
        self.extra.push(Arc::new(face));
        self
    }

    /// The faces that were added, in order.
    pub fn added(&self) -> impl Iterator<Item = &Face> {
        self.extra.iter().map(AsRef::as_ref)
    }

    /// The face of that id.
    ///
    /// # Panics
    /// Never in a built product: the embedded files are parsed in a test; an id of a face that was not
    /// added cannot be had from [`Fonts::glyph`].
    pub fn face(&self, id: FaceId) -> &Face {
        let embedded: &'static EmbeddedFace = match id {
            FaceId::Sans => &SANS,
            FaceId::SansBold => &SANS_BOLD,
            FaceId::Mono => &MONO,
            FaceId::Fallback => &FALLBACK,
            FaceId::FallbackBold => &FALLBACK_BOLD,
            FaceId::Extra(index) => return &self.extra[usize::from(index)],
        };
        match &**embedded {
            Ok(face) => face,
            Err(error) => panic!("embedded font {id:?}: {error}"),
        }
    }

    /// How `character` is drawn for text of `family`; `None` if no face of the chain has it.
    pub fn glyph(&self, family: Family, bold: bool, character: char) -> Option<Glyph> {
        self.typeface(family, bold).glyph(character)
    }

    /// The faces for text of one look, for asking about many characters.
    pub fn typeface(&self, family: Family, bold: bool) -> Typeface<'_> {
        let id = match (family, bold) {
            (Family::Sans, false) => FaceId::Sans,
            (Family::Sans, true) => FaceId::SansBold,
            (Family::Mono, _) => FaceId::Mono,
        };
        Typeface { fonts: self, id, first: self.face(id), bold }
    }

    /// Whether some face of the chain can draw `character`.
    pub fn covers(&self, character: char) -> bool {
        self.glyph(Family::Sans, false, character).is_some()
    }
}

/// The faces for text of one look, in the order in which they are asked.
#[derive(Clone, Copy)]
pub struct Typeface<'a> {
    fonts: &'a Fonts,
    id: FaceId,
    first: &'a Face,
    bold: bool,
}

impl Typeface<'_> {
    /// How `character` is drawn; `None` if no face has it.
    pub fn glyph(&self, character: char) -> Option<Glyph> {
        match self.first.glyph(character) {
            Some(id) => Some(Glyph { face: self.id, id, advance: self.first.advance(id) }),
            None => self.other(character),
        }
    }

    fn other(&self, character: char) -> Option<Glyph> {
        let fallback = if self.bold { FaceId::FallbackBold } else { FaceId::Fallback };
        let extra = (0_u8..).take(self.fonts.extra.len()).map(FaceId::Extra);
        std::iter::once(fallback).chain(extra).find_map(|id| {
            let face = self.fonts.face(id);
            face.glyph(character).map(|glyph| Glyph { face: id, id: glyph, advance: face.advance(glyph) })
        })
    }
}

/// `thousandths` of an em, set at `size`.
pub fn em(thousandths: f64, size: Length) -> Length {
    size * (thousandths / 1000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const EMBEDDED: [FaceId; 5] =
        [FaceId::Sans, FaceId::SansBold, FaceId::Mono, FaceId::Fallback, FaceId::FallbackBold];

    /// The library's own answer for every code point and glyph.
    #[test]
    fn tables_agree_with_the_font_files() {
        let fonts = Fonts::new();
        for id in EMBEDDED {
            let face = fonts.face(id);
            let oracle = ttf_parser::Face::parse(&face.data, 0).unwrap();
            for character in (0..=0x3_FFFF).filter_map(char::from_u32) {
                let expected = oracle.glyph_index(character).map(|glyph| glyph.0).filter(|&glyph| glyph != 0);
                assert_eq!(face.glyph(character), expected, "{id:?} {character:?}");
            }
            for glyph in 0..oracle.number_of_glyphs() {
                let expected = oracle.glyph_hor_advance(ttf_parser::GlyphId(glyph)).unwrap();
                assert_eq!(face.advance_units(glyph), expected, "{id:?} glyph {glyph}");
            }
        }
    }

    #[test]
    fn names_are_those_of_the_files() {
        let fonts = Fonts::new();
        let names: Vec<&str> = EMBEDDED.iter().map(|&id| fonts.face(id).name.as_str()).collect();
        let expected = ["BIZUDPGothic-Regular", "BIZUDPGothic-Bold", "BIZUDGothic-Regular"];
        assert_eq!(names[..3], expected);
        assert_eq!(names[3..], ["NotoSansJP-Regular", "NotoSansJP-Bold"]);
    }

    #[test]
    fn the_fallback_draws_what_the_first_face_lacks() {
        let fonts = Fonts::new();
        assert_eq!(fonts.glyph(Family::Sans, false, 'あ').unwrap().face, FaceId::Sans);
        assert_eq!(fonts.glyph(Family::Sans, true, '𠮷').unwrap().face, FaceId::FallbackBold);
        assert_eq!(fonts.glyph(Family::Mono, false, '槗').unwrap().face, FaceId::Fallback);
        assert!(!fonts.covers('\u{E000}'));
    }

    #[test]
    fn variants_that_look_the_same_are_told_from_those_that_do_not() {
        let fonts = Fonts::new();
        let face = fonts.face(FaceId::Sans);
        let selectors = ['\u{E0100}', '\u{E0101}'];
        let same = selectors.map(|selector| face.is_default_variant('葛', selector));
        assert_eq!(same.iter().filter(|&&same| same).count(), 1, "one form of 葛 is the default: {same:?}");
        assert!(!face.is_default_variant('あ', '\u{E0100}'));
    }
}
