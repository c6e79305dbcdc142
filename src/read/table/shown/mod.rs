//! What a cell shows by its number format (ISO/IEC 29500-1, 18.8.31). In: the format, a number or a text. Out: the text
//! on the screen where it is sure, else why it is not. Which column the cell is in is not known here.

mod code;
mod decimal;
mod digits;
mod section;

use super::value::{CellValue, Number, Shown};
use decimal::Decimal;
use section::{Section, SectionKind};

/// A number format.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct NumberFormat {
    /// As it is written; empty for General.
    code: String,
    /// What is shown for numbers: one section for all, or one for each kind of number. None for General.
    numbers: Vec<Section>,
    /// What is shown for texts; `None` if they are shown as they are.
    texts: Option<Section>,
}

/// Why a cell does not show a text that we know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unseen {
    /// It shows nothing for zero.
    Zero,
    /// It shows nothing, whatever the value.
    Hidden,
    /// What it shows is not known.
    Unknown,
}

impl NumberFormat {
    /// The format of cells without one.
    pub(super) const GENERAL: Self = Self { code: String::new(), numbers: Vec::new(), texts: None };

    /// The format with this number and, unless it is built in, this code.
    pub(super) fn new(id: u32, code: Option<&str>) -> Self {
        let code = code.unwrap_or_else(|| built_in(id));
        if matches!(code, "" | "@") || code.eq_ignore_ascii_case("General") {
            return Self::default();
        }
        let mut numbers = code::sections(code);
        let has_texts = numbers.len() == SECTIONS || numbers.last().is_some_and(Section::has_text);
        let texts = if has_texts { numbers.pop() } else { None };
        // A section for texts alone shows numbers too.
        numbers.extend(texts.clone().filter(|_| numbers.is_empty()));
        Self { code: code.to_owned(), numbers, texts }
    }

    /// The cell with the number `written`, in a file that counts days from `epoch`; `None` if it looks empty.
    pub(super) fn number(&self, written: &str, epoch: i32) -> Option<CellValue> {
        let value = written.to_owned();
        match self.shown(written) {
            Ok(Shown::Day) => {
                let days = value.parse().map_or(value, |days: f64| (days + f64::from(epoch)).to_string());
                Some(CellValue::Number(Number { value: days, shown: Shown::Day, epoch }))
            }
            Ok(shown) => Some(CellValue::Number(Number { value, shown, epoch })),
            Err(Unseen::Zero) => None,
            Err(why) => Some(self.unseen(&value, why)),
        }
    }

    /// The cell with that text; `None` if it looks empty.
    pub(super) fn text(&self, text: String) -> Option<CellValue> {
        if text.trim().is_empty() {
            return None;
        }
        let Some(section) = &self.texts else { return Some(CellValue::Text(text)) };
        Some(match section.with(&text) {
            Some(shown) if shown.trim().is_empty() => self.unseen(&text, Unseen::Hidden),
            Some(shown) => CellValue::Text(shown),
            None => self.unseen(&text, Unseen::Unknown),
        })
    }

    fn unseen(&self, value: &str, why: Unseen) -> CellValue {
        unseen(value, &self.code, why == Unseen::Hidden || self.code.contains("**"))
    }

    /// What is shown of the number `written`.
    fn shown(&self, written: &str) -> Result<Shown, Unseen> {
        let number = Decimal::new(written).ok_or(Unseen::Unknown)?;
        if self.numbers.is_empty() {
            return if number.is_whole() { Ok(Shown::General) } else { general(&number, None) };
        }
        let (section, is_signed) = self.section(&number).ok_or(Unseen::Unknown)?;
        match section.kind() {
            SectionKind::Day => Ok(Shown::Day),
            SectionKind::Time => Ok(Shown::Time),
            SectionKind::Unknown => Err(Unseen::Unknown),
            SectionKind::Nothing if number.is_zero() => Err(Unseen::Zero),
            SectionKind::Nothing => Err(Unseen::Hidden),
            // The words say nothing of the number: another number would look the same.
            SectionKind::Words => {
                section.with("").map(|text| Shown::Text(text, false)).ok_or(Unseen::Unknown)
            }
            SectionKind::General => general(&number, Some((section, is_signed))),
            SectionKind::Digits => digits::shown(section, &number, is_signed).ok_or(Unseen::Unknown),
        }
    }

