//! Where in the user's files a value came from, so that the last room can still name the place.
//!
//! An [`Origin`] is a small number that travels with a value (through the markup too, as `data-at`).
//! [`Origins`] is the table that turns it back into a [`Place`]. Only `read` adds places.

use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::Arc;

/// A place in the user's input, as a number into an [`Origins`] table; 0 is "not from the user".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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
}

/// All places of all files of a run.
#[derive(Clone, Debug, Default)]
pub struct Origins {
    /// The files, in the order they were read.
    pub sources: Vec<Source>,
    places: Vec<Place>,
}

impl Origins {
    /// An empty table.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file and returns its index.
    pub fn add_source(&mut self, path: impl Into<String>, text: impl Into<String>) -> usize {
        self.sources.push(Source { path: path.into(), text: text.into() });
        self.sources.len() - 1
    }

    /// Adds a place and returns the origin that names it.
    pub fn add(&mut self, place: Place) -> Origin {
        self.places.push(place);
        Origin(u32::try_from(self.places.len()).unwrap_or(0))
    }

    /// The place that `origin` names, if it names one.
    pub fn place(&self, origin: Origin) -> Option<&Place> {
        (origin.0 as usize).checked_sub(1).and_then(|index| self.places.get(index))
    }

    /// The path of the file that `origin` lies in.
    pub fn path(&self, origin: Origin) -> Option<&str> {
        let source = match self.place(origin)? {
            Place::File { source } | Place::Span { source, .. } | Place::Cell { source, .. } => *source,
        };
        self.sources.get(source).map(|source| source.path.as_str())
    }

    /// Line and column (in characters) of a place in a text, or row and column of a cell; both from 1.
    pub fn line_column(&self, origin: Origin) -> Option<(usize, usize)> {
        match self.place(origin)? {
            Place::File { .. } => None,
            Place::Cell { row, column, .. } => Some((*row as usize, *column as usize)),
            Place::Span { source, bytes } => {
                let text = &self.sources.get(*source)?.text;
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
            Some(Place::File { source }) => (*source, 0, 0),
            Some(Place::Span { source, bytes }) => (*source, bytes.start, bytes.end),
            Some(Place::Cell { source, row, column, .. }) => (*source, *row as usize, *column as usize),
        }
    }
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
}
