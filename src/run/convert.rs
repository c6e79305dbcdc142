//! `new` and `convert`: files to fill in, and the same customers in another kind of file.

use std::path::Path;

use crate::base::{Code, Diagnostic, Origin, Words};
use crate::read::{NEW_SITE, Separator, delimited, hearing_sheet};
use crate::write::create;

/// The kinds of file that customers are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Site,
    Workbook,
    Text(Separator),
}

/// Writes a file to fill in: a hearing sheet if it is called `.xlsx`, `.csv` or `.tsv`, a commented site file if
/// `.toml`.
///
/// # Errors
/// `SP003` if there is such a file already, `SP002` if it cannot be written, `SP007` if its name ends otherwise.
pub fn new_file(path: &Path) -> Result<(), Vec<Diagnostic>> {
    let bytes = match kind_of(path)? {
        Kind::Site => NEW_SITE.as_bytes().to_vec(),
        Kind::Workbook => hearing_sheet()?,
        Kind::Text(separator) => delimited(&[], separator).into_bytes(),
    };
    create(path, &bytes)
}

/// The kind of file that `path` is called after.
fn kind_of(path: &Path) -> Result<Kind, Vec<Diagnostic>> {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase());
    match extension.as_deref() {
        Some("toml") => Ok(Kind::Site),
        Some("xlsx") => Ok(Kind::Workbook),
        Some("csv") => Ok(Kind::Text(Separator::Comma)),
        Some("tsv") => Ok(Kind::Text(Separator::Tab)),
        other => Err(vec![unknown_kind(path, other)]),
    }
}

fn unknown_kind(path: &Path, extension: Option<&str>) -> Diagnostic {
    let message = Words::new(
        format!("{} の形のファイルは作れません。", path.display()),
        format!("startpack does not write a file such as {}", path.display()),
    );
    let help = match extension {
        Some("ods" | "xls" | "xlsm") => Words::new(
            "名前の終わりを .xlsx にしてください。LibreOffice でも開けて、ods で保存したものも読めます。",
            "call it .xlsx: LibreOffice opens it too, and what it saves as ods is read",
        ),
        _ => Words::new(
            "名前の終わりを .xlsx（ヒアリングシート）、.toml（サイトファイル）、.csv、.tsv のどれかにしてください。",
            "let its name end in .xlsx (hearing sheet), .toml (site file), .csv or .tsv",
        ),
    };
    Diagnostic::error(Code::UnknownKind, Origin::NONE, message, help)
}
