//! Recognises secrets: the words for passwords, PINs and login IDs. In: a key or a value. Out: the word and its
//! place. Hiding is not done here (see `redact`).

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use crate::base::fold::{self, FoldedChar};

/// A word for a secret, found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SecretWord {
    /// The word as we write it in messages.
    pub(super) word: &'static str,
    /// Bytes of the word in the text.
    pub(super) bytes: Range<usize>,
}

/// Words that mean a secret anywhere in a text, folded (lower case, full-width kana).
const WORDS: &[&str] = &[
    "パスワード",
    "ぱすわーど",
    "パスフレーズ",
    "パスコード",
    "password",
    "passwd",
    "passphrase",
    "passcode",
    "暗証",
    "秘密の質問",
    "秘密の答え",
    "合言葉",
    "secret",
    "credential",
    "ログインid",
    "ログイン名",
    "loginid",
    "loginname",
    "ユーザid",
    "ユーザーid",
    "ユーザ名",
    "ユーザー名",
    "userid",
    "username",
    "アカウントid",
    "accountid",
    "取得id",
    "認証コード",
    "認証情報",
    "apikey",
];

/// A folded word as messages show it: `ログインid` as ログインID.
pub(super) fn shown(word: &str) -> String {
    if word.is_ascii() { word.to_owned() } else { word.replace("id", "ID") }
}

/// Words that mean a secret only as whole words: `pinpoint` and `compass` are harmless.
const WHOLE_WORDS: &[&str] = &["pin", "pw", "pwd", "pass"];

/// Whole keys that mean a secret although their word alone does not: `ログインPC` is a good name for a terminal.
const WHOLE_KEYS: &[&str] = &["ログイン", "login", "id/pw", "idpw", "秘密", "token"];

/// Fewest letters and digits behind the word that are taken for a secret.
const SHORTEST: usize = 4;

/// Only this much is searched: no secret is longer, and hostile files cost little time.
const LONGEST: usize = 64;

/// The word for a secret in a key, if there is one.
pub(super) fn in_key(key: &str) -> Option<SecretWord> {
    let chars = folded(key);
    if let Some(&word) = WHOLE_KEYS.iter().find(|&&word| fold::key(key) == word) {
        return Some(SecretWord { word, bytes: 0..key.len() });
    }
    (0..chars.len()).find_map(|start| word_at(&chars, start)).map(|(found, _)| found)
}

/// The word for a secret in a value, if a secret seems to follow: `パスワード：…`, `PIN 1234`, `password=…`.
pub(super) fn in_value(value: &str) -> Option<SecretWord> {
    let chars = folded(value);
    (0..chars.len())
        .filter_map(|start| word_at(&chars, start))
        .find(|(_, end)| something_follows(&chars, *end))
        .map(|(found, _)| found)
}

/// The first word for a secret in a text, whether or not something follows it.
pub(super) fn anywhere(text: &str) -> Option<SecretWord> {
    let chars = folded(text);
    (0..chars.len()).find_map(|start| word_at(&chars, start)).map(|(found, _)| found)
}

fn folded(text: &str) -> Vec<FoldedChar> {
    let mut chars = fold::width_chars(text);
    for folded in &mut chars {
        folded.character = folded.character.to_ascii_lowercase();
    }
    chars
}

/// The first characters of all words for secrets.
static FIRST: LazyLock<BTreeSet<char>> =
    LazyLock::new(|| WORDS.iter().chain(WHOLE_WORDS).filter_map(|word| word.chars().next()).collect());

/// The word that starts at index `start`, and the index after it.
fn word_at(chars: &[FoldedChar], start: usize) -> Option<(SecretWord, usize)> {
    if !FIRST.contains(&chars.get(start)?.character) {
        return None;
    }
    let before = start.checked_sub(1).and_then(|index| chars.get(index)).map(|folded| folded.character);
    let whole = |end: usize| {
        let after = chars.get(end).map(|folded| folded.character);
        !before.is_some_and(|c| c.is_ascii_alphanumeric()) && !after.is_some_and(|c| c.is_ascii_alphabetic())
    };
    let long = WORDS.iter().filter_map(|&word| match_word(chars, start, word).map(|end| (word, end)));
    let short = WHOLE_WORDS
        .iter()
        .filter_map(|&word| match_word(chars, start, word).map(|end| (word, end)))
        .filter(|&(_, end)| whole(end));
    let (word, end) = long.chain(short).max_by_key(|&(_, end)| end)?;
    let last = end.checked_sub(1).and_then(|index| chars.get(index))?;
    Some((SecretWord { word, bytes: chars[start].start..last.end }, end))
}

