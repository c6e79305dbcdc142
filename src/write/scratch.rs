//! [`Scratch`]: a temporary file that keeps the records of thousands of customers out of memory. In: bytes. Out: the
//! place where they lie, and later the bytes again. What they mean is not known here.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::temporary::{sweep, temporary, temporary_of};
use super::{WriteError, not_writable};
use crate::base::Diagnostic;

/// What the file of a run is called that has no folder of its own.
const NAME: &str = "startpack";

/// Whether that is the name of a scratch file in a run's folder ([`super::RunFolder::scratch`]), which has one process at a
/// time.
pub(super) fn is_scratch(name: &str) -> bool {
    name.starts_with(".records") && name.ends_with(".new")
}

/// A file that is removed when it is dropped; the next run removes that of a killed run.
#[derive(Debug)]
pub struct Scratch {
    path: PathBuf,
    /// The path that messages name: the user does not know the temporary file.
    place: PathBuf,
    open: Mutex<(File, u64)>,
}

/// Where a stored value lies in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StoredRange {
    at: u64,
    length: u32,
}

impl Scratch {
    /// Begins an empty file.
    pub(super) fn open(path: &Path) -> Result<Self, Vec<Diagnostic>> {
        Self::open_for(path, path)
    }

    fn open_for(path: &Path, place: &Path) -> Result<Self, Vec<Diagnostic>> {
        // A killed run has left it.
        let _ = fs::remove_file(path);
        let file = OpenOptions::new().read(true).write(true).create_new(true).open(path);
        let file = file.map_err(|error| not_writable(WriteError::new(place, error)))?;
        Ok(Self { path: path.to_owned(), place: place.to_owned(), open: Mutex::new((file, 0)) })
    }

    /// Begins an empty file on the disk of `folder`: in it, or in the nearest parent that exists.
    ///
    /// # Errors
    /// `SP002` if the file cannot be written.
    pub fn beside(folder: &Path) -> Result<Self, Vec<Diagnostic>> {
        let there = folder.ancestors().find(|above| above.is_dir()).unwrap_or(Path::new("."));
        let path = there.join(temporary(NAME, "new"));
        // Where an open file keeps its name, a killed run has left it. Those of others at work stay: they are open.
        sweep(there, &|name| temporary_of(name) == Some(NAME));
        let scratch = Self::open_for(&path, folder)?;
        // Where the system allows an open file without a name, a killed run leaves nothing behind.
        let _ = fs::remove_file(&scratch.path);
        Ok(scratch)
    }

    /// Stores a value.
    ///
    /// # Errors
    /// `SP002` if the file cannot be written.
    pub fn put(&self, bytes: &[u8]) -> Result<StoredRange, Vec<Diagnostic>> {
        let length =
            u32::try_from(bytes.len()).map_err(|_| self.not_writable(io::ErrorKind::FileTooLarge.into()))?;
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let (file, end) = &mut *open;
        let at = *end;
        // Written behind the last complete value: the rest of a failed write is overwritten.
        let written = file.seek(SeekFrom::Start(at)).and_then(|_| file.write_all(bytes));
        written.map_err(|error| self.not_writable(error))?;
        *end += u64::from(length);
        Ok(StoredRange { at, length })
    }

    /// The stored value.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn get(&self, range: StoredRange) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; range.length as usize];
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.0.seek(SeekFrom::Start(range.at))?;
        open.0.read_exact(&mut bytes)?;
        Ok(bytes)
    }

    /// The `SP002` error with the path that the user knows.
    pub fn not_writable(&self, error: io::Error) -> Vec<Diagnostic> {
        not_writable(WriteError::new(&self.place, error))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // The next run removes it if it stays.
        let _ = fs::remove_file(&self.path);
    }
}
