//! Room 8, write: finished files in, a folder on disk out. Knows the disk; changes no byte.
//!
//! Either all files of a customer appear or none: each is first written whole under a name of its own beside
//! its place, then all are renamed. If one rename fails (a PDF that is open in a viewer cannot be replaced
//! on Windows), those already done are undone.

mod folder;
mod run_folder;
mod scratch;
mod single;
mod spool;
mod temporary;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::base::{Code, Diagnostic, Origin, Words};
use folder::Folder;

pub use run_folder::{RunFolder, WriteContent, folders_in, text, whole};
pub use scratch::{Scratch, StoredRange};
pub use spool::Spool;

/// A file to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFile {
    /// Its name in the customer's folder.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The files, in order.
    pub files: Vec<PathBuf>,
}

/// Writes all files of a customer into `folder`, or none: each appears complete, by rename. Page pictures of an
/// earlier run of the same documents are removed.
///
/// # Errors
/// `SP002` with the path that cannot be written, and the reason.
pub fn write(folder: &Path, files: &[NewFile]) -> Result<Written, Vec<Diagnostic>> {
    let place = Folder::open(folder).map_err(not_writable)?;
    place.replace(files).map_err(not_writable)?;
    Ok(Written { files: files.iter().map(|file| folder.join(&file.name)).collect() })
}

/// As [`write()`], into a folder that only this program makes: a link in its place is not followed.
///
/// # Errors
/// `SP002` with the path that cannot be written, and the reason.
pub fn write_own(folder: &Path, files: &[NewFile]) -> Result<Written, Vec<Diagnostic>> {
    let place = Folder::open_own(folder).map_err(not_writable)?;
    place.replace(files).map_err(not_writable)?;
    Ok(Written { files: files.iter().map(|file| folder.join(&file.name)).collect() })
}

/// Writes a new file, which appears complete; never overwrites one.
///
/// # Errors
/// `SP003` if the name is already used, `SP002` if the file cannot be written.
pub fn create(path: &Path, bytes: &[u8]) -> Result<(), Vec<Diagnostic>> {
    single::create(path, bytes).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => vec![exists(path)],
        _ => not_writable(WriteError::new(path, error)),
    })
}

/// Writes a file, which appears complete, in place of the one of this name.
///
/// # Errors
/// `SP002` if the file cannot be written.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), Vec<Diagnostic>> {
    single::replace(path, bytes).map_err(|error| not_writable(WriteError::new(path, error)))
}

/// Whether two paths name the same file that exists.
pub fn is_same(one: &Path, other: &Path) -> bool {
    matches!((fs::canonicalize(one), fs::canonicalize(other)), (Ok(one), Ok(other)) if one == other)
}

/// Writes new files into `folder`, which is created if needed: all of them or none. No existing file is
/// overwritten.
///
/// # Errors
/// As [`create`]: `SP003` for the first name that is already used, `SP002` for a file that cannot be written.
pub fn create_all(folder: &Path, files: &[NewFile]) -> Result<Written, Vec<Diagnostic>> {
    fs::create_dir_all(folder).map_err(|error| not_writable(WriteError::new(folder, error)))?;
    let paths: Vec<PathBuf> = files.iter().map(|file| folder.join(&file.name)).collect();
    for (done, (path, file)) in paths.iter().zip(files).enumerate() {
        if let Err(errors) = create(path, &file.bytes) {
            for path in &paths[..done] {
                // The error that stopped the rest is enough.
                let _ = fs::remove_file(path);
            }
            return Err(errors);
        }
    }
    Ok(Written { files: paths })
}

/// A path that cannot be written, and the reason.
#[derive(Debug)]
struct WriteError {
    path: PathBuf,
    error: io::Error,
    /// A link stands where a file or folder of ours is to be.
    is_link: bool,
}

impl WriteError {
    fn new(path: &Path, error: io::Error) -> Self {
        Self { path: path.to_owned(), error, is_link: false }
    }

    fn link(path: &Path) -> Self {
        Self { path: path.to_owned(), error: io::ErrorKind::AlreadyExists.into(), is_link: true }
    }
}

fn exists(path: &Path) -> Diagnostic {
    let path = path.display();
    Diagnostic::error(
        Code::FileExists,
        Origin::NONE,
        Words::new(format!("{path} はすでにあります"), format!("{path} is there already")),
        Words::new(
            "上書きはしません。別の名前を指定してください",
            "startpack never overwrites it: give another name",
        ),
    )
}

fn not_writable(failed: WriteError) -> Vec<Diagnostic> {
    let WriteError { path, error, is_link } = failed;
    let path = path.display();
    let (why, help) = if is_link { link_reason() } else { reason(&error) };
    let message = Words::new(
        format!("{path} に書き込めません：{}", why.ja),
        format!("{path} cannot be written: {}", why.en),
    );
    vec![Diagnostic::error(Code::NotWritable, Origin::NONE, message, help)]
}

fn link_reason() -> (Words, Words) {
    (
        Words::new("別の場所へのリンクです", "it is a link to another place"),
        Words::new(
            "リンクを消すか、-o で別のフォルダを指定してください。リンクの先には書き込みません",
            "remove the link, or name another folder with -o; nothing is written where a link leads",
        ),
    )
}

/// The reason in words, and what to do about it.
fn reason(error: &io::Error) -> (Words, Words) {
    let elsewhere = Words::new(
        "書き込めるフォルダを -o で指定してください",
        "name a folder that you may write to with -o",
    );
    match error.kind() {
        io::ErrorKind::PermissionDenied => (
            Words::new(
                "許可がないか、ほかのソフトで開かれています",
                "not allowed, or open in another program",
            ),
            Words::new(
                "PDFを開いているソフトを閉じるか、書き込めるフォルダを -o で指定してください",
                "close the program that shows the PDF, or name a folder that you may write to with -o",
            ),
        ),
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
            (Words::new("フォルダではなくファイルです", "it is a file, not a folder"), elsewhere)
        }
        io::ErrorKind::IsADirectory => (
            Words::new("ファイルではなくフォルダです", "it is a folder, not a file"),
            Words::new("そのフォルダを別の場所へ移してください", "move that folder elsewhere"),
        ),
        io::ErrorKind::NotFound => {
            (Words::new("その場所のフォルダがありません", "its folder does not exist"), elsewhere)
        }
        io::ErrorKind::StorageFull => (
            Words::new("ディスクの空きがありません", "the disk is full"),
            Words::new("空きを作ってから、もう一度実行してください", "make room and run again"),
        ),
        io::ErrorKind::ReadOnlyFilesystem => {
            (Words::new("書き込みできないディスクです", "the disk is read-only"), elsewhere)
        }
        _ => (Words::new(error.to_string(), error.to_string()), elsewhere),
    }
}
