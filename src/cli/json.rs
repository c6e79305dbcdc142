//! The result of a run as JSON, for programs, written as it comes. The form is described in docs/json.md.

use serde::Serialize;

use super::Exit;
use super::args::Task;
use super::place::{Spot, Within};
use crate::app::{CustomerReport, DocumentKind, Output, RunSummary, State};
use crate::base::{Diagnostic, Origins, Severity, Words};

/// Goes up when a field changes its meaning or goes away.
pub(super) const VERSION: u32 = 1;

/// What is known at the end.
#[derive(Serialize)]
struct End {
    #[serde(skip_serializing_if = "Option::is_none")]
    run: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    facts_before: Option<String>,
    #[serde(skip_serializing_if = "is_zero")]
    left: usize,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    merged: Vec<Merged>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    written: Vec<String>,
    exit_code: u8,
}

#[derive(Serialize)]
struct Merged {
    file: String,
    pages: usize,
}

#[derive(Serialize)]
struct File {
    file: String,
    ok: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    made: Option<MadeJson>,
    diagnostics: Vec<Told>,
}

#[derive(Serialize)]
struct MadeJson {
    state: &'static str,
    name: String,
    folder: String,
    documents: Vec<Document>,
}

#[derive(Serialize)]
struct Document {
    kind: &'static str,
    file: String,
    pages: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    labels: Option<usize>,
    pictures: Vec<String>,
}

#[derive(Serialize)]
pub(super) struct Told {
    severity: &'static str,
    code: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<PlaceJson>,
    message: Both,
    help: Both,
}

#[derive(Serialize)]
struct PlaceJson {
    file: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sheet: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    row: Option<u32>,
}

#[derive(Serialize)]
struct Both {
    ja: String,
    en: String,
}

/// The object piece by piece, as a run goes on: its files are not kept until the end.
#[derive(Debug)]
pub(super) struct Pieces {
    command: &'static str,
    files: usize,
}

impl Pieces {
    /// The object of that task, of which nothing is said yet.
    pub(super) fn of(task: &Task) -> Self {
        let command = match task {
            Task::Build(_) => "build",
            Task::Check { .. } => "check",
            Task::New(_) => "new",
            Task::Facts(_) => "facts",
            Task::Convert { .. } => "convert",
            Task::Merge(_) => "manifest merge",
            Task::Reconcile(_) => "reconcile",
            Task::Reprint(_) => "reprint",
            Task::Scan(_) => "scan",
            Task::ListStock(_) | Task::DrawStock(_) => "stock",
            Task::Calibrate(_) => "calibrate",
        };
        Self { command, files: 0 }
    }

    /// The next of its files; the first one brings what stands before them.
    pub(super) fn file(&mut self, report: &CustomerReport, origins: &Origins) -> String {
        let before = if self.files == 0 { self.begin() } else { ",".to_owned() };
        self.files += 1;
        format!("{before}\n    {}", text(&file(report, origins)).replace('\n', "\n    "))
    }

    /// The rest of it, with a line end.
    pub(super) fn end(&self, run_summary: &RunSummary, exit: Exit) -> String {
        let volume = |(file, pages): &(std::path::PathBuf, usize)| Merged {
            file: file.display().to_string(),
            pages: *pages,
        };
        let end = End {
            run: run_summary.run.as_ref().map(|run| run.display().to_string()),
            facts_before: run_summary.facts_before.clone(),
            left: run_summary.left,
            merged: run_summary.merged.iter().map(volume).collect(),
            written: run_summary.written.iter().map(|file| file.display().to_string()).collect(),
            exit_code: exit as u8,
        };
        let files = if self.files == 0 { self.begin() + "]" } else { "\n  ]".to_owned() };
        format!("{files},{}\n", text(&end).trim_start_matches('{'))
    }

    fn begin(&self) -> String {
        format!("{{\n  \"version\": {VERSION},\n  \"command\": \"{}\",\n  \"files\": [", self.command)
    }
}

fn text(value: &impl Serialize) -> String {
    // Numbers and texts only: there is nothing in it that JSON cannot say.
    serde_json::to_string_pretty(value).unwrap_or_default()
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_zero(number: &usize) -> bool {
    *number == 0
}

fn file(report: &CustomerReport, origins: &Origins) -> File {
    File {
        file: report.file.display().to_string(),
        ok: Exit::of(&report.diagnostics) == Exit::Made,
        made: report.output.as_ref().map(made),
        diagnostics: report.diagnostics.iter().map(|diagnostic| told(diagnostic, origins)).collect(),
    }
}

fn made(made: &Output) -> MadeJson {
    let document = |document: &crate::app::OutputDocument| Document {
        kind: DocumentKind::stem(document.kind),
        file: document.file.display().to_string(),
        pages: document.pages,
        labels: document.labels,
        pictures: document.pictures.iter().map(|path| path.display().to_string()).collect(),
    };
    MadeJson {
        state: match made.state {
            State::New => "new",
            State::Kept => "kept",
            State::Dry => "dry",
        },
        name: made.name.clone(),
        folder: made.folder.display().to_string(),
        documents: made.documents.iter().map(document).collect(),
    }
}

/// A diagnostic with its place, in both languages.
pub(super) fn told(diagnostic: &Diagnostic, origins: &Origins) -> Told {
    let severity = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let both = |words: &Words| Both { ja: words.ja.clone(), en: words.en.clone() };
    Told {
        severity,
        code: diagnostic.code.as_str(),
        place: Spot::of(diagnostic.at, origins).map(place),
        message: both(&diagnostic.message),
        help: both(&diagnostic.help),
    }
}

fn place(spot: Spot) -> PlaceJson {
    let file = spot.file;
    match spot.within {
        Within::Whole => PlaceJson { file, line: None, column: None, sheet: None, row: None },
        Within::Line { line, column } => {
            PlaceJson { file, line: Some(line), column: Some(column), sheet: None, row: None }
        }
        Within::Cell { sheet, row, column } => PlaceJson {
            file,
            line: None,
            column: usize::try_from(column).ok(),
            sheet: Some(sheet),
            row: Some(row),
        },
    }
}
