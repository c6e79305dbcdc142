//! Where in the user's files a value came from, so that the last room can still name the place.
//!
//! An [`Origin`] is a small number that travels with a value (through the markup too, as `data-at`).
//! [`Origins`] is the table that turns it back into a [`Place`]. Only `read` adds places.

use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// A place in the user's input, as a number into an [`Origins`] table; 0 is "not from the user".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Origin(pub u32);

impl Origin {
    /// Not from the user's files: fixed text of the product.
    pub const NONE: Self = Self(0);

    /// Whether this names a place in the user's files.
    pub const fn is_some(self) -> bool {
        self.0 != 0
    }
}

/// A value and the place it came from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Where the user wrote it.
    pub at: Origin,
}

impl<T> Located<T> {
    /// `value`, written at `at`.
    pub const fn new(value: T, at: Origin) -> Self {
        Self { value, at }
    }

    /// The same place with another value.
    pub fn with<U>(&self, value: U) -> Located<U> {
        Located::new(value, self.at)
    }
}

/// The value alone is hashed: where it was written makes no difference to what is printed.
impl<T: Hash> Hash for Located<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.value.hash(state);
    }
}

/// What an [`Origin`] stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A whole file.
    File {
        /// Index into [`Origins::sources`].
        source: usize,
    },
    /// Bytes of a text file.
    Span {
        /// Index into [`Origins::sources`].
        source: usize,
        /// Byte range within the source's text.
        bytes: Range<usize>,
    },
    /// A cell of a table.
    Cell {
        /// Index into [`Origins::sources`].
        source: usize,
        /// Name of the sheet; empty for CSV.
        sheet: Arc<str>,
        /// Row, from 1.
        row: u32,
        /// Column, from 1.
        column: u32,
    },
}

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The path as the user gave it.
    pub path: String,
    /// The text, for files that have one (kept for showing the line at fault).
    pub text: String,
    /// SHA-256 of the bytes that were read, if any were.
    pub sha256: Option<[u8; 32]>,
}

/// All places of all files of a run. A span takes 8 bytes, a row of a table 16 whatever is in it: a run has
/// hundreds of thousands of values.
#[derive(Clone, Debug, Default)]
pub struct Origins {
    /// The files, in the order they were read.
    pub sources: Vec<Source>,
    tables: Vec<Table>,
    /// Numbers that are given away in one go, in order.
    blocks: Vec<Block>,
    /// Starts and ends of spans.
    spans: Vec<[u32; 2]>,
    /// Places that are alone.
    others: Vec<Place>,
    /// The last number that was given away.
    last: u32,
}

/// A sheet of a table's file.
#[derive(Clone, Debug)]
struct Table {
    source: usize,
    sheet: Arc<str>,
    /// Every row has numbers for so many cells.
    columns: u32,
    /// The block of its last row, whose next cell is mostly asked for next.
    latest: usize,
}

/// Numbers in a row.
#[derive(Clone, Copy, Debug)]
struct Block {
    first: u32,
    what: Kept,
}

/// What the numbers of a block stand for.
#[derive(Clone, Copy, Debug)]
enum Kept {
    /// The place at that index of those that are alone.
    One(u32),
    /// Spans of a source, the first of which is at index `from`.
    Spans { source: u32, from: u32 },
    /// The cells of a row.
    Row { table: u32, row: u32 },
}

/// A sheet, of whose cells there may be places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sheet(usize);

impl Origins {
    /// An empty table.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file and returns its index.
    pub fn add_source(&mut self, path: impl Into<String>, text: impl Into<String>) -> usize {
        self.sources.push(Source { path: path.into(), text: text.into(), sha256: None });
        self.sources.len() - 1
    }

    /// Adds a sheet of a source; `columns` are those in which most of its places will be.
    pub fn add_sheet(&mut self, source: usize, name: &str, columns: u32) -> Sheet {
        self.tables.push(Table { source, sheet: name.into(), columns, latest: 0 });
        Sheet(self.tables.len() - 1)
    }

    /// Adds a place and returns the origin that names it.
    pub fn add(&mut self, place: Place) -> Origin {
        match place {
            Place::Span { source, bytes } => self.span(source, &bytes),
            other => {
                self.others.push(other);
                self.begin(Kept::One(small(self.others.len() - 1)), 1)
            }
        }
    }

    /// The origin of a cell; row and column count from 1.
    pub fn cell(&mut self, sheet: Sheet, row: u32, column: u32) -> Origin {
        let Some(&Table { source, sheet: ref name, columns, latest }) = self.tables.get(sheet.0) else {
            return Origin::NONE;
        };
        if !(1..=columns).contains(&column) {
            let sheet = Arc::clone(name);
            return self.add(Place::Cell { source, sheet, row, column });
        }
        let table = small(sheet.0);
        let is_it = |block: &&Block| matches!(block.what, Kept::Row { table: of, row: own } if of == table && own == row);
        let first = match self.blocks.get(latest).filter(is_it) {
            Some(block) => Origin(block.first),
            None => {
                let first = self.begin(Kept::Row { table, row }, columns);
                if let Some(table) = self.tables.get_mut(sheet.0) {
                    table.latest = self.blocks.len().saturating_sub(1);
                }
                first
            }
        };
        if first.is_some() { Origin(first.0 + column - 1) } else { first }
    }

    fn span(&mut self, source: usize, bytes: &Range<usize>) -> Origin {
        self.spans.push([small(bytes.start), small(bytes.end)]);
        let goes_on = matches!(self.blocks.last(), Some(Block { what: Kept::Spans { source: last, .. }, .. }) if *last as usize == source);
        if goes_on && self.last < u32::MAX {
            self.last += 1;
            return Origin(self.last);
        }
        self.begin(Kept::Spans { source: small(source), from: small(self.spans.len() - 1) }, 1)
    }

