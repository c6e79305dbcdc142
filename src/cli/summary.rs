//! What a run made and what to do next, in words for standard output.

use std::fmt::Write as _;
use std::path::PathBuf;

use unicode_width::UnicodeWidthStr as _;

use super::args::Task;
use super::place::harmless;
use super::speech::Language;
use super::tally::Tally;
use crate::app::{CustomerReport, DocumentKind, Output, OutputDocument};
use crate::base::{Diagnostic, Severity};

/// Columns in which file names stand.
const NAME_WIDTH: usize = 14;

/// Columns in which the documents' Japanese names stand.
const WORD_WIDTH: usize = 22;

/// One customer's documents: whose, where, how many pages and labels.
pub(super) fn made(made: &Output, report: &CustomerReport, language: Language) -> String {
    let folder = made.folder.display();
    let mut text = format!("{}\n  {folder}\n", harmless(&made.name));
    for document in &made.documents {
        let name = document.file.file_name().unwrap_or_default().to_string_lossy();
        let gap = " ".repeat(NAME_WIDTH.saturating_sub(name.width()));
        // Writing into a string cannot fail.
        let _ = writeln!(text, "    {name}{gap}{}", contents(document, language));
    }
    let warnings = count(&report.diagnostics, Severity::Warning);
    if warnings > 0 {
        let _ = match language {
            Language::Japanese => writeln!(text, "  注意 {warnings}件（上の説明をお読みください）"),
            Language::English => writeln!(text, "  {warnings} {} (see above)", plural(warnings, "warning")),
        };
    }
    text
}

fn contents(document: &OutputDocument, language: Language) -> String {
    let (pages, pictures) = (document.pages, document.pictures.len());
    match (language, document.labels) {
        (Language::Japanese, labels) => {
            let word = kind_word(document.kind, language);
            let gap = " ".repeat(WORD_WIDTH.saturating_sub(word.width()));
            let mut text = format!("{word}{gap}{pages}ページ");
            if let Some(labels) = labels {
                let _ = write!(text, "（ラベル {labels}枚）");
            }
            if pictures > 0 {
                let _ = write!(text, "、画像 {pictures}枚");
            }
            text
        }
        (Language::English, labels) => {
            let mut text =
                format!("{}: {pages} {}", kind_word(document.kind, language), plural(pages, "page"));
            if let Some(labels) = labels {
                let _ = write!(text, ", {labels} {}", plural(labels, "label"));
            }
            if pictures > 0 {
                let _ = write!(text, ", {pictures} {}", plural(pictures, "picture"));
            }
            text
        }
    }
}

const fn kind_word(kind: DocumentKind, language: Language) -> &'static str {
    match kind {
        DocumentKind::Packet => language.pick("準備のご案内", "customer packet"),
        DocumentKind::Handover => language.pick("受渡しチェックリスト", "handover checklist"),
        DocumentKind::Labels => language.pick("端末ラベル", "terminal labels"),
    }
}

/// How many files went well and how many did not, for standard error; empty where one file says it all.
pub(super) fn counts(task: &Task, tally: &Tally, language: Language) -> String {
    let Tally { reports, faulty, warnings, .. } = *tally;
    let good = reports - faulty;
    match (task, faulty) {
        (
            Task::New(_)
            | Task::Facts(_)
            | Task::Merge(_)
            | Task::Reconcile(_)
            | Task::Reprint(_)
            | Task::Scan(_)
            | Task::ListStock(_)
            | Task::DrawStock(_)
            | Task::Calibrate(_)
            | Task::Convert { .. },
            _,
        ) => String::new(),
        (Task::Build(_), 0) => String::new(),
        (Task::Build(_), _) => match language {
            Language::Japanese => {
                format!(
                    "作成 {good}件、誤りのため作成なし {faulty}件。誤りを直して、もう一度実行してください。\n"
                )
            }
            Language::English => {
                format!("{good} made, {faulty} not made because of faults: fix them and run again.\n")
            }
        },
        (Task::Check { .. }, _) => match language {
            Language::Japanese => format!("誤りなし {good}件、誤りあり {faulty}件、注意 {warnings}件。\n"),
            Language::English => {
                format!(
                    "{good} without faults, {faulty} with faults, {warnings} {}.\n",
                    plural(warnings, "warning")
                )
            }
        },
    }
}

