//! [`Packet`]: the customer's instruction packet: what only this document needs (signs of the institutions,
//! edge tabs, calendar cells, counts in words). Words of the site come from [`Customer`], days from [`Schedule`].

use super::{CalendarDay, CalendarMonth, Customer, InstitutionWords, Mark, Schedule};
use crate::base::facts::Facts;

/// Height of the text area in which the edge tabs go down like stairs, in mm (A4, margins of print.css).
const STAIR_HEIGHT: f64 = 250.0;
/// Top of the first edge tab, in mm from the paper's edge.
const STAIR_TOP: f64 = 22.0;
/// Largest step from one edge tab to the next, in mm: the height of a tab.
const STAIR_STEP: f64 = 11.0;

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
}

/// What tells an institution's pages from another's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sign {
    /// First character of the 点数表's name, with a number if two institutions share it: `医`, `歯2`.
    pub letters: String,
    /// Outline, another one for each of the first four institutions.
    pub shape: SignShape,
}

/// Outline of a sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignShape {
    /// First institution.
    Square,
    /// Second.
    Circle,
    /// Third.
    Diamond,
    /// Fourth.
    Hexagon,
}

/// The application pages of one institution.
#[derive(Clone, Debug)]
pub struct InstitutionSet {
    /// The institution, in words.
    pub institution: InstitutionWords,
    /// Its sign.
    pub sign: Sign,
    /// Its colour class in print.css, `set-1` to `set-4`.
    pub class: &'static str,
    /// Edge tabs of its pages.
    pub tabs: SetTabs,
    /// Several terminals: the page with one row per application is printed.
    pub is_several: bool,
}

/// Place of an edge tab: each section of the packet stands a step lower, so that a stack out of order shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Tab {
    /// Distance from the paper's top, in mm.
    pub top: String,
}

/// Edge tabs of the pages that are not of one institution.
#[derive(Clone, Debug)]
pub struct CommonTabs {
    /// Cover.
    pub cover: Tab,
    /// Dates.
    pub dates: Tab,
    /// The whole way.
    pub way: Tab,
    /// Supplement.
    pub supplement: Tab,
    /// Registered mail.
    pub post: Tab,
    /// Labels.
    pub label: Tab,
    /// The day.
    pub day: Tab,
    /// If something goes wrong.
    pub trouble: Tab,
}

/// Edge tabs of one institution's pages.
#[derive(Clone, Debug)]
pub struct SetTabs {
    /// 利用申請: before and login.
    pub open: Tab,
    /// 利用申請: the line.
    pub line: Tab,
    /// 利用申請: the other items.
    pub items: Tab,
    /// 利用申請: payment, submit, afterwards.
    pub submit: Tab,
    /// Master account.
    pub master: Tab,
    /// 電子証明書発行申請: opening it.
    pub certificate: Tab,
    /// 電子証明書発行申請: the form.
    pub form: Tab,
    /// 電子証明書発行申請: one row per terminal.
    pub sheets: Tab,
}

/// A month as it is drawn.
#[derive(Clone, Debug)]
pub struct MonthView {
    /// `2027年1月（令和9年）`
    pub title: String,
    /// Weeks from Sunday.
    pub weeks: Vec<Vec<DayCell>>,
}

/// A day as it is drawn.
#[derive(Clone, Debug, Default)]
pub struct DayCell {
    /// 1–31; empty for a day of another month.
    pub number: String,
    /// Class of the cell: `open`, `closed`, `post` or `other`.
    pub class: &'static str,
    /// Letters of what happens, each with its class.
    pub chips: Vec<Chip>,
}

/// A letter that stands for an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chip {
    /// One character.
    pub letter: &'static str,
    /// Its class in print.css.
    pub class: &'static str,
}

impl Packet {
    /// The packet of one customer.
    pub fn new(customer: Customer, schedule: Schedule, facts: &'static Facts) -> Self {
        let has_signs = customer.institutions.len() > 1;
        let has_supplement = !customer.is_start_pack;
        let mut stairs = Stairs::new(section_count(&customer));
        let (cover, dates, way) = (stairs.next(), stairs.next(), stairs.next());
        let supplement = if has_supplement { stairs.next() } else { way.clone() };
        let sets = sets(&customer, &mut stairs);
        let tabs = CommonTabs {
            cover,
            dates,
            way,
            supplement,
            post: stairs.next(),
            label: stairs.next(),
            day: stairs.next(),
            trouble: stairs.next(),
        };
        let months = months(&schedule.months);
        Self { customer, schedule, facts, sets, tabs, months, has_signs, has_supplement }
    }
}

