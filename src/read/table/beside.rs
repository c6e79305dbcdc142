//! Secrets that stand beside their word: `パスワード` in one cell, the secret in the next; or below a heading such as
//! マスタアカウント. In: a row and the headings. Out: the cells with a secret. Words are known in `secret`.

use std::collections::{BTreeMap, BTreeSet};

use super::headings::{self, Headings, SEARCHED_ROWS};
use super::value::{Cell, CellValue, NumberFormat, Row};
use crate::read::secret;

/// A cell with a secret, by its column, and the word for it.
pub(super) type Refused = (u32, &'static str);

/// Unknown columns whose heading ends in a word for a secret although the column itself is harmless.
pub(super) fn labels(headings: &Headings) -> Vec<(u32, String)> {
    let is_label = |text: &str| secret::in_key(text).is_none() && secret::at_end(text).is_some();
    headings.unknown.iter().filter(|(_, text)| is_label(text)).cloned().collect()
}

/// The cells of `row` whose text is the secret of the cell to the left, or of the heading of its column.
pub(super) fn refused(row: &Row, labels: &[(u32, String)]) -> Vec<Refused> {
    let mut found = Vec::new();
    for pair in row.cells.windows(2) {
        let [label, cell] = pair else { continue };
        if cell.column != label.column + 1 {
            continue;
        }
        if let CellValue::Text(text) = &label.value
            && let Some(found_word) = secret::at_end(text)
            && is_secret(found_word.word, &cell.value)
        {
            found.push((cell.column, found_word.word));
        }
    }
    for (column, label) in labels {
        if let Some(found_word) = secret::at_end(label)
            && row.value(*column).is_some_and(|value| is_secret(found_word.word, value))
        {
            found.push((*column, found_word.word));
        }
    }
    found
}

fn is_secret(word: &str, value: &CellValue) -> bool {
    match value {
        CellValue::Text(text) => secret::is_beside(word, text),
        CellValue::Number(number, shown) => *shown != NumberFormat::Day && secret::is_beside(word, number),
        CellValue::Bool(_) | CellValue::Error(_) | CellValue::Uncomputed | CellValue::Outside => false,
    }
}

/// The cells of a sheet that would be refused, wherever they stand: also those below a word for a secret in a sheet
/// that is no list of customers.
pub(in crate::read) fn secret_cells(rows: &[Row]) -> BTreeSet<(u32, u32)> {
    let headings = headings::find(&rows[..rows.len().min(SEARCHED_ROWS)], None).ok();
    let labels = headings.as_ref().map(labels).unwrap_or_default();
    let columns: Vec<u32> = headings.iter().flat_map(secret_columns).collect();
    let last = headings.as_ref().map_or(0, |headings| headings.last);
    let mut found = BTreeSet::new();
    // Columns below a word, each with its last row, in a sheet without known headings.
    let mut below: BTreeMap<u32, u32> = BTreeMap::new();
    for row in rows {
        let is_below = row.number > last;
        let is_headings = headings.as_ref().is_some_and(|headings| headings.first <= row.number) && !is_below;
        let beside =
            if is_headings { Vec::new() } else { refused(row, if is_below { &labels } else { &[] }) };
        found.extend(beside.iter().map(|&(column, _)| (row.number, column)));
        for cell in &row.cells {
            let is_refused = match &cell.value {
                CellValue::Text(text) => secret::in_value(text).is_some(),
                _ => false,
            };
            let is_under_heading = is_below && columns.contains(&cell.column);
            let is_under_word = headings.is_none() && is_next(&mut below, row.number, cell);
            if is_refused || is_under_heading || is_under_word {
                found.insert((row.number, cell.column));
            }
        }
    }
    found
}

/// The columns that ask for a secret.
fn secret_columns(headings: &Headings) -> Vec<u32> {
    let asks = |(_, text): &&(u32, String)| secret::in_key(text).is_some();
    headings.unknown.iter().filter(asks).map(|&(column, _)| column).collect()
}

/// Whether a cell stands below a word for a secret, with no empty cell between them.
fn is_next(below: &mut BTreeMap<u32, u32>, row: u32, cell: &Cell) -> bool {
    let is_label = matches!(&cell.value, CellValue::Text(text) if secret::at_end(text).is_some());
    let is_next = !is_label
        && below.get(&cell.column).is_some_and(|&last| last + 1 == row)
        && is_secret(PASSWORD, &cell.value);
    if is_label || is_next {
        below.insert(cell.column, row);
    }
    is_next
}

/// The word that stands for all.
const PASSWORD: &str = "パスワード";
