//! [`CheckedCustomer`]: what the check page knows of a customer: names, slot numbers and tags. A planned customer comes in.
//! No お客様ID, no date and no number of a certificate goes out; the page itself is made in `render`.

use serde::Serialize;

use super::customer::Customer;
use super::institution_words::{InstitutionWords, TerminalWords};
use super::label_code::{LabelCode, Tied};

/// A customer on the check page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CheckedCustomer {
    /// The customer's name.
    pub name: String,
    /// One for each 10-digit code.
    pub institutions: Vec<CheckedInstitution>,
}

/// An institution on the check page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CheckedInstitution {
    /// The 10-digit code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// In the order of the file.
    pub terminals: Vec<CheckedTerminal>,
}

/// A terminal on the check page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CheckedTerminal {
    /// From 1 within the institution.
    pub number: usize,
    /// 端末名称等.
    pub name: String,
    /// Slot number, as printed.
    pub slot: String,
    /// Whether it is set up on the day; else its certificate is in use already.
    pub to_set_up: bool,
    /// What its papers may say: `R0-WN45WXY9` on a label of before the certificate came, then what they say now. Tags over
    /// one fact alone are left out: whoever has the page could try all 書留 numbers until one fits.
    pub tags: Vec<String>,
}

impl CheckedCustomer {
    /// What the page knows of `customer`; `key` signs what the symbols say.
    pub fn new(customer: &Customer, key: Option<&[u8]>) -> Self {
        let institutions = customer.institutions.iter();
        Self {
            name: customer.name.value.clone(),
            institutions: institutions
                .map(|institution| CheckedInstitution {
                    code: institution.ten_digits.clone(),
                    name: institution.name.value.clone(),
                    terminals: terminals(institution, key),
                })
                .collect(),
        }
    }
}

fn terminals(institution: &InstitutionWords, key: Option<&[u8]>) -> Vec<CheckedTerminal> {
    let to_set_up: Vec<_> = institution.terminals_to_set_up().map(|terminal| terminal.number).collect();
    let terminal = |terminal: &TerminalWords| {
        let early = Tied {
            code: &institution.ten_digits,
            number: terminal.number,
            name: &terminal.name.value,
            issued: None,
            serial: None,
            mail_no: None,
        };
        let mut tags: Vec<_> =
            [&early.payload(key), &terminal.payload].into_iter().filter_map(|payload| tag(payload)).collect();
        tags.dedup();
        CheckedTerminal {
            number: terminal.number,
            name: terminal.name.value.clone(),
            slot: terminal.slot.clone(),
            to_set_up: to_set_up.contains(&terminal.number),
            tags,
        }
    };
    institution.terminals.iter().map(terminal).collect()
}

/// Revision and tag of a payload.
fn tag(payload: &str) -> Option<String> {
    let LabelCode { revision, tag, .. } = LabelCode::read(payload).ok()?;
    Some(format!("R{revision}-{tag}"))
}
