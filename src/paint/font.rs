//! Font objects: a [`Subset`] in, a composite font (ISO 32000-1, 9.7) with its program, widths and characters
//! out.
//!
//! These are our own objects, not printpdf's: without its layout engine printpdf embeds whole fonts, cuts
//! widths to whole thousandths and knows one character per glyph.

use sha2::{Digest, Sha256};

use super::encoded::{EncodedStream, Level};
use super::file::{Id, PdfFile};
use super::subset::Subset;
use super::{syntax, truetype};
use crate::base::fonts::Face;
use crate::base::{FaceId, Fonts};

/// A font, ready to be added to any number of documents.
pub(super) struct Font {
    name: String,
    outlines: OutlineKind,
    /// The descriptor without the program.
    descriptor: String,
    /// The program, and the entries of its dictionary.
    program: (String, EncodedStream),
    /// Glyph numbers by code, where they differ.
    map: Option<EncodedStream>,
    /// The widths array.
    widths: Vec<u8>,
    /// The way back to Unicode.
    unicode: EncodedStream,
}

/// How many files a font goes into.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum FontUse {
    /// Many, or one that has many customers: its bytes count, the time does not.
    Many,
    /// The papers of one customer.
    One,
}

impl FontUse {
    fn program(self, bytes: &[u8]) -> EncodedStream {
        /// Of fewer bytes deflating would save less than the time is worth: a fifth.
        const SMALL: usize = 16_384;
        match self {
            Self::Many => EncodedStream::deflated(bytes, Level::Full),
            Self::One if bytes.len() < SMALL => EncodedStream::plain(bytes),
            Self::One => EncodedStream::deflated(bytes, Level::Fast),
        }
    }

    fn table(self, bytes: &[u8]) -> EncodedStream {
        /// Of fewer bytes deflating would save less than the time is worth.
        const SMALL: usize = 512;
        match self {
            Self::Many => EncodedStream::deflated(bytes, Level::Full),
            Self::One if bytes.len() < SMALL => EncodedStream::plain(bytes),
            Self::One => EncodedStream::deflated(bytes, Level::Fastest),
        }
    }
}

impl Font {
    /// The font of `subset`.
    ///
    /// # Errors
    /// What `subsetter` says of a face that it cannot read.
    pub(super) fn new(subset: &Subset, fonts: &Fonts, reach: FontUse) -> Result<Self, String> {
        let face = fonts.face(subset.face);
        let program = truetype::subset(&face.data, &subset.numbers)?;
        let outlines = OutlineKind::of(&program);
        let name = format!("{}+{}", tag(subset, face), face.name);
        let mapped = matches!(outlines, OutlineKind::TrueType) && subset.shares_glyphs();
        Ok(Self {
            descriptor: descriptor(subset.face, face, &name),
            map: mapped.then(|| reach.table(&glyph_map(subset))),
            widths: widths(subset, face),
            unicode: reach.table(&to_unicode(&subset.characters)),
            program: (outlines.entries(program.len()), reach.program(&program)),
            outlines,
            name,
        })
    }

    /// Adds the font to a document; returns its number.
    pub(super) fn add(&self, file: &mut PdfFile) -> Id {
        let Self { name, outlines, descriptor, program: (entries, program), .. } = self;
        let outline = file.add_stream(entries, program);
        let descriptor = file.add(format!("<<{descriptor}/{} {outline}>>", outlines.key()));
        let mut font = format!(
            "<</Type/Font/Subtype/{}/BaseFont/{name}/FontDescriptor {descriptor}\
             /CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/W[",
            outlines.subtype()
        )
        .into_bytes();
        font.extend_from_slice(&self.widths);
        let map = match (outlines, &self.map) {
            (OutlineKind::Cff, _) => String::new(),
            (OutlineKind::TrueType, None) => "/CIDToGIDMap/Identity".to_owned(),
            (OutlineKind::TrueType, Some(map)) => format!("/CIDToGIDMap {}", file.add_stream("", map)),
        };
        font.extend_from_slice(format!("]{map}>>").as_bytes());
        let descendant = file.add(&font);
        let unicode = file.add_stream("", &self.unicode);
        let whole = format!(
            "<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H\
             /DescendantFonts[{descendant}]/ToUnicode {unicode}>>"
        );
        file.add(whole)
    }
}

/// The two kinds of outline that a font program may have.
#[derive(Clone, Copy)]
enum OutlineKind {
    TrueType,
    Cff,
}

impl OutlineKind {
    fn of(program: &[u8]) -> Self {
        if program.starts_with(b"OTTO") { Self::Cff } else { Self::TrueType }
    }

    fn subtype(self) -> &'static str {
        match self {
            Self::TrueType => "CIDFontType2",
            Self::Cff => "CIDFontType0",
        }
    }

    fn key(self) -> &'static str {
        match self {
            Self::TrueType => "FontFile2",
            Self::Cff => "FontFile3",
        }
    }

    fn entries(self, length: usize) -> String {
        match self {
            Self::TrueType => format!("/Length1 {length}"),
            Self::Cff => "/Subtype/OpenType".to_owned(),
        }
    }
}

/// Six capitals that name the subset (9.6.4): the same for the same characters of the same face.
fn tag(subset: &Subset, face: &Face) -> String {
    let mut digest = Sha256::new_with_prefix(&face.name);
    for character in &subset.characters {
        digest.update(u32::from(*character).to_be_bytes());
    }
    digest.finalize()[..6].iter().map(|byte| char::from(b'A' + byte % 26)).collect()
}

