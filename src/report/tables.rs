//! [`TableEntry`]: a table as it was understood, for `check --table`. In: the driver's views. Out: text (the columns), and
//! JSON (columns and values).

use std::fmt::Write as _;

use serde::{Serialize, Serializer};

use super::language::Language;
use super::place::harmless;
use crate::app::{ColumnState, FieldName, TableView, ViewedColumn, ViewedRow};
use crate::base::Shown;
use crate::base::origin::column_letters;

/// A table as it was understood.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct TableEntry {
    file: String,
    sheet: String,
    sheets: Vec<String>,
    heading_rows: [u32; 2],
    columns: Vec<ColumnEntry>,
    rows: Vec<RowEntry>,
}

#[derive(Clone, Debug, Serialize)]
struct ColumnEntry {
    /// Such as `H`.
    letters: String,
    /// From 1.
    column: u32,
    heading: String,
    #[serde(serialize_with = "state_key")]
    state: ColumnState,
    field: Option<FieldEntry>,
    suggestions: Vec<FieldEntry>,
}

/// A field that a column can be.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct FieldEntry {
    field: &'static str,
    heading: &'static str,
    required: bool,
}

#[derive(Clone, Debug, Serialize)]
struct RowEntry {
    row: u32,
    customer: Option<usize>,
    cells: Vec<CellEntry>,
}

#[derive(Clone, Debug, Serialize)]
struct CellEntry {
    cell: String,
    column: u32,
    text: String,
}

impl FieldEntry {
    /// The entry for a field.
    pub(super) const fn of(name: FieldName) -> Self {
        Self { field: name.path, heading: name.heading, required: name.is_required }
    }
}

impl TableEntry {
    /// The entry for a view.
    pub(crate) fn of(view: TableView) -> Self {
        Self {
            file: view.file.shown(),
            sheet: view.sheet,
            sheets: view.sheets,
            heading_rows: view.heading_rows,
            columns: view.columns.into_iter().map(ColumnEntry::of).collect(),
            rows: view.rows.into_iter().map(RowEntry::of).collect(),
        }
    }

    /// The columns, a line each.
    pub(super) fn text(&self, language: Language) -> String {
        let sheet = if self.sheet.is_empty() { String::new() } else { format!("「{}」", self.sheet) };
        let mut text = format!("{}{}\n", harmless(&self.file), harmless(&sheet));
        for column in &self.columns {
            let heading = harmless(&column.heading).replace('\n', " ");
            // Writing into a string cannot fail.
            let _ = writeln!(text, "  {:<3} {heading} → {}", column.letters, column.meaning(language));
        }
        text
    }
}

impl ColumnEntry {
    fn of(column: ViewedColumn) -> Self {
        Self {
            letters: column_letters(column.column),
            column: column.column,
            heading: column.heading,
            state: column.state,
            field: column.field.map(FieldEntry::of),
            suggestions: column.suggestions.into_iter().map(FieldEntry::of).collect(),
        }
    }

    fn meaning(&self, language: Language) -> String {
        let field = self.field.map_or("", |field| field.heading);
        match self.state {
            ColumnState::Known => field.to_owned(),
            ColumnState::Double => match language {
                Language::Japanese => format!("{field}（2つ目）"),
                Language::English => format!("{field} (a second one)"),
            },
            ColumnState::Secret => language.pick("秘密の情報（読みません）", "a secret (refused)").to_owned(),
            ColumnState::Unknown => {
                let near: Vec<&str> = self.suggestions.iter().map(|field| field.heading).collect();
                match (near.is_empty(), language) {
                    (true, _) => language.pick("読みません", "not read").to_owned(),
                    (false, Language::Japanese) => format!("読みません（近い項目：{}）", near.join("、")),
                    (false, Language::English) => format!("not read (near: {})", near.join(", ")),
                }
            }
        }
    }
}

impl RowEntry {
    fn of(row: ViewedRow) -> Self {
        let number = row.row;
        let cell = |(column, text): (u32, String)| {
            let cell = format!("{}{number}", column_letters(column));
            CellEntry { cell, column, text }
        };
        Self { row: number, customer: row.customer, cells: row.cells.into_iter().map(cell).collect() }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn state_key<S: Serializer>(state: &ColumnState, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(match state {
        ColumnState::Known => "known",
        ColumnState::Unknown => "unknown",
        ColumnState::Double => "double",
        ColumnState::Secret => "secret",
    })
}