/// Sections of the packet: 7 common, the supplement, 7 per institution and one more for several terminals.
fn section_count(customer: &Customer) -> usize {
    let sets: usize = customer
        .institutions
        .iter()
        .map(|institution| 7 + usize::from(institution.terminals.len() > 1))
        .sum();
    7 + usize::from(!customer.is_start_pack) + sets
}

/// Gives out edge tabs from top to bottom.
struct Stairs {
    step: f64,
    given: usize,
}

impl Stairs {
    fn new(sections: usize) -> Self {
        let steps = sections.saturating_sub(1).max(1) as f64;
        Self { step: ((STAIR_HEIGHT - STAIR_STEP) / steps).min(STAIR_STEP), given: 0 }
    }

    fn next(&mut self) -> Tab {
        let top = STAIR_TOP + self.step * self.given as f64;
        self.given += 1;
        Tab { top: format!("{top:.1}mm") }
    }
}

fn sets(customer: &Customer, stairs: &mut Stairs) -> Vec<InstitutionSet> {
    let all = &customer.institutions;
    all.iter()
        .enumerate()
        .map(|(index, institution)| {
            let is_several = institution.terminals.len() > 1;
            InstitutionSet {
                institution: institution.clone(),
                sign: sign(all, index),
                class: ["set-1", "set-2", "set-3", "set-4"][index % 4],
                tabs: set_tabs(stairs, is_several),
                is_several,
            }
        })
        .collect()
}

fn set_tabs(stairs: &mut Stairs, is_several: bool) -> SetTabs {
    let (open, line, items, submit) = (stairs.next(), stairs.next(), stairs.next(), stairs.next());
    let (master, certificate, form) = (stairs.next(), stairs.next(), stairs.next());
    let sheets = if is_several { stairs.next() } else { form.clone() };
    SetTabs { open, line, items, submit, master, certificate, form, sheets }
}

fn sign(all: &[InstitutionWords], index: usize) -> Sign {
    let name = all[index].fee_table_name;
    let first: String = name.chars().take(1).collect();
    let same = |institution: &&InstitutionWords| institution.fee_table_name == name;
    let is_shared = all.iter().filter(same).count() > 1;
    let nth = all[..=index].iter().filter(same).count();
    let shapes = [SignShape::Square, SignShape::Circle, SignShape::Diamond, SignShape::Hexagon];
    Sign { letters: if is_shared { format!("{first}{nth}") } else { first }, shape: shapes[index % 4] }
}

fn months(months: &[CalendarMonth]) -> Vec<MonthView> {
    let mut in_post = false;
    months
        .iter()
        .map(|month| MonthView {
            title: month.title.clone(),
            weeks: month
                .weeks
                .iter()
                .map(|week| week.iter().map(|day| day_cell(day.as_ref(), &mut in_post)).collect())
                .collect(),
        })
        .collect()
}

/// `in_post` tells whether the day before lay in the window of the 簡易書留: its letter stands on the first day only.
fn day_cell(day: Option<&CalendarDay>, in_post: &mut bool) -> DayCell {
    let Some(day) = day else { return DayCell { class: "other", ..DayCell::default() } };
    let is_post = day.marks.contains(&Mark::Post);
    let first_post = is_post && !*in_post;
    *in_post = is_post;
    let class = match (is_post, day.is_closed) {
        (true, _) => "post",
        (false, true) => "closed",
        (false, false) => "open",
    };
    let chips = day.marks.iter().filter(|mark| **mark != Mark::Post || first_post).filter_map(chip).collect();
    DayCell { number: day.number.to_string(), class, chips }
}

/// The letter of an event; the day of printing has none (nothing is to be done on it).
fn chip(mark: &Mark) -> Option<Chip> {
    let (letter, class) = match mark {
        Mark::Printed => return None,
        Mark::UseApplication => ("利", "chip-do"),
        Mark::CertificateApplication => ("証", "chip-do"),
        Mark::MailReady => ("メ", "chip-come"),
        Mark::Post => ("書", "chip-come"),
        Mark::Deadline => ("限", "chip-limit"),
        Mark::Work => ("工", "chip-work"),
    };
    Some(Chip { letter, class })
}