/// The index behind `word`, if it stands at `start`; hyphens and spaces inside it are skipped.
fn match_word(chars: &[FoldedChar], start: usize, word: &str) -> Option<usize> {
    let mut index = start;
    for (position, wanted) in word.chars().enumerate() {
        while position > 0 && chars.get(index).is_some_and(|c| matches!(c.character, ' ' | '_' | '-')) {
            index += 1;
        }
        if chars.get(index)?.character != wanted {
            return None;
        }
        index += 1;
    }
    Some(index)
}

/// Whether the characters from index `end` on look like the secret itself.
fn something_follows(chars: &[FoldedChar], end: usize) -> bool {
    let end = end + suffix(&chars[end..]);
    let mut rest = chars[end..].iter().map(|folded| folded.character).peekable();
    while rest.next_if(|&c| matches!(c, ' ' | ')' | ']' | '」' | '』' | '"' | '\'' | '番' | '号')).is_some()
    {
    }
    match rest.peek() {
        Some(':' | '=' | '→' | '⇒') => {
            rest.next();
            rest.any(|c| !c.is_whitespace())
        }
        Some('は' | 'が') => {
            rest.next();
            while rest.next_if(|&c| matches!(c, ' ' | '、' | '「' | '"')).is_some() {}
            rest.peek().is_some_and(char::is_ascii_alphanumeric)
        }
        _ => {
            let run: Vec<char> = rest.take(LONGEST).take_while(char::is_ascii_graphic).collect();
            run.len() >= SHORTEST && run.iter().any(char::is_ascii_digit)
        }
    }
}

/// The length of the rest of a name behind its word, if a separator follows: `_code` in `pin_code: …`.
fn suffix(chars: &[FoldedChar]) -> usize {
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | 'コ' | 'ー' | 'ド');
    let length = chars.iter().take(LONGEST).take_while(|folded| is_name(folded.character)).count();
    let after = chars[length..].iter().map(|folded| folded.character).find(|c| *c != ' ');
    if matches!(after, Some(':' | '=')) { length } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_with_a_secret() {
        for key in [
            "password",
            "Password1",
            "portal_password",
            "PASS",
            "pass",
            "ＰＡＳＳＷＯＲＤ",
            "ﾊﾟｽﾜｰﾄﾞ",
            "パスワード",
            "マスタアカウントのパスワード",
            "pin",
            "PIN",
            "pin_code",
            "暗証番号",
            "秘密の質問",
            "ログインID",
            "ログイン ID",
            "login_id",
            "login-id",
            "LoginID",
            "user_id",
            "ユーザーＩＤ",
            "取得ID",
            "pw",
            "id_pw",
            "login",
            "pass word",
        ] {
            assert!(in_key(key).is_some(), "{key}");
        }
    }

    #[test]
    fn keys_without_one() {
        for key in [
            "name",
            "contact",
            "customer_id",
            "pinpoint",
            "compass",
            "passage",
            "spin",
            "place",
            "お客様ID",
            "ログインPC",
            "phone",
            "prefecture",
            "institution",
            "opinion",
            "shipping",
        ] {
            assert_eq!(in_key(key), None, "{key}");
        }
    }

    #[test]
    fn values_with_a_secret() {
        for value in [
            "パスワード：abc",
            "password=hunter2",
            "PIN 1234",
            "PC01 (PW: x9)",
            "暗証番号1234",
            "ログインID: ssk001",
            "ﾊﾟｽﾜｰﾄﾞ abc123",
            "資格太郎 パスワードはabc123",
            "pass word : q",
            "pin_code: x",
            "PINコード：x",
            "password2=x",
            "ＰＡＳＳＷＯＲＤ＝ｑ",
        ] {
            assert!(in_value(value).is_some(), "{value}");
        }
    }

    #[test]
    fn values_without_one() {
        for value in [
            "ログインPC",
            "ログイン用端末01",
            "パスワード管理室",
            "パスワード再発行担当 山田",
            "PINK薬局",
            "PIN01",
            "コンパス整形外科",
            "password-reset@example.jp",
            "compass2024@example.jp",
            "医事課 資格太郎",
            "1階受付",
            "パスワードは別紙",
        ] {
            assert_eq!(in_value(value), None, "{value}");
        }
    }

    #[test]
    fn the_word_is_placed_in_the_original() {
        let found = in_value("端末 ﾊﾟｽﾜｰﾄﾞ: x").unwrap();
        assert_eq!(found.word, "パスワード");
        assert_eq!(&"端末 ﾊﾟｽﾜｰﾄﾞ: x"[found.bytes], "ﾊﾟｽﾜｰﾄﾞ");
    }
}
