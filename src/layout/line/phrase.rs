//! Phrases: where a heading or a name may be broken without tearing a word. A small segmenter by changes of
//! script, particles and a few words, for all text. What hiragana alone do not tell is in `okurigana`.
//! BudouX's model would know more words; its Rust crate holds an early one and looks up a new string for every
//! feature of every character. Where these rules are wrong, a line ends inside a word: a blemish, not a fault.

use super::bond::Bond;
use super::class::Class;
use super::okurigana;
use super::unit::Unit;

/// Inside a word.
const WORD: f64 = 12_000.0;
/// Before the last letter of a word.
const LAST_LETTER: f64 = 18_000.0;
/// At a joint of a compound: katakana beside kanji, オンライン | 資格確認.
const JOINT: f64 = 4_500.0;
/// At a joint within kanji or katakana that the word lists know: 証明書 | 発行.
const COMPOUND: f64 = 6_000.0;
/// Between a word and the auxiliary that follows it: 確認 | してください, 届く | こと.
const AUXILIARY: f64 = 2_000.0;
/// Before a particle of several letters: worse than within a compound, better than within a word.
const PARTICLE: f64 = 9_000.0;
/// Between a verb and the verb that helps it: 確かめて | ください. Less than a line more in a heading.
const HELPER: f64 = 2_900.0;

/// Particles of two and more letters that end a phrase when a word follows. Those of one letter (は, が, に …)
/// are too often part of a word.
#[rustfmt::skip]
const PARTICLES: &[&str] = &[
    "までに", "ために", "ように", "ときに", "ときは", "ながら", "ても", "には", "では", "とは", "から",
    "まで", "より",
];

/// Words that begin a phrase of their own kind within a row of hiragana.
#[rustfmt::skip]
const AUXILIARIES: &[&str] = &[
    "いただ", "ください", "くださ", "して", "する", "した", "します", "しない", "こと", "とき", "もの",
    "ため", "よう", "ところ", "ある", "ない", "なる", "できる", "できます", "すべて", "それぞれ",
    "もう", "また", "および",
];

/// Words after which a compound may be parted before more kanji or a name.
#[rustfmt::skip]
const HEADS: &[&str] = &[
    "法人", "社団", "財団", "会社", "機構", "組合", "協会", "病院", "医院", "薬局", "証明書", "機関",
    "確認", "申請", "設定", "情報", "会", "市立", "県立", "町立", "国立", "名称", "通知書", "担当",
];

/// Words before which a compound may be parted after more katakana.
#[rustfmt::skip]
const TAILS: &[&str] = &[
    "クリニック", "センター", "システム", "サポート", "ステーション", "ホスピタル", "メディカル",
    "デンタル", "ダウンロード", "パソコン", "オプション", "ユーザ", "アカウント", "ファミリー",
    "チェック", "サービス",
];

/// What of the penalties counts in ragged text: a word stays whole rather than that a line is filled, but not at the
/// price of one line more.
const SOFT: f64 = 0.2;
/// Where a short text has several sentences, a break within one.
const WITHIN_SENTENCE: f64 = 1_400.0;

/// How much the inside of phrases is spared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phrases {
    /// Much: running text, whose lines are filled but may rather fall short than part a word.
    Filled,
    /// Rather: ragged text breaks between phrases where that takes no line more.
    Soft,
    /// As far as it can be: headings and names.
    Firm,
}

/// Makes breaks inside phrases less welcome.
pub(super) fn mark(units: &mut [Unit], phrases: Phrases) {
    let share = if phrases == Phrases::Soft { SOFT } else { 1.0 };
    for index in 0..units.len().saturating_sub(1) {
        if units[index].gap.bond == Some(Bond::Free) {
            let penalty = seam(units, index) * share;
            units[index].gap.penalty = units[index].gap.penalty.max(penalty);
        }
    }
    if phrases == Phrases::Firm {
        sentences(units);
    }
}

/// Makes breaks within a sentence less welcome than between two.
fn sentences(units: &mut [Unit]) {
    let Some(last) = units.len().checked_sub(1) else { return };
    let ends: Vec<usize> = (0..last).filter(|&index| ends_sentence(units, index)).collect();
    if ends.is_empty() {
        return;
    }
    for (index, unit) in units.iter_mut().enumerate() {
        if unit.gap.bond == Some(Bond::Free) && ends.binary_search(&index).is_err() {
            unit.gap.penalty += WITHIN_SENTENCE;
        }
    }
}

/// Whether a sentence ends with the unit at `index`: 。 and the brackets and white after it.
fn ends_sentence(units: &[Unit], index: usize) -> bool {
    let trails = |unit: &&Unit| unit.class == Class::Closing || unit.class.is_space();
    let last = units[..=index].iter().rev().find(|unit| !trails(unit));
    units[index + 1..].iter().any(|unit| !trails(&unit))
        && last.is_some_and(|unit| unit.class == Class::FullStop)
}

