//! Reads a TOML text. In: the text of a site file. Out: a [`SiteFile`] with its errors, in the order of the file.
//! Which keys belong where is decided in `tree_reader`, not here.

use std::ops::Range;

use toml::de::{DeTable, Error};

use super::fields;
use super::file::TextFile;
use super::redact::{self, LinePart, Redactions};
use super::syntax::{self, ErrorScope};
use super::tree_reader::TreeReader;
use super::{SiteFile, messages, secret};
use crate::base::diagnostic::in_file_order;
use crate::base::{Code, Diagnostic, Origin, Origins, Place, Words};

/// Most syntax errors that are reported; a file with more is not TOML.
const MAX_ERRORS: usize = 100;

/// Reads the text of one site file.
pub(super) fn read(file: TextFile, origins: &mut Origins) -> Result<SiteFile, Vec<Diagnostic>> {
    let TextFile { source, at, text } = file;
    let hidden = redact::find(&text, &fields::is_key);
    let redacted = redact::hide(&text, &hidden.ranges);
    let (root, errors) = DeTable::parse_recoverable(&text);
    let mut reporter = SyntaxReporter { source, origins, text: &redacted };
    if errors.iter().any(|error| syntax::scope_of(error.message()) == ErrorScope::Rest) {
        let mut diagnostics = reporter.secrets(&hidden, &[LinePart::Key, LinePart::Value, LinePart::Comment]);
        diagnostics.extend(reporter.syntax(&all_syntax_errors(&text, &errors), at));
        reporter.keep_redacted(redacted.clone());
        return Err(in_file_order(diagnostics, origins));
    }
    let mut diagnostics = reporter.secrets(&hidden, &[LinePart::Comment]);
    let (duplicates, others): (Vec<&Error>, Vec<&Error>) =
        errors.iter().partition(|error| syntax::scope_of(error.message()) == ErrorScope::Duplicate);
    let broken: Vec<&Error> =
        others.into_iter().filter(|error| syntax::scope_of(error.message()) == ErrorScope::Value).collect();
    let mut places: Vec<usize> =
        broken.iter().filter_map(|error| error.span()).map(|span| span.start).collect();
    places.sort_unstable();
    diagnostics.extend(reporter.syntax(&broken.into_iter().cloned().collect::<Vec<_>>(), at));
    let mut tree_reader = TreeReader {
        source,
        origins: &mut *reporter.origins,
        broken: places,
        errors: diagnostics,
        hidden: hidden.ranges,
        misplaced: false,
        misplaced_keys: Vec::new(),
        keys: Vec::new(),
    };
    let mut site = tree_reader.site(root.into_inner(), at);
    let TreeReader { errors: mut diagnostics, hidden, misplaced, keys, .. } = tree_reader;
    diagnostics.extend(reporter.duplicates(&duplicates, &keys));
    reporter.keep_redacted(redact::hide(&text, &hidden));
    site.is_partial = misplaced;
    site.errors = in_file_order(diagnostics, origins);
    Ok(site)
}

/// How often a broken text is parsed again, at most.
const MAX_ROUNDS: usize = 20;

/// Most bytes that are parsed again: 20 rounds for a usual site file, one for a hostile file.
const MAX_REPARSED: usize = 512 * 1024;

/// All syntax errors. The parser stops at some of them, so the line of such an error is blanked and the text parsed
/// again.
fn all_syntax_errors(text: &str, first: &[Error]) -> Vec<Error> {
    let mut found: Vec<Error> = Vec::new();
    let mut reported_lines = std::collections::BTreeSet::new();
    let mut rest = text.to_owned();
    let mut errors = first.to_vec();
    for _ in 0..MAX_ROUNDS.min(MAX_REPARSED / text.len().max(1)).max(1) {
        errors.retain(|error| syntax::scope_of(error.message()) != ErrorScope::Duplicate);
        for error in errors.iter().take(MAX_ERRORS) {
            let line = error.span().map(|span| line_at(text, span.start).start);
            if reported_lines.insert(line) {
                found.push(error.clone());
            }
        }
        let Some(span) = errors
            .iter()
            .filter(|error| syntax::scope_of(error.message()) == ErrorScope::Rest)
            .find_map(Error::span)
        else {
            break;
        };
        let line = line_at(text, span.start);
        if rest[line.clone()].trim().is_empty() {
            break;
        }
        let blank = " ".repeat(line.len());
        rest.replace_range(line, &blank);
        errors = DeTable::parse_recoverable(&rest).1;
    }
    found
}

