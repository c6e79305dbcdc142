//! [`BuildResult`]: what `build` made. In: the sums and the driver's summary. Out: text, and JSON.

use std::fmt::Write as _;

use serde::Serialize;

use super::customer::papers_text;
use super::files::paths;
use super::language::{Language, plural};
use super::merged_file::{MergedFile, build_steps, sheets_on};
use super::message::Message;
use super::place::harmless;
use super::printing::PrintingEntry;
use super::totals::Totals;
use crate::app::{BuildOrder, MergedPaper, RunSummary};
use crate::base::facts::facts;
use crate::base::{Shown, Words};

/// What `build` made.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct BuildResult {
    /// Nothing was made: the numbers are of what would be made.
    dry_run: bool,
    /// The run's folder, if it is a run.
    run: Option<String>,
    /// Customers whose documents were made.
    made: usize,
    /// Of these, customers whose documents were there before.
    kept: usize,
    /// Customers with errors.
    with_errors: usize,
    /// Customers that were not processed.
    not_processed: usize,
    /// Whether it was stopped by the user.
    interrupted: bool,
    /// Warnings of all customers.
    warnings: usize,
    pages: usize,
    labels: usize,
    paper: Paper,
    /// The merged files.
    merged: Vec<MergedFile>,
    /// Which printing of the run they are.
    printing: Option<PrintingEntry>,
    /// The check pages, one for each work day.
    check_pages: Vec<String>,
    /// Customers of an earlier run in the folder who were left out: their papers stay.
    left_out: usize,
    /// Customers who are no more in the files: their papers were removed.
    removed: Vec<RemovedCustomer>,
    /// Other facts than before, with which the documents were made again.
    changed_facts: Option<ChangedFacts>,
    /// The first error of customers of whom nothing was made.
    #[serde(skip)]
    not_made: Vec<Message>,
    #[serde(skip)]
    pub(super) next_steps: Vec<Words>,
}

/// What is to be put into the printer.
#[derive(Clone, Debug, Serialize)]
struct Paper {
    /// Sheets of A4, printed on both sides, cover sheets included.
    sheets: usize,
    /// Of these, cover sheets.
    cover_sheets: usize,
    label_stock: String,
    label_sheets: usize,
}

/// The days of two sets of facts.
#[derive(Clone, Debug, Serialize)]
struct ChangedFacts {
    before: String,
    now: String,
}

/// A customer whose papers were removed.
#[derive(Clone, Debug, Serialize)]
struct RemovedCustomer {
    code: String,
    name: String,
}

impl BuildResult {
    /// The result of a build that ended so.
    pub(crate) fn new(order: &BuildOrder, totals: &Totals, summary: &RunSummary, interrupted: bool) -> Self {
        // Merged files have a cover sheet before each document; a dry run makes none of them.
        let would_merge = order.dry && order.merge.is_some() && order.part.is_none();
        let cover_sheets = match summary.printing {
            Some(printing) => printing.covers,
            None if would_merge => totals.stacks,
            None => 0,
        };
        let printing = summary.printing.map(PrintingEntry::of);
        let stock = &order.customers.labels.stock;
        let merged: Vec<MergedFile> = summary.merged.iter().map(MergedFile::new).collect();
        let paper = Paper::new(totals, cover_sheets, stock, &merged);
        Self {
            dry_run: order.dry,
            run: summary.run.as_ref().map(|run| run.shown()),
            made: totals.made,
            kept: totals.kept,
            with_errors: totals.faulty,
            not_processed: summary.left,
            interrupted,
            warnings: totals.warnings,
            pages: totals.pages,
            labels: totals.labels,
            paper,
            check_pages: paths(&summary.check_pages),
            left_out: summary.left_out,
            removed: summary
                .gone
                .iter()
                .map(|(code, name)| RemovedCustomer { code: code.clone(), name: name.clone() })
                .collect(),
            changed_facts: summary
                .facts_before
                .clone()
                .map(|before| ChangedFacts { before, now: facts().as_of.to_string() }),
            not_made: totals.not_made.clone(),
            next_steps: match summary.printing {
                // There is nothing to print.
                Some(printing) if printing.is_kept => Vec::new(),
                _ => build_steps(&merged, stock, &totals.kinds, order.readable_names),
            },
            merged,
            printing,
        }
    }

