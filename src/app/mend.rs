//! `mend`: a table in, a copy of it with other texts in some cells out. How that is done is the business of `read`, which
//! knows the kinds of files.

use std::path::Path;

use crate::base::{Code, Diagnostic, Origin, Severity, Shown, Words};
use crate::read::{Mended, NewCell, TableOptions, mended};
use crate::write::create;

/// Writes the copy of `from` with `cells` to `to`, which is not there yet; returns what there is to say of it. A cell that is
/// none was not understood.
///
/// # Errors
/// `SP003` if there is such a file already, `SP002` if it cannot be written, `SP007` if it is of another kind, and what
/// keeps cells from being mended.
pub fn mend(
    from: &Path,
    to: &Path,
    cells: &[Option<NewCell>],
    reading: &TableOptions,
) -> Result<Vec<Diagnostic>, Vec<Diagnostic>> {
    let kind = |path: &Path| path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    let wrong = (1..).zip(cells).filter(|(_, cell)| cell.is_none());
    let wrong: Vec<Diagnostic> = wrong.map(|(number, _)| no_cell(number)).collect();
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let cells: Vec<NewCell> = cells.iter().flatten().cloned().collect();
    if kind(from) != kind(to) {
        return Err(vec![other_kind(from, to)]);
    }
    let Mended { bytes, has_formulas } = mended(from, &cells, reading)?;
    create(to, &bytes)?;
    Ok(if has_formulas { vec![formulas()] } else { Vec::new() })
}

fn other_kind(from: &Path, to: &Path) -> Diagnostic {
    let kind = from.extension().unwrap_or_default().to_string_lossy();
    Diagnostic::error(
        Code::UnknownKind,
        Origin::NONE,
        Words::new(
            format!("{} は {} と違う種類のファイルです。", to.shown(), from.shown()),
            format!("{} is another kind of file than {}", to.shown(), from.shown()),
        ),
        Words::new(
            format!("名前の終わりを .{kind} にしてください。ほかの種類には convert を使います。"),
            format!("let its name end in .{kind}; `convert` writes other kinds"),
        ),
    )
}

/// What was typed is not repeated: it may be a secret.
fn no_cell(number: usize) -> Diagnostic {
    Diagnostic::error(
        Code::NotMended,
        Origin::NONE,
        Words::new(
            format!("{number}個目の --set は、セルと値の形ではありません。"),
            format!("--set number {number} is not a cell and its text"),
        ),
        Words::new(
            "H12=0100013 か、シート!H12=0100013 のように書きます。",
            "write it as H12=0100013, or with the sheet as SHEET!H12=0100013",
        ),
    )
}

fn formulas() -> Diagnostic {
    Diagnostic::new(
        Severity::Note,
        Code::Understood,
        Origin::NONE,
        Words::new(
            "このブックには数式があります。直したセルを使う数式の結果は、まだ前のままです。",
            "the workbook has formulas; the results of those that use a mended cell are still those of before",
        ),
        Words::new(
            "Excel で開いて保存すると、計算し直されます。",
            "open it in Excel and save it: it is calculated anew",
        ),
    )
}