/// The entries of the font descriptor (9.8) but for the program.
fn descriptor(id: FaceId, face: &Face, name: &str) -> String {
    /// Flags (table 123): all glyphs of one width; glyphs outside the standard Latin set.
    const FIXED_PITCH: u32 = 1;
    const SYMBOLIC: u32 = 1 << 2;
    /// Thickness of vertical stems, which no table tells: a viewer needs it only to replace the font.
    const STEM: u32 = 80;
    const BOLD_STEM: u32 = 140;

    let flags = SYMBOLIC | if id == FaceId::Mono { FIXED_PITCH } else { 0 };
    let bold = matches!(id, FaceId::SansBold | FaceId::FallbackBold);
    let scale = 1000.0 / f64::from(face.units_per_em);
    let thousandths = |units: i16| (f64::from(units) * scale).round();
    let parsed = ttf_parser::Face::parse(&face.data, 0).ok();
    let bounds = parsed.as_ref().map(ttf_parser::Face::global_bounding_box);
    let bounds = bounds.map_or_else(
        || format!("0 {} 1000 {}", -face.descent.round(), face.ascent.round()),
        |b| [b.x_min, b.y_min, b.x_max, b.y_max].map(|edge| thousandths(edge).to_string()).join(" "),
    );
    let capitals = parsed.and_then(|face| face.capital_height()).map_or(face.ascent.round(), thousandths);
    format!(
        "/Type/FontDescriptor/FontName/{name}/Flags {flags}/FontBBox[{bounds}]/ItalicAngle 0\
         /Ascent {ascent}/Descent {descent}/CapHeight {capitals}/StemV {stem}",
        ascent = face.ascent.round(),
        descent = -face.descent.round(),
        stem = if bold { BOLD_STEM } else { STEM },
    )
}

/// The widths of all codes that are not of the default width, 1000 (9.7.4.3), to a tenth of a thousandth:
/// whole thousandths would shift the end of a long line.
fn widths(subset: &Subset, face: &Face) -> Vec<u8> {
    /// The default width, in tenths.
    const FULL: i64 = 10_000;
    let mut out = Vec::new();
    let mut open = false;
    for (code, &glyph) in (1..).zip(&subset.glyphs) {
        let width = syntax::round(face.advance(glyph), 1);
        if width == FULL {
            if open {
                out.push(b']');
                open = false;
            }
            continue;
        }
        if open {
            out.push(b' ');
        } else {
            syntax::integer(&mut out, code);
            out.push(b'[');
            open = true;
        }
        syntax::fixed(&mut out, width, 1);
    }
    if open {
        out.push(b']');
    }
    out
}

/// Glyph numbers of the subset by code, two bytes each, from code 0.
fn glyph_map(subset: &Subset) -> Vec<u8> {
    let glyphs = subset.glyphs.iter().map(|glyph| subset.numbers.get(*glyph).unwrap_or(0));
    std::iter::once(0).chain(glyphs).flat_map(u16::to_be_bytes).collect()
}

/// The character map from codes back to Unicode (9.10.3), as lists: half the bytes of an entry for each code.
fn to_unicode(characters: &[char]) -> Vec<u8> {
    /// Codes that one list may have: all begin with the same byte.
    const ROW: usize = 256;
    let mut map = b"/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n\
        /CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n\
        /CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n\
        1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n"
        .to_vec();
    // Code 0 is `.notdef`: the first row is one shorter.
    let (first, rest) = characters.split_at(characters.len().min(ROW - 1));
    let rows = std::iter::once(first).chain(rest.chunks(ROW)).filter(|row| !row.is_empty());
    for (row, number) in rows.zip(0_u16..) {
        let start = number * ROW as u16 + u16::from(number == 0);
        map.extend_from_slice(b"1 beginbfrange\n");
        hexadecimal(&mut map, &[start]);
        hexadecimal(&mut map, &[start + (row.len() - 1) as u16]);
        map.push(b'[');
        for character in row {
            hexadecimal(&mut map, character.encode_utf16(&mut [0; 2]));
        }
        map.extend_from_slice(b"]\nendbfrange\n");
    }
    map.extend_from_slice(b"endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n");
    map
}

/// Appends a string of these units, in hexadecimal digits.
fn hexadecimal(out: &mut Vec<u8>, units: &[u16]) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    out.push(b'<');
    for unit in units {
        out.extend([12, 8, 4, 0].map(|shift| DIGITS[usize::from(unit >> shift & 15)]));
    }
    out.push(b'>');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_as_long_as_their_codes_and_keep_to_a_row() {
        let code = |digits: &str| u32::from_str_radix(digits, 16).unwrap();
        for count in [1, 255, 256, 511, 600] {
            let map = to_unicode(&vec!['亜'; count]);
            let mut next = 1;
            for line in str::from_utf8(&map).unwrap().lines().filter(|line| line.ends_with(']')) {
                let [first, last] = [&line[1..5], &line[7..11]];
                assert_eq!(first[..2], last[..2]);
                assert_eq!(code(first), next);
                next = code(last) + 1;
                assert_eq!(line[12..].matches("<4E9C>").count() as u32, next - code(first));
            }
            assert_eq!(next, 1 + count as u32);
        }
    }
}
