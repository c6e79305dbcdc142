//! `record`: what comes back from the day of the work. A list and the sheet that came back go in, a new list comes out; or
//! the sheet to fill in is made from the list. What is taken and what is not is the business of `read`.

use std::path::{Path, PathBuf};

use super::convert::{Converted, convert, customers, write_customers};
use crate::base::{Code, Diagnostic, Origin, Origins, Severity, Shown, Words};
use crate::read::{ReturnOutcome, ReturnedTerminal, TableOptions, record_returned};

/// Which files `record` is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordOrder {
    /// The customers: a hearing sheet, a site file or a folder of them.
    pub list: PathBuf,
    /// What is done with them.
    pub task: RecordTask,
    /// How tables are read.
    pub reading: TableOptions,
}

/// What `record` does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordTask {
    /// Writes the sheet to fill in.
    Form(PathBuf),
    /// Takes what came back into a new list.
    Merge {
        /// The sheet that came back.
        returned: PathBuf,
        /// The new list.
        out: PathBuf,
    },
}

/// Makes the sheet to fill in, or a new list with what came back. Nothing is overwritten, neither a file nor a value.
///
/// # Errors
/// What keeps a file from being understood whole, and as for [`convert`].
pub fn record(order: &RecordOrder, origins: &mut Origins) -> Result<Converted, Vec<Diagnostic>> {
    let RecordOrder { list, task, reading } = order;
    let (returned, out) = match task {
        RecordTask::Form(form) if is_sheet(form) => return convert(list, form, reading, origins),
        RecordTask::Form(form) => return Err(vec![no_sheet(form)]),
        RecordTask::Merge { returned, out } => (returned, out),
    };
    let (mut sites, mut messages) = customers(list, out, reading, origins)?;
    let (back, of_returned) = customers(returned, out, reading, origins)?;
    messages.extend(of_returned);
    messages.extend(record_returned(&mut sites, &back).iter().map(told));
    let files = write_customers(&sites, out)?;
    Ok(Converted { files, customers: sites.len(), messages })
}

fn is_sheet(path: &Path) -> bool {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase());
    extension.is_some_and(|extension| ["xlsx", "ods", "csv", "tsv"].contains(&extension.as_str()))
}

fn no_sheet(path: &Path) -> Diagnostic {
    let message = Words::new(
        format!("{} には書けません。返送用の表は .xlsx、.ods、.csv、.tsv です。", path.shown()),
        format!("{} cannot be written: the return sheet is an .xlsx, .ods, .csv or .tsv file", path.shown()),
    );
    let help = Words::new("名前の終わりを .xlsx にしてください。", "let its name end in .xlsx");
    Diagnostic::error(Code::UnknownKind, Origin::NONE, message, help)
}

/// What became of a terminal, in words.
fn told(terminal: &ReturnedTerminal) -> Diagnostic {
    let ReturnedTerminal { at, name, outcome } = terminal;
    match outcome {
        ReturnOutcome::Recorded(fields) => Diagnostic::new(
            Severity::Note,
            Code::Returned,
            *at,
            Words::new(
                format!("「{name}」に写しました：{}。", fields.join("、")),
                format!("recorded for `{name}`: {}", fields.join(", ")),
            ),
            Words::new("新しい一覧にあります。", "the new list has it"),
        ),
        ReturnOutcome::Differs(field, _) => Diagnostic::warning(
            Code::Returned,
            *at,
            Words::new(
                format!("「{name}」の{field}が、一覧と違います。一覧のままにしました。"),
                format!("{field} of `{name}` is not what the list says; the list's value stays"),
            ),
            Words::new(
                "端末の画面か紙で、どちらが正しいか確かめてください。正しい値を一覧に書きます。",
                "find out on the PC or on paper which is right, and write that into the list",
            ),
        ),
        ReturnOutcome::Unknown => Diagnostic::warning(
            Code::Returned,
            *at,
            Words::new(
                format!("「{name}」は、一覧のその10桁コードの端末にありません。写していません。"),
                format!("the list has no terminal `{name}` of that 10-digit code; nothing is recorded"),
            ),
            Words::new(
                "10桁コードと端末名称等を、一覧と同じにしてください。",
                "write the 10-digit code and 端末名称等 as they stand in the list",
            ),
        ),
    }
}
