//! Secrets that stand beside their word: `パスワード` in one cell, the secret in the next; or below a heading such as
//! マスタアカウント. In: a row and the headings. Out: the cells with a secret. Words are known in `secret`.

use std::collections::{BTreeMap, BTreeSet};

use super::headings::{self, Headings, SEARCHED_ROWS};
use super::merged::{Merges, Range};
use super::value::{Cell, CellValue, Number, Row, Shown};
use crate::read::TableOptions;
use crate::read::secret::{self, SecretWord};

/// A cell with a secret.
pub(super) struct Refused {
    /// Its column.
    pub(super) column: u32,
    /// The word for the secret.
    pub(super) word: &'static str,
    /// Word and secret are merged cells that a row above shows too.
    pub(super) is_told: bool,
}

/// Unknown columns whose heading ends in a word for a secret although the column itself is harmless.
pub(super) fn labels(headings: &Headings) -> Vec<(u32, String)> {
    let is_label = |text: &str| secret::in_key(text).is_none() && secret::at_end(text).is_some();
    headings.unknown.iter().filter(|(_, text)| is_label(text)).cloned().collect()
}

/// The cells of `row` whose text is the secret of the cell to the left, or of the heading of its column.
pub(super) fn refused(row: &Row, labels: &[(u32, String)]) -> Vec<Refused> {
    let mut found = Vec::new();
    for pair in shown(row).windows(2) {
        let [label, cell] = pair else { continue };
        if cell.columns.0 != label.columns.1 + 1 {
            continue;
        }
        if let CellValue::Text(text) = label.value
            && let Some(SecretWord { word, .. }) = secret::at_end(text)
            && is_secret(word, cell.value)
        {
            found.push(Refused { column: cell.columns.0, word, is_told: label.is_above && cell.is_above });
        }
    }
    for (column, label) in labels {
        if let Some(SecretWord { word, .. }) = secret::at_end(label)
            && row.value(*column).is_some_and(|value| is_secret(word, value))
        {
            found.push(Refused { column: *column, word, is_told: false });
        }
    }
    found
}

/// A cell as it is seen: merged cells are one.
struct ShownCell<'r> {
    /// Its first and last column.
    columns: (u32, u32),
    value: &'r CellValue,
    /// It begins in a row above.
    is_above: bool,
}

/// The cells that are seen in a row, in order.
fn shown(row: &Row) -> Vec<ShownCell<'_>> {
    let ends: BTreeMap<u32, u32> = row.merged.iter().map(|merged| merged.range.columns).collect();
    let own = row.cells.iter().map(|Cell { column, value }| ShownCell {
        columns: (*column, ends.get(column).copied().unwrap_or(*column)),
        value,
        is_above: false,
    });
    let above = row.merged.iter().filter(|merged| merged.range.rows.0 < row.number).filter_map(|merged| {
        let value = merged.value.as_ref()?;
        Some(ShownCell { columns: merged.range.columns, value, is_above: true })
    });
    let mut shown: Vec<ShownCell<'_>> = own.chain(above).collect();
    shown.sort_by_key(|cell| cell.columns.0);
    shown
}

fn is_secret(word: &str, value: &CellValue) -> bool {
    match value {
        CellValue::Text(text) => secret::is_beside(word, text),
        CellValue::Number(Number { shown: Shown::Day, .. }) => false,
        CellValue::Number(Number { value: number, .. }) => {
            secret::is_beside(word, number) || secret::is_beside(word, value.heading())
        }
        CellValue::Unseen { value, .. } => secret::is_beside(word, value),
        CellValue::Bool(_) | CellValue::Error(_) | CellValue::Uncomputed | CellValue::Outside => false,
    }
}

/// The cells of a sheet that would be refused, wherever they stand: also those below a word for a secret in a sheet
/// that is no list of customers. `merged` are the names of its ranges of merged cells; what lies hidden under them is
/// searched too.
pub(in crate::read) fn secret_cells(rows: &[Row], merged: &[&str]) -> BTreeSet<(u32, u32)> {
    let mut found = secret_cells_in(rows);
    if !merged.is_empty() {
        let mut merges = Merges::new(merged.iter().filter_map(|name| Range::named(name)).collect());
        let mut seen = rows.to_vec();
        seen.iter_mut().for_each(|row| merges.cover(row));
        found.extend(secret_cells_in(&seen));
    }
    found
}

