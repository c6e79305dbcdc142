//! SHA-256: bytes or hashed values in, a digest out. What a digest stands for is not known here.

use std::fmt::Write as _;
use std::hash::Hasher;

use sha2::{Digest as _, Sha256};

/// SHA-256 of `bytes`, in lower-case hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// `bytes` in lower-case hexadecimal.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing into a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// A SHA-256 of what is hashed into it: unlike a `DefaultHasher`, the same in every process.
#[derive(Clone, Default)]
pub(crate) struct InputDigest(Sha256);

impl InputDigest {
    /// The digest in lower-case hexadecimal.
    pub(crate) fn word(self) -> String {
        hexadecimal(&self.0.finalize())
    }

    /// The first 64 bits of the digest.
    pub(crate) fn bits(self) -> u64 {
        self.0.finalize().iter().take(8).fold(0, |bits, byte| bits << 8 | u64::from(*byte))
    }
}

impl Hasher for InputDigest {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// Nobody asks: the whole digest is taken.
    fn finish(&self) -> u64 {
        0
    }
}
