//! The field table: a row for each key of the site file, which is a column of the hearing sheet too. The readers of
//! TOML and of sheets, the writers of both, the file and the workbook that `new` writes, and the names of fields in
//! messages come from it. A row stands beside the raw value that it fills, in the file of its TOML table.
//!
//! A path or a heading comes in, its row goes out. How files are read and written is not here, and no value is checked.

pub(crate) mod dealer;
pub(crate) mod institution;
mod office;
pub(crate) mod pc;
pub(crate) mod site;
pub(crate) mod steps;
pub(crate) mod terminal;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use dealer::DEALER;
use institution::{INSTITUTION, InstitutionFile};
use office::OFFICE_HEADINGS;
use pc::PC;
use site::{LINE, ROOT, SiteFile};
use terminal::{CERTIFICATE, TERMINAL, TerminalFile};

use super::RawField;
use crate::base::fold;

/// A table of the site file.
#[derive(Debug)]
pub(crate) struct TableSpec {
    /// How its header is written; empty for the top of the file.
    pub(super) header: &'static str,
    /// Its key in the table that it stands in.
    pub(super) name: &'static str,
    /// Its other names, folded by [`fold::key`].
    pub(super) aliases: &'static [&'static str],
    /// Its fields, in the order in which they are written.
    pub(super) fields: &'static [&'static FieldSpec],
    /// The tables in it.
    pub(super) tables: &'static [&'static Self],
    /// The comment behind its header in the file that `new` writes.
    pub(super) remark: &'static str,
    /// Whether it is optional: then it is commented out in the file that `new` writes.
    pub(super) is_optional: bool,
}

/// A row of the field table: a key of the site file, and a column of the hearing sheet.
#[derive(Debug)]
pub(crate) struct FieldSpec {
    /// The key's path in the site file without its double brackets: `institution.terminal.name`.
    pub(super) path: &'static str,
    /// The heading of its column in the sheet that we write.
    pub(super) heading: &'static str,
    /// Its name in messages.
    pub(crate) label: Label,
    /// Other names, both as a heading and as a key. All names are folded by [`fold::key`] before they are compared.
    pub(super) aliases: &'static [&'static str],
    /// Other names as a heading only: in a sheet a name must mean one field of all.
    pub(super) headings: &'static [&'static str],
    /// Other names as a key only: in its own table, where the name may be used in another table too.
    pub(super) keys: &'static [&'static str],
    /// What it belongs to, and its accessor.
    pub(super) access: Access,
    /// The kind of its value.
    pub(super) kind: FieldKind,
    /// Whether every customer needs it.
    pub(super) is_required: bool,
    /// The note at its heading in the sheet.
    pub(super) note: &'static str,
    /// The comment behind the key in the file that `new` writes.
    pub(super) remark: &'static str,
    /// Width of its column in half-width characters.
    pub(super) width: u8,
}

impl TableSpec {
    /// Its keys and the names of its tables.
    pub(super) fn names(&self) -> impl Iterator<Item = &'static str> {
        self.fields.iter().map(|field| field.key()).chain(self.tables.iter().map(|table| table.name))
    }
}

impl FieldSpec {
    /// The key within its table.
    pub(super) fn key(&self) -> &'static str {
        self.path.rsplit_once('.').map_or(self.path, |(_, key)| key)
    }

    /// Its other headings.
    pub(super) fn other_headings(&self) -> impl Iterator<Item = &'static str> {
        self.aliases.iter().chain(self.headings).copied()
    }

    /// All its names as a key of its table.
    pub(super) fn names(&self) -> impl Iterator<Item = &'static str> {
        [self.key(), self.label.in_table].into_iter().chain(self.aliases.iter().chain(self.keys).copied())
    }
}

/// The name of a field in messages, in Japanese (as on the forms) and in English (as the key).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Label {
    /// Japanese.
    pub(crate) ja: &'static str,
    /// English.
    pub(crate) en: &'static str,
    /// Japanese, where its table is named too.
    in_table: &'static str,
}

impl Label {
    /// The same with a shorter word for where its table is named too.
    const fn in_table(self, in_table: &'static str) -> Self {
        Self { in_table, ..self }
    }

    /// The Japanese word for where its table is named too.
    pub(super) const fn within(&self) -> &'static str {
        self.in_table
    }
}

const fn label(ja: &'static str, en: &'static str) -> Label {
    Label { ja, en, in_table: ja }
}

/// The kind of value of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FieldKind {
    /// Free text, printed as it is written.
    Text,
    /// A code, kept as text and folded. `digits` is its length where leading zeros that a spreadsheet has
    /// dropped can be put back.
    Code {
        /// How many digits it has, if always the same number.
        digits: Option<usize>,
    },
    /// A telephone number: kept as text; a lost leading zero can be put back where nine or ten digits are left.
    Phone,
    /// An e-mail address.
    Email,
    /// A day: a date cell, or text in any form that `validate` reads.
    Date,
    /// A month: a date cell of which the day is not looked at, or text.
    Month,
    /// A prefecture, by name or number (the dated facts have the list).
    Prefecture,
    /// One of a few words.
    Choice(&'static [Word]),
    /// The day on which a step was done, or one of [`DONE`] where nobody knows the day.
    Done,
}

impl FieldKind {
    /// The words that its values are written with; empty for a kind without fixed words.
    pub(super) const fn words(self) -> &'static [Word] {
        match self {
            Self::Choice(words) => words,
            Self::Done => DONE,
            _ => &[],
        }
    }
}

/// A code of any number of digits or letters.
const CODE: FieldKind = FieldKind::Code { digits: None };

/// A code of so many digits.
const fn digits(count: usize) -> FieldKind {
    FieldKind::Code { digits: Some(count) }
}

