//! [`Validator`]: what all field rules share. A field as it was written in; its text, or a fault, out.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::characters::about;
use super::dates;
use crate::base::date::{Date, YearMonth};
use crate::base::{Code, Diagnostic, Fonts, Located, Origin, Origins, Severity, Words};
use crate::read::fields::Label;
use crate::read::{Field, Raw, SiteFile};

/// Judges the fields of one site file and gathers what it finds.
pub(super) struct Validator<'a> {
    /// What the documents can print.
    pub(super) fonts: &'a Fonts,
    /// Day of printing.
    pub(super) today: Date,
    /// What was found so far.
    pub(super) messages: Vec<Diagnostic>,
    origins: &'a Origins,
    is_partial: bool,
    is_table: bool,
    seen: BTreeMap<(&'static str, String), Origin>,
}

impl<'a> Validator<'a> {
    /// A judge for `file`.
    pub(super) const fn new(file: &SiteFile, fonts: &'a Fonts, today: Date, origins: &'a Origins) -> Self {
        let SiteFile { is_partial, is_table, .. } = *file;
        Self { fonts, today, messages: Vec::new(), origins, is_partial, is_table, seen: BTreeMap::new() }
    }

    /// What to do, for somebody who writes a site file, or for somebody who fills in a sheet.
    pub(super) fn help(&self, file: (&str, &str), sheet: (&str, &str)) -> Words {
        let (ja, en) = if self.is_table { sheet } else { file };
        Words::new(ja, en)
    }

    /// Tells a fault.
    pub(super) fn error(&mut self, code: Code, at: Origin, message: Words, help: Words) {
        self.messages.push(Diagnostic::error(code, at, message, help));
    }

    /// Tells a doubt.
    pub(super) fn warning(&mut self, code: Code, at: Origin, message: Words, help: Words) {
        self.messages.push(Diagnostic::warning(code, at, message, help));
    }

    /// Tells what is worth knowing.
    pub(super) fn note(&mut self, code: Code, at: Origin, message: Words, help: Words) {
        self.messages.push(Diagnostic::new(Severity::Note, code, at, message, help));
    }

    /// Tells that something is missing from the table at `at`, unless it may stand elsewhere in the file.
    pub(super) fn missing(&mut self, code: Code, at: Origin, message: Words, help: Words) {
        if !self.is_partial {
            self.error(code, at, message, help);
        }
    }

    /// Where else something stands, as words for a message: `（12行目）`; nothing if it has no line.
    pub(super) fn line_of(&self, at: Origin) -> Words {
        self.origins.line_column(at).map_or_else(Words::default, |(line, _)| {
            Words::new(format!("（{line}行目）"), format!(" (line {line})"))
        })
    }

    /// Where a value that may stand only once in a site stood before; remembers it if it did not.
    pub(super) fn seen_before(&mut self, label: Label, key: String, at: Origin) -> Option<Origin> {
        match self.seen.entry((label.en, key)) {
            Entry::Occupied(before) => Some(*before.get()),
            Entry::Vacant(place) => {
                place.insert(at);
                None
            }
        }
    }

    /// A field that must be there: tells if it is not.
    pub(super) fn require(&mut self, field: &Field, label: Label, table: Origin) {
        let at = match field {
            None => table,
            Some(Located { value: Raw::Text(text), at }) if text.trim().is_empty() => *at,
            Some(_) => return,
        };
        let message =
            Words::new(format!("{}が書かれていません。", label.ja), format!("{} is missing", label.en));
        let help =
            Words::new(format!("{}を書いてください。必須の項目です。", label.ja), "write it: it is needed");
        if field.is_some() {
            self.error(Code::Missing, at, message, help);
        } else {
            self.missing(Code::Missing, at, message, help);
        }
    }

    /// What was typed into a code, number, date or choice; a whole number without quotes counts as its digits.
    /// `None` if nothing was.
    pub(super) fn typed(&mut self, field: &Field, label: Label) -> Option<Located<String>> {
        let field = field.as_ref()?;
        let typed = match &field.value {
            Raw::Text(text) if text.trim().is_empty() => return None,
            Raw::Text(text) => text.trim().to_owned(),
            Raw::Integer(number) => number.to_string(),
            Raw::Bool(_) | Raw::Other(_) => {
                self.wrong_type(field.at, label);
                return None;
            }
            Raw::Refused => return None,
        };
        Some(field.with(typed))
    }

    /// The same for dates, which TOML lets stand without quotes.
    fn typed_date(&mut self, field: &Field, label: Label) -> Option<Located<String>> {
        match field {
            Some(Located { value: Raw::Other(text), at }) => Some(Located::new(text.clone(), *at)),
            _ => self.typed(field, label),
        }
    }

    /// A date; `None` if there is none or it is none.
    pub(super) fn date(&mut self, field: &Field, label: Label) -> Option<Located<Date>> {
        let typed = self.typed_date(field, label)?;
        match dates::date(&typed.value) {
            Ok(date) => Some(typed.with(date)),
            Err((message, help)) => {
                let message = about(label, &typed.value, (&message.ja, &message.en));
                self.error(Code::BadDate, typed.at, message, help);
                None
            }
        }
    }

    /// A date that must be there.
    pub(super) fn required_date(
        &mut self,
        field: &Field,
        label: Label,
        table: Origin,
    ) -> Option<Located<Date>> {
        self.require(field, label, table);
        self.date(field, label)
    }

    /// A month; `None` if there is none or it is none.
    pub(super) fn month(&mut self, field: &Field, label: Label) -> Option<YearMonth> {
        let typed = self.typed_date(field, label)?;
        match dates::month(&typed.value) {
            Ok(month) => Some(month),
            Err((message, help)) => {
                let message = about(label, &typed.value, (&message.ja, &message.en));
                self.error(Code::BadMonth, typed.at, message, help);
                None
            }
        }
    }

    /// Tells that a text was expected.
    pub(super) fn wrong_type(&mut self, at: Origin, label: Label) {
        let message =
            Words::new(format!("{}は文字で書きます。", label.ja), format!("{} must be a text", label.en));
        let help = self.help(
            ("値を \" \" で囲みます。", "put the value in quotes"),
            (
                "セルの書式を「文字列」にして打ち直してください。",
                "make the cell's format text and type it again",
            ),
        );
        self.error(Code::WrongType, at, message, help);
    }
}
