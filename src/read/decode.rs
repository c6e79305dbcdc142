//! From the bytes of a site file to its text. In: bytes. Out: the text with its byte order mark if it has one; or, for
//! other encodings and other kinds of files, an error that names them. No file is opened here.

use crate::base::{Code, Words};

/// Code, message and help for bytes that are not text.
pub(super) type FileError = (Code, Words, Words);

/// The text of UTF-8 bytes, with or without a byte order mark; for anything else an error that names it as exactly
/// as possible.
pub(super) fn decode(bytes: Vec<u8>) -> Result<String, FileError> {
    if let Some(kind) = other_format(&bytes) {
        return Err(not_text(kind));
    }
    if let Some(encoding) = utf_16_or_32(&bytes) {
        return Err(wrong_encoding(Some(encoding), None));
    }
    let text = match String::from_utf8(bytes) {
        Ok(text) => with_one_mark(text),
        Err(error) => return Err(not_utf_8(error.as_bytes(), error.utf8_error().valid_up_to())),
    };
    if let Some(at) = text.find('\0') {
        return Err(zero_byte(&text, at));
    }
    let end = text.trim_end().trim_end_matches('\u{1A}').len();
    // Old programs put this sign at the end of a file.
    let text = if text[end..].contains('\u{1A}') { text[..end].to_owned() } else { text };
    if text.trim_start_matches('\u{FEFF}').trim().is_empty() {
        return Err((
            Code::ContentUnreadable,
            Words::new("ファイルが空です。", "the file is empty"),
            Words::new(
                "startpack new FILE.toml で記入用のファイルを作れます。",
                "`startpack new FILE.toml` writes one to fill in",
            ),
        ));
    }
    Ok(text)
}

/// The text with one byte order mark, where a program has put several in front of each other.
fn with_one_mark(mut text: String) -> String {
    let marks = text.len() - text.trim_start_matches(MARK).len();
    if marks > MARK.len_utf8() {
        text.drain(MARK.len_utf8()..marks);
    }
    text
}

/// The byte order mark.
const MARK: char = '\u{FEFF}';

/// File formats by their first bytes, with their names in both languages.
const FORMATS: &[(&[u8], (&str, &str))] = &[
    (b"PK\x03\x04", ("Excel のブックまたは ZIP", "an Excel workbook or ZIP archive")),
    (
        b"\xD0\xCF\x11\xE0",
        ("古い形式の Excel・Word、またはパスワード付きのブック", "an old Office file or a locked workbook"),
    ),
    (b"%PDF", ("PDF", "a PDF")),
    (b"\xFF\xD8\xFF", ("画像（JPEG）", "a picture (JPEG)")),
    (b"\x89PNG", ("画像（PNG）", "a picture (PNG)")),
    (b"\x1F\x8B", ("圧縮ファイル（gzip）", "a gzip archive")),
];

fn other_format(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    FORMATS.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|&(_, names)| names)
}

fn not_text((ja, en): (&str, &str)) -> FileError {
    (
        Code::ContentUnreadable,
        Words::new(
            format!("サイトファイル（TOML）ではなく、{ja} のようです。"),
            format!("not a site file (TOML): it looks like {en}"),
        ),
        Words::new(
            "TOML の文字ファイルを指定してください。startpack new FILE.toml で記入用のファイルを作れます。",
            "name a TOML text file; `startpack new FILE.toml` writes one to fill in",
        ),
    )
}

/// A zero byte: where there are many the file is no text, else it was damaged.
fn zero_byte(text: &str, at: usize) -> FileError {
    if text.matches('\0').count() * CONTROL_RATIO > text.len() {
        return not_text(("文字ではないデータ", "binary data"));
    }
    let line = text[..at].matches('\n').count() + 1;
    (
        Code::ContentUnreadable,
        Words::new(
            format!("{line}行目に、文字ではないデータ（NUL）があります。ファイルが壊れているようです。"),
            format!("line {line} has a byte that is no character (NUL): the file seems to be damaged"),
        ),
        Words::new("その行を打ち直して、保存し直してください。", "type that line again, and save the file"),
    )
}

fn utf_16_or_32(bytes: &[u8]) -> Option<&'static str> {
    let zeros = |phase: usize| {
        let sample: Vec<u8> = bytes.iter().skip(phase).step_by(2).take(64).copied().collect();
        sample.len() >= 4 && sample.iter().filter(|&&byte| byte == 0).count() * 2 > sample.len()
    };
    match bytes {
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => Some("UTF-32"),
        [0xFF, 0xFE, ..] => Some("UTF-16（リトルエンディアン）"),
        [0xFE, 0xFF, ..] => Some("UTF-16（ビッグエンディアン）"),
        _ if zeros(0) != zeros(1) => Some("UTF-16"),
        _ => None,
    }
}

