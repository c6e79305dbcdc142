//! Names that are numbers: a customer's 10-digit code, a [`RunPart`] of a run, a run's number. A text comes in, the name
//! goes out if it is one. The number of a run that has none is made by [`super::order`].

use sha2::{Digest as _, Sha256};

/// Longest run number: it is printed, and part of a QR symbol.
const LONGEST: usize = 20;

/// A 10-digit code: the name of a customer's folder. Small, for a run has thousands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct TenDigits([u8; 10]);

impl TenDigits {
    /// The code of that text; `None` for anything else.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let digits: [u8; 10] = text.as_bytes().try_into().ok()?;
        digits.iter().all(u8::is_ascii_digit).then_some(Self(digits))
    }

    /// The code as text.
    pub(crate) fn as_str(&self) -> &str {
        // Digits are text.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl AsRef<str> for TenDigits {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

/// A stable share of the customers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RunPart {
    /// Which share, from 1.
    pub number: u32,
    /// How many shares there are.
    pub of: u32,
}

impl RunPart {
    /// Most shares of a run.
    pub const MOST: u32 = 9999;

    /// `3/16`.
    pub fn read(text: &str) -> Option<Self> {
        let (number, of) = text.split_once('/')?;
        let part = Self { number: number.parse().ok()?, of: of.parse().ok()? };
        ((1..=part.of).contains(&part.number) && part.of <= Self::MOST).then_some(part)
    }

    /// As part of a file's name: `3-of-16`.
    pub fn word(self) -> String {
        format!("{}-of-{}", self.number, self.of)
    }

    /// Whether the customer of that 10-digit code, or the file of that path from which none could be read, is in this
    /// share. It depends on nothing but the name, so that other customers may come and go.
    pub(crate) fn has(self, name: &str) -> bool {
        let digest = Sha256::digest(name.as_bytes());
        let number = digest.iter().take(8).fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
        number % u64::from(self.of) == u64::from(self.number - 1)
    }
}

/// Whether `text` can be a run's number: capitals, digits and hyphens, no 10-digit code, not at the edges a
/// hyphen. It becomes the name of a folder and is printed.
pub(crate) fn is_run_number(text: &str) -> bool {
    let plain = text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'-');
    let is_code = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit());
    plain && (1..=LONGEST).contains(&text.len()) && !is_code && !text.starts_with('-') && !text.ends_with('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn run_numbers_stay_in_the_folder() {
        for good in ["20261124-K7QM", "APRIL", "7"] {
            assert!(is_run_number(good), "{good}");
        }
        for bad in
            ["", "..", "../x", "a", "0110100013", "-A", "A-", "A/B", "A B", "ＡＢ", "ABCDEFGHIJKLMNOPQRSTU"]
        {
            assert!(!is_run_number(bad), "{bad}");
        }
    }

    #[test]
    fn parts_are_a_share_of_the_whole() {
        assert_eq!(RunPart::read("3/16"), Some(RunPart { number: 3, of: 16 }));
        for bad in ["", "3", "0/3", "4/3", "1/0", "-1/3", "1/10000", "a/b"] {
            assert_eq!(RunPart::read(bad), None, "{bad}");
        }
        for code in (0..200).map(|number| format!("{number:010}")) {
            let owners = (1..=7).filter(|&number| RunPart { number, of: 7 }.has(&code)).count();
            assert_eq!(owners, 1, "{code}");
        }
    }
}
