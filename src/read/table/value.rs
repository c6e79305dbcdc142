//! Rows, cells and their values as every format hands them over; the limits of a table. Nothing comes in; which
//! column holds which field is not known here.

use std::ops::ControlFlow;

use crate::base::{Code, Words};

/// The value of a cell.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::read) enum CellValue {
    /// Text, as it stands in the file.
    Text(String),
    /// A number, in the shortest decimal form, and how the sheet shows it.
    Number(String, NumberFormat),
    /// TRUE or FALSE.
    Bool(bool),
    /// A formula whose result is an error, such as `#N/A`.
    Error(String),
    /// A formula whose result is not in the file, because no program has computed it.
    Uncomputed,
    /// A formula that takes its value from another workbook.
    Outside,
}

/// The number format of a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::read) enum NumberFormat {
    /// As a number.
    #[default]
    Plain,
    /// As a day, counted from 1899-12-30 (the reader converts days counted from 1904-01-01).
    Day,
    /// With this many digits, filled with leading zeros.
    Zeros(usize),
}

/// Most digits of a number with leading zeros: no code has more, and a hostile format could ask for a million.
pub(super) const MAX_ZEROS: usize = 20;

/// A cell that is not empty.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::read) struct Cell {
    /// Column, from 1.
    pub(in crate::read) column: u32,
    /// Its value.
    pub(in crate::read) value: CellValue,
}

/// A row with its cells that are not empty, in order of column.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::read) struct Row {
    /// Row, from 1, as the spreadsheet counts them.
    pub(in crate::read) number: u32,
    /// Hidden by hand or by a filter.
    pub(super) is_hidden: bool,
    /// The cells.
    pub(in crate::read) cells: Vec<Cell>,
}

impl Row {
    /// The value in `column`.
    pub(in crate::read) fn value(&self, column: u32) -> Option<&CellValue> {
        let index = self.cells.binary_search_by_key(&column, |cell| cell.column).ok()?;
        self.cells.get(index).map(|cell| &cell.value)
    }
}

impl CellValue {
    /// The text of a heading or a title; empty for other values.
    pub(super) fn heading(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Number(text, _) => text,
            Self::Bool(_) | Self::Error(_) | Self::Uncomputed | Self::Outside => "",
        }
    }
}

/// Takes rows in order; breaks when it needs no more.
pub(super) type RowSink<'a> = dyn FnMut(Row) -> ControlFlow<()> + 'a;

/// Why a table cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TableError {
    /// The code.
    pub(super) code: Code,
    /// What is wrong.
    pub(super) message: Words,
    /// What to do.
    pub(super) help: Words,
}

impl TableError {
    /// An error in both languages.
    pub(super) fn new(code: Code, message: Words, help: Words) -> Self {
        Self { code, message, help }
    }
}

/// Limits of a table. Real sheets are far below them: 3,000 customers have about 10,000 rows.
pub(in crate::read) mod bounds {
    /// Rows that are not empty.
    pub(in crate::read) const ROWS: usize = 25_000;
    /// Columns: the widest real sheets have a few hundred.
    pub(in crate::read) const COLUMNS: u32 = 1_000;
    /// Bytes of all texts in the known columns: in a hostile file every cell could refer to a few long shared
    /// texts.
    pub(in crate::read) const TEXT: usize = 64 * 1024 * 1024;
    /// Characters of a cell (a spreadsheet's own limit is 32,767).
    pub(in crate::read) const CELL: usize = 32_767;
}

/// The error for too many rows.
pub(super) fn too_many_rows() -> TableError {
    let most = bounds::ROWS;
    TableError::new(
        Code::ContentUnreadable,
        Words::new(
            format!("表の行が多すぎます（{most}行まで）。"),
            format!("the table has too many rows (limit {most})"),
        ),
        Words::new(
            "余分な行がないか確かめ、お客様をいくつかのファイルに分けてください。",
            "look for rows that do not belong there, or split the customers into several files",
        ),
    )
}

/// The error for too much text.
pub(super) fn too_much_text() -> TableError {
    let most = bounds::TEXT / (1024 * 1024);
    TableError::new(
        Code::ContentUnreadable,
        Words::new(
            format!("表の文字が多すぎます（{most}MBまで）。"),
            format!("the table has too much text (limit {most} MB)"),
        ),
        Words::new("お客様をいくつかのファイルに分けてください。", "split the customers into several files"),
    )
}

/// The error for a cell beyond the last column that is read.
pub(super) fn too_far_right(cell: &str) -> TableError {
    let most = bounds::COLUMNS;
    TableError::new(
        Code::ContentUnreadable,
        Words::new(
            format!("セル {cell} に値があります。表は{most}列まで読みます。"),
            format!("cell {cell} holds a value; a table is read up to {most} columns"),
        ),
        Words::new(
            "離れたところにある値を消して、保存し直してください。",
            "delete what stands so far away, and save the file again",
        ),
    )
}
