//! A table that is not an `.xlsx` file, as a workbook. In: its cells. Out: a new workbook with them. Notes and colours are
//! added to it as to any workbook.

use rust_xlsxwriter::{Format, FormatAlign, Workbook, Worksheet, XlsxError};

use crate::base::zip_maker::made_by_unix;
use crate::read::fields::by_heading;
use crate::read::form::TEXT;
use crate::read::table::{Cell, CellValue, Row, Shown};

/// Width of a column that the hearing sheet does not know, in characters.
const WIDTH: f64 = 14.0;

/// The name of a sheet that has none.
pub(super) const SHEET: &str = "Sheet1";

/// A workbook with `rows` on a sheet of this name.
pub(super) fn workbook(name: &str, rows: &[Row]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name(if name.is_empty() { SHEET } else { name })?;
    let last = rows.iter().filter_map(|row| row.cells.last()).map(|cell| cell.column).max().unwrap_or(1);
    sheet.set_column_range_width(0, place(last)?, WIDTH)?;
    for row in rows {
        for cell in &row.cells {
            write(sheet, row.number, cell)?;
            if let CellValue::Text(text) = &cell.value
                && let Some(known) = by_heading(text)
            {
                sheet.set_column_width(place(cell.column)?, known.width)?;
            }
        }
    }
    book.save_to_buffer().map(made_by_unix)
}

fn place(column: u32) -> Result<u16, XlsxError> {
    u16::try_from(column.saturating_sub(1)).map_err(|_| XlsxError::RowColumnLimitError)
}

/// Writes a cell as it was read: text stays text, so that no code loses its zeros.
fn write(sheet: &mut Worksheet, row: u32, cell: &Cell) -> Result<(), XlsxError> {
    let (line, at) = (row.saturating_sub(1), place(cell.column)?);
    let format = Format::new().set_align(FormatAlign::VerticalCenter);
    let text = |text: &str| text.to_owned();
    let shown = match &cell.value {
        CellValue::Number(number) => {
            let code = match &number.shown {
                Shown::General => Some("General"),
                Shown::Day => Some("yyyy/m/d"),
                Shown::Time => Some("h:mm"),
                Shown::Text(..) => None,
            };
            if let (Some(code), Ok(number)) = (code, number.value.parse::<f64>()) {
                sheet.write_number_with_format(line, at, number, &format.set_num_format(code))?;
                return Ok(());
            }
            text(cell.value.heading())
        }
        CellValue::Bool(truth) => {
            sheet.write_boolean_with_format(line, at, *truth, &format)?;
            return Ok(());
        }
        CellValue::Text(written) | CellValue::Error(written) => text(written),
        CellValue::Unseen { value, is_hidden: false, .. } => text(value),
        CellValue::Unseen { .. } | CellValue::Uncomputed | CellValue::Outside => text(""),
    };
    sheet.write_string_with_format(line, at, shown, &format.set_num_format_index(TEXT))?;
    Ok(())
}
