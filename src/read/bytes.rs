//! Files that are read as bytes. In: a path. Out: the bytes of a scan or a key file, or the paths in a folder. What
//! the bytes mean is not known here.

use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

use super::open_file::{Unread, bytes_of, open};
use crate::base::{Code, Diagnostic, Origin, Shown, Words};

/// Largest scan, in bytes: several hundred pages of a copier.
const MAX_SCAN_BYTES: u64 = 512 * 1024 * 1024;

/// Largest key file, in bytes. HMAC hashes longer keys down anyway (RFC 2104).
const MAX_KEY_BYTES: u64 = 64 * 1024;

/// Fewest bytes of a key: 128 bits cannot be guessed.
const FEWEST_KEY_BYTES: usize = 16;

/// Depth to which folders in folders are searched.
const MAX_DEPTH: usize = 8;

/// A scanned picture or PDF, opened. Who reads it may be another process.
#[derive(Debug)]
pub struct ScanFile {
    file: File,
    length: u64,
}

impl ScanFile {
    /// How many bytes it has.
    pub const fn length(&self) -> u64 {
        self.length
    }

    /// Its bytes.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn bytes(&self) -> std::io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        // A pipe has only one beginning.
        let _ = (&self.file).seek(SeekFrom::Start(0));
        (&self.file).take(self.length).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// The file as the standard input of another process.
    ///
    /// # Errors
    /// If the system opens no more files.
    pub fn input(&self) -> std::io::Result<File> {
        self.file.try_clone()
    }
}

/// Opens a scanned picture or PDF.
///
/// # Errors
/// `SP001` if it cannot be read, `SP010` if it is too large.
pub fn scan(path: &Path, at: Origin) -> Result<ScanFile, Diagnostic> {
    let file = open(path).map_err(|unread| unreadable(path, at, unread, MAX_SCAN_BYTES))?;
    let found =
        file.metadata().map_err(|error| unreadable(path, at, Unread::Failed(error), MAX_SCAN_BYTES))?;
    // Standard input may be a pipe, which ends somewhere.
    let length = if found.is_file() { found.len() } else { MAX_SCAN_BYTES };
    if length > MAX_SCAN_BYTES {
        return Err(unreadable(path, at, Unread::TooLarge, MAX_SCAN_BYTES));
    }
    Ok(ScanFile { file, length })
}

/// The bytes of a key file, all of them: a line end at the end belongs to the key.
///
/// # Errors
/// `SP001` if it cannot be read, `SP010` if it is too short to keep a secret, or too large.
pub fn key(path: &Path) -> Result<Vec<u8>, Diagnostic> {
    let key = bytes(path, Origin::NONE, MAX_KEY_BYTES)?;
    if key.len() < FEWEST_KEY_BYTES {
        let (path, length) = (path.shown(), key.len());
        return Err(Diagnostic::error(
            Code::ContentUnreadable,
            Origin::NONE,
            Words::new(
                format!(
                    "鍵のファイル {path} は{length}バイトしかありません（{FEWEST_KEY_BYTES}バイト以上必要です）。"
                ),
                format!(
                    "the key file {path} has only {length} bytes (at least {FEWEST_KEY_BYTES} are needed)"
                ),
            ),
            Words::new(
                "推測できない長い鍵のファイルを指定してください。ラベルを作るときと確かめるときは同じ鍵です。",
                "name a key file that nobody can guess; labels are made and checked with the same one",
            ),
        ));
    }
    Ok(key)
}

/// The files in `folder` and in folders below it with one of `endings` (lower case, without the dot), sorted by
/// path. Hidden files are left out.
///
/// # Errors
/// `SP001` if the folder cannot be read.
pub fn files_in(folder: &Path, endings: &[&str]) -> Result<Vec<PathBuf>, Diagnostic> {
    let mut files = Vec::new();
    let mut folders = vec![(folder.to_owned(), 0)];
    while let Some((folder, depth)) = folders.pop() {
        let entries = std::fs::read_dir(&folder)
            .map_err(|error| not_opened(&folder, Origin::NONE, &Unread::Failed(error), 0))?;
        for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
            let is_hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
            let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
            if is_hidden {
                continue;
            } else if path.is_dir() {
                // A link to a parent folder would never end.
                if depth < MAX_DEPTH && !path.is_symlink() {
                    folders.push((path, depth + 1));
                }
            } else if ending.is_some_and(|ending| endings.contains(&ending.as_str())) {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

fn bytes(path: &Path, at: Origin, largest: u64) -> Result<Vec<u8>, Diagnostic> {
    bytes_of(path, largest).map_err(|unread| unreadable(path, at, unread, largest))
}

fn unreadable(path: &Path, at: Origin, unread: Unread, largest: u64) -> Diagnostic {
    match unread {
        Unread::TooLarge => Diagnostic::error(
            Code::ContentUnreadable,
            at,
            Words::new(
                format!("{} は大きすぎます。", path.shown()),
                format!("{} is too large", path.shown()),
            ),
            Words::new("ファイルの指定を確かめてください。", "check the path of the file"),
        ),
        Unread::Folder | Unread::NoFile | Unread::Failed(_) => not_opened(path, at, &unread, largest),
    }
}

fn not_opened(path: &Path, at: Origin, unread: &Unread, largest: u64) -> Diagnostic {
    let (path, reason) = (path.shown(), unread.reason(largest));
    Diagnostic::error(
        Code::FileUnreadable,
        at,
        Words::new(
            format!("{path} を開けません（{}）。", reason.ja),
            format!("{path} cannot be opened ({})", reason.en),
        ),
        unread.help(Words::new("名前とフォルダーを確かめてください。", "check the name and the folder")),
    )
}
