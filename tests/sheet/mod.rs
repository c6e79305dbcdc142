//! The hearing sheet as a file: what `new` writes, what `convert` keeps, what `check --annotate` says.

mod annotate;
mod convert;
mod form;
mod record;
mod rounds;
mod trial;

use std::io::{Cursor, Read as _};

/// A part of a workbook as text.
pub fn part(book: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(book)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap_or_else(|_| panic!("{name}")).read_to_string(&mut text).unwrap();
    text
}

/// The names of a workbook's parts.
fn parts(book: &[u8]) -> Vec<String> {
    let archive = zip::ZipArchive::new(Cursor::new(book)).unwrap();
    archive.file_names().map(|name| name.unwrap().into_owned()).collect()
}
