//! A run of many customers in words: a line for each, and the sums at the end.

use std::fmt::Write as _;
use std::path::PathBuf;

use super::Exit;
use super::args::Task;
use super::place::harmless;
use super::speech::Language;
use super::summary::{count, plural};
use crate::app::{CustomerReport, DocumentKind, Output, RunSummary, State};
use crate::base::Severity;
use crate::base::facts::facts;

/// The sums of all reports; the reports themselves are not kept.
#[derive(Default)]
pub(super) struct Tally {
    /// How many were told.
    pub(super) reports: usize,
    /// Of these, with faults.
    pub(super) faulty: usize,
    /// Doubts of all of them.
    pub(super) warnings: usize,
    /// Whatever was told of them.
    pub(super) diagnostics: usize,
    /// The worst of them.
    pub(super) exit: Exit,
    /// Documents that are on disk now.
    pub(super) kinds: Vec<DocumentKind>,
    /// The file of the last report.
    pub(super) file: PathBuf,
    sum: Sum,
}

impl Tally {
    /// Takes one more in.
    pub(super) fn add(&mut self, report: &CustomerReport) {
        let told = &report.diagnostics;
        self.reports += 1;
        self.faulty += usize::from(count(told, Severity::Error) > 0);
        self.warnings += count(told, Severity::Warning);
        self.diagnostics += told.len();
        self.exit = self.exit.max(Exit::of(told));
        self.file.clone_from(&report.file);
        self.sum.add(report);
        let made = report.output.iter().filter(|made| made.state != State::Dry);
        for document in made.flat_map(|made| &made.documents) {
            if !self.kinds.contains(&document.kind) {
                self.kinds.push(document.kind);
            }
        }
    }
}

/// One customer of many, in a line.
pub(super) fn line(made: &Output, report: &CustomerReport, language: Language) -> String {
    let mut sum = Sum::default();
    sum.add(report);
    let code = made.folder.file_name().unwrap_or_default().to_string_lossy();
    let mut text = format!("{code}  {}  {}", harmless(&made.name), sum.papers(language));
    if made.state == State::Kept {
        text.push_str(language.pick("（前回のまま）", " (as before)"));
    }
    match (sum.warnings, language) {
        (0, _) => {}
        (warnings, Language::Japanese) => {
            // Writing into a string cannot fail.
            let _ = write!(text, "　注意 {warnings}件");
        }
        (warnings, Language::English) => {
            let _ = write!(text, ", {warnings} {}", plural(warnings, "warning"));
        }
    }
    text + "\n"
}

/// The sums of a run; empty where one customer's own words have said it all.
pub(super) fn text(task: &Task, run_summary: &RunSummary, tally: &Tally, language: Language) -> String {
    let Task::Build(build) = task else { return String::new() };
    let sum = &tally.sum;
    if sum.customers == 0 || (run_summary.run.is_none() && !build.dry) {
        return String::new();
    }
    let papers = sum.papers(language);
    let (customers, kept, warnings, stock) =
        (sum.customers, sum.kept, sum.warnings, &build.customers.labels.stock);
    let label_sheets = sum.label_sheets;
    // Merged files have a cover sheet before each document.
    let covers = if build.merge.is_some() && build.part.is_none() { sum.stacks } else { 0 };
    let sheets = sum.sheets + covers;
    let mut text = match (language, build.dry) {
        (Language::Japanese, true) => format!("\n作る予定：{customers}件、"),
        (Language::Japanese, false) => format!("\n{customers}件（うち前回のまま {kept}件）、"),
        (Language::English, true) => format!("\nWould make {customers} {}: ", plural(customers, "customer")),
        (Language::English, false) => {
            format!("\n{customers} {} ({kept} as before): ", plural(customers, "customer"))
        }
    };
    text.push_str(&papers);
    // Writing into a string cannot fail.
    let _ = match language {
        Language::Japanese => writeln!(
            text,
            "。\n用紙：A4 {sheets}枚（両面）、ラベル用紙 {stock} {label_sheets}枚。注意 {warnings}件。"
        ),
        Language::English => writeln!(
            text,
            ".\nPaper: {sheets} {} of A4 (both sides), {label_sheets} label {} of stock {stock}. {warnings} {}.",
            plural(sheets, "sheet"),
            plural(label_sheets, "sheet"),
            plural(warnings, "warning")
        ),
    };
    if covers > 0 {
        let _ = match language {
            Language::Japanese => writeln!(text, "このうち表紙 {covers}枚。"),
            Language::English => writeln!(text, "Of these, {covers} cover {}.", plural(covers, "sheet")),
        };
    }
    for (file, pages) in &run_summary.merged {
        let _ = match language {
            Language::Japanese => writeln!(text, "印刷用：{}（{pages}ページ）", file.display()),
            Language::English => {
                writeln!(text, "Merged: {} ({pages} {})", file.display(), plural(*pages, "page"))
            }
        };
    }
    if let Some(before) = &run_summary.facts_before {
        let now = &facts().as_of;
        let _ = match language {
            Language::Japanese => writeln!(
                text,
                "前に作ったときとは別の事実です（前：{before} 時点、今回：{now} 時点）。書類を作り直しました。"
            ),
            Language::English => writeln!(
                text,
                "The facts are others than before (before: of {before}, now: of {now}); the papers were made again."
            ),
        };
    }
    if let Some(run) = &run_summary.run {
        let _ = writeln!(text, "{}{}", language.pick("フォルダ：", "Folder: "), run.display());
    }
    text
}

/// How many were not processed, and how to go on.
pub(super) fn left(run_summary: &RunSummary, interrupted: bool, language: Language) -> String {
    match (run_summary.left, language) {
        (0, _) => String::new(),
        (left, Language::Japanese) => format!(
            "{}残り {left}件は作っていません。同じコマンドをもう一度実行すると、続きから作ります。\n",
            if interrupted { "中断しました。" } else { "" }
        ),
        (left, Language::English) => format!(
            "{}{left} {} left: the same command goes on from here.\n",
            if interrupted { "Interrupted. " } else { "" },
            plural(left, "customer")
        ),
    }
}

/// The sums of several reports.
#[derive(Default)]
struct Sum {
    customers: usize,
    kept: usize,
    pages: usize,
    sheets: usize,
    stacks: usize,
    labels: usize,
    label_sheets: usize,
    warnings: usize,
}

impl Sum {
    fn add(&mut self, report: &CustomerReport) {
        let Some(made) = &report.output else { return };
        self.customers += 1;
        self.kept += usize::from(made.state == State::Kept);
        self.warnings += count(&report.diagnostics, Severity::Warning);
        for document in &made.documents {
            if document.kind == DocumentKind::Labels {
                self.label_sheets += document.pages;
                self.labels += document.labels.unwrap_or_default();
            } else {
                self.pages += document.pages;
                self.stacks += 1;
                // Each document starts on a front side.
                self.sheets += document.pages.div_ceil(2);
            }
        }
    }

    fn papers(&self, language: Language) -> String {
        let (pages, labels) = (self.pages, self.labels);
        match language {
            Language::Japanese => format!("{pages}ページ、ラベル {labels}枚"),
            Language::English => {
                format!("{pages} {}, {labels} {}", plural(pages, "page"), plural(labels, "label"))
            }
        }
    }
}
