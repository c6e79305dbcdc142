//! The colour space that a file is meant for: an ICC profile of sRGB (IEC 61966-2-1) in the form of ICC.1:2010 out.
//!
//! It is made here from the numbers of the standard: the profiles that come with systems are five times as large, and
//! each has a licence of its own. Files for archives (ISO 19005-2) must say what their colours mean.

use lopdf::{Dictionary, Object};

use super::document::{name, reference};
use super::encoded::{EncodedStream, Level};
use super::file::PdfFile;

/// What the profile is called, in the profile and in the file.
const NAME: &str = "sRGB IEC61966-2.1";

/// Length of a profile's header, and of an entry in its table of tags.
const HEADER: usize = 128;
const ENTRY: usize = 12;

/// The white of profiles, D50.
const WHITE: [u32; 3] = [0xF6D6, 0x1_0000, 0xD32D];

/// Red, green and blue of sRGB, brought from its white to D50; together they are the white.
const PRIMARIES: [[u32; 3]; 3] =
    [[0x6FA0, 0x38F5, 0x0390], [0x6297, 0xB787, 0x18DA], [0x249F, 0x0F84, 0xB6C3]];

/// From the white of sRGB, D65, to D50 (Bradford).
const ADAPTATION: [u32; 9] =
    [0x0001_0C43, 0x05DE, 0xFFFF_F325, 0x0793, 0xFD90, 0xFFFF_FBA1, 0xFFFF_FDA2, 0x03DC, 0xC06E];

/// The curve of sRGB as the third kind of function: its exponent, and the places of its two parts.
const CURVE: [u32; 5] = [0x0002_6666, 0xF2A7, 0x0D59, 0x13D0, 0x0A5B];

/// Adds the profile, and says that the file is meant for it; returns the value of the catalog's `OutputIntents`.
pub(super) fn add(file: &mut PdfFile) -> Object {
    let profile = file.add_stream("/N 3", &EncodedStream::deflated(&profile(), Level::Fastest));
    let intent = Dictionary::from_iter([
        ("Type", name("OutputIntent")),
        ("S", name("GTS_PDFA1")),
        ("OutputConditionIdentifier", Object::string_literal(NAME)),
        ("Info", Object::string_literal(NAME)),
        ("DestOutputProfile", reference(profile)),
    ]);
    Object::Array(vec![Object::Dictionary(intent)])
}

/// The profile.
fn profile() -> Vec<u8> {
    let [red, green, blue] = PRIMARIES.map(|primary| numbers(b"XYZ ", &[], &primary));
    let curve = numbers(b"para", &[0, 3, 0, 0], &CURVE);
    // Tags of one value share it.
    let values: [(&[&[u8; 4]], Vec<u8>); 8] = [
        (&[b"desc"], words(NAME)),
        (&[b"cprt"], words("CC0")),
        (&[b"wtpt"], numbers(b"XYZ ", &[], &WHITE)),
        (&[b"chad"], numbers(b"sf32", &[], &ADAPTATION)),
        (&[b"rXYZ"], red),
        (&[b"gXYZ"], green),
        (&[b"bXYZ"], blue),
        (&[b"rTRC", b"gTRC", b"bTRC"], curve),
    ];
    let tags: usize = values.iter().map(|(names, _)| names.len()).sum();
    let mut table = (tags as u32).to_be_bytes().to_vec();
    let mut data = Vec::new();
    for (names, value) in values {
        let start = HEADER + size_of::<u32>() + tags * ENTRY + data.len();
        for name in names {
            table.extend_from_slice(*name);
            table.extend([start as u32, value.len() as u32].into_iter().flat_map(u32::to_be_bytes));
        }
        data.extend(value);
        data.resize(data.len().next_multiple_of(size_of::<u32>()), 0);
    }
    [header(HEADER + table.len() + data.len()), table, data].concat()
}

/// The header of a profile of that length.
fn header(length: usize) -> Vec<u8> {
    let mut header = vec![0; HEADER];
    let mut put = |at: usize, bytes: &[u8]| header[at..at + bytes.len()].copy_from_slice(bytes);
    put(0, &(length as u32).to_be_bytes());
    put(8, &[4, 0x20]);
    put(12, b"mntrRGB XYZ ");
    // The day of the standard's publication: a profile must have one.
    for (at, number) in (24..).step_by(2).zip([1999_u16, 10, 1]) {
        put(at, &number.to_be_bytes());
    }
    put(36, b"acsp");
    for (at, number) in (68..).step_by(4).zip(WHITE) {
        put(at, &number.to_be_bytes());
    }
    header
}

/// A value of a tag: its type, what stands before the numbers, and these.
fn numbers(kind: &[u8; 4], before: &[u8], numbers: &[u32]) -> Vec<u8> {
    let mut value = [&kind[..], &[0; 4], before].concat();
    value.extend(numbers.iter().flat_map(|number| number.to_be_bytes()));
    value
}

/// A value of a tag: words in English.
fn words(text: &str) -> Vec<u8> {
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let (one, length_of_record) = (1_u32, 12_u32);
    let [language, country] = [*b"en", *b"US"];
    let place = u32::from_be_bytes([language[0], language[1], country[0], country[1]]);
    let mut value = numbers(b"mluc", &[], &[one, length_of_record, place, units.len() as u32, 28]);
    value.extend(units);
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_profile_is_small_and_whole() {
        let profile = profile();
        assert!(profile.len() <= 600, "{} bytes", profile.len());
        assert_eq!(profile[..4], (profile.len() as u32).to_be_bytes());
        let number = |at: usize| u32::from_be_bytes(profile[at..at + 4].try_into().unwrap()) as usize;
        for tag in 0..number(HEADER) {
            let entry = HEADER + 4 + tag * ENTRY;
            let (start, length) = (number(entry + 4), number(entry + 8));
            assert!(start % 4 == 0 && start + length <= profile.len());
        }
    }

    #[test]
    fn red_green_and_blue_make_white() {
        for (axis, white) in WHITE.into_iter().enumerate() {
            assert_eq!(PRIMARIES.iter().map(|primary| primary[axis]).sum::<u32>(), white);
        }
    }
}
