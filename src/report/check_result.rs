//! [`CheckResult`]: what `check` found. In: the sums and the driver's summary. Out: text, and JSON.

use serde::Serialize;

use super::files::{paths, written_text};
use super::language::{Language, plural};
use super::totals::Totals;
use crate::app::RunSummary;

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
        }
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
        written_text(&self.written, language)
    }
}
