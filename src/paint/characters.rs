//! [`CharacterSet`]: a set of characters, quick to fill from long text and always in one order.

use std::collections::BTreeSet;

/// Code points in one word of a set.
const WORD: usize = u64::BITS as usize;

/// Code points of the basic plane.
pub(super) const BASIC_PLANE: usize = 0x1_0000;

/// Characters: bits for the basic plane, a tree for the few beyond it.
pub(super) struct CharacterSet {
    basic: Box<[u64]>,
    beyond: BTreeSet<char>,
}

impl Default for CharacterSet {
    fn default() -> Self {
        Self { basic: vec![0; BASIC_PLANE / WORD].into(), beyond: BTreeSet::new() }
    }
}

impl CharacterSet {
    /// Adds the characters of `text`.
    pub(super) fn extend(&mut self, text: &str) {
        for character in text.chars() {
            let code = character as usize;
            match self.basic.get_mut(code / WORD) {
                Some(word) => *word |= 1 << (code % WORD),
                None => drop(self.beyond.insert(character)),
            }
        }
    }

    /// Adds those that are in `other`.
    pub(super) fn join(&mut self, other: &Self) {
        self.basic.iter_mut().zip(&other.basic).for_each(|(word, other)| *word |= other);
        self.beyond.extend(&other.beyond);
    }

    /// Takes out those that are in `other`.
    pub(super) fn part(&mut self, other: &Self) {
        self.basic.iter_mut().zip(&other.basic).for_each(|(word, other)| *word &= !other);
        self.beyond.retain(|character| !other.beyond.contains(character));
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        let basic: u32 = self.basic.iter().map(|word| word.count_ones()).sum();
        basic as usize + self.beyond.len()
    }

    /// How many of them are in `other` too.
    pub(super) fn common(&self, other: &Self) -> usize {
        let words = self.basic.iter().zip(&other.basic);
        let basic: u32 = words.map(|(word, other)| (word & other).count_ones()).sum();
        basic as usize + self.beyond.intersection(&other.beyond).count()
    }

    /// Whether nothing is in it.
    pub(super) fn is_empty(&self) -> bool {
        self.beyond.is_empty() && self.basic.iter().all(|word| *word == 0)
    }

    /// The characters in the order of their code points.
    pub(super) fn iter(&self) -> impl Iterator<Item = char> {
        let words = self.basic.iter().enumerate().filter(|(_, word)| **word != 0);
        let codes = words.flat_map(|(index, word)| {
            (0..WORD).filter(move |bit| word >> bit & 1 == 1).map(move |bit| index * WORD + bit)
        });
        codes.filter_map(|code| char::from_u32(code as u32)).chain(self.beyond.iter().copied())
    }
}
