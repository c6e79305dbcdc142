//! Words for secrets. In: the letters of a text and an index. Out: the word that begins there, also with one typing
//! error. What stands behind a word is not looked at here.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::letters::{Letter, folded_word, is_japanese, is_kana};

/// How sure it is that a secret follows a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Strength {
    /// Nobody writes the word without its secret, except in a few known phrases.
    Sure,
    /// A secret follows if it looks like one, or behind a colon or the like.
    Likely,
    /// A secret follows only behind a colon or the like.
    Marked,
}

/// Where a word may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bounds {
    /// Anywhere.
    Anywhere,
    /// Behind no letter and no digit: `pswd`.
    Start,
    /// As a word of its own: `pin`, not `pinpoint`.
    Whole,
    /// Kana with no kana or han on either side: `パス`, not `コンパス`.
    Kana,
}

/// A word for a secret.
#[derive(Debug)]
pub(super) struct Word {
    /// As messages show it.
    pub(super) shown: &'static str,
    folded: Vec<char>,
    pub(super) strength: Strength,
    /// Whether a key with this word asks for a secret.
    pub(super) is_key: bool,
    bounds: Bounds,
    /// The number of letters at the start in which one typing error is accepted.
    loose: usize,
}

/// Words behind which a secret stands, with the number of letters that may hold a typing error.
const SURE: &[(&str, usize)] = &[
    ("パスワード", 5),
    ("パスフレーズ", 6),
    ("パスコード", 5),
    ("password", 8),
    ("passwd", 0),
    ("passphrase", 10),
    ("passcode", 8),
    ("暗証番号", 4),
    ("暗唱番号", 0),
    ("暗号番号", 0),
    ("暗証", 0),
    ("あんしょう番号", 7),
    ("あんしょうばんごう", 9),
    ("暗しょう番号", 6),
    ("秘密の質問", 5),
    ("秘密の答え", 5),
    ("秘密の答", 0),
    ("秘密の番号", 5),
    ("秘密の言葉", 5),
    ("秘密のことば", 6),
    ("秘密のキー", 0),
    ("ひみつの質問", 6),
    ("ひみつの番号", 6),
    ("ひみつの言葉", 6),
    ("合言葉", 0),
    ("合い言葉", 4),
    ("合ことば", 0),
    ("合いことば", 5),
    ("あいことば", 0),
    ("母の旧姓", 4),
    ("母親の旧姓", 5),
    ("母様の旧姓", 5),
    ("母さんの旧姓", 6),
    ("母方の旧姓", 5),
    ("ログインID", 5),
    ("ログイン用ID", 5),
    ("ログインのID", 5),
    ("ログイン名", 0),
    ("ログイン情報", 0),
    ("ログイン番号", 0),
    ("ログインコード", 0),
    ("ログインキー", 0),
    ("ログインパス", 0),
    ("ログインパスワード", 5),
    ("ログオンID", 0),
    ("サインインID", 0),
    ("loginid", 0),
    ("loginname", 0),
    ("logonid", 0),
    ("取得ID", 0),
    ("認証コード", 0),
    ("ワンタイム", 0),
    ("セキュリティコード", 9),
];

/// The same, where they stand behind no letter.
const SURE_AT_START: &[&str] = &["pswd", "psswd", "pwd", "psw", "pw"];

/// The same, as whole words.
const SURE_WHOLE: &[&str] = &["pin", "otp", "p/w"];

/// Words that only values are searched for: a column or key of this name is harmless.
const SURE_IN_VALUES: &[(&str, usize)] = &[("マスタアカウント", 8), ("マスターアカウント", 9)];

/// Words behind which a secret may stand.
const LIKELY: &[&str] = &[
    "ユーザID",
    "ユーザーID",
    "ユーザ名",
    "ユーザー名",
    "userid",
    "username",
    "アカウントID",
    "accountid",
    "secret",
    "credential",
    "認証情報",
    "apikey",
];

/// The same, in values only.
const LIKELY_IN_VALUES: &[&str] =
    &["アカウント", "認証番号", "認証キー", "確認コード", "秘密", "ペットの名前", "トークン"];

