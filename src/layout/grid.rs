//! [`Grid`]: which cell of a table stands where.

use crate::parse::{Row, Table, TableCell};

/// Where each cell stands.
pub(super) struct Grid<'t> {
    /// The rows, header first.
    pub rows: Vec<&'t Row>,
    /// How many of them are header rows.
    pub header: usize,
    /// Number of columns.
    pub columns: usize,
    /// The cells, in reading order.
    pub cells: Vec<PlacedCell<'t>>,
    owners: Vec<Option<usize>>,
}

/// A cell and the places it covers.
pub(super) struct PlacedCell<'t> {
    /// The cell.
    pub cell: &'t TableCell,
    /// Its first row.
    pub row: usize,
    /// Its first column.
    pub column: usize,
    /// After its last row.
    pub row_end: usize,
    /// After its last column.
    pub column_end: usize,
}

impl<'t> Grid<'t> {
    /// Places the cells of `table`. A span that leaves its part of the table (header or body) is cut.
    pub(super) fn new(table: &'t Table) -> Self {
        let rows: Vec<&Row> = table.header.iter().chain(&table.rows).collect();
        let widest = |row: &&Row| row.cells.iter().map(|cell| cell.columns.max(1)).sum::<usize>();
        let given = table.columns.len();
        let columns = if given > 0 { given } else { rows.iter().map(widest).max().unwrap_or(0) };
        let header = table.header.len();
        let mut grid =
            Self { owners: vec![None; rows.len() * columns], cells: Vec::new(), rows, header, columns };
        for row in 0..grid.rows.len() {
            grid.place_row(row);
        }
        grid
    }

    fn place_row(&mut self, row: usize) {
        let mut column = 0;
        let part_end = if row < self.header { self.header } else { self.rows.len() };
        for cell in &self.rows[row].cells {
            while column < self.columns && self.owners[row * self.columns + column].is_some() {
                column += 1;
            }
            let column_end = (column + cell.columns.max(1)).min(self.columns);
            let row_end = (row + cell.rows.max(1)).min(part_end);
            let index = self.cells.len();
            for covered in row..row_end {
                for slot in &mut self.owners[covered * self.columns..][column..column_end] {
                    slot.get_or_insert(index);
                }
            }
            if column < column_end {
                self.cells.push(PlacedCell { cell, row, column, row_end, column_end });
            }
            column = column_end;
        }
    }

    /// The cell at a place.
    pub(super) fn owner(&self, row: usize, column: usize) -> Option<usize> {
        (column < self.columns)
            .then(|| self.owners.get(row * self.columns + column).copied().flatten())
            .flatten()
    }

    /// The cells that begin in a row.
    pub(super) fn in_row(&self, row: usize) -> std::ops::Range<usize> {
        let first = self.cells.partition_point(|placed| placed.row < row);
        first..self.cells.partition_point(|placed| placed.row <= row)
    }

    /// Ends of the groups of rows that spanning cells hold together; the header is one group.
    pub(super) fn group_ends(&self) -> Vec<usize> {
        let mut ends = Vec::new();
        let (mut end, mut next) = (self.header, 0);
        for row in 0..self.rows.len() {
            end = end.max(row + 1);
            while let Some(placed) = self.cells.get(next).filter(|placed| placed.row == row) {
                end = end.max(placed.row_end);
                next += 1;
            }
            if end == row + 1 {
                ends.push(end);
            }
        }
        ends
    }
}
