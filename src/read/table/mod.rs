//! Tables: a hearing sheet as CSV, TSV, xlsx or ods in, its customers as [`SiteFile`]s out. Each format hands over rows
//! of cells; headings are found, rows are put together, and no value is judged.

mod cell_messages;
mod draft;
mod encoding;
mod equivalent;
mod group_rows;
mod headings;
mod key;
mod normalise;
mod ods;
mod package;
mod sheet_messages;
mod text;
mod value;
mod workbook_errors;
mod xlsx;
mod xlsx_parts;
mod xml;

use std::ops::ControlFlow;
use std::path::Path;

use super::fields::FIELDS;
use super::file::TableFile;
use super::form::{GUIDE_SHEET, LISTS_SHEET, SAMPLE_SHEET};
use super::{CustomerFile, HiddenRows, SiteFile, TableOptions, secret};
use crate::base::diagnostic::in_file_order;
use crate::base::{Diagnostic, Origin, Origins, fold};
use group_rows::{GroupedRows, RowGrouper};
use headings::Headings;
use ods::Ods;
use package::{Package, WorkbookKind, is_workbook, other_format};
use text::Text;
use value::{RowSink, TableError};
use workbook_errors::not_a_workbook;
use xlsx::Xlsx;

pub(super) use crate::base::origin::column_letters;
pub(in crate::read) use equivalent::equivalent;
pub(in crate::read) use value::{Cell, CellValue, NumberFormat, Row, bounds};

/// A table's file, opened.
enum Book {
    Text(Text),
    Xlsx(Box<Xlsx>),
    Ods(Ods),
}

/// A sheet of a book.
struct SheetInfo {
    name: String,
    is_hidden: bool,
}

