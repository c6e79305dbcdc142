//! Normalises cells. In: a cell. Out: a [`Raw`] value without what spreadsheets did to codes, numbers and dates. Each
//! change is counted and reported once for a file. Text that is printed is not changed here, apart from blanks, line
//! breaks and tabs.

use super::cell_messages;
use super::shown::is_number;
use super::value::{CellValue, Number, Shown};
use crate::base::date::{Date, add_days, iso};
use crate::base::{Diagnostic, Located, Origin, fold};
use crate::read::fields::{FieldKind, FieldSpec};
use crate::read::secret::{self, Judgement};
use crate::read::{Raw, messages};

/// A change to a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Normalisation {
    /// Zeros were put back in front of a code.
    Zeros,
    /// The zero was put back in front of a telephone number.
    PhoneZero,
    /// A number was read as a day, counted as spreadsheets count them.
    Serial,
    /// Full-width signs, or other hyphens, were read as plain ones.
    Width,
    /// Line breaks, tabs and unusual blanks became a blank.
    Breaks,
}

/// The same change in the same column: how often, and the first place.
#[derive(Clone, Debug)]
pub(super) struct Occurrences {
    /// The number of cells.
    pub(super) count: usize,
    /// The first cell.
    pub(super) at: Origin,
    /// The value before and after; empty if the message does not show it.
    pub(super) example: (String, String),
}

/// All changes in a file, by kind and path of the field.
pub(super) type Normalisations = std::collections::BTreeMap<(Normalisation, &'static str), Occurrences>;

/// Turns cells into values.
pub(super) struct Normaliser<'a> {
    /// Errors are added here.
    pub(super) errors: &'a mut Vec<Diagnostic>,
    /// Changes are counted here.
    pub(super) normalisations: &'a mut Normalisations,
}

