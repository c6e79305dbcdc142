//! [`Packet`]: the customer's instruction packet: what only this document needs (signs of the institutions,
//! edge tabs, calendar cells, rows of the form). Words of the site come from [`Customer`], days from [`Schedule`].

mod calendar;
mod form;
mod tabs;

pub use calendar::*;
pub use form::*;
pub use tabs::*;

use super::customer::yen;
use super::{Customer, InstitutionWords, Schedule};
use crate::base::facts::Facts;

/// So many institutions stand beside each other in the drawing of the whole way; of more, only the first is drawn.
const LANES: usize = 2;
/// A name of up to so many letters takes at most two lines of half the page.
const LANE_NAME: usize = 24;

/// The customer's instruction packet.
#[derive(Clone, Debug)]
pub struct Packet {
    /// The site, in words.
    pub customer: Customer,
    /// The days.
    pub schedule: Schedule,
    /// The portal, the fee and the post.
    pub facts: &'static Facts,
    /// One set of application pages per institution.
    pub sets: Vec<InstitutionSet>,
    /// Edge tabs of the pages that are not of one institution.
    pub tabs: CommonTabs,
    /// The calendars.
    pub months: Vec<MonthView>,
    /// Several institutions: the sets carry signs.
    pub has_signs: bool,
    /// Several institutions or terminals: the supplement is printed.
    pub has_supplement: bool,
    /// Digits of the お客様ID that are typed: 10 or 8.
    pub id_length: usize,
    /// What one certificate costs: `1,500円`.
    pub price: String,
    /// The portal's name of the item 端末名称等.
    pub terminal_label: &'static str,
    /// The portal's name of the item before it: the items up to here stay the same from terminal to terminal.
    pub before_terminal: &'static str,
}

/// The application pages of one institution.
#[derive(Clone, Debug)]
pub struct InstitutionSet {
    /// The institution, in words.
    pub institution: InstitutionWords,
    /// Its sign.
    pub sign: Sign,
    /// Its class in print.css, `set-1` to `set-4`.
    pub class: &'static str,
    /// Edge tabs of its pages.
    pub tabs: SetTabs,
    /// The items of the certificate form, for the first terminal.
    pub form: Vec<FormRow>,
    /// Several terminals: the page with one row per application is printed.
    pub is_several: bool,
    /// Pages of 電子証明書発行申請: 2, or 3 with several terminals.
    pub certificate_pages: usize,
}

impl Packet {
    /// The packet of one customer.
    pub fn new(customer: Customer, schedule: Schedule, facts: &'static Facts) -> Self {
        let has_supplement = !customer.is_start_pack;
        let mut stairs = Stairs::new(section_count(&customer));
        let front = [stairs.next(), stairs.next(), stairs.next()];
        let supplement = has_supplement.then(|| stairs.next());
        let sets = sets(&customer, facts, &mut stairs);
        Self {
            tabs: common_tabs(front, supplement, &mut stairs),
            sets,
            months: calendar(&schedule.months),
            has_signs: customer.institutions.len() > 1,
            has_supplement,
            id_length: customer.id_digits.value.chars().count(),
            price: yen(u64::from(facts.certificate.price_yen)),
            terminal_label: label_of(facts, "terminal"),
            before_terminal: label_of(facts, "email"),
            customer,
            schedule,
            facts,
        }
    }

    /// The sets that are drawn in the whole way: all if they fit beside each other, else the first as a pattern.
    pub fn lanes(&self) -> &[InstitutionSet] {
        if self.is_pattern() { &self.sets[..1] } else { &self.sets }
    }

    /// The institutions that have a column of their own in the tables of the first pages: none if there are more
    /// than stand beside each other.
    pub fn columns(&self) -> &[InstitutionSet] {
        if self.is_pattern() { &[] } else { &self.sets }
    }

    /// Two institutions: each has its column of counts.
    pub fn has_columns(&self) -> bool {
        self.has_signs && !self.is_pattern()
    }

    /// A name that needs several lines where two institutions stand beside each other.
    pub fn has_long_names(&self) -> bool {
        self.sets.iter().any(|set| set.institution.name.value.chars().count() > LANE_NAME)
    }

    /// More institutions than stand beside each other in the whole way: the first is drawn for all.
    pub fn is_pattern(&self) -> bool {
        self.sets.len() > LANES
    }
}

/// Sections of the packet: 7 common, with the supplement and counting the mail 9; 7 per institution, with several
/// terminals 8.
fn section_count(customer: &Customer) -> usize {
    let of_sets = customer.institutions.iter().map(|one| 7 + usize::from(one.terminals.len() > 1));
    7 + 2 * usize::from(!customer.is_start_pack) + of_sets.sum::<usize>()
}

fn sets(customer: &Customer, facts: &'static Facts, stairs: &mut Stairs) -> Vec<InstitutionSet> {
    let all = &customer.institutions;
    let set = |(index, institution): (usize, &InstitutionWords)| {
        let is_several = institution.terminals.len() > 1;
        InstitutionSet {
            institution: institution.clone(),
            sign: sign(all, index),
            class: ["set-1", "set-2", "set-3", "set-4"][index % 4],
            tabs: set_tabs(stairs, is_several),
            form: form(institution, facts),
            is_several,
            certificate_pages: 2 + usize::from(is_several),
        }
    };
    all.iter().enumerate().map(set).collect()
}
