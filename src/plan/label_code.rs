//! The tie between a label and its certificate: what the QR symbol says. docs/tie.md is the full scheme.
//!
//! `SP1-<10-digit code>-<nn>-R<revision>-<tag>`. The revision (0–7) says which facts of the certificate were
//! known when the label was printed; the tag is a digest over those facts, the code, the number and the
//! 端末名称等. Another name or another certificate gives another tag, so that an old label no longer matches.

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use crate::base::fold;

/// Version of the scheme, the payload's first word.
const SCHEME: &str = "SP1";

/// A fact that a tag is made over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fact {
    /// 端末名称等.
    Name,
    /// 発行日.
    Issued,
    /// Serial number.
    Serial,
    /// 書留 number.
    MailNo,
}

impl Fact {
    /// Facts of the certificate, in the order of the revision's bits.
    pub(super) const CERTIFICATE: [Self; 3] = [Self::Issued, Self::Serial, Self::MailNo];

    /// All four.
    pub(super) const ALL: [Self; 4] = [Self::Name, Self::Issued, Self::Serial, Self::MailNo];
}

/// Separates these digests from any other use of the same key.
const DOMAIN: &[u8] = b"startpack label tie SP1";

/// Bytes of the tag without a key: 40 bits find any change that is not made on purpose.
const PLAIN_BYTES: usize = 5;

/// Bytes of the tag with a key: 80 bits, half of what RFC 2104 asks for a full HMAC-SHA-1, cannot be guessed.
const KEYED_BYTES: usize = 10;

/// Digits of the code: prefecture, 点数表, 医療機関コード.
const CODE_DIGITS: usize = 10;

/// The revision of a label for which everything was known.
const EVERYTHING: u8 = 1 + 2 + 4;

/// Crockford's base32: no I, L, O, U.
const CROCKFORD: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// What a label stands for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tied<'a> {
    /// The 10-digit code.
    pub(super) code: &'a str,
    /// The terminal's number, from 1.
    pub(super) number: usize,
    /// 端末名称等, exactly as printed.
    pub(super) name: &'a str,
    /// 発行日, `2026-12-20`.
    pub(super) issued: Option<&'a str>,
    /// Serial number.
    pub(super) serial: Option<&'a str>,
    /// 書留 number, 11 digits.
    pub(super) mail_no: Option<&'a str>,
}

impl Tied<'_> {
    /// What the QR symbol says: `0-9 A-Z -` only.
    pub(super) fn payload(&self, key: Option<&[u8]>) -> String {
        let tag = self.tag(key);
        format!("{SCHEME}-{}-{:02}-R{}-{tag}", self.code, self.number, self.revision())
    }

    /// Which facts of the certificate are known: 1 発行日, 2 serial number, 4 書留 number, added up.
    const fn revision(&self) -> u8 {
        self.issued.is_some() as u8 + 2 * self.serial.is_some() as u8 + 4 * self.mail_no.is_some() as u8
    }

    fn tag(&self, key: Option<&[u8]>) -> String {
        let message = self.message();
        match key {
            None => base32(&Sha256::digest(&message)[..PLAIN_BYTES]),
            Some(key) => {
                let keyed: Result<Hmac<Sha256>, _> = Hmac::new_from_slice(key);
                // HMAC takes keys of any length, so there is always one.
                keyed.map_or_else(
                    |_| String::new(),
                    |mac| base32(&mac.chain_update(&message).finalize().into_bytes()[..KEYED_BYTES]),
                )
            }
        }
    }

    /// Every field with its length before it, so that no two sets of facts give the same bytes.
    fn message(&self) -> Vec<u8> {
        let number = self.number.to_string();
        let fields =
            [Some(self.code), Some(number.as_str()), Some(self.name), self.issued, self.serial, self.mail_no];
        let mut message = DOMAIN.to_vec();
        for field in fields {
            message.push(u8::from(field.is_some()));
            let bytes = field.unwrap_or_default().as_bytes();
            message.extend(u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_be_bytes());
            message.extend(bytes);
        }
        message
    }
}

