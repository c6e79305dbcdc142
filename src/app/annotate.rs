//! `check --annotate`: a check of one hearing sheet in, a copy of it with every message at its cell out. What the copy
//! looks like is the business of `read`, which knows the workbook.

use std::path::Path;
use std::sync::atomic::AtomicBool;

use crate::base::{Code, Diagnostic, Origin, Origins, Place, Shown, Words};
use crate::batch::check::check;
use crate::batch::events::{CustomerReport, Event, EventSink, RunSummary};
use crate::batch::order::CheckOrder;
use crate::read::{Annotation, CellMessage, IsUntouched, annotated, annotated_state, sources};
use crate::write::{create, is_same, replace};

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
            Event::Processed(report) => messages.extend(cell_messages(report, origins)),
        }
        on_event(origins, event);
    });
    // Where a font or the label stock cannot be used nothing was checked.
    if has_started {
        match annotate(order, copy, &Annotation { messages: &messages, language }) {
            Ok(()) => summary.written.push(copy.to_owned()),
            Err(errors) => {
                on_event(origins, Event::Processed(&CustomerReport::failed(copy.to_owned(), errors)));
            }
        }
    }
    summary
}

/// Every message, with its cell if it has one.
fn cell_messages(report: &CustomerReport, origins: &Origins) -> Vec<CellMessage> {
    let message = |diagnostic: &Diagnostic| {
        let (sheet, row, column) = match origins.place(diagnostic.at) {
            Some(Place::Cell { sheet, row, column, .. }) => (sheet.to_string(), row, column),
            _ => (String::new(), 0, 0),
        };
        CellMessage {
            sheet,
            row,
            column,
            severity: diagnostic.severity,
            code: diagnostic.code,
            message: diagnostic.message.clone(),
            help: diagnostic.help.clone(),
        }
    };
    report.diagnostics.iter().map(message).collect()
}

/// Writes the copy. A copy that nobody has changed since is replaced, and so is the copy that is checked itself.
///
/// # Errors
/// `SP007` if it cannot be such a copy, `SP003` and `SP002` for the file, and what keeps the sheet from being read.
fn annotate(order: &CheckOrder, copy: &Path, annotation: &Annotation<'_>) -> Result<(), Vec<Diagnostic>> {
    let is_workbook = copy.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("xlsx"));
    let files = sources(&order.files, &order.reading, &mut Origins::new()).files;
    match files.as_slice() {
        [from] if is_workbook => {
            let bytes = annotated(from, &order.reading, annotation)?;
            match annotated_state(copy) {
                Some(IsUntouched(is_untouched)) if is_untouched || is_same(from, copy) => {
                    replace(copy, &bytes)
                }
                Some(_) => Err(vec![changed_since(copy)]),
                None => create(copy, &bytes),
            }
        }
        [_] => Err(vec![no_workbook(copy)]),
        several => Err(vec![several_sheets(several.len())]),
    }
}

/// The copy was worked on: writing it anew would lose that.
fn changed_since(copy: &Path) -> Diagnostic {
    let (path, typed) = (copy.shown(), copy.typed());
    Diagnostic::error(
        Code::FileExists,
        Origin::NONE,
        Words::new(
            format!("{path} は、作ったあとにほかのソフトで保存されています。上書きしません。"),
            format!("{path} has been saved by another program since: it is not replaced"),
        ),
        Words::new(
            format!(
                "直したのがこの写しなら、写しのほうを確かめてください（startpack check {typed} --annotate {typed}）。そうでなければ、別の名前を指定してください。"
            ),
            format!(
                "if you mended this copy, check it: startpack check {typed} --annotate {typed}; if not, give another name"
            ),
        ),
    )
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
            format!("{} には書けません。色とメモを付けた写しは .xlsx だけです。", path.shown()),
            format!("{} cannot be written: a copy with colours and notes is an .xlsx file", path.shown()),
        ),
        Words::new("名前の終わりを .xlsx にしてください。", "let its name end in .xlsx"),
    )
}
