//! Slot numbers: the name that startpack gives each certificate, `<10-digit code>-T<nn>-<check>`.
//!
//! The same slot number stands on the packet's row, on the notice sheet and on the label; it is fixed by the
//! terminal's place in the site file. The check character is a weighted sum of the digits modulo 23, in an alphabet
//! without any two characters that are taken for each other: it finds every single wrong digit and every two digits
//! that changed places. Slot numbers of earlier editions had the check character of ISO 7064 MOD 37,36, which may be
//! O or I; they are still read.

use crate::base::fold;

/// Check characters in the order of their values: no 0 and 1, none of the letters B, D, G, I, L, O, Q, S, U, V and Z,
/// which are taken for digits or for each other.
const CHECKS: &[u8; 23] = b"23456789ACEFHJKMNPRTWXY";

/// What a digit weighs more than the one before it: powers of 5 are all different modulo 23 for 22 places.
const WEIGHT: usize = 5;

/// Characters of ISO 7064 MOD 37,36, in the order of their values.
const FORMER_CHECKS: &[u8; 36] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// Digits of the institution's code.
const CODE_DIGITS: usize = 10;

/// What documents call a slot number. One word everywhere, so that people can find it again.
pub(super) const SLOT_WORD: &str = "管理番号";

/// `0110100013-T01-K` for the terminal `number` (from 1) of the institution with that 10-digit code.
pub(super) fn slot(ten_digits: &str, number: usize) -> String {
    format!("{ten_digits}-T{number:02}-{}", check(&format!("{ten_digits}{number:02}")))
}

/// The same in groups for the eye: `01-1-0100013 T01-K`.
pub(super) fn slot_grouped(ten_digits_grouped: &str, slot: &str) -> String {
    let tail = slot.split_once('-').map_or(slot, |(_, tail)| tail);
    format!("{ten_digits_grouped} {tail}")
}

/// A slot number that was typed or read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlotNumber {
    /// The institution's 10-digit code.
    pub code: String,
    /// The terminal's number, from 1.
    pub number: usize,
    /// Whether its check character fits.
    pub is_right: bool,
}

impl SlotNumber {
    /// The slot number that `text` is, in letters of any case and width, with hyphens and blanks or without.
    pub fn read(text: &str) -> Option<Self> {
        let (slot, length) = Self::at_start(text.trim_start())?;
        (text.trim().len() == length).then_some(slot)
    }

    /// The slot number with which `text` begins, and how many bytes it takes.
    pub(crate) fn at_start(text: &str) -> Option<(Self, usize)> {
        let folded: Vec<(usize, char)> = text
            .char_indices()
            .take(LONGEST)
            .filter_map(|(at, character)| {
                let folded = fold::code(character.encode_utf8(&mut [0; 4])).chars().next()?;
                (folded != '-').then_some((at + character.len_utf8(), folded))
            })
            .collect();
        let (head, tail) = folded.split_at_checked(CODE_DIGITS + 1)?;
        let code: String = head.iter().map(|(_, character)| character).take(CODE_DIGITS).collect();
        let is_head = code.bytes().all(|byte| byte.is_ascii_digit()) && head.last()?.1 == 'T';
        if !is_head || text.starts_with(|first: char| first.is_whitespace() || first == '-') {
            return None;
        }
        // Two digits or three, and a check character, which may be a digit too.
        let all: Vec<_> =
            [2, 3].into_iter().filter_map(|digits| Self::of_parts(&code, tail, digits)).collect();
        let is_whole = |(_, end): &&(Self, usize)| !text[*end..].starts_with(char::is_alphanumeric);
        let is_right = |(slot, _): &&(Self, usize)| slot.is_right;
        let best = all.iter().find(|found| is_right(found) && is_whole(found));
        best.or_else(|| all.iter().find(is_right))
            .or_else(|| all.iter().find(is_whole))
            .or(all.first())
            .cloned()
    }

    /// The slot number whose number has so many digits.
    fn of_parts(code: &str, tail: &[(usize, char)], digits: usize) -> Option<(Self, usize)> {
        let number: String = tail.iter().map(|(_, character)| character).take(digits).collect();
        let (end, last) = *tail.get(digits).filter(|(_, last)| last.is_ascii_alphanumeric())?;
        let value: usize = number.parse().ok().filter(|value| *value > 0)?;
        let body = format!("{code}{number}");
        let is_right = check(&body) == last || former_check(&format!("{code}T{number}")) == last;
        let slot = Self { code: code.to_owned(), number: value, is_right };
        (number == format!("{value:02}")).then_some((slot, end))
    }
}