impl Normaliser<'_> {
    /// The value of a cell in `column`, at `at`. An unreadable value is reported and rejected.
    pub(super) fn field(
        &mut self,
        column: &'static FieldSpec,
        value: &CellValue,
        at: Origin,
    ) -> Located<Raw> {
        let normalised = match value {
            CellValue::Text(text) => self.text(column, text, at),
            CellValue::Number(number) => self.number(column, number, at),
            CellValue::Bool(truth) => Ok(Raw::Bool(*truth)),
            CellValue::Error(error) => Err(cell_messages::broken(column, error, at)),
            // Both are told once for the file.
            CellValue::Uncomputed | CellValue::Outside => return Located::new(Raw::Rejected, at),
            CellValue::Unseen { value, format, is_hidden } => {
                Err(match secret::in_value(value).or_else(|| secret::in_value(format)) {
                    Some(found) => cell_messages::secret(found.word, at),
                    None => cell_messages::unseen(column, (!is_hidden).then_some(value), format, at),
                })
            }
        };
        let raw = normalised.unwrap_or_else(|error| {
            self.errors.push(error);
            Raw::Rejected
        });
        Located::new(raw, at)
    }

    /// The value of a cell with the secret of the cell beside it.
    pub(super) fn refused(&mut self, word: &str, at: Origin) -> Located<Raw> {
        self.errors.push(cell_messages::secret(word, at));
        Located::new(Raw::Rejected, at)
    }

    fn text(&mut self, column: &'static FieldSpec, text: &str, at: Origin) -> Result<Raw, Diagnostic> {
        if text.len() > MAX_TEXT {
            return Err(cell_messages::too_long(column, at));
        }
        match secret::judge(text) {
            Judgement::Harmless => {}
            Judgement::Suspected(found) => self.errors.push(messages::suspected(found.word, at)),
            Judgement::Secret(found) => return Err(cell_messages::secret(found.word, at)),
        }
        if let Some(broken) = text.chars().find(|&character| is_unreadable(character)) {
            return Err(cell_messages::unreadable(column, broken, at));
        }
        let text = self.without_breaks(column, text, at);
        if prints(column) {
            return Ok(Raw::Text(text));
        }
        if let Some(hidden) = text.chars().find(|&character| is_invisible(character)) {
            return Err(cell_messages::invisible(column, hidden, at));
        }
        let code = fold::code(&text);
        if code != text.to_ascii_uppercase()
            && matches!(column.kind, FieldKind::Code { .. } | FieldKind::Phone | FieldKind::Email)
        {
            self.count(Normalisation::Width, column, at, ("", ""));
        }
        let padded = match column.kind {
            FieldKind::Code { digits: Some(length) } => self.code(column, &code, length, at),
            FieldKind::Phone => self.phone(column, &code, at),
            FieldKind::Date | FieldKind::Done | FieldKind::Month => self.serial(column, &code, at),
            _ => None,
        };
        Ok(Raw::Text(padded.unwrap_or(text)))
    }

    fn number(&mut self, column: &'static FieldSpec, number: &Number, at: Origin) -> Result<Raw, Diagnostic> {
        let plain = plain(&number.value);
        let is_date = matches!(column.kind, FieldKind::Date | FieldKind::Done | FieldKind::Month);
        match &number.shown {
            Shown::Day if is_date => day(&plain)
                .map(|day| Raw::Text(iso(day)))
                .ok_or_else(|| cell_messages::not_a_day(column, &plain, at)),
            Shown::Day => Err(cell_messages::turned_into_a_day(column, day(&plain).map(iso), at)),
            Shown::Time => Err(cell_messages::turned_into_a_time(column, at)),
            _ if !is_date && is_cut(&plain) => Err(cell_messages::digits_lost(column, at)),
            Shown::Text(text, is_exact)
                if !is_exact && tells_apart(column) && secret::in_value(text).is_none() =>
            {
                Err(cell_messages::shown_otherwise(column, text, &plain, at))
            }
            // Commas and decimal places are no part of a code.
            Shown::Text(text, _) if prints(column) || !is_number(text, &plain) || text.starts_with('0') => {
                self.text(column, text, at)
            }
            Shown::Text(..) | Shown::General if is_date => {
                self.unformatted_day(column, &plain, number.epoch, at)
            }
            Shown::Text(..) | Shown::General => self.text(column, &plain, at),
        }
    }

    /// A number in a column of days that is not shown as a day.
    fn unformatted_day(
        &mut self,
        column: &'static FieldSpec,
        plain: &str,
        epoch: i32,
        at: Origin,
    ) -> Result<Raw, Diagnostic> {
        match plain.parse::<i64>() {
            Ok(days) if plain.len() == SERIAL_LENGTH => {
                self.text(column, &(days + i64::from(epoch)).to_string(), at)
            }
            _ => self.text(column, plain, at),
        }
    }

    /// A code whose leading zeros a spreadsheet has dropped.
    fn code(&mut self, column: &'static FieldSpec, code: &str, length: usize, at: Origin) -> Option<String> {
        let digits = code.replace(['-', ','], "");
        let lost = length.checked_sub(digits.len())?;
        let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
        if !(1..=MAX_ZEROS).contains(&lost) || !is_number || digits.starts_with('0') {
            return None;
        }
        let padded = format!("{digits:0>length$}");
        self.count(Normalisation::Zeros, column, at, (&digits, &padded));
        Some(padded)
    }

    /// A telephone number whose leading zero a spreadsheet has dropped: exactly 9 or 10 digits.
    fn phone(&mut self, column: &'static FieldSpec, code: &str, at: Origin) -> Option<String> {
        let is_number = (9..=10).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_digit());
        if !is_number || code.starts_with('0') {
            return None;
        }
        let padded = format!("0{code}");
        self.count(Normalisation::PhoneZero, column, at, (code, &padded));
        Some(padded)
    }

    /// A number that only a spreadsheet can have made of a date.
    fn serial(&mut self, column: &'static FieldSpec, code: &str, at: Origin) -> Option<String> {
        let number = code.parse::<i64>().ok().filter(|_| code.len() == SERIAL_LENGTH)?;
        let day = iso(day_of(number).filter(|_| SERIALS.contains(&number))?);
        self.count(Normalisation::Serial, column, at, (code, &day));
        Some(day)
    }

    /// `text` without leading and trailing blanks, and with a blank in place of line breaks, tabs and unusual
    /// blanks.
    fn without_breaks(&mut self, column: &'static FieldSpec, text: &str, at: Origin) -> String {
        let trimmed = text.trim();
        if !trimmed.contains(is_break) {
            return trimmed.to_owned();
        }
        self.count(Normalisation::Breaks, column, at, ("", ""));
        let mut joined = String::with_capacity(trimmed.len());
        for piece in trimmed.split(is_break).map(str::trim).filter(|piece| !piece.is_empty()) {
            if !joined.is_empty() {
                joined.push(' ');
            }
            joined.push_str(piece);
        }
        joined
    }

    fn count(
        &mut self,
        what: Normalisation,
        column: &'static FieldSpec,
        at: Origin,
        (before, after): (&str, &str),
    ) {
        let first = || Occurrences { count: 0, at, example: (before.to_owned(), after.to_owned()) };
        self.normalisations.entry((what, column.path)).or_insert_with(first).count += 1;
    }
}

