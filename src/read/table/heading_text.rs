//! What a heading says. In: its text. Out: the field that it names, also with remarks and polite forms around its name.
//! Where headings stand is not known here.

use crate::base::fold;
use crate::read::fields::{FieldSpec, by_heading, institution};

/// The field of a heading, also with remarks around it: `※医療機関コード（7桁）`, `【必須】工事日`; and in polite form:
/// `ご担当者様`.
pub(super) fn column(text: &str) -> Option<&'static FieldSpec> {
    if text.is_empty() || text.len() > MAX_HEADING {
        return None;
    }
    by_heading(text).or_else(|| plain_spelling(text)).or_else(|| {
        let (bare, remarks) = bare(text);
        let is_other = OTHERS.iter().any(|other| remarks.contains(other));
        // 「医療機関所在地（郵便番号）」 names a part in brackets.
        by_heading(&remarks)
            .filter(|part| is_part(part) && is_whole(&bare))
            .or_else(|| (!is_other).then(|| by_heading(&bare).or_else(|| plain_spelling(&bare))).flatten())
    })
}

/// What a remark in brackets says when the column is not the one that the heading in front of it names: how a name is
/// read, and the numbers and addresses of others.
const OTHERS: [&str; 14] = [
    "カナ",
    "かな",
    "フリガナ",
    "ふりがな",
    "読み",
    "よみ",
    "販売",
    "代理店",
    "弊社",
    "当社",
    "営業",
    "請求先",
    "送付先",
    "緊急",
];

/// The field of a heading without the polite forms around it.
fn plain_spelling(text: &str) -> Option<&'static FieldSpec> {
    let folded = fold::key(text);
    let ended = ["様", "さま", "殿"].iter().find_map(|end| folded.strip_suffix(end)).unwrap_or(&folded);
    let begun = ["ご", "御", "お"].iter().find_map(|start| ended.strip_prefix(start)).unwrap_or(ended);
    [ended, begun].into_iter().find_map(by_heading)
}

fn is_part(field: &FieldSpec) -> bool {
    [institution::POSTAL_CODE.path, institution::ADDRESS.path].contains(&field.path)
}

fn is_whole(heading: &str) -> bool {
    by_heading(heading).is_some_and(|field| field.path == institution::ADDRESS.path)
}

/// No heading is longer, in bytes.
pub(super) const MAX_HEADING: usize = 300;

/// A heading without brackets and their content, without marks and without a number in front; and what stands in
/// brackets.
fn bare(text: &str) -> (String, String) {
    let mut depth = 0_usize;
    let (mut bare, mut remarks) = (String::new(), String::new());
    for character in fold::width(text).chars() {
        match character {
            '(' | '[' | '【' | '〔' | '《' | '<' => depth += 1,
            ')' | ']' | '】' | '〕' | '》' | '>' => depth = depth.saturating_sub(1),
            '※' | '*' | '★' | '☆' | '●' | '○' | '◎' | '■' | '□' | '◆' | '◇' | ':' | '#' | '!' =>
                {}
            _ if fold::is_unseen(character) => {}
            _ if depth == 0 => bare.push(character),
            _ => remarks.push(character),
        }
    }
    let trimmed = bare.trim();
    let unnumbered = trimmed.trim_start_matches(|c: char| c.is_ascii_digit());
    (unnumbered.trim_start_matches(['.', ')', ' ']).to_owned(), remarks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn polite_forms_and_what_brackets_say() {
        let path = |text| column(text).map(|column| column.path);
        for (text, expected) in [
            ("ご担当者様", Some("institution.contact")),
            ("担当者名（様）", Some("institution.contact")),
            ("ご住所", Some("institution.address")),
            ("お電話番号", Some("institution.phone")),
            ("医療機関所在地（郵便番号）", Some("institution.postal_code")),
            ("医療機関所在地（住所）", Some("institution.address")),
            ("医療機関名称（フリガナ）", None),
            ("電話番号（販売店）", None),
            ("電話番号（弊社）", None),
            ("住所（送付先）", None),
            ("コンピュータ名", Some("institution.terminal.pc.name")),
            ("お客様番号", Some("customer_no")),
        ] {
            assert_eq!(path(text), expected, "{text}");
        }
    }

    #[test]
    fn remarks_around_a_heading() {
        for text in
            ["※医療機関コード（7桁）", "【必須】医療機関コード", "3. 医療機関コード", "医療機関コード*"]
        {
            assert_eq!(column(text).map(|column| column.path), Some("institution.code"), "{text}");
        }
    }
}
