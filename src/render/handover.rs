//! The template of the handover checklist: a [`Handover`] in, markup out.

use askama::Template;

use super::filters;
use crate::base::facts::Facts;
use crate::plan::{Customer, Handover, LineWords, SignShape};

/// What templates/handover.html sees.
#[derive(Template)]
#[template(path = "handover.html")]
pub(super) struct HandoverPages<'a> {
    /// The document's data.
    handover: &'a Handover,
    /// Its parts, under short names.
    customer: &'a Customer,
    facts: &'a Facts,
}

impl<'a> HandoverPages<'a> {
    /// The pages of `handover`.
    pub(super) const fn new(handover: &'a Handover) -> Self {
        Self { handover, customer: &handover.customer, facts: handover.facts }
    }
}
