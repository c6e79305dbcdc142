//! What distinguishes institutions in a table. In: the values of a row. Out: the key of its institution. The key is
//! not checked here.

use super::equivalent::canonical;
use crate::base::{Located, fold};
use crate::read::fields::{FIELDS, FieldSpec, institution};
use crate::read::{Raw, RawField};

/// Prefecture, 点数表 and code; empty texts for empty cells.
pub(super) type InstitutionKey = [String; 3];

/// The values of a row: in order of the table of fields, `None` where the cell is empty.
pub(super) type RowValues = Vec<RawField>;

/// The key of the institution of a row.
pub(super) fn institution_key(fields: &[RawField]) -> InstitutionKey {
    let canonical = |field: &FieldSpec| {
        text_of(fields, field).map(|text| canonical(field.kind, text)).unwrap_or_default()
    };
    [
        canonical(&institution::PREFECTURE),
        canonical(&institution::FEE_TABLE),
        // A code with characters that no code has stays different from one without them.
        text_of(fields, &institution::CODE).map(fold::digits).unwrap_or_default(),
    ]
}

/// Whether two keys can belong to one institution; empty parts agree with any value.
pub(super) fn agrees(known: &InstitutionKey, key: &InstitutionKey) -> bool {
    known.iter().zip(key).all(|(known, own)| own.is_empty() || known.is_empty() || known == own)
}

/// The index of `field` in [`RowValues`].
pub(super) fn index_of(field: &FieldSpec) -> Option<usize> {
    FIELDS.iter().position(|other| std::ptr::eq(*other, field))
}

/// The text in the column of `field`, if there is any.
pub(super) fn text_of<'f>(fields: &'f [RawField], field: &FieldSpec) -> Option<&'f str> {
    match fields.get(index_of(field)?)? {
        Some(Located { value: Raw::Text(text), .. }) if !text.is_empty() => Some(text),
        _ => None,
    }
}
