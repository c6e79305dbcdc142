//! The letters of a text as words for secrets are compared. In: a text. Out: its letters with width, kana and dashes
//! folded, each with its place. No word is known here.

use crate::base::fold;

/// A folded letter of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Letter {
    /// The letter: half width, small, katakana.
    pub(super) folded: char,
    /// Whether it is written as a capital.
    pub(super) is_capital: bool,
    /// Its first byte in the text.
    pub(super) start: usize,
    /// Its end in the text.
    pub(super) end: usize,
}

/// The letters of `text`. Invisible characters are left out; a dash behind kana is the length mark that it looks
/// like.
pub(super) fn letters(text: &str) -> Vec<Letter> {
    let mut letters: Vec<Letter> = Vec::with_capacity(text.len() / 2);
    for found in fold::width_chars(text) {
        let character = found.character;
        if is_invisible(character) {
            continue;
        }
        if let Some(last) = letters.last_mut() {
            if let Some(voiced) = voiced(last.folded, character) {
                (last.folded, last.end) = (voiced, found.end);
                continue;
            }
            if is_kana(last.folded) && looks_like_length_mark(character) {
                letters.push(Letter { folded: 'ー', is_capital: false, start: found.start, end: found.end });
                continue;
            }
        }
        letters.push(Letter {
            folded: folded(character),
            is_capital: character.is_uppercase(),
            start: found.start,
            end: found.end,
        });
    }
    letters
}

/// A word as it is compared.
pub(super) fn folded_word(word: &str) -> Vec<char> {
    letters(word).into_iter().map(|letter| letter.folded).collect()
}

fn folded(character: char) -> char {
    match character {
        'ぁ'..='ゖ' => char::from_u32(u32::from(character) + KATAKANA).unwrap_or(character),
        _ => character.to_lowercase().next().unwrap_or(character),
    }
}

/// How far katakana lie above hiragana.
const KATAKANA: u32 = 0x60;

/// The kana with a voice mark that stands behind it as a character of its own, as some systems write it.
fn voiced(kana: char, mark: char) -> Option<char> {
    let far = match mark {
        '\u{3099}' | '\u{309B}' => 1,
        '\u{309A}' | '\u{309C}' => 2,
        _ => return None,
    };
    is_kana(kana).then(|| char::from_u32(u32::from(kana) + far)).flatten()
}

/// Whether this folded character is katakana or the length mark.
pub(super) const fn is_kana(character: char) -> bool {
    matches!(character, 'ァ'..='ヺ' | 'ー')
}

/// Whether this is hiragana, katakana or han.
pub(super) const fn is_japanese(character: char) -> bool {
    is_kana(character) || is_han(character)
}

/// Whether this is han.
pub(super) const fn is_han(character: char) -> bool {
    matches!(character, '々' | '〆' | '㐀'..='鿿' | '豈'..='﫿')
}

/// A character that people type for the length mark of kana.
fn looks_like_length_mark(character: char) -> bool {
    fold::is_hyphen(character) || matches!(character, '一' | '〜' | '~' | '_' | '—' | '─')
}

/// Characters that nobody sees.
const fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        folded_word(text).into_iter().collect()
    }

    #[test]
    fn what_looks_alike_is_alike() {
        for text in [
            "パスワード",
            "ﾊﾟｽﾜｰﾄﾞ",
            "ぱすわーど",
            "パスワ－ド",
            "パスワ―ド",
            "パスワ一ド",
            "パスワ-ド",
            "パスワ〜ド",
            "ハ\u{309A}スワート\u{3099}",
            "パス\u{200B}ワード",
        ] {
            assert_eq!(folded(text), "パスワード", "{text}");
        }
        assert_eq!(folded("ＰＩＮ"), "pin");
    }

    #[test]
    fn letters_know_their_place() {
        let found = letters("aﾄﾞB");
        let places: Vec<_> =
            found.iter().map(|one| (one.folded, one.is_capital, one.start, one.end)).collect();
        assert_eq!(places, [('a', false, 0, 1), ('ド', false, 1, 7), ('b', true, 7, 8)]);
    }
}
