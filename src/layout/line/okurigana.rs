//! Words that are written with hiragana in their middle, and words of hiragana alone: what the change of script does not
//! tell. Units and a place among them in, whether a word goes on or begins there out.

use super::class::Class;
use super::phrase::{ends_with, starts_with};
use super::unit::Unit;

/// Endings of verbs before another verb or a noun: 受け|取る, 振り|込み, 届け|先.
const LINKS: &str = "りしきみちびぎけえめれべせげじ";

/// Verbs that link with い: 問い|合わせ, 払い|込み. Otherwise い ends an adjective.
const LINK_WITH_I: &str = "問払買使言追扱違思願";

/// Hiragana that end like a verb but are words of their own.
const NO_LINKS: &[&str] = &["より", "だけ", "ため", "のみ", "さえ", "うち", "たり", "たち", "なり", "とき"];

/// Words of hiragana that begin a phrase after a particle.
#[rustfmt::skip]
const STARTS: &[&str] = &[
    "あと", "すぐ", "まだ", "もう", "この", "その", "どの", "あの", "ここ", "そこ", "どこ", "どれ", "これ", "それ", "ほか",
    "はじめ", "あらかじめ", "いつ", "つなが", "つなげ", "つなぎ", "いっしょ", "くわし", "ひも", "できる", "できま", "できな",
    "なり", "なっ", "なる", "まず", "ただし", "または", "そろえ", "そろう", "とき", "こと", "もの", "ため", "ところ", "さらに",
    "かかり", "かかる", "わたし", "よく", "ある", "あり", "あれ", "いる", "いま", "いな",
];

/// Verbs that help the one before them: て|ください.
const HELPERS: &[&str] =
    &["くださ", "いただ", "いる", "いま", "いな", "おき", "おく", "おい", "しま", "みて", "ある", "あり"];

/// Whether the hiragana at `index` links the kanji before it to the kanji after it as one word: 受け|取れ, 問い合わせ|先,
/// but 医療機関等向け|総合: before a row of kanji there begins another word.
pub(super) fn joins(units: &[Unit], index: usize) -> bool {
    // もう|一度.
    if units[index + 1].ch == '一' && ends_with(&units[..=index], "もう") {
        return true;
    }
    let ending = units[..=index].iter().rev().take_while(|unit| unit.class == Class::Hiragana).count();
    let Some(stem) = (index + 1).checked_sub(ending + 1).map(|index| &units[index]) else { return false };
    let last = units[index].ch;
    let links = LINKS.contains(last) || ending == 1 && last == 'い' && LINK_WITH_I.contains(stem.ch);
    let is_row = units.get(index + 2).is_some_and(|unit| unit.class == Class::Ideograph);
    let is_word = NO_LINKS.iter().any(|word| ends_with(&units[..=index], word));
    stem.class == Class::Ideograph && ending <= 2 && links && !is_row && !is_word
}

/// Whether `units` begin with a word that begins a phrase.
pub(super) fn starts_phrase(units: &[Unit]) -> bool {
    STARTS.iter().any(|word| starts_with(units, word))
}

/// Whether `units` begin with a verb that helps the one before it.
pub(super) fn starts_helper(units: &[Unit]) -> bool {
    HELPERS.iter().any(|word| starts_with(units, word))
}
