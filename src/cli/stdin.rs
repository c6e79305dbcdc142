//! Standard input, on which a handy scanner types a line for each code. In: bytes. Out: lines. What they say is not known
//! here.

use std::io::{BufRead, Read as _};

use crate::app::SheetReading;

/// Standard input, as an argument.
pub(super) const STANDARD_INPUT: &str = "-";

/// Longest line that is taken; the rest of it is passed over without being kept. A QR symbol holds at most 4,296
/// letters.
const LONGEST_LINE: usize = 8_192;

/// Most lines that are read in one go: a hundred thousand sheets several times over.
const MOST_LINES: usize = 1_000_000;

/// The next line, however its characters are encoded; `None` at the end.
pub(super) fn next_line() -> Option<String> {
    line_of(&mut std::io::stdin().lock())
}

/// All lines, each the code of a sheet.
pub(super) fn readings() -> Vec<SheetReading> {
    let reading = |(page, line): (usize, String)| SheetReading {
        text: line.trim().to_owned(),
        source: STANDARD_INPUT.to_owned(),
        page,
    };
    (1..=MOST_LINES).zip(std::iter::from_fn(next_line)).map(reading).collect()
}

fn line_of(source: &mut impl BufRead) -> Option<String> {
    let mut bytes = Vec::new();
    let read = source.by_ref().take(LONGEST_LINE as u64).read_until(b'\n', &mut bytes).ok()?;
    let mut is_ended = read < LONGEST_LINE || bytes.ends_with(b"\n");
    while !is_ended {
        let buffer = source.fill_buf().unwrap_or_default();
        let end = buffer.iter().position(|&byte| byte == b'\n');
        let length = end.map_or(buffer.len(), |end| end + 1);
        is_ended = end.is_some() || length == 0;
        source.consume(length);
    }
    (read > 0).then(|| String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rest_of_a_long_line_is_passed_over() {
        let text = format!("a\n{}\nb\n{}", "x".repeat(3 * LONGEST_LINE), "y".repeat(LONGEST_LINE + 1));
        let mut source = std::io::BufReader::with_capacity(100, text.as_bytes());
        let lengths: Vec<usize> =
            std::iter::from_fn(|| line_of(&mut source)).map(|line| line.len()).collect();
        assert_eq!(lengths, [2, LONGEST_LINE, 2, LONGEST_LINE]);
    }
}
