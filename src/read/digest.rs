//! The SHA-256 of a file. In: a path. Out: the digest, for the list of what a run was made from. Nothing is
//! interpreted here.

use std::io::Read as _;
use std::path::Path;

use sha2::{Digest as _, Sha256};

use super::open_file::open;

/// Bytes read at a time.
const CHUNK: usize = 64 * 1024;

/// SHA-256 of the file at `path`; `None` if it cannot be read.
pub fn digest(path: &Path) -> Option<[u8; 32]> {
    let mut file = open(path).ok()?;
    let (mut digest, mut chunk) = (Sha256::new(), vec![0; CHUNK]);
    loop {
        match file.read(&mut chunk).ok()? {
            0 => return Some(digest.finalize().into()),
            length => digest.update(&chunk[..length]),
        }
    }
}
