//! Room 1, read: a path in, a [`SiteFile`] out. Knows file formats, encodings and the disk; judges no value.

mod annotate;
mod bytes;
mod cells;
mod column_list;
mod columns;
mod digest;
mod entries;
mod file;
mod folder;
mod font;
mod form;
mod logo;
mod mask;
mod nearest;
mod schema;
mod secret;
mod stored_site;
mod syntax;
mod table;
mod told;
mod toml_file;
mod unknown;
mod walk;

pub use annotate::{Mark, annotated};
pub use bytes::{files_in, key, scan};
pub use digest::digest;
pub use entries::entries;
pub use folder::customer_files;
pub use font::font;
pub use form::{Separator, delimited, file_stems, hearing_sheet, ods, site_toml, workbook};
pub use stored_site::StoredSite;

use serde::{Deserialize, Serialize};

use crate::base::diagnostic::in_file_order;
use crate::base::picture::Picture;
use crate::base::{Diagnostic, Located, Origin, Origins};

/// The commented site file that `startpack new` writes.
pub const NEW_SITE: &str = include_str!("new-site.toml");

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
pub struct Reading {
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
    pub hidden_rows: Hidden,
    /// Formulas without a result count as empty cells.
    pub empty_formulas: bool,
}

impl Reading {
    /// Whether the user said nothing.
    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// What becomes of rows that are hidden.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Hidden {
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
pub struct Intake {
    /// Its customers, in the order of the file.
    pub sites: Vec<StoredSite>,
    /// What is to be told of the file as a whole. An error among it stops all its customers.
    pub told: Vec<Diagnostic>,
}

/// What one file says of one customer: the keys of the site file, unjudged.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SiteFile {
    /// The file itself, for faults that have no better place.
    pub at: Origin,
    /// `customer_no`
    pub customer_no: Field,
    /// `work_date`
    pub work_date: Field,
    /// Place of `[line]`, or of the file.
    pub line_at: Origin,
    /// `line.customer_id`
    pub customer_id: Field,
    /// `line.v6_option`
    pub v6_option: Field,
    /// `[dealer]`, if there is one.
    pub dealer: Option<DealerFile>,
    /// `[[institution]]`, in the order of the file.
    pub institutions: Vec<InstitutionFile>,
    /// What is wrong with the writing of the file, although it could be read.
    pub faults: Vec<Diagnostic>,
    /// A table stands where it does not belong: what seems to be missing may be in it.
    pub is_partial: bool,
    /// The places are cells of a sheet, not keys of a TOML file.
    pub is_table: bool,
}

/// `[dealer]`
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DealerFile {
    /// Place of the table.
    pub at: Origin,
    /// `name`
    pub name: Field,
    /// `contact`
    pub contact: Field,
    /// `phone`
    pub phone: Field,
    /// `email`
    pub email: Field,
    /// `logo`: a path, relative to the file.
    pub logo: Field,
    /// The picture that `logo` names.
    #[serde(skip)]
    pub picture: Option<Located<Picture>>,
}

/// `[[institution]]`
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct InstitutionFile {
    /// Place of the table.
    pub at: Origin,
    /// `prefecture`
    pub prefecture: Field,
    /// `fee_table`
    pub fee_table: Field,
    /// `code`
    pub code: Field,
    /// `name`
    pub name: Field,
    /// `address`
    pub address: Field,
    /// `contact`
    pub contact: Field,
    /// `phone`
    pub phone: Field,
    /// `email`
    pub email: Field,
    /// `portal_email`
    pub portal_email: Field,
    /// `payment`
    pub payment: Field,
    /// `e_prescription`
    pub e_prescription: Field,
    /// `start_month`
    pub start_month: Field,
    /// `test_month`
    pub test_month: Field,
    /// `[[institution.terminal]]`, in the order of the file.
    pub terminals: Vec<TerminalFile>,
}

/// `[[institution.terminal]]`
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TerminalFile {
    /// Place of the table.
    pub at: Origin,
    /// `name`
    pub name: Field,
    /// `place`
    pub place: Field,
    /// `claims`
    pub claims: Field,
    /// `[institution.terminal.certificate]`, if there is one.
    pub certificate: Option<CertificateFile>,
}

/// `[institution.terminal.certificate]`
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CertificateFile {
    /// Place of the table.
    pub at: Origin,
    /// `issued`
    pub issued: Field,
    /// `serial`
    pub serial: Field,
    /// `mail_no`
    pub mail_no: Field,
}

/// Reads a file of any kind: a site file, or a hearing sheet (CSV, TSV, xlsx, ods) of any number of customers.
///
/// # Errors
/// Everything that keeps the file from being understood, in the order of the file.
pub fn read_all(
    path: &std::path::Path,
    how: &Reading,
    origins: &mut Origins,
) -> Result<Intake, Vec<Diagnostic>> {
    if !table::is_table(path) {
        return read(path, origins)
            .map(|site| Intake { sites: vec![StoredSite::of(&site)], told: Vec::new() });
    }
    let file = file::open_table(path, origins).map_err(|fault| vec![fault])?;
    let mut shelf = logo::Shelf::default();
    table::read(path, file, how, origins, &mut |site| load_logo(site, path, &mut shelf))
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
    let file = file::open(path, origins).map_err(|fault| vec![fault])?;
    let mut site = toml_file::read(file, origins)?;
    load_logo(&mut site, path, &mut logo::Shelf::default());
    site.faults = in_file_order(site.faults, origins);
    Ok(site)
}

/// Loads the dealer's logo, relative to the file.
fn load_logo(site: &mut SiteFile, path: &std::path::Path, shelf: &mut logo::Shelf) {
    let folder = path.parent().unwrap_or(std::path::Path::new(""));
    let fault = site.dealer.as_mut().and_then(|dealer| shelf.load(dealer, folder));
    site.faults.extend(fault);
}