fn secret_cells_in(rows: &[Row]) -> BTreeSet<(u32, u32)> {
    let headings = headings::find(&rows[..rows.len().min(SEARCHED_ROWS)], &TableOptions::default()).ok();
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
        found.extend(beside.iter().map(|found| {
            let merged = row.merged_at(found.column);
            (merged.map_or(row.number, |merged| merged.range.rows.0), found.column)
        }));
        for cell in &row.cells {
            let is_refused = secret::in_value(cell.value.searched()).is_some();
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The refused columns of each row, with what a row above has told already in brackets.
    fn found(ranges: &[&str], rows: &[&[(u32, CellValue)]]) -> Vec<String> {
        let mut merges = Merges::new(ranges.iter().filter_map(|name| Range::named(name)).collect());
        let mut found = Vec::new();
        for (number, cells) in (1..).zip(rows) {
            let cell = |(column, value): &(u32, CellValue)| Cell { column: *column, value: value.clone() };
            let mut row = Row { number, cells: cells.iter().map(cell).collect(), ..Row::default() };
            merges.cover(&mut row);
            let name = |found: Refused| {
                let column = found.column;
                if found.is_told { format!("({number}:{column})") } else { format!("{number}:{column}") }
            };
            found.extend(refused(&row, &[]).into_iter().map(name));
        }
        found
    }

    fn text(text: &str) -> CellValue {
        CellValue::Text(text.to_owned())
    }

    #[test]
    fn a_merged_word_stands_beside_every_cell_that_it_touches() {
        let word = || text("パスワード");
        let rows: [&[(u32, CellValue)]; 2] =
            [&[(1, word()), (2, text("Abc12345"))], &[(2, text("Xyz98765"))]];
        assert_eq!(found(&["A1:A2"], &rows), ["1:2", "2:2"]);
        assert_eq!(found(&["A1:A2", "B1:B2"], &rows[..1]), ["1:2"]);
        assert_eq!(found(&["A1:A2", "B1:B2"], &[rows[0], &[(3, text("x"))]]), ["1:2", "(2:2)"]);
        assert_eq!(found(&["A1:C1"], &[&[(1, word()), (4, text("Abc12345"))]]), ["1:4"]);
        assert_eq!(found(&["A1:B1"], &[&[(1, word()), (4, text("Abc12345"))]]), [""; 0]);
    }

    #[test]
    fn cells_of_a_copy_that_are_emptied() {
        let row = |number, cells: &[(u32, &str)]| {
            let cell = |&(column, value): &(u32, &str)| Cell { column, value: text(value) };
            Row { number, cells: cells.iter().map(cell).collect(), ..Row::default() }
        };
        let rows = [
            row(1, &[(1, "パスワード"), (2, "Abc12345"), (4, "Qrs24680")]),
            row(2, &[(2, "Xyz98765"), (3, "パスワード"), (4, "パスワード：hidden1")]),
        ];
        let cells = |merged: &[&str]| Vec::from_iter(secret_cells(&rows, merged));
        assert_eq!(cells(&[]), [(1, 2), (2, 4)]);
        assert_eq!(cells(&["A1:A2", "D1:D2"]), [(1, 2), (1, 4), (2, 2), (2, 4)]);
    }

    #[test]
    fn a_secret_that_a_number_format_hides() {
        let hidden =
            CellValue::Unseen { value: "48151623".to_owned(), format: ";;;".to_owned(), is_hidden: true };
        let shown = Number {
            value: "48151623".to_owned(),
            shown: Shown::Text("No. 48151623".to_owned(), true),
            epoch: 0,
        };
        for value in [hidden, CellValue::Number(shown)] {
            assert_eq!(found(&[], &[&[(1, text("暗証番号")), (2, value)]]), ["1:2"]);
        }
    }
}
