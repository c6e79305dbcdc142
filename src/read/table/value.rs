//! What a table's file says before anybody understands it: rows of cells with their values, as every format
//! hands them over. Which column means what is not known here.

use std::ops::ControlFlow;

use crate::base::{Code, Words};

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::read) enum CellValue {
    /// Text, as it stands in the file.
    Text(String),
    /// A number, in the shortest decimal form, and how the sheet shows it.
    Number(String, NumberFormat),
    /// TRUE or FALSE.
    Bool(bool),
    /// A formula whose result is an error, such as `#N/A`.
    Broken(String),
    /// A formula whose result is not in the file: nobody has computed it.
    Uncomputed,
}

/// How a sheet shows a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::read) enum NumberFormat {
    /// As a number.
    #[default]
    Plain,
    /// As a day, counted from 1899-12-30 (or 1904-01-01, which the reader has reckoned in).
    Day,
    /// With so many digits, filled up with zeros.
    Zeros(usize),
}

/// Most digits to which a number is filled up: no code has more, and a format could ask for a million.
pub(super) const MAX_ZEROS: usize = 20;

/// A cell that is not empty.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::read) struct Cell {
    /// Column, from 1.
    pub(in crate::read) column: u32,
    /// What stands in it.
    pub(in crate::read) value: CellValue,
}

/// A row with its cells that are not empty, in order of column.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::read) struct Row {
    /// Row, from 1, as the spreadsheet counts.
    pub(in crate::read) number: u32,
    /// Nobody sees it: hidden by hand or by a filter.
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
    /// The text of a heading or a title; nothing for what is none.
    pub(super) fn heading(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Number(text, _) => text,
            Self::Bool(_) | Self::Broken(_) | Self::Uncomputed => "",
        }
    }
}

/// Takes rows in order; breaks when it needs no more.
pub(super) type RowSink<'a> = dyn FnMut(Row) -> ControlFlow<()> + 'a;

/// Why a file is not read, or not read on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TableError {
    /// Which rule.
    pub(super) code: Code,
    /// What is there.
    pub(super) message: Words,
    /// What to do.
    pub(super) help: Words,
}

impl TableError {
    /// A refusal in both languages.
    pub(super) fn new(code: Code, message: Words, help: Words) -> Self {
        Self { code, message, help }
    }
}

/// Bounds of every table. Honest sheets are far below them: 3,000 customers have some 10,000 rows.
pub(in crate::read) mod bounds {
    /// Rows with something in them.
    pub(in crate::read) const ROWS: usize = 25_000;
    /// Columns: the widest honest sheets have some hundred.
    pub(in crate::read) const COLUMNS: u32 = 1_000;
    /// Bytes of all texts of a table's known columns: a few shared texts could be named by every cell.
    pub(in crate::read) const TEXT: usize = 64 * 1024 * 1024;
    /// Characters of a cell (a spreadsheet's own limit is 32,767).
    pub(in crate::read) const CELL: usize = 32_767;
}

/// A table of more rows than are read.
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

/// A table of more text than is kept.
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

/// A cell beyond the columns that are read, named as spreadsheets do.
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
