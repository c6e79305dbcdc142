//! Opens site files and tables. In: a path. Out: a text or bytes, entered among the sources. What the text says is
//! not read here.

use std::path::Path;

use sha2::{Digest as _, Sha256};

use super::decode::decode;
use super::open_file::{self, Unread};
use super::suggest;
use crate::base::refusal::close_it;
use crate::base::{Code, Diagnostic, Origin, Origins, Place, Refusal, Shown, Words};

/// Largest site file: a thousand terminals with all their keys take about 0.3 MB.
const MAX_BYTES: u64 = 1024 * 1024;

/// Largest file of a table, in bytes: real sheets are far smaller.
const MAX_TABLE_BYTES: u64 = 64 * 1024 * 1024;

/// A text file, entered among the sources with an empty text.
pub(super) struct TextFile {
    /// Its index among the sources.
    pub(super) source: usize,
    /// The place of the whole file.
    pub(super) at: Origin,
    /// Its text, with the byte order mark if it has one.
    pub(super) text: String,
}

/// A table's file, entered among the sources without a text: messages never quote its cells as a line.
pub(super) struct TableFile {
    /// Its index among the sources.
    pub(super) source: usize,
    /// The place of the whole file.
    pub(super) at: Origin,
    /// Its content.
    pub(super) bytes: Vec<u8>,
}

/// Opens `path` as a table of any format.
pub(super) fn open_table(path: &Path, origins: &mut Origins) -> Result<TableFile, Diagnostic> {
    let source = origins.add_source(path.shown(), "");
    let at = origins.add(Place::File { source });
    let bytes = bytes_of(path, at, MAX_TABLE_BYTES)?;
    note_digest(&bytes, source, origins);
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
    let source = origins.add_source(path.shown(), "");
    let at = origins.add(Place::File { source });
    let bytes = bytes_of(path, at, MAX_BYTES)?;
    note_digest(&bytes, source, origins);
    let text = decode(bytes).map_err(|(code, message, help)| Diagnostic::error(code, at, message, help))?;
    Ok(TextFile { source, at, text })
}

/// Keeps the digest of what was read: the list of what a run was made from must not tell of another file, written since.
fn note_digest(bytes: &[u8], source: usize, origins: &mut Origins) {
    if let Some(source) = origins.sources.get_mut(source) {
        source.sha256 = Some(Sha256::digest(bytes).into());
    }
}

fn bytes_of(path: &Path, at: Origin, largest: u64) -> Result<Vec<u8>, Diagnostic> {
    let (code, message, help) = match open_file::bytes_of(path, largest) {
        Ok(bytes) => return Ok(bytes),
        Err(Unread::Failed(error)) => return Err(unreadable(path, at, &error)),
        Err(Unread::Folder) => (
            Code::FileUnreadable,
            Words::new("フォルダーが指定されました。", "this is a folder, not a file"),
            Words::new(
                "中のファイル（.toml、.xlsx など）を指定してください。",
                "name the files within it (.toml, .xlsx and so on)",
            ),
        ),
        Err(Unread::NoFile) => {
            let reason = open_file::no_file();
            (
                Code::FileUnreadable,
                Words::new(format!("{}。", reason.ja), reason.en),
                Words::new(
                    "お客様の表かサイトファイルを指定してください。",
                    "name a hearing sheet or a site file",
                ),
            )
        }
        Err(Unread::TooLarge) => {
            let limit = largest / (1024 * 1024);
            (
                Code::ContentUnreadable,
                Words::new(
                    format!("ファイルが大きすぎます（{limit}MBまで）。"),
                    format!("the file is too large (limit {limit} MB)"),
                ),
                Words::new(
                    "ファイルの指定を確かめてください。件数が多いときは、お客様ごとにファイルを分けます。",
                    "check the path; split many customers into a file each",
                ),
            )
        }
    };
    Err(Diagnostic::error(code, at, message, help))
}

fn unreadable(path: &Path, at: Origin, error: &std::io::Error) -> Diagnostic {
    let full_stop = |words: Words| Words::new(format!("{}。", words.ja), words.en);
    let (message, help) = match Refusal::of(error) {
        Refusal::Missing => (
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
        Refusal::Denied => (
            Words::new("ファイルを読む権限がありません。", "no permission to read the file"),
            Words::new("ファイルのアクセス権を確かめてください。", "check the file's permissions"),
        ),
        Refusal::InUse => (full_stop(Refusal::reading(error)), full_stop(close_it())),
        _ => {
            let why = Refusal::reading(error);
            (
                Words::new(
                    format!("ファイルを読めません（{}）。", why.ja),
                    format!("the file cannot be read ({})", why.en),
                ),
                Words::new(
                    "ほかのソフトで開いていないか確かめてください。",
                    "check that no other program holds it open",
                ),
            )
        }
    };
    Diagnostic::error(Code::FileUnreadable, at, message, help)
}

/// A site file in the same folder with a name similar to that of `path`.
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

/// Most files that are searched for a similar name.
const MAX_SEARCHED_FILES: usize = 1_000;
