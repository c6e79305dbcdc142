//! Tables: columns, rows, cells.

use super::Block;
use crate::base::{Color, Length, Origin};

/// A table. Rows are kept whole; the header is repeated on each page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Width of each column.
    pub columns: Vec<ColumnWidth>,
    /// Rows repeated on each page.
    pub header: Vec<Row>,
    /// Rows.
    pub rows: Vec<Row>,
}

/// Width of a table column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ColumnWidth {
    /// A fixed length.
    Fixed(Length),
    /// A part of the table's width: 0–1.
    Part(f64),
    /// A share of what is left.
    Share(f64),
    /// As wide as its widest cell, without breaking lines.
    MaxContent,
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// The cells, in order; spanned places are left out.
    pub cells: Vec<TableCell>,
    /// Fill behind all cells.
    pub background: Option<Color>,
    /// At least this high.
    pub min_height: Option<Length>,
    /// Never last on a page while a row follows.
    pub keep_with_next: bool,
    /// Place in the user's files.
    pub at: Origin,
}

/// A cell of a table: a block whose borders are shared with its neighbours.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TableCell {
    /// The cell's box; its role is `HeaderCell` or `Cell`.
    pub block: Block,
    /// Columns it covers, from 1.
    pub columns: usize,
    /// Rows it covers, from 1.
    pub rows: usize,
}
