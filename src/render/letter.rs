//! The templates of what goes around the papers: covering letter, address label, text of a mail. Their data in, markup or
//! plain text out.

use askama::Template;

use super::filters;
use crate::base::facts::Facts;
use crate::plan::{AddressLabel, Customer, Letter, Logo, Mail};

/// What templates/letter.html sees.
#[derive(Template)]
#[template(path = "letter.html")]
pub(super) struct LetterPage<'a> {
    /// The document's data.
    letter: &'a Letter,
    /// Its parts, under short names.
    customer: &'a Customer,
    facts: &'a Facts,
}

impl<'a> LetterPage<'a> {
    /// The page of `letter`.
    pub(super) const fn new(letter: &'a Letter) -> Self {
        Self { letter, customer: &letter.packet.customer, facts: letter.packet.facts }
    }
}

/// What templates/address.html sees.
#[derive(Template)]
#[template(path = "address.html")]
pub(super) struct AddressPage<'a> {
    /// The document's data.
    pub(super) label: &'a AddressLabel,
}

/// What templates/mail.txt sees.
#[derive(Template)]
#[template(path = "mail.txt")]
pub(super) struct MailText<'a> {
    /// The document's data.
    mail: &'a Mail,
    /// Its parts, under short names.
    customer: &'a Customer,
}

impl<'a> MailText<'a> {
    /// The text of `mail`.
    pub(super) const fn new(mail: &'a Mail) -> Self {
        Self { mail, customer: &mail.packet.customer }
    }
}
