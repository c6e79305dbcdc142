//! Room 8, write: finished files in, a folder on disk out. Knows the disk; changes no byte.
//!
//! Either all files of a customer appear or none: each is first written whole under a name of its own beside
//! its place, then all are renamed. If one rename fails (a PDF that is open in a viewer cannot be replaced
//! on Windows), those already done are undone.

mod folder;
mod proof;
mod run_folder;
mod scratch;
mod single;
mod spool;
mod temporary;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::base::refusal::close_it;
use crate::base::{Code, Diagnostic, Origin, Refusal, Shown, Words, file_name};
use folder::Folder;

pub use proof::{FileState, file_state, files_below};
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
    let names = files.iter().try_for_each(|file| WriteError::check_name(&folder.join(&file.name)));
    names.map_err(not_writable)?;
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
    WriteError::check_name(path).map_err(not_writable)?;
    single::create(path, bytes).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => vec![exists(path)],
        _ => not_writable(WriteError::named(path, error)),
    })
}

/// Writes a file, which appears complete, in place of the one of this name.
///
/// # Errors
/// `SP002` if the file cannot be written.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), Vec<Diagnostic>> {
    WriteError::check_name(path).map_err(not_writable)?;
    single::replace(path, bytes).map_err(|error| not_writable(WriteError::named(path, error)))
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
    Folder::open(folder).map_err(not_writable)?;
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
    what: Target,
}

/// What was to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Target {
    /// A folder that the user names with `-o`, or a file in it.
    InFolder,
    /// A file that the user names.
    Named,
    /// A file or folder of ours where a link stands.
    Link,
    /// A name that some system does not take.
    Name,
}

impl WriteError {
    fn new(path: &Path, error: io::Error) -> Self {
        Self::of(path, error, Target::InFolder)
    }

    fn named(path: &Path, error: io::Error) -> Self {
        Self::of(path, error, Target::Named)
    }

    fn link(path: &Path) -> Self {
        Self::of(path, io::ErrorKind::AlreadyExists.into(), Target::Link)
    }

    /// What some system does not take in the names of `path` that do not exist yet.
    fn check_name(path: &Path) -> Result<(), Self> {
        let refused = || Self::of(path, io::ErrorKind::InvalidFilename.into(), Target::Name);
        name_fault(path).map_or(Ok(()), |_| Err(refused()))
    }

    fn of(path: &Path, error: io::Error, what: Target) -> Self {
        // Windows says of what lies below a file that it is not there; Unix says why.
        let is_below_file = || path.ancestors().skip(1).any(Path::is_file);
        let error = match Refusal::of(&error) {
            Refusal::Missing if is_below_file() => io::ErrorKind::NotADirectory.into(),
            _ => error,
        };
        Self { path: path.to_owned(), error, what }
    }
}

fn exists(path: &Path) -> Diagnostic {
    let path = path.shown();
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

/// Why some system takes no file or folder of that path.
fn name_fault(path: &Path) -> Option<Words> {
    let (name, why) = file_name::fault_in(path, &|above| above.exists())?;
    Some(Words::new(
        format!("「{name}」という名前は使えません（{}）", why.ja),
        format!("`{name}` cannot be a name ({})", why.en),
    ))
}

fn not_writable(failed: WriteError) -> Vec<Diagnostic> {
    let WriteError { path, error, what } = failed;
    let refusal = Refusal::of(&error);
    let why = match what {
        Target::Link => Words::new("別の場所へのリンクです", "it is a link to another place"),
        Target::Name => name_fault(&path).unwrap_or_default(),
        Target::Named if refusal == Refusal::IsFile => {
            Words::new("途中の名前がフォルダーではなくファイルです", "a folder in its path is a file")
        }
        Target::Named | Target::InFolder => Refusal::writing(&error),
    };
    let path = path.shown();
    let message = Words::new(
        format!("{path} に書き込めません：{}", why.ja),
        format!("{path} cannot be written: {}", why.en),
    );
    // A single file that is to go where no folder is stops nothing else.
    let is_of_the_disk = refusal.is_of_the_disk() && !(what == Target::Named && refusal == Refusal::Missing);
    let code = if is_of_the_disk { Code::DiskRefuses } else { Code::NotWritable };
    vec![Diagnostic::error(code, Origin::NONE, message, help(refusal, what))]
}

/// What to do about it.
fn help(refusal: Refusal, what: Target) -> Words {
    match (refusal, what) {
        (_, Target::Link) => Words::new(
            "リンクを消すか、-o で別のフォルダを指定してください。リンクの先には書き込みません",
            "remove the link, or name another folder with -o; nothing is written where a link leads",
        ),
        (_, Target::Name) => Words::new(
            "ほかのパソコンでも開けるように、別の名前を指定してください",
            "give another name, so that other computers can open it",
        ),
        (Refusal::InUse, _) => close_it(),
        (Refusal::IsFolder, _) => {
            Words::new("そのフォルダを別の場所へ移してください", "move that folder elsewhere")
        }
        (Refusal::Full, _) => {
            Words::new("空きを作ってから、もう一度実行してください", "make room and run again")
        }
        (Refusal::Lost, _) => Words::new(
            "つながっていることを確かめて、同じコマンドをもう一度実行してください",
            "see that it is connected, and run the same command again",
        ),
        (Refusal::Denied, Target::InFolder) => Words::new(
            "PDFを開いているソフトを閉じるか、書き込めるフォルダを -o で指定してください",
            "close the program that shows the PDF, or name a folder that you may write to with -o",
        ),
        (Refusal::Missing, Target::Named) => Words::new(
            "先にフォルダーを作るか、今あるフォルダーの中の名前を指定してください",
            "make the folder first, or give a name in a folder that exists",
        ),
        (Refusal::Denied, Target::Named) => Words::new(
            "ほかのソフトで開いていたら閉じるか、書き込めるフォルダーの中の名前を指定してください",
            "close the program that has it open, or give a name in a folder that you may write to",
        ),
        (_, Target::Named) => Words::new(
            "書き込めるフォルダーの中の名前を指定してください",
            "give a name in a folder that you may write to",
        ),
        (_, Target::InFolder) => Words::new(
            "書き込めるフォルダを -o で指定してください",
            "name a folder that you may write to with -o",
        ),
    }
}
