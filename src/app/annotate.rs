//! `check --annotate`: a copy of the hearing sheet with everything that was told at its cells.

use std::path::{Path, PathBuf};

use crate::base::{Code, Diagnostic, Origin, Origins, Place, Severity, Words};
use crate::batch::events::CustomerReport;
use crate::read::{Mark, Reading, annotated};
use crate::write::create;

/// A copy of a hearing sheet to be made.
#[derive(Clone, Copy, Debug)]
pub struct Copy<'a> {
    /// The sheet; more than one is refused.
    pub from: &'a [PathBuf],
    /// How it is understood.
    pub reading: &'a Reading,
    /// The copy.
    pub to: &'a Path,
}

/// What is to be noted at the sheet's cells, gathered as it is told.
#[derive(Clone, Debug)]
pub struct Notes {
    language: fn(&Words) -> &str,
    marks: Vec<Mark>,
}

impl Notes {
    /// No notes yet; they will be in that language.
    pub fn new(language: fn(&Words) -> &str) -> Self {
        Self { language, marks: Vec::new() }
    }

    /// Adds what `report` tells of cells.
    pub fn add(&mut self, origins: &Origins, report: &CustomerReport) {
        let language = self.language;
        self.marks.extend(report.diagnostics.iter().filter_map(|told| {
            let Some(Place::Cell { sheet, row, column, .. }) = origins.place(told.at) else { return None };
            let (sheet, severity, text) = (sheet.to_string(), told.severity, text(told, language));
            Some(Mark { sheet, row, column, severity, text })
        }));
    }
}

/// Writes the copy with `notes`.
///
/// # Errors
/// `SP007` if it cannot be such a copy, `SP003` and `SP002` for the file, and what keeps the sheet from being read.
pub fn annotate(copy: &Copy<'_>, notes: &Notes) -> Result<(), Vec<Diagnostic>> {
    let is_workbook = copy.to.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("xlsx"));
    match copy.from {
        [from] if is_workbook => {
            annotated(from, copy.reading, &notes.marks).and_then(|bytes| create(copy.to, &bytes))
        }
        [_] => Err(vec![no_workbook(copy.to)]),
        several => Err(vec![several_sheets(several.len())]),
    }
}

/// What a note says: how bad it is, what is wrong, what to write instead, and the code.
fn text(told: &Diagnostic, language: fn(&Words) -> &str) -> String {
    let word = language(&match told.severity {
        Severity::Error => Words::new("誤り", "error"),
        Severity::Warning => Words::new("注意", "warning"),
        Severity::Note => Words::new("お知らせ", "note"),
    })
    .to_owned();
    let (message, help) = (language(&told.message), language(&told.help));
    format!("【{word} {}】\n{message}\n→ {help}", told.code.as_str())
}

fn several_sheets(count: usize) -> Diagnostic {
    Diagnostic::error(
        Code::UnknownKind,
        Origin::NONE,
        Words::new(
            format!("写し（--annotate）は1つの表から作りますが、ファイルが{count}個あります。"),
            format!("a copy (--annotate) is made of one sheet, but there are {count} files"),
        ),
        Words::new("表を1つだけ指定してください。", "name one sheet only"),
    )
}

fn no_workbook(path: &Path) -> Diagnostic {
    Diagnostic::error(
        Code::UnknownKind,
        Origin::NONE,
        Words::new(
            format!("{} には書けません。色とメモを付けた写しは .xlsx だけです。", path.display()),
            format!("{} cannot be written: a copy with colours and notes is an .xlsx file", path.display()),
        ),
        Words::new("名前の終わりを .xlsx にしてください。", "let its name end in .xlsx"),
    )
}
