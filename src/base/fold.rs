//! Folding of what people type in several ways: full-width letters and digits, half-width kana, hyphens.
//!
//! Text in, folded text out. Only codes, telephone numbers, dates, choices and keys are folded; a text that
//! is printed never is (folding would change 塚, 神, 祥 and what the customer is called).

/// A folded character and the bytes of the original that it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FoldedChar {
    /// The character after folding.
    pub character: char,
    /// First byte in the original.
    pub start: usize,
    /// End in the original.
    pub end: usize,
}

/// `text` with full-width ASCII as ASCII, half-width kana as full-width kana (with its voice mark joined) and
/// every kind of space as a space.
pub fn width(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    folded.extend(folding(text).map(|folded| folded.character));
    folded
}

/// The same, each character with its place in the original.
pub fn width_chars(text: &str) -> Vec<FoldedChar> {
    let mut folded = Vec::with_capacity(text.len());
    folded.extend(folding(text));
    folded
}

/// The characters of `text` one after the other, folded.
fn folding(text: &str) -> impl Iterator<Item = FoldedChar> {
    let mut rest = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, character) = rest.next()?;
        let end = start + character.len_utf8();
        let mut folded = FoldedChar { character: width_char(character), start, end };
        while let Some(&(at, next)) = rest.peek()
            && let Some(mark) = voice_mark(next)
            && let Some(joined) = voiced(folded.character, mark)
        {
            folded = FoldedChar { character: joined, end: at + next.len_utf8(), ..folded };
            rest.next();
        }
        Some(folded)
    })
}

/// A code or a number as people type it: width folded, capitals, every kind of hyphen as `-`, no spaces.
pub fn code(text: &str) -> String {
    folding(text)
        .map(|folded| folded.character)
        .filter(|character| !character.is_whitespace())
        .map(|character| if is_hyphen(character) { '-' } else { character.to_ascii_uppercase() })
        .collect()
}

/// [`code`] without its hyphens.
pub fn digits(text: &str) -> String {
    code(text).chars().filter(|&character| character != '-').collect()
}

/// A key, a heading or a choice: width folded, small letters, without spaces, brackets, joining signs and characters
/// that cannot be seen.
pub fn key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for FoldedChar { character, .. } in folding(text) {
        if has_no_capital(character) {
            key.push(character);
        } else if !character.is_whitespace() && !is_joint(character) && !is_unseen(character) {
            key.extend(character.to_lowercase());
        }
    }
    key
}

/// Kana and han, most of what is folded: they have no capitals and are no blanks, so nobody need look.
const fn has_no_capital(character: char) -> bool {
    matches!(character, '\u{3041}'..='\u{30FA}' | '\u{30FC}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}')
}

/// Whether `character` may join the parts of a word in a key.
pub const fn is_joint(character: char) -> bool {
    matches!(character, '_' | '-' | '.' | '/' | '・' | '(' | ')' | '[' | ']' | '"' | '\'' | '*')
}

/// Whether `character` has no width: joiners, marks of direction, byte order marks, soft hyphens.
pub const fn is_unseen(character: char) -> bool {
    matches!(
        character,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
    )
}

/// Whether `character` is used as a hyphen in numbers: the hyphens and dashes of Unicode, the minus sign, the
/// box-drawing line, and the kana length mark that looks like them.
pub const fn is_hyphen(character: char) -> bool {
    matches!(
        character,
        '-' | '\u{00AD}' | '\u{2010}'
            ..='\u{2015}'
                | '\u{2043}'
                | '\u{207B}'
                | '\u{2212}'
                | '\u{2500}'
                | '\u{2501}'
                | '\u{30FC}'
                | '\u{FE58}'
                | '\u{FE63}'
                | '\u{FF0D}'
                | '\u{FF70}'
    )
}

/// The full-width kana of U+FF61–U+FF9D, in that order (JIS X 0201's kana).
const KANA: &str = "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";

/// How far the full-width forms of ASCII lie above ASCII.
const FULL_WIDTH_OFFSET: u32 = 0xFEE0;

fn width_char(character: char) -> char {
    match character {
        '\u{FF01}'..='\u{FF5E}' => {
            char::from_u32(u32::from(character) - FULL_WIDTH_OFFSET).unwrap_or(character)
        }
        '\u{FF61}'..='\u{FF9D}' => {
            KANA.chars().nth((u32::from(character) - 0xFF61) as usize).unwrap_or(character)
        }
        _ if character.is_whitespace() => ' ',
        _ => character,
    }
}

/// How far above the plain kana the voiced (1) or half-voiced (2) one lies, for a half-width mark.
const fn voice_mark(character: char) -> Option<u32> {
    match character {
        '\u{FF9E}' => Some(1),
        '\u{FF9F}' => Some(2),
        _ => None,
    }
}

fn voiced(kana: char, mark: u32) -> Option<char> {
    let can = match mark {
        1 => "カキクケコサシスセソタチツテトハヒフヘホ".contains(kana),
        _ => "ハヒフヘホ".contains(kana),
    };
    match kana {
        'ウ' if mark == 1 => Some('ヴ'),
        _ if can => char::from_u32(u32::from(kana) + mark),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths() {
        assert_eq!(width("ＣＡＦ１２３　ﾊﾟｽﾜｰﾄﾞ ｳﾞ"), "CAF123 パスワード ヴ");
        assert_eq!(width("塚神祥"), "塚神祥");
    }

    #[test]
    fn codes() {
        assert_eq!(code("０１１ー１２３−４５６７"), "011-123-4567");
        assert_eq!(digits(" ０１０‐００１３ "), "0100013");
        assert_eq!(key("医療機関（薬局）ｺｰﾄﾞ"), "医療機関薬局コード");
        assert_eq!(key("Work-Date"), "workdate");
        for unseen in ["\u{200B}", "\u{200F}", "\u{2060}", "\u{FEFF}\u{FEFF}", "\u{AD}"] {
            assert_eq!(key(&format!("{unseen}顧客{unseen}番号{unseen}")), "顧客番号");
        }
    }

    #[test]
    fn places_of_the_original_are_kept() {
        let folded = width_chars("aﾄﾞb");
        let places: Vec<_> = folded.iter().map(|one| (one.character, one.start, one.end)).collect();
        assert_eq!(places, [('a', 0, 1), ('ド', 1, 7), ('b', 7, 8)]);
    }
}
