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
    /// Class of the cell: `open`, `closed`, `post`, `post-closed` or `other`.
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
    let class = match (is_post, day.is_closed) {
        (true, true) => "post-closed",
        (true, false) => "post",
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
