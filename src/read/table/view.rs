//! A table as it was understood, for whoever shows it to the user. In: a file. Out: its columns with the fields that they
//! were taken for, and what stands in them, row by row. Of a column or a cell with a secret nothing is handed out.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::book::{choose_sheet, open};
use super::headings::Headings;
use super::normalise::{Normalisations, Normaliser};
use super::value::{CellValue, Row};
use super::{Shown, beside, read};
use crate::base::{Origin, Origins, Place};
use crate::read::fields::{FIELDS, FieldSpec, institution};
use crate::read::file::open_table;
use crate::read::suggest::likeliest;
use crate::read::{Raw, SiteFile, TableOptions, secret};

/// A table as it was understood.
#[derive(Clone, Debug)]
pub struct TableView {
    /// The file.
    pub file: PathBuf,
    /// The sheet; empty for text.
    pub sheet: String,
    /// All sheets of the file.
    pub sheets: Vec<String>,
    /// First and last row of the headings.
    pub heading_rows: [u32; 2],
    /// The columns with a heading or a field, in order.
    pub columns: Vec<ViewedColumn>,
    /// The rows with customers.
    pub rows: Vec<ViewedRow>,
}

/// A column.
#[derive(Clone, Debug)]
pub struct ViewedColumn {
    /// Its number, from 1.
    pub column: u32,
    /// Its heading; with the group above it, if there is one.
    pub heading: String,
    /// What became of it.
    pub state: ColumnState,
    /// The field.
    pub field: Option<FieldName>,
    /// For an unknown heading, the likeliest fields.
    pub suggestions: Vec<FieldName>,
}

/// What became of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnState {
    /// It is read.
    Known,
    /// It is not read.
    Unknown,
    /// Another column is the same field.
    Double,
    /// It asks for a secret, and is refused.
    Secret,
}

/// A field, by its path in the site file and its heading in startpack's own sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldName {
    /// Its path.
    pub path: &'static str,
    /// Its heading.
    pub heading: &'static str,
    /// Every customer needs it.
    pub is_required: bool,
}

/// A row.
#[derive(Clone, Debug)]
pub struct ViewedRow {
    /// Its number, from 1.
    pub row: u32,
    /// Its customer's place among those of the file, from 1; none in a row of remarks.
    pub customer: Option<usize>,
    /// The texts of the columns that are read, by column.
    pub cells: Vec<(u32, String)>,
}

/// Suggestions for a heading.
const MOST_SUGGESTED: usize = 3;

/// Every field, in the order of the columns of startpack's own sheet.
pub fn field_names() -> Vec<FieldName> {
    FIELDS.iter().map(|field| field_name(field)).collect()
}

fn field_name(field: &'static FieldSpec) -> FieldName {
    FieldName { path: field.path, heading: field.heading, is_required: field.is_required }
}

/// The view of the table `path`; `None` if it cannot be read.
pub(in crate::read) fn view(path: &Path, options: &TableOptions) -> Option<TableView> {
    let customers = customers(path, options)?;
    let file = open_table(path, &mut Origins::new()).ok()?;
    let (mut book, _) = open(path, file.bytes, options).ok()?;
    let (index, headings) = choose_sheet(&mut book, options).ok()?;
    let sheets: Vec<String> = book.sheets().into_iter().map(|sheet| sheet.name).collect();
    book.look(index).ok()?;
    let labels = beside::labels(&headings);
    let mut rows = Vec::new();
    book.rows(index, &mut |row| {
        if row.number > headings.last && !row.cells.is_empty() {
            rows.push(viewed_row(&row, &headings, &labels, &customers));
        }
        ControlFlow::Continue(())
    })
    .ok()?;
    Some(TableView {
        file: path.to_owned(),
        sheet: sheets.get(index).cloned().unwrap_or_default(),
        sheets,
        heading_rows: [headings.first, headings.last],
        columns: columns(&headings),
        rows,
    })
}

