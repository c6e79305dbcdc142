//! A font file that the user adds with `--font`. In: a path. Out: a [`Face`]. Which characters it is used for is not
//! decided here.

use std::path::Path;

use super::open_file::{Unread, bytes_of};
use crate::base::catch_panic::catch_panic;
use crate::base::fonts::Face;
use crate::base::{Code, Diagnostic, Origin, Shown, Words};

/// Largest font file, in bytes: fonts of all East Asian characters have 5 to 40 MB.
const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// Reads and opens a TrueType or OpenType file.
///
/// # Errors
/// `SP001` if the file cannot be read, `SP010` if it is no font, or one that must not be embedded.
pub fn font(path: &Path) -> Result<Face, Vec<Diagnostic>> {
    let shown = path.shown();
    let refused = |why: Words, help: Words| {
        let message = Words::new(
            format!("書体ファイル {shown} は使えません：{}", why.ja),
            format!("the font file {shown} cannot be used: {}", why.en),
        );
        vec![Diagnostic::error(Code::ContentUnreadable, Origin::NONE, message, help)]
    };
    let no_font = |why: Words| {
        refused(
            why,
            Words::new("書体ファイル（.ttf、.otf）を指定してください", "give a font file (.ttf or .otf)"),
        )
    };
    let data = match bytes_of(path, MAX_BYTES) {
        Ok(data) => data,
        Err(Unread::TooLarge) => return Err(no_font(Unread::TooLarge.reason(MAX_BYTES))),
        Err(unread) => return Err(vec![not_opened(path, &unread)]),
    };
    let face = catch_panic(|| Face::parse(data)).unwrap_or_else(|| Err("it is broken".to_owned()));
    let face = face.map_err(|why| no_font(Words::new("書体として読めません", why)))?;
    if forbids_embedding(&face.data) {
        return Err(refused(
            Words::new("PDFへの埋め込みが禁じられています", "it forbids being embedded in a PDF"),
            Words::new("埋め込みのできる書体を指定してください", "give a font that may be embedded"),
        ));
    }
    Ok(face)
}

fn not_opened(path: &Path, unread: &Unread) -> Diagnostic {
    let (path, reason) = (path.shown(), unread.reason(MAX_BYTES));
    Diagnostic::error(
        Code::FileUnreadable,
        Origin::NONE,
        Words::new(
            format!("書体ファイル {path} を開けません：{}", reason.ja),
            format!("the font file {path} cannot be opened: {}", reason.en),
        ),
        unread.help(Words::new("ファイルの場所と名前を確かめてください。", "check the path of the file")),
    )
}

/// Whether the font's licence bits forbid embedding in a PDF (OpenType, `OS/2`, `fsType`).
fn forbids_embedding(data: &[u8]) -> bool {
    ttf_parser::Face::parse(data, 0).is_ok_and(|face| {
        face.permissions() == Some(ttf_parser::Permissions::Restricted) || !face.is_subsetting_allowed()
    })
}
