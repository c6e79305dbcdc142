//! An opened file of sheets, whatever its format. In: bytes, the file's name and the user's options. Out: a [`Book`], and
//! the sheet with the customers and its headings. What the rows mean is not known here.

use std::ops::ControlFlow;
use std::path::Path;

use super::headings::{self, Headings};
use super::ods::Ods;
use super::package::{Package, WorkbookKind, is_workbook, other_format};
use super::text::Text;
use super::value::{Row, RowSink, TableError};
use super::workbook_errors::not_a_workbook;
use super::xlsx::Xlsx;
use super::{encoding, heading_messages, sheet_messages};
use crate::base::fold;
use crate::read::TableOptions;
use crate::read::annotate::LIST_SHEET;
use crate::read::form::{GUIDE_SHEET, LISTS_SHEET, SAMPLE_SHEET};

/// Whether the file's name says that it is a table.
pub(in crate::read) fn is_table(path: &Path) -> bool {
    extension(path).is_some_and(|extension| TEXTS.contains(&extension.as_str()) || is_book(&extension))
}

/// Tables as text.
const TEXTS: [&str; 2] = ["csv", "tsv"];

/// Workbooks, also of kinds that are only recognised in order to reject them.
fn is_book(extension: &str) -> bool {
    ["xlsx", "ods", "xlsm", "xltx", "xltm", "xlsb", "xls", "ots", "fods"].contains(&extension)
}

fn extension(path: &Path) -> Option<String> {
    Some(path.extension()?.to_str()?.to_ascii_lowercase())
}

/// An open file of a table.
pub(super) enum Book {
    Text(Text),
    Xlsx(Box<Xlsx>),
    Ods(Ods),
}

/// A sheet of a file.
pub(super) struct SheetInfo {
    /// Its name; empty for text.
    pub(super) name: String,
    is_hidden: bool,
}

impl Book {
    /// The sheets, in order; a text is one sheet.
    pub(super) fn sheets(&self) -> Vec<SheetInfo> {
        match self {
            Self::Text(_) => vec![SheetInfo { name: String::new(), is_hidden: false }],
            Self::Xlsx(book) => {
                let sheets = book.parts.sheets.iter();
                sheets
                    .map(|sheet| SheetInfo { name: sheet.name.clone(), is_hidden: sheet.is_hidden })
                    .collect()
            }
            Self::Ods(book) => {
                let sheets = book.sheets.iter();
                sheets
                    .map(|(name, is_hidden)| SheetInfo { name: name.clone(), is_hidden: *is_hidden })
                    .collect()
            }
        }
    }

    /// Whether it is a copy in which `check --annotate` has put notes at cells.
    pub(super) fn is_annotated(&mut self) -> bool {
        match self {
            Self::Xlsx(book) => book.package.is_annotated().unwrap_or(false),
            Self::Text(_) | Self::Ods(_) => false,
        }
    }

    /// Whether it has macros, which are not read.
    pub(super) fn has_macros(&self) -> bool {
        match self {
            Self::Text(_) => false,
            Self::Xlsx(book) => book.package.has_macros,
            Self::Ods(book) => book.package.has_macros,
        }
    }

    /// Looks at a sheet as a whole: its rows know their merged cells only afterwards. Returns the first and last of
    /// each group of hidden columns.
    pub(super) fn look(&mut self, sheet: usize) -> Result<Vec<(u32, u32)>, TableError> {
        match self {
            Self::Text(_) => Ok(Vec::new()),
            Self::Xlsx(book) => book.look(sheet),
            Self::Ods(book) => book.hidden_columns(sheet),
        }
    }

    /// The rows of a sheet in order, and whether a filter is set on it.
    pub(super) fn rows(&mut self, sheet: usize, sink: &mut RowSink<'_>) -> Result<bool, TableError> {
        match self {
            Self::Text(text) => text.rows(sink).map(|()| false),
            Self::Xlsx(book) => book.rows(sheet, sink),
            Self::Ods(book) => book.rows(sheet, sink),
        }
    }
}

