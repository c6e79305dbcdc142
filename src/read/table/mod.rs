//! Tables. In: a hearing sheet as CSV, TSV, xlsx or ods. Out: its customers as [`SiteFile`]s. Each format hands over
//! rows of cells; headings are found and rows are grouped. No value is checked here.

mod assigned;
mod beside;
mod book;
mod cell_messages;
mod draft;
mod encoding;
mod equivalent;
mod group_rows;
mod heading_messages;
mod heading_text;
mod headings;
mod implied;
mod joined;
mod key;
mod kind;
mod labels;
mod mend;
mod merged;
mod merged_messages;
mod meter;
mod namespaces;
mod normalise;
mod note_row;
mod ods;
mod ods_cell;
mod outside;
mod package;
mod relations;
mod row_rules;
mod sheet_messages;
mod sheet_view;
mod shown;
mod text;
mod value;
mod view;
mod workbook_errors;
mod xlsx;
mod xlsx_parts;
mod xml;

use std::ops::ControlFlow;
use std::path::Path;

use super::fields::{FieldSpec, institution};
use super::file::TableFile;
use super::{CustomerFile, HiddenRows, Raw, SiteFile, TableOptions, secret};
use crate::base::diagnostic::in_file_order;
use crate::base::{Diagnostic, Located, Origin, Origins};
use book::{all_rows, choose_sheet, first_rows, open};
use group_rows::{GroupedRows, RowGrouper};
use headings::{Headings, last_column};
use value::TableError;

pub(super) use crate::base::origin::column_letters;
pub(in crate::read) use beside::secret_cells;
pub(super) use book::is_table;
pub(in crate::read) use equivalent::equivalent;
pub(in crate::read) use kind::{holds_table, other_kind};
pub(in crate::read) use labels::TableLabels;
pub(in crate::read) use mend::{MendedSheet, TextFault, is_text, mended_text, sheets_to_mend};
pub(in crate::read) use value::{Cell, CellValue, Number, Row, Shown, bounds};
pub(in crate::read) use view::view;
pub use view::{ColumnState, FieldName, TableView, ViewedColumn, ViewedRow, field_names};

