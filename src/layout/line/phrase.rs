//! Phrases: where a heading or a name may be broken without tearing a word. A small segmenter by changes of
//! script and particles, for the short texts of headings and labels; not for running text.

use super::class::{Bond, Class};
use super::unit::Unit;

/// Inside a word.
const WORD: f64 = 12_000.0;
/// At a joint of a compound: katakana beside kanji, オンライン | 資格確認.
const JOINT: f64 = 5_000.0;

/// Makes breaks inside phrases less welcome.
pub(super) fn mark(units: &mut [Unit]) {
    for index in 0..units.len().saturating_sub(1) {
        if units[index].gap.bond == Some(Bond::Free) {
            let penalty = seam(units, index);
            units[index].gap.penalty = units[index].gap.penalty.max(penalty);
        }
    }
}

/// How unwelcome a break is after the unit at `index`.
fn seam(units: &[Unit], index: usize) -> f64 {
    use Class::*;
    let (before, after) = (units[index].class, units[index + 1].class);
    let before_last = index.checked_sub(1).map(|previous| units[previous].class);
    match (before, after) {
        (Space | WideSpace | Comma | FullStop | Dividing | Middle | Closing | Hyphen, Hiragana) => {
            // 「次へ」を, （医科）の: a particle clings to what it marks.
            if matches!(before, Closing) { WORD } else { 0.0 }
        }
        (Space | WideSpace | Comma | FullStop | Dividing | Middle | Closing | Hyphen, _) => 0.0,
        (_, Opening | LatinOpening) => 0.0,
        (Hiragana, Hiragana) => particle(units, index),
        // お, ご: a prefix of politeness clings to its noun.
        (Hiragana, _) if is_polite_prefix(units, index) => WORD,
        (Hiragana, _) => 0.0,
        (_, Hiragana) => WORD,
        (Small, Ideograph | Latin | Digit | Object) if before_last == Some(Hiragana) => 0.0,
        (Katakana | Small, Ideograph) | (Ideograph, Katakana) => JOINT,
        (Latin | Digit, Ideograph | Katakana) | (Ideograph | Katakana | Small, Latin | Digit) => JOINT,
        (Ideograph, Ideograph) => WORD,
        (Symbol | Object, _) | (_, Symbol | Object) => JOINT,
        _ => WORD,
    }
}

/// Between two hiragana: a phrase may end after を, and after は before a word.
fn particle(units: &[Unit], index: usize) -> f64 {
    match units[index].ch {
        'を' => 0.0,
        _ => WORD,
    }
}

fn is_polite_prefix(units: &[Unit], index: usize) -> bool {
    let starts = index.checked_sub(1).is_none_or(|previous| units[previous].class != Class::Hiragana);
    matches!(units[index].ch, 'お' | 'ご') && (starts || units[index - 1].gap.penalty == 0.0)
}
