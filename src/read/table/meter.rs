//! What a sheet may hold. In: rows, cells and texts while they are read. Out: an error as soon as there are more of them
//! than in any real sheet, before they fill the memory. What they mean is not known here.

use super::column_letters;
use super::value::{CellValue, Number, Shown, TableError, bounds, too_many_rows, too_much_text};
use crate::base::{Code, Words};

/// Rows of a sheet, also empty ones: as many as a spreadsheet has.
const MOST_ROWS: u32 = 1_048_576;
/// Cells of a sheet, also empty ones: 100,000 rows with 100 coloured cells each.
const MOST_CELLS: u32 = 10_000_000;
/// Bytes of text in a row: ten cells that are filled to the last character.
const MOST_ROW_TEXT: usize = 1024 * 1024;
/// Bytes of text in a sheet: more than in the known columns alone.
const MOST_SHEET_TEXT: usize = 2 * bounds::TEXT;

/// Counts what a sheet holds.
#[derive(Default)]
pub(super) struct Meter {
    rows: u32,
    filled: usize,
    cells: u32,
    row_text: usize,
    sheet_text: usize,
}

impl Meter {
    /// A row begins.
    pub(super) fn row(&mut self) -> Result<(), TableError> {
        self.rows += 1;
        self.row_text = 0;
        if self.rows > MOST_ROWS { Err(too_many_rows()) } else { Ok(()) }
    }

    /// A cell begins.
    pub(super) fn cell(&mut self) -> Result<(), TableError> {
        self.cells += 1;
        if self.cells > MOST_CELLS { Err(too_many_cells()) } else { Ok(()) }
    }

    /// `value` stands `times` times in the row, the last time at this place.
    pub(super) fn value(
        &mut self,
        value: &CellValue,
        times: u32,
        (column, row): (u32, u32),
    ) -> Result<(), TableError> {
        let texts = texts(value);
        if texts.iter().any(|text| text.len() > bounds::CELL && text.chars().count() > bounds::CELL) {
            return Err(too_long_cell(&format!("{}{row}", column_letters(column))));
        }
        let length: usize = texts.iter().map(|text| text.len()).sum();
        self.row_text = self.row_text.saturating_add(length.saturating_mul(times as usize));
        if self.row_text > MOST_ROW_TEXT { Err(too_much_in_a_row(row)) } else { Ok(()) }
    }

    /// The row that is filled is passed on.
    pub(super) fn filled_row(&mut self) -> Result<(), TableError> {
        self.filled += 1;
        self.sheet_text += self.row_text;
        if self.filled > bounds::ROWS {
            Err(too_many_rows())
        } else if self.sheet_text > MOST_SHEET_TEXT {
            Err(too_much_text())
        } else {
            Ok(())
        }
    }
}

/// The texts that a value is kept with.
fn texts(value: &CellValue) -> [&str; 2] {
    match value {
        CellValue::Text(text) | CellValue::Error(text) => [text, ""],
        CellValue::Number(Number { value, shown: Shown::Text(text, _), .. }) => [value, text],
        CellValue::Number(number) => [&number.value, ""],
        CellValue::Unseen { value, format, .. } => [value, format],
        CellValue::Bool(_) | CellValue::Uncomputed | CellValue::Outside => ["", ""],
    }
}

/// The text of a cell while it is read. Of a text that is too long only as much is kept as shows that it is.
#[derive(Default)]
pub(super) struct CellText {
    text: String,
    length: usize,
}

impl CellText {
    /// Adds `piece`.
    pub(super) fn add(&mut self, piece: &str) {
        let room = (bounds::CELL + 1).saturating_sub(self.length);
        if piece.len() <= room {
            self.text.push_str(piece);
            self.length += piece.chars().count();
        } else {
            let end = piece.char_indices().nth(room).map_or(piece.len(), |(end, _)| end);
            let kept = piece.get(..end).unwrap_or_default();
            self.text.push_str(kept);
            self.length += kept.chars().count();
        }
    }

    /// The text so far.
    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// The text.
    pub(super) fn into_text(self) -> String {
        self.text
    }
}

/// The error for a cell that is longer than a spreadsheet's cells.
pub(super) fn too_long_cell(cell: &str) -> TableError {
    let most = bounds::CELL;
    TableError::new(
        Code::ContentUnreadable,
        Words::new(
            format!("セル {cell} の文字が多すぎます（{most}文字まで）。"),
            format!("cell {cell} has too much text (limit {most} characters)"),
        ),
        Words::new("そのセルを短くするか、消してください。", "make that cell shorter, or delete it"),
    )
}

fn too_much_in_a_row(row: u32) -> TableError {
    let most = MOST_ROW_TEXT / (1024 * 1024);
    TableError::new(
        Code::ContentUnreadable,
        Words::new(
            format!("{row}行目の文字が多すぎます（1行に{most}MBまで）。"),
            format!("row {row} has too much text (limit {most} MB a row)"),
        ),
        Words::new(
            "その行を確かめ、お客様の表にない文字を消してください。",
            "look at that row, and delete what does not belong to the customers' table",
        ),
    )
}

fn too_many_cells() -> TableError {
    TableError::new(
        Code::ContentUnreadable,
        Words::new(
            format!("表のセルが多すぎます（空のセルも含めて{MOST_CELLS}個まで）。"),
            format!("the table has too many cells (limit {MOST_CELLS}, empty ones too)"),
        ),
        Words::new(
            "お客様の表だけを新しいブックに写して、保存し直してください。",
            "copy the customers' table alone into a new workbook",
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_where_it_is_surely_too_long() {
        let mut text = CellText::default();
        for piece in ["あ".repeat(bounds::CELL - 1), "い".to_owned()] {
            text.add(&piece);
        }
        assert_eq!(text.as_str().chars().count(), bounds::CELL);
        text.add("うえお");
        text.add("か");
        assert!(text.into_text().ends_with("いう"));
    }

    #[test]
    fn the_limits_of_a_row_and_a_sheet() {
        let text = |length| CellValue::Text("x".repeat(length));
        let mut meter = Meter::default();
        meter.row().unwrap();
        assert!(meter.value(&text(bounds::CELL), 1, (1, 1)).is_ok());
        let error = meter.value(&text(bounds::CELL + 1), 1, (2, 1)).unwrap_err();
        assert!(error.message.en.starts_with("cell B1 has too much text"), "{error:?}");
        let error = meter.value(&text(30_000), 900, (1_000, 7)).unwrap_err();
        assert!(error.message.en.starts_with("row 7 has too much text"), "{error:?}");
        // What a number format adds is text like any.
        let unseen = CellValue::Unseen {
            value: "1".to_owned(),
            format: "x".repeat(bounds::CELL + 1),
            is_hidden: false,
        };
        let shown = Shown::Text("x".repeat(bounds::CELL + 1), false);
        let number = CellValue::Number(Number { value: "1".to_owned(), shown, epoch: 0 });
        assert!([unseen, number].iter().all(|value| meter.value(value, 1, (1, 1)).is_err()));
        let mut meter = Meter::default();
        assert!((0..MOST_ROWS).all(|_| meter.row().is_ok()) && meter.row().is_err());
        assert!((0..MOST_CELLS).all(|_| meter.cell().is_ok()) && meter.cell().is_err());
    }
}
