//! CSV and TSV (RFC 4180, with the habits of spreadsheets). In: a decoded text. Out: rows of cells. Columns have no
//! meaning here.
//!
//! Rows are counted as a spreadsheet counts them: an empty line is a row, a line break in quotes is not. A quote that
//! is never closed is an error here; most readers take the rest of the file into one cell without a message.

use std::ops::Range;

use super::meter::Meter;
use super::value::{Cell, CellValue, Row, RowSink, TableError, bounds, too_far_right};
use crate::base::{Code, Words};
use crate::read::form::unescaped;

/// A text that is split into cells.
pub(super) struct Text {
    /// The text.
    pub(super) text: String,
    /// What stands between cells.
    pub(super) separator: u8,
}

impl Text {
    /// Passes on where the cells of each row stand, quotation marks included.
    ///
    /// # Errors
    /// As [`Text::rows`].
    pub(super) fn each_row(&self, sink: &mut dyn FnMut(&[Range<usize>])) -> Result<(), TableError> {
        let mut rest = Rest { text: &self.text, at: 0, separator: self.separator };
        let (mut number, mut cells) = (0, Vec::new());
        while rest.at < rest.text.len() {
            number += 1;
            cells.clear();
            loop {
                let start = rest.at;
                let (_, ends) = rest.cell(number)?;
                cells.push(start..rest.at - ends.width());
                if ends.is_row() {
                    break;
                }
            }
            sink(&cells);
        }
        Ok(())
    }

    /// The rows in order.
    ///
    /// # Errors
    /// Quotes that are not closed, and a table beyond the limits.
    pub(super) fn rows(&self, sink: &mut RowSink<'_>) -> Result<(), TableError> {
        let mut rest = Rest { text: &self.text, at: 0, separator: self.separator };
        let (mut number, mut meter) = (0, Meter::default());
        while rest.at < rest.text.len() {
            number += 1;
            meter.row()?;
            let row = rest.row(number, &mut meter)?;
            if row.cells.is_empty() {
                continue;
            }
            meter.filled_row()?;
            if sink(row).is_break() {
                break;
            }
        }
        Ok(())
    }
}

/// What ends a cell.
#[derive(Clone, Copy)]
enum CellEnd {
    Separator,
    /// The end of its row, and the bytes that it takes.
    Row(usize),
}

impl CellEnd {
    const fn width(self) -> usize {
        match self {
            Self::Separator => 1,
            Self::Row(width) => width,
        }
    }

    const fn is_row(self) -> bool {
        matches!(self, Self::Row(_))
    }
}

/// The text that is not split yet.
struct Rest<'t> {
    text: &'t str,
    at: usize,
    separator: u8,
}

impl Rest<'_> {
    fn row(&mut self, number: u32, meter: &mut Meter) -> Result<Row, TableError> {
        let mut row = Row { number, ..Row::default() };
        for column in 1.. {
            meter.cell()?;
            let (text, ends) = self.cell(number)?;
            if !text.trim().is_empty() {
                if column > bounds::COLUMNS {
                    return Err(too_far_right(&format!("{}{number}", super::column_letters(column))));
                }
                let value = CellValue::Text(plain(&text).to_owned());
                meter.value(&value, 1, (column, number))?;
                row.cells.push(Cell { column, value });
            }
            if ends.is_row() {
                break;
            }
        }
        Ok(row)
    }

    /// The next cell, and what ends it.
    fn cell(&mut self, row: u32) -> Result<(String, CellEnd), TableError> {
        let bytes = self.text.as_bytes();
        let is_quoted = bytes.get(self.at) == Some(&b'"');
        let mut cell = String::new();
        if is_quoted {
            self.at += 1;
            self.quoted(&mut cell, row)?;
        }
        // Text behind closing quotes belongs to the cell too, as in spreadsheets.
        let start = self.at;
        let stop = |&byte: &u8| byte == self.separator || matches!(byte, b'\n' | b'\r');
        let end = bytes[start..].iter().position(stop).map_or(bytes.len(), |length| start + length);
        cell.push_str(&self.text[start..end]);
        let ends = match bytes.get(end) {
            None => CellEnd::Row(0),
            Some(b'\r') if bytes.get(end + 1) == Some(&b'\n') => CellEnd::Row(2),
            Some(b'\n' | b'\r') => CellEnd::Row(1),
            Some(_) => CellEnd::Separator,
        };
        self.at = end + ends.width();
        if cell.chars().count() > bounds::CELL {
            return Err(unclosed(row));
        }
        Ok((cell, ends))
    }

    fn quoted(&mut self, cell: &mut String, row: u32) -> Result<(), TableError> {
        let bytes = self.text.as_bytes();
        loop {
            let start = self.at;
            let length = bytes[start..].iter().position(|&byte| byte == b'"').ok_or_else(|| unclosed(row))?;
            cell.push_str(&self.text[start..start + length]);
            self.at = start + length + 1;
            if bytes.get(self.at) != Some(&b'"') {
                return Ok(());
            }
            cell.push('"');
            self.at += 1;
        }
    }
}

