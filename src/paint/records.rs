//! Content with many symbols: bytes and the places of their rectangles in, deflated bytes out.
//!
//! A general compressor looks for the longest copy wherever it is; among thousands of rectangles, which are all
//! alike, that takes long, and telling how far back it is costs more than what is copied. Each rectangle is a
//! record of as many bytes as the one before: the short copies are taken from there, which costs a bit, and longer
//! ones, of rectangles that stand in another symbol too, from the last place where these began.

use std::ops::Range;

use super::huffman::{Token, zlib};

/// Bytes of a rectangle's record: `07 13 2 1 re` and a line end.
pub(super) const RECORD: usize = 13;

/// Places of a hash table, as a power of two.
const PLACES: u32 = 13;

/// Bytes by which copies of text are found.
const KEY: usize = 4;

/// `bytes` in zlib's format. `symbols` are the places that consist of records, in order.
pub(super) fn deflate(bytes: &[u8], symbols: &[Range<usize>]) -> Vec<u8> {
    let mut search = Search {
        bytes,
        tokens: Vec::with_capacity(bytes.len() / 4),
        texts: vec![0; 1 << PLACES],
        records: vec![0; 1 << PLACES],
    };
    let mut end = 0;
    for symbol in symbols {
        search.text(end..symbol.start);
        search.symbol(symbol.clone());
        end = symbol.end;
    }
    search.text(end..bytes.len());
    zlib(bytes, &search.tokens)
}

/// The search for copies.
struct Search<'a> {
    bytes: &'a [u8],
    tokens: Vec<Token>,
    /// Where [`KEY`] bytes of text stood last, plus 1.
    texts: Vec<u32>,
    /// Where two records stood last, plus 1.
    records: Vec<u32>,
}

impl Search<'_> {
    fn text(&mut self, range: Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            let from = self.swap_text(at);
            let length = from.map_or(0, |from| self.common(from, at, range.end));
            if let Some(from) = from.filter(|_| length >= KEY) {
                self.tokens.push(Token::copy(length, at - from));
                for inside in at + 1..at + length {
                    self.swap_text(inside);
                }
                at += length;
            } else {
                self.tokens.push(Token::byte(self.bytes[at]));
                at += 1;
            }
        }
    }

    fn symbol(&mut self, range: Range<usize>) {
        let mut at = range.start;
        // How many bytes were the same as in the record before.
        let mut same = 0;
        while at < range.end {
            let from = self.swap_record(at, range.end);
            let length = from.map_or(0, |from| self.common(from, at, range.end) / RECORD * RECORD);
            if let Some(from) = from.filter(|_| length >= 2 * RECORD) {
                self.copy_record(at, std::mem::take(&mut same));
                self.tokens.push(Token::copy(length, at - from));
                for inside in (at..at + length).step_by(RECORD).skip(1) {
                    self.swap_record(inside, range.end);
                }
                at += length;
                continue;
            }
            for place in at..at + RECORD {
                if place >= range.start + RECORD && self.bytes[place] == self.bytes[place - RECORD] {
                    same += 1;
                } else {
                    self.copy_record(place, std::mem::take(&mut same));
                    self.tokens.push(Token::byte(self.bytes[place]));
                }
            }
            at += RECORD;
        }
        self.copy_record(at, same);
    }

    /// The `same` bytes before `end` as they stand in the record before.
    fn copy_record(&mut self, end: usize, mut same: usize) {
        while same >= *Token::LENGTHS.start() {
            let length = same.min(*Token::LENGTHS.end());
            self.tokens.push(Token::copy(length, RECORD));
            same -= length;
        }
        self.tokens.extend(self.bytes[end - same..end].iter().copied().map(Token::byte));
    }

    /// How many bytes are the same from both places on, up to `end`.
    fn common(&self, from: usize, at: usize, end: usize) -> usize {
        let most = (end - at).min(*Token::LENGTHS.end());
        let pairs = self.bytes[from..].iter().zip(&self.bytes[at..at + most]);
        pairs.take_while(|(one, other)| one == other).count()
    }

    /// Where the text at `at` stood last, if a copy reaches back to it; from now on it stands at `at`.
    fn swap_text(&mut self, at: usize) -> Option<usize> {
        let key = u32::from_le_bytes(*self.bytes.get(at..)?.first_chunk()?);
        swap(&mut self.texts, hash(u64::from(key)), at)
    }

    /// The same for two records.
    fn swap_record(&mut self, at: usize, end: usize) -> Option<usize> {
        let two = self.bytes.get(at..at + 2 * RECORD).filter(|_| at + 2 * RECORD <= end)?;
        let (one, other) = two.split_at(RECORD);
        // Behind the eight bytes comes the height and what is the same in all.
        let key = |record: &[u8]| record.first_chunk().map(|bytes| u64::from_le_bytes(*bytes));
        let (one, other) = (key(one)?, key(other)?);
        swap(&mut self.records, hash(one.rotate_left(29) ^ other), at)
    }
}

fn swap(table: &mut [u32], place: usize, at: usize) -> Option<usize> {
    let last = std::mem::replace(table.get_mut(place)?, at as u32 + 1);
    (last as usize).checked_sub(1).filter(|last| at - last <= Token::REACH)
}

/// A place in a table (multiplicative hashing with the golden ratio).
fn hash(key: u64) -> usize {
    (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (u64::BITS - PLACES)) as usize
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use flate2::Compression;
    use flate2::read::{ZlibDecoder, ZlibEncoder};

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
    fn bytes_come_back_and_are_fewer_than_zlib_makes() {
        let area = Rect::new(Point::default(), Size::new(Length::mm(20.0), Length::mm(20.0)));
        let (mut bytes, mut symbols) = (Vec::new(), Vec::new());
        for number in 0..60 {
            bytes.extend_from_slice(format!("/Figure<</MCID {number}>>BDC\n").as_bytes());
            let text = format!("SP1-0110100013-{number:02}-R1-{:X}", number * 7_654_321);
            let symbol = Symbol::encode(&text).unwrap();
            symbols.push(write(&mut bytes, area, &symbol, 80_000, Spelling::Records));
            bytes.extend_from_slice(b"EMC\n");
        }
        let packed = deflate(&bytes, &symbols);
        assert!(all(ZlibDecoder::new(packed.as_slice())) == bytes);
        let usual = all(ZlibEncoder::new(bytes.as_slice(), Compression::new(6)));
        assert!(packed.len() < usual.len(), "{} {}", packed.len(), usual.len());
    }

    #[test]
    fn a_page_may_be_empty_or_have_empty_symbols() {
        for (bytes, symbols) in [(&b""[..], vec![]), (b"q Q", vec![]), (b"f Q", vec![0..0])] {
            assert_eq!(all(ZlibDecoder::new(deflate(bytes, &symbols).as_slice())), bytes);
        }
    }
}
