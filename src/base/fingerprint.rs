//! Fingerprints: 128 bits that stand for bytes. Those of different bytes never fall together by accident, and nobody who
//! writes a list of customers can aim at it: they are others in every process.

use std::hash::{BuildHasher as _, RandomState};
use std::sync::LazyLock;

use xxhash_rust::xxh3::{xxh3_64_with_seed, xxh3_128_with_seed};

/// What stands for some bytes, in this process.
pub type Fingerprint = u128;

/// Different in every process, unlike all that is written.
static SEED: LazyLock<u64> = LazyLock::new(|| RandomState::new().hash_one(0));

/// That of `bytes`.
pub fn fingerprint(bytes: &[u8]) -> Fingerprint {
    fingerprint_within(0, bytes)
}

/// That of `bytes` where they stand within something else, whose [`context`] that is.
pub fn fingerprint_within(context: u64, bytes: &[u8]) -> Fingerprint {
    xxh3_128_with_seed(bytes, context ^ *SEED)
}

/// What stands for `bytes` around something else, themselves within another context.
pub fn context(outer: u64, bytes: &[u8]) -> u64 {
    xxh3_64_with_seed(bytes, outer ^ *SEED)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_and_the_context_decide() {
        let bytes: Vec<u8> = (0..=u8::MAX).cycle().take(700).collect();
        for length in [0, 1, 3, 8, 16, 100, 200, 300, 700] {
            let own = fingerprint(&bytes[..length]);
            assert_eq!(own, fingerprint(&bytes[..length]));
            assert_ne!(own, fingerprint_within(1, &bytes[..length]));
            for index in 0..length {
                let mut other = bytes[..length].to_vec();
                other[index] ^= 1;
                assert_ne!(own, fingerprint(&other), "byte {index} of {length}");
                assert_ne!(context(0, &bytes[..length]), context(0, &other));
            }
        }
    }
}
