//! [`Spot`]: an [`Origin`] as a person looks for it: file, line and column, or sheet and cell; [`Excerpt`]: the line
//! itself. In: origins. Out: text and JSON.

use std::path::Path;

use serde::{Serialize, Serializer};

use super::language::Language;
use crate::base::origin::column_letters;
use crate::base::{Code, Diagnostic, Origin, Origins, Place, Shown};

/// A line longer than this is not shown: nobody reads it, and it may be a whole file of noise.
const LONGEST_SHOWN: usize = 300;

/// A place in the user's files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Spot {
    /// The path as the user gave it.
    pub(crate) file: String,
    /// Where in it.
    pub(crate) within: Within,
}

/// All that JSON says of a place; what there is not is `null`.
#[derive(Serialize)]
struct PlaceKeys<'a> {
    file: &'a str,
    line: Option<usize>,
    column: Option<usize>,
    sheet: Option<&'a str>,
    cell: Option<String>,
    row: Option<u32>,
}

impl Serialize for Spot {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let bare =
            PlaceKeys { file: &self.file, line: None, column: None, sheet: None, cell: None, row: None };
        match &self.within {
            Within::Whole => bare,
            Within::Line { line, column } => PlaceKeys { line: Some(*line), column: Some(*column), ..bare },
            Within::Cell { sheet, row, column } => PlaceKeys {
                column: usize::try_from(*column).ok(),
                sheet: Some(sheet),
                cell: Some(cell_name(*row, *column)),
                row: Some(*row),
                ..bare
            },
        }
        .serialize(serializer)
    }
}

/// A cell as people name it: `B3`.
fn cell_name(row: u32, column: u32) -> String {
    format!("{}{row}", column_letters(column))
}

/// A place within a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Within {
    /// Nowhere in particular.
    Whole,
    /// From 1; columns count characters.
    Line { line: usize, column: usize },
    /// A cell such as `B3`; the sheet's name is empty for CSV.
    Cell { sheet: String, row: u32, column: u32 },
}

impl Spot {
    /// The spot that `origin` names.
    pub(crate) fn of(origin: Origin, origins: &Origins) -> Option<Self> {
        let place = origins.place(origin)?;
        let (source, within) = match place {
            Place::File { source } => (source, Within::Whole),
            Place::Span { source, .. } => {
                let (line, column) = origins.line_column(origin)?;
                (source, Within::Line { line, column })
            }
            Place::Cell { source, sheet, row, column } => {
                (source, Within::Cell { sheet: sheet.to_string(), row, column })
            }
        };
        Some(Self { file: origins.sources.get(source)?.path.clone(), within })
    }

    /// Whether it is a place within that file.
    pub(crate) fn is_in(&self, file: Option<&Path>) -> bool {
        self.within != Within::Whole && file.is_some_and(|file| file.shown() == self.file)
    }

    /// A file or folder as a whole; none if it has no name.
    pub(crate) fn whole(file: &Path) -> Option<Self> {
        let file = file.shown();
        (!file.is_empty()).then_some(Self { file, within: Within::Whole })
    }

    /// In one word, as editors understand it, or as people name a cell.
    pub(crate) fn words(&self, language: Language) -> String {
        let file = &self.file;
        match &self.within {
            Within::Whole => file.clone(),
            Within::Line { line, column } => format!("{file}:{line}:{column}"),
            Within::Cell { sheet, row, column } => {
                let cell = cell_name(*row, *column);
                match (sheet.is_empty(), language) {
                    (true, _) => format!("{file} {cell}"),
                    (false, Language::Japanese) => format!("{file} シート「{sheet}」 {cell}"),
                    (false, Language::English) => format!("{file} sheet `{sheet}` {cell}"),
                }
            }
        }
    }
}

/// A line of the user's file, with its wrong part; control characters are made harmless.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Excerpt {
    /// Its number, from 1.
    pub(crate) line: usize,
    /// What stands before the wrong part.
    pub(crate) before: String,
    /// The wrong part.
    pub(crate) wrong: String,
    /// What stands after it.
    pub(crate) after: String,
}

