//! [`RunFolder`]: the folder of a run of many customers. In: lines and files. Out: a folder that one run at a time
//! can lock, with a journal of what was made. What the journal and the manifest mean is not known here.

use std::fmt::Write as _;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufRead, BufReader, BufWriter, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use sha2::{Digest as _, Sha256};

use super::folder::Folder;
use super::scratch::is_scratch;
use super::temporary::{sweep, temporary_of};
use super::{Scratch, Spool, WriteError, not_writable};
use crate::base::{Code, Diagnostic, Origin, Shown, Words};

/// Name of the lock file. The system releases the lock when the process ends, in whatever way, so a file that is
/// left behind blocks no other run.
const LOCK: &str = ".lock";

/// Bytes read at a time when a file is checked.
const CHUNK: usize = 64 * 1024;

/// The folder of a run, locked by this process until it is dropped.
#[derive(Debug)]
pub struct RunFolder {
    path: PathBuf,
    journal: Mutex<Option<File>>,
    /// Kept open: the locks end when they are closed.
    _locks: Vec<File>,
}

impl RunFolder {
    /// Opens and locks the folder; creates it if needed. A whole run excludes all other runs; a part of a run (with
    /// its name in `part`) excludes only whole runs and the same part.
    ///
    /// # Errors
    /// `SP004` if another run is working there, `SP002` if the folder cannot be created or written.
    pub fn open(path: &Path, part: Option<&str>) -> Result<Self, Vec<Diagnostic>> {
        Folder::open_own(path).map_err(not_writable)?;
        let mut locks = vec![lock(path, LOCK, part.is_some())?];
        if let Some(part) = part {
            locks.push(lock(path, &format!("{LOCK}-{part}"), false)?);
        }
        Ok(Self { path: path.to_owned(), journal: Mutex::new(None), _locks: locks })
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The names of the files in the folder, sorted.
    pub fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.path).into_iter().flatten().flatten();
        let mut names: Vec<_> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
        names.sort();
        names
    }

    /// Whether the file has this size and SHA-256 (lower-case hexadecimal).
    pub fn is_whole(&self, name: &str, bytes: u64, sha256: &str) -> bool {
        let path = self.path.join(name);
        fs::metadata(&path).is_ok_and(|found| found.is_file() && found.len() == bytes)
            && sha256_of(&path).is_ok_and(|found| found == sha256)
    }

    /// Whether the file is there and has this size.
    pub fn has(&self, name: &str, bytes: u64) -> bool {
        fs::symlink_metadata(self.path.join(name)).is_ok_and(|found| found.is_file() && found.len() == bytes)
    }

    /// Appends a line to the journal. `before` writes the lines in front of the first one.
    ///
    /// # Errors
    /// `SP002` if the file cannot be written.
    pub fn note(
        &self,
        journal: &str,
        line: &str,
        before: &mut WriteContent<'_>,
    ) -> Result<(), Vec<Diagnostic>> {
        let path = self.path.join(journal);
        let error_at = |error| not_writable(WriteError::new(&path, error));
        // A worker that panicked while writing has left at most half a line, which readers skip.
        let mut open = self.journal.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if open.is_none() {
            self.stream(journal, before)?.publish()?;
            *open = Some(OpenOptions::new().append(true).open(&path).map_err(error_at)?);
        }
        match open.as_mut() {
            Some(file) => file.write_all(format!("{line}\n").as_bytes()).map_err(error_at),
            None => Ok(()),
        }
    }

    /// A file with the content that `write` writes; it gets its name when it is published.
    ///
    /// # Errors
    /// `SP002` if the file cannot be written.
    pub fn stream(&self, name: &str, write: &mut WriteContent<'_>) -> Result<Spool, Vec<Diagnostic>> {
        let mut spool = self.spool(name)?;
        let mut out = BufWriter::with_capacity(CHUNK, &mut spool);
        let filled = write(&mut out).and_then(|()| out.flush());
        drop(out);
        filled.map_err(|error| not_writable(WriteError::new(&self.path.join(name), error)))?;
        Ok(spool)
    }

    /// Whether the file has exactly the content that `write` writes.
    pub fn is_same(&self, name: &str, write: &mut WriteContent<'_>) -> bool {
        let Ok(file) = File::open(self.path.join(name)) else { return false };
        let mut same = Comparer { file: BufReader::with_capacity(CHUNK, file) };
        write(&mut same).is_ok() && same.file.fill_buf().is_ok_and(<[u8]>::is_empty)
    }

    /// A reader of the file from its beginning; `None` if it does not exist.
    pub fn reader(&self, name: &str) -> Option<impl BufRead> {
        File::open(self.path.join(name)).ok().map(|file| BufReader::with_capacity(CHUNK, file))
    }

    /// A temporary file for this process only.
    ///
    /// # Errors
    /// `SP002` if the file cannot be written.
    pub fn scratch(&self, name: &str) -> Result<Scratch, Vec<Diagnostic>> {
        Scratch::open(&self.path.join(format!(".{name}.new")))
    }

    /// Begins a large file.
    ///
    /// # Errors
    /// `SP002` if the file cannot be written.
    pub fn spool(&self, name: &str) -> Result<Spool, Vec<Diagnostic>> {
        Spool::open(&self.path.join(name))
    }

    /// Removes a file; a file that does not exist is not an error.
    ///
    /// # Errors
    /// `SP002` if it cannot be removed.
    pub fn remove(&self, name: &str) -> Result<(), Vec<Diagnostic>> {
        let path = self.path.join(name);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(not_writable(WriteError::new(&path, error)))
            }
            _ => Ok(()),
        }
    }

    /// Removes a folder in this folder (an empty name means this one) if it is empty.
    pub fn remove_if_empty(&self, name: &str) {
        // A folder that holds other files stays.
        let _ = fs::remove_dir(self.path.join(name));
    }

    /// Removes the temporary files that a killed run has left in a folder in this folder (an empty name means this
    /// one).
    pub fn sweep(&self, name: &str) {
        sweep(&self.path.join(name), &|name| temporary_of(name).is_some() || is_scratch(name));
    }
}

