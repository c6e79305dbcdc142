//! A customer whose rows are still being read. In: values, row after row. Out: a site in which repeated values agree,
//! or a [`Conflict`]. Which rows belong to a customer is not known here.

use serde::{Deserialize, Serialize};

use super::equivalent::{equivalent, is_left_out};
use super::key::InstitutionKey;
use crate::base::{Located, Origin};
use crate::read::fields::{Access, FieldOwner, FieldSpec};
use crate::read::{Raw, RawField, SiteFile, TerminalFile};

/// A customer that may get more rows.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Draft {
    /// The values of its rows so far.
    pub(super) site: SiteFile,
    /// The number of its first row.
    pub(super) row: u32,
    /// Key and first row of each institution.
    pub(super) institutions: Vec<(InstitutionKey, u32)>,
    /// The institution of the last row.
    pub(super) last: usize,
}

/// Two cells that should agree and do not.
pub(super) struct Conflict {
    /// What they belong to, in both languages.
    pub(super) whose: (&'static str, &'static str),
    /// The earlier one.
    pub(super) before: Origin,
    /// The later one.
    pub(super) at: Origin,
}

impl Draft {
    /// Puts a value of a row into the site, the institution with this index, or the row's `terminal`. The first own
    /// value of a new institution replaces the one copied from the row above.
    pub(super) fn put(
        &mut self,
        field: &FieldSpec,
        value: Located<Raw>,
        (institution, is_new): (usize, bool),
        terminal: &mut TerminalFile,
    ) -> Option<Conflict> {
        match field.access {
            Access::Terminal(_) => {
                terminal.set(field, Some(value));
                None
            }
            Access::Site(_) => set_or_compare(&mut self.site, field, value, ("お客様", "customer")),
            Access::Institution(_) => {
                let institution = self.site.institutions.get_mut(institution)?;
                if is_new {
                    institution.set(field, None);
                }
                set_or_compare(institution, field, value, ("医療機関", "institution"))
            }
        }
    }

    /// Marks required fields that are empty in every row, at the cell of the first row, so that they are reported
    /// there. `known` are the columns of the sheet; `at` gives the place of a cell.
    pub(super) fn mark_missing(
        &mut self,
        known: &[(u32, &'static FieldSpec)],
        at: &mut dyn FnMut(u32, u32) -> Origin,
    ) {
        for &(column, field) in known {
            match field.access {
                Access::Site(_) => finish_field(&mut self.site, field, || at(self.row, column)),
                Access::Institution(_) => {
                    for (institution, (_, row)) in self.site.institutions.iter_mut().zip(&self.institutions) {
                        finish_field(institution, field, || at(*row, column));
                    }
                }
                Access::Terminal(_) => {}
            }
        }
        if let Some(dealer) = &mut self.site.dealer {
            dealer.at = self.site.at;
        }
    }
}

/// Keeps the first value; a later one must agree with it.
fn set_or_compare<T: FieldOwner>(
    owner: &mut T,
    field: &FieldSpec,
    value: Located<Raw>,
    whose: (&'static str, &'static str),
) -> Option<Conflict> {
    match owner.value(field) {
        Some(before) if equivalent(field, &before.value, &value.value) => None,
        Some(before) => Some(Conflict { whose, before: before.at, at: value.at }),
        None => {
            owner.set(field, Some(value));
            None
        }
    }
}

/// Empties a field with a dash, and puts an empty text at `place` into a required field without a value.
fn finish_field<T: FieldOwner>(owner: &mut T, field: &FieldSpec, place: impl FnOnce() -> Origin) {
    if clear_left_out(owner.value(field), field) {
        owner.set(field, None);
    }
    if field.is_required && T::accessor(field).is_some() && owner.value(field).is_none() {
        owner.set(field, Some(empty(place())));
    }
}

/// Whether a field holds only a dash, which means no value.
fn clear_left_out(value: &RawField, field: &FieldSpec) -> bool {
    matches!(value, Some(Located { value: Raw::Text(text), .. }) if is_left_out(field, text))
}

/// An empty text.
pub(super) const fn empty(at: Origin) -> Located<Raw> {
    Located::new(Raw::Text(String::new()), at)
}
