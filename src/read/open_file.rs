//! Reads a file into memory, whatever it is for. In: a path and a largest size. Out: its bytes, or why there are none.
//! What the bytes mean, and how the reason is told, is not known here.

use std::fs::{File, Metadata};
use std::io::{self, Read as _};
use std::path::Path;

use crate::base::refusal::close_it;
use crate::base::{Refusal, Words};

/// Why a file was not read.
#[derive(Debug)]
pub(super) enum Unread {
    /// It is a folder.
    Folder,
    /// It is a pipe, a device or something else without an end of its own.
    NoFile,
    /// It is larger than what it is for ever is.
    TooLarge,
    /// The system does not give it.
    Failed(io::Error),
}

/// The bytes of the file at `path`, at most `largest` of them. Nothing is opened that is no file: a pipe may never
/// begin, and a device never end. Standard input alone may be one.
pub(super) fn bytes_of(path: &Path, largest: u64) -> Result<Vec<u8>, Unread> {
    let metadata = metadata(path)?;
    if metadata.len() > largest {
        return Err(Unread::TooLarge);
    }
    let file = File::open(path).map_err(Unread::Failed)?;
    let mut bytes = Vec::new();
    file.take(largest + 1).read_to_end(&mut bytes).map_err(Unread::Failed)?;
    if bytes.len() as u64 > largest { Err(Unread::TooLarge) } else { Ok(bytes) }
}

/// Opens the file at `path`, if it is one.
pub(super) fn open(path: &Path) -> Result<File, Unread> {
    metadata(path)?;
    File::open(path).map_err(Unread::Failed)
}

fn metadata(path: &Path) -> Result<Metadata, Unread> {
    let metadata = std::fs::metadata(path).map_err(Unread::Failed)?;
    if metadata.is_dir() {
        Err(Unread::Folder)
    } else if metadata.is_file() || STANDARD_INPUT.iter().any(|name| path == Path::new(name)) {
        Ok(metadata)
    } else {
        Err(Unread::NoFile)
    }
}

/// Standard input as a path, where there is one.
const STANDARD_INPUT: [&str; 3] = ["/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"];

/// What a path is that is no file, in words.
pub(super) fn no_file() -> Words {
    Words::new(
        "ふつうのファイルではありません（パイプや装置です）",
        "it is no regular file but a pipe or a device",
    )
}

impl Unread {
    /// What to do about it; `usual` where nothing better is known.
    pub(super) fn help(&self, usual: Words) -> Words {
        match self {
            Self::Failed(error) if Refusal::of(error) == Refusal::InUse => close_it(),
            _ => usual,
        }
    }

    /// The reason in words, without a full stop.
    pub(super) fn reason(&self, largest: u64) -> Words {
        let limit = largest / (1024 * 1024);
        match self {
            Self::Folder => Words::new("フォルダーです", "it is a folder"),
            Self::NoFile => no_file(),
            Self::TooLarge => Words::new(
                format!("大きすぎます（{limit}MBまで）"),
                format!("it is too large (limit {limit} MB)"),
            ),
            Self::Failed(error) => Refusal::reading(error),
        }
    }
}