/// A cell without the characters that keep spreadsheets from reading it as a number or a formula: `="0100013"`,
/// `'=1+1`.
fn plain(cell: &str) -> &str {
    let quoted = cell.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    quoted.filter(|inner| !inner.contains('"')).unwrap_or_else(|| unescaped(cell))
}

fn unclosed(row: u32) -> TableError {
    TableError::new(
        Code::TableSyntax,
        Words::new(
            format!("{row}行目のセルを囲む引用符（\"）が閉じていません。"),
            format!("quotes that open in row {row} do not close"),
        ),
        Words::new(
            "その行の \" を確かめてください。文字としての \" は \"\" と書きます。",
            "look at the quotes in that row; a quote that is part of the text is written twice",
        ),
    )
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use super::super::value::too_many_rows;
    use super::*;

    fn rows(text: &str) -> Vec<(u32, Vec<(u32, String)>)> {
        let mut found = Vec::new();
        let text = Text { text: text.to_owned(), separator: b',' };
        text.rows(&mut |row| {
            let cells = row.cells.iter().map(|cell| (cell.column, cell.value.heading().to_owned()));
            found.push((row.number, cells.collect()));
            ControlFlow::Continue(())
        })
        .unwrap();
        found
    }

    #[test]
    fn rows_are_counted_as_a_spreadsheet_counts_them() {
        let cell = |column, text: &str| (column, text.to_owned());
        assert_eq!(
            rows("a,\"b\r\nc\"\r\n\r\n,\"say \"\"x\"\"\",\n\"d\"e"),
            [
                (1, vec![cell(1, "a"), cell(2, "b\r\nc")]),
                (3, vec![cell(2, "say \"x\"")]),
                (4, vec![cell(1, "de")])
            ]
        );
        assert_eq!(rows("a\rb"), [(1, vec![cell(1, "a")]), (2, vec![cell(1, "b")])]);
        assert_eq!(rows(""), []);
    }

    #[test]
    fn signs_that_keep_a_text_a_text_are_no_part_of_it() {
        assert_eq!(plain("=\"0100013\""), "0100013");
        assert_eq!((plain("'=1+1"), plain("'24年")), ("=1+1", "'24年"));
    }

    #[test]
    fn quotes_must_close() {
        let text = Text { text: "a\n\"b\n\n".to_owned(), separator: b',' };
        let error = text.rows(&mut |_| ControlFlow::Continue(())).unwrap_err();
        assert_eq!(error.code, Code::TableSyntax);
        assert!(error.message.en.contains("row 2"), "{}", error.message.en);
    }

    #[test]
    fn too_many_rows_and_columns_are_refused() {
        let text = Text { text: "a\n".repeat(bounds::ROWS + 1), separator: b',' };
        assert_eq!(text.rows(&mut |_| ControlFlow::Continue(())), Err(too_many_rows()));
        let text = Text { text: ",".repeat(1000) + "x", separator: b',' };
        assert_eq!(text.rows(&mut |_| ControlFlow::Continue(())), Err(too_far_right("ALM1")));
    }
}
