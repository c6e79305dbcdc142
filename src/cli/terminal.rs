//! Standard output and standard error: what they can show, and writing to them.

use std::io::{self, ErrorKind, IsTerminal, Write};

use crate::base::platform;
use crate::report::{Look, harmless, steers};

/// Columns where the width of the terminal is not known.
const DEFAULT_WIDTH: usize = 100;

/// Lines longer than this are hard to read however wide the terminal is.
const MAX_WIDTH: usize = 120;

/// What standard error can show. `NO_COLOR` (no-color.org) and `TERM=dumb` forbid colour.
pub(super) fn look() -> Look {
    // Where escapes are not obeyed, everything is plain.
    let is_terminal = io::stderr().is_terminal() && platform::obeys_escapes();
    let forbidden = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
        || std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    let width = platform::terminal_width();
    let width = width.unwrap_or(DEFAULT_WIDTH).min(MAX_WIDTH);
    Look { is_terminal, is_coloured: is_terminal && !forbidden, width }
}

/// Writes results to standard output, at once: nothing in them steers the terminal, whatever paths, names and arguments
/// hold.
///
/// # Errors
/// If standard output cannot be written; a reader that has gone away is none.
pub(super) fn write_out(text: &str) -> io::Result<()> {
    out(&harmless(text))
}

/// Writes JSON to standard output, at once. What would steer the terminal is escaped as JSON has it.
///
/// # Errors
/// As [`write_out`].
pub(super) fn write_json(text: &str) -> io::Result<()> {
    let obeyed = |character: char| character != '\n' && steers(character);
    if !text.contains(obeyed) {
        return out(text);
    }
    let escaped = |character: char| match character {
        other if obeyed(other) => format!("\\u{:04x}", u32::from(other)),
        other => other.to_string(),
    };
    out(&text.chars().map(escaped).collect::<String>())
}

fn out(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

/// Writes to standard error, as [`write_out`]. If that fails there is nowhere left to report it.
pub(super) fn write_err(text: &str) {
    draw(&harmless(text));
}

/// Writes to standard error what may colour it and move the cursor: messages and progress. What of it is the user's must be
/// harmless already.
pub(super) fn draw(text: &str) {
    let mut out = io::stderr().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}