/// A longer text, in bytes, is not a value of any column and is not searched.
pub(super) const MAX_TEXT: usize = 4096;

/// Most zeros that are put back: 医療機関コード begin with at most two.
const MAX_ZEROS: usize = 2;

/// Digits of the number of a day: 1927 to 2173.
const SERIAL_LENGTH: usize = 5;

/// Numbers that stand for a day: 2000-01-01 to 2099-12-31.
const SERIALS: std::ops::RangeInclusive<i64> = 36_526..=73_050;

/// Decimal digits that a spreadsheet keeps of a number (IEEE 754 double).
const KEPT_DIGITS: usize = 15;

/// Whether the text of a column is printed exactly as written.
fn prints(column: &FieldSpec) -> bool {
    matches!(column.kind, FieldKind::Text) || WRITTEN_CODES.contains(&column.path)
}

/// Whether the values of a column tell customers, institutions or certificates apart: then a value that looks like
/// another is dangerous.
fn tells_apart(column: &FieldSpec) -> bool {
    use FieldKind::{Choice, Done, Prefecture, Text};
    !matches!(column.kind, Text | Choice(_) | Done | Prefecture) || WRITTEN_CODES.contains(&column.path)
}

/// Numbers of somebody's own making, with letters or without.
const WRITTEN_CODES: [&str; 4] = [
    "customer_no",
    "institution.terminal.certificate.serial",
    "institution.terminal.pc.maker_serial",
    "institution.terminal.pc.asset_no",
];

/// Characters of a wrongly decoded text, and private-use characters (外字) that only one computer has.
const fn is_unreadable(character: char) -> bool {
    matches!(character, '\u{FFFD}' | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFD}')
}

/// Characters that become a blank within a text.
const fn is_break(character: char) -> bool {
    matches!(
        character,
        '\n' | '\r' | '\t' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{A0}' | '\u{2028}' | '\u{2029}'
    )
}

/// Invisible characters.
fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}')
}

/// A number without a zero fraction and without an exponent, if its value stays the same.
fn plain(number: &str) -> String {
    match number.trim().parse::<f64>() {
        // Up to 2^53 every whole number is exact as a double.
        Ok(value) if value.fract() == 0.0 && value.abs() < 9e15 => format!("{value:.0}"),
        _ => number.trim().to_owned(),
    }
}

/// Whether a number has more digits than a spreadsheet keeps. Decimal places that are too many come of counting in
/// twos; nobody has typed them.
fn is_cut(plain: &str) -> bool {
    let whole = plain.split('.').next().unwrap_or(plain);
    whole.bytes().filter(u8::is_ascii_digit).count() > KEPT_DIGITS || plain.contains(['e', 'E'])
}

/// The day of a number in a spreadsheet; the time of day is left out.
fn day(number: &str) -> Option<Date> {
    let whole = number.split('.').next()?;
    day_of(whole.parse().ok()?)
}

/// Days are counted from 1899-12-30, which is right from 1900-03-01 on: spreadsheets give 1900 a leap day that it
/// did not have (ISO/IEC 29500-1, 18.17.4.1).
fn day_of(number: i64) -> Option<Date> {
    let start = Date::new(1899, 12, 30).ok()?;
    add_days(start, i32::try_from(number).ok().filter(|days| (61..=300_000).contains(days))?)
}

#[cfg(test)]
mod tests;
