//! `check --annotate`: a check of one hearing sheet in, a copy of it with every message at its cell out. What the copy
//! looks like is the business of `read`, which knows the workbook.

use std::path::Path;
use std::sync::atomic::AtomicBool;

use crate::base::{Code, Diagnostic, Origin, Origins, Place, Severity, Words};
use crate::batch::check::check;
use crate::batch::events::{CustomerReport, Event, EventSink, RunSummary};
use crate::batch::order::CheckOrder;
use crate::read::{CellMessage, annotated, sources};
use crate::write::create;

/// A check that also writes a copy of the sheet.
#[derive(Clone, Copy, Debug)]
pub struct AnnotatedCheck<'a> {
    /// What is checked. More than one file is refused.
    pub order: &'a CheckOrder,
    /// The copy.
    pub copy: &'a Path,
    /// The language of the notes in it.
    pub language: fn(&Words) -> &str,
}

/// Checks, and writes the copy with the messages about cells.
pub fn check_and_annotate(
    check_of: &AnnotatedCheck<'_>,
    stop: &AtomicBool,
    origins: &mut Origins,
    on_event: &mut EventSink<'_>,
) -> RunSummary {
    let AnnotatedCheck { order, copy, language } = *check_of;
    let (mut messages, mut has_started) = (Vec::new(), false);
    let mut summary = check(order, stop, origins, &mut |origins, event| {
        match event {
            Event::Started(_) => has_started = true,
            Event::Processed(report) => messages.extend(cell_messages(report, origins, language)),
        }
        on_event(origins, event);
    });
    // Where a font or the label stock cannot be used nothing was checked.
    if has_started {
        match annotate(order, copy, &messages) {
            Ok(()) => summary.written.push(copy.to_owned()),
            Err(errors) => {
                on_event(origins, Event::Processed(&CustomerReport::failed(copy.to_owned(), errors)));
            }
        }
    }
    summary
}

/// A mark for every message about a cell.
fn cell_messages(
    report: &CustomerReport,
    origins: &Origins,
    language: fn(&Words) -> &str,
) -> Vec<CellMessage> {
    let mark = |message: &Diagnostic| {
        let Some(Place::Cell { sheet, row, column, .. }) = origins.place(message.at) else { return None };
        let (sheet, severity, text) = (sheet.to_string(), message.severity, text(message, language));
        Some(CellMessage { sheet, row, column, severity, text })
    };
    report.diagnostics.iter().filter_map(mark).collect()
}

/// Writes the copy with `marks`.
///
/// # Errors
/// `SP007` if it cannot be such a copy, `SP003` and `SP002` for the file, and what keeps the sheet from being read.
fn annotate(order: &CheckOrder, copy: &Path, messages: &[CellMessage]) -> Result<(), Vec<Diagnostic>> {
    let is_workbook = copy.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("xlsx"));
    let files = sources(&order.files, &order.reading, &mut Origins::new()).files;
    match files.as_slice() {
        [from] if is_workbook => {
            annotated(from, &order.reading, messages).and_then(|bytes| create(copy, &bytes))
        }
        [_] => Err(vec![no_workbook(copy)]),
        several => Err(vec![several_sheets(several.len())]),
    }
}

/// What a note says: how bad it is, what is wrong, what to write instead, and the code.
fn text(diagnostic: &Diagnostic, language: fn(&Words) -> &str) -> String {
    let word = language(&match diagnostic.severity {
        Severity::Error => Words::new("誤り", "error"),
        Severity::Warning => Words::new("注意", "warning"),
        Severity::Note => Words::new("お知らせ", "note"),
    })
    .to_owned();
    let (message, help) = (language(&diagnostic.message), language(&diagnostic.help));
    format!("【{word} {}】\n{message}\n→ {help}", diagnostic.code.as_str())
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
