//! Recognises secrets: the words for passwords, PINs and login IDs. In: a key or a value. Out: the word and its
//! place, and whether a secret seems to stand behind it. Hiding is not done here (see `redact`).
//!
//! Behind an unmistakable word everything is taken for a secret unless only known harmless words follow: secrets
//! have no shape that could be recognised, harmless phrases are few.

mod letters;
mod phrases;
mod rest;
mod words;

use std::ops::Range;

use crate::base::fold;
use letters::{Letter, letters};
use rest::{Rest, rest};
use words::{Strength, Word, word_at};

/// A word for a secret, found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SecretWord {
    /// The word as we write it in messages.
    pub(super) word: &'static str,
    /// Bytes of the word in the text.
    pub(super) bytes: Range<usize>,
}

/// What a value seems to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Judgement {
    /// No secret.
    Harmless,
    /// A word for a secret, and something behind it that may be one.
    Suspected(SecretWord),
    /// A secret.
    Secret(SecretWord),
}

/// Whole keys that mean a secret although their word alone does not: `ログインPC` is a good name for a terminal.
const WHOLE_KEYS: &[&str] = &["ログイン", "login", "id/pw", "idpw", "秘密", "token"];

/// The word for a secret in a key, if there is one.
pub(super) fn in_key(key: &str) -> Option<SecretWord> {
    if let Some(&word) = WHOLE_KEYS.iter().find(|&&word| fold::key(key) == word) {
        return Some(SecretWord { word, bytes: 0..key.len() });
    }
    let letters = letters(key);
    words_in(&letters).find(|(word, _)| word.is_key).map(|(word, found)| word_of(&letters, word, found))
}

/// The word for a secret in a value, if a secret seems to follow: `パスワード：…`, `PIN 1234`, `password=…`.
pub(super) fn in_value(value: &str) -> Option<SecretWord> {
    match judge(value) {
        Judgement::Secret(found) => Some(found),
        _ => None,
    }
}

/// Looks for secrets in a value.
pub(super) fn judge(value: &str) -> Judgement {
    let letters = letters(value);
    let mut suspected = None;
    for (word, found) in words_in(&letters) {
        match verdict(word, rest(&letters, found.end)) {
            Verdict::Harmless => {}
            _ if is_address(value) => return Judgement::Harmless,
            Verdict::Secret => return Judgement::Secret(word_of(&letters, word, found)),
            Verdict::Suspected => {
                suspected.get_or_insert_with(|| word_of(&letters, word, found));
            }
        }
    }
    suspected.map_or(Judgement::Harmless, Judgement::Suspected)
}

/// The word for a secret at the end of a value: the secret may stand in the cell beside it.
pub(super) fn at_end(value: &str) -> Option<SecretWord> {
    let letters = letters(value);
    words_in(&letters)
        .find(|(word, found)| word.strength != Strength::Marked && rest(&letters, found.end) == Rest::Nothing)
        .map(|(word, found)| word_of(&letters, word, found))
}

/// Whether `value` beside the word for a secret at the end of `label` is its secret.
pub(super) fn is_beside(label: &str, value: &str) -> bool {
    in_value(&format!("{label}：{value}")).is_some()
}

/// The first word for a secret in a text, whether or not something follows it.
pub(super) fn anywhere(text: &str) -> Option<SecretWord> {
    let letters = letters(text);
    words_in(&letters)
        .find(|(word, found)| {
            word.strength != Strength::Marked || verdict(word, rest(&letters, found.end)) == Verdict::Secret
        })
        .map(|(word, found)| word_of(&letters, word, found))
}

/// How a word with its rest is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Harmless,
    Suspected,
    Secret,
}

fn verdict(word: &Word, rest: Rest) -> Verdict {
    let Rest::Unknown { is_marked, is_code, is_short_number } = rest else { return Verdict::Harmless };
    match word.strength {
        // `PIN01` names a terminal; no PIN is that short.
        Strength::Sure if is_short_number && word.shown.is_ascii() => Verdict::Suspected,
        Strength::Sure => Verdict::Secret,
        Strength::Likely if is_marked || is_code => Verdict::Secret,
        Strength::Likely => Verdict::Suspected,
        Strength::Marked if is_marked && is_code => Verdict::Secret,
        Strength::Marked => Verdict::Harmless,
    }
}

/// The words in a text with their indices, from left to right; none overlaps another.
fn words_in(letters: &[Letter]) -> impl Iterator<Item = (&'static Word, Range<usize>)> {
    let mut start = 0;
    std::iter::from_fn(move || {
        while start < letters.len() {
            let found = start;
            if let Some((word, end)) = word_at(letters, found) {
                start = end.max(found + 1);
                return Some((word, found..end));
            }
            start += 1;
        }
        None
    })
}

fn word_of(letters: &[Letter], word: &Word, found: Range<usize>) -> SecretWord {
    let start = letters.get(found.start).map_or(0, |letter| letter.start);
    let end = letters[found].last().map_or(start, |letter| letter.end);
    SecretWord { word: word.shown, bytes: start..end }
}

/// Whether the whole value is an e-mail address: `password-reset@example.jp`.
fn is_address(value: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
    let width = fold::width(value.trim());
    width.split_once('@').is_some_and(|(name, domain)| {
        !name.is_empty() && name.chars().all(is_plain) && domain.contains('.') && domain.chars().all(is_plain)
    })
}

#[cfg(test)]
mod tests;