/// Characters within which a slot number ends, however it is parted.
const LONGEST: usize = 32;

/// The check character for the digits of `body`.
fn check(body: &str) -> char {
    let modulus = CHECKS.len();
    let digits = body.bytes().filter(u8::is_ascii_digit).map(|byte| usize::from(byte - b'0'));
    let (sum, _) = digits
        .fold((0, 1), |(sum, weight), digit| ((sum + digit * weight) % modulus, weight * WEIGHT % modulus));
    char::from(CHECKS[sum])
}

/// The check character of ISO 7064 MOD 37,36 for `body`, of which other characters than `0-9 A-Z` are ignored.
fn former_check(body: &str) -> char {
    let mut product = 36;
    for value in body.bytes().filter_map(|byte| FORMER_CHECKS.iter().position(|other| *other == byte)) {
        let sum = (product + value) % 36;
        product = (if sum == 0 { 36 } else { sum }) * 2 % 37;
    }
    char::from(FORMER_CHECKS[(37 - product) % 36])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, usize, bool)> {
        SlotNumber::read(text).map(|slot| (slot.code, slot.number, slot.is_right))
    }

    #[test]
    fn slots_and_groups() {
        let slot = slot("0110100013", 1);
        assert!(slot.starts_with("0110100013-T01-") && slot.len() == 16, "{slot}");
        assert_eq!(slot_grouped("01-1-0100013", &slot), format!("01-1-0100013 {}", &slot[11..]));
        assert!(super::slot("0110100013", 123).contains("-T123-"));
    }

    #[test]
    fn no_check_character_is_taken_for_another() {
        let alike = ["0ODQ", "1IL", "2Z", "5S", "6G", "8B", "UV"];
        for (place, check) in CHECKS.iter().enumerate() {
            assert!(!CHECKS[..place].contains(check));
            let group = alike.iter().find(|group| group.contains(char::from(*check)));
            let others =
                group.map_or(0, |group| CHECKS.iter().filter(|c| group.contains(char::from(**c))).count());
            assert!(others <= 1 && !b"01OI".contains(check), "{}", char::from(*check));
        }
    }

    #[test]
    fn every_single_wrong_digit_and_every_swap_is_found() {
        for body in ["011010001307", "4712345698123"] {
            let right = check(body);
            for place in 0..body.len() {
                for other in b'0'..=b'9' {
                    let mut bytes = body.as_bytes().to_vec();
                    let before = std::mem::replace(&mut bytes[place], other);
                    let changed = String::from_utf8(bytes).unwrap();
                    assert_eq!(check(&changed) == right, before == other, "{changed}");
                }
                for with in 0..place {
                    let mut bytes = body.as_bytes().to_vec();
                    bytes.swap(place, with);
                    let changed = String::from_utf8(bytes).unwrap();
                    assert_eq!(check(&changed) == right, changed == body, "{changed}");
                }
            }
        }
    }

    #[test]
    fn slots_are_read_however_they_are_typed() {
        let now = slot("0110100013", 1);
        let last = now.chars().last().unwrap();
        for text in [
            now.clone(),
            now.to_lowercase(),
            now.replace('-', ""),
            now.replace('-', "\u{2212}"),
            format!(" 01-1-0100013 T01-{last} "),
            format!("０１－１－０１０００１３　Ｔ０１－{last}"),
        ] {
            assert_eq!(read(&text), Some(("0110100013".to_owned(), 1, true)), "{text}");
        }
        let large = slot("0110100013", 123);
        assert_eq!(read(&large.replace('-', "")), Some(("0110100013".to_owned(), 123, true)));
        assert_eq!(read("0110100013-T01-"), None);
        assert_eq!(read(&format!("{now}x")), None);
        assert_eq!(read(&format!("x{now}")), None);
        assert_eq!(read("0110100013-01-7"), None);
    }

    #[test]
    fn slots_of_earlier_editions_are_read() {
        // The standard's own example, as the ISAN and GRid identifiers quote it.
        assert_eq!(former_check("A12425GABC1234002"), 'M');
        let former = format!("0110100013-T01-{}", former_check("0110100013T01"));
        assert_eq!(read(&former), Some(("0110100013".to_owned(), 1, true)));
        let wrong = CHECKS.iter().map(|check| format!("0110100013-T01-{}", char::from(*check)));
        assert!(wrong.filter(|text| read(text).unwrap().2).count() <= 2);
    }
}
