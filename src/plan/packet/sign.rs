//! Signs of the institutions and edge tabs of the pages: what shows that a stack is out of order.

use crate::plan::InstitutionWords;

/// Height of the text area in which the edge tabs go down like stairs, in mm (A4, margins of print.css).
const STAIR_HEIGHT: f64 = 250.0;
/// Top of the first edge tab, in mm from the paper's edge.
const STAIR_TOP: f64 = 22.0;
/// Largest step from one edge tab to the next, in mm: the height of a tab.
const STAIR_STEP: f64 = 11.0;

/// What tells an institution's pages from another's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sign {
    /// First character of the 点数表's name, with a number if two institutions share it: `医`, `歯2`.
    pub letters: String,
    /// The 点数表's name, with a number if two institutions share it: `医科`, `歯科2`.
    pub word: String,
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
    /// Third: only its outline.
    OpenSquare,
    /// Fourth: only its outline.
    OpenCircle,
}

impl Sign {
    /// Its letters need more width than one.
    pub fn is_wide(&self) -> bool {
        self.letters.chars().count() > 1
    }
}

impl SignShape {
    /// Whether its letters are dark on white.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::OpenSquare | Self::OpenCircle)
    }
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
    /// Registered mail (with several terminals: before it comes).
    pub post: Tab,
    /// Registered mail: counting what came.
    pub take: Tab,
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

/// Gives out edge tabs from top to bottom.
pub(super) struct Stairs {
    step: f64,
    given: usize,
}

impl Stairs {
    /// Tabs for so many sections.
    pub(super) fn new(sections: usize) -> Self {
        let steps = sections.saturating_sub(1).max(1) as f64;
        Self { step: ((STAIR_HEIGHT - STAIR_STEP) / steps).min(STAIR_STEP), given: 0 }
    }

    /// The next tab.
    pub(super) fn next(&mut self) -> Tab {
        let top = STAIR_TOP + self.step * self.given as f64;
        self.given += 1;
        Tab { top: format!("{top:.1}mm") }
    }
}

/// The tabs of the pages that are of no one institution.
pub(super) fn common_tabs(front: [Tab; 3], supplement: Option<Tab>, stairs: &mut Stairs) -> CommonTabs {
    let [cover, dates, way] = front;
    let post = stairs.next();
    let take = if supplement.is_some() { stairs.next() } else { post.clone() };
    let supplement = supplement.unwrap_or_else(|| way.clone());
    let (label, day, trouble) = (stairs.next(), stairs.next(), stairs.next());
    CommonTabs { cover, dates, way, supplement, post, take, label, day, trouble }
}

/// The tabs of an institution's pages.
pub(super) fn set_tabs(stairs: &mut Stairs, is_several: bool) -> SetTabs {
    let (open, line, items, submit) = (stairs.next(), stairs.next(), stairs.next(), stairs.next());
    let (master, certificate, form) = (stairs.next(), stairs.next(), stairs.next());
    let sheets = if is_several { stairs.next() } else { form.clone() };
    SetTabs { open, line, items, submit, master, certificate, form, sheets }
}

/// The sign of the institution at `index`.
pub(in crate::plan) fn sign(all: &[InstitutionWords], index: usize) -> Sign {
    let name = all[index].fee_table_name;
    let first: String = name.chars().take(1).collect();
    let same = |institution: &&InstitutionWords| institution.fee_table_name == name;
    let is_shared = all.iter().filter(same).count() > 1;
    let nth = all[..=index].iter().filter(same).count();
    let shapes = [SignShape::Square, SignShape::Circle, SignShape::OpenSquare, SignShape::OpenCircle];
    let (letters, word) =
        if is_shared { (format!("{first}{nth}"), format!("{name}{nth}")) } else { (first, name.to_owned()) };
    Sign { letters, word, shape: shapes[index % 4] }
}
