//! [`SheetCode`]: what the small symbol in the corner of every sheet of a run says, and the words beside it.
//!
//! `SPS2-<run>-<printing>-<number><side>-<check>`. A run may be printed several times; the number is the sheet's in that
//! printing, the side `A` for its front and `B` for its back. The check has two halves: two characters tie the sheet to its
//! run, printing, customer, document and page and to what the document says; two more are a sum over all characters before
//! them, by which a misread character is found without knowing the run. `SPS1-<run>-<number><side>-<check>` is what earlier
//! versions printed, when a run had one printing: it is still read.

use sha2::{Digest as _, Sha256};

/// Version of the scheme, the first word.
const SCHEME: &str = "SPS2";

/// The first word of sheets from before printings had numbers.
const EARLIER: &str = "SPS1";

/// Crockford's base32: no I, L, O, U.
const CROCKFORD: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The characters that a code may have; a character's place is its value in the sum.
const ALPHABET: &[u8; 37] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-";

/// The largest prime below 32²: a sum by it has two characters.
const PRIME: usize = 1021;

/// Multiplies the weight from place to place. No power of it up to the length of a code is 1 by that prime, so
/// that every wrong character and every swap of two changes the sum.
const BASE: usize = 41;

/// Characters of each half of the check.
const HALF: usize = 2;

/// The two sides of a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// The front, `A`.
    Front,
    /// The back, `B`.
    Back,
}

impl Side {
    const fn letter(self) -> char {
        match self {
            Self::Front => 'A',
            Self::Back => 'B',
        }
    }

    /// `表`, `裏`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Front => "表",
            Self::Back => "裏",
        }
    }
}

/// One side of one sheet of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetCode {
    /// The run's number.
    pub run: String,
    /// Which printing of the run, from 1; `None` on sheets from before printings had numbers.
    pub printing: Option<u32>,
    /// The sheet's number in it, from 1.
    pub sheet: u32,
    /// Which side.
    pub side: Side,
    /// The half of the check that ties it to what is on the sheet ([`tie`]).
    pub tie: String,
}

impl SheetCode {
    /// What the symbol says: `0-9 A-Z -` only.
    pub fn payload(&self) -> String {
        let Self { run, printing, sheet, side, tie } = self;
        let scheme = printing.map_or(EARLIER, |_| SCHEME);
        let printing = printing.map(|number| format!("-{number}")).unwrap_or_default();
        let body = format!("{scheme}-{run}{printing}-{sheet}{}-{tie}", side.letter());
        let sum = sum(&body);
        body + &sum
    }

    /// Whether `text` claims to be a sheet's code, right or misread.
    pub fn is_one(text: &str) -> bool {
        [SCHEME, EARLIER]
            .iter()
            .any(|scheme| text.strip_prefix(scheme).is_some_and(|rest| rest.starts_with('-')))
    }

    /// Reads what a symbol said; `None` if any character is wrong.
    pub fn read(text: &str) -> Option<Self> {
        let at = text.len().checked_sub(HALF)?;
        let (body, check) = (text.get(..at)?, text.get(at..)?);
        if !body.bytes().all(|byte| ALPHABET.contains(&byte)) || sum(body) != check {
            return None;
        }
        let mut words = body.rsplitn(3, '-');
        let (tie, number, run) = (words.next()?, words.next()?, words.next()?);
        let (run, printing) = match run.strip_prefix(SCHEME) {
            Some(run) => {
                let (run, printing) = run.strip_prefix('-')?.rsplit_once('-')?;
                (run, Some(plain_number(printing)?))
            }
            None => (run.strip_prefix(EARLIER)?.strip_prefix('-')?, None),
        };
        let side = match number.chars().next_back()? {
            'A' => Side::Front,
            'B' => Side::Back,
            _ => return None,
        };
        let sheet = plain_number(&number[..number.len() - 1])?;
        Some(Self { run: run.to_owned(), printing, sheet, side, tie: tie.to_owned() })
    }
}

/// A number from 1, which is written in one way only.
fn plain_number(digits: &str) -> Option<u32> {
    let is_plain = digits.bytes().all(|byte| byte.is_ascii_digit()) && !digits.starts_with('0');
    is_plain.then(|| digits.parse().ok())?
}

