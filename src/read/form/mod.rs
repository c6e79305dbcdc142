//! Writes customers back. In: [`SiteFile`]s. Out: the bytes of a hearing sheet or the text of a site file, from which
//! the same values are read again. Where the bytes go is not known here, and no value is checked.

mod delimited;
mod form_sheet;
mod formats;
mod guide;
mod name;
mod new_site;
mod ods;
mod round_trip;
mod rows;
mod site_toml;
mod workbook;

use std::path::Path;

use super::SiteFile;
use super::file::TextFile;
use super::toml_file;
use crate::base::{Code, Diagnostic, Origin, Origins, Place, Words};

pub(in crate::read) use formats::TEXT;

pub use delimited::Separator;
pub(in crate::read) use delimited::{cell_text, unescaped};
pub use name::file_stems;
pub use new_site::new_site;
pub use site_toml::site_toml;

/// The sheet to fill in. It is the first, so that a program that saves one sheet as CSV saves this one.
pub(super) const FORM_SHEET: &str = "ヒアリング";

/// The sheet with a filled sample, which is not a customer.
pub(super) const SAMPLE_SHEET: &str = "記入例";

/// The sheet that explains the columns.
pub(super) const GUIDE_SHEET: &str = "書き方";

/// The sheet with the drop-down lists that are too long for the rule of a cell.
pub(super) const LISTS_SHEET: &str = "選択肢";

/// The hearing sheet to fill in, with its sample and its guide, as the bytes of an `.xlsx` file.
///
/// # Errors
/// `SP002` if the workbook cannot be made: a test makes it.
pub fn hearing_sheet() -> Result<Vec<u8>, Vec<Diagnostic>> {
    workbook::book(&[]).map_err(|error| error_of(&error))
}

/// `sites` as a hearing sheet that will be called `path`, as the bytes of an `.xlsx` file.
///
/// # Errors
/// `SP002` if they do not fit into a sheet: too many rows, or a text that is too long for a cell; `SP008` if a
/// value would be different when the sheet is read again.
pub fn workbook(sites: &[SiteFile], path: &Path) -> Result<Vec<u8>, Vec<Diagnostic>> {
    round_trip(sites, path, workbook::book(sites).map_err(|error| error_of(&error))?)
}

/// `sites` as a hearing sheet that will be called `path`, as the bytes of an `.ods` file.
///
/// # Errors
/// `SP008` if a value would be different when the sheet is read again.
pub fn ods(sites: &[SiteFile], path: &Path) -> Result<Vec<u8>, Vec<Diagnostic>> {
    round_trip(sites, path, ods::book(sites).unwrap_or_default())
}

/// `sites` as a hearing sheet of text that will be called `path`, in UTF-8 with a byte order mark.
///
/// # Errors
/// `SP008` if a value would be different when the sheet is read again.
pub fn delimited(sites: &[SiteFile], path: &Path, separator: Separator) -> Result<Vec<u8>, Vec<Diagnostic>> {
    round_trip(sites, path, delimited::delimited(sites, separator).into_bytes())
}

fn round_trip(sites: &[SiteFile], path: &Path, bytes: Vec<u8>) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let errors =
        if sites.is_empty() { Vec::new() } else { round_trip::differences(sites, path, bytes.clone()) };
    if errors.is_empty() { Ok(bytes) } else { Err(errors) }
}

fn error_of(error: &rust_xlsxwriter::XlsxError) -> Vec<Diagnostic> {
    let message = Words::new(
        format!("Excel のブックにできません（{error}）。"),
        format!("this does not fit into a workbook ({error})"),
    );
    let help = Words::new(
        "お客様を分けて、いくつかのファイルにしてください。",
        "split the customers into several files",
    );
    vec![Diagnostic::error(Code::NotWritable, Origin::NONE, message, help)]
}

/// The site files that fill the sample sheet: a clinic with two certificates, and one with 医科 and 歯科.
const SAMPLES: [&str; 2] = [
    include_str!("../../../examples/certificates-issued.toml"),
    include_str!("../../../examples/ika-shika.toml"),
];

/// The customers of the sample sheet.
fn samples() -> Vec<SiteFile> {
    let mut origins = Origins::new();
    let read = |text: &&str| {
        let source = origins.add_source("", "");
        let at = origins.add(Place::File { source });
        toml_file::read(TextFile { source, at, text: (*text).to_owned() }, &mut origins).ok()
    };
    SAMPLES.iter().filter_map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::fields::FIELDS;

    /// The columns as docs/ja/hearing-sheet.md lists them.
    fn columns_in_words() -> String {
        let mut text =
            String::from("| 見出し | 必須 | 書き方 | ほかの見出し | TOMLのキー |\n|---|---|---|---|---|\n");
        for field in FIELDS.iter() {
            let duty = if field.is_required { "○" } else { "" };
            let note = guide::explained(field);
            let others = field.other_headings().collect::<Vec<_>>().join("、");
            text += &format!("| {} | {duty} | {note} | {others} | `{}` |\n", field.heading, field.path);
        }
        text
    }

    #[test]
    fn the_columns_are_documented() {
        let docs = include_str!("../../../docs/ja/hearing-sheet.md");
        let after = docs.split("by a test -->\n").nth(1).unwrap();
        let listed = after.split("<!-- end of columns -->").next().unwrap();
        assert!(
            listed == columns_in_words(),
            "docs/ja/hearing-sheet.md should list:\n{}",
            columns_in_words()
        );
    }

    #[test]
    fn the_samples_are_without_fault() {
        let samples = samples();
        assert_eq!(samples.len(), SAMPLES.len());
        assert!(samples.iter().all(|site| site.errors.is_empty()));
    }
}