    /// Customers whose documents were not made, and how to go on.
    pub(super) fn notice(&self, language: Language) -> String {
        let Self { made, with_errors, not_processed, interrupted, .. } = *self;
        let mut text = self.not_made_text(language);
        text += &match (with_errors, language) {
            (0, _) => String::new(),
            (_, Language::Japanese) => format!(
                "作成 {made}件、誤りのため作成なし {with_errors}件。誤りを直して、もう一度実行してください。\n"
            ),
            (_, Language::English) => {
                format!("{made} made, {with_errors} not made because of errors: fix them and run again.\n")
            }
        };
        text += &match (not_processed, language) {
            (0, _) => String::new(),
            (left, Language::Japanese) => format!(
                "{}残り {left}件は作っていません。同じコマンドをもう一度実行すると、続きから作ります。\n",
                if interrupted { "中断しました。" } else { "" }
            ),
            (left, Language::English) => format!(
                "{}{left} {} not made yet: run the same command again to go on from here.\n",
                if interrupted { "Interrupted. " } else { "" },
                plural(left, "customer")
            ),
        };
        text
    }

    /// Of whom nothing was made, in a run of several.
    fn not_made_text(&self, language: Language) -> String {
        if self.made + self.with_errors < 2 || self.not_made.is_empty() {
            return String::new();
        }
        let mut text = format!(
            "{}\n",
            language.pick("作成しなかったお客様と最初の誤り：", "Not made, with the first error:")
        );
        for message in &self.not_made {
            // Writing into a string cannot fail.
            let _ = writeln!(text, "  {}", message.of_customer(language));
        }
        let _ = match (self.with_errors.saturating_sub(self.not_made.len()), language) {
            (0, _) => Ok(()),
            (more, Language::Japanese) => writeln!(text, "  ほかに {more}件"),
            (more, Language::English) => writeln!(text, "  and {more} more"),
        };
        text
    }

    /// The sums of a run; nothing where one customer's own words have said it all.
    pub(super) fn text(&self, language: Language) -> String {
        if self.made == 0 || (self.run.is_none() && !self.dry_run) {
            return String::new();
        }
        self.sums(language) + &self.paper.text(self.warnings, language) + &self.files(language)
    }

    fn sums(&self, language: Language) -> String {
        let Self { made, kept, pages, labels, .. } = *self;
        let papers = papers_text(pages, labels, language);
        match (language, self.dry_run) {
            (Language::Japanese, true) => format!("\n作る予定：{made}件、{papers}。\n"),
            (Language::Japanese, false) => format!("\n{made}件（うち前回のまま {kept}件）、{papers}。\n"),
            (Language::English, true) => {
                format!("\nWould make {made} {}: {papers}.\n", plural(made, "customer"))
            }
            (Language::English, false) => {
                format!("\n{made} {} ({kept} as before): {papers}.\n", plural(made, "customer"))
            }
        }
    }

