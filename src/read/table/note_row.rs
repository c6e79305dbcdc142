//! Rows that hold a remark and no customer. In: a row and the headings. Out: the message about it, if it is one. What
//! becomes of other rows is not decided here.

use super::headings::Headings;
use super::joined::merged_above;
use super::value::{Cell, CellValue, Row};
use crate::base::{Code, Diagnostic, Origin, Words, fold};
use crate::read::fields::terminal;
use crate::read::messages::shown;

/// The only cell of a row that is a remark and no data.
///
/// A row with nothing but 端末名称等 is a further terminal of the customer above, unless its text is that of a remark.
pub(super) fn only_cell<'r>(row: &'r Row, headings: &Headings) -> Option<&'r Cell> {
    let [cell] = row.cells.as_slice() else { return None };
    let is_known = headings.known.iter().any(|&(place, _)| place == cell.column);
    let is_terminal = headings.column_of(terminal::NAME.path) == Some(cell.column);
    let is_data = match &cell.value {
        CellValue::Text(text) => is_terminal && !is_remark(text),
        CellValue::Number(..) | CellValue::Bool(_) => is_terminal,
        // What is wrong with them is told elsewhere.
        CellValue::Error(_) | CellValue::Uncomputed | CellValue::Outside | CellValue::Unseen { .. } => true,
    };
    // What merged cells of rows above show makes it a row like any.
    let is_joined =
        headings.known.iter().any(|&(place, _)| merged_above(row, place, headings.last).is_some());
    (is_known && !is_data && !is_joined && headings.known.len() >= MIN_COLUMNS).then_some(cell)
}

/// In a table of fewer columns every row may have one cell.
const MIN_COLUMNS: usize = 3;

/// How a remark begins, or what it is as a whole.
fn is_remark(text: &str) -> bool {
    let text = fold::width(text.trim());
    text.starts_with(['※', '*', '注', '■', '●', '◆', '(', '【', '＊'])
        || ["以上", "以下余白", "余白", "合計", "小計", "計", "備考"].contains(&text.as_str())
}

/// The message about such a row: a remark is passed over; a number or a code alone may be a customer that nobody has
/// filled in.
pub(super) fn message(cell: &Cell, row: u32, headings: &Headings, at: Origin) -> Diagnostic {
    let text = cell.value.heading().trim();
    let has_words = text.chars().any(|c| c.is_alphabetic() && !c.is_ascii());
    let heading =
        headings.known.iter().find(|&&(place, _)| place == cell.column).map(|(_, field)| field.heading);
    let heading = heading.unwrap_or_default();
    if has_words && matches!(cell.value, CellValue::Text(_)) {
        let text = shown(text);
        return Diagnostic::warning(
            Code::Understood,
            at,
            Words::new(
                format!(
                    "{row}行目は「{text}」だけの行です。お客様の行ではないものとして、読みませんでした。"
                ),
                format!(
                    "row {row} holds `{text}` only: it is taken for a remark, and no customer is read from it"
                ),
            ),
            Words::new(
                "お客様の行なら、ほかの欄も書いてください。",
                "if it is a customer's row, fill in its other cells too",
            ),
        );
    }
    Diagnostic::error(
        Code::Missing,
        at,
        Words::new(
            format!("{row}行目には{heading}しか書かれていません。"),
            format!("row {row} holds {heading} only"),
        ),
        Words::new(
            "お客様の行なら、ほかの欄も書いてください。要らない行なら、消してください。",
            "if it is a customer's row, fill in its other cells too; if it is not needed, delete it",
        ),
    )
}
