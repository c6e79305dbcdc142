//! [`RunFolder`]: the folder of a run of many customers: held by one run at a time, with a journal of what was
//! made. What the journal and the manifest say is the driver's business.

use std::fmt::Write as _;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufRead, BufReader, BufWriter, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use sha2::{Digest as _, Sha256};

use super::folder::Folder;
use super::{Scratch, Spool, WriteError, not_writable};
use crate::base::{Code, Diagnostic, Origin, Words};

/// Name of the file that a run holds locked. The system lets go of it when the process ends, however it ends,
/// so a file that is left behind keeps nobody out.
const LOCK: &str = ".lock";

/// Bytes read at a time when a file is checked.
const CHUNK: usize = 64 * 1024;

/// A run's folder, held by this process until it is dropped.
#[derive(Debug)]
pub struct RunFolder {
    path: PathBuf,
    journal: Mutex<Option<File>>,
    /// Held open: the locks end with them.
    _locks: Vec<File>,
}

impl RunFolder {
    /// Opens the folder, making it if need be, and keeps others out: a whole run keeps out everybody, a part
    /// (its `part` is a word of its own) only whole runs and the same part.
    ///
    /// # Errors
    /// `SP004` if another run is at work there, `SP002` if the folder cannot be made or written.
    pub fn open(path: &Path, part: Option<&str>) -> Result<Self, Vec<Diagnostic>> {
        Folder::open(path).map_err(not_writable)?;
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

    /// Names of what lies in the folder, in order.
    pub fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.path).into_iter().flatten().flatten();
        let mut names: Vec<_> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
        names.sort();
        names
    }

    /// Whether the file of that name has that size and SHA-256 (lower-case hexadecimal).
    pub fn is_whole(&self, name: &str, bytes: u64, sha256: &str) -> bool {
        let path = self.path.join(name);
        fs::metadata(&path).is_ok_and(|found| found.is_file() && found.len() == bytes)
            && sha256_of(&path).is_ok_and(|found| found == sha256)
    }

    /// Adds a line to the journal of that name. `before` writes the lines that come ahead of the first one.
    ///
    /// # Errors
    /// `SP002` if the disk refuses.
    pub fn note(
        &self,
        journal: &str,
        line: &str,
        before: &mut WriteContent<'_>,
    ) -> Result<(), Vec<Diagnostic>> {
        let path = self.path.join(journal);
        let not_written = |error| not_writable(WriteError::new(&path, error));
        // A worker that broke down while it wrote has left at most half a line, which readers pass over.
        let mut open = self.journal.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if open.is_none() {
            self.stream(journal, before)?.publish()?;
            *open = Some(OpenOptions::new().append(true).open(&path).map_err(not_written)?);
        }
        match open.as_mut() {
            Some(file) => file.write_all(format!("{line}\n").as_bytes()).map_err(not_written),
            None => Ok(()),
        }
    }

    /// A file of that name that `fill` has written; it waits for its name.
    ///
    /// # Errors
    /// `SP002` if the disk refuses.
    pub fn stream(&self, name: &str, write: &mut WriteContent<'_>) -> Result<Spool, Vec<Diagnostic>> {
        let mut spool = self.spool(name)?;
        let mut out = BufWriter::with_capacity(CHUNK, &mut spool);
        let filled = write(&mut out).and_then(|()| out.flush());
        drop(out);
        filled.map_err(|error| not_writable(WriteError::new(&self.path.join(name), error)))?;
        Ok(spool)
    }

    /// Whether the file of that name is what `fill` writes.
    pub fn is_same(&self, name: &str, write: &mut WriteContent<'_>) -> bool {
        let Ok(file) = File::open(self.path.join(name)) else { return false };
        let mut same = Comparer { file: BufReader::with_capacity(CHUNK, file) };
        write(&mut same).is_ok() && same.file.fill_buf().is_ok_and(<[u8]>::is_empty)
    }

    /// The file of that name, to be read from its beginning; `None` if it is not there.
    pub fn reader(&self, name: &str) -> Option<impl BufRead> {
        File::open(self.path.join(name)).ok().map(|file| BufReader::with_capacity(CHUNK, file))
    }

    /// A file for this process only, in a place that no other run uses.
    ///
    /// # Errors
    /// `SP002` if the disk refuses.
    pub fn scratch(&self, name: &str) -> Result<Scratch, Vec<Diagnostic>> {
        Scratch::open(&self.path.join(format!(".{name}.new")))
    }

    /// Begins a large file of that name.
    ///
    /// # Errors
    /// `SP002` if the disk refuses.
    pub fn spool(&self, name: &str) -> Result<Spool, Vec<Diagnostic>> {
        Spool::open(&self.path.join(name))
    }

    /// Removes a file; one that is not there is removed already.
    ///
    /// # Errors
    /// `SP002` if it is still there afterwards.
    pub fn remove(&self, name: &str) -> Result<(), Vec<Diagnostic>> {
        let path = self.path.join(name);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(not_writable(WriteError::new(&path, error)))
            }
            _ => Ok(()),
        }
    }

    /// Removes the folder of that name (empty: this one) if nothing is in it.
    pub fn remove_if_empty(&self, name: &str) {
        // Somebody else's file in it is a reason to leave it.
        let _ = fs::remove_dir(self.path.join(name));
    }

    /// Removes what a killed run has left in the folder of that name (empty: this one): files that were on
    /// their way to a name, or put aside.
    pub fn sweep(&self, name: &str) {
        let Ok(entries) = fs::read_dir(self.path.join(name)) else { return };
        let is_left =
            |name: &str| name.starts_with('.') && (name.ends_with(".new") || name.ends_with(".old"));
        for entry in entries.flatten() {
            if entry.file_name().to_str().is_some_and(is_left) {
                // It is in nobody's way if it stays.
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

/// Writes a file's content piece by piece.
pub type WriteContent<'a> = dyn FnMut(&mut dyn io::Write) -> io::Result<()> + 'a;

/// Takes what could be written, as long as a file says the same.
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

/// The text of a file; `None` if it is not there or no text.
pub fn text(path: &Path) -> Option<String> {
    fs::read_to_string(path).ok()
}

/// The bytes of a file, if it has that size and SHA-256 (lower-case hexadecimal).
pub fn whole(path: &Path, bytes: u64, sha256: &str) -> Option<Vec<u8>> {
    let found = fs::metadata(path).is_ok_and(|found| found.is_file() && found.len() == bytes);
    let content = fs::read(path).ok().filter(|_| found)?;
    (hexadecimal(&Sha256::digest(&content)) == sha256).then_some(content)
}

/// SHA-256 of a file, in lower-case hexadecimal.
///
/// # Errors
/// If it cannot be read.
fn sha256_of(path: &Path) -> io::Result<String> {
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
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .map_err(|error| not_writable(WriteError::new(&path, error)))?;
    match if shared { file.try_lock_shared() } else { file.try_lock() } {
        Ok(()) => Ok(file),
        // A file system without locks: the user must see to it that only one run is at work.
        Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => Ok(file),
        Err(TryLockError::Error(error)) => Err(not_writable(WriteError::new(&path, error))),
        Err(TryLockError::WouldBlock) => Err(vec![locked(folder)]),
    }
}

fn locked(folder: &Path) -> Diagnostic {
    let folder = folder.display();
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
