//! The commented site file that `new` writes: every key of the field table with what is written behind it. Nothing
//! comes in; the text goes out.

use std::fmt::Write as _;

use super::site_toml::literal;
use crate::read::fields::site::ROOT;
use crate::read::fields::{FieldKind, FieldSpec, TableSpec, Word};

/// The text above the keys.
const HEAD: &str = "\
# サイトファイル：1つのお客様（1つの工事）につき1ファイル
#
# 書き方
#   ・「=」の右側を半角の \" \" で囲んで書きます。番号も必ず囲みます（例: code = \"0100013\"）。
#   ・# から行末まではメモです。印刷されません。
#   ・使わない行は、先頭に # を付けるか、行ごと消します。
#   ・パスワード、ログインID、暗証番号は書きません（書く欄もありません）。
# 書き終えたら startpack check このファイル名 で確かめます。
";

/// Characters in front of a remark.
const REMARKS_FROM: usize = 24;

/// The commented site file that `startpack new` writes.
pub fn new_site() -> String {
    let mut out = String::from(HEAD);
    table(&mut out, &ROOT);
    out
}

/// A table with its keys, and the tables in it.
fn table(out: &mut String, spec: &TableSpec) {
    out.push('\n');
    if !spec.header.is_empty() {
        line(out, spec.is_optional, spec.header, spec.remark);
    }
    for field in spec.fields {
        let (is_left_out, value) = start(field);
        let key = format!("{} = {value}", field.key());
        line(out, spec.is_optional || is_left_out, &key, field.remark);
    }
    for inner in spec.tables {
        table(out, inner);
    }
}

fn line(out: &mut String, is_left_out: bool, text: &str, remark: &str) {
    let mark = if is_left_out { "# " } else { "" };
    // Writing into a string cannot fail.
    let _ = writeln!(out, "{:<REMARKS_FROM$}  # {remark}", format!("{mark}{text}"));
}

/// Whether a field starts as a comment, and its first value: a required field starts empty, a choice with its word
/// for "unknown".
fn start(field: &FieldSpec) -> (bool, String) {
    match field.kind {
        FieldKind::Choice(words) if !field.is_required => match words.iter().find(|word| is_open(word)) {
            Some(open) => (false, literal(open)),
            None => (true, words.first().map(literal).unwrap_or_default()),
        },
        _ => (!field.is_required, "\"\"".to_owned()),
    }
}

/// Whether a word means "unknown".
fn is_open(word: &Word) -> bool {
    matches!(word.toml, "unknown" | "undecided")
}
