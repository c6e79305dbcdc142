//! Sets the digits of a number into the places of a section: `0"階"`, `"AB"000000`, `000-0000`, `#,##0.00`, `0%`. In: a
//! section and a number. Out: the text. Dates, fractions and exponents are not set here.

use super::decimal::{Decimal, Rounded};
use super::section::{Part, Section};
use crate::read::table::value::Shown;

/// What the section shows of the number; `None` if its parts do not fit together.
pub(super) fn shown(section: &Section, number: &Decimal, is_signed: bool) -> Option<Shown> {
    let places = Places::of(section)?;
    let scaled = number.shifted(2 * places.percents - 3 * places.thousands);
    let rounded = scaled.rounded(places.behind);
    let is_zero = rounded.whole.is_empty() && rounded.fraction.bytes().all(|digit| digit == b'0');
    let sign = if is_signed && number.is_negative() && !is_zero { "-" } else { "" };
    let text = format!("{sign}{}", places.set(section, &rounded)?);
    Some(Shown::Text(text, rounded.is_exact && places.thousands == 0))
}

/// Where the digits of a section go.
#[derive(Default)]
struct Places {
    /// Places before the point.
    before: usize,
    /// Places behind the point.
    behind: usize,
    /// How many digits stand before the point at least.
    least: usize,
    percents: i32,
    /// Commas behind the last place: each divides by a thousand.
    thousands: i32,
    /// Commas stand between the digits.
    is_grouped: bool,
    /// Words stand between the digits.
    is_apart: bool,
}

impl Places {
    /// The places of a section; `None` where programs differ in what they show.
    fn of(section: &Section) -> Option<Self> {
        let mut places = Self::default();
        let (mut is_behind, mut has_words, mut previous, mut commas) = (false, false, Part::Unknown, 0);
        for &part in &section.parts {
            match part {
                Part::Digit(_) if is_behind && commas == 0 => places.behind += 1,
                Part::Digit(sign) if !is_behind => {
                    places.is_grouped |= std::mem::take(&mut commas) > 0;
                    places.is_apart |= std::mem::take(&mut has_words);
                    places.before += 1;
                    if places.least > 0 || sign == '0' {
                        places.least += 1;
                    }
                }
                Part::Point if !is_behind => {
                    is_behind = true;
                    places.thousands += std::mem::take(&mut commas);
                }
                Part::Comma if matches!(previous, Part::Digit(_) | Part::Comma) => commas += 1,
                Part::Percent => places.percents += 1,
                Part::Word(_) => has_words |= places.before > 0,
                _ => return None,
            }
            previous = part;
        }
        places.thousands += commas;
        let is_sure = !(places.is_apart && (places.is_grouped || places.thousands > 0));
        is_sure.then_some(places)
    }

    /// The parts of the section with the digits of `number` in their places.
    fn set(&self, section: &Section, number: &Rounded) -> Option<String> {
        let mut text = String::new();
        let (mut before, mut behind, mut is_behind) = (0, 0, false);
        for &part in &section.parts {
            match part {
                Part::Word(word) => text.push(word),
                Part::Percent => text.push('%'),
                Part::Point => {
                    if self.before == 0 {
                        text.push_str(&number.whole);
                    }
                    text.push('.');
                    is_behind = true;
                }
                Part::Digit(sign) if is_behind => {
                    text.extend(decimal_place(number, behind, sign));
                    behind += 1;
                }
                Part::Digit('?') if self.is_grouped => return None,
                Part::Digit(_) if self.is_grouped => {
                    if before == 0 {
                        text.push_str(&grouped(&format!("{:0>1$}", number.whole, self.least)));
                    }
                    before += 1;
                }
                Part::Digit(sign) => {
                    text.push_str(&self.place(number, before, sign));
                    before += 1;
                }
                _ => {}
            }
        }
        Some(text)
    }

    /// What stands in a place before the point; the first place takes all digits that are too many.
    fn place(&self, number: &Rounded, index: usize, sign: char) -> String {
        let (length, right) = (number.whole.len(), self.before - index);
        match length.checked_sub(right) {
            Some(end) if index == 0 => number.whole[..=end].to_owned(),
            Some(at) => number.whole[at..=at].to_owned(),
            None if right <= self.least => "0".to_owned(),
            None if sign == '?' => " ".to_owned(),
            None => String::new(),
        }
    }
}

/// What stands in a place behind the point.
fn decimal_place(number: &Rounded, index: usize, sign: char) -> Option<char> {
    let rest = number.fraction.get(index..)?;
    let is_needed = sign == '0' || rest.bytes().any(|digit| digit != b'0');
    let blank = (sign == '?').then_some(' ');
    if is_needed { rest.chars().next() } else { blank }
}

/// Digits with a comma before every third from the right.
fn grouped(digits: &str) -> String {
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