    /// The section for a number, and whether a minus sign is added to it; `None` if that is not sure.
    fn section(&self, number: &Decimal) -> Option<(&Section, bool)> {
        let sections = self.numbers.as_slice();
        if sections.iter().any(|section| section.condition.is_some()) {
            return conditional(sections, number).map(|section| (section, false));
        }
        match sections {
            [only] => Some((only, true)),
            [_, negative] | [_, negative, _] if number.is_negative() => Some((negative, false)),
            [_, _, zero] if number.is_zero() => Some((zero, false)),
            [others, _] | [others, _, _] => Some((others, false)),
            _ => None,
        }
    }
}

/// A value that is not seen as it is, or not at all.
pub(super) fn unseen(value: &str, format: &str, is_hidden: bool) -> CellValue {
    CellValue::Unseen { value: value.to_owned(), format: format.to_owned(), is_hidden }
}

/// Whether a text is the number `value` in digits, with or without commas between them.
pub(super) fn is_number(text: &str, value: &str) -> bool {
    let number = |text: &str| Decimal::new(text).map(|number| number.value);
    number(&text.replace(',', "")).is_some_and(|shown| Some(shown) == number(value))
}

/// Whether a text has the digits of the number `value`, whatever stands around them.
pub(super) fn has_digits_of(text: &str, value: &str) -> bool {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    Decimal::new(value).is_some_and(|number| !digits.is_empty() && digits.contains(&number.digits()))
}

/// Most sections of a format: for positive numbers, negative ones, zero, texts.
const SECTIONS: usize = 4;

/// The section whose condition a number meets. The last one may go without: it is for all others.
fn conditional<'s>(sections: &'s [Section], number: &Decimal) -> Option<&'s Section> {
    let holds = |section: &Section| section.condition.is_none_or(|condition| condition.holds(number.value));
    let (_, before) = sections.split_last()?;
    // What a section in the middle without a condition stands for is not written down anywhere.
    let is_sure = before.iter().all(|section| section.condition.is_some()) && !number.is_negative();
    sections.iter().find(|section| holds(section)).filter(|_| is_sure)
}

/// A number without a format of its own, within the words of a section if there is one.
fn general(number: &Decimal, section: Option<(&Section, bool)>) -> Result<Shown, Unseen> {
    let digits = number.general(section.is_none_or(|(_, is_signed)| is_signed));
    let text = digits.and_then(|digits| match section {
        Some((section, _)) => section.with(&digits),
        None => Some(digits),
    });
    text.map(|text| Shown::Text(text, true)).ok_or(Unseen::Unknown)
}

/// The codes of formats that every workbook has (ISO/IEC 29500-1, 18.8.30; 27 to 58 as Japanese programs show them).
const fn built_in(id: u32) -> &'static str {
    match id {
        1 => "0",
        2 => "0.00",
        3 => "#,##0",
        4 => "#,##0.00",
        5 | 6 => "\"¥\"#,##0;\"¥\"-#,##0",
        7 | 8 => "\"¥\"#,##0.00;\"¥\"-#,##0.00",
        9 => "0%",
        10 => "0.00%",
        11 | 48 => "0.00E+00",
        12 | 13 => "# ?/?",
        14..=17 | 22 | 27..=31 | 34..=36 | 50..=58 => "yyyy/m/d",
        18..=21 | 32 | 33 | 45..=47 => "h:mm:ss",
        37 | 38 => "#,##0;(#,##0)",
        39 | 40 => "#,##0.00;(#,##0.00)",
        // The sign of the currency depends on the system.
        41..=44 => "[currency]#,##0",
        _ => "",
    }
}

#[cfg(test)]
mod tests;
