//! Room 1, read. In: a path. Out: a [`SiteFile`], or a [`CustomerFile`] with many. Knows file formats, encodings and
//! the disk; checks no value.

mod annotate;
mod bytes;
mod decode;
mod entries;
mod facts;
mod facts_form;
pub(crate) mod fields;
mod file;
mod folder;
mod font;
mod form;
mod logo;
mod mend;
mod messages;
mod open_file;
mod redact;
mod returned;
mod secret;
mod settings;
mod source_kind;
mod source_messages;
mod sources;
mod stored_site;
mod suggest;
mod syntax;
mod table;
mod toml_file;
mod tree_reader;
mod unknown_keys;

pub use annotate::{Annotation, CellMessage, IsUntouched, annotated, annotated_state};
pub use bytes::{ScanFile, files_in, key, scan};
pub use entries::entries;
pub use facts::{FactsFile, facts_file};
pub use fields::dealer::DealerFile;
pub use fields::institution::InstitutionFile;
pub use fields::pc::PcFile;
pub use fields::site::SiteFile;
pub use fields::terminal::{CertificateFile, TerminalFile};
pub use folder::customer_files;
pub use font::font;
pub use form::{Separator, delimited, file_stems, hearing_sheet, new_site, ods, site_toml, workbook};
pub use mend::{Mended, NewCell, mended};
pub use returned::{ReturnOutcome, ReturnedTerminal, record_returned};
pub use settings::{
    Office, SETTING_KEYS, SETTINGS_FILE, Setting, SettingKey, Settings, settings, settings_form,
};
pub use sources::{Sources, sources};
pub use stored_site::{StoredNames, StoredSite};
pub use suggest::suggest_name as nearest;
pub use table::{ColumnState, FieldName, TableView, ViewedColumn, ViewedRow, field_names};

use serde::{Deserialize, Serialize};

use logo::{LogoCache, LogoSource};

use crate::base::diagnostic::in_file_order;
use crate::base::{Diagnostic, Located, Origins};

/// A value as the user wrote it, not yet checked.
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
    /// A value that was rejected; its error has already been reported.
    Rejected,
}

/// A value with its place; `None` where the user left the key out.
pub type RawField = Option<Located<Raw>>;

/// How to read a table, as far as the user specifies it.
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
    /// What to do with hidden rows.
    pub hidden_rows: HiddenRows,
    /// Formulas without a result count as empty cells.
    pub empty_formulas: bool,
    /// Columns that the user says are a field.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<AssignedColumn>,
}

/// A column of the user's table that is a field, whatever its heading says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct AssignedColumn {
    /// Its heading, or its letters.
    pub from: String,
    /// The field, by its heading in startpack's own sheet or its path; `-`: the column is not read.
    pub to: String,
}

impl TableOptions {
    /// Whether the user specified nothing.
    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// What to do with hidden rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum HiddenRows {
    /// Report an error: it is not clear whether they are meant.
    #[default]
    Stop,
    /// Read them like other rows.
    Use,
    /// Skip them.
    Skip,
}

/// The customers of one file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CustomerFile {
    /// Its customers, in the order of the file.
    pub sites: Vec<StoredSite>,
    /// Messages about the file as a whole. An error among them stops all its customers.
    pub messages: Vec<Diagnostic>,
}

/// Reads a file of any kind: a site file, or a hearing sheet (CSV, TSV, xlsx, ods) of any number of customers.
///
/// # Errors
/// All reasons why the file cannot be read, in the order of the file.
pub fn read_all(
    path: &std::path::Path,
    options: &TableOptions,
    origins: &mut Origins,
) -> Result<CustomerFile, Vec<Diagnostic>> {
    let is_site = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml"));
    if !table::is_table(path) && (is_site || !table::holds_table(path, options)) {
        return read(path, origins)
            .map(|site| CustomerFile { sites: vec![StoredSite::of(&site)], messages: Vec::new() });
    }
    let file = file::open_table(path, origins).map_err(|error| vec![error])?;
    let mut logos = LogoCache::new(LogoSource::Sheet);
    table::read(path, file, options, origins, &mut |site| load_logo(site, path, &mut logos))
}

/// The table `path` as it was understood; `None` if it is no table, or cannot be read.
pub fn table_view(path: &std::path::Path, options: &TableOptions) -> Option<TableView> {
    let is_site = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml"));
    if is_site { None } else { table::view(path, options) }
}

/// Reads one site file (TOML).
///
/// Unknown keys, secrets, wrong shapes and syntax errors in values are listed in [`SiteFile::errors`], so that
/// `validate` can report them together with its own errors. Places are added to `origins`; in the text that
/// messages quote all secrets are hidden.
///
/// # Errors
/// All reasons why the file cannot be read, in the order of the file.
pub fn read(path: &std::path::Path, origins: &mut Origins) -> Result<SiteFile, Vec<Diagnostic>> {
    let file = file::open(path, origins).map_err(|error| vec![error])?;
    let mut site = toml_file::read(file, origins)?;
    load_logo(&mut site, path, &mut LogoCache::new(LogoSource::SiteFile));
    site.errors = in_file_order(site.errors, origins);
    Ok(site)
}

/// Loads the dealer's logo, relative to the file.
fn load_logo(site: &mut SiteFile, path: &std::path::Path, logos: &mut LogoCache) {
    let folder = path.parent().unwrap_or(std::path::Path::new(""));
    let error = site.dealer.as_mut().and_then(|dealer| logos.load(dealer, folder));
    site.errors.extend(error);
}
