//! Room 1, read: a path in, a [`SiteFile`] out. Knows file formats, encodings and the disk; judges no value.

mod annotate;
mod bytes;
mod decode;
mod digest;
mod entries;
pub(crate) mod fields;
mod file;
mod folder;
mod font;
mod form;
mod logo;
mod messages;
mod redact;
mod secret;
mod stored_site;
mod suggest;
mod syntax;
mod table;
mod toml_file;
mod tree_reader;
mod unknown_keys;

pub use annotate::{CellMessage, annotated};
pub use bytes::{files_in, key, scan};
pub use digest::digest;
pub use entries::entries;
pub use fields::dealer::DealerFile;
pub use fields::institution::InstitutionFile;
pub use fields::site::SiteFile;
pub use fields::terminal::{CertificateFile, TerminalFile};
pub use folder::customer_files;
pub use font::font;
pub use form::{Separator, delimited, file_stems, hearing_sheet, new_site, ods, site_toml, workbook};
pub use stored_site::StoredSite;

use serde::{Deserialize, Serialize};

use crate::base::diagnostic::in_file_order;
use crate::base::{Diagnostic, Located, Origins};

/// A value as the user wrote it, before anybody judged it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Raw {
    /// Text; a date or a number in quotes too.
    Text(String),
    /// `true` or `false`.
    Bool(bool),
    /// A whole number written without quotes.
    Integer(i64),
    /// Anything else (a date without quotes, a decimal), as its own text.
    Other(String),
    /// Something that was refused: the fault has been told, so nothing more need be said of it.
    Refused,
}

/// A value with its place; `None` where the user left the key out.
pub type Field = Option<Located<Raw>>;

/// How a table is to be understood, where the user says so.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct TableOptions {
    /// The sheet with the customers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The row of the headings, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header_row: Option<u32>,
    /// The encoding of text files.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// What becomes of rows that are hidden.
    pub hidden_rows: HiddenRows,
    /// Formulas without a result count as empty cells.
    pub empty_formulas: bool,
}

impl TableOptions {
    /// Whether the user said nothing.
    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// What becomes of rows that are hidden.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum HiddenRows {
    /// Nobody can know: the file is refused.
    #[default]
    Stop,
    /// They are read like others.
    Use,
    /// They are passed over.
    Skip,
}

/// What one file holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CustomerFile {
    /// Its customers, in the order of the file.
    pub sites: Vec<StoredSite>,
    /// What is to be told of the file as a whole. An error among it stops all its customers.
    pub messages: Vec<Diagnostic>,
}

/// Reads a file of any kind: a site file, or a hearing sheet (CSV, TSV, xlsx, ods) of any number of customers.
///
/// # Errors
/// Everything that keeps the file from being understood, in the order of the file.
pub fn read_all(
    path: &std::path::Path,
    how: &TableOptions,
    origins: &mut Origins,
) -> Result<CustomerFile, Vec<Diagnostic>> {
    if !table::is_table(path) {
        return read(path, origins)
            .map(|site| CustomerFile { sites: vec![StoredSite::of(&site)], messages: Vec::new() });
    }
    let file = file::open_table(path, origins).map_err(|error| vec![error])?;
    let mut logos = logo::LogoCache::default();
    table::read(path, file, how, origins, &mut |site| load_logo(site, path, &mut logos))
}

/// Reads one site file (TOML).
///
/// Unknown keys, secrets, wrong shapes and values that break the syntax are told in [`SiteFile::faults`], so
/// that `validate` can tell them together with what it finds; what the values mean is judged there. New
/// places are added to `origins`; the text kept for showing lines has every secret hidden.
///
/// # Errors
/// Everything that keeps the file from being understood, in the order of the file.
pub fn read(path: &std::path::Path, origins: &mut Origins) -> Result<SiteFile, Vec<Diagnostic>> {
    let file = file::open(path, origins).map_err(|error| vec![error])?;
    let mut site = toml_file::read(file, origins)?;
    load_logo(&mut site, path, &mut logo::LogoCache::default());
    site.errors = in_file_order(site.errors, origins);
    Ok(site)
}

/// Loads the dealer's logo, relative to the file.
fn load_logo(site: &mut SiteFile, path: &std::path::Path, logos: &mut logo::LogoCache) {
    let folder = path.parent().unwrap_or(std::path::Path::new(""));
    let error = site.dealer.as_mut().and_then(|dealer| logos.load(dealer, folder));
    site.errors.extend(error);
}
