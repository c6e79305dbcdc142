//! Font programs: a face and its glyphs in, the smallest font file that a PDF needs out (OpenType 1.9,
//! "glyf" and "loca").
//!
//! `subsetter` leaves out the glyphs that are not used; here go the instructions for screens of few pixels,
//! which are a fifth of a glyph and mean nothing to paper, and the tables that a PDF does not read.

use subsetter::GlyphRemapper;

/// The subset of the font file `data`.
///
/// # Errors
/// What `subsetter` says of a file that it cannot read.
pub(super) fn subset(data: &[u8], glyphs: &GlyphRemapper) -> Result<Vec<u8>, String> {
    let program = subsetter::subset(data, 0, glyphs).map_err(|error| error.to_string())?;
    Ok(without_instructions(&program).unwrap_or(program))
}

/// Tables that a PDF reads of TrueType outlines (ISO 32000-1, 9.9), less those of instructions.
const NEEDED: [&[u8; 4]; 6] = [b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp"];

/// Bytes of the file's head, and of an entry in its directory.
const FILE_HEAD: usize = 12;
const ENTRY: usize = 16;
/// Places in the table `head`: the check sum of the whole, the width of an entry in `loca`.
const CHECKSUM_AT: usize = 8;
const LOCA_FORMAT_AT: usize = 50;
/// What the check sum of a whole file comes to (OpenType, "head").
const CHECKSUM_TARGET: u32 = 0xB1B0_AFBA;

/// `program` without instructions; `None` if its outlines are not TrueType's.
fn without_instructions(program: &[u8]) -> Option<Vec<u8>> {
    let table = |tag: &[u8; 4]| {
        let entry = program.get(FILE_HEAD..)?.chunks_exact(ENTRY).take(usize::from(short(program, 4)?));
        let entry = entry.into_iter().find(|entry| entry.starts_with(tag))?;
        let (start, length) = (long(entry, 8)? as usize, long(entry, 12)? as usize);
        program.get(start..start.checked_add(length)?)
    };
    let mut head = table(b"head")?.to_vec();
    let wide = short(&head, LOCA_FORMAT_AT)? == 1;
    let (glyf, offsets) = strip(table(b"glyf")?, table(b"loca")?, wide)?;
    let (loca, format) = locations(&offsets);
    head.get_mut(CHECKSUM_AT..CHECKSUM_AT + 4)?.fill(0);
    head.get_mut(LOCA_FORMAT_AT..LOCA_FORMAT_AT + 2)?.copy_from_slice(&format.to_be_bytes());
    let mut tables = Vec::with_capacity(NEEDED.len());
    for tag in NEEDED {
        let bytes = match tag {
            b"glyf" => glyf.clone(),
            b"loca" => loca.clone(),
            b"head" => head.clone(),
            other => table(other)?.to_vec(),
        };
        tables.push((tag, bytes));
    }
    Some(file(&tables))
}

/// The outlines without their instructions, and where each starts; the end of the last comes last.
fn strip(glyf: &[u8], loca: &[u8], wide: bool) -> Option<(Vec<u8>, Vec<usize>)> {
    let places: Vec<usize> = if wide {
        loca.chunks_exact(4).map(|place| long(place, 0).map(|place| place as usize)).collect::<Option<_>>()?
    } else {
        loca.chunks_exact(2)
            .map(|place| short(place, 0).map(|place| usize::from(place) * 2))
            .collect::<Option<_>>()?
    };
    let mut out = Vec::with_capacity(glyf.len());
    let mut offsets = vec![0];
    for pair in places.windows(2) {
        let glyph = glyf.get(pair[0]..pair[1])?;
        if !glyph.is_empty() {
            outline(&mut out, glyph)?;
        }
        // The short form of `loca` counts pairs of bytes.
        out.resize(out.len().next_multiple_of(2), 0);
        offsets.push(out.len());
    }
    Some((out, offsets))
}

/// Appends one outline without its instructions.
fn outline(out: &mut Vec<u8>, glyph: &[u8]) -> Option<()> {
    /// Count of contours and the box.
    const GLYPH_HEAD: usize = 10;
    let contours = short(glyph, 0)?.cast_signed();
    let Ok(contours) = usize::try_from(contours) else {
        out.extend_from_slice(glyph.get(..GLYPH_HEAD)?);
        return components(out, glyph.get(GLYPH_HEAD..)?);
    };
    let count = GLYPH_HEAD + 2 * contours;
    let instructions = usize::from(short(glyph, count)?);
    out.extend_from_slice(glyph.get(..count)?);
    out.extend_from_slice(&[0, 0]);
    out.extend_from_slice(glyph.get(count + 2 + instructions..)?);
    Some(())
}

/// Appends the components of an outline that is made of others.
fn components(out: &mut Vec<u8>, mut rest: &[u8]) -> Option<()> {
    const WORDS: u16 = 1;
    const ONE_SCALE: u16 = 1 << 3;
    const MORE: u16 = 1 << 5;
    const TWO_SCALES: u16 = 1 << 6;
    const MATRIX: u16 = 1 << 7;
    const INSTRUCTIONS: u16 = 1 << 8;
    loop {
        let flags = short(rest, 0)?;
        let offset = if flags & WORDS == 0 { 2 } else { 4 };
        let scale = match flags {
            flags if flags & ONE_SCALE != 0 => 2,
            flags if flags & TWO_SCALES != 0 => 4,
            flags if flags & MATRIX != 0 => 8,
            _ => 0,
        };
        let length = 4 + offset + scale;
        out.extend_from_slice(&(flags & !INSTRUCTIONS).to_be_bytes());
        out.extend_from_slice(rest.get(2..length)?);
        rest = &rest[length..];
        if flags & MORE == 0 {
            return Some(());
        }
    }
}

/// The table `loca` and its format: short (0) where it can be.
fn locations(offsets: &[usize]) -> (Vec<u8>, u16) {
    let halves: Result<Vec<u16>, _> = offsets.iter().map(|offset| u16::try_from(offset / 2)).collect();
    match halves {
        Ok(halves) => (halves.into_iter().flat_map(u16::to_be_bytes).collect(), 0),
        Err(_) => (offsets.iter().flat_map(|offset| (*offset as u32).to_be_bytes()).collect(), 1),
    }
}

/// A font file of these tables, which are in the order of their tags.
fn file(tables: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let count = tables.len() as u16;
    let selector = count.ilog2() as u16;
    let range = ENTRY as u16 * (1 << selector);
    let mut out = vec![0, 1, 0, 0];
    for number in [count, range, selector, ENTRY as u16 * count - range] {
        out.extend_from_slice(&number.to_be_bytes());
    }
    let mut offset = FILE_HEAD + ENTRY * tables.len();
    let (mut head, mut sum) = (0, 0_u32);
    for (tag, bytes) in tables {
        if *tag == b"head" {
            head = offset;
        }
        let table = checksum(bytes);
        sum = sum.wrapping_add(table);
        out.extend_from_slice(*tag);
        for number in [table, offset as u32, bytes.len() as u32] {
            out.extend_from_slice(&number.to_be_bytes());
        }
        offset += bytes.len().next_multiple_of(4);
    }
    let adjustment = CHECKSUM_TARGET.wrapping_sub(sum.wrapping_add(checksum(&out)));
    out.reserve_exact(offset - out.len());
    for (_, bytes) in tables {
        out.extend_from_slice(bytes);
        out.resize(out.len().next_multiple_of(4), 0);
    }
    out[head + CHECKSUM_AT..head + CHECKSUM_AT + 4].copy_from_slice(&adjustment.to_be_bytes());
    out
}

/// The sum of `bytes` as big-endian words, the last one filled up with zeros.
fn checksum(bytes: &[u8]) -> u32 {
    let (words, rest) = bytes.as_chunks();
    let mut last = [0; 4];
    last[..rest.len()].copy_from_slice(rest);
    words.iter().fold(u32::from_be_bytes(last), |sum, word| sum.wrapping_add(u32::from_be_bytes(*word)))
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(*bytes.get(at..)?.first_chunk()?))
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(*bytes.get(at..)?.first_chunk()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{FaceId, Fonts};

    /// Draws outlines as text.
    #[derive(Default)]
    struct Drawing(String);

    impl ttf_parser::OutlineBuilder for Drawing {
        fn move_to(&mut self, x: f32, y: f32) {
            self.0.push_str(&format!("M{x} {y} "));
        }
        fn line_to(&mut self, x: f32, y: f32) {
            self.0.push_str(&format!("L{x} {y} "));
        }
        fn quad_to(&mut self, a: f32, b: f32, x: f32, y: f32) {
            self.0.push_str(&format!("Q{a} {b} {x} {y} "));
        }
        fn curve_to(&mut self, a: f32, b: f32, c: f32, d: f32, x: f32, y: f32) {
            self.0.push_str(&format!("C{a} {b} {c} {d} {x} {y} "));
        }
        fn close(&mut self) {
            self.0.push('Z');
        }
    }

    #[test]
    fn outlines_are_the_same_without_instructions() {
        let fonts = Fonts::new();
        for face in [FaceId::Sans, FaceId::SansBold, FaceId::Mono, FaceId::Fallback] {
            let face = fonts.face(face);
            // Composite glyphs among them: accents, fractions, half-width kana.
            let glyphs: Vec<u16> = (0..raw(&face.data).number_of_glyphs()).step_by(23).collect();
            let mut remapper = GlyphRemapper::new();
            for glyph in &glyphs {
                remapper.remap(*glyph);
            }
            let program = subset(&face.data, &remapper).unwrap();
            let plain = subsetter::subset(&face.data, 0, &remapper).unwrap();
            assert!(program.len() < plain.len());
            assert_eq!(checksum(&program), CHECKSUM_TARGET);
            let (before, after) = (raw(&face.data), raw(&program));
            for glyph in glyphs {
                let mut drawings = [Drawing::default(), Drawing::default()];
                before.outline_glyph(ttf_parser::GlyphId(glyph), &mut drawings[0]);
                after.outline_glyph(ttf_parser::GlyphId(remapper.get(glyph).unwrap()), &mut drawings[1]);
                assert_eq!(drawings[0].0, drawings[1].0);
            }
        }
    }

    fn raw(data: &[u8]) -> ttf_parser::Face<'_> {
        ttf_parser::Face::parse(data, 0).unwrap()
    }
}