/// Reads the customers of a table; `finish` can change each of them before it is stored.
///
/// # Errors
/// Why the file cannot be read at all.
pub(super) fn read(
    path: &Path,
    file: TableFile,
    options: &TableOptions,
    origins: &mut Origins,
    finish: &mut dyn FnMut(&mut SiteFile),
) -> Result<CustomerFile, Vec<Diagnostic>> {
    let TableFile { source, at, bytes } = file;
    let error_of = |TableError { code, message, help }| vec![Diagnostic::error(code, at, message, help)];
    let mut messages = Vec::new();
    let (mut book, guessed) = open(path, bytes, options).map_err(error_of)?;
    let (sheet, mut headings) = choose_sheet(&mut book, options).map_err(|error| {
        let mut told = error_of(error);
        told.extend(assigned::unknown_fields(options, at));
        told
    })?;
    let sheets = book.sheets();
    let name = sheets.get(sheet).map_or("", |sheet| &sheet.name);
    let table = origins.add_sheet(source, name, headings.width());
    let place = |origins: &mut Origins, row, column| origins.cell(table, row, column);
    let at = place(origins, headings.last, headings.known.first().map_or(1, |&(column, _)| column));
    messages.extend(guessed.map(|encoding| sheet_messages::encoding(encoding, at)));
    if book.has_macros() {
        messages.push(sheet_messages::macros(at));
    }
    if sheets.len() > 1 || headings.last > 1 {
        messages.push(heading_messages::headings(name, &headings, sheets.len() == 1, at));
    }
    let implied = implied_fee_table(&headings, name, path, at);
    headings.implied = implied.as_ref().map(|(field, ..)| field.path);
    if !options.columns.is_empty() {
        let first = first_rows(|sink| book.rows(sheet, sink)).map_err(error_of)?;
        messages.extend(assigned::faults(options, &headings, last_column(&first), at));
    }
    check_headings(&headings, &mut messages, &mut |column| place(origins, headings.last, column), at);
    let hidden_columns = headings.within(&book.look(sheet).map_err(error_of)?);
    if let Some((column, _)) = hidden_columns.first() {
        let at = place(origins, headings.last, *column);
        messages.push(sheet_messages::hidden_columns(&hidden_columns, at));
    }
    let mut hidden = HiddenRowCount::default();
    let mut grouper = RowGrouper::new(&headings, table, origins);
    if let Some((field, value, message)) = implied {
        grouper.implied = Some((field, value));
        messages.push(message);
    }
    grouper.formulas_are_empty = options.empty_formulas;
    let is_filtered = book
        .rows(sheet, &mut |row| {
            if row.number <= headings.last {
                grouper.above(&row);
            } else if hidden.takes(&row, options.hidden_rows) {
                grouper.row(&row);
            }
            if grouper.text_bytes > bounds::TEXT { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })
        .map_err(error_of)?;
    if grouper.text_bytes > bounds::TEXT {
        return Err(error_of(value::too_much_text()));
    }
    // A missing column is reported once, not for each customer.
    let is_partial = headings.missing().next().is_some();
    let GroupedRows { sites, errors, normalisations, uncomputed, outside } = grouper.finish(&mut |site| {
        site.is_partial |= is_partial;
        finish(site);
    });
    if sites.is_empty() && hidden.count == 0 {
        messages.push(sheet_messages::no_rows(at));
    }
    messages.extend(bounded(errors));
    messages.extend(sheet_messages::normalisations(&normalisations));
    messages.extend(sheet_messages::formulas(uncomputed, outside));
    if hidden.count > 0 {
        let at = place(origins, hidden.first, 1);
        messages.push(hidden.message(options.hidden_rows, is_filtered, at));
    }
    Ok(CustomerFile { sites, messages: in_file_order(messages, origins) })
}

/// The rows of the sheet with the customers, as they stand in the file, and the sheet's name.
///
/// # Errors
/// Why the file cannot be read.
pub(super) fn rows_of(
    path: &Path,
    file: TableFile,
    options: &TableOptions,
) -> Result<(String, Vec<Row>), Vec<Diagnostic>> {
    let TableFile { at, bytes, .. } = file;
    let error_of = |TableError { code, message, help }| vec![Diagnostic::error(code, at, message, help)];
    let (mut book, _) = open(path, bytes, options).map_err(error_of)?;
    let (sheet, _) = choose_sheet(&mut book, options).map_err(error_of)?;
    let rows = all_rows(|sink| book.rows(sheet, sink)).map_err(error_of)?;
    let name = book.sheets().into_iter().nth(sheet).map_or_else(String::new, |sheet| sheet.name);
    Ok((name, rows))
}

/// The 点数表 of a list that has no column for it: the field, its value and the note.
fn implied_fee_table(
    headings: &Headings,
    sheet: &str,
    path: &Path,
    at: Origin,
) -> Option<(&'static FieldSpec, Located<Raw>, Diagnostic)> {
    let field = &institution::FEE_TABLE;
    if headings.column_of(field.path).is_some() {
        return None;
    }
    let (word, from) = implied::fee_table(sheet, path)?;
    Some((field, Located::new(Raw::Text(word.to_owned()), at), implied::message(word, &from, at)))
}

/// Reports what is wrong with the headings.
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
            messages.push(heading_messages::doubled_column(
                known,
                column,
                before,
                headings.last,
                place(column),
            ));
        }
    }
    for column in headings.missing() {
        messages.push(heading_messages::missing_column(column, &harmless, at));
    }
    if let Some((column, _)) = harmless.unknown.first() {
        messages.push(heading_messages::unknown_columns(&harmless, place(*column)));
    }
}

/// Hidden rows.
#[derive(Default)]
struct HiddenRowCount {
    count: usize,
    first: u32,
}

impl HiddenRowCount {
    /// Whether `row` is to be read.
    fn takes(&mut self, row: &Row, policy: HiddenRows) -> bool {
        if !row.is_hidden || row.cells.is_empty() {
            return true;
        }
        self.count += 1;
        if self.count == 1 {
            self.first = row.number;
        }
        policy != HiddenRows::Skip
    }

    /// The message about them; `at` is the place of the first.
    fn message(&self, policy: HiddenRows, is_filtered: bool, at: Origin) -> Diagnostic {
        match policy {
            HiddenRows::Stop => sheet_messages::hidden_rows(self.count, self.first, is_filtered, at),
            HiddenRows::Use => sheet_messages::hidden_rows_taken(self.count, true, at),
            HiddenRows::Skip => sheet_messages::hidden_rows_taken(self.count, false, at),
        }
    }
}

/// Most errors of cells without a customer that are reported one by one.
const MAX_REPORTED: usize = 50;

/// The first errors, and the number of the others.
fn bounded(mut errors: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let more = errors.split_off(errors.len().min(MAX_REPORTED));
    if let Some(first) = more.first() {
        errors.push(cell_messages::more_refused(more.len(), first.at));
    }
    errors
}