fn not_utf_8(bytes: &[u8], valid: usize) -> FileError {
    let line = bytes[..valid].iter().filter(|&&byte| byte == b'\n').count() + 1;
    let control =
        bytes.iter().filter(|&&byte| byte < b' ' && !matches!(byte, b'\n' | b'\r' | b'\t' | 0x1B)).count();
    if control * CONTROL_RATIO > bytes.len() {
        return not_text(("文字ではないデータ", "binary data"));
    }
    let encoding = if bytes.windows(3).any(|window| matches!(window, b"\x1B$B" | b"\x1B$@")) {
        Some("JIS（ISO-2022-JP）")
    } else if is_euc_jp(bytes) {
        Some("EUC-JP")
    } else if is_shift_jis(bytes) {
        Some("Shift_JIS（CP932）")
    } else {
        None
    };
    wrong_encoding(encoding, Some(line))
}

/// Bytes with more than one control character in this many are not text.
const CONTROL_RATIO: usize = 50;

fn wrong_encoding(encoding: Option<&str>, line: Option<usize>) -> FileError {
    let guess_ja = encoding.map_or("文字コードが UTF-8 ではありません".to_owned(), |name| {
        format!("文字コードが UTF-8 ではなく、{name}のようです")
    });
    let guess_en = encoding.map_or("the encoding is not UTF-8".to_owned(), |name| {
        let name = name
            .replace("（リトルエンディアン）", " little-endian")
            .replace("（ビッグエンディアン）", " big-endian");
        format!("the encoding is not UTF-8; it looks like {}", name.replace('（', " (").replace('）', ")"))
    });
    let place_ja = line.map_or(String::new(), |line| format!("（{line}行目に読めない文字があります）"));
    let place_en = line.map_or(String::new(), |line| format!(" (first at line {line})"));
    (
        Code::Encoding,
        Words::new(format!("{guess_ja}{place_ja}。"), format!("{guess_en}{place_en}")),
        Words::new(
            "メモ帳で開き、「名前を付けて保存」の「エンコード」で UTF-8 を選んで保存し直してください。",
            "open it in a text editor and save it again with the encoding UTF-8",
        ),
    )
}

/// Whether all bytes are ASCII or pairs of EUC-JP (JIS X 0208 and half-width kana).
fn is_euc_jp(bytes: &[u8]) -> bool {
    pairs(bytes, |lead| matches!(lead, 0xA1..=0xF4 | 0x8E), |trail| matches!(trail, 0xA1..=0xFE), |_| false)
}

/// Whether all bytes are ASCII, half-width kana or pairs of CP932.
fn is_shift_jis(bytes: &[u8]) -> bool {
    pairs(
        bytes,
        |lead| matches!(lead, 0x81..=0x9F | 0xE0..=0xFC),
        |trail| matches!(trail, 0x40..=0x7E | 0x80..=0xFC),
        |single| matches!(single, 0xA1..=0xDF),
    )
}

fn pairs(bytes: &[u8], lead: fn(u8) -> bool, trail: fn(u8) -> bool, single: fn(u8) -> bool) -> bool {
    let mut rest = bytes;
    loop {
        rest = match rest {
            [] => return true,
            [byte, tail @ ..] if byte.is_ascii() || single(*byte) => tail,
            [first, second, tail @ ..] if lead(*first) && trail(*second) => tail,
            _ => return false,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(bytes: &[u8]) -> (Code, String) {
        let (code, message, _) = decode(bytes.to_vec()).unwrap_err();
        (code, message.en)
    }

    #[test]
    fn encodings_are_named() {
        // 「名称」 in each encoding.
        let (code, message) = refusal(b"name = \"a\"\n# \x96\xBC\x8F\xCC\n");
        assert_eq!(code, Code::Encoding);
        assert!(message.contains("Shift_JIS (CP932)") && message.contains("line 2"), "{message}");
        assert!(refusal(b"# \xCC\xBE\xBE\xCE\n").1.contains("EUC-JP"));
        assert!(refusal(b"\xFF\xFEa\0=\0").1.contains("UTF-16 little-endian"));
        assert!(refusal(b"a\0=\x001\0\n\0").1.contains("UTF-16"));
    }

    #[test]
    fn other_files_are_named() {
        assert!(refusal(b"PK\x03\x04rest").1.contains("Excel"));
        assert_eq!(refusal(b"").0, Code::ContentUnreadable);
        assert_eq!(refusal(b"\xEF\xBB\xBF \n").1, "the file is empty");
        let noise: Vec<u8> = (0..4096_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert_eq!(refusal(&noise).0, Code::ContentUnreadable);
    }

    #[test]
    fn a_byte_order_mark_is_accepted() {
        assert_eq!(decode(b"\xEF\xBB\xBFa = 1".to_vec()).unwrap(), "\u{FEFF}a = 1");
        assert_eq!(decode("\u{FEFF}\u{FEFF}\u{FEFF}a = 1".into()).unwrap(), "\u{FEFF}a = 1");
    }
}
