//! Decodes text files. In: bytes. Out: text, by its byte order mark, else as UTF-8, else by a guess for Japanese
//! encodings. The whole file is decoded before it is split, because bytes of CP932 characters look like separators.
//! Cells are not known here.

use encoding_rs::{Encoding, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};

use super::value::TableError;
use crate::base::{Code, Words};

/// A decoded text.
pub(super) struct Decoded {
    /// The text, without byte order marks. What could not be decoded is U+FFFD in it.
    pub(super) text: String,
    /// The name of the encoding.
    pub(super) name: &'static str,
    /// The encoding is a guess.
    pub(super) is_guess: bool,
}

/// The encoding with this name, as people write it.
pub(super) fn by_label(label: &str) -> Option<&'static Encoding> {
    let folded = label.trim().to_ascii_lowercase().replace('_', "-");
    match folded.as_str() {
        "cp932" | "sjis" | "shiftjis" | "windows-932" => Some(SHIFT_JIS),
        "utf16" | "utf-16" => Some(UTF_16LE),
        "utf8" => Some(UTF_8),
        "jis" => Some(encoding_rs::ISO_2022_JP),
        "eucjp" => Some(encoding_rs::EUC_JP),
        _ => Encoding::for_label(folded.as_bytes()).or_else(|| Encoding::for_label(label.trim().as_bytes())),
    }
}

/// The encoding of `bytes` and the length of their byte order mark; `given` is the encoding that the user names.
pub(super) fn encoding_of(
    bytes: &[u8],
    given: Option<&str>,
) -> Result<(&'static Encoding, usize), TableError> {
    if let Some(found) = Encoding::for_bom(bytes) {
        return Ok(found);
    }
    if let Some(label) = given {
        return Ok((by_label(label).ok_or_else(|| unknown(label))?, 0));
    }
    let is_plain = std::str::from_utf8(bytes).is_ok_and(|text| !text.contains(['\u{1B}', '\0']));
    Ok((if is_plain { UTF_8 } else { utf_16(bytes).unwrap_or_else(|| guess(bytes)) }, 0))
}

/// Decodes `bytes`; `given` is the encoding that the user names.
pub(super) fn decode(bytes: Vec<u8>, given: Option<&str>) -> Result<Decoded, TableError> {
    if let Some(label) = given {
        let encoding = by_label(label).ok_or_else(|| unknown(label))?;
        let (text, encoding, _) = encoding.decode(&bytes);
        return checked(Decoded { text: text.into_owned(), name: name(encoding), is_guess: false });
    }
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        let (text, _) = encoding.decode_without_bom_handling(&bytes[mark..]);
        return checked(Decoded { text: text.into_owned(), name: name(encoding), is_guess: false });
    }
    let bytes = match String::from_utf8(bytes) {
        // ISO-2022-JP is ASCII with escapes, and UTF-16 has many zero bytes: both are valid UTF-8.
        Ok(text) if !text.contains(['\u{1B}', '\0']) => {
            return checked(Decoded { text, name: name(UTF_8), is_guess: false });
        }
        Ok(text) => text.into_bytes(),
        Err(error) => error.into_bytes(),
    };
    let encoding = utf_16(&bytes).unwrap_or_else(|| guess(&bytes));
    let (text, _) = encoding.decode_without_bom_handling(&bytes);
    checked(Decoded { text: text.into_owned(), name: name(encoding), is_guess: true })
}

/// A text without the sign that old programs put at the end of a file (0x1A). A zero byte is an error: it stands where
/// a file was damaged, or is no text.
fn checked(mut decoded: Decoded) -> Result<Decoded, TableError> {
    let end = decoded.text.trim_end().trim_end_matches('\u{1A}').len();
    if decoded.text[end..].contains('\u{1A}') {
        decoded.text.truncate(end);
    }
    match decoded.text.find('\0') {
        None => Ok(decoded),
        Some(at) => Err(zero_byte(decoded.text[..at].matches('\n').count() + 1)),
    }
}

fn zero_byte(line: usize) -> TableError {
    TableError::new(
        Code::ContentUnreadable,
        Words::new(
            format!("{line}行目に、文字ではないデータ（NUL）があります。ファイルが壊れているようです。"),
            format!("line {line} has a byte that is no character (NUL): the file seems to be damaged"),
        ),
        Words::new(
            "元のデータから書き出し直すか、表計算ソフトで開いて確かめ、保存し直してください。",
            "export it again, or open it in a spreadsheet program, look at that line and save it again",
        ),
    )
}

