//! `check --annotate`: a copy of the hearing sheet with everything that was told at its cells.

use std::path::{Path, PathBuf};

use super::{Account, Ended};
use crate::base::{Code, Diagnostic, Origin, Origins, Place, Severity, Words};
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
    /// Chooses the language of the notes.
    pub language: fn(&Words) -> &str,
}

/// Writes the copy with what `ended` tells of the sheet's cells, and adds to `ended` how that went.
pub fn annotate(copy: &Copy<'_>, ended: &mut Ended, origins: &Origins) {
    let marks = marks(copy, &ended.accounts, origins);
    let is_workbook = copy.to.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("xlsx"));
    let done = match copy.from {
        [from] if is_workbook => {
            annotated(from, copy.reading, &marks).and_then(|bytes| create(copy.to, &bytes))
        }
        [_] => Err(vec![no_workbook(copy.to)]),
        several => Err(vec![several_sheets(several.len())]),
    };
    match done {
        Ok(()) => ended.written.push(copy.to.to_owned()),
        Err(diagnostics) => {
            ended.accounts.push(Account { file: copy.to.to_owned(), made: None, diagnostics });
        }
    }
}

fn marks(copy: &Copy<'_>, accounts: &[Account], origins: &Origins) -> Vec<Mark> {
    let told = accounts.iter().flat_map(|account| &account.diagnostics);
    told.filter_map(|told| {
        let Some(Place::Cell { sheet, row, column, .. }) = origins.place(told.at) else { return None };
        Some(Mark {
            sheet: sheet.to_string(),
            row,
            column,
            severity: told.severity,
            text: text(told, copy.language),
        })
    })
    .collect()
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
