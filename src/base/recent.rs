//! [`Recent`]: what was made of some bytes, for as long as the same bytes keep coming. What comes in one document only
//! is never kept: most of a customer's papers stand in everybody's, the rest in nobody else's. [`Lately`]: values by key
//! that are forgotten when nobody has asked for them for long. [`Common`]: the former, for all threads together.

use std::cell::Cell;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hash, Hasher};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::fingerprint::Fingerprint;

/// Bytes that came lately are remembered by so many young marks: the papers of a customer have some hundreds.
const MARKS: usize = 4_096;

/// Values by key: at most so many young ones, and as many old ones. Those that nobody asks for while the young ones
/// fill up go.
#[derive(Debug)]
pub struct Lately<K, V> {
    young: Entries<K, V>,
    old: Entries<K, V>,
    most: usize,
}

type Entries<K, V> = HashMap<K, V, BuildHasherDefault<Quick>>;

impl<K: Clone + Eq + Hash, V: Clone> Lately<K, V> {
    /// Of at most so many young values.
    pub fn of(most: usize) -> Self {
        Self { young: HashMap::default(), old: HashMap::default(), most }
    }

    /// What was kept under `key`; it is young again.
    pub fn get(&mut self, key: &K) -> Option<V> {
        if let Some(value) = self.young.get(key) {
            return Some(value.clone());
        }
        let value = self.old.remove(key)?;
        self.keep(key.clone(), value.clone());
        Some(value)
    }

    /// Keeps `value` under `key`.
    pub fn keep(&mut self, key: K, value: V) {
        if self.young.len() >= self.most {
            // Emptied, not made anew: it has room already.
            std::mem::swap(&mut self.young, &mut self.old);
            self.young.clear();
        }
        self.young.insert(key, value);
    }
}

impl<K: Clone + Eq + Hash> Lately<K, ()> {
    /// Whether `key` was met before; it is from now on.
    pub fn meet(&mut self, key: K) -> bool {
        let known = self.get(&key).is_some();
        if !known {
            self.keep(key, ());
        }
        known
    }
}

/// Values by the [fingerprint](super::fingerprint) of the bytes that they were made of.
#[derive(Debug)]
pub struct Recent<V> {
    kept: Lately<Fingerprint, V>,
    /// In which document bytes came first.
    marks: Lately<Fingerprint, u64>,
}

/// How many documents were begun, in all threads.
static BEGUN: AtomicU64 = AtomicU64::new(0);

std::thread_local! {
    /// The document that this thread is at work on.
    static DOCUMENT: Cell<u64> = const { Cell::new(0) };
}

/// This thread begins another document: only what several have is remembered.
pub fn begin_document() {
    DOCUMENT.set(BEGUN.fetch_add(1, Ordering::Relaxed) + 1);
}

/// What is known of some bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Met<V> {
    /// The value that was kept for them.
    Known(V),
    /// They came in another document: what is made of them is worth being [kept](Recent::keep).
    Again,
    /// They are new, or came long ago.
    New,
}

impl<V: Clone> Recent<V> {
    /// Of at most so many young values.
    pub fn of(most: usize) -> Self {
        Self { kept: Lately::of(most), marks: Lately::of(MARKS) }
    }

    /// What is known of the bytes that have that fingerprint.
    pub fn find(&mut self, print: Fingerprint) -> Met<V> {
        if let Some(value) = self.kept(print) {
            return Met::Known(value);
        }
        match self.marks.get(&print) {
            Some(document) if document != DOCUMENT.get() => Met::Again,
            Some(_) => Met::New,
            None => {
                self.marks.keep(print, DOCUMENT.get());
                Met::New
            }
        }
    }

    /// The value that was kept for the bytes that have that fingerprint.
    pub fn kept(&mut self, print: Fingerprint) -> Option<V> {
        self.kept.get(&print)
    }

    /// Keeps what was made of the bytes that have that fingerprint.
    pub fn keep(&mut self, print: Fingerprint, value: V) {
        self.kept.keep(print, value);
    }
}

/// [`Recent`] values that all threads have in common.
#[derive(Debug)]
pub struct Common<V>(Mutex<Recent<V>>);

impl<V: Clone> Common<V> {
    /// Of at most so many young values.
    pub fn of(most: usize) -> Self {
        Self(Mutex::new(Recent::of(most)))
    }

    /// As [`Recent::find`].
    pub fn find(&self, print: Fingerprint) -> Met<V> {
        self.recent().find(print)
    }

    /// As [`Recent::keep`].
    pub fn keep(&self, print: Fingerprint, value: V) {
        self.recent().keep(print, value);
    }

    fn recent(&self) -> MutexGuard<'_, Recent<V>> {
        // A thread that broke down has kept a value or has not.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A quick hash for keys that nobody builds collisions of: they come from our own templates, or are compared besides.
#[derive(Clone, Copy, Debug, Default)]
pub struct Quick(u64);

/// An odd number without pattern (2⁶⁴ divided by the golden ratio).
const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        words.iter().for_each(|word| self.write_u64(u64::from_le_bytes(*word)));
        self.write_u64(rest.iter().fold(rest.len() as u64, |word, byte| word << 8 | u64::from(*byte)));
    }

    fn write_u8(&mut self, number: u8) {
        self.write_u64(number.into());
    }

    fn write_u32(&mut self, number: u32) {
        self.write_u64(number.into());
    }

    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = (self.0.rotate_left(26) ^ number).wrapping_mul(SPREAD);
    }

    /// Only fingerprints are such numbers, and their half is as good as the whole.
    fn write_u128(&mut self, number: u128) {
        self.write_u64(number as u64);
    }

    fn finish(&self) -> u64 {
        self.0 ^ self.0 >> 32
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::fingerprint::fingerprint;

    #[test]
    fn what_comes_in_two_documents_is_kept() {
        let mut recent = Recent::of(10);
        assert_eq!(recent.find(1), Met::New);
        assert_eq!(recent.find(1), Met::New);
        begin_document();
        assert_eq!(recent.find(1), Met::Again);
        recent.keep(1, "a");
        assert_eq!(recent.find(1), Met::Known("a"));
        assert_eq!(recent.find(2), Met::New);
    }

    #[test]
    fn however_much_comes_in_two_documents_is_kept() {
        let mut recent = Recent::<()>::of(10);
        let prints = || (0..2_000_u32).map(|number| fingerprint(&number.to_le_bytes()));
        assert!(prints().all(|print| recent.find(print) == Met::New));
        begin_document();
        assert!(prints().all(|print| recent.find(print) == Met::Again));
    }

    #[test]
    fn what_another_thread_has_made_is_known() {
        let common = Common::of(10);
        let meet = || {
            begin_document();
            let met = common.find(1);
            if met == Met::Again {
                common.keep(1, "a");
            }
            met
        };
        let there = || std::thread::scope(|scope| scope.spawn(meet).join().unwrap());
        assert_eq!(
            [meet(), there(), meet(), there()],
            [Met::New, Met::Again, Met::Known("a"), Met::Known("a")]
        );
    }

    #[test]
    fn what_is_asked_for_stays_and_the_rest_goes() {
        let mut lately = Lately::of(2_000);
        lately.keep(u32::MAX, "wanted");
        for number in 0..20_000 {
            lately.keep(number, "other");
            if number % 1_000 == 0 {
                assert_eq!(lately.get(&u32::MAX), Some("wanted"));
            }
        }
        assert_eq!(lately.get(&0), None);
        assert!(lately.young.len() + lately.old.len() <= 2 * 2_000);
    }
}