/// The customer of each row: its place among those of the file.
fn customers(path: &Path, options: &TableOptions) -> Option<BTreeMap<u32, usize>> {
    let mut origins = Origins::new();
    let file = open_table(path, &mut origins).ok()?;
    let mut terminals: Vec<(usize, Origin)> = Vec::new();
    let mut number = 0;
    let mut note = |site: &mut SiteFile| {
        number += 1;
        let of_site = site.institutions.iter().flat_map(|institution| &institution.terminals);
        terminals.extend(of_site.map(|terminal| (number, terminal.at)));
    };
    read(path, file, options, &mut origins, &mut note).ok()?;
    let row = |(customer, at): (usize, Origin)| match origins.place(at)? {
        Place::Cell { row, .. } => Some((row, customer)),
        _ => None,
    };
    Some(terminals.into_iter().filter_map(row).collect())
}

fn columns(headings: &Headings) -> Vec<ViewedColumn> {
    let mut columns: Vec<ViewedColumn> = Vec::new();
    let mut add = |column: u32, state, field: Option<&'static FieldSpec>| {
        let heading = headings.text(column).to_owned();
        let suggestions = match state {
            ColumnState::Unknown => likeliest(&heading, MOST_SUGGESTED),
            _ => Vec::new(),
        };
        columns.push(ViewedColumn {
            column,
            heading,
            state,
            field: field.map(field_name),
            suggestions: suggestions.into_iter().map(field_name).collect(),
        });
    };
    for &(column, field) in &headings.known {
        add(column, ColumnState::Known, Some(field));
    }
    for &column in &headings.prefectures {
        add(column, ColumnState::Known, Some(&institution::PREFECTURE));
    }
    for &(column, before) in &headings.duplicates {
        let field = headings.known.iter().find(|(place, _)| *place == before).map(|&(_, field)| field);
        add(column, ColumnState::Double, field);
    }
    for (column, text) in &headings.unknown {
        let is_secret = secret::in_key(text).or_else(|| secret::at_end(text)).is_some();
        add(*column, if is_secret { ColumnState::Secret } else { ColumnState::Unknown }, None);
    }
    columns.sort_by_key(|column| column.column);
    columns
}

fn viewed_row(
    row: &Row,
    headings: &Headings,
    labels: &[(u32, String)],
    customers: &BTreeMap<u32, usize>,
) -> ViewedRow {
    let refused = beside::refused(row, labels);
    let (mut errors, mut normalisations) = (Vec::new(), Normalisations::new());
    let mut text_of = |&(column, field): &(u32, &'static FieldSpec)| {
        let value = row.value(column)?;
        let is_refused = refused.iter().any(|found| found.column == column);
        if is_refused || secret::in_value(value.searched()).is_some() {
            return None;
        }
        let mut normaliser = Normaliser { errors: &mut errors, normalisations: &mut normalisations };
        let text = match normaliser.field(field, value, Origin::NONE).value {
            Raw::Text(text) | Raw::Other(text) => text,
            Raw::Bool(truth) => truth.to_string(),
            Raw::Integer(number) => number.to_string(),
            Raw::Rejected => shown(value)?,
        };
        Some((column, text))
    };
    let cells = headings.known.iter().filter_map(&mut text_of).collect();
    ViewedRow { row: row.number, customer: customers.get(&row.number).copied(), cells }
}

/// What a sheet shows of a value that was not understood, if it is meant to be seen.
fn shown(value: &CellValue) -> Option<String> {
    match value {
        CellValue::Text(text) | CellValue::Error(text) => Some(text.clone()),
        CellValue::Number(number) => match &number.shown {
            Shown::Text(text, _) => Some(text.clone()),
            _ => Some(number.value.clone()),
        },
        CellValue::Bool(_) | CellValue::Uncomputed | CellValue::Outside | CellValue::Unseen { .. } => None,
    }
}
