//! [`Spool`]: a large file that gets its name only when it is complete. In: bytes, one part after the other. Out: the
//! named file, its size and SHA-256. What it contains is not known here.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::folder::Folder;
use super::run_folder::hexadecimal;
use super::temporary::temporary;
use super::{WriteError, not_writable};
use crate::base::Diagnostic;

/// A file without its name yet. It is removed if it is dropped before it is published.
#[derive(Debug)]
pub struct Spool {
    file: File,
    temporary: PathBuf,
    last: PathBuf,
    digest: Sha256,
    bytes: u64,
    is_named: bool,
}

impl Spool {
    /// Begins the file for `path`; creates its folder if needed.
    pub(super) fn open(path: &Path) -> Result<Self, Vec<Diagnostic>> {
        let folder = path.parent().unwrap_or(path);
        Folder::open_own(folder).map_err(not_writable)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let temporary = folder.join(temporary(&name, "new"));
        // A killed run with the same process number has left it.
        let _ = fs::remove_file(&temporary);
        let file = OpenOptions::new().write(true).create_new(true).open(&temporary);
        let file = file.map_err(|error| not_writable(WriteError::new(path, error)))?;
        let last = path.to_owned();
        Ok(Self { file, temporary, last, digest: Sha256::new(), bytes: 0, is_named: false })
    }

    /// Appends bytes.
    ///
    /// # Errors
    /// `SP002` if the file cannot be written.
    pub fn append(&mut self, bytes: &[u8]) -> Result<(), Vec<Diagnostic>> {
        self.write_all(bytes).map_err(|error| not_writable(WriteError::new(&self.last, error)))
    }

    /// The size so far, and the SHA-256 in lower-case hexadecimal.
    pub fn sum(&self) -> (u64, String) {
        (self.bytes, hexadecimal(&self.digest.clone().finalize()))
    }

    /// Gives the file its name and replaces an older file.
    ///
    /// # Errors
    /// `SP002` if the file cannot be written.
    pub fn publish(mut self) -> Result<(), Vec<Diagnostic>> {
        let error_at = |error| not_writable(WriteError::new(&self.last, error));
        self.file.sync_all().map_err(error_at)?;
        fs::rename(&self.temporary, &self.last).map_err(error_at)?;
        self.is_named = true;
        Ok(())
    }
}

impl io::Write for Spool {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let length = self.file.write(bytes)?;
        self.digest.update(&bytes[..length]);
        self.bytes += length as u64;
        Ok(length)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for Spool {
    fn drop(&mut self) {
        if !self.is_named {
            // The next run removes it if it stays.
            let _ = fs::remove_file(&self.temporary);
        }
    }
}
