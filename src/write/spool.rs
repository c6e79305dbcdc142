//! [`Spool`]: a large file of a run, written piece by piece beside its place and named when it is whole.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::folder::Folder;
use super::run_folder::hexadecimal;
use super::{WriteError, not_writable};
use crate::base::Diagnostic;

/// A file on its way to its name. It goes away if it is dropped before.
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
    /// Begins the file that is to be `path`, whose folder is made if need be.
    pub(super) fn open(path: &Path) -> Result<Self, Vec<Diagnostic>> {
        let folder = path.parent().unwrap_or(path);
        Folder::open(folder).map_err(not_writable)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let temporary = folder.join(format!(".{name}.{}.new", std::process::id()));
        // Left by a run of the same process number that was killed.
        let _ = fs::remove_file(&temporary);
        let file = OpenOptions::new().write(true).create_new(true).open(&temporary);
        let file = file.map_err(|error| not_writable(WriteError::new(path, error)))?;
        let last = path.to_owned();
        Ok(Self { file, temporary, last, digest: Sha256::new(), bytes: 0, is_named: false })
    }

    /// Appends bytes.
    ///
    /// # Errors
    /// `SP002` if the disk refuses.
    pub fn append(&mut self, bytes: &[u8]) -> Result<(), Vec<Diagnostic>> {
        self.write_all(bytes).map_err(|error| not_writable(WriteError::new(&self.last, error)))
    }

    /// Bytes so far, and their SHA-256 in lower-case hexadecimal.
    pub fn sum(&self) -> (u64, String) {
        (self.bytes, hexadecimal(&self.digest.clone().finalize()))
    }

    /// Gives the file its name, in place of an older one.
    ///
    /// # Errors
    /// `SP002` if the disk refuses.
    pub fn publish(mut self) -> Result<(), Vec<Diagnostic>> {
        let not_written = |error| not_writable(WriteError::new(&self.last, error));
        self.file.sync_all().map_err(not_written)?;
        fs::rename(&self.temporary, &self.last).map_err(not_written)?;
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
            // It is swept by the next run if it stays.
            let _ = fs::remove_file(&self.temporary);
        }
    }
}
