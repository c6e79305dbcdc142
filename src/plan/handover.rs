//! [`Handover`]: the day-of-install handover checklist: its sheets in the order of the day, what is ticked on them, and the
//! days that are looked up. What is done is in `steps`, the days are in `date_table`.

mod date_table;
mod steps;

use super::packet::sign;
use super::{Customer, DocumentKind, InstitutionWords, LineWords, Sign};
use crate::base::facts::Facts;
pub use date_table::DateRow;
use date_table::date_table;
pub use steps::{COLUMNS, Column};

/// Digits of the お客様ID that the checklist shows: enough to hold it against the line's own papers.
const ID_DIGITS_SHOWN: usize = 4;

/// So many terminals are ticked and signed each on its own sheet; with more, on the overview.
const TICKED_ON_SHEETS: usize = 4;

/// So many institutions have their names in large type on the cover.
const LARGE_NAMES: usize = 2;

/// So many institutions are named on the cover; of more, the first, so that the signatures keep to it.
const NAMED_ON_COVER: usize = 4;

/// The day-of-install handover checklist.
#[derive(Clone, Debug)]
pub struct Handover {
    /// Its title.
    pub title: &'static str,
    /// The site, in words.
    pub customer: Customer,
    /// The portal, the fee and the post.
    pub facts: &'static Facts,
    /// One set of sheets per institution.
    pub sets: Vec<HandoverSet>,
    /// Several institutions: the sets carry signs.
    pub has_signs: bool,
    /// Few institutions: their names stand large on the cover.
    pub has_large_names: bool,
    /// How many institutions are named on the cover.
    pub named_on_cover: usize,
    /// The お客様ID without all but its last digits, `CAF ＊＊＊＊＊＊7890`.
    pub masked_id: Option<String>,
    /// What is looked at before the first certificate: line and Windows.
    pub before: Vec<String>,
    /// What is done at a terminal, before its certificate is held against the sheet and after it.
    pub at_terminal: [Vec<String>; 2],
    /// The login with the master account.
    pub login: &'static [&'static str],
    /// Before the installer leaves.
    pub leaving: &'static [&'static str],
    /// What is ticked in the overview.
    pub columns: &'static [Column],
    /// The days of each 発行日, in two halves; of use where a 発行日 is not known.
    pub date_table: [Vec<DateRow>; 2],
}

/// The sheets of one institution.
#[derive(Clone, Debug)]
pub struct HandoverSet {
    /// The institution, in words.
    pub institution: InstitutionWords,
    /// Its sign.
    pub sign: Sign,
    /// Its class in print.css, `set-1` to `set-4`.
    pub class: &'static str,
    /// Many terminals: they are ticked and signed on the overview, their sheets have the facts only.
    pub has_overview: bool,
    /// A 発行日 is not known: the days are looked up.
    pub has_dates_to_write: bool,
    /// Reader, real card, レセコン.
    pub trial: Vec<String>,
}

impl Handover {
    /// The checklist of one customer.
    pub(super) fn new(customer: Customer, facts: &'static Facts) -> Self {
        let customer = to_set_up(customer);
        let all = &customer.institutions;
        let set = |(index, institution): (usize, &InstitutionWords)| HandoverSet {
            institution: institution.clone(),
            sign: sign(all, index),
            class: ["set-1", "set-2", "set-3", "set-4"][index % 4],
            has_overview: institution.terminals.len() > TICKED_ON_SHEETS,
            has_dates_to_write: institution.terminals.iter().any(|terminal| terminal.renewal.is_none()),
            trial: steps::trial(institution),
        };
        Self {
            title: DocumentKind::Handover.title(),
            sets: all.iter().enumerate().map(set).collect(),
            has_signs: all.len() > 1,
            has_large_names: all.len() <= LARGE_NAMES,
            named_on_cover: if all.len() <= NAMED_ON_COVER { all.len() } else { 1 },
            masked_id: match &customer.line {
                LineWords::IpVpn(id) => Some(masked(id.prefix, &id.digits.value)),
                LineWords::Other(_) => None,
            },
            before: steps::before(&customer),
            at_terminal: steps::at_terminal(&customer),
            login: &steps::LOGIN,
            leaving: &steps::LEAVING,
            columns: &COLUMNS,
            date_table: date_table(customer.work_date.date, facts),
            customer,
            facts,
        }
    }
}

/// The customer with those terminals only that are set up on the day: not those whose certificate is in use already.
/// If that is none, all stay.
fn to_set_up(mut customer: Customer) -> Customer {
    if customer.notice_count > 0 {
        for institution in &mut customer.institutions {
            institution.terminals.retain(|terminal| !terminal.is_in_use);
        }
        customer.institutions.retain(|institution| !institution.terminals.is_empty());
        customer.master_count = customer.institutions.len();
        customer.terminal_count = customer.notice_count;
    }
    customer
}

fn masked(prefix: &str, digits: &str) -> String {
    let hidden = digits.chars().count().saturating_sub(ID_DIGITS_SHOWN);
    let shown: String = digits.chars().skip(hidden).collect();
    format!("{prefix} {}{shown}", "＊".repeat(hidden))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_digits_of_the_customer_id_are_shown() {
        assert_eq!(masked("CAF", "1234567890"), "CAF ＊＊＊＊＊＊7890");
        assert_eq!(masked("COP", "12345678"), "COP ＊＊＊＊5678");
    }
}
