//! What kind of table a file is, where the user has not said. In: its bytes. Out: whether it is a table, and whether it is
//! something else than a list of customers. Its rows are not read beyond the headings.

use std::path::Path;

use super::book::{Book, choose_sheet, first_rows, open};
use super::headings::{Headings, find};
use super::value::{CellValue, Row};
use crate::base::{Code, fold};
use crate::read::TableOptions;
use crate::read::fields::{certificate_fields, line_fields};
use crate::read::source_kind::SourceKind;

/// Whether the file at `path` holds a table, whatever its name says: a workbook, a text with headings, or text as Excel
/// writes it with tabs between cells and a byte order mark (UTF-16).
pub(in crate::read) fn holds_table(path: &Path, options: &TableOptions) -> bool {
    let mut apart = crate::base::Origins::new();
    let Ok(file) = crate::read::file::open_table(path, &mut apart) else { return false };
    let is_unicode = file.bytes.starts_with(b"\xFF\xFE") || file.bytes.starts_with(b"\xFE\xFF");
    match open(path, file.bytes, options) {
        Ok((mut book @ Book::Text(_), _)) => {
            let has_tabs = matches!(&book, Book::Text(text) if text.text.contains('\t'));
            (is_unicode && has_tabs) || choose_sheet(&mut book, options).is_ok()
        }
        Ok(_) => true,
        // A workbook that cannot be read is told as such.
        Err(error) => error.code == Code::UnsafeWorkbook,
    }
}

/// What a table is that holds no customers; `None` if it may hold some, or cannot be read.
pub(in crate::read) fn other_kind(path: &Path, bytes: Vec<u8>, options: &TableOptions) -> Option<SourceKind> {
    let (mut book, _) = open(path, bytes, options).ok()?;
    if book.is_annotated() {
        return Some(SourceKind::Annotated);
    }
    let mut found = SourceKind::NoHeadings;
    for sheet in 0..book.sheets().len() {
        let rows = first_rows(|sink| book.rows(sheet, sink)).ok()?;
        let headings = find(&rows, options).unwrap_or_default();
        if is_overview(&rows, &headings) {
            found = SourceKind::Overview;
        } else if is_return(&headings) {
            found = SourceKind::Return;
        } else if !headings.known.is_empty() {
            return None;
        }
    }
    Some(found)
}

/// Headings that only the overview of a run has.
const OVERVIEW: [&str; 2] = ["申請期限", "端末数"];

/// Whether a table has those headings, and not what a list of customers needs.
fn is_overview(rows: &[Row], headings: &Headings) -> bool {
    let has_own = rows.iter().any(|row| {
        let has = |heading: &&str| {
            row.cells
                .iter()
                .any(|cell| matches!(&cell.value, CellValue::Text(text) if fold::key(text) == **heading))
        };
        OVERVIEW.iter().all(has)
    });
    has_own && !line_fields().all(|path| headings.column_of(path).is_some())
}

/// Whether a table is about certificates only: it has their columns, and none of the line and the day.
fn is_return(headings: &Headings) -> bool {
    let has = |path: &str| headings.column_of(path).is_some();
    certificate_fields().any(has) && !line_fields().any(has)
}
