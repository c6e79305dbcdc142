//! Turns sites into rows. In: sites. Out: one row for each terminal, a [`SheetValue`] for each column. How a value is
//! written into a file is not known here.

use crate::base::date::{Date, YearMonth};
use crate::base::facts::facts;
use crate::base::fold;
use crate::read::fields::{Access, FIELDS, FieldKind, FieldOwner, FieldSpec};
use crate::read::{InstitutionFile, Raw, RawField, SiteFile, TerminalFile};

/// The value of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum SheetValue {
    /// Nothing.
    Empty,
    /// Text; a code or a number too.
    Text(String),
    /// A day.
    Day(Date),
    /// A month.
    Month(YearMonth),
}

/// The rows of `sites`: one for each terminal, with everything that belongs to its institution and its site
/// repeated, so that rows can be sorted. An institution without terminals has a row too, and so has a site
/// without institutions.
pub(super) fn rows(sites: &[SiteFile]) -> Vec<Vec<SheetValue>> {
    sites.iter().flat_map(site_rows).collect()
}

/// The text of an institution's cell that has no value below a value: an empty cell would take over the value
/// above.
const NOTHING: &str = "－";

fn site_rows(site: &SiteFile) -> Vec<Vec<SheetValue>> {
    let empty_institution = [InstitutionFile::default()];
    let institutions = if site.institutions.is_empty() { &empty_institution[..] } else { &site.institutions };
    let mut rows: Vec<Vec<SheetValue>> = Vec::new();
    let mut above: Option<Vec<SheetValue>> = None;
    for institution in institutions {
        let empty_terminal = [TerminalFile::default()];
        let terminals =
            if institution.terminals.is_empty() { &empty_terminal[..] } else { &institution.terminals };
        let first = rows.len();
        for terminal in terminals {
            let cell = |field: &&FieldSpec| value(written_in(field, site, institution, terminal), field.kind);
            let mut row: Vec<SheetValue> = FIELDS.iter().map(cell).collect();
            if let Some(above) = &above {
                mark_empty_cells(&mut row, above);
            }
            rows.push(row);
        }
        above = rows.get(first).cloned();
    }
    rows
}

/// Puts [`NOTHING`] into the institution's cells of `row` that are empty below a value.
fn mark_empty_cells(row: &mut [SheetValue], above: &[SheetValue]) {
    let nothing = SheetValue::Text(NOTHING.to_owned());
    for ((cell, above), field) in row.iter_mut().zip(above).zip(FIELDS.iter()) {
        let is_under = *cell == SheetValue::Empty && *above != SheetValue::Empty && *above != nothing;
        if is_under && matches!(field.access, Access::Institution(_)) {
            *cell = nothing.clone();
        }
    }
}

fn written_in<'a>(
    field: &FieldSpec,
    site: &'a SiteFile,
    institution: &'a InstitutionFile,
    terminal: &'a TerminalFile,
) -> &'a RawField {
    match field.access {
        Access::Site(_) => site.value(field),
        Access::Institution(_) => institution.value(field),
        Access::Terminal(_) => terminal.value(field),
    }
}

/// The value for the cell of a field: a word of the drop-down list if there is one, a real day if the text is
/// certainly one, otherwise the text as written.
fn value(field: &RawField, kind: FieldKind) -> SheetValue {
    let Some(text) = field.as_ref().and_then(|field| written(&field.value)) else { return SheetValue::Empty };
    match kind {
        FieldKind::Choice(_) => SheetValue::Text(word(kind, text)),
        FieldKind::Done => day(&text).map_or_else(|| SheetValue::Text(word(kind, text)), SheetValue::Day),
        FieldKind::Prefecture => SheetValue::Text(prefecture(&text).unwrap_or(text)),
        FieldKind::Date => day(&text).map_or(SheetValue::Text(text), SheetValue::Day),
        FieldKind::Month => month(&text).map_or(SheetValue::Text(text), SheetValue::Month),
        FieldKind::Text | FieldKind::Code { .. } | FieldKind::Phone | FieldKind::Email => {
            SheetValue::Text(text)
        }
    }
}

/// The word of the sheet for a word of the site file; another text as it is.
fn word(kind: FieldKind, text: String) -> String {
    let folded = fold::key(&text);
    let word = kind.words().iter().find(|word| fold::key(word.toml) == folded);
    word.map_or(text, |word| word.sheet.to_owned())
}