/// The parts of a payload that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelCode {
    /// The 10-digit code.
    pub code: String,
    /// The terminal's number, from 1.
    pub number: usize,
    /// Which facts of the certificate were known: 1 発行日, 2 serial number, 4 書留 number, added up.
    pub revision: u8,
    /// The digest, in Crockford's base32.
    pub tag: String,
}

/// Why a text is no payload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misread {
    /// It has nothing of one.
    Other,
    /// It is the mark of a printed sheet (`SPS2-…`), no label's.
    SheetMark,
    /// Of a later version of the scheme.
    OtherVersion,
    /// Its parts are not those of a payload.
    Form,
    /// Its tag has a character that no tag has.
    Tag(char),
    /// A 管理番号 whose check character does not fit.
    Slot,
}

impl LabelCode {
    /// Takes a payload apart, however a handy scanner or a person mangles it: letters of any case and width,
    /// hyphens of any kind or none, blanks, and the symbology identifier (`]Q1`) that scanners put before it.
    ///
    /// # Errors
    /// What keeps it from being one.
    pub fn read(text: &str) -> Result<Self, Misread> {
        let folded = fold::width(text);
        let folded = folded.trim().to_ascii_uppercase();
        // ISO/IEC 15424: `]`, `Q` for QR Code, and a modifier.
        let named =
            folded.strip_prefix("]Q").and_then(|rest| rest.strip_prefix(|c: char| c.is_ascii_digit()));
        let bare: String = named.unwrap_or(&folded).chars().filter(char::is_ascii_alphanumeric).collect();
        let is_sheet =
            bare.strip_prefix("SPS").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        if is_sheet {
            return Err(Misread::SheetMark);
        }
        let Some(rest) = bare.strip_prefix(SCHEME) else {
            let version = bare.strip_prefix(&SCHEME[..2]).and_then(|rest| rest.chars().next());
            return Err(match version {
                Some('0'..='9') => Misread::OtherVersion,
                _ if resembles(&bare) => Misread::Form,
                _ => Misread::Other,
            });
        };
        Self::parts(rest)
    }

    /// The parts of what follows the scheme's name.
    fn parts(rest: &str) -> Result<Self, Misread> {
        let (head, tail) = rest.split_once('R').ok_or(Misread::Form)?;
        let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let (code, number) = head.split_at_checked(CODE_DIGITS).ok_or(Misread::Form)?;
        let (revision, tag) = tail.split_at_checked(1).ok_or(Misread::Form)?;
        let read = Self {
            code: code.to_owned(),
            number: number.parse().map_err(|_| Misread::Form)?,
            revision: revision.parse().map_err(|_| Misread::Form)?,
            tag: tag.to_owned(),
        };
        let is_formed = is_number(code) && is_number(number) && number == format!("{:02}", read.number);
        let is_long =
            [PLAIN_BYTES, KEYED_BYTES].contains(&(tag.len() * 5 / 8)) && tag.len().is_multiple_of(8);
        if !is_formed || read.number == 0 || read.revision > EVERYTHING || !is_long {
            return Err(Misread::Form);
        }
        match tag.chars().find(|character| !CROCKFORD.contains(&(*character as u8))) {
            Some(wrong) => Err(Misread::Tag(wrong)),
            None => Ok(read),
        }
    }

    /// The payload as it is printed.
    pub fn payload(&self) -> String {
        format!("{SCHEME}-{}-{:02}-R{}-{}", self.code, self.number, self.revision, self.tag)
    }

    /// Whether it was made with a key.
    pub const fn is_signed(&self) -> bool {
        self.tag.len() > PLAIN_BYTES * 8 / 5
    }

    /// Whether the tag is made over that fact.
    pub const fn has(&self, fact: Fact) -> bool {
        match fact {
            Fact::Name => true,
            Fact::Issued => self.revision & 1 > 0,
            Fact::Serial => self.revision & 2 > 0,
            Fact::MailNo => self.revision & 4 > 0,
        }
    }
}

/// Whether a text without its hyphens looks like a payload whose first letters are wrong: digits where the code
/// is, and about as long.
fn resembles(bare: &str) -> bool {
    let digits = bare.bytes().skip(SCHEME.len()).take(CODE_DIGITS).filter(u8::is_ascii_digit).count();
    bare.len() >= SCHEME.len() + CODE_DIGITS + PLAIN_BYTES && digits + 2 >= CODE_DIGITS
}

