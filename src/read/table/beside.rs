//! Secrets that stand beside their word: `パスワード` in one cell, the secret in the next; or below a heading such as
//! マスタアカウント. In: a row and the headings. Out: the cells with a secret. Words are known in `secret`.

use super::headings::Headings;
use super::value::{CellValue, NumberFormat, Row};
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
        CellValue::Bool(_) | CellValue::Error(_) | CellValue::Uncomputed => false,
    }
}
