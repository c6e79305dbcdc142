//! [`CheckResult`]: what `check` found. In: the sums and the driver's summary. Out: text, and JSON.

use serde::Serialize;

use super::files::{paths, written_text};
use super::language::{Language, plural};
use super::tables::{FieldEntry, TableEntry};
use super::totals::Totals;
use crate::app::{FieldName, RunSummary, TableView};

/// What `check` found.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct CheckResult {
    /// Customers without an error.
    without_errors: usize,
    /// Customers with errors.
    with_errors: usize,
    /// Warnings of all of them.
    warnings: usize,
    /// Customers that were not processed.
    not_processed: usize,
    /// Files that were written.
    written: Vec<String>,
    /// The tables as they were understood, if they are asked for.
    tables: Option<Vec<TableEntry>>,
    /// All fields that a column can be, if the tables are asked for.
    fields: Option<Vec<FieldEntry>>,
}

impl CheckResult {
    /// The result of a check that ended so.
    pub(crate) fn new(totals: &Totals, summary: &RunSummary) -> Self {
        Self {
            without_errors: totals.good,
            with_errors: totals.faulty,
            warnings: totals.warnings,
            not_processed: summary.left,
            written: paths(&summary.written),
            tables: None,
            fields: None,
        }
    }

    /// The same with the tables as they were understood, and all fields that there are.
    pub(crate) fn with_tables(self, views: Vec<TableView>, fields: Vec<FieldName>) -> Self {
        let tables = views.into_iter().map(TableEntry::of).collect();
        let fields = fields.into_iter().map(FieldEntry::of).collect();
        Self { tables: Some(tables), fields: Some(fields), ..self }
    }

    pub(super) fn notice(&self, language: Language) -> String {
        let Self { without_errors, with_errors, warnings, .. } = *self;
        let mut text = match language {
            _ if without_errors + with_errors == 0 => String::new(),
            Language::Japanese => {
                format!("誤りなし {without_errors}件、誤りあり {with_errors}件、注意 {warnings}件。\n")
            }
            Language::English => format!(
                "{without_errors} without errors, {with_errors} with errors, {warnings} {}.\n",
                plural(warnings, "warning")
            ),
        };
        text += &match (self.not_processed, language) {
            (0, _) => String::new(),
            (left, Language::Japanese) => format!("残り {left}件は調べていません。\n"),
            (left, Language::English) => format!("{left} {} not checked.\n", plural(left, "customer")),
        };
        text
    }

    pub(super) fn text(&self, language: Language) -> String {
        let tables = self.tables.iter().flatten().map(|table| table.text(language));
        tables.collect::<String>() + &written_text(&self.written, language)
    }
}
