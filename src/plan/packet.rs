//! [`Packet`]: the customer's instruction packet: what only this document needs (signs of the institutions,
//! edge tabs, calendar cells, rows of the form, what is still to be done). Words of the site come from [`Customer`],
//! days from [`Schedule`].

mod calendar;
mod form;
mod sign;

pub use calendar::*;
pub use form::*;
pub use sign::*;

use super::customer::yen;
use super::{
    Customer, DocumentKind, Field, InstitutionWords, LineWords, Mark, Progress, Remaining, Schedule,
    TerminalWords,
};
use crate::base::facts::{Facts, facts};

/// So many institutions stand beside each other in the drawing of the whole way; of more, only the first is drawn.
const LANES: usize = 2;
/// A name of up to so many letters takes at most two lines of half the page.
const LANE_NAME: usize = 24;
/// The packet's title once nothing is left to apply for.
const TITLE_UNTIL_THE_DAY: &str = "当日までのご案内";
/// What the edge tabs say, from top to bottom: pages of a step have their tab at the same height.
const TABS: [&str; 12] = ["表", "日", "図", "補", "0", "早", "1", "2", "3", "4", "5", "困"];
/// Top of the first edge tab, in mm from the paper's edge.
const TAB_TOP: usize = 22;
/// From one edge tab to the next, in mm.
const TAB_STEP: usize = 19;

/// The customer's instruction packet.
#[derive(Clone, Debug)]
pub struct Packet {
    /// Its title.
    pub title: &'static str,
    /// The site, in words.
    pub customer: Customer,
    /// The days.
    pub schedule: Schedule,
    /// What is still to be done.
    pub left: Remaining,
    /// What is to be done first, and for which of the sets (its index).
    pub first: (FirstThing, usize),
    /// Notices that have not come.
    pub notices_left: usize,
    /// The terminals whose notices are under way while others are still to be applied for: 端末名称等.
    pub awaited: Vec<Field>,
    /// The portal, the fee and the post.
    pub facts: &'static Facts,
    /// One set of application pages per institution.
    pub sets: Vec<InstitutionSet>,
    /// The calendars.
    pub months: Vec<MonthView>,
    /// What the marks in them mean.
    pub legend: Vec<Chip>,
    /// The days are marked on which the post office holds mail.
    pub has_held: bool,
    /// Several institutions: the sets carry signs.
    pub has_signs: bool,
    /// Several institutions or terminals: the supplement is printed.
    pub has_supplement: bool,
    /// Nothing is done yet: the drawing of the whole way is printed.
    pub has_way: bool,
    /// What one certificate costs: `1,500円`.
    pub price: String,
    /// The portal's name of the item 端末名称等.
    pub terminal_label: &'static str,
    /// The portal's name of the item before it: the items up to here stay the same from terminal to terminal.
    pub before_terminal: &'static str,
}

/// What a customer does first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FirstThing {
    /// 利用申請.
    UseApplication,
    /// 電子証明書発行申請.
    Certificate,
    /// Printing the master account's paper.
    Master,
    /// Taking the registered mail.
    Notice,
    /// Getting ready for the day.
    Day,
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
    /// The items of the certificate form, for the first terminal that is still to be applied for.
    pub form: Vec<FormRow>,
    /// Several terminals are still to be applied for: the page with one row per application is printed.
    pub is_several: bool,
}

impl Packet {
    /// The packet of one customer, with `left` still to be done.
    pub(super) fn new(customer: Customer, schedule: Schedule, left: Remaining) -> Self {
        let facts = facts();
        let sets = sets(&customer, facts);
        let has_portal = sets.iter().any(|set| set.has_use() || set.has_master() || set.has_certificate());
        Self {
            title: if has_portal { DocumentKind::Packet.title() } else { TITLE_UNTIL_THE_DAY },
            first: first_thing(&sets, &left),
            notices_left: customer.notices_left().count(),
            awaited: if left.certificate { awaited(&customer) } else { Vec::new() },
            has_way: sets
                .iter()
                .all(|set| set.has_use() && set.institution.to_apply == set.institution.terminals.len()),
            sets,
            months: calendar(&schedule.months),
            legend: legend(&schedule.months),
            has_held: occurs(&schedule.months, Mark::PostHeld),
            has_signs: customer.institutions.len() > 1,
            has_supplement: !customer.is_start_pack,
            price: yen(u64::from(facts.certificate.price_yen)),
            terminal_label: label_of(facts, "terminal"),
            before_terminal: label_of(facts, "email"),
            customer,
            schedule,
            left,
            facts,
        }
    }

    /// Distance of the edge tab with these letters from the paper's top: `42mm`.
    pub fn tab(&self, letters: &str) -> String {
        let place = TABS.iter().position(|known| *known == letters).unwrap_or_default();
        format!("{}mm", TAB_TOP + TAB_STEP * place)
    }

    /// The two papers are drawn on the cover: only if what must be said there leaves room for it on one page. In mm.
    pub fn has_papers_drawn(&self) -> bool {
        const ROOM: usize = 17;
        const LINE: usize = 6;
        let lines = |holds: bool, lines: usize| if holds { lines * LINE } else { 0 };
        let previous = self.sets.iter().filter(|set| set.institution.previous_code.is_some()).count();
        let taken = lines(true, self.sets.len() - 1)
            + lines(!self.awaited.is_empty(), 2)
            + lines(self.v6_is_open(), 2)
            + lines(true, 3 * previous)
            + lines(self.schedule.work_is_past || self.schedule.is_too_late, 4);
        taken <= ROOM
    }

