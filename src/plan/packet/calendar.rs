//! The calendars of the packet: months of the schedule in, cells with words out.

use crate::plan::{CalendarDay, CalendarMonth, Mark};

/// A month as it is drawn.
#[derive(Clone, Debug)]
pub struct MonthView {
    /// `2027年1月（令和9年）`
    pub title: String,
    /// Weeks from Sunday.
    pub weeks: Vec<Vec<DayCell>>,
    /// Its closed days beside Saturdays and Sundays, with their names: `1日（元日）`, `1日〜3日（年始）`.
    pub closed: Vec<String>,
}

/// A day as it is drawn.
#[derive(Clone, Debug, Default)]
pub struct DayCell {
    /// 1–31; empty for a day of another month.
    pub number: String,
    /// Class of the cell: `open`, `closed`, `post`, `post-closed`, `held`, `held-closed` or `other`.
    pub class: &'static str,
    /// What is told by colour or lines only, in words to the ear: that it is closed, or within a time.
    pub said: Option<String>,
    /// Class of the number: `sunday` (holidays too), `saturday` or none.
    pub tone: &'static str,
    /// Words of what happens.
    pub chips: Vec<Chip>,
}

/// A word that stands for an event, with what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chip {
    /// Number of its step and a word of two characters.
    pub word: &'static str,
    /// What it means.
    pub meaning: &'static str,
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
}

/// The marks that have a word, in the order of the steps.
const CHIPS: [(Mark, Chip); 6] = [
    (Mark::UseApplication, Chip { word: "1利用", meaning: "利用申請の目標の日", kind: ChipKind::Do }),
    (
        Mark::MailReady,
        Chip {
            word: "2印刷", meaning: "マスタアカウント情報を印刷できるころ", kind: ChipKind::Come
        },
    ),
    (
        Mark::CertificateApplication,
        Chip { word: "3証明", meaning: "電子証明書の申請の目標の日", kind: ChipKind::Do },
    ),
    (Mark::Post, Chip { word: "4書留", meaning: "簡易書留が届くころ", kind: ChipKind::Come }),
    (Mark::Deadline, Chip { word: "期限", meaning: "申請期限", kind: ChipKind::Limit }),
    (Mark::Work, Chip { word: "5工事", meaning: "工事日", kind: ChipKind::Work }),
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
                .map(|week| {
                    let cell = |(column, day): (usize, &Option<CalendarDay>)| {
                        day_cell(column, day.as_ref(), &mut in_post)
                    };
                    week.iter().enumerate().map(cell).collect()
                })
                .collect(),
            closed: closed(month),
        })
        .collect()
}

/// `in_post` tells whether the day before lay in the window of the 簡易書留: its word stands on the first day only.
fn day_cell(column: usize, day: Option<&CalendarDay>, in_post: &mut bool) -> DayCell {
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
    let tone = match column {
        _ if day.holiday.is_some() => "sunday",
        0 => "sunday",
        6 => "saturday",
        _ => "",
    };
    let within = match (is_post, is_held) {
        (true, _) if !first_post => "、書留が届くころ",
        (false, true) => "、郵便局に置かれる期間",
        _ => "",
    };
    let closed = if day.is_closed { "、申請が処理されない日" } else { "" };
    let said = [within, closed].concat();
    let said = (!said.is_empty()).then(|| format!("{}日{said}", day.number));
    DayCell { number: day.number.to_string(), class, said, tone, chips }
}

/// The closed days of `month` that are no Saturday or Sunday by themselves: holidays by name, the days at the turn of
/// the year together.
fn closed(month: &CalendarMonth) -> Vec<String> {
    let days = || month.weeks.iter().flatten().flatten();
    let holidays = days()
        .filter(|day| !day.is_year_end)
        .filter_map(|day| Some((day.number, format!("{}日（{}）", day.number, day.holiday?))));
    let turn: Vec<i8> = days().filter(|day| day.is_year_end).map(|day| day.number).collect();
    let mut all: Vec<(i8, String)> = holidays.collect();
    if let (Some(first), Some(last)) = (turn.first(), turn.last()) {
        let name = if *first > 15 { "年末" } else { "年始" };
        all.push((*first, format!("{first}日〜{last}日（{name}）")));
    }
    all.sort();
    all.into_iter().map(|(_, words)| words).collect()
}

/// The word of an event; days on which the post office holds mail have none.
fn chip(mark: &Mark) -> Option<Chip> {
    CHIPS.into_iter().find(|(known, _)| known == mark).map(|(_, chip)| chip)
}