/// UTF-16 without a byte order mark: separators and digits are ASCII, and every second byte of ASCII in UTF-16 is
/// zero.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let zeros =
        |phase: usize| bytes.iter().skip(phase).step_by(2).take(SAMPLE).filter(|&&byte| byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    // A single zero byte is damage, however short the file is.
    let enough = (bytes.len().div_ceil(2).min(SAMPLE) / 10).max(1);
    match (even > enough, odd > enough) {
        (true, false) => Some(UTF_16BE),
        (false, true) => Some(UTF_16LE),
        _ => None,
    }
}

/// Characters that are tested for UTF-16.
const SAMPLE: usize = 4096;

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(Some(b"jp"), chardetng::Utf8Detection::Deny)
}

/// The name of `encoding` that people know.
fn name(encoding: &'static Encoding) -> &'static str {
    if encoding == SHIFT_JIS { "Shift_JIS (CP932)" } else { encoding.name() }
}

fn unknown(label: &str) -> TableError {
    let label: String = label.chars().filter(|c| !c.is_control()).take(40).collect();
    TableError::new(
        Code::Encoding,
        Words::new(
            format!("--encoding の「{label}」という文字コードは知りません。"),
            format!("there is no encoding `{label}`"),
        ),
        Words::new(
            "cp932、utf-8、utf-16le、euc-jp、iso-2022-jp などと書きます。",
            "write cp932, utf-8, utf-16le, euc-jp or iso-2022-jp",
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> (String, &'static str, bool) {
        let Decoded { text, name, is_guess } = decode(bytes.to_vec(), None).unwrap();
        (text, name, is_guess)
    }

    #[test]
    fn encodings_are_found() {
        let text = "顧客番号,医療機関名称\n1,表参道ソフト能代クリニック\n";
        let sjis = encoding_rs::SHIFT_JIS.encode(text).0.into_owned();
        assert_eq!(decoded(&sjis), (text.to_owned(), "Shift_JIS (CP932)", true));
        let euc = encoding_rs::EUC_JP.encode(text).0.into_owned();
        assert_eq!(decoded(&euc), (text.to_owned(), "EUC-JP", true));
        let jis = encoding_rs::ISO_2022_JP.encode(text).0.into_owned();
        assert_eq!(decoded(&jis), (text.to_owned(), "ISO-2022-JP", true));
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decoded(&utf16), (text.to_owned(), "UTF-16LE", true));
        let mut marked = vec![0xFE, 0xFF];
        marked.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
        assert_eq!(decoded(&marked), (text.to_owned(), "UTF-16BE", false));
        assert_eq!(decoded(text.as_bytes()), (text.to_owned(), "UTF-8", false));
        assert_eq!(decoded(format!("\u{FEFF}{text}").as_bytes()), (text.to_owned(), "UTF-8", false));
    }

    #[test]
    fn a_zero_byte_is_told_and_the_last_sign_of_old_programs_dropped() {
        let error = decode(b"a,b\n1,2\0\n3,4\n".to_vec(), None).err().unwrap();
        assert!(error.message.en.starts_with("line 2 has a byte that is no character"), "{error:?}");
        let sjis = b"\x95\x5C,b\r\n\x95\x5C\0,2\r\n";
        assert!(decode(sjis.to_vec(), None).err().unwrap().message.en.starts_with("line 2"));
        for end in ["\u{1A}", "\u{1A}\r\n", "\u{1A}\u{1A}"] {
            assert_eq!(decoded(format!("a,b\r\n1,2\r\n{end}").as_bytes()).0, "a,b\r\n1,2\r\n", "{end:?}");
        }
    }

    #[test]
    fn the_user_knows_better() {
        let sjis = encoding_rs::SHIFT_JIS.encode("表").0.into_owned();
        for label in ["cp932", "Shift_JIS", "sjis", "windows-31j"] {
            assert_eq!(decode(sjis.clone(), Some(label)).unwrap().text, "表", "{label}");
        }
        assert!(decode(sjis.clone(), Some("utf-8")).unwrap().text.contains('\u{FFFD}'));
        assert_eq!(decode(sjis, Some("klingon")).err().unwrap().code, Code::Encoding);
    }
}
