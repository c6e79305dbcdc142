//! From a TOML text to a [`SiteFile`]: the parser, its faults and the hiding of secrets.

use std::ops::Range;

use toml::de::{DeTable, Error};

use super::file::TextFile;
use super::mask::{self, Hidden, Part};
use super::syntax::{self, Reach};
use super::walk::Walk;
use super::{SiteFile, secret, told};
use crate::base::diagnostic::in_file_order;
use crate::base::{Code, Diagnostic, Origin, Origins, Place, Words};

/// Most faults of syntax that are told; after so many the file is something else.
const MOST_FAULTS: usize = 100;

/// Reads the text of one site file.
pub(super) fn read(file: TextFile, origins: &mut Origins) -> Result<SiteFile, Vec<Diagnostic>> {
    let TextFile { source, at, text } = file;
    let hidden = mask::search(&text);
    let masked = mask::apply(&text, &hidden.ranges);
    let (root, errors) = DeTable::parse_recoverable(&text);
    let mut speaker = Speaker { source, origins, text: &masked };
    if errors.iter().any(|error| syntax::reach(error.message()) == Reach::Rest) {
        let mut faults = speaker.secrets(&hidden, &[Part::Key, Part::Value, Part::Comment]);
        faults.extend(speaker.syntax(&all_breaks(&text, &errors), at));
        speaker.keep(masked.clone());
        return Err(in_file_order(faults, origins));
    }
    let mut faults = speaker.secrets(&hidden, &[Part::Comment]);
    let (duplicates, others): (Vec<&Error>, Vec<&Error>) =
        errors.iter().partition(|error| syntax::reach(error.message()) == Reach::Duplicate);
    let broken: Vec<&Error> =
        others.into_iter().filter(|error| syntax::reach(error.message()) == Reach::Value).collect();
    let mut places: Vec<usize> =
        broken.iter().filter_map(|error| error.span()).map(|span| span.start).collect();
    places.sort_unstable();
    faults.extend(speaker.syntax(&broken.into_iter().cloned().collect::<Vec<_>>(), at));
    let mut walk = Walk {
        source,
        origins: &mut *speaker.origins,
        broken: places,
        faults,
        hidden: hidden.ranges,
        misplaced: false,
        strayed: Vec::new(),
        keys: Vec::new(),
    };
    let mut site = walk.site(root.into_inner(), at);
    let Walk { mut faults, hidden, misplaced, keys, .. } = walk;
    faults.extend(speaker.duplicates(&duplicates, &keys));
    speaker.keep(mask::apply(&text, &hidden));
    site.is_partial = misplaced;
    site.faults = in_file_order(faults, origins);
    Ok(site)
}

/// So many times a broken text is parsed again.
const MOST_ROUNDS: usize = 20;

/// So many bytes are parsed again at most: a site file's 20 rounds, a hostile file's one.
const MOST_WORK: usize = 512 * 1024;

/// Every break of the syntax: after each one its line is blanked and the rest parsed again, because the parser
/// gives up at some of them.
fn all_breaks(text: &str, first: &[Error]) -> Vec<Error> {
    let mut found: Vec<Error> = Vec::new();
    let mut told = std::collections::BTreeSet::new();
    let mut rest = text.to_owned();
    let mut errors = first.to_vec();
    for _ in 0..MOST_ROUNDS.min(MOST_WORK / text.len().max(1)).max(1) {
        errors.retain(|error| syntax::reach(error.message()) != Reach::Duplicate);
        for error in errors.iter().take(MOST_FAULTS) {
            let line = error.span().map(|span| line_at(text, span.start).start);
            if told.insert(line) {
                found.push(error.clone());
            }
        }
        let Some(span) =
            errors.iter().filter(|error| syntax::reach(error.message()) == Reach::Rest).find_map(Error::span)
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

/// The line in which byte `at` lies, without its end.
fn line_at(text: &str, at: usize) -> Range<usize> {
    let at = (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[at..].find(['\n', '\r']).map_or(text.len(), |length| at + length);
    start..end
}

/// What to point at for a fault at `span`: the parser often names only the byte at which it gave up, so it is
/// the whole value if the fault is in one, else the whole line.
fn pointed_at(text: &str, span: Range<usize>, line: Range<usize>) -> Range<usize> {
    let end = span.end.clamp(span.start, line.end.max(span.start));
    if text.get(span.start..end).is_some_and(|found| found.chars().count() > 1) {
        return span.start..end;
    }
    let written = &text[line.clone()];
    let written = &written[..mask::comment_start(written)];
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

/// Puts what was found into diagnostics, quoting only from the masked text.
struct Speaker<'a> {
    source: usize,
    origins: &'a mut Origins,
    text: &'a str,
}

impl Speaker<'_> {
    fn at(&mut self, bytes: Range<usize>) -> Origin {
        self.origins.add(Place::Span { source: self.source, bytes })
    }

    /// Keeps the masked text for showing lines.
    fn keep(&mut self, masked: String) {
        if let Some(source) = self.origins.sources.get_mut(self.source) {
            source.text = masked;
        }
    }

    /// The secrets that the search by lines found in those parts.
    fn secrets(&mut self, hidden: &Hidden, parts: &[Part]) -> Vec<Diagnostic> {
        let suspects = hidden.suspects.iter().filter(|suspect| parts.contains(&suspect.part));
        suspects
            .map(|suspect| {
                let at = self.at(suspect.at.clone());
                let fault = told::secret(suspect.word, at);
                if suspect.part != Part::Comment {
                    return fault;
                }
                let message = Words::new(
                    format!(
                        "メモ（#）に秘密の情報（{}）が書かれているようです。",
                        secret::shown(suspect.word)
                    ),
                    format!("a note (#) seems to hold a secret ({})", secret::shown(suspect.word)),
                );
                Diagnostic::warning(Code::Secret, at, message, fault.help)
            })
            .collect()
    }

    fn syntax(&mut self, errors: &[Error], file: Origin) -> Vec<Diagnostic> {
        let mut faults: Vec<Diagnostic> = Vec::new();
        for error in errors.iter().take(MOST_FAULTS) {
            let text = self.text;
            let span = error.span().unwrap_or(0..0);
            let line = line_at(text, span.start);
            let unexpected = text.get(span.clone()).unwrap_or("");
            let fault = syntax::Fault { message: error.message(), unexpected, line: &text[line.clone()] };
            let (message, help) = syntax::explain(&fault);
            let at = self.at(pointed_at(text, span, line));
            faults.push(Diagnostic::error(Code::TomlSyntax, at, message, help));
        }
        if errors.len() > MOST_FAULTS {
            let more = errors.len() - MOST_FAULTS;
            let message = Words::new(
                format!("書き方の誤りがほかに{more}件以上あります。"),
                format!("there are {more} more faults of syntax, or more"),
            );
            let help = Words::new(
                "サイトファイル（TOML）を指定しているか確かめてください。",
                "check that this is a site file (TOML)",
            );
            faults.push(Diagnostic::error(Code::TomlSyntax, file, message, help));
        }
        faults
    }

    fn duplicates(&mut self, errors: &[&Error], keys: &[(&str, usize)]) -> Vec<Diagnostic> {
        let spans: Vec<Range<usize>> =
            errors.iter().take(MOST_FAULTS).filter_map(|error| error.span()).collect();
        spans
            .into_iter()
            .map(|span| {
                let key = self.text.get(span.clone()).unwrap_or("");
                let header = self.text[line_at(self.text, span.start)].trim_start().starts_with('[');
                let name = if secret::in_key(key).is_some() { String::new() } else { told::shown(key) };
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
