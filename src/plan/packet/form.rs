//! The form of 電子証明書発行申請, item by item in the portal's order, with the customer's values.

use crate::base::facts::Facts;
use crate::plan::{Field, InstitutionWords};

/// An item of the form.
#[derive(Clone, Debug)]
pub struct FormRow {
    /// The item, as the portal names it.
    pub label: &'static str,
    /// What goes there.
    pub value: FormValue,
}

/// What goes into an item of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormValue {
    /// Text that is typed.
    Typed(Field),
    /// Digits that are typed one by one.
    Digits(Field),
    /// An option that is chosen; its text is the portal's.
    Option(String),
    /// An option that is chosen, whose exact text is not verified: what it means.
    Unverified(String),
}

impl FormValue {
    /// Whether it is chosen from a list, not typed.
    pub const fn is_chosen(&self) -> bool {
        matches!(self, Self::Option(_) | Self::Unverified(_))
    }
}

/// The items for the first terminal of `institution` that is still to be applied for. Items of the facts that are not known here are left out.
pub(super) fn form(institution: &InstitutionWords, facts: &'static Facts) -> Vec<FormRow> {
    let value = |key: &str| {
        Some(match key {
            "category" => option(institution.category_option.as_ref(), institution.fee_table_name),
            "prefecture" => FormValue::Option(institution.prefecture_option.clone()),
            "fee_table" => option(institution.fee_table_option.as_ref(), institution.fee_table_name),
            "code" => FormValue::Digits(institution.code.clone()),
            "name" => FormValue::Typed(institution.name.clone()),
            "contact" => FormValue::Typed(institution.contact.clone()),
            "phone" => FormValue::Typed(institution.phone.clone()),
            "email" => FormValue::Typed(institution.email.clone()),
            "terminal" => FormValue::Typed(institution.open_terminals().next()?.name.clone()),
            _ => return None,
        })
    };
    let fields = facts.certificate.field.iter();
    fields.filter_map(|field| Some(FormRow { label: &field.label, value: value(&field.key)? })).collect()
}

/// The portal's name of the item `key`.
pub(super) fn label_of(facts: &'static Facts, key: &str) -> &'static str {
    facts.certificate.field.iter().find(|field| field.key == key).map_or("", |field| &field.label)
}

fn option(known: Option<&String>, meaning: &str) -> FormValue {
    known.map_or_else(|| FormValue::Unverified(meaning.to_owned()), |text| FormValue::Option(text.clone()))
}
