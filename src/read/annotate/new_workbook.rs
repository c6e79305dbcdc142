//! The annotated copy of a table that is not an `.xlsx` file. In: its cells and messages. Out: a new workbook with
//! notes and colours. Existing workbooks are not changed here.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Color, Format, FormatAlign, Note, Workbook, Worksheet, XlsxError};

use super::CellNote;
use super::sheet::CellPosition;
use crate::base::Severity;
use crate::read::fields::by_heading;
use crate::read::form::TEXT;
use crate::read::table::{Cell, CellValue, NumberFormat, Row};

/// Width of a column that the hearing sheet does not know, in characters.
const WIDTH: f64 = 14.0;

/// The background colours for an error and a warning, as in `styles`.
const BACKGROUNDS: [u32; 2] = [0x00FF_C7CE, 0x00FF_EB9C];

/// Width and height of a note, in pixels.
const NOTE: (u32, u32) = (320, 110);

/// A workbook with `rows` on a sheet of this name, and the `notes` at its cells.
pub(super) fn workbook(
    name: &str,
    rows: &[Row],
    notes: &BTreeMap<CellPosition, CellNote>,
) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    if !name.is_empty() {
        sheet.set_name(name)?;
    }
    let last = rows.iter().filter_map(|row| row.cells.last()).map(|cell| cell.column).max().unwrap_or(1);
    sheet.set_column_range_width(0, place(last)?, WIDTH)?;
    for row in rows {
        for cell in &row.cells {
            write(sheet, row.number, cell, notes.get(&(row.number, cell.column)))?;
            if let CellValue::Text(text) = &cell.value
                && let Some(known) = by_heading(text)
            {
                sheet.set_column_width(place(cell.column)?, known.width)?;
            }
        }
    }
    for (&(row, column), (severity, text)) in notes {
        let known = rows.binary_search_by_key(&row, |known| known.number).ok();
        let is_empty = known.and_then(|known| rows[known].value(column)).is_none();
        let (line, at) = (row.saturating_sub(1), place(column)?);
        if is_empty {
            sheet.write_blank(line, at, &background(Format::new(), *severity))?;
        }
        let note = Note::new(text).add_author_prefix(false).set_author("startpack");
        sheet.insert_note(line, at, &note.set_width(NOTE.0).set_height(NOTE.1))?;
    }
    book.save_to_buffer()
}

fn place(column: u32) -> Result<u16, XlsxError> {
    u16::try_from(column.saturating_sub(1)).map_err(|_| XlsxError::RowColumnLimitError)
}

fn background(format: Format, severity: Severity) -> Format {
    let [error, warning] = BACKGROUNDS;
    match severity {
        Severity::Error => format.set_background_color(Color::RGB(error)),
        Severity::Warning => format.set_background_color(Color::RGB(warning)),
        Severity::Note => format,
    }
}

/// Writes a cell as it was read: text stays text, so that no code loses its zeros.
fn write(sheet: &mut Worksheet, row: u32, cell: &Cell, notes: Option<&CellNote>) -> Result<(), XlsxError> {
    let (line, at) = (row.saturating_sub(1), place(cell.column)?);
    let format = Format::new().set_align(FormatAlign::VerticalCenter);
    let format = match notes {
        Some((severity, _)) => background(format, *severity),
        None => format,
    };
    let text = |text: &str| text.to_owned();
    let shown = match &cell.value {
        CellValue::Number(number, shown) => {
            let code = match shown {
                NumberFormat::Plain => "General".to_owned(),
                NumberFormat::Day => "yyyy/m/d".to_owned(),
                NumberFormat::Zeros(length) => "0".repeat(*length),
            };
            if let Ok(number) = number.parse::<f64>() {
                sheet.write_number_with_format(line, at, number, &format.set_num_format(code))?;
                return Ok(());
            }
            text(number)
        }
        CellValue::Bool(truth) => {
            sheet.write_boolean_with_format(line, at, *truth, &format)?;
            return Ok(());
        }
        CellValue::Text(written) | CellValue::Error(written) => text(written),
        CellValue::Uncomputed | CellValue::Outside => text(""),
    };
    sheet.write_string_with_format(line, at, shown, &format.set_num_format_index(TEXT))?;
    Ok(())
}
