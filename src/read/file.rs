//! From a path to a text: the disk, the size, the encoding. What the text says is not looked at here.

use std::io::Read as _;
use std::path::Path;

use super::suggest;
use crate::base::{Code, Diagnostic, Origin, Origins, Place, Words};

/// Largest site file: a thousand terminals with all their keys take about 0.3 MB.
const MAX_BYTES: u64 = 1024 * 1024;

/// Largest file of a table, in bytes: honest sheets are far below it.
const MAX_TABLE_BYTES: u64 = 64 * 1024 * 1024;

/// A text file, entered among the sources with an empty text.
pub(super) struct TextFile {
    /// Its index among the sources.
    pub(super) source: usize,
    /// The place of the whole file.
    pub(super) at: Origin,
    /// What it says, with the byte order mark if it has one.
    pub(super) text: String,
}

/// A table's file, entered among the sources without a text: what stands in its cells is never shown as a line.
pub(super) struct TableFile {
    /// Its index among the sources.
    pub(super) source: usize,
    /// The place of the whole file.
    pub(super) at: Origin,
    /// What is in it.
    pub(super) bytes: Vec<u8>,
}

/// Opens `path` as a table of whatever format.
pub(super) fn open_table(path: &Path, origins: &mut Origins) -> Result<TableFile, Diagnostic> {
    let source = origins.add_source(path.display().to_string(), "");
    let at = origins.add(Place::File { source });
    let bytes = bytes_of(path, at, MAX_TABLE_BYTES)?;
    if bytes.iter().all(u8::is_ascii_whitespace) {
        let message = Words::new("ファイルが空です。", "the file is empty");
        let help = Words::new(
            "startpack new hearing-sheet.xlsx で記入用の表を作れます。",
            "`startpack new hearing-sheet.xlsx` writes a sheet to fill in",
        );
        return Err(Diagnostic::error(Code::ContentUnreadable, at, message, help));
    }
    Ok(TableFile { source, at, bytes })
}

/// Opens and decodes `path`.
pub(super) fn open(path: &Path, origins: &mut Origins) -> Result<TextFile, Diagnostic> {
    let source = origins.add_source(path.display().to_string(), "");
    let at = origins.add(Place::File { source });
    let bytes = bytes_of(path, at, MAX_BYTES)?;
    let text = decode(bytes).map_err(|(code, message, help)| Diagnostic::error(code, at, message, help))?;
    Ok(TextFile { source, at, text })
}

fn bytes_of(path: &Path, at: Origin, largest: u64) -> Result<Vec<u8>, Diagnostic> {
    let unreadable = |error: &std::io::Error| unreadable(path, at, error);
    let too_large = || {
        let limit = largest / (1024 * 1024);
        let message = Words::new(
            format!("ファイルが大きすぎます（{limit}MBまで）。"),
            format!("the file is too large (limit {limit} MB)"),
        );
        let help = Words::new(
            "ファイルの指定を確かめてください。件数が多いときは、お客様ごとにファイルを分けます。",
            "check the path; split many customers into a file each",
        );
        Diagnostic::error(Code::ContentUnreadable, at, message, help)
    };
    let metadata = std::fs::metadata(path).map_err(|error| unreadable(&error))?;
    if metadata.is_dir() {
        let message = Words::new("フォルダーが指定されました。", "this is a folder, not a file");
        let help = Words::new(
            "中のファイル（.toml、.xlsx など）を指定してください。",
            "name the files within it (.toml, .xlsx and so on)",
        );
        return Err(Diagnostic::error(Code::FileUnreadable, at, message, help));
    }
    if metadata.len() > largest {
        return Err(too_large());
    }
    let file = std::fs::File::open(path).map_err(|error| unreadable(&error))?;
    let mut bytes = Vec::new();
    file.take(largest + 1).read_to_end(&mut bytes).map_err(|error| unreadable(&error))?;
    if bytes.len() as u64 > largest { Err(too_large()) } else { Ok(bytes) }
}

fn unreadable(path: &Path, at: Origin, error: &std::io::Error) -> Diagnostic {
    use std::io::ErrorKind;
    let (message, help) = match error.kind() {
        ErrorKind::NotFound => (
            Words::new("ファイルがありません。", "there is no such file"),
            match similar_file(path) {
                Some(name) => Words::new(
                    format!("「{name}」ではありませんか。名前とフォルダーを確かめてください。"),
                    format!("did you mean `{name}`? check the name and the folder"),
                ),
                None => Words::new(
                    "名前とフォルダーを確かめてください。新しく作るには startpack new FILE.toml を使います。",
                    "check the name and the folder; `startpack new FILE.toml` writes a new one",
                ),
            },
        ),
        ErrorKind::PermissionDenied => (
            Words::new("ファイルを読む権限がありません。", "no permission to read the file"),
            Words::new("ファイルのアクセス権を確かめてください。", "check the file's permissions"),
        ),
        _ => (
            Words::new(
                format!("ファイルを読めません（{error}）。"),
                format!("the file cannot be read ({error})"),
            ),
            Words::new(
                "ほかのソフトで開いていないか確かめてください。",
                "check that no other program holds it open",
            ),
        ),
    };
    Diagnostic::error(Code::FileUnreadable, at, message, help)
}

/// A site file in the same folder whose name is near to that of `path`.
fn similar_file(path: &Path) -> Option<String> {
    let wanted = path.file_name()?.to_str()?;
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .ok()?
        .take(MAX_SEARCHED_FILES)
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| {
            Path::new(name).extension().is_some_and(|extension| {
                ["toml", "xlsx", "ods", "csv", "tsv"]
                    .iter()
                    .any(|known| extension.eq_ignore_ascii_case(known))
            })
        })
        .collect();
    names.sort();
    suggest::suggest_name(wanted, names.iter().map(String::as_str)).map(str::to_owned)
}

/// Bounds the search for a name like the one that is missing.
const MAX_SEARCHED_FILES: usize = 1_000;

type FileError = (Code, Words, Words);

/// Bytes to text: UTF-8, with or without a byte order mark; anything else is named as far as it can be.
fn decode(bytes: Vec<u8>) -> Result<String, FileError> {
    if let Some(kind) = other_format(&bytes) {
        return Err(not_text(kind));
    }
    if let Some(encoding) = utf_16_or_32(&bytes) {
        return Err(wrong_encoding(Some(encoding), None));
    }
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => return Err(not_utf_8(error.as_bytes(), error.utf8_error().valid_up_to())),
    };
    if text.contains('\0') {
        return Err(not_text(("文字ではないデータ", "binary data")));
    }
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

/// File formats by their first bytes: what they are called in both languages.
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

/// One control character in so many bytes is no text.
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
    }
}
