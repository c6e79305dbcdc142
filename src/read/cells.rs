//! How a column reaches its field: [`Cell`] names one field of a terminal, an institution or a site, to look at
//! and to fill. Knows nothing of headers or files.

use super::{Field, InstitutionFile, SiteFile, TerminalFile};

/// The way to one field of a `T`.
pub(super) struct Lens<T> {
    /// The field as it is; an empty one where the table it stands in is left out.
    pub(super) look: fn(&T) -> &Field,
    /// The field to be filled; makes the table it stands in.
    pub(super) fill: fn(&mut T) -> &mut Field,
}

/// The field of a column, and whose it is.
pub(super) enum Cell {
    /// One for each customer.
    Site(Lens<SiteFile>),
    /// One for each 10-digit code.
    Institution(Lens<InstitutionFile>),
    /// One for each PC.
    Terminal(Lens<TerminalFile>),
}

/// What a table that is left out has in every field.
pub(super) static EMPTY: Field = None;

/// The way to a field of `$owner`, or of a table of it that may be left out.
macro_rules! lens {
    ($field:ident) => {
        $crate::read::cells::Lens { look: |owner| &owner.$field, fill: |owner| &mut owner.$field }
    };
    ($table:ident . $field:ident) => {
        $crate::read::cells::Lens {
            look: |owner| owner.$table.as_ref().map_or(&$crate::read::cells::EMPTY, |table| &table.$field),
            fill: |owner| &mut owner.$table.get_or_insert_default().$field,
        }
    };
}

/// A field of the site: `site_cell!(work_date)`, `site_cell!(dealer.name)`.
macro_rules! site_cell {
    ($($path:tt)+) => { $crate::read::cells::Cell::Site($crate::read::cells::lens!($($path)+)) };
}

/// A field of an institution.
macro_rules! institution_cell {
    ($($path:tt)+) => { $crate::read::cells::Cell::Institution($crate::read::cells::lens!($($path)+)) };
}

/// A field of a terminal: `terminal_cell!(name)`, `terminal_cell!(certificate.issued)`.
macro_rules! terminal_cell {
    ($($path:tt)+) => { $crate::read::cells::Cell::Terminal($crate::read::cells::lens!($($path)+)) };
}

pub(super) use {institution_cell, lens, site_cell, terminal_cell};
