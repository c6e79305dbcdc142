//! Merged cells. In: ranges, and rows in order. Out: rows that know which ranges they are in, with the value that each
//! range shows. What lies hidden under a range is no value. Whose values they are is not known here.

use std::rc::Rc;

use super::column_letters;
use super::value::{CellValue, Row, bounds};

/// A range of merged cells. Only the cell at its upper left is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Range {
    /// First and last row, from 1.
    pub(super) rows: (u32, u32),
    /// First and last column, from 1.
    pub(super) columns: (u32, u32),
}

/// A range with what it shows.
#[derive(Debug, PartialEq)]
pub(in crate::read) struct Merged {
    /// The cells.
    pub(super) range: Range,
    /// What they show; `None` if they are empty.
    pub(super) value: Option<CellValue>,
}

impl Range {
    /// The range of a name such as `S2:S3`; `None` if it is no range of several cells.
    pub(super) fn named(name: &str) -> Option<Self> {
        let (first, last) = name.split_once(':')?;
        let ((row, column), (last_row, last_column)) = (place(first)?, place(last)?);
        let range = Self { rows: (row, last_row), columns: (column, last_column) };
        range.is_several().then_some(range)
    }

    /// Whether it has more than one cell.
    pub(super) const fn is_several(&self) -> bool {
        let Self { rows: (row, last_row), columns: (column, last_column) } = *self;
        row <= last_row && column <= last_column && (row < last_row || column < last_column)
    }

    /// Its name.
    pub(super) fn name(&self) -> String {
        let letters = column_letters;
        format!("{}{}:{}{}", letters(self.columns.0), self.rows.0, letters(self.columns.1), self.rows.1)
    }

    /// Whether it has cells in this column.
    pub(super) const fn has_column(&self, column: u32) -> bool {
        self.columns.0 <= column && column <= self.columns.1
    }
}

/// Row and column of the name of a cell, such as `S2` or `$S$2`.
fn place(name: &str) -> Option<(u32, u32)> {
    let name = name.trim().replace('$', "");
    let column = super::xlsx::column_of(&name)?;
    let digits = name.trim_start_matches(|letter: char| letter.is_ascii_alphabetic());
    Some((digits.parse().ok().filter(|&row| row > 0)?, column))
}

/// The ranges of a sheet while its rows go by.
#[derive(Default)]
pub(super) struct Merges {
    /// Ranges further down, the last first.
    waiting: Vec<Range>,
    /// Ranges of the current row.
    current: Vec<Rc<Merged>>,
}

/// Ranges of one row that are looked at: as many as there are columns. In a file that a spreadsheet has written they do
/// not overlap.
const MOST: usize = bounds::COLUMNS as usize;

impl Merges {
    /// Those of a sheet that lists them apart from its rows.
    pub(super) fn new(mut ranges: Vec<Range>) -> Self {
        ranges.sort_unstable();
        ranges.reverse();
        Self { waiting: ranges, current: Vec::new() }
    }

    /// A range that begins in the row that comes next.
    pub(super) fn add(&mut self, range: Range) {
        if range.is_several() {
            self.waiting.push(range);
        }
    }

    /// Tells the row which ranges it is in, and takes out what lies hidden under them.
    pub(super) fn cover(&mut self, row: &mut Row) {
        self.current.retain(|merged| merged.range.rows.1 >= row.number);
        while let Some(range) = self.waiting.pop_if(|range| range.rows.0 <= row.number) {
            // A range whose first row is not in the file is empty.
            let value = row.value(range.columns.0).filter(|_| range.rows.0 == row.number).cloned();
            if range.rows.1 >= row.number && self.current.len() < MOST {
                self.current.push(Rc::new(Merged { range, value }));
            }
        }
        if self.current.is_empty() {
            return;
        }
        let is_seen = |column: u32| {
            let ranges = self.current.iter().map(|merged| &merged.range);
            let mut covering = ranges.filter(|range| range.has_column(column));
            covering.all(|range| (row.number, column) == (range.rows.0, range.columns.0))
        };
        row.cells.retain(|cell| is_seen(cell.column));
        row.merged.clone_from(&self.current);
    }
}

#[cfg(test)]
mod tests {
    use super::super::value::Cell;
    use super::*;

    fn row(number: u32, cells: &[(u32, &str)]) -> Row {
        let cell = |&(column, text): &(u32, &str)| Cell { column, value: CellValue::Text(text.to_owned()) };
        Row { number, cells: cells.iter().map(cell).collect(), ..Row::default() }
    }

    #[test]
    fn names_of_ranges() {
        let range = Range::named("S2:T13").unwrap();
        assert_eq!((range.rows, range.columns, range.name().as_str()), ((2, 13), (19, 20), "S2:T13"));
        assert_eq!(Range::named("$A$1:$A$2").unwrap().name(), "A1:A2");
        for name in ["A1", "A1:A1", "A2:A1", "1:2", "A0:A2", "", ":", "A1:あ2"] {
            assert_eq!(Range::named(name), None, "{name}");
        }
    }

    #[test]
    fn rows_show_the_value_at_the_upper_left() {
        let mut merges = Merges::new(vec![Range::named("B2:C4").unwrap(), Range::named("A9:A10").unwrap()]);
        let seen = |merges: &mut Merges, mut row: Row| {
            merges.cover(&mut row);
            let own: Vec<u32> = row.cells.iter().map(|cell| cell.column).collect();
            let merged = row.merged_at(2).and_then(|merged| merged.value.clone());
            (own, merged.map(|value| value.heading().to_owned()))
        };
        let shown = Some("x".to_owned());
        assert_eq!(seen(&mut merges, row(1, &[(2, "a")])), (vec![2], None));
        assert_eq!(
            seen(&mut merges, row(2, &[(1, "a"), (2, "x"), (3, "hidden")])),
            (vec![1, 2], shown.clone())
        );
        assert_eq!(seen(&mut merges, row(4, &[(1, "a"), (2, "hidden")])), (vec![1], shown));
        assert_eq!(seen(&mut merges, row(5, &[(2, "b")])), (vec![2], None));
        // The range begins in a row that is not in the file.
        let mut last = row(10, &[(1, "hidden")]);
        merges.cover(&mut last);
        assert_eq!((last.cells.len(), &last.merged_at(1).unwrap().value), (0, &None));
    }
}
