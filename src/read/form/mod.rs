//! The way back: [`SiteFile`]s in, the bytes of a hearing sheet or the text of a site file out. What is read
//! from them again is the same. Where the bytes go is not known here, and no value is judged.

mod delimited;
mod form_sheet;
mod guide;
mod look;
mod rows;
mod site_toml;
mod workbook;

use super::SiteFile;
use super::file::TextFile;
use super::toml_file;
use crate::base::{Code, Diagnostic, Origin, Origins, Place, Words};

pub use delimited::{Separator, delimited};
pub use site_toml::site_toml;

pub(in crate::read) use delimited::unescaped;

/// The hearing sheet to fill in, with its sample and its guide, as the bytes of an `.xlsx` file.
///
/// # Errors
/// `SP999` if the workbook cannot be made: a test makes it.
pub fn hearing_sheet() -> Result<Vec<u8>, Vec<Diagnostic>> {
    workbook::book(&[]).map_err(|error| refused(&error))
}

/// `sites` as a hearing sheet, as the bytes of an `.xlsx` file.
///
/// # Errors
/// `SP002` if they do not fit into a sheet: too many rows, or a text that is longer than a cell can hold.
pub fn workbook(sites: &[SiteFile]) -> Result<Vec<u8>, Vec<Diagnostic>> {
    workbook::book(sites).map_err(|error| refused(&error))
}

fn refused(error: &rust_xlsxwriter::XlsxError) -> Vec<Diagnostic> {
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

    #[test]
    fn the_samples_are_without_fault() {
        let samples = samples();
        assert_eq!(samples.len(), SAMPLES.len());
        assert!(samples.iter().all(|site| site.faults.is_empty()));
    }
}