/// How unwelcome a break is after the unit at `index`.
fn seam(units: &[Unit], index: usize) -> f64 {
    use Class::*;
    let (before, after) = (units[index].class, units[index + 1].class);
    match (before, after) {
        (Ideograph, Ideograph | Hiragana) if ends_one(units, index, HEADS) => {
            // 医療法人社団|桜花会|さくらが丘: but 申請する, 情報を are words with their endings.
            let is_name = after != Hiragana || units[index].ch == '会' && !is_ending(units, index + 1);
            if is_name { COMPOUND } else { WORD }
        }
        (Katakana | Small, Katakana) if TAILS.iter().any(|word| starts_with(&units[index + 1..], word)) => {
            COMPOUND
        }
        // 「次へ」を, （医科）の: a particle clings to what it marks.
        (Closing, Hiragana) => COMPOUND,
        // A・B・C.
        (Middle, Latin) if index > 0 && units[index - 1].class == Latin => JOINT,
        (Space | WideSpace | Comma | FullStop | Dividing | Middle | Closing | Hyphen, _) => 0.0,
        (_, Opening | LatinOpening) => 0.0,
        (Hiragana, Hiragana) => within_hiragana(units, index),
        (Hiragana, _) if is_polite_prefix(units, index) || is_place_name(units, index) => WORD,
        (Hiragana, Ideograph) if okurigana::joins(units, index) => WORD,
        (Hiragana, _) => 0.0,
        // 1週間|かかります.
        (Ideograph, Hiragana) if starts_with(&units[index + 1..], "かか") => AUXILIARY,
        // ポータル|から.
        (_, Hiragana) if ["から", "まで"].iter().any(|word| starts_with(&units[index + 1..], word)) => {
            PARTICLE
        }
        (_, Hiragana) => WORD,
        (Small, Ideograph | Latin | Digit | Object) if is_hiragana_row(units, index) => 0.0,
        (Katakana | Small, Ideograph) | (Ideograph, Katakana) => JOINT,
        (Latin | Digit, Ideograph | Katakana) | (Ideograph | Katakana | Small, Latin | Digit) => JOINT,
        (Symbol | Object | FrameEnd, _) | (_, Symbol | Object | FrameStart) => JOINT,
        _ => WORD,
    }
}

/// Between two hiragana: after を, after a particle of several letters, before an auxiliary.
fn within_hiragana(units: &[Unit], index: usize) -> f64 {
    let (before, after) = units.split_at(index + 1);
    let begins = AUXILIARIES.iter().any(|word| starts_with(after, word));
    let ends = PARTICLES.iter().any(|word| ends_with(before, word));
    match units[index].ch {
        'を' => 0.0,
        // 押しま|す。
        _ if units.get(index + 2).is_some_and(|unit| unit.class.closes()) => LAST_LETTER,
        // 忘れ|ない, 分から|なく: an ending, but 枚数に|ない.
        ch if starts_with(after, "な") && is_negation(after) && !"はがもでのにと".contains(ch) => {
            WORD
        }
        // 確かめて|ください.
        'て' | 'で' if okurigana::starts_helper(after) => HELPER,
        'に' | 'は' | 'が' | 'で' | 'と' | 'も' | 'の' | 'へ' | 'て' if okurigana::starts_phrase(after) => {
            0.0
        }
        // まで|に.
        _ if ends && !begins && "にはがのもをでとへ".contains(after[0].ch) => WORD,
        _ if ends && begins => 0.0,
        'に' | 'は' | 'が' | 'で' | 'と' | 'も' if begins => AUXILIARY / 2.0,
        _ if begins => AUXILIARY,
        _ if ends => AUXILIARY,
        _ => WORD,
    }
}

/// Whether `units` begin with a form of ない.
fn is_negation(units: &[Unit]) -> bool {
    ["ない", "なく", "なか", "なけ"].iter().any(|word| starts_with(units, word))
}

/// Whether `units` begin with `word`.
pub(super) fn starts_with(units: &[Unit], word: &str) -> bool {
    let mut units = units.iter();
    word.chars().all(|ch| units.next().is_some_and(|unit| unit.ch == ch))
}

/// Whether `units` end with `word`.
pub(super) fn ends_with(units: &[Unit], word: &str) -> bool {
    let mut units = units.iter().rev();
    word.chars().rev().all(|ch| units.next().is_some_and(|unit| unit.ch == ch))
}

fn ends_one(units: &[Unit], index: usize, words: &[&str]) -> bool {
    words.iter().any(|word| ends_with(&units[..=index], word))
}

/// Whether the hiragana at `index` is a particle or a verb's ending rather than the start of a name.
fn is_ending(units: &[Unit], index: usize) -> bool {
    let next_is_hiragana = units.get(index + 1).is_some_and(|unit| unit.class == Class::Hiragana);
    !next_is_hiragana || "のをにがはでともへやしすう".contains(units[index].ch)
}

/// お and ご before a noun.
fn is_polite_prefix(units: &[Unit], index: usize) -> bool {
    let begins = index.checked_sub(1).is_none_or(|previous| {
        let previous = &units[previous];
        previous.class != Class::Hiragana || previous.gap.penalty == 0.0
    });
    matches!(units[index].ch, 'お' | 'ご') && begins
}

/// さくらが|丘, 緑の|里: names of places and of those who take their name from them.
fn is_place_name(units: &[Unit], index: usize) -> bool {
    const LAND: &str = "丘原崎浜谷関島岡台峰森里";
    matches!(units[index].ch, 'が' | 'の') && LAND.contains(units[index + 1].ch)
}

/// Whether the small letter at `index` is hiragana: ゃ, ょ, っ.
fn is_hiragana_row(units: &[Unit], index: usize) -> bool {
    matches!(units[index].ch, 'ぁ'..='ゟ')
}