/// A word of a drop-down list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// As the sheet shows it.
    pub(super) sheet: &'static str,
    /// As the site file has it; `true` and `false` stand there without quotes.
    pub(super) toml: &'static str,
}

/// The words for whether a step is done.
const DONE: &[Word] = &[word("済", "true"), word("未", "false")];

const fn word(sheet: &'static str, toml: &'static str) -> Word {
    Word { sheet, toml }
}

/// The accessor of one field of a `T`.
#[derive(Debug)]
pub(super) struct Accessor<T> {
    /// Gets the field; an empty one if its table is left out.
    pub(super) get: fn(&T) -> &RawField,
    /// Gets the field for writing; creates its table if needed.
    pub(super) get_mut: fn(&mut T) -> &mut RawField,
}

/// The accessor of a field, by what the field belongs to.
#[derive(Debug)]
pub(super) enum Access {
    /// One for each customer.
    Site(Accessor<SiteFile>),
    /// One for each 10-digit code.
    Institution(Accessor<InstitutionFile>),
    /// One for each PC.
    Terminal(Accessor<TerminalFile>),
}

/// The field of a table that is left out.
static EMPTY: RawField = None;

/// The accessor of a field of a value, or of an optional table in it.
macro_rules! accessor {
    ($field:ident) => {
        $crate::read::fields::Accessor { get: |owner| &owner.$field, get_mut: |owner| &mut owner.$field }
    };
    ($table:ident . $field:ident) => {
        $crate::read::fields::Accessor {
            get: |owner| owner.$table.as_ref().map_or(&$crate::read::fields::EMPTY, |table| &table.$field),
            get_mut: |owner| &mut owner.$table.get_or_insert_default().$field,
        }
    };
}

/// The accessor of a field of the site: `of_site!(work_date)`, `of_site!(dealer.name)`.
macro_rules! of_site {
    ($($path:tt)+) => { $crate::read::fields::Access::Site($crate::read::fields::accessor!($($path)+)) };
}

/// The accessor of a field of an institution.
macro_rules! of_institution {
    ($field:ident) => {
        $crate::read::fields::Access::Institution($crate::read::fields::accessor!($field))
    };
}

/// The accessor of a field of a terminal: `of_terminal!(name)`, `of_terminal!(certificate.issued)`.
macro_rules! of_terminal {
    ($($path:tt)+) => { $crate::read::fields::Access::Terminal($crate::read::fields::accessor!($($path)+)) };
}

use {accessor, of_institution, of_site, of_terminal};

/// A type with fields of the table: site, institution or terminal.
pub(super) trait FieldOwner: Sized {
    /// The accessor of `field`, if it belongs to this type.
    fn accessor(field: &FieldSpec) -> Option<&Accessor<Self>>;

    /// The value of `field`; an empty one if it belongs to another type.
    fn value(&self, field: &FieldSpec) -> &RawField {
        Self::accessor(field).map_or(&EMPTY, |accessor| (accessor.get)(self))
    }

    /// Sets `field`, if it belongs to this type.
    fn set(&mut self, field: &FieldSpec, value: RawField) {
        if let Some(accessor) = Self::accessor(field) {
            *(accessor.get_mut)(self) = value;
        }
    }
}

/// All tables, in the order of the columns of the sheet. Where several tables know a misplaced key, the first is
/// suggested.
pub(super) static TABLES: [&TableSpec; 7] =
    [&ROOT, &LINE, &INSTITUTION, &TERMINAL, &PC, &CERTIFICATE, &DEALER];

/// Every field, in the order of the columns of the sheet that we write.
pub(super) static FIELDS: LazyLock<Vec<&'static FieldSpec>> =
    LazyLock::new(|| TABLES.iter().flat_map(|table| table.fields).copied().collect());

/// The field of the key at `path`.
pub(super) fn by_path(path: &str) -> Option<&'static FieldSpec> {
    FIELDS.iter().copied().find(|field| field.path == path)
}

/// The paths of what a certificate is told by.
pub(super) fn certificate_fields() -> impl Iterator<Item = &'static str> {
    CERTIFICATE.fields.iter().map(|field| field.path)
}

/// The paths of what every list of customers has of a customer's line and day of work.
pub(super) fn line_fields() -> impl Iterator<Item = &'static str> {
    [site::WORK_DATE.path, site::CUSTOMER_ID.path].into_iter()
}

/// Whether the site file knows a key or a table of this name, in whatever table.
pub(super) fn is_key(name: &str) -> bool {
    TABLES.iter().any(|table| {
        (!table.name.is_empty() && table.name == name) || table.fields.iter().any(|field| field.key() == name)
    })
}

/// The field that `heading` names in its own spelling or another; full and half width, capitals, spaces,
/// brackets and joining signs make no difference.
pub(super) fn by_heading(heading: &str) -> Option<&'static FieldSpec> {
    HEADINGS.get(&fold::key(heading)).copied()
}

/// Every spelling of every heading, folded.
static HEADINGS: LazyLock<BTreeMap<String, &'static FieldSpec>> =
    LazyLock::new(|| spellings().map(|(name, field)| (fold::key(name), field)).collect());

/// Every spelling of every heading, and the field that it names.
fn spellings() -> impl Iterator<Item = (&'static str, &'static FieldSpec)> {
    let of_office = |field: &'static FieldSpec| {
        let named = OFFICE_HEADINGS.iter().filter(|(path, _)| *path == field.path);
        named.flat_map(|(_, headings)| headings.split_whitespace())
    };
    let names = move |field: &'static FieldSpec| {
        std::iter::once(field.heading).chain(field.other_headings()).chain(of_office(field))
    };
    FIELDS.iter().flat_map(move |field| names(field).map(move |name| (name, *field)))
}

#[cfg(test)]
mod tests;
