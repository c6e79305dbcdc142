//! Rows, cells and their values as every format hands them over; the limits of a table. Nothing comes in; which
//! column holds which field is not known here.

use std::ops::ControlFlow;
use std::rc::Rc;

use super::merged::Merged;
use crate::base::date::Date;
use crate::base::time_of_day::untimed;
use crate::base::{Code, Words};

/// The value of a cell.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::read) enum CellValue {
    /// Text, as the sheet shows it.
    Text(String),
    /// A number.
    Number(Number),
    /// TRUE or FALSE.
    Bool(bool),
    /// A formula whose result is an error, such as `#N/A`.
    Error(String),
    /// A formula whose result is not in the file, because no program has computed it.
    Uncomputed,
    /// A formula that takes its value from another workbook.
    Outside,
    /// A value that the sheet does not show as it is, and the number format that does it. What the sheet shows is not
    /// known, or it is nothing.
    Unseen {
        /// The value.
        value: String,
        /// The code of the number format.
        format: String,
        /// It is not meant to be seen: no message shows it.
        is_hidden: bool,
    },
}

/// A number in a cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::read) struct Number {
    /// The number, in the shortest decimal form. A day is counted from 1899-12-30, whatever the file counts from.
    pub(in crate::read) value: String,
    /// How the sheet shows it.
    pub(in crate::read) shown: Shown,
    /// The day from which the file counts days, counted from 1899-12-30: so a number that is meant as a day can be
    /// read although it is not shown as one.
    pub(in crate::read) epoch: i32,
}

/// What a sheet shows of a number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::read) enum Shown {
    /// The number as it is.
    #[default]
    General,
    /// A day.
    Day,
    /// A time of day.
    Time,
    /// This text, and whether it says exactly this number.
    Text(String, bool),
}

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
    /// The ranges of merged cells that it is in.
    pub(super) merged: Vec<Rc<Merged>>,
}

impl Row {
    /// The value in `column`.
    pub(in crate::read) fn value(&self, column: u32) -> Option<&CellValue> {
        let index = self.cells.binary_search_by_key(&column, |cell| cell.column).ok()?;
        self.cells.get(index).map(|cell| &cell.value)
    }

    /// The range of merged cells that has the cell in `column`.
    pub(super) fn merged_at(&self, column: u32) -> Option<&Rc<Merged>> {
        self.merged.iter().find(|merged| merged.range.has_column(column))
    }
}

impl CellValue {
    /// The text that is searched for secrets: what the sheet shows, or what lies behind it unseen.
    pub(in crate::read) fn searched(&self) -> &str {
        match self {
            Self::Unseen { value, .. } => value,
            _ => self.heading(),
        }
    }

    /// The text of a heading or a title; empty for other values.
    pub(in crate::read) fn heading(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Number(Number { shown: Shown::Text(text, _), .. }) => text,
            Self::Number(number) => &number.value,
            Self::Bool(_) | Self::Error(_) | Self::Uncomputed | Self::Outside | Self::Unseen { .. } => "",
        }
    }
}

/// The day of an ISO date, with a time or without, as spreadsheets count it; `None` for anything else.
pub(super) fn days(value: &str) -> Option<i32> {
    let untimed = untimed(value);
    let day: Date = untimed.day.parse().ok().filter(|_| !untimed.is_other_day)?;
    let start = Date::new(1899, 12, 30).ok()?;
    day.since(start).ok().map(|span| span.get_days())
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
