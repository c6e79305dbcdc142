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

    // Lengths and variants: 64 bits on every platform, so that a run goes on wherever it was begun.
    fn write_usize(&mut self, number: usize) {
        self.write(&(number as u64).to_le_bytes());
    }

    fn write_isize(&mut self, number: isize) {
        self.write(&(number as i64).to_le_bytes());
    }

    /// Nobody asks: the whole digest is taken.
    fn finish(&self) -> u64 {
        0
    }
}

#[cfg(test)]
mod tests {
    use std::hash::Hash as _;

    use super::*;

    #[test]
    fn a_length_is_the_same_on_every_platform() {
        let [mut length, mut long] = [InputDigest::default(), InputDigest::default()];
        [1_usize, usize::MAX].iter().for_each(|number| number.hash(&mut length));
        (-1_isize).hash(&mut length);
        long.write(&[1, 0, 0, 0, 0, 0, 0, 0]);
        long.write(&(usize::MAX as u64).to_le_bytes());
        long.write(&[0xff; 8]);
        assert_eq!(length.word(), long.word());
    }
}
