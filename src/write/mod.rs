//! Room 8, write: finished files in, a folder on disk out. Knows the disk; changes no byte.

use std::path::{Path, PathBuf};

use crate::base::Diagnostic;

/// A file to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// Its name within the customer's folder.
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

/// Writes all of a customer's files into `folder`, or none of them: each appears whole, by rename.
///
/// # Errors
/// `SP002` with the path that cannot be written and why.
pub fn write(folder: &Path, files: &[Output]) -> Result<Written, Vec<Diagnostic>> {
    let _ = (folder, files);
    Err(Vec::new())
}
