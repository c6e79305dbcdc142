//! [`Part`], the run's number and the digest of a customer's input: what the same command has in common with
//! itself, whenever and wherever it is run again.

use std::fmt::Write as _;
use std::hash::{Hash, Hasher};

use sha2::{Digest as _, Sha256};

use super::order::Order;
use super::program;
use super::queue::Customer;
use crate::base::Fonts;

/// Longest run number: it is printed, and part of a QR symbol.
const LONGEST: usize = 20;

/// Crockford's base 32: digits and capitals without I, L, O and U, which are misread.
const CROCKFORD: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Characters that tell the commands of a day apart: 20 bits.
const MARK_LENGTH: usize = 4;

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
pub struct Part {
    /// Which share, from 1.
    pub number: u32,
    /// How many shares there are.
    pub of: u32,
}

impl Part {
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

    /// Whether what is named so (a 10-digit code, or the path of a file that holds nobody) is in this share.
    /// It depends on nothing but the name, so that other customers may come and go.
    pub(crate) fn has(self, name: &str) -> bool {
        let digest = Sha256::digest(name.as_bytes());
        let number = digest.iter().take(8).fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
        number % u64::from(self.of) == u64::from(self.number - 1)
    }
}

/// Whether `text` can be a run's number: capitals, digits and hyphens, no 10-digit code, not at the edges a
/// hyphen. It becomes the name of a folder and is printed.
pub fn is_run_number(text: &str) -> bool {
    let plain = text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'-');
    let is_code = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit());
    plain && (1..=LONGEST).contains(&text.len()) && !is_code && !text.starts_with('-') && !text.ends_with('-')
}

/// The number of the run that `order` stands for: the day of printing, and a mark of the files' names and of
/// what is to be made. In whatever order the files are named, however many threads there are.
pub(crate) fn run_number(order: &Order<'_>) -> String {
    if let Some(given) = order.run {
        return given.to_owned();
    }
    let mut files: Vec<_> = order
        .setup
        .files
        .iter()
        .map(|file| {
            let name = file.display().to_string().replace('\\', "/");
            name.strip_prefix("./").map(str::to_owned).unwrap_or(name)
        })
        .collect();
    files.sort();
    let request = order.setup.request;
    let mut digest = InputDigest::default();
    (files, &request.documents, &request.labels, order.pictures).hash(&mut digest);
    if !order.setup.reading.is_default() {
        // Another sheet of the same workbook is another run.
        order.setup.reading.hash(&mut digest);
    }
    let bits = digest.0.finalize().iter().take(8).fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
    let mark: String = (0..MARK_LENGTH)
        .map(|place| char::from(CROCKFORD[usize::try_from(bits >> (5 * place) & 31).unwrap_or_default()]))
        .collect();
    let date = request.print_date;
    format!("{:04}{:02}{:02}-{mark}", date.year(), date.month(), date.day())
}

/// What one customer's papers are made from, as a digest: the same digest means the same bytes.
pub(crate) fn input_digest(customer: &Customer, order: &Order<'_>, fonts: &Fonts) -> String {
    let mut digest = InputDigest::of_program();
    (order.setup.request, order.pictures).hash(&mut digest);
    for face in fonts.added() {
        face.data.hash(&mut digest);
    }
    customer.site.hash(&mut digest);
    digest.word()
}

/// SHA-256 of `bytes`, in lower-case hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing into a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Takes what `Hash` feeds it into a SHA-256, which is the same on every run.
#[derive(Default)]
pub(crate) struct InputDigest(Sha256);

impl InputDigest {
    /// The digest of what is made by this program; everything else is fed to it.
    pub(crate) fn of_program() -> Self {
        let mut input_digest = Self::default();
        program::digest().hash(&mut input_digest);
        input_digest
    }

    /// In a word.
    pub(crate) fn word(self) -> String {
        hexadecimal(&self.0.finalize())
    }
}

impl Hasher for InputDigest {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// Nobody asks: the whole digest is taken.
    fn finish(&self) -> u64 {
        0
    }
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
        assert_eq!(Part::read("3/16"), Some(Part { number: 3, of: 16 }));
        for bad in ["", "3", "0/3", "4/3", "1/0", "-1/3", "1/10000", "a/b"] {
            assert_eq!(Part::read(bad), None, "{bad}");
        }
        for code in (0..200).map(|number| format!("{number:010}")) {
            let owners = (1..=7).filter(|&number| Part { number, of: 7 }.has(&code)).count();
            assert_eq!(owners, 1, "{code}");
        }
    }
}
