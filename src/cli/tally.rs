//! A run of many customers in words: a line for each, and the sums at the end.

use std::fmt::Write as _;

use super::args::Task;
use super::place::harmless;
use super::speech::Language;
use super::summary::{count, plural};
use crate::base::Severity;
use crate::run::{Account, DocumentKind, Ended, Made, State};

/// One customer of many, in a line.
pub(super) fn line(made: &Made, account: &Account, language: Language) -> String {
    let sum = Sum::of(std::iter::once(account));
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
pub(super) fn text(task: &Task, ended: &Ended, language: Language) -> String {
    let Task::Build(build) = task else { return String::new() };
    let sum = Sum::of(&ended.accounts);
    if sum.customers == 0 || (ended.run.is_none() && !build.dry) {
        return String::new();
    }
    let papers = sum.papers(language);
    let (customers, kept, warnings, stock) =
        (sum.customers, sum.kept, sum.warnings, &build.look.labels.stock);
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
    for (file, pages) in &ended.merged {
        let _ = match language {
            Language::Japanese => writeln!(text, "印刷用：{}（{pages}ページ）", file.display()),
            Language::English => {
                writeln!(text, "Merged: {} ({pages} {})", file.display(), plural(*pages, "page"))
            }
        };
    }
    if let Some(run) = &ended.run {
        let _ = writeln!(text, "{}{}", language.pick("フォルダ：", "Folder: "), run.display());
    }
    text
}

/// What was not come to, and how to go on.
pub(super) fn left(ended: &Ended, interrupted: bool, language: Language) -> String {
    match (ended.left, language) {
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

/// What several accounts come to.
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
    fn of<'a>(accounts: impl IntoIterator<Item = &'a Account>) -> Self {
        let mut sum = Self::default();
        for account in accounts {
            let Some(made) = &account.made else { continue };
            sum.customers += 1;
            sum.kept += usize::from(made.state == State::Kept);
            sum.warnings += count(&account.diagnostics, Severity::Warning);
            for document in &made.documents {
                if document.kind == DocumentKind::Labels {
                    sum.label_sheets += document.pages;
                    sum.labels += document.labels.unwrap_or_default();
                } else {
                    sum.pages += document.pages;
                    sum.stacks += 1;
                    // Each document starts on a front side.
                    sum.sheets += document.pages.div_ceil(2);
                }
            }
        }
        sum
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
