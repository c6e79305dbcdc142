//! Standard input, on which a handy scanner types codes. In: bytes. Out: pieces of lines, or sheets' codes. What a code says
//! is not known here.

use std::io::{BufRead, ErrorKind, Read as _};

use crate::app::{SheetReading, TypedCodes};

/// Standard input, as an argument.
pub(super) const STANDARD_INPUT: &str = "-";

/// Longest piece that is taken: some thousand codes with nothing between them. The rest of it is passed over without being
/// kept.
const LONGEST_PIECE: usize = 1024 * 1024;

/// Most codes that are read in one go: a hundred thousand sheets several times over.
const MOST_CODES: usize = 1_000_000;

/// Most bytes that are read in one go.
const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// The next piece, up to what a scanner types behind a code (a line end, a carriage return or a tab) and with it, however
/// its characters are encoded; `None` at the end.
pub(super) fn next_piece() -> Option<String> {
    piece_of(&mut std::io::stdin().lock())
}

/// All codes, each that of a sheet.
pub(super) fn readings() -> Vec<SheetReading> {
    let mut input = std::io::stdin().lock().take(MOST_BYTES);
    let mut typed = TypedCodes::default();
    let pieces = std::iter::from_fn(|| piece_of(&mut input));
    let mut codes: Vec<_> = pieces.flat_map(|piece| typed.take(&piece)).take(MOST_CODES).collect();
    codes.extend(typed.end());
    let reading = |(page, text)| SheetReading { text, source: STANDARD_INPUT.to_owned(), page };
    codes.into_iter().map(reading).collect()
}

fn piece_of(source: &mut impl BufRead) -> Option<String> {
    let mut bytes = Vec::new();
    loop {
        let buffer = match source.fill_buf() {
            Ok(buffer) => buffer,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            // What came before a fault is still worth reading: what is not there is told as missing.
            Err(_) => break,
        };
        let end = buffer.iter().position(|byte| b"\n\r\t".contains(byte));
        let length = end.unwrap_or(buffer.len());
        let room = LONGEST_PIECE.saturating_sub(bytes.len());
        bytes.extend(&buffer[..length.min(room)]);
        let ending = end.map(|at| buffer[at]);
        let is_over = buffer.is_empty();
        source.consume(length + usize::from(ending.is_some()));
        bytes.extend(ending);
        if is_over || ending.is_some() {
            break;
        }
    }
    (!bytes.is_empty()).then(|| String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use super::*;

    fn pieces(text: &str) -> Vec<String> {
        let mut source = BufReader::with_capacity(100, text.as_bytes());
        std::iter::from_fn(|| piece_of(&mut source)).collect()
    }

    #[test]
    fn a_piece_keeps_what_ends_it() {
        assert_eq!(pieces("a\tb\r\nc\rd"), ["a\t", "b\r", "\n", "c\r", "d"]);
    }

    #[test]
    fn the_rest_of_a_long_piece_is_passed_over() {
        let text = format!("a\n{}\nb\n{}", "x".repeat(3 * LONGEST_PIECE), "y".repeat(LONGEST_PIECE + 1));
        let lengths: Vec<usize> = pieces(&text).iter().map(String::len).collect();
        assert_eq!(lengths, [2, LONGEST_PIECE + 1, 2, LONGEST_PIECE]);
    }
}