/// Writes the content of a file, part by part.
pub type WriteContent<'a> = dyn FnMut(&mut dyn io::Write) -> io::Result<()> + 'a;

/// Compares bytes that are written with an existing file; the first difference is an error.
struct Comparer {
    file: BufReader<File>,
}

impl io::Write for Comparer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let there = self.file.fill_buf()?;
        let length = there.len().min(bytes.len());
        if length == 0 && !bytes.is_empty() || there[..length] != bytes[..length] {
            return Err(io::ErrorKind::InvalidData.into());
        }
        self.file.consume(length);
        Ok(length)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The text of a file; `None` if it does not exist or is not text.
pub fn text(path: &Path) -> Option<String> {
    fs::read_to_string(path).ok()
}

/// The names of the folders in a folder, sorted; none if it does not exist.
pub fn folders_in(path: &Path) -> Vec<String> {
    let entries = fs::read_dir(path).into_iter().flatten().flatten();
    let folders = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
    let mut names: Vec<_> = folders.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    names
}

/// The bytes of a file, if it has this size and SHA-256 (lower-case hexadecimal).
pub fn whole(path: &Path, bytes: u64, sha256: &str) -> Option<Vec<u8>> {
    let found = fs::metadata(path).is_ok_and(|found| found.is_file() && found.len() == bytes);
    let content = fs::read(path).ok().filter(|_| found)?;
    (hexadecimal(&Sha256::digest(&content)) == sha256).then_some(content)
}

/// SHA-256 of a file, in lower-case hexadecimal.
///
/// # Errors
/// If it cannot be read.
pub(super) fn sha256_of(path: &Path) -> io::Result<String> {
    let mut file = File::open(path)?;
    let (mut digest, mut chunk) = (Sha256::new(), vec![0; CHUNK]);
    loop {
        match file.read(&mut chunk)? {
            0 => break,
            length => digest.update(&chunk[..length]),
        }
    }
    Ok(hexadecimal(&digest.finalize()))
}

/// `bytes` in lower-case hexadecimal.
pub(super) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing into a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn lock(folder: &Path, name: &str, shared: bool) -> Result<File, Vec<Diagnostic>> {
    let path = folder.join(name);
    if path.is_symlink() {
        return Err(not_writable(WriteError::link(&path)));
    }
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .map_err(|error| not_writable(WriteError::new(&path, error)))?;
    match if shared { file.try_lock_shared() } else { file.try_lock() } {
        Ok(()) => Ok(file),
        // A file system without locks: the user must make sure that only one run is working.
        Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => Ok(file),
        Err(TryLockError::Error(error)) => Err(not_writable(WriteError::new(&path, error))),
        Err(TryLockError::WouldBlock) => Err(vec![locked(folder)]),
    }
}

fn locked(folder: &Path) -> Diagnostic {
    let folder = folder.shown();
    Diagnostic::error(
        Code::RunLocked,
        Origin::NONE,
        Words::new(
            format!("{folder} では、別の startpack が作業中です"),
            format!("another startpack is at work in {folder}"),
        ),
        Words::new(
            "終わるのを待ってから、もう一度実行してください。別の実行にするときは --run で番号を付けます",
            "wait until it has ended and run again; for a run of its own, give --run another name",
        ),
    )
}
