//! The calendars of the packet: months of the schedule in, cells with letters out.

use crate::plan::{CalendarDay, CalendarMonth, Mark};

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
    /// Class of the cell: `open`, `closed`, `post`, `post-closed`, `held`, `held-closed` or `other`.
    pub class: &'static str,
    /// Letters of what happens, each with its class.
    pub chips: Vec<Chip>,
}

/// A letter that stands for an event, with what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chip {
    /// One character.
    pub letter: &'static str,
    /// What it means.
    pub words: &'static str,
    /// What sort of event it is: its colour and outline.
    pub kind: ChipKind,
}

/// What sort of event a chip stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChipKind {
    /// Something that the customer does.
    Do,
    /// Something that comes.
    Come,
    /// The deadline.
    Limit,
    /// The work.
    Work,
}

impl ChipKind {
    /// End of its classes in print.css.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Do => "do",
            Self::Come => "come",
            Self::Limit => "limit",
            Self::Work => "work",
        }
    }

    /// Radius of its corners in tenths of its width.
    pub const fn round(self) -> &'static str {
        match self {
            Self::Do => "1.5",
            Self::Limit => "0",
            Self::Come | Self::Work => "4.5",
        }
    }
}

/// The marks that have a letter, in the order of the steps.
const CHIPS: [(Mark, Chip); 6] = [
    (Mark::UseApplication, Chip { letter: "利", words: "利用申請", kind: ChipKind::Do }),
    (Mark::CertificateApplication, Chip { letter: "証", words: "電子証明書の申請", kind: ChipKind::Do }),
    (Mark::MailReady, Chip { letter: "メ", words: "メールが届くころ", kind: ChipKind::Come }),
    (Mark::Post, Chip { letter: "書", words: "簡易書留が届くころ", kind: ChipKind::Come }),
    (Mark::Deadline, Chip { letter: "限", words: "申請期限", kind: ChipKind::Limit }),
    (Mark::Work, Chip { letter: "工", words: "工事日", kind: ChipKind::Work }),
];

/// The chips that occur in `months`.
pub(super) fn legend(months: &[CalendarMonth]) -> Vec<Chip> {
    CHIPS.into_iter().filter(|(mark, _)| occurs(months, *mark)).map(|(_, chip)| chip).collect()
}

/// Whether `wanted` stands on some day of `months`.
pub(super) fn occurs(months: &[CalendarMonth], wanted: Mark) -> bool {
    months.iter().any(|month| month.marks().any(|mark| mark == wanted))
}

/// The cells of `months`.
pub(super) fn calendar(months: &[CalendarMonth]) -> Vec<MonthView> {
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
    let is_held = day.marks.contains(&Mark::PostHeld);
    let class = match (is_post, is_held, day.is_closed) {
        (true, _, true) => "post-closed",
        (true, _, false) => "post",
        (false, true, true) => "held-closed",
        (false, true, false) => "held",
        (false, false, true) => "closed",
        (false, false, false) => "open",
    };
    let chips = day.marks.iter().filter(|mark| **mark != Mark::Post || first_post).filter_map(chip).collect();
    DayCell { number: day.number.to_string(), class, chips }
}

/// The letter of an event; days on which the post office holds mail have none.
fn chip(mark: &Mark) -> Option<Chip> {
    CHIPS.into_iter().find(|(known, _)| known == mark).map(|(_, chip)| chip)
}
