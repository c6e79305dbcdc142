//! Messages about keys and tables of a site file, in both languages. In: keys and places. Out: diagnostics. No value
//! is ever quoted here, and no key that looks like a secret.

use super::fields::TableSpec;
use super::suggest::Suggestion;
use crate::base::{Code, Diagnostic, Origin, Words};

/// The error for a secret. It names the word that was recognised, never the value.
pub(super) fn secret(word: &str, at: Origin) -> Diagnostic {
    let message = Words::new(
        format!("秘密の情報（{word}）を書く欄はありません。"),
        format!("this looks like a secret ({word}); startpack takes none"),
    );
    let help = Words::new(
        "この行を消して、ファイルを保存し直してください。パスワード・ログインID・暗証番号は、どの書類にも印刷しません。",
        "delete it and save the file: no paper ever carries a password, a login ID or a PIN",
    );
    Diagnostic::error(Code::Secret, at, message, help)
}

/// The warning for a word for a secret with something behind it that may be one.
pub(super) fn suspected(word: &str, at: Origin) -> Diagnostic {
    let message = Words::new(
        format!("秘密の情報（{word}）が書かれていないか確かめてください。このまま印刷されます。"),
        format!("see that no secret ({word}) is written here: it will be printed as it is"),
    );
    let help = Words::new(
        "パスワード・ログインID・暗証番号なら消してください。違うなら、このままで構いません。",
        "if it is a password, a login ID or a PIN, delete it; if not, nothing need be done",
    );
    Diagnostic::warning(Code::Secret, at, message, help)
}

/// The error for an unknown key, with a suggestion.
pub(super) fn unknown_key(
    key: &str,
    spec: &TableSpec,
    suggestion: Option<Suggestion>,
    at: Origin,
) -> Diagnostic {
    let key = shown(key);
    let message = match suggestion {
        Some(Suggestion::Elsewhere(..) | Suggestion::Table(_)) => Words::new(
            format!("「{key}」はここには書けません。"),
            format!("`{key}` cannot stand {}", place_of(spec)),
        ),
        _ => Words::new(
            format!("「{key}」という項目はありません。"),
            format!("there is no key `{key}` {}", place_of(spec)),
        ),
    };
    Diagnostic::error(Code::UnknownKey, at, message, advice(spec, suggestion))
}

/// The error for all further unknown keys of a table.
pub(super) fn more_unknown_keys(more: usize, at: Origin) -> Diagnostic {
    let message = Words::new(
        format!("知らない項目がほかに{more}個あります。"),
        format!("there are {more} more unknown keys"),
    );
    let help = Words::new(
        "サイトファイル（TOML）を指定しているか確かめてください。",
        "check that this is a site file (TOML)",
    );
    Diagnostic::error(Code::UnknownKey, at, message, help)
}

/// The error for a list or table where a single value is expected.
pub(super) fn not_one_value(label: &str, at: Origin) -> Diagnostic {
    let message = Words::new(
        format!("{label}には値を1つだけ書きます。"),
        "this key takes one value, not a list or table",
    );
    let help = Words::new(
        "[ ] や { } を使わず、値を \" \" で囲みます。",
        "write one value in quotes, without [ ] and { }",
    );
    Diagnostic::error(Code::WrongType, at, message, help)
}

/// The error for a table that is written as the wrong kind of table, or as a value.
pub(super) fn wrong_table(spec: &TableSpec, at: Origin) -> Diagnostic {
    let message = Words::new("表の書き方が違います。", "this table is not written as it should be");
    let help = Words::new(
        format!("{} という見出しを1行で書き、その下に項目を並べます。", spec.header),
        format!("write the header {} on a line of its own, with the keys below it", spec.header),
    );
    Diagnostic::error(Code::WrongType, at, message, help)
}

fn advice(spec: &TableSpec, suggestion: Option<Suggestion>) -> Words {
    match suggestion {
        Some(Suggestion::Here(known)) => Words::new(
            format!("「{}」（{}）ではありませんか。", known.key(), known.label.within()),
            format!("did you mean `{}` ({})?", known.key(), known.label.within()),
        ),
        Some(Suggestion::Table(inner)) => Words::new(
            format!("見出し {} ではありませんか。", inner.header),
            format!("did you mean the header {}?", inner.header),
        ),
        Some(Suggestion::Elsewhere(other, known)) => {
            let (ja, en) = match other.header {
                "" => {
                    ("ファイルの先頭（最初の見出しより上）", "at the top of the file, above the first header")
                }
                header => (header, header),
            };
            Words::new(
                format!("「{}」（{}）は {ja} に書きます。", known.key(), known.label.within()),
                format!(
                    "`{}` ({}) belongs {}{en}",
                    known.key(),
                    known.label.within(),
                    if other.header.is_empty() { "" } else { "under " }
                ),
            )
        }
        None => {
            let names: Vec<&str> = spec.names().collect();
            Words::new(
                format!("ここに書ける項目は {} です。", names.join("、")),
                format!("the keys here are {}", names.join(", ")),
            )
        }
    }
}

fn place_of(spec: &TableSpec) -> String {
    if spec.header.is_empty() { "at the top of the file".to_owned() } else { format!("in {}", spec.header) }
}

/// A key as messages show it: shortened, with control characters replaced.
pub(super) fn shown(key: &str) -> String {
    let visible: String = key.chars().map(|c| if c.is_control() { '?' } else { c }).take(MAX_SHOWN).collect();
    if key.chars().count() > MAX_SHOWN { format!("{visible}…") } else { visible }
}

/// A longer key is shortened in messages.
const MAX_SHOWN: usize = 30;
