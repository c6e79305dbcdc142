//! [`Validator`]: what the rules of all fields share. In: a raw value. Out: its text, or an error in the list of
//! messages. What a certain field needs is not known here.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::characters::about;
use super::dates;
use crate::base::date::{Date, YearMonth};
use crate::base::{Code, Diagnostic, Fonts, Located, Origin, Origins, Severity, Words};
use crate::read::fields::Label;
use crate::read::{Raw, RawField, SiteFile};

/// Checks the fields of one site file and collects the messages.
pub(super) struct Validator<'a> {
    /// The fonts of the documents.
    pub(super) fonts: &'a Fonts,
    /// The day of printing.
    pub(super) today: Date,
    /// The messages so far.
    pub(super) messages: Vec<Diagnostic>,
    origins: &'a Origins,
    is_partial: bool,
    is_table: bool,
    seen: BTreeMap<(&'static str, String), Origin>,
}

impl<'a> Validator<'a> {
    /// A validator for `file`.
    pub(super) const fn new(file: &SiteFile, fonts: &'a Fonts, today: Date, origins: &'a Origins) -> Self {
        let SiteFile { is_partial, is_table, .. } = *file;
        Self { fonts, today, messages: Vec::new(), origins, is_partial, is_table, seen: BTreeMap::new() }
    }

    /// The help text for a site file or for a sheet, whichever the customer comes from.
    pub(super) fn help(&self, file: (&str, &str), sheet: (&str, &str)) -> Words {
        let (ja, en) = if self.is_table { sheet } else { file };
        Words::new(ja, en)
    }

    /// Reports an error.
    pub(super) fn error(&mut self, code: Code, at: Origin, message: Words, help: Words) {
        self.messages.push(Diagnostic::error(code, at, message, help));
    }

    /// Reports a warning.
    pub(super) fn warning(&mut self, code: Code, at: Origin, message: Words, help: Words) {
        self.messages.push(Diagnostic::warning(code, at, message, help));
    }

    /// Reports a note.
    pub(super) fn note(&mut self, code: Code, at: Origin, message: Words, help: Words) {
        self.messages.push(Diagnostic::new(Severity::Note, code, at, message, help));
    }

    /// Reports that something is missing from the table at `at`, unless the file is only partly understood.
    pub(super) fn missing(&mut self, code: Code, at: Origin, message: Words, help: Words) {
        if !self.is_partial {
            self.error(code, at, message, help);
        }
    }

    /// The line of another place, for a message: `（12行目）`; empty if the place has no line.
    pub(super) fn line_of(&self, at: Origin) -> Words {
        self.origins.line_column(at).map_or_else(Words::default, |(line, _)| {
            Words::new(format!("（{line}行目）"), format!(" (line {line})"))
        })
    }

    /// The place of an earlier equal value, for values that must be unique in a site; remembers a new value.
    pub(super) fn seen_before(&mut self, label: Label, key: String, at: Origin) -> Option<Origin> {
        match self.seen.entry((label.en, key)) {
            Entry::Occupied(before) => Some(*before.get()),
            Entry::Vacant(place) => {
                place.insert(at);
                None
            }
        }
    }

    /// Reports a required field that is missing.
    pub(super) fn require(&mut self, field: &RawField, label: Label, table: Origin) {
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

    /// The text of a code, number, date or choice; a whole number without quotes counts as its digits. `None` for
    /// an empty field.
    pub(super) fn typed(&mut self, field: &RawField, label: Label) -> Option<Located<String>> {
        let field = field.as_ref()?;
        let typed = match &field.value {
            Raw::Text(text) if text.trim().is_empty() => return None,
            Raw::Text(text) => text.trim().to_owned(),
            Raw::Integer(number) => number.to_string(),
            Raw::Bool(_) | Raw::Other(_) => {
                self.wrong_type(field.at, label);
                return None;
            }
            Raw::Rejected => return None,
        };
        Some(field.with(typed))
    }

    /// The same for dates, which may stand without quotes in TOML.
    pub(super) fn typed_date(&mut self, field: &RawField, label: Label) -> Option<Located<String>> {
        match field {
            Some(Located { value: Raw::Other(text), at }) => Some(Located::new(text.clone(), *at)),
            _ => self.typed(field, label),
        }
    }

    /// A date; `None` if the field is empty or not a date.
    pub(super) fn date(&mut self, field: &RawField, label: Label) -> Option<Located<Date>> {
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

    /// A required date; reported if it is missing.
    pub(super) fn required_date(
        &mut self,
        field: &RawField,
        label: Label,
        table: Origin,
    ) -> Option<Located<Date>> {
        self.require(field, label, table);
        self.date(field, label)
    }

    /// A month; `None` if the field is empty or not a month.
    pub(super) fn month(&mut self, field: &RawField, label: Label) -> Option<YearMonth> {
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

    /// Reports that a text was expected.
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
