//! Whether two cells mean the same although they are written differently: `2027/1/20` and `2027-01-20`, `北海道` and
//! `01`. In: a column and two values. Out: yes or no. Values are not changed here.

use crate::base::facts::facts;
use crate::base::fold;
use crate::base::time_of_day::untimed;
use crate::read::Raw;
use crate::read::fields::{FieldKind, FieldSpec, Word};

/// Whether two values of a column mean the same. A rejected value is equivalent to any other.
pub(in crate::read) fn equivalent(column: &FieldSpec, left: &Raw, right: &Raw) -> bool {
    match (written(left), written(right)) {
        (Some(left), Some(right)) => {
            left == right || canonical(column.kind, &left) == canonical(column.kind, &right)
        }
        _ => true,
    }
}

fn written(raw: &Raw) -> Option<String> {
    match raw {
        Raw::Text(text) | Raw::Other(text) => Some(text.clone()),
        Raw::Bool(truth) => Some(truth.to_string()),
        Raw::Integer(number) => Some(number.to_string()),
        Raw::Rejected => None,
    }
}

/// A text that is equal for values with the same meaning.
pub(super) fn canonical(kind: FieldKind, text: &str) -> String {
    match kind {
        FieldKind::Text => text.to_owned(),
        // The sign 〒 is not part of a 郵便番号.
        FieldKind::Code { digits: Some(_) } => fold::digits(text).trim_start_matches('〒').to_owned(),
        FieldKind::Code { .. } | FieldKind::Phone => fold::digits(text),
        FieldKind::Email => fold::key(text),
        FieldKind::Date | FieldKind::Month => numbers(text),
        FieldKind::Prefecture => prefecture(text),
        FieldKind::Choice(_) => word(kind, text).map_or_else(|| fold::key(text), str::to_owned),
        FieldKind::Done => word(kind, text).map_or_else(|| numbers(text), str::to_owned),
    }
}

/// The word of the site file that `text` is, in either spelling.
fn word(kind: FieldKind, text: &str) -> Option<&'static str> {
    let folded = fold::key(text);
    let is_it = |word: &&Word| [word.sheet, word.toml].iter().any(|known| fold::key(known) == folded);
    kind.words().iter().find(is_it).map(|word| word.toml)
}

/// The numbers of a date without leading zeros and without a time; a date with an era stays as it is.
fn numbers(text: &str) -> String {
    let folded = fold::code(&untimed(text).day);
    let numbers: Vec<&str> = folded
        .split(|c: char| !c.is_ascii_digit())
        .filter(|number| !number.is_empty())
        .map(|number| number.trim_start_matches('0'))
        .collect();
    let is_plain =
        folded.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '/' | '.' | '年' | '月' | '日'));
    if is_plain { numbers.join("-") } else { folded }
}

fn prefecture(text: &str) -> String {
    let folded = fold::key(text);
    let number = folded.split(':').next().unwrap_or(&folded);
    let code = number.parse::<u8>().ok().or_else(|| {
        let is_it = |name: &str| name == folded;
        let found = facts()
            .prefectures
            .iter()
            .find(|one| is_it(&one.name) || is_it(&one.full_name) || is_it(&one.romaji));
        found.map(|prefecture| prefecture.code)
    });
    code.map_or(folded, |code| code.to_string())
}

/// Whether a cell holds only a dash: so a later row can say that it has no value where an earlier row has one.
pub(super) fn is_left_out(column: &FieldSpec, text: &str) -> bool {
    let is_shared = !column.path.contains("terminal");
    is_shared && !text.is_empty() && text.chars().all(fold::is_hyphen)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::fields::by_path;

    fn alike(path: &str, left: &str, right: &str) -> bool {
        equivalent(by_path(path).unwrap(), &Raw::Text(left.into()), &Raw::Text(right.into()))
    }

    #[test]
    fn what_says_the_same() {
        assert!(alike("work_date", "2027-01-20", "2027年1月20日"));
        assert!(alike("work_date", "2027-01-20", "2027/1/20 0:00:00"));
        assert!(!alike("work_date", "2027-01-20", "2027-01-21"));
        assert!(alike("institution.prefecture", "北海道", "01"));
        assert!(alike("institution.prefecture", "1:北海道,hokkaido", "01"));
        assert!(alike("institution.fee_table", "医科", "1"));
        assert!(alike("line.customer_id", "CAF-1234-567890", "ｃａｆ1234567890"));
        assert!(alike("institution.postal_code", "〒060-0001", "0600001"));
        assert!(!alike("institution.postal_code", "〒060-0001", "060-0002"));
        assert!(alike("institution.phone", "011-123-4567", "0111234567"));
        assert!(!alike("institution.name", "さくら", "さくら "));
    }

    #[test]
    fn a_dash_leaves_out_what_is_shared() {
        let column = by_path("institution.address").unwrap();
        assert!(is_left_out(column, "－") && is_left_out(column, "―") && !is_left_out(column, "-1"));
        assert!(!is_left_out(by_path("institution.terminal.place").unwrap(), "-"));
    }
}
