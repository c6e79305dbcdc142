//! A small TOML file of tables (label stock, printers). In: a path. Out: its list of [`Entry`]. Which keys and values
//! are valid is not known here.

use std::path::Path;

use super::{file, redact, syntax};
use crate::base::entry::{Entry, entries as parse};
use crate::base::{Code, Diagnostic, Origins, Place, Words};

/// Most syntax errors that are reported.
const MAX_ERRORS: usize = 20;

/// Reads a file of `[[…]]` tables with the keys `known`; in the text that messages quote the values of other keys are
/// hidden. The place of every value is added to `origins`.
///
/// # Errors
/// `SP001`, `SP010`, `SP011` if the file cannot be read, `SP012` for what breaks its syntax.
pub fn entries(path: &Path, known: &[&str], origins: &mut Origins) -> Result<Vec<Entry>, Vec<Diagnostic>> {
    let file::TextFile { source, text, .. } = file::open(path, origins).map_err(|error| vec![error])?;
    let shown = redact::hide(&text, &redact::find(&text, &|key| known.contains(&key)).ranges);
    let found = parse(&text, &mut |bytes| origins.add(Place::Span { source, bytes }));
    let found = found.map_err(|breaks| {
        let errors = breaks.into_iter().take(MAX_ERRORS).map(|found| {
            let at = origins.add(Place::Span { source, bytes: found.bytes.clone() });
            let (message, help) =
                if found.message.is_empty() { stray() } else { broken(&shown, &found.bytes, &found.message) };
            Diagnostic::error(Code::TomlSyntax, at, message, help)
        });
        errors.collect()
    });
    if let Some(source) = origins.sources.get_mut(source) {
        source.text = shown;
    }
    found
}

/// What breaks the syntax at those bytes, and what to write instead.
pub(super) fn broken(text: &str, bytes: &std::ops::Range<usize>, message: &str) -> (Words, Words) {
    let start =
        text.get(..bytes.start).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
    let line = text.get(start..).unwrap_or_default().lines().next().unwrap_or_default();
    syntax::explain(&syntax::SyntaxError {
        message,
        unexpected: text.get(bytes.clone()).unwrap_or_default(),
        line,
    })
}

fn stray() -> (Words, Words) {
    (
        Words::new("ここには書けません。", "this cannot stand here"),
        Words::new(
            "[[grid]] のように [ ] を2つずつ付けた見出しの下に書きます。",
            "write it below a header such as [[grid]]",
        ),
    )
}