/// `payload` in lines for the eye: scheme and code, number and the tag's first half, its second half if it has
/// one. Joined, they are the payload.
pub(super) fn payload_lines(payload: &str) -> Vec<String> {
    /// Characters of the tag that stand on one line.
    const TAG_PART: usize = 8;
    let Some((head, tag)) = payload.rsplit_once('-') else { return vec![payload.to_owned()] };
    let code_end = head.match_indices('-').nth(1).map_or(0, |(place, _)| place + 1);
    let (code, number) = head.split_at(code_end);
    let (first, second) = tag.split_at(TAG_PART.min(tag.len()));
    let lines = [code.to_owned(), format!("{number}-{first}"), second.to_owned()];
    lines.into_iter().filter(|line| !line.is_empty()).collect()
}

/// Crockford's base32, five bits a character, most significant first. The lengths used are multiples of 5 bytes.
fn base32(bytes: &[u8]) -> String {
    let mut text = String::new();
    let (mut store, mut bits) = (0_u32, 0);
    for byte in bytes {
        store = (store << 8 | u32::from(*byte)) & 0xFFFF;
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            text.push(char::from(CROCKFORD[(store >> bits & 31) as usize]));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const TIED: Tied<'static> = Tied {
        code: "0110100013",
        number: 1,
        name: "オンライン資格確認PC01",
        issued: None,
        serial: None,
        mail_no: None,
    };

    #[test]
    fn payloads_are_short_and_plain() {
        let payload = TIED.payload(None);
        assert!(payload.starts_with("SP1-0110100013-01-R0-"), "{payload}");
        assert_eq!(payload.len(), 29);
        assert!(payload.chars().all(|c| matches!(c, '0'..='9' | 'A'..='Z' | '-')));
        assert_eq!(TIED.payload(Some(b"key")).len(), 37);
    }

    #[test]
    fn every_fact_changes_the_tag() {
        let changed = [
            Tied { code: "0110100021", ..TIED },
            Tied { number: 2, ..TIED },
            Tied { name: "オンライン資格確認PC02", ..TIED },
            Tied { issued: Some("2026-12-20"), ..TIED },
            Tied { serial: Some("2026-12-20"), ..TIED },
            Tied { mail_no: Some("2026-12-20"), ..TIED },
            Tied { mail_no: Some(""), ..TIED },
        ];
        let mut tags: Vec<String> = changed.iter().map(|tied| tied.tag(None)).collect();
        tags.push(TIED.tag(None));
        tags.push(TIED.tag(Some(b"")));
        tags.sort();
        tags.dedup();
        assert_eq!(tags.len(), changed.len() + 2);
    }

    #[test]
    fn lines_join_to_the_payload() {
        for key in [None, Some(b"key".as_slice())] {
            let payload = TIED.payload(key);
            let lines = payload_lines(&payload);
            assert_eq!(lines.concat(), payload);
            assert!(lines.iter().all(|line| line.len() <= 15), "{lines:?}");
        }
        assert_eq!(payload_lines(&TIED.payload(None)), ["SP1-0110100013-", "01-R0-WN45WXY9"]);
    }

    #[test]
    fn base32_is_crockfords() {
        assert_eq!(base32(&[0xFF; 5]), "ZZZZZZZZ");
        assert_eq!(base32(&[0, 0, 0, 0, 1]), "00000001");
        assert_eq!(base32(&[0x08, 0x42, 0x10, 0x84, 0x21]), "11111111");
    }

    #[test]
    fn the_scheme_is_what_the_documentation_says() {
        // Computed outside with another implementation, from the bytes that docs/tie.md spells out.
        assert_eq!(TIED.tag(None), "WN45WXY9");
        assert_eq!(TIED.tag(Some(b"key")), "6ZV4BK0F74VD7APE");
        let known =
            Tied { issued: Some("2026-12-20"), serial: Some("ABC123"), mail_no: Some("12345678901"), ..TIED };
        assert_eq!(known.payload(None), "SP1-0110100013-01-R7-XPJRC8T1");
    }
}
