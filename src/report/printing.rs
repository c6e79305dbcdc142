//! [`PrintingEntry`]: which printing of a run a build made. Text, and JSON.

use serde::Serialize;

use super::language::{Language, plural};
use crate::app::{PrintingSummary, Scope};

/// Which printing of a run was made, or is there already.
#[derive(Clone, Debug, Serialize)]
pub(super) struct PrintingEntry {
    /// From 1.
    number: u32,
    scope: Scope,
    /// The one before, with which it was compared.
    before: Option<u32>,
    /// Customers whose papers say something else than then.
    changed: usize,
    /// Customers who had none.
    new: usize,
    /// Customers who have none any more.
    gone: usize,
    /// It was there already.
    kept: bool,
}

impl PrintingEntry {
    pub(super) fn of(summary: PrintingSummary) -> Self {
        let PrintingSummary { number, scope, before, changes, is_kept, .. } = summary;
        Self {
            number,
            scope,
            before,
            changed: changes.changed,
            new: changes.new,
            gone: changes.gone,
            kept: is_kept,
        }
    }

    /// What it is, what has changed since the one before, and what to do with that.
    pub(super) fn text(&self, language: Language) -> String {
        let Self { number, scope, before, kept, .. } = *self;
        if kept {
            return match language {
                Language::Japanese => {
                    format!(
                        "印刷{number} から変わったお客様はいません。新しい印刷は作っていません。同じ紙をもう一度出すときは reprint を使います。\n"
                    )
                }
                Language::English => {
                    format!(
                        "Nobody has changed since printing {number}: there is no new printing. To print the same again, use reprint.\n"
                    )
                }
            };
        }
        let changes = before.map(|before| self.changes(before, language)).unwrap_or_default();
        let advice = before.map(|before| advice(scope, before, language)).unwrap_or_default();
        match language {
            Language::Japanese => format!("印刷{number} を作りました。{changes}{advice}\n"),
            Language::English => format!("This is printing {number}. {changes}{advice}\n"),
        }
    }

    fn changes(&self, before: u32, language: Language) -> String {
        let Self { changed, new, gone, .. } = *self;
        match language {
            Language::Japanese => format!(
                "印刷{before} から変わったお客様 {changed}件、増えたお客様 {new}件、なくなったお客様 {gone}件。"
            ),
            Language::English => format!(
                "Since printing {before}: {changed} {} changed, {new} new, {gone} gone. ",
                plural(changed, "customer")
            ),
        }
    }
}

/// What to do with the sheets of the printing before.
fn advice(scope: Scope, before: u32, language: Language) -> String {
    match (scope, language) {
        (Scope::Whole, Language::Japanese) => format!(
            "印刷{before} の用紙は、もう使いません。\n変わった分だけを印刷するときは、これを印刷せずに、--supplement {before} を付けてもう一度実行してください。"
        ),
        (Scope::Whole, Language::English) => format!(
            "The sheets of printing {before} are of no use any more.\nTo print only what has changed, leave this one unprinted and run again with --supplement {before}."
        ),
        (_, Language::Japanese) => {
            "先に、差し替え表のとおりに前の用紙を抜いて細断してください。ほかのお客様の用紙は、そのまま使います。"
                .to_owned()
        }
        (_, Language::English) => {
            "First pull out and destroy the old sheets that the list of replaced sheets names. All other sheets stay."
                .to_owned()
        }
    }
}