    /// The merged files, the check pages, other facts and the run's folder.
    fn files(&self, language: Language) -> String {
        let mut text = String::new();
        if self.merged.iter().any(|file| file.replaced) {
            text += language.pick(
                "前に作ったラベル用紙のファイルと内容が変わりました。前のファイルから印刷したラベルは使えません。破棄して、印刷し直してください。\n",
                "The common label sheets are not those of before. Labels that were printed from the old file are of no use: destroy them and print again.\n",
            );
        }
        text += &self.printing.iter().map(|printing| printing.text(language)).collect::<String>();
        for file in &self.merged {
            text += &file.text(&self.paper.label_stock, language);
        }
        for page in &self.check_pages {
            let words = language.pick("携帯電話で確かめるページ：", "To check with a phone: ");
            let _ = writeln!(text, "{words}{page}");
        }
        text += &self.others(language);
        if let Some(ChangedFacts { before, now }) = &self.changed_facts {
            let _ = match language {
                Language::Japanese => writeln!(
                    text,
                    "前に作ったときとは別の事実です（前：{before} 時点、今回：{now} 時点）。書類を作り直しました。"
                ),
                Language::English => writeln!(
                    text,
                    "The facts are not those of before (before: of {before}, now: of {now}); the documents were made again."
                ),
            };
        }
        if let Some(run) = &self.run {
            let _ = writeln!(text, "{}{run}", language.pick("フォルダ：", "Folder: "));
        }
        text
    }
}

impl BuildResult {
    /// What became of the customers of an earlier run in the same folder whom this one did not make.
    fn others(&self, language: Language) -> String {
        let mut text = String::new();
        // Writing into a string cannot fail.
        let _ = match (self.left_out, language) {
            (0, _) => Ok(()),
            (count, Language::Japanese) => {
                writeln!(text, "今回の対象でないお客様 {count}件の書類は、そのままです。")
            }
            (count, Language::English) => {
                writeln!(text, "The papers of {count} other {} stay as they are.", plural(count, "customer"))
            }
        };
        if !self.removed.is_empty() {
            let _ = writeln!(
                text,
                "{}",
                language.pick(
                    "表にない（または誤りのある）お客様の書類を消しました：",
                    "Removed the papers of customers who are not in the files any more, or have errors:"
                )
            );
        }
        for RemovedCustomer { code, name } in &self.removed {
            let _ = writeln!(text, "  {code}  {}", harmless(name));
        }
        text
    }
}

impl Paper {
    /// What all files need: of a merged run, the merged files, on whose label sheets customers follow each other.
    fn new(totals: &Totals, cover_sheets: usize, stock: &str, merged: &[MergedFile]) -> Self {
        let (sheets, label_sheets) = match merged {
            [] => (totals.sheets + cover_sheets, totals.label_sheets),
            // Common label sheets alone.
            merged if sheets_on(merged, MergedPaper::BothSides) == 0 && cover_sheets == 0 => (
                totals.sheets + sheets_on(merged, MergedPaper::PickList),
                sheets_on(merged, MergedPaper::LabelStock),
            ),
            merged => (
                [MergedPaper::BothSides, MergedPaper::PickList, MergedPaper::Replacements]
                    .map(|paper| sheets_on(merged, paper))
                    .iter()
                    .sum(),
                sheets_on(merged, MergedPaper::LabelStock),
            ),
        };
        Self { sheets, cover_sheets, label_stock: stock.to_owned(), label_sheets }
    }

    fn text(&self, warnings: usize, language: Language) -> String {
        let Self { sheets, cover_sheets, label_sheets, ref label_stock } = *self;
        let mut text = match language {
            Language::Japanese => format!(
                "用紙：A4 {sheets}枚（両面）、ラベル用紙 {label_stock} {label_sheets}枚。注意 {warnings}件。\n"
            ),
            Language::English => format!(
                "Paper: {sheets} {} of A4 (both sides), {label_sheets} label {} of stock {label_stock}. {warnings} {}.\n",
                plural(sheets, "sheet"),
                plural(label_sheets, "sheet"),
                plural(warnings, "warning")
            ),
        };
        // Writing into a string cannot fail.
        let _ = match (cover_sheets, language) {
            (0, _) => Ok(()),
            (_, Language::Japanese) => writeln!(text, "このうち表紙 {cover_sheets}枚。"),
            (_, Language::English) => {
                writeln!(text, "Of these, {cover_sheets} cover {}.", plural(cover_sheets, "sheet"))
            }
        };
        text
    }
}