/// Words behind which a secret may stand if a colon is between them, in values only.
const MARKED: &[&str] = &["ログイン"];

/// Every word.
static WORDS: LazyLock<Vec<Word>> = LazyLock::new(|| {
    use {Bounds as B, Strength as S};
    let word = |shown: &'static str, strength, is_key, bounds, loose| Word {
        shown,
        folded: folded_word(shown),
        strength,
        is_key,
        bounds,
        loose,
    };
    let mut words: Vec<Word> = Vec::new();
    words.extend(SURE.iter().map(|&(shown, loose)| word(shown, S::Sure, true, B::Anywhere, loose)));
    words.extend(SURE_AT_START.iter().map(|shown| word(shown, S::Sure, true, B::Start, 0)));
    words.extend(SURE_WHOLE.iter().map(|shown| word(shown, S::Sure, true, B::Whole, 0)));
    words
        .extend(SURE_IN_VALUES.iter().map(|&(shown, loose)| word(shown, S::Sure, false, B::Anywhere, loose)));
    words.extend(LIKELY.iter().map(|shown| word(shown, S::Likely, true, B::Anywhere, 0)));
    words.extend(LIKELY_IN_VALUES.iter().map(|shown| word(shown, S::Likely, false, B::Anywhere, 0)));
    words.extend(MARKED.iter().map(|shown| word(shown, S::Marked, false, B::Anywhere, 0)));
    words.push(word("pass", S::Likely, true, B::Whole, 0));
    words.push(word("account", S::Likely, false, B::Whole, 0));
    words.push(word("token", S::Likely, false, B::Whole, 0));
    words.push(word("login", S::Marked, false, B::Whole, 0));
    words.push(word("パス", S::Likely, true, B::Kana, 0));
    words
});

/// The words by the letters that they may begin with.
static BY_FIRST: LazyLock<BTreeMap<char, Vec<&'static Word>>> = LazyLock::new(|| {
    let mut found: BTreeMap<char, Vec<&'static Word>> = BTreeMap::new();
    for word in WORDS.iter() {
        let Some(&first) = word.folded.first() else { continue };
        let alike: &[char] = if word.loose > 0 { alike(first) } else { &[] };
        for &letter in std::iter::once(&first).chain(alike) {
            found.entry(letter).or_default().push(word);
        }
    }
    found
});

/// Kana that differ from `kana` in their voice mark only: the typing error that is made in a first letter.
const fn alike(kana: char) -> &'static [char] {
    match kana {
        'パ' => &['バ', 'ハ'],
        _ => &[],
    }
}

/// The longest word that begins at `start`, and the index behind it.
pub(super) fn word_at(letters: &[Letter], start: usize) -> Option<(&'static Word, usize)> {
    let words = BY_FIRST.get(&letters.get(start)?.folded)?;
    let found = words.iter().filter_map(|word| {
        let (end, is_exact) = word.end(letters, start)?;
        Some((*word, end, is_exact))
    });
    let (word, end, _) = found.max_by_key(|&(word, end, is_exact)| (end, is_exact, word.folded.len()))?;
    Some((word, end))
}

impl Word {
    /// The index behind this word if it stands at `start`, and whether it stands there without an error.
    fn end(&self, letters: &[Letter], start: usize) -> Option<(usize, bool)> {
        let exact = self.tail(letters, start, &self.folded);
        let end = exact.or_else(|| self.end_with_typo(letters, start))?;
        self.stands_free(letters, start, end).then_some((end, exact.is_some()))
    }