/// The line that contains byte `at`, without the line break.
fn line_at(text: &str, at: usize) -> Range<usize> {
    let at = (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[at..].find(['\n', '\r']).map_or(text.len(), |length| at + length);
    start..end
}

/// The bytes to highlight for an error at `span`. The parser often names only the byte at which it stopped; then it
/// is the whole value if the error is in one, else the whole line.
fn highlighted(text: &str, span: Range<usize>, line: Range<usize>) -> Range<usize> {
    let end = span.end.clamp(span.start, line.end.max(span.start));
    if text.get(span.start..end).is_some_and(|found| found.chars().count() > 1) {
        return span.start..end;
    }
    let written = &text[line.clone()];
    let written = &written[..redact::comment_start(written)];
    let value = written.find('=').map(|sign| sign + 1).filter(|&value| line.start + value <= span.start);
    let from = value.unwrap_or(0);
    let trimmed = written[from..].trim();
    if trimmed.is_empty() {
        let start = line.start + written.len() - written.trim_start().len();
        return start..start + written.trim().len();
    }
    let start = line.start + from + written[from..].len() - written[from..].trim_start().len();
    start..start + trimmed.len()
}

/// Makes diagnostics; quotes only from the redacted text.
struct SyntaxReporter<'a> {
    source: usize,
    origins: &'a mut Origins,
    text: &'a str,
}

impl SyntaxReporter<'_> {
    fn at(&mut self, bytes: Range<usize>) -> Origin {
        self.origins.add(Place::Span { source: self.source, bytes })
    }

    /// Keeps the redacted text for messages that quote lines.
    fn keep_redacted(&mut self, redacted: String) {
        if let Some(source) = self.origins.sources.get_mut(self.source) {
            source.text = redacted;
        }
    }

    /// The errors for secrets in these parts of lines.
    fn secrets(&mut self, hidden: &Redactions, parts: &[LinePart]) -> Vec<Diagnostic> {
        let suspects = hidden.suspects.iter().filter(|suspect| parts.contains(&suspect.part));
        suspects
            .map(|suspect| {
                let at = self.at(suspect.at.clone());
                let error = messages::secret(suspect.word, at);
                if suspect.part != LinePart::Comment {
                    return error;
                }
                let message = Words::new(
                    format!("メモ（#）に秘密の情報（{}）が書かれているようです。", suspect.word),
                    format!("a note (#) seems to hold a secret ({})", suspect.word),
                );
                Diagnostic::warning(Code::Secret, at, message, error.help)
            })
            .collect()
    }

    fn syntax(&mut self, errors: &[Error], file: Origin) -> Vec<Diagnostic> {
        let mut diagnostics: Vec<Diagnostic> = Vec::new();
        for error in errors.iter().take(MAX_ERRORS) {
            let text = self.text;
            let span = error.span().unwrap_or(0..0);
            let line = line_at(text, span.start);
            let unexpected = text.get(span.clone()).unwrap_or("");
            let error =
                syntax::SyntaxError { message: error.message(), unexpected, line: &text[line.clone()] };
            let (message, help) = syntax::explain(&error);
            let at = self.at(highlighted(text, span, line));
            diagnostics.push(Diagnostic::error(Code::TomlSyntax, at, message, help));
        }
        if errors.len() > MAX_ERRORS {
            let more = errors.len() - MAX_ERRORS;
            let message = Words::new(
                format!("書き方の誤りがほかに{more}件以上あります。"),
                format!("there are {more} more faults of syntax, or more"),
            );
            let help = Words::new(
                "サイトファイル（TOML）を指定しているか確かめてください。",
                "check that this is a site file (TOML)",
            );
            diagnostics.push(Diagnostic::error(Code::TomlSyntax, file, message, help));
        }
        diagnostics
    }

    fn duplicates(&mut self, errors: &[&Error], keys: &[(&str, usize)]) -> Vec<Diagnostic> {
        let spans: Vec<Range<usize>> =
            errors.iter().take(MAX_ERRORS).filter_map(|error| error.span()).collect();
        spans
            .into_iter()
            .map(|span| {
                let key = self.text.get(span.clone()).unwrap_or("");
                let header = self.text[line_at(self.text, span.start)].trim_start().starts_with('[');
                let name = if secret::in_key(key).is_some() { String::new() } else { messages::shown(key) };
                let first = keys.iter().filter(|(known, at)| *known == name && *at < span.start).map(|(_, at)| *at);
                let line = first.max().map(|at| self.text[..at].matches('\n').count() + 1);
                let (ja, en) = line.map_or_else(Default::default, |line| {
                    (format!("（1回目は{line}行目）"), format!(" (first on line {line})"))
                });
                let at = self.at(span);
                let message = Words::new(
                    format!("「{name}」が2回書かれています{ja}。"),
                    format!("`{name}` is given twice{en}"),
                );
                let help = if header {
                    Words::new(
                        "見出しを1つにまとめます。医療機関や端末を足すときは [[institution]] や [[institution.terminal]] のように [ ] を2つずつ書きます。",
                        "merge the two tables; to add an institution or a terminal write [[institution]] or [[institution.terminal]]",
                    )
                } else {
                    Words::new(
                        "どちらかを消してください。2台目の端末なら、その前に [[institution.terminal]] の見出しが要ります。",
                        "delete one of them; a second terminal needs its own [[institution.terminal]] header",
                    )
                };
                Diagnostic::error(Code::DuplicateKey, at, message, help)
            })
            .collect()
    }
}