/// The first rows that `rows` passes on: as many as are searched for headings.
pub(super) fn first_rows(
    rows: impl FnOnce(&mut RowSink<'_>) -> Result<bool, TableError>,
) -> Result<Vec<Row>, TableError> {
    let mut found = Vec::new();
    rows(&mut |row| {
        found.push(row);
        if found.len() < headings::SEARCHED_ROWS { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })?;
    Ok(found)
}

/// All rows that `rows` passes on.
pub(super) fn all_rows(
    rows: impl FnOnce(&mut RowSink<'_>) -> Result<bool, TableError>,
) -> Result<Vec<Row>, TableError> {
    let mut found = Vec::new();
    rows(&mut |row| {
        found.push(row);
        ControlFlow::Continue(())
    })?;
    Ok(found)
}

/// Opens a file by its content; with the name of the encoding if that is a guess.
pub(super) fn open(
    path: &Path,
    bytes: Vec<u8>,
    options: &TableOptions,
) -> Result<(Book, Option<&'static str>), TableError> {
    let extension = extension(path).unwrap_or_default();
    if is_workbook(&bytes) || is_book(&extension) {
        let (package, kind) = Package::open(bytes)?;
        let book = match kind {
            WorkbookKind::Xlsx => Book::Xlsx(Box::new(Xlsx::open(package)?)),
            WorkbookKind::Ods => Book::Ods(Ods::open(package)?),
        };
        return Ok((book, None));
    }
    if let Some(names) = other_format(&bytes) {
        return Err(not_a_workbook(names));
    }
    let decoded = encoding::decode(bytes, options.encoding.as_deref())?;
    let usual = if extension == "tsv" || extension == "txt" { b'\t' } else { b',' };
    // Some programs put a byte order mark in front of another.
    let text = decoded.text.trim_start_matches('\u{FEFF}').to_owned();
    let text = Text { text, separator: usual };
    Ok((Book::Text(with_best_separator(text, options)), decoded.is_guess.then_some(decoded.name)))
}

/// The same text with the separator that gives most known headings.
fn with_best_separator(mut text: Text, options: &TableOptions) -> Text {
    let usual = text.separator;
    let mut best = (0, usual);
    let others = [b',', b'\t', b';'].into_iter().filter(|&separator| separator != usual);
    for separator in std::iter::once(usual).chain(others) {
        text.separator = separator;
        let known = first_rows(|sink| text.rows(sink).map(|()| false)).ok().map_or(0, |rows| {
            headings::find(&rows, options).map_or_else(|found| found, |headings| headings.known.len())
        });
        if known > best.0 {
            best = (known, separator);
        }
    }
    text.separator = best.1;
    text
}

/// The sheet with the customers, and its headings.
pub(super) fn choose_sheet(book: &mut Book, options: &TableOptions) -> Result<(usize, Headings), TableError> {
    let sheets = book.sheets();
    let names: Vec<String> = sheets.iter().map(|sheet| sheet.name.clone()).collect();
    let candidates: Vec<usize> = match &options.sheet {
        Some(wanted) => {
            let is_it = |name: &String| !name.is_empty() && fold::key(name) == fold::key(wanted);
            let found = names.iter().position(is_it);
            vec![found.ok_or_else(|| sheet_messages::no_such_sheet(wanted, &names))?]
        }
        None => (0..sheets.len())
            .filter(|&index| {
                sheets.len() == 1 || (!sheets[index].is_hidden && !is_no_customer_sheet(&names[index]))
            })
            .collect(),
    };
    let mut best = 0;
    let mut found: Vec<(usize, Headings)> = Vec::new();
    for &index in &candidates {
        let rows = first_rows(|sink| book.rows(index, sink))?;
        match headings::find(&rows, options) {
            Ok(headings) => found.push((index, headings)),
            Err(known) => best = best.max(known),
        }
    }
    match found.len() {
        0 => {
            let looked: Vec<String> = candidates.iter().map(|&index| names[index].clone()).collect();
            Err(heading_messages::no_headings(&looked, best, options.header_row))
        }
        1 => Ok(found.swap_remove(0)),
        _ => {
            let named: Vec<String> = found.iter().map(|(index, _)| names[*index].clone()).collect();
            Err(sheet_messages::several_sheets(&named))
        }
    }
}

/// Whether a sheet holds no customers although it has headings.
fn is_no_customer_sheet(name: &str) -> bool {
    let folded = fold::key(name);
    [SAMPLE_SHEET, GUIDE_SHEET, LISTS_SHEET, LIST_SHEET, "見本", "サンプル", "sample", "example"]
        .iter()
        .any(|apart| folded.contains(apart))
}