/// The line that `diagnostic` is about, unless a secret stands on it: `all` are the diagnostics reported with it.
pub(crate) fn excerpt(diagnostic: &Diagnostic, all: &[Diagnostic], origins: &Origins) -> Option<Excerpt> {
    let Some(Place::Span { source, bytes }) = origins.place(diagnostic.at) else { return None };
    let text = &origins.sources.get(source)?.text;
    let start = text.get(..bytes.start)?.rfind('\n').map_or(0, |newline| newline + 1);
    let end = text.get(bytes.start..)?.find('\n').map_or(text.len(), |length| bytes.start + length);
    let secret = all.iter().filter(|other| other.code == Code::Secret).any(|other| {
        matches!(origins.place(other.at), Some(Place::Span { source: at, bytes: span })
            if at == source && span.start <= end && span.end >= start)
    });
    if secret || end - start > LONGEST_SHOWN {
        return None;
    }
    let wrong_end = bytes.end.min(end).max(bytes.start);
    Some(Excerpt {
        line: text.get(..start)?.matches('\n').count() + 1,
        before: harmless(text.get(start..bytes.start)?.trim_start_matches('\u{feff}')),
        wrong: harmless(text.get(bytes.start..wrong_end)?),
        after: harmless(text.get(wrong_end..end)?.trim_end_matches('\r')),
    })
}

/// Whether a terminal obeys the character, or shows nothing of it.
pub(crate) fn steers(character: char) -> bool {
    let turns = matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    turns || character.is_control()
}

/// `text` with escapes for every character that would move the cursor, colour the terminal or turn the writing
/// direction. Line ends stay.
pub(crate) fn harmless(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        if character == '\t' {
            safe.push(' ');
        } else if character != '\n' && steers(character) {
            safe.extend(character.escape_unicode());
        } else {
            safe.push(character);
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Words;

    fn error(code: Code, at: Origin) -> Diagnostic {
        Diagnostic::error(code, at, Words::default(), Words::default())
    }

    fn place(text: &str, bytes: std::ops::Range<usize>) -> (Origins, Origin) {
        let mut origins = Origins::new();
        let source = origins.add_source("site.toml", text);
        let at = origins.add(Place::Span { source, bytes });
        (origins, at)
    }

    #[test]
    fn columns_count_characters() {
        let (origins, at) = place("a = 1\n名前 = \"桜\"\n", 15..20);
        let spot = Spot::of(at, &origins).unwrap();
        assert_eq!(spot.words(Language::English), "site.toml:2:6");
        let excerpt = excerpt(&error(Code::Missing, at), &[], &origins).unwrap();
        assert_eq!((excerpt.line, excerpt.before.as_str()), (2, "名前 = "));
        assert_eq!((excerpt.wrong.as_str(), excerpt.after.as_str()), ("\"桜\"", ""));
    }

    #[test]
    fn a_line_with_a_secret_is_never_shown() {
        let (mut origins, code) = place("x = { code = \"12\", password = \"hush\" }\n", 13..17);
        let secret = origins.add(Place::Span { source: 0, bytes: 19..27 });
        let all = [error(Code::BadInstitutionCode, code), error(Code::Secret, secret)];
        assert_eq!(excerpt(&all[0], &all, &origins), None);
        assert_eq!(excerpt(&all[1], &all, &origins), None);
    }

    #[test]
    fn what_would_steer_the_terminal_is_escaped() {
        assert_eq!(harmless("a\u{1b}[31m\u{202e}b"), "a\\u{1b}[31m\\u{202e}b");
    }

    #[test]
    fn json_names_a_cell_as_people_do() {
        let within = Within::Cell { sheet: "名簿".to_owned(), row: 3, column: 28 };
        let spot = Spot { file: "a.xlsx".to_owned(), within };
        let json = serde_json::to_value(&spot).unwrap();
        assert_eq!(
            (&json["cell"], &json["sheet"], &json["line"]),
            (&"AB3".into(), &"名簿".into(), &().into())
        );
        assert_eq!(spot.words(Language::Japanese), "a.xlsx シート「名簿」 AB3");
    }

    #[test]
    fn spreadsheet_columns() {
        assert_eq!([1, 26, 27, 702, 703].map(column_letters), ["A", "Z", "AA", "ZZ", "AAA"]);
    }

    #[test]
    fn noise_on_one_line_is_not_shown() {
        let (origins, at) = place(&"x".repeat(LONGEST_SHOWN + 1), 0..1);
        assert_eq!(excerpt(&error(Code::TomlSyntax, at), &[], &origins), None);
    }
}
