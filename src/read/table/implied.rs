//! A 点数表 that a list says for all its rows at once. In: the name of the sheet and of the file. Out: the word that they
//! have for one 点数表. Lists of the regional bureaus are such: one file or sheet for 医科, one for 歯科, one for 薬局.

use std::path::Path;

use super::sheet_messages::note;
use crate::base::{Diagnostic, Origin, Words, fold};

/// How names say it: in Japanese anywhere, in Latin letters as a word of its own.
const SAID: [(&str, &[&str], &[&str]); 4] = [
    ("医科", &["医科"], &["ika"]),
    ("歯科", &["歯科"], &["shika", "sika"]),
    ("調剤", &["調剤", "薬局"], &["yakkyoku", "chouzai", "chozai"]),
    ("訪問看護", &["訪問看護"], &["houmonkango", "homonkango", "houkan"]),
];

/// The 点数表 of a list without a column for it, and where it stands: the sheet's name, or else the file's.
pub(super) fn fee_table(sheet: &str, path: &Path) -> Option<(&'static str, Words)> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let of_sheet = one(sheet).map(|word| {
        (word, Words::new(format!("シート名「{sheet}」"), format!("the name of the sheet `{sheet}`")))
    });
    of_sheet.or_else(|| {
        one(&stem).map(|word| {
            (word, Words::new(format!("ファイル名「{stem}」"), format!("the name of the file `{stem}`")))
        })
    })
}

/// The one 点数表 that `name` has a word for.
fn one(name: &str) -> Option<&'static str> {
    let folded = fold::width(name).to_lowercase();
    // 医科歯科併設 is no 点数表.
    let words: Vec<&str> = folded.split(|c: char| !c.is_ascii_alphabetic()).collect();
    let says = |(_, japanese, latin): &&(&str, &[&str], &[&str])| {
        japanese.iter().any(|word| folded.contains(word)) || latin.iter().any(|word| words.contains(word))
    };
    let mut found = SAID.iter().filter(says);
    match (found.next(), found.next()) {
        (Some((word, ..)), None) => Some(word),
        _ => None,
    }
}

/// The note that says so.
pub(super) fn message(word: &str, from: &Words, at: Origin) -> Diagnostic {
    note(
        at,
        Words::new(
            format!("「点数表」の列がないので、{}から、すべての行を{word}としました。", from.ja),
            format!("there is no column `点数表`: {} says {word}, which is taken for all rows", from.en),
        ),
        Words::new(
            "違っていたら、「点数表」の列を加えてください。",
            "if that is wrong, add a column `点数表`",
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_say_one_fee_table() {
        for (name, expected) in [
            ("届出受理医療機関名簿（医科）", Some("医科")),
            ("01_hokkaido_shika_r0811", Some("歯科")),
            ("薬局", Some("調剤")),
            ("医科歯科", None),
            ("Sheet1", None),
            ("kaika", None),
        ] {
            assert_eq!(one(name), expected, "{name}");
        }
        let said = fee_table("一覧", Path::new("a/北海道　歯科.xlsx")).map(|(word, _)| word);
        assert_eq!(said, Some("歯科"));
    }
}
