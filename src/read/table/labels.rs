//! What the rows and columns of a table are called, for the list of messages. In: a file. Out: the heading of each
//! column and the customer of each row. Nothing that may be a secret is handed out.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;

use super::book::{choose_sheet, open};
use super::headings::Headings;
use super::value::Row;
use crate::read::fields::{institution, site};
use crate::read::file::TableFile;
use crate::read::{TableOptions, secret};

/// The names of the rows and columns of a sheet.
#[derive(Clone, Debug, Default)]
pub(in crate::read) struct TableLabels {
    /// The heading of each column.
    pub(in crate::read) items: BTreeMap<u32, String>,
    customers: BTreeMap<u32, String>,
}

impl TableLabels {
    /// The labels of the sheet with the customers; none where the file cannot be read.
    pub(in crate::read) fn read(path: &Path, file: TableFile, options: &TableOptions) -> Self {
        let Ok((mut book, _)) = open(path, file.bytes, options) else { return Self::default() };
        let Ok((sheet, headings)) = choose_sheet(&mut book, options) else { return Self::default() };
        let mut labels = Self { items: items(&headings), customers: BTreeMap::new() };
        if book.look(sheet).is_err() {
            return labels;
        }
        // A row that cannot be read ends the list early; the check has told why.
        let _ = book.rows(sheet, &mut |row| {
            if row.number > headings.last
                && let Some(name) = customer(&row, &headings)
            {
                labels.customers.insert(row.number, name);
            }
            ControlFlow::Continue(())
        });
        labels
    }

    /// The customer of a row: its own name, or that of a row above.
    pub(in crate::read) fn customer(&self, row: u32) -> &str {
        self.customers.range(..=row).next_back().map_or("", |(_, name)| name)
    }
}

fn items(headings: &Headings) -> BTreeMap<u32, String> {
    let known = headings.known.iter().map(|&(column, field)| (column, field.heading.to_owned()));
    let unknown = headings.unknown.iter().filter(|(_, text)| secret::anywhere(text).is_none()).cloned();
    known.chain(unknown).collect()
}

/// The customer's number and name in this row.
fn customer(row: &Row, headings: &Headings) -> Option<String> {
    let text = |path: &str| {
        let text = row.value(headings.column_of(path)?)?.heading().trim();
        (!text.is_empty() && secret::anywhere(text).is_none()).then(|| text.to_owned())
    };
    let name = text(institution::NAME.path);
    match (text(site::CUSTOMER_NO.path), name) {
        (Some(number), Some(name)) => Some(format!("{number} {name}")),
        (number, name) => name.or(number),
    }
}