    /// The line is the one that needs v6オプション, 利用申請 is still to be made, and the contract is not known.
    pub fn v6_is_open(&self) -> bool {
        self.has_use() && self.customer_id().is_some() && self.customer.v6_option != Some(true)
    }

    /// Whether anything is to be done on the portal: the page on logging in is printed.
    pub fn has_portal(&self) -> bool {
        self.has_use() || self.left.master || self.left.certificate
    }

    /// 利用申請 of some institution is not known to be done.
    pub fn has_use(&self) -> bool {
        self.sets.iter().any(InstitutionSet::has_use)
    }

    /// The sets whose certificates can be applied for at once, while others still need 利用申請.
    pub fn ready_sets(&self) -> Vec<&InstitutionSet> {
        let ready = |set: &&InstitutionSet| !set.has_use() && set.has_certificate();
        if self.left.use_application { self.sets.iter().filter(ready).collect() } else { Vec::new() }
    }

    /// Which terminals do オンライン請求 is known of all.
    pub fn claims_are_known(&self) -> bool {
        let mut terminals = self.sets.iter().flat_map(|set| &set.institution.terminals);
        terminals.all(|terminal| terminal.claims.is_some())
    }

    /// The sets whose 利用申請 is known to be open.
    pub fn first_sets(&self) -> Vec<&InstitutionSet> {
        self.sets.iter().filter(|set| set.institution.use_application == Progress::Open).collect()
    }

    /// What is typed on the first page of 利用申請.
    pub fn line_title(&self) -> &'static str {
        if self.customer_id().is_some() {
            "回線とお客様IDの入力"
        } else {
            "回線の種別の選択"
        }
    }

    /// The terminal that is drawn with its label.
    pub fn shown_terminal(&self) -> Option<&TerminalWords> {
        self.sets.first()?.institution.terminals_to_set_up().next()
    }

    /// Some certificate is issued: its dates are printed.
    pub fn has_issued(&self) -> bool {
        self.sets.iter().any(|set| set.institution.terminals.iter().any(|terminal| terminal.issued.is_some()))
    }

    /// The line's お客様ID, if it has one.
    pub fn customer_id(&self) -> Option<&super::CustomerIdWords> {
        match &self.customer.line {
            LineWords::IpVpn(id) => Some(id),
            LineWords::Other(_) => None,
        }
    }

    /// The sets that are drawn beside each other: all if they fit, else as a pattern the one that comes first.
    pub fn lanes(&self) -> &[InstitutionSet] {
        let first = self.first.1;
        if self.is_pattern() { &self.sets[first..=first] } else { &self.sets }
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

    /// The addresses to which the notices go, each once: `保険医療機関届に登録した住所`.
    pub fn registrations(&self) -> Vec<&'static str> {
        let mut all: Vec<&'static str> = self.sets.iter().map(|set| set.institution.registration).collect();
        all.dedup();
        all
    }
}

impl InstitutionSet {
    /// Its pages of 利用申請 are printed.
    pub const fn has_use(&self) -> bool {
        !self.institution.use_application.is_done()
    }

    /// Its page of the master account is printed.
    pub const fn has_master(&self) -> bool {
        !self.institution.master.is_done()
    }

    /// Something is still to be typed: its sheet of values is printed.
    pub const fn has_quick(&self) -> bool {
        self.has_use() || self.has_certificate()
    }

    /// Its pages of 電子証明書発行申請 are printed.
    pub const fn has_certificate(&self) -> bool {
        self.institution.to_apply > 0
    }
}

/// What is to be done first, for which set: an application comes before the papers that follow from it, the
/// certificate before a paper that is only to be printed, because it takes longest.
fn first_thing(sets: &[InstitutionSet], left: &Remaining) -> (FirstThing, usize) {
    let find = |wanted: &dyn Fn(&InstitutionSet) -> bool| sets.iter().position(wanted);
    let open = |set: &InstitutionSet| set.has_use() && !set.institution.use_application.is_unknown();
    if let Some(index) = find(&open) {
        (FirstThing::UseApplication, index)
    } else if let Some(index) = find(&InstitutionSet::has_certificate) {
        (FirstThing::Certificate, index)
    } else if let Some(index) = find(&InstitutionSet::has_use) {
        (FirstThing::UseApplication, index)
    } else if let Some(index) = find(&InstitutionSet::has_master) {
        (FirstThing::Master, index)
    } else if left.notice {
        (FirstThing::Notice, 0)
    } else {
        (FirstThing::Day, 0)
    }
}

fn awaited(customer: &Customer) -> Vec<Field> {
    let applied = customer.notices_left().filter(|terminal| terminal.application.is_done());
    applied.map(|terminal| terminal.name.clone()).collect()
}

fn sets(customer: &Customer, facts: &'static Facts) -> Vec<InstitutionSet> {
    let all = &customer.institutions;
    let set = |(index, institution): (usize, &InstitutionWords)| InstitutionSet {
        institution: institution.clone(),
        sign: sign(all, index),
        class: ["set-1", "set-2", "set-3", "set-4"][index % 4],
        form: form(institution, facts),
        is_several: institution.to_apply > 1,
    };
    all.iter().enumerate().map(set).collect()
}
