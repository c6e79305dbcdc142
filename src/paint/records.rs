//! Content with many symbols: operators in, deflated bytes out.
//!
//! A general compressor looks for the longest copy wherever it is; among thousands of rectangles, which are all
//! alike, that takes long, and telling how far back it is costs more than what is copied. Each rectangle is a
//! record of as many bytes as the one before: short copies are taken from there, which costs a bit, and longer
//! ones, of rectangles that stand in another symbol too, from the last place where these bytes stood.

use super::huffman::{Token, zlib};

/// Bytes of a rectangle's record: `07 13 2 1 re` and a line end.
pub(super) const RECORD: usize = 13;

/// Bytes by which copies from elsewhere are found: a record and what it takes to tell where one is.
const KEY: usize = 16;

/// Bytes that a copy from elsewhere must have more than the one from the record before.
const GAIN: usize = 8;

/// Places of the table, as a power of two.
const PLACES: u32 = 14;

/// `bytes` in zlib's format.
pub(super) fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut tokens = Vec::with_capacity(bytes.len() / 6);
    // Where the bytes that fall to a place stood last, plus 1.
    let mut places = vec![0_u32; 1 << PLACES];
    let mut at = 0;
    while at < bytes.len() {
        let record = at.checked_sub(RECORD).map_or(0, |from| common(bytes, from, at));
        let from = place(bytes, at).and_then(|place| (places[place] as usize).checked_sub(1));
        let from = from.filter(|from| at - from <= Token::REACH);
        let length = from.map_or(0, |from| common(bytes, from, at));
        let (length, distance) = match from {
            Some(from) if length >= KEY && length > record + GAIN => (length, at - from),
            _ => (record, RECORD),
        };
        let end = if length >= *Token::LENGTHS.start() {
            tokens.push(Token::copy(length, distance));
            at + length
        } else {
            tokens.push(Token::byte(bytes[at]));
            at + 1
        };
        for inside in at..end {
            if let Some(place) = place(bytes, inside) {
                places[place] = inside as u32 + 1;
            }
        }
        at = end;
    }
    zlib(bytes, &tokens)
}

/// How many bytes are the same from both places on, as far as a copy goes. `from` is before `at`.
fn common(bytes: &[u8], from: usize, at: usize) -> usize {
    let most = (bytes.len() - at).min(*Token::LENGTHS.end());
    let (one, other) = (&bytes[from..from + most], &bytes[at..at + most]);
    // Word by word, then what is left.
    let words = one.as_chunks::<8>().0.iter().zip(other.as_chunks::<8>().0);
    let same = 8 * words.take_while(|(one, other)| one == other).count();
    let rest = one[same..].iter().zip(&other[same..]);
    same + rest.take_while(|(one, other)| one == other).count()
}

/// The place of the [`KEY`] bytes at `at` (multiplicative hashing with the golden ratio).
fn place(bytes: &[u8], at: usize) -> Option<usize> {
    let (first, rest) = bytes.get(at..at + KEY)?.split_first_chunk()?;
    let key = u64::from_le_bytes(*first).rotate_left(29) ^ u64::from_le_bytes(*rest.first_chunk()?);
    Some((key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (u64::BITS - PLACES)) as usize)
}

#[cfg(test)]
mod tests {
    use flate2::Compression;
    use flate2::read::{ZlibDecoder, ZlibEncoder};

    use super::super::file::QUICK;
    use super::super::symbol::{Spelling, write};
    use super::*;
    use crate::base::qr::Symbol;
    use crate::base::{Length, Point, Rect, Size};

    fn all(mut reader: impl std::io::Read) -> Vec<u8> {
        let mut out = Vec::new();
        reader.read_to_end(&mut out).unwrap();
        out
    }

    #[test]
    fn bytes_come_back_and_are_fewer_than_the_quick_level_makes() {
        let area = Rect::new(Point::default(), Size::new(Length::mm(20.0), Length::mm(20.0)));
        let mut bytes = Vec::new();
        for number in 0..60 {
            bytes.extend_from_slice(format!("/Figure<</MCID {number}>>BDC\n").as_bytes());
            let text = format!("SP1-0110100013-{number:02}-R1-{:X}", number * 7_654_321);
            let symbol = Symbol::encode(&text).unwrap();
            write(&mut bytes, area, &symbol, 80_000, Spelling::Records);
            bytes.extend_from_slice(b"EMC\n");
        }
        let packed = deflate(&bytes);
        assert!(all(ZlibDecoder::new(packed.as_slice())) == bytes);
        let usual = all(ZlibEncoder::new(bytes.as_slice(), Compression::new(QUICK)));
        assert!(packed.len() < usual.len(), "{} {}", packed.len(), usual.len());
    }

    #[test]
    fn anything_comes_back() {
        let noise: Vec<u8> = (0..50_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 22) as u8).collect();
        for bytes in [&b""[..], b"q Q", &[7; 5_000], &[noise.as_slice(), &[0; 20], &noise].concat()] {
            assert!(all(ZlibDecoder::new(deflate(bytes).as_slice())) == bytes);
        }
    }
}
