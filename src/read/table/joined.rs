//! Whose value a merged cell is. In: rows with their merged cells, and the customer of each. Out: faults where a range
//! joins what is not one: two customers, two fields, a heading and a value. Values are not read here.

use std::collections::BTreeMap;

use super::headings::Headings;
use super::merged::{Merged, Range};
use super::merged_messages;
use super::value::{CellValue, Row};
use crate::base::{Diagnostic, Origin};
use crate::read::fields::FieldSpec;

/// How a range covers a cell that has no value of its own.
enum Cover<'r> {
    /// The value stands in a row above.
    Above(&'r Merged),
    /// The value stands in a column to the left.
    Beside,
    /// The range begins in the headings.
    Heading,
}

/// The range over a cell in a row below the headings, the last of which is in row `headings`; `None` too for the cell
/// that the range shows.
fn cover(row: &Row, column: u32, headings: u32) -> Option<Cover<'_>> {
    let merged = row.merged_at(column)?;
    let Range { rows: (first, _), columns: (left, _) } = merged.range;
    if first <= headings {
        Some(Cover::Heading)
    } else if column != left {
        Some(Cover::Beside)
    } else {
        (first < row.number).then_some(Cover::Above(merged))
    }
}

/// What a merged cell whose value stands in a row above shows in `column`.
pub(super) fn merged_above(row: &Row, column: u32, headings: u32) -> Option<&CellValue> {
    match cover(row, column, headings)? {
        Cover::Above(merged) => merged.value.as_ref(),
        Cover::Beside | Cover::Heading => None,
    }
}

/// The customers that ranges belong to.
#[derive(Default)]
pub(super) struct Joined {
    /// The index of the first customer of each range, and whether a fault was told.
    owners: BTreeMap<Range, (usize, bool)>,
    /// Where ranges are seen.
    pub(super) places: BTreeMap<Range, Origin>,
}

/// A fault in a merged cell.
pub(super) struct JoinedFault {
    /// The column.
    pub(super) column: u32,
    /// What is wrong; without a place.
    pub(super) message: Diagnostic,
    /// The index of another customer that has the fault too.
    pub(super) other: Option<usize>,
}

impl Joined {
    /// The faults of a row of the customer with this index.
    pub(super) fn faults(&mut self, row: &Row, index: usize, headings: &Headings) -> Vec<JoinedFault> {
        let mut faults = Vec::new();
        for &(column, field) in &headings.known {
            let Some(merged) = row.merged_at(column).filter(|merged| merged.value.is_some()) else {
                continue;
            };
            let (range, name) = (merged.range, merged.range.name());
            let (message, other) = match cover(row, column, headings.last) {
                Some(Cover::Heading) => (merged_messages::with_heading(field, &name), None),
                Some(Cover::Beside) if range.rows.0 == row.number => {
                    let left = headings.known.iter().find(|(place, _)| *place == range.columns.0);
                    let Some((_, left)) = left else { continue };
                    (merged_messages::over_columns(left, field, &name), None)
                }
                Some(Cover::Beside) => continue,
                Some(Cover::Above(_)) | None => {
                    let (owner, is_told) = self.owners.entry(range).or_insert((index, false));
                    if *owner == index || !is_own(field) {
                        continue;
                    }
                    let other = (!std::mem::replace(is_told, true)).then_some(*owner);
                    (merged_messages::over_customers(field, &name), other)
                }
            };
            faults.push(JoinedFault { column, message, other });
        }
        faults
    }
}

/// Whether customers do not share the values of a field: a day of work, a prefecture or a dealer may be written once
/// for several customers, a name may not.
fn is_own(field: &FieldSpec) -> bool {
    OWN.contains(&field.path)
}

/// The fields that customers do not share.
const OWN: [&str; 16] = [
    "line.customer_id",
    "institution.code",
    "institution.previous_code",
    "institution.name",
    "institution.postal_code",
    "institution.address",
    "institution.contact",
    "institution.phone",
    "institution.email",
    "institution.portal_email",
    "institution.terminal.name",
    "institution.terminal.pc.name",
    "institution.terminal.pc.maker_serial",
    "institution.terminal.pc.asset_no",
    "institution.terminal.certificate.serial",
    "institution.terminal.certificate.mail_no",
];
