//! A font file that the user adds with `--font`: a path in, a [`Face`] out.

use std::path::Path;

use crate::base::fonts::Face;
use crate::base::{Code, Diagnostic, Origin, Words};

/// Reads and opens a TrueType or OpenType file with TrueType outlines.
///
/// # Errors
/// `SP001` if the file cannot be read, `SP010` if it is no font that can be embedded.
pub fn font(path: &Path) -> Result<Face, Vec<Diagnostic>> {
    let shown = path.display();
    let data = std::fs::read(path).map_err(|error| {
        vec![Diagnostic::error(
            Code::FileUnreadable,
            Origin::NONE,
            Words::new(
                format!("書体ファイル {shown} を開けません：{error}"),
                format!("the font file {shown} cannot be opened: {error}"),
            ),
            Words::new("ファイルの場所と名前を確かめてください。", "check the path of the file"),
        )]
    })?;
    Face::parse(data).map_err(|why| {
        vec![Diagnostic::error(
            Code::ContentUnreadable,
            Origin::NONE,
            Words::new(
                format!("{shown} は書体として読めません：{why}"),
                format!("{shown} cannot be read as a font: {why}"),
            ),
            Words::new(
                "TrueTypeの書体ファイル（.ttf）を指定してください。",
                "give a TrueType font file (.ttf)",
            ),
        )]
    })
}
