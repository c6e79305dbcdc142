//! Font objects: a [`Typeface`] in, a composite font (ISO 32000-1, 9.7) with its subset, widths and
//! characters out.
//!
//! These are our own objects, not printpdf's: without its layout engine printpdf embeds whole fonts, cuts
//! widths to whole thousandths and knows one character per glyph.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::file::{Deflater, Id, Objects};
use super::program;
use super::syntax;
use super::typefaces::Typeface;
use crate::base::fonts::Face;
use crate::base::{FaceId, Fonts};

/// Adds the font objects of `typeface`; returns the font's number.
///
/// # Errors
/// What `subsetter` says of a face that it cannot read.
pub(super) fn add(
    typeface: &Typeface,
    fonts: &Fonts,
    objects: &mut Objects,
    deflater: &mut Deflater,
) -> Result<Id, String> {
    let face = fonts.face(typeface.face);
    let program = program::subset(&face.data, &typeface.subset)?;
    let outlines = Outlines::of(&program);
    let name = format!("{}+{}", tag(typeface, face), face.name);
    let file = objects.add_deflated(&outlines.entries(program.len()), &program, deflater);
    let descriptor = objects.add(descriptor(typeface.face, face, &name, outlines.key(), file));
    let map = match outlines {
        Outlines::TrueType if typeface.glyphs.len() + 1 > usize::from(typeface.subset.num_gids()) => {
            let map = glyph_map(typeface);
            format!("/CIDToGIDMap {}", objects.add_deflated("", &map, deflater))
        }
        Outlines::TrueType => "/CIDToGIDMap/Identity".to_owned(),
        Outlines::Cff => String::new(),
    };
    let subtype = outlines.subtype();
    let mut font = format!(
        "<</Type/Font/Subtype/{subtype}/BaseFont/{name}{map}/FontDescriptor {descriptor}\
         /CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/W["
    )
    .into_bytes();
    widths(&mut font, typeface, face);
    font.extend_from_slice(b"]>>");
    let descendant = objects.add(font);
    let unicode = objects.add_deflated("", to_unicode(&typeface.characters).as_bytes(), deflater);
    Ok(objects.add(format!(
        "<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H\
         /DescendantFonts[{descendant}]/ToUnicode {unicode}>>"
    )))
}

/// The two kinds of outline that a font program may have.
#[derive(Clone, Copy)]
enum Outlines {
    TrueType,
    Cff,
}

impl Outlines {
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

/// Six capitals that name the subset (9.6.4): the same for the same glyphs of the same face.
fn tag(typeface: &Typeface, face: &Face) -> String {
    let mut digest = Sha256::new_with_prefix(&face.name);
    for character in &typeface.characters {
        digest.update(u32::from(*character).to_be_bytes());
    }
    digest.finalize()[..6].iter().map(|byte| char::from(b'A' + byte % 26)).collect()
}

/// The font descriptor (9.8).
fn descriptor(id: FaceId, face: &Face, name: &str, key: &str, file: Id) -> String {
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
        "<</Type/FontDescriptor/FontName/{name}/Flags {flags}/FontBBox[{bounds}]/ItalicAngle 0\
         /Ascent {ascent}/Descent {descent}/CapHeight {capitals}/StemV {stem}/{key} {file}>>",
        ascent = face.ascent.round(),
        descent = -face.descent.round(),
        stem = if bold { BOLD_STEM } else { STEM },
    )
}

/// Appends the widths of all codes that are not of the default width, 1000 (9.7.4.3), to a tenth of a
/// thousandth: whole thousandths would shift the end of a long line.
fn widths(out: &mut Vec<u8>, typeface: &Typeface, face: &Face) {
    /// The default width, in tenths.
    const FULL: i64 = 10_000;
    let mut open = false;
    for (code, &glyph) in (1..).zip(&typeface.glyphs) {
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
            syntax::integer(out, code);
            out.push(b'[');
            open = true;
        }
        syntax::fixed(out, width, 1);
    }
    if open {
        out.push(b']');
    }
}

/// Glyph numbers of the subset by code, two bytes each, from code 0.
fn glyph_map(typeface: &Typeface) -> Vec<u8> {
    let glyphs = typeface.glyphs.iter().map(|glyph| typeface.subset.get(*glyph).unwrap_or(0));
    std::iter::once(0).chain(glyphs).flat_map(u16::to_be_bytes).collect()
}

/// The character map from codes back to Unicode (9.10.3).
fn to_unicode(characters: &[char]) -> String {
    /// Entries that one block may have.
    const BLOCK: usize = 100;
    let mut map = String::from(
        "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n\
         /CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n\
         /CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n\
         1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n",
    );
    for (first, block) in (1..).step_by(BLOCK).zip(characters.chunks(BLOCK)) {
        let _ = writeln!(map, "{} beginbfchar", block.len());
        for (code, character) in (first..).zip(block) {
            let _ = write!(map, "<{code:04X}><");
            for unit in character.encode_utf16(&mut [0; 2]) {
                let _ = write!(map, "{unit:04X}");
            }
            map.push_str(">\n");
        }
        map.push_str("endbfchar\n");
    }
    map.push_str("endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n");
    map
}
