//! Standard input, on which a handy scanner types a line for each code. In: bytes. Out: lines.

use std::io::{BufRead as _, Read as _};

use crate::app::SheetReading;

/// Standard input, as an argument.
pub(super) const STANDARD_INPUT: &str = "-";

/// Longest line that is taken from a scanner; the rest of it is dropped. A QR symbol holds at most 4,296 letters.
const LONGEST_LINE: usize = 8_192;

/// Most bytes that are read in one go: a hundred thousand sheets several times over.
const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// The next line, however its characters are encoded; `None` at the end.
pub(super) fn next_line() -> Option<String> {
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().read_until(b'\n', &mut bytes).ok()?;
    bytes.truncate(LONGEST_LINE);
    (read > 0).then(|| String::from_utf8_lossy(&bytes).into_owned())
}

/// All lines, each the code of a sheet.
pub(super) fn readings() -> Vec<SheetReading> {
    let mut bytes = Vec::new();
    // What could be read before an error is still worth counting: what is not there is reported as missing.
    let _ = std::io::stdin().lock().take(MOST_BYTES).read_to_end(&mut bytes);
    let text = String::from_utf8_lossy(&bytes);
    let reading = |(page, line): (usize, &str)| SheetReading {
        text: line.trim().to_owned(),
        source: STANDARD_INPUT.to_owned(),
        page,
    };
    (1..).zip(text.lines()).map(reading).collect()
}