    /// Gives away `count` numbers and returns the first of them; none once there are no more.
    fn begin(&mut self, what: Kept, count: u32) -> Origin {
        let Some(last) = self.last.checked_add(count) else { return Origin::NONE };
        let first = self.last + 1;
        self.last = last;
        self.blocks.push(Block { first, what });
        Origin(first)
    }

    /// The place that `origin` names, if it names one.
    pub fn place(&self, origin: Origin) -> Option<Place> {
        if !origin.is_some() || origin.0 > self.last {
            return None;
        }
        let after = self.blocks.partition_point(|block| block.first <= origin.0);
        let block = self.blocks.get(after.checked_sub(1)?)?;
        let offset = origin.0 - block.first;
        match block.what {
            Kept::One(index) => self.others.get(index as usize).cloned(),
            Kept::Spans { source, from } => {
                let &[start, end] = self.spans.get(from as usize + offset as usize)?;
                Some(Place::Span { source: source as usize, bytes: start as usize..end as usize })
            }
            Kept::Row { table, row } => {
                let Table { source, sheet, .. } = self.tables.get(table as usize)?;
                Some(Place::Cell { source: *source, sheet: Arc::clone(sheet), row, column: offset + 1 })
            }
        }
    }

    /// The path of the file that `origin` lies in.
    pub fn path(&self, origin: Origin) -> Option<&str> {
        let source = match self.place(origin)? {
            Place::File { source } | Place::Span { source, .. } | Place::Cell { source, .. } => source,
        };
        self.sources.get(source).map(|source| source.path.as_str())
    }

    /// Line and column (in characters) of a place in a text, or row and column of a cell; both from 1.
    pub fn line_column(&self, origin: Origin) -> Option<(usize, usize)> {
        match self.place(origin)? {
            Place::File { .. } => None,
            Place::Cell { row, column, .. } => Some((row as usize, column as usize)),
            Place::Span { source, bytes } => {
                let text = &self.sources.get(source)?.text;
                let before = text.get(..bytes.start)?;
                let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
                let line = before.bytes().filter(|&byte| byte == b'\n').count() + 1;
                let column = before[line_start..].trim_start_matches('\u{FEFF}').chars().count() + 1;
                Some((line, column))
            }
        }
    }

    /// A key by which places sort in the order of the files; what has no place comes last.
    pub fn order(&self, origin: Origin) -> (usize, usize, usize) {
        match self.place(origin) {
            None => (usize::MAX, 0, 0),
            Some(Place::File { source }) => (source, 0, 0),
            Some(Place::Span { source, bytes }) => (source, bytes.start, bytes.end),
            Some(Place::Cell { source, row, column, .. }) => (source, row as usize, column as usize),
        }
    }
}

/// Files are far smaller than this.
fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The name of a column in spreadsheets: 1 is A, 27 is AA.
pub fn column_letters(mut column: u32) -> String {
    let mut letters = Vec::new();
    while column > 0 {
        column -= 1;
        letters.push(char::from(b'A' + u8::try_from(column % 26).unwrap_or_default()));
        column /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_characters() {
        let mut origins = Origins::new();
        let source = origins.add_source("a.toml", "\u{FEFF}名 = 1\n工事日 = 2\n");
        let first = origins.add(Place::Span { source, bytes: 3..6 });
        let second = origins.add(Place::Span { source, bytes: 23..24 });
        assert_eq!(origins.line_column(first), Some((1, 1)));
        assert_eq!(origins.line_column(second), Some((2, 7)));
        assert!(origins.order(first) < origins.order(second));
        assert!(origins.order(second) < origins.order(Origin::NONE));
        assert_eq!(origins.path(first), Some("a.toml"));
    }

    #[test]
    fn every_number_leads_back_to_its_place() {
        let mut origins = Origins::new();
        let (text, list) = (origins.add_source("a.toml", "ab"), origins.add_source("b.csv", ""));
        let sheet = origins.add_sheet(list, "名簿", 3);
        let cell = |row, column| Place::Cell { source: list, sheet: "名簿".into(), row, column };
        let mut expected = Vec::new();
        expected.push((origins.add(Place::File { source: list }), Place::File { source: list }));
        // A cell twice, one far to the right, a span between the cells of a row.
        for (row, column) in [(2, 1), (2, 3), (2, 700), (2, 2), (2, 1), (9, 3), (2, 2)] {
            expected.push((origins.cell(sheet, row, column), cell(row, column)));
            let span = Place::Span { source: text, bytes: 0..column as usize };
            expected.push((origins.add(span.clone()), span));
        }
        let span = Place::Span { source: list, bytes: 5..6 };
        expected.push((origins.add(span.clone()), span));
        for (origin, place) in expected {
            assert_eq!(origins.place(origin), Some(place));
        }
        assert_eq!(origins.cell(sheet, 9, 1).0 + 2, origins.cell(sheet, 9, 3).0, "a row is numbered once");
        assert_eq!(origins.place(Origin(origins.last + 1)), None);
        assert_eq!(origins.place(Origin::NONE), None);
    }

    #[test]
    fn numbers_that_are_used_up_name_nothing() {
        let mut origins = Origins::new();
        let sheet = origins.add_sheet(0, "", u32::MAX - 1);
        assert!(origins.cell(sheet, 1, 9).is_some());
        assert_eq!(origins.cell(sheet, 2, 1), Origin::NONE);
        assert!(origins.add(Place::File { source: 0 }).is_some());
        assert_eq!(origins.add(Place::File { source: 0 }), Origin::NONE);
    }
}
