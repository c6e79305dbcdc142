//! Files on the disk held against what is known of them. In: a path and a SHA-256, or a folder. Out: whether the file is
//! whole, or which files there are. Nothing is written.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::run_folder::sha256_of;
use crate::base::{Refusal, Words};

/// How deep folders within a run are looked through.
const DEEPEST: usize = 8;

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileState {
    /// Every byte is as it was.
    Whole,
    /// It has other bytes.
    Changed,
    /// It is not there.
    Missing,
    /// It cannot be read, and why.
    Unread(Words),
}

/// Whether the file at `path` has that SHA-256 (lower-case hexadecimal).
pub fn file_state(path: &Path, sha256: &str) -> FileState {
    match sha256_of(path) {
        Ok(found) if found == sha256 => FileState::Whole,
        Ok(_) => FileState::Changed,
        Err(error) if error.kind() == ErrorKind::NotFound => FileState::Missing,
        // Where a folder stands in place of the file.
        Err(_) if path.is_dir() => FileState::Changed,
        Err(error) => FileState::Unread(Refusal::reading(&error)),
    }
}

/// The files in `folder` and below it, as paths from there with `/`, sorted. Hidden files, and what links lead to, are left
/// out.
pub fn files_below(folder: &Path) -> Vec<String> {
    let mut files = Vec::new();
    let mut folders = vec![(folder.to_owned(), String::new(), 0)];
    while let Some((folder, within, depth)) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let Ok(kind) = entry.file_type() else { continue };
            if name.starts_with('.') {
                continue;
            }
            if kind.is_dir() && depth < DEEPEST {
                folders.push((entry.path(), format!("{within}{name}/"), depth + 1));
            } else if !kind.is_dir() {
                files.push(format!("{within}{name}"));
            }
        }
    }
    files.sort();
    files
}