/// What a side of a sheet is tied to.
#[derive(Clone, Copy, Debug)]
pub struct SheetTie<'a> {
    /// The run's number.
    pub run: &'a str,
    /// Which printing of it; `None` for sheets from before printings had numbers.
    pub printing: Option<u32>,
    /// The customer's 10-digit code.
    pub code: &'a str,
    /// The document: `packet`, or `packet-cover`.
    pub document: &'a str,
    /// How many pages the document has.
    pub pages: usize,
    /// What is on this side: `3`, `cover`, `blank`.
    pub page: &'a str,
    /// Digest of what the document says. Empty for runs of earlier versions, whose sheets are tied to customer, document
    /// and number of pages only.
    pub content: &'a str,
}

/// The half of the check that ties a sheet to what is on it.
pub fn tie(tied: SheetTie<'_>) -> String {
    let SheetTie { run, printing, code, document, pages, page, content } = tied;
    let whole = format!("{code}\n{document}\n{pages}\n{page}\n{content}\n");
    let digest = Sha256::digest(match printing {
        Some(printing) => format!("startpack sheet {SCHEME}\n{run}\n{printing}\n{whole}"),
        None if content.is_empty() => format!("startpack sheet {EARLIER}\n{code}\n{document}\n{pages}\n"),
        None => format!("startpack sheet {EARLIER}\n{run}\n{whole}"),
    });
    digest.iter().take(HALF).map(|byte| character(usize::from(*byte))).collect()
}

fn sum(body: &str) -> String {
    let value = |byte: u8| ALPHABET.iter().position(|known| *known == byte).unwrap_or_default() + 1;
    let fold = |(sum, weight): (usize, usize), byte: u8| {
        ((sum + value(byte) * weight) % PRIME, weight * BASE % PRIME)
    };
    let (sum, _) = body.bytes().fold((0, 1), fold);
    [sum / 32, sum].map(character).iter().collect()
}

fn character(value: usize) -> char {
    char::from(CROCKFORD[value % 32])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tied(page: &str, content: &str) -> String {
        of_printing(None, page, content)
    }

    fn of_printing(printing: Option<u32>, page: &str, content: &str) -> String {
        tie(SheetTie { run: "R", printing, code: "0110100013", document: "packet", pages: 14, page, content })
    }

    #[test]
    fn page_and_content_are_in_the_tie_and_were_not_before() {
        assert!(tied("3", "c") != tied("4", "c") && tied("3", "c") != tied("3", "d"));
        assert_eq!(tied("3", ""), tied("4", ""));
        assert!(of_printing(Some(1), "3", "c") != of_printing(Some(2), "3", "c"));
    }

    fn code() -> SheetCode {
        let run = "20261124-K7QM".to_owned();
        SheetCode { run, printing: Some(2), sheet: 217, side: Side::Back, tie: tied("3", "c") }
    }

    #[test]
    fn codes_are_read_back() {
        let text = code().payload();
        assert!(text.starts_with("SPS2-20261124-K7QM-2-217B-"), "{text}");
        assert_eq!(SheetCode::read(&text), Some(code()));
        for run in ["A", "2027-SPRING-0-1", "ABCDEFGHIJKLMNOPQRST"] {
            for printing in [Some(1), Some(12), None] {
                let run = run.to_owned();
                let code = SheetCode { run, printing, sheet: 123_456, side: Side::Front, ..code() };
                assert_eq!(SheetCode::read(&code.payload()), Some(code));
            }
        }
    }

    #[test]
    fn every_wrong_character_and_every_swap_is_found() {
        let text = SheetCode { run: "ABCDEFGHIJKLMNOPQ-ST".to_owned(), sheet: 99_999, ..code() }.payload();
        for place in 0..text.len() {
            for other in ALPHABET {
                let mut bytes = text.clone().into_bytes();
                if bytes[place] != *other {
                    bytes[place] = *other;
                    assert_eq!(SheetCode::read(std::str::from_utf8(&bytes).unwrap()), None);
                }
            }
            for other in place + 1..text.len() - HALF {
                let mut bytes = text.clone().into_bytes();
                bytes.swap(place, other);
                let swapped = String::from_utf8(bytes).unwrap();
                assert!(swapped == text || SheetCode::read(&swapped).is_none(), "{swapped}");
            }
        }
    }

    #[test]
    fn what_is_no_code_is_none() {
        for bad in [
            "",
            "SP",
            "SPS1",
            "SPS2-",
            "あいうえお",
            "SPS2-R-1-0A-00",
            "SPS2-1A-00",
            "SP1-0110100013-01-R0-WN45WXY9",
        ] {
            assert_eq!(SheetCode::read(bad), None, "{bad}");
        }
        assert!(SheetCode::is_one("SPS1-R-1A-0000") && SheetCode::is_one("SPS2-R-1-1A-0000"));
        assert!(!SheetCode::is_one("SP1-0110100013-01-R0-X"));
    }
}
