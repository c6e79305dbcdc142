//! Rows as CSV or TSV. In: sites. Out: text in UTF-8 with a byte order mark, so that spreadsheets recognise the
//! encoding; RFC 4180 otherwise. Nothing is read here.
//!
//! A cell that a spreadsheet would take for a formula gets an apostrophe in front, and loses it when it is read.

use super::rows::{SheetValue, rows};
use crate::base::date::plain;
use crate::read::SiteFile;
use crate::read::fields::FIELDS;

/// What stands between two cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Separator {
    /// CSV.
    Comma,
    /// TSV.
    Tab,
}

impl Separator {
    const fn character(self) -> char {
        match self {
            Self::Comma => ',',
            Self::Tab => '\t',
        }
    }
}

/// `sites` as a hearing sheet of text: a line of headers and one for each terminal.
pub(super) fn delimited(sites: &[SiteFile], separator: Separator) -> String {
    let headers = FIELDS.iter().map(|field| field.heading.to_owned()).collect();
    let lines = rows(sites).into_iter().map(|row| row.iter().map(text).collect());
    let lines = std::iter::once::<Vec<String>>(headers).chain(lines);
    let mut out = String::from('\u{FEFF}');
    for line in lines {
        let cells: Vec<String> = line.iter().map(|cell| cell_text(cell, separator.character())).collect();
        out.push_str(&cells.join(&separator.character().to_string()));
        out.push_str("\r\n");
    }
    out
}

/// Days and months in a form that spreadsheets read and show again unchanged: `2027-02` would become `Feb-27`.
fn text(value: &SheetValue) -> String {
    match value {
        SheetValue::Empty => String::new(),
        SheetValue::Text(text) => text.clone(),
        SheetValue::Day(day) => plain(*day),
        SheetValue::Month(month) => format!("{}年{}月", month.year, month.month),
    }
}

/// Characters at which a spreadsheet takes a cell for a formula (OWASP, CSV injection).
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// The character that keeps a cell from being a formula.
const GUARD: char = '\'';

/// `cell` so that no spreadsheet takes it for a formula.
fn escaped(cell: &str) -> String {
    let is_guarded = cell.starts_with(FORMULA) || cell.starts_with(GUARD);
    if is_guarded { format!("{GUARD}{cell}") } else { cell.to_owned() }
}

/// `cell` as it stands in a file with that separator.
pub(in crate::read) fn cell_text(cell: &str, separator: char) -> String {
    quoted(&escaped(cell), separator)
}

/// The original text of a cell that [`escaped`] has written; other cells stay as they are.
pub(in crate::read) fn unescaped(cell: &str) -> &str {
    match cell.strip_prefix(GUARD) {
        Some(rest) if rest.starts_with(FORMULA) || rest.starts_with(GUARD) => rest,
        _ => cell,
    }
}

/// `cell` in quotation marks, if it needs them.
fn quoted(cell: &str, separator: char) -> String {
    if cell.contains([separator, '"', '\r', '\n']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_defused_and_come_back() {
        for cell in
            ["=1+1", "+81-11", "-", "@SUM(A1)", "\tx", "\rx", "'quoted'", "''", "'=1", "plain", "", "a=1"]
        {
            let escaped = escaped(cell);
            assert!(!escaped.starts_with(FORMULA), "{cell:?}");
            assert_eq!(unescaped(&escaped), cell);
        }
    }

    #[test]
    fn quotation_marks_only_where_they_are_needed() {
        assert_eq!(quoted("a,b", ','), "\"a,b\"");
        assert_eq!(quoted("a,b", '\t'), "a,b");
        assert_eq!(quoted("5\" \n", '\t'), "\"5\"\" \n\"");
    }
}
