//! Characters of typed values. In: a character or a value. Out: whether the character can be seen, what it is called,
//! and the value as messages quote it. Which characters the fonts have is not known here.

use crate::base::Words;
use crate::read::fields::Label;

/// Whether a character can be seen: not a control or format character, not a space other than the two usual ones,
/// not a mark that combines with the character before it.
pub(super) const fn is_visible(character: char) -> bool {
    kind(character).is_none()
}

/// The name of a character that cannot be printed, in both languages; `None` for other characters.
pub(super) const fn kind(character: char) -> Option<(&'static str, &'static str)> {
    Some(match character {
        '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => ("改行", "line break"),
        '\t' => ("タブ", "tab"),
        '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' => ("制御文字", "control character"),
        '\u{200B}'..='\u{200D}'
        | '\u{2060}'..='\u{2064}'
        | '\u{FEFF}'
        | '\u{AD}'
        | '\u{34F}'
        | '\u{180E}' => ("幅のない見えない文字", "zero-width character"),
        '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{206F}' | '\u{61C}' => {
            ("文字の向きを変える見えない文字", "bidirectional control")
        }
        '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' => {
            ("特殊な空白", "unusual space")
        }
        '\u{300}'..='\u{33F}' | '\u{3099}' | '\u{309A}' | '\u{20D0}'..='\u{20F0}' => {
            ("分かれた濁点などの結合文字", "combining mark")
        }
        '\u{FFF9}'..='\u{FFFB}' => ("ふりがな用の制御文字", "annotation control"),
        '\u{FFFD}' => ("文字化けの跡", "replacement character of a broken text"),
        _ => return None,
    })
}

/// A message about what was typed into a field.
pub(super) fn about(label: Label, typed: &str, (ja, en): (&str, &str)) -> Words {
    let typed = shown(typed);
    Words::new(format!("{}「{typed}」：{ja}", label.ja), format!("{} `{typed}`: {en}", label.en))
}

/// A value as messages quote it: shortened, with invisible characters replaced.
pub(super) fn shown(value: &str) -> String {
    let mut shown: String = value
        .chars()
        .map(|character| if is_visible(character) { character } else { '\u{FFFD}' })
        .take(LONGEST_SHOWN)
        .collect();
    if value.chars().count() > LONGEST_SHOWN {
        shown.push('…');
    }
    shown
}

/// A longer value is shortened in messages.
const LONGEST_SHOWN: usize = 40;