    /// The index behind this word if it stands at `start` with one letter wrong, missing, added or two swapped.
    fn end_with_typo(&self, letters: &[Letter], start: usize) -> Option<usize> {
        if self.loose == 0 {
            return None;
        }
        let (mut index, mut known) = (start, 0);
        while known < self.loose && letters.get(index)?.folded == self.folded[known] {
            (index, known) = (skip_joints(letters, index + 1), known + 1);
        }
        if known >= self.loose {
            return None;
        }
        let (wrong, rest) = (letters.get(index)?.folded, &self.folded[known..]);
        if known == 0 {
            return self.tail(letters, index + 1, &rest[1..]);
        }
        let is_swapped = rest.get(1) == Some(&wrong)
            && letters.get(index + 1).is_some_and(|letter| letter.folded == rest[0]);
        let swapped = is_swapped.then(|| self.tail(letters, index + 2, &rest[2..])).flatten();
        let is_typo = is_same_kind(wrong, rest[0]);
        let changed = is_typo.then(|| self.tail(letters, index + 1, &rest[1..])).flatten();
        let added = is_typo.then(|| self.tail(letters, index + 1, rest)).flatten();
        let missing = self.tail(letters, index, &rest[1..]);
        [swapped, changed, added, missing].into_iter().flatten().max()
    }

    /// The index behind `rest`, the end of this word, from `index` on; blanks and hyphens inside a long word are
    /// skipped.
    fn tail(&self, letters: &[Letter], mut index: usize, rest: &[char]) -> Option<usize> {
        for &wanted in rest {
            if self.bounds == Bounds::Anywhere {
                index = skip_joints(letters, index);
            }
            if letters.get(index)?.folded != wanted {
                return None;
            }
            index += 1;
        }
        Some(index)
    }

    /// Whether the letters around the word allow it.
    fn stands_free(&self, letters: &[Letter], start: usize, end: usize) -> bool {
        let before = start.checked_sub(1).and_then(|index| letters.get(index)).map(|letter| letter.folded);
        let after = letters.get(end).map(|letter| letter.folded);
        let is_start = !before.is_some_and(|before| before.is_ascii_alphanumeric());
        match self.bounds {
            Bounds::Anywhere => true,
            Bounds::Start => is_start && !goes_on_shortly(&letters[end..]),
            Bounds::Whole => is_start && is_end(letters, start, end),
            Bounds::Kana => !before.is_some_and(is_japanese) && !after.is_some_and(is_japanese),
        }
    }
}

fn skip_joints(letters: &[Letter], mut index: usize) -> usize {
    while letters.get(index).is_some_and(|letter| matches!(letter.folded, ' ' | '_' | '-' | '・' | '.')) {
        index += 1;
    }
    index
}

/// Whether a typing error can put one of these letters for the other.
fn is_same_kind(one: char, other: char) -> bool {
    (is_kana(one) && is_kana(other))
        || (is_japanese(one) && is_japanese(other) && !is_kana(one))
        || (one.is_ascii_alphabetic() && other.is_ascii_alphabetic())
}

/// Whether a word in Latin letters ends at `end`: no letter follows, or one that starts a word of its own
/// (`PINhunter`, but not `PINK`), or a jumble of letters and digits.
fn is_end(letters: &[Letter], start: usize, end: usize) -> bool {
    let run = run(&letters[end..]);
    if !run.first().is_some_and(|letter| letter.folded.is_ascii_alphabetic()) {
        return true;
    }
    let is_in_capitals = letters[start..end].iter().all(|letter| letter.is_capital);
    let starts_word = match run {
        [first, ..] if !first.is_capital => true,
        [_, second, ..] => second.folded.is_ascii_alphabetic() && !second.is_capital,
        _ => false,
    };
    (is_in_capitals && starts_word) || is_jumble(run)
}

/// Whether letters follow digits that follow letters.
fn is_jumble(run: &[Letter]) -> bool {
    let digit = run.iter().position(|letter| letter.folded.is_ascii_digit());
    digit.is_some_and(|digit| run[digit..].iter().any(|letter| letter.folded.is_ascii_alphabetic()))
}

/// Whether the word is the start of a short name in capitals, such as `PWR`.
fn goes_on_shortly(rest: &[Letter]) -> bool {
    let run = run(rest);
    let is_name = |letter: &Letter| letter.is_capital || letter.folded.is_ascii_digit();
    (1..4).contains(&run.len()) && run[0].is_capital && run.iter().all(is_name)
}

/// The Latin letters and digits at the start.
fn run(rest: &[Letter]) -> &[Letter] {
    let length = rest.iter().take_while(|letter| letter.folded.is_ascii_alphanumeric()).count();
    &rest[..length]
}
