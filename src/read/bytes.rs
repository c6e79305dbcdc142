//! Files that are read as bytes. In: a path. Out: the bytes of a scan or a key file, or the paths in a folder. What
//! the bytes mean is not known here.

use std::path::{Path, PathBuf};

use super::open_file::{Unread, bytes_of};
use crate::base::{Code, Diagnostic, Origin, Words};

/// Largest scan, in bytes: several hundred pages of a copier.
const MAX_SCAN_BYTES: u64 = 512 * 1024 * 1024;

/// Largest key file, in bytes. HMAC hashes longer keys down anyway (RFC 2104).
const MAX_KEY_BYTES: u64 = 64 * 1024;

/// Depth to which folders in folders are searched.
const MAX_DEPTH: usize = 8;

/// The bytes of a scanned picture or PDF.
///
/// # Errors
/// `SP001` if it cannot be read, `SP010` if it is too large.
pub fn scan(path: &Path, at: Origin) -> Result<Vec<u8>, Diagnostic> {
    bytes(path, at, MAX_SCAN_BYTES)
}

/// The bytes of a key file, all of them: a line end at the end belongs to the key.
///
/// # Errors
/// `SP001` if it cannot be read, `SP010` if it is empty or too large.
pub fn key(path: &Path) -> Result<Vec<u8>, Diagnostic> {
    let key = bytes(path, Origin::NONE, MAX_KEY_BYTES)?;
    if key.is_empty() {
        return Err(Diagnostic::error(
            Code::ContentUnreadable,
            Origin::NONE,
            Words::new(
                format!("鍵のファイル {} が空です。", path.display()),
                format!("the key file {} is empty", path.display()),
            ),
            Words::new(
                "ラベルを作ったときと同じ鍵のファイルを指定してください。",
                "name the key file that the labels were made with",
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
        let entries =
            std::fs::read_dir(&folder).map_err(|error| unreadable(&folder, Origin::NONE, &error))?;
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
    bytes_of(path, largest).map_err(|unread| match unread {
        Unread::Failed(error) => unreadable(path, at, &error),
        Unread::TooLarge => Diagnostic::error(
            Code::ContentUnreadable,
            at,
            Words::new(
                format!("{} は大きすぎます。", path.display()),
                format!("{} is too large", path.display()),
            ),
            Words::new("ファイルの指定を確かめてください。", "check the path of the file"),
        ),
        Unread::Folder | Unread::NoFile => not_opened(path, at, &unread.reason(largest)),
    })
}

fn unreadable(path: &Path, at: Origin, error: &std::io::Error) -> Diagnostic {
    not_opened(path, at, &Words::new(error.to_string(), error.to_string()))
}

fn not_opened(path: &Path, at: Origin, reason: &Words) -> Diagnostic {
    let path = path.display();
    Diagnostic::error(
        Code::FileUnreadable,
        at,
        Words::new(
            format!("{path} を開けません（{}）。", reason.ja),
            format!("{path} cannot be opened ({})", reason.en),
        ),
        Words::new("名前とフォルダーを確かめてください。", "check the name and the folder"),
    )
}
