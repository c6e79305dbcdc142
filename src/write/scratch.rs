//! [`Scratch`]: what a run knows of thousands of customers, on disk while the run is at work.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::{WriteError, not_writable};
use crate::base::Diagnostic;

/// A file that goes away when it is dropped; a killed run's is swept by the next.
#[derive(Debug)]
pub struct Scratch {
    path: PathBuf,
    /// What messages name: the user knows nothing of the file itself.
    place: PathBuf,
    open: Mutex<(File, u64)>,
}

/// Where a piece lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    at: u64,
    length: u32,
}

impl Scratch {
    /// Begins an empty file.
    pub(super) fn open(path: &Path) -> Result<Self, Vec<Diagnostic>> {
        Self::open_for(path, path)
    }

    fn open_for(path: &Path, place: &Path) -> Result<Self, Vec<Diagnostic>> {
        // Left by a run that was killed.
        let _ = fs::remove_file(path);
        let file = OpenOptions::new().read(true).write(true).create_new(true).open(path);
        let file = file.map_err(|error| not_writable(WriteError::new(place, error)))?;
        Ok(Self { path: path.to_owned(), place: place.to_owned(), open: Mutex::new((file, 0)) })
    }

    /// Begins an empty file on the disk of `folder`: in it, or in the nearest folder above it that is there.
    ///
    /// # Errors
    /// `SP002` if the disk refuses.
    pub fn beside(folder: &Path) -> Result<Self, Vec<Diagnostic>> {
        let there = folder.ancestors().find(|above| above.is_dir()).unwrap_or(Path::new("."));
        let path = there.join(format!(".startpack.{}.new", std::process::id()));
        let scratch = Self::open_for(&path, folder)?;
        // Where the system lets an open file lose its name, a run that is killed leaves nothing behind.
        let _ = fs::remove_file(&scratch.path);
        Ok(scratch)
    }

    /// Adds a piece.
    ///
    /// # Errors
    /// `SP002` if the disk refuses.
    pub fn put(&self, bytes: &[u8]) -> Result<Extent, Vec<Diagnostic>> {
        let length =
            u32::try_from(bytes.len()).map_err(|_| self.not_writable(io::ErrorKind::FileTooLarge.into()))?;
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let (file, end) = &mut *open;
        let at = *end;
        // Behind the last whole piece: half a piece of a write that failed is written over.
        let written = file.seek(SeekFrom::Start(at)).and_then(|_| file.write_all(bytes));
        written.map_err(|error| self.not_writable(error))?;
        *end += u64::from(length);
        Ok(Extent { at, length })
    }

    /// A piece as it was added.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn get(&self, extent: Extent) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; extent.length as usize];
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.0.seek(SeekFrom::Start(extent.at))?;
        open.0.read_exact(&mut bytes)?;
        Ok(bytes)
    }

    /// `SP002` for what the file is written for.
    pub fn not_writable(&self, error: io::Error) -> Vec<Diagnostic> {
        not_writable(WriteError::new(&self.place, error))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // It is swept by the next run if it stays.
        let _ = fs::remove_file(&self.path);
    }
}