impl Book {
    fn sheets(&self) -> Vec<SheetInfo> {
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

    /// The rows of a sheet in order, and whether a filter is set on it.
    fn rows(&mut self, sheet: usize, sink: &mut RowSink<'_>) -> Result<bool, TableError> {
        match self {
            Self::Text(text) => text.rows(sink).map(|()| false),
            Self::Xlsx(book) => book.rows(sheet, sink),
            Self::Ods(book) => book.rows(sheet, sink),
        }
    }
}

/// The first rows that `rows` tells of: as many as are looked at for headings.
fn first_rows(
    rows: impl FnOnce(&mut RowSink<'_>) -> Result<bool, TableError>,
) -> Result<Vec<Row>, TableError> {
    let mut found = Vec::new();
    rows(&mut |row| {
        found.push(row);
        if found.len() < headings::SEARCHED_ROWS { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })?;
    Ok(found)
}

/// All rows that `rows` tells of.
fn all_rows(rows: impl FnOnce(&mut RowSink<'_>) -> Result<bool, TableError>) -> Result<Vec<Row>, TableError> {
    let mut found = Vec::new();
    rows(&mut |row| {
        found.push(row);
        ControlFlow::Continue(())
    })?;
    Ok(found)
}

/// Whether the file's name says that it is a table.
pub(super) fn is_table(path: &Path) -> bool {
    extension(path).is_some_and(|extension| TEXTS.contains(&extension.as_str()) || is_book(&extension))
}

/// Tables as text.
const TEXTS: [&str; 2] = ["csv", "tsv"];

/// Workbooks, also those that are only read to say why not.
fn is_book(extension: &str) -> bool {
    ["xlsx", "ods", "xlsm", "xltx", "xltm", "xlsb", "xls", "ots", "fods"].contains(&extension)
}

fn extension(path: &Path) -> Option<String> {
    Some(path.extension()?.to_str()?.to_ascii_lowercase())
}

/// Reads the customers of a table; `finish` sees each of them before it is put by.
///
/// # Errors
/// What keeps the file from being understood at all.
pub(super) fn read(
    path: &Path,
    file: TableFile,
    how: &TableOptions,
    origins: &mut Origins,
    finish: &mut dyn FnMut(&mut SiteFile),
) -> Result<CustomerFile, Vec<Diagnostic>> {
    let TableFile { source, at, bytes } = file;
    let refused = |TableError { code, message, help }| vec![Diagnostic::error(code, at, message, help)];
    let mut messages = Vec::new();
    let (mut book, guessed) = open(path, bytes, how).map_err(refused)?;
    let (sheet, headings) = choose_sheet(&mut book, how).map_err(refused)?;
    let sheets = book.sheets();
    let name = sheets.get(sheet).map_or("", |sheet| &sheet.name);
    let table = origins.add_sheet(source, name, headings.width());
    let place = |origins: &mut Origins, row, column| origins.cell(table, row, column);
    let at = place(origins, headings.last, headings.known.first().map_or(1, |&(column, _)| column));
    messages.extend(guessed.map(|encoding| sheet_messages::encoding(encoding, at)));
    if sheets.len() > 1 || headings.last > 1 {
        messages.push(sheet_messages::headings(name, &headings, sheets.len() == 1, at));
    }
    check_headings(&headings, &mut messages, &mut |column| place(origins, headings.last, column), at);
    let mut seen = HiddenRowCount::default();
    let mut grouper = RowGrouper::new(&headings, table, origins);
    grouper.formulas_are_empty = how.empty_formulas;
    let is_filtered = book
        .rows(sheet, &mut |row| {
            if row.number > headings.last && seen.takes(&row, how.hidden_rows) {
                grouper.row(&row);
            }
            if grouper.text_bytes > bounds::TEXT { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })
        .map_err(refused)?;
    if grouper.text_bytes > bounds::TEXT {
        return Err(refused(value::too_much_text()));
    }
    // The column that is not there is told once, not once for each customer.
    let is_partial = FIELDS.iter().any(|column| column.is_required && headings.place(column.path).is_none());
    let GroupedRows { sites, errors, normalisations, uncomputed } = grouper.finish(&mut |site| {
        site.is_partial |= is_partial;
        finish(site);
    });
    if sites.is_empty() && seen.hidden == 0 {
        messages.push(sheet_messages::no_rows(at));
    }
    messages.extend(bounded(errors));
    messages.extend(sheet_messages::normalisations(&normalisations));
    if uncomputed.0 > 0 {
        messages.push(sheet_messages::uncomputed(uncomputed.0, uncomputed.1));
    }
    if seen.hidden > 0 {
        let at = place(origins, seen.first_hidden, 1);
        messages.push(match how.hidden_rows {
            HiddenRows::Stop => sheet_messages::hidden_rows(seen.hidden, seen.first_hidden, is_filtered, at),
            HiddenRows::Use | HiddenRows::Skip => {
                sheet_messages::hidden_rows_taken(seen.hidden, how.hidden_rows == HiddenRows::Use, at)
            }
        });
    }
    Ok(CustomerFile { sites, messages: in_file_order(messages, origins) })
}

/// The rows of the sheet with the customers, as they stand in the file, and the sheet's name.
///
/// # Errors
/// What keeps the file from being understood.
pub(super) fn rows_of(
    path: &Path,
    file: TableFile,
    how: &TableOptions,
) -> Result<(String, Vec<Row>), Vec<Diagnostic>> {
    let TableFile { at, bytes, .. } = file;
    let refused = |TableError { code, message, help }| vec![Diagnostic::error(code, at, message, help)];
    let (mut book, _) = open(path, bytes, how).map_err(refused)?;
    let (sheet, _) = choose_sheet(&mut book, how).map_err(refused)?;
    let rows = all_rows(|sink| book.rows(sheet, sink)).map_err(refused)?;
    let name = book.sheets().into_iter().nth(sheet).map_or_else(String::new, |sheet| sheet.name);
    Ok((name, rows))
}

/// Opens a table's file as what its content is; with the encoding, if that is a guess.
fn open(path: &Path, bytes: Vec<u8>, how: &TableOptions) -> Result<(Book, Option<&'static str>), TableError> {
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
    let decoded = encoding::decode(bytes, how.encoding.as_deref())?;
    let usual = if extension == "tsv" { b'\t' } else { b',' };
    let text = Text { text: decoded.text, separator: usual };
    Ok((Book::Text(with_best_separator(text, how)), decoded.is_guess.then_some(decoded.name)))
}

/// The same text with the separator by which most headings are known.
fn with_best_separator(mut text: Text, how: &TableOptions) -> Text {
    let usual = text.separator;
    let mut best = (0, usual);
    let others = [b',', b'\t', b';'].into_iter().filter(|&separator| separator != usual);
    for separator in std::iter::once(usual).chain(others) {
        text.separator = separator;
        let known = first_rows(|sink| text.rows(sink).map(|()| false)).ok().map_or(0, |rows| {
            headings::find(&rows, how.header_row).map_or_else(|found| found, |headings| headings.known.len())
        });
        if known > best.0 {
            best = (known, separator);
        }
    }
    text.separator = best.1;
    text
}

/// The sheet with the customers, and its headings.
fn choose_sheet(book: &mut Book, how: &TableOptions) -> Result<(usize, Headings), TableError> {
    let sheets = book.sheets();
    let names: Vec<String> = sheets.iter().map(|sheet| sheet.name.clone()).collect();
    let candidates: Vec<usize> = match &how.sheet {
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
        match headings::find(&rows, how.header_row) {
            Ok(headings) => found.push((index, headings)),
            Err(known) => best = best.max(known),
        }
    }
    match found.len() {
        0 => {
            let looked: Vec<String> = candidates.iter().map(|&index| names[index].clone()).collect();
            Err(sheet_messages::no_headings(&looked, best, how.header_row))
        }
        1 => Ok(found.swap_remove(0)),
        _ => {
            let named: Vec<String> = found.iter().map(|(index, _)| names[*index].clone()).collect();
            Err(sheet_messages::several_sheets(&named))
        }
    }
}

/// Sheets that hold no customers although they have headings.
fn is_no_customer_sheet(name: &str) -> bool {
    let folded = fold::key(name);
    [SAMPLE_SHEET, GUIDE_SHEET, LISTS_SHEET, "見本", "サンプル", "sample", "example"]
        .iter()
        .any(|apart| folded.contains(apart))
}

/// Tells what is wrong with the headings.
fn check_headings(
    headings: &Headings,
    messages: &mut Vec<Diagnostic>,
    place: &mut dyn FnMut(u32) -> Origin,
    at: Origin,
) {
    let mut harmless = headings.clone();
    harmless.unknown.clear();
    for (column, name) in &headings.unknown {
        match secret::in_key(name) {
            Some(found) => messages.push(cell_messages::secret_column(found.word, place(*column))),
            None => harmless.unknown.push((*column, name.clone())),
        }
    }
    for &(column, before) in &headings.duplicates {
        let known = headings.known.iter().find(|(place, _)| *place == before).map(|&(_, column)| column);
        if let Some(known) = known {
            messages.push(sheet_messages::doubled_column(
                known,
                column,
                before,
                headings.last,
                place(column),
            ));
        }
    }
    for column in FIELDS.iter().filter(|column| column.is_required && headings.place(column.path).is_none()) {
        messages.push(sheet_messages::missing_column(column, &harmless, at));
    }
    if let Some((column, _)) = harmless.unknown.first() {
        messages.push(sheet_messages::unknown_columns(&harmless, place(*column)));
    }
}

/// Rows that nobody sees.
#[derive(Default)]
struct HiddenRowCount {
    hidden: usize,
    first_hidden: u32,
}

impl HiddenRowCount {
    /// Whether `row` is to be read.
    fn takes(&mut self, row: &Row, hidden: HiddenRows) -> bool {
        if !row.is_hidden || row.cells.is_empty() {
            return true;
        }
        self.hidden += 1;
        if self.hidden == 1 {
            self.first_hidden = row.number;
        }
        hidden != HiddenRows::Skip
    }
}

/// So many faults of cells that belong to no customer are told one by one.
const MAX_REPORTED: usize = 50;

/// The first of many faults, and how many more there are.
fn bounded(mut errors: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let more = errors.split_off(errors.len().min(MAX_REPORTED));
    if let Some(first) = more.first() {
        errors.push(cell_messages::more_refused(more.len(), first.at));
    }
    errors
}
