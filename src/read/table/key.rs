//! What tells institutions apart in a table: the values of a row in, the key of its institution out.

use super::equivalent::canonical;
use crate::base::{Located, fold};
use crate::read::fields::{FIELDS, FieldSpec, institution};
use crate::read::{Field, Raw};

/// Prefecture, 点数表 and code, as far as they are written.
pub(super) type InstitutionKey = [String; 3];

/// The values of a row: in order of the table of fields, `None` where the cell is empty.
pub(super) type RowValues = Vec<Field>;

/// The key of the institution that a row is about.
pub(super) fn institution_key(fields: &[Field]) -> InstitutionKey {
    let canonical = |field: &FieldSpec| {
        text_of(fields, field).map(|text| canonical(field.kind, text)).unwrap_or_default()
    };
    [
        canonical(&institution::PREFECTURE),
        canonical(&institution::FEE_TABLE),
        // Signs that no code has tell it apart from one without them.
        text_of(fields, &institution::CODE).map(fold::digits).unwrap_or_default(),
    ]
}

/// Whether two keys can be those of one institution, as far as they are written.
pub(super) fn agrees(known: &InstitutionKey, key: &InstitutionKey) -> bool {
    known.iter().zip(key).all(|(known, own)| own.is_empty() || known.is_empty() || known == own)
}

/// Where the values of `field` stand in [`RowValues`].
pub(super) fn index_of(field: &FieldSpec) -> Option<usize> {
    FIELDS.iter().position(|other| std::ptr::eq(*other, field))
}

/// The text in the column of `field`, if there is any.
pub(super) fn text_of<'f>(fields: &'f [Field], field: &FieldSpec) -> Option<&'f str> {
    match fields.get(index_of(field)?)? {
        Some(Located { value: Raw::Text(text), .. }) if !text.is_empty() => Some(text),
        _ => None,
    }
}