/// What the user does now; empty if nothing was made.
pub(super) fn next_steps(task: &Task, tally: &Tally, language: Language) -> String {
    match task {
        Task::Build(_) => print_steps(&tally.kinds, language),
        Task::New(path) if tally.diagnostics == 0 => {
            let path = path.display();
            match language {
                Language::Japanese => format!(
                    "{path} を作りました。\n次にすること\n  1. {path} を開き、お客様の情報を記入します。\n  \
                     2. startpack check {path} で確かめます。\n  3. startpack build {path} で書類を作ります。\n"
                ),
                Language::English => format!(
                    "{path} is made.\nWhat to do next\n  1. Open {path} and fill in the customer's data.\n  \
                     2. Check it: startpack check {path}\n  3. Make the documents: startpack build {path}\n"
                ),
            }
        }
        Task::Facts(Some(path)) if tally.diagnostics == 0 => {
            let path = path.display();
            match language {
                Language::Japanese => format!(
                    "{path} を書きました。\n直してから、startpack check お客様のファイル --facts {path} で確かめます。\n"
                ),
                Language::English => {
                    format!(
                        "{path} is written.\nChange it, then try it: startpack check FILE --facts {path}\n"
                    )
                }
            }
        }
        Task::Merge(path) if tally.diagnostics == 0 => {
            let path = path.display();
            match language {
                Language::Japanese => {
                    format!("{path} の組をまとめました。欠けも重なりもありません：{path}/manifest.json\n")
                }
                Language::English => {
                    format!(
                        "The parts of {path} are a whole, none missing, none double: {path}/manifest.json\n"
                    )
                }
            }
        }
        Task::DrawStock(_) | Task::Calibrate(_) if tally.diagnostics == 0 => {
            let file = tally.file.display();
            let made = language.pick(" を作りました。", " is made.");
            let then = language.pick(
                "実際のサイズ（100％）、片面で印刷してください。",
                "Print it at actual size (100 %), on one side.",
            );
            format!("{file}{made}\n{then}\n")
        }
        _ => String::new(),
    }
}

/// The files that were written beside documents; empty if there are none.
pub(super) fn written(files: &[PathBuf], language: Language) -> String {
    match (files, language) {
        ([], _) => String::new(),
        ([file], Language::Japanese) => format!("{} を書きました。\n", file.display()),
        ([file], Language::English) => format!("{} is written.\n", file.display()),
        ([first, ..], Language::Japanese) => {
            format!("{} など、{}個のファイルを書きました。\n", first.display(), files.len())
        }
        ([first, ..], Language::English) => {
            format!("{} files are written, the first is {}.\n", files.len(), first.display())
        }
    }
}

fn print_steps(made: &[DocumentKind], language: Language) -> String {
    let has = |wanted: &dyn Fn(DocumentKind) -> bool| made.iter().any(|kind| wanted(*kind));
    if made.is_empty() {
        return String::new();
    }
    let mut steps = Vec::new();
    if has(&|kind| kind != DocumentKind::Labels) {
        steps.push(language.pick(
            "packet.pdf と handover.pdf を印刷します：A4、両面（長辺とじ）、実際のサイズ（100％）。",
            "Print packet.pdf and handover.pdf: A4, both sides (long edge), actual size (100 %).",
        ));
    }
    if has(&|kind| kind == DocumentKind::Labels) {
        steps.push(language.pick(
            "labels.pdf をまず普通紙に印刷し（片面、100％）、ラベル用紙に重ねて位置を確かめます。",
            "Print labels.pdf on plain paper first (one side, 100 %) and hold it against the label sheet.",
        ));
        steps.push(language.pick(
            "位置が合っていたら、ラベル用紙に印刷します。使いかけの用紙を再びレーザープリンターに通さないでください。",
            "If it fits, print on the label sheet. Never feed a partly used sheet through a laser printer again.",
        ));
    }
    if has(&|kind| kind == DocumentKind::Packet) {
        steps.push(language.pick(
            "ご案内をお客様へ渡します。申請の期限は1ページ目にあります。",
            "Hand the packet to the customer. The deadline for the applications is on page 1.",
        ));
    }
    let mut text = format!("\n{}\n", language.pick("次にすること", "What to do next"));
    for (number, step) in (1..).zip(steps) {
        // Writing into a string cannot fail.
        let _ = writeln!(text, "  {number}. {step}");
    }
    text
}

pub(super) fn count(diagnostics: &[Diagnostic], severity: Severity) -> usize {
    diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count()
}

pub(super) fn plural(count: usize, noun: &str) -> String {
    if count == 1 { noun.to_owned() } else { format!("{noun}s") }
}