/// A raw value as text; `None` if nothing was written.
pub(super) fn written(raw: &Raw) -> Option<String> {
    let text = match raw {
        Raw::Text(text) | Raw::Other(text) => text.clone(),
        Raw::Bool(truth) => truth.to_string(),
        Raw::Integer(number) => number.to_string(),
        Raw::Rejected => return None,
    };
    (!text.trim().is_empty()).then_some(text)
}

/// The full name of a prefecture that is written as its number or its short name.
fn prefecture(text: &str) -> Option<String> {
    let folded = fold::key(text);
    let number = folded.parse::<u8>().ok().filter(|_| folded.len() <= 2);
    let found = facts()
        .prefectures
        .iter()
        .find(|one| Some(one.code) == number || [&one.name, &one.full_name, &one.romaji].contains(&&folded));
    found.map(|found| found.full_name.clone())
}

/// Years whose days have the same number in every spreadsheet (some give 1900 a day too many).
const YEARS: std::ops::RangeInclusive<i16> = 1901..=2199;

/// `2027-01-20`, `2027/1/20` and `2027年1月20日`; anything else is left as it is written.
pub(super) fn day(text: &str) -> Option<Date> {
    let [year, month, day] = *numbers(text)? else { return None };
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// `2027-02`, `2027/2` and `2027年2月`; of a whole day its month.
pub(super) fn month(text: &str) -> Option<YearMonth> {
    let (year, month) = match *numbers(text)? {
        [year, month] => (year, month),
        [_, _, _] => return day(text).map(YearMonth::of),
        _ => return None,
    };
    let month = YearMonth { year, month: i8::try_from(month).ok()? };
    month.first_day().map(|_| month)
}

/// The numbers of a date, the first of them a year of four digits.
fn numbers(text: &str) -> Option<Box<[i16]>> {
    let parts: Vec<&str> = text.trim().trim_end_matches(['日', '月']).split(['-', '/', '年', '月']).collect();
    let is_number =
        |part: &&str| (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    if !parts.iter().all(is_number) || parts.first().is_none_or(|year| year.len() != 4) {
        return None;
    }
    let numbers: Box<[i16]> = parts.iter().filter_map(|part| part.parse().ok()).collect();
    numbers.first().is_some_and(|year| YEARS.contains(year)).then_some(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Located, Origin};
    use crate::read::fields::by_path;

    fn shown(path: &str, raw: Raw) -> SheetValue {
        value(&Some(Located::new(raw, Origin::NONE)), by_path(path).unwrap().kind)
    }

    fn text(text: &str) -> Raw {
        Raw::Text(text.to_owned())
    }

    #[test]
    fn values_look_as_an_office_writes_them() {
        let word = |word: &str| SheetValue::Text(word.to_owned());
        assert_eq!(shown("line.v6_option", Raw::Bool(true)), word("はい"));
        assert_eq!(shown("line.v6_option", text("unknown")), word("未確認"));
        assert_eq!(shown("line.v6_option", text("まだ")), word("まだ"));
        assert_eq!(shown("institution.payment", text("deduction")), word("報酬から控除"));
        assert_eq!(shown("institution.fee_table", Raw::Integer(3)), word("歯科"));
        assert_eq!(shown("institution.prefecture", text("01")), word("北海道"));
        assert_eq!(shown("institution.prefecture", text("東京")), word("東京都"));
        assert_eq!(shown("institution.prefecture", text("関東")), word("関東"));
        assert_eq!(shown("institution.code", text("0100013")), word("0100013"));
        assert_eq!(shown("customer_no", text("  ")), SheetValue::Empty);
        assert_eq!(shown("customer_no", Raw::Rejected), SheetValue::Empty);
    }

    #[test]
    fn only_what_is_a_day_beyond_doubt_becomes_one() {
        let day = SheetValue::Day(Date::new(2027, 1, 20).unwrap());
        assert_eq!(shown("work_date", text("2027-01-20")), day);
        assert_eq!(shown("work_date", text("2027/1/20")), day);
        assert_eq!(shown("work_date", Raw::Other("2027-01-20".to_owned())), day);
        assert_eq!(shown("work_date", text("2027年1月20日")), day);
        for other in
            ["令和9年1月20日", "2027年1月", "8.4.1", "2027-02-30", "2027-01", "1800-01-01", "27-01-20"]
        {
            assert_eq!(shown("work_date", text(other)), SheetValue::Text(other.to_owned()));
        }
        let month = YearMonth { year: 2027, month: 2 };
        assert_eq!(shown("institution.start_month", text("2027-02")), SheetValue::Month(month));
        assert_eq!(shown("institution.start_month", text("2027-13")), SheetValue::Text("2027-13".to_owned()));
    }
}
