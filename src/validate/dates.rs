//! Dates and months as Japanese offices type them. In: a text. Out: a day or a month, or message and help. Whether a
//! day suits the work is not decided here.

use crate::base::Words;
use crate::base::date::{Date, ERAS, Era, YearMonth, weekday};
use crate::base::fold;
use crate::base::time_of_day::untimed;

/// Message and help.
pub(super) type DateError = (Words, Words);

/// Possible years of a date in a customer's papers; other years of the western calendar are typing errors.
const YEARS: std::ops::RangeInclusive<i16> = 1926..=2199;

/// Reads `2027-01-20`, `2027/1/20`, `2027.1.20`, `20270120`, `2027年1月20日`, `令和9年1月20日`, `R9.1.20`, with a
/// weekday in brackets after it or without. A time behind the day is left out.
///
/// # Errors
/// What is wrong with the text, and how to write a day.
pub fn date(text: &str) -> Result<Date, DateError> {
    let (folded, day_of_week) = split_weekday(&fold::code(&without_time(text)?));
    let parts = parts(&folded)?;
    let DateParts { year, month, day: Some(day), .. } = parts else {
        return Err(date_error(("日がありません。", "the day is missing"), DATE_HELP));
    };
    let not_a_day = || date_error(("この日付はありません。", "there is no such day"), DATE_HELP);
    let date = real_date(year, month, day).ok_or_else(not_a_day)?;
    if let Some(era) = parts.era
        && (date.year(), date.month(), date.day()) < era.first
    {
        return Err(date_error(("その元号が始まる前の日付です。", "that era had not begun"), DATE_HELP));
    }
    match day_of_week {
        Some(written) if !weekday(date).contains(written) => Err(date_error(
            (&format!("曜日が合いません（{}曜日です）。", weekday(date)), "the weekday does not fit the day"),
            ("日付と曜日のどちらが正しいか確かめてください。", "check which of the two is right"),
        )),
        _ => Ok(date),
    }
}

/// Reads a month in the same formats without the day; a whole date gives its month.
pub(super) fn month(text: &str) -> Result<YearMonth, DateError> {
    let folded = fold::code(&without_time(text)?);
    let DateParts { year, month, day, .. } =
        parts(&folded).map_err(|(message, _)| (message, words(MONTH_HELP)))?;
    let first = real_date(year, month, day.unwrap_or(1));
    match first {
        Some(date) => Ok(YearMonth { year: date.year(), month: date.month() }),
        None => Err(date_error(("この年月はありません。", "there is no such month"), MONTH_HELP)),
    }
}

/// The day before a time. What is midnight here is the evening before elsewhere: such a day is not guessed.
fn without_time(text: &str) -> Result<String, DateError> {
    let untimed = untimed(text);
    if untimed.is_other_day {
        return Err(date_error(
            (
                "外国の時刻（UTC など）で書かれていて、日本では別の日になります。",
                "its time is of another zone, and in Japan it is another day",
            ),
            DATE_HELP,
        ));
    }
    Ok(untimed.day)
}

const DATE_HELP: (&str, &str) = (
    "\"2027-01-20\" や \"令和9年1月20日\" のように書きます。",
    "write it like \"2027-01-20\" or \"令和9年1月20日\"",
);
const MONTH_HELP: (&str, &str) =
    ("\"2027-02\" や \"令和9年2月\" のように書きます。", "write it like \"2027-02\" or \"令和9年2月\"");

/// The numbers of a date as they were typed.
struct DateParts {
    year: i64,
    month: i64,
    day: Option<i64>,
    era: Option<Era>,
}

fn parts(folded: &str) -> Result<DateParts, DateError> {
    let (era, rest) = split_era(folded);
    let numbers =
        numbers(rest).ok_or_else(|| date_error(("日付として読めません。", "this is no date"), DATE_HELP))?;
    let unclear = |ja: &str, en: &str| date_error((ja, en), DATE_HELP);
    if let Some(era) = era {
        let (year, month, day) = match *numbers.as_slice() {
            [year, month] => (year, month, None),
            [year, month, day] => (year, month, Some(day)),
            _ => return Err(unclear("日付として読めません。", "this is no date")),
        };
        let year = i16::try_from(year.value).ok().filter(|&year| year > 0);
        let year = year.ok_or_else(|| unclear("元号の年が正しくありません。", "the era's year is wrong"))?;
        let day = day.map(|day: Number| day.value);
        return Ok(DateParts {
            year: era.western_year(year).into(),
            month: month.value,
            day,
            era: Some(era),
        });
    }
    match *numbers.as_slice() {
        [year, month, day] if year.length == 4 => Ok(western(year.value, month.value, Some(day.value))),
        [year, month] if year.length == 4 => Ok(western(year.value, month.value, None)),
        [whole] if whole.length == 8 => {
            Ok(western(whole.value / 10_000, whole.value / 100 % 100, Some(whole.value % 100)))
        }
        [whole] if whole.length == 6 => Ok(western(whole.value / 100, whole.value % 100, None)),
        [_, _, last] if last.length == 4 => Err(unclear("年は先頭に書きます。", "the year comes first")),
        [_, _, _] => Err(unclear(
            "年が西暦か元号か分かりません。",
            "it is not clear whether the year is western or of an era",
        )),
        [_, _] => Err(unclear("年がありません。", "the year is missing")),
        _ => Err(unclear("日付として読めません。", "this is no date")),
    }
}

const fn western(year: i64, month: i64, day: Option<i64>) -> DateParts {
    DateParts { year, month, day, era: None }
}

fn real_date(year: i64, month: i64, day: i64) -> Option<Date> {
    let year = i16::try_from(year).ok().filter(|year| YEARS.contains(year))?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// A group of digits: its value and its length.
#[derive(Clone, Copy)]
struct Number {
    value: i64,
    length: usize,
}

/// The numbers of a date, if only the usual separators stand between and after them; 元 is 1.
fn numbers(text: &str) -> Option<Vec<Number>> {
    let text = text.replace('元', "1");
    let pieces: Vec<&str> = text.split(['-', '/', '.', ',', '年', '月']).collect();
    let last_index = pieces.len().saturating_sub(1);
    let pieces = pieces.into_iter().enumerate().map(|(index, piece)| {
        if index == last_index { piece.strip_suffix('日').unwrap_or(piece) } else { piece }
    });
    let filled: Vec<&str> = pieces
        .enumerate()
        .filter(|(index, piece)| !(piece.is_empty() && *index == last_index))
        .map(|(_, piece)| piece)
        .collect();
    filled
        .into_iter()
        .map(|piece| {
            let digits =
                !piece.is_empty() && piece.len() <= 8 && piece.bytes().all(|byte| byte.is_ascii_digit());
            digits.then(|| piece.parse().ok().map(|value| Number { value, length: piece.len() })).flatten()
        })
        .collect()
}

/// The era at the start of a folded date, and the rest.
fn split_era(folded: &str) -> (Option<Era>, &str) {
    if let Some(rest) = folded.strip_prefix('㋿') {
        return (Some(ERAS[0]), rest);
    }
    for era in ERAS {
        if let Some(rest) = folded.strip_prefix(era.name) {
            return (Some(era), rest);
        }
        if let Some(rest) = folded.strip_prefix(era.letter) {
            return (Some(era), rest.strip_prefix('.').unwrap_or(rest));
        }
    }
    (None, folded)
}

/// A date without its weekday, and the weekday if there is one: `(水)`, `(水曜日)`, `水曜日`.
fn split_weekday(folded: &str) -> (String, Option<char>) {
    let inner = folded.strip_suffix(')').and_then(|open| open.rsplit_once('('));
    let (rest, name) = match inner {
        Some((rest, name)) => (rest, name),
        None => match folded.find('曜') {
            Some(at) => {
                folded.split_at(folded[..at].char_indices().next_back().map_or(at, |(index, _)| index))
            }
            None => return (folded.to_owned(), None),
        },
    };
    let day = name.trim_end_matches("曜日").trim_end_matches('曜');
    let mut letters = day.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) if "日月火水木金土".contains(letter) => (rest.to_owned(), Some(letter)),
        _ => (folded.to_owned(), None),
    }
}

fn date_error((ja, en): (&str, &str), help: (&str, &str)) -> DateError {
    (Words::new(ja, en), words(help))
}

fn words((ja, en): (&str, &str)) -> Words {
    Words::new(ja, en)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_day_in_many_ways() {
        let day = Date::new(2024, 12, 1).unwrap();
        for text in [
            "2024-12-01",
            "2024/12/1",
            "2024.12.1",
            "2024年12月1日",
            "令和6年12月1日",
            "R6.12.1",
            "r6/12/1",
            "R6年12月1日",
            "２０２４年１２月１日",
            "令和　６年 12月 1日",
            "20241201",
            "2024年12月1日（日）",
            "2024-12-01(日曜日)",
            "㋿6.12.1",
            "2024−12−01",
            "2024年12月1日 日曜日",
            "R.6.12.1",
            "2024/12/01 0:00:00",
            "2024-12-01T00:00:00Z",
            "令和6年12月1日 9時30分",
            "2024年12月1日（日）10:00",
        ] {
            assert_eq!(date(text).ok(), Some(day), "{text}");
        }
        assert_eq!(date("令和元年5月1日").ok(), Date::new(2019, 5, 1).ok());
        assert_eq!(date("H31.4.30").ok(), Date::new(2019, 4, 30).ok());
    }

    #[test]
    fn what_is_no_day() {
        for (text, part) in [
            ("8.4.1", "not clear"),
            ("27-01-20", "not clear"),
            ("2027-02-29", "no such day"),
            ("2027-13-01", "no such day"),
            ("1/20", "year is missing"),
            ("1/20/2027", "year comes first"),
            ("2027年1月", "day is missing"),
            ("来週", "no date"),
            ("令和元年4月1日", "had not begun"),
            ("2027年1月20日（木）", "weekday"),
            ("", "no date"),
            ("R0.1.1", "era's year"),
            ("2027-01-19T15:00:00Z", "another zone"),
            ("2027-01-20 朝", "no date"),
            ("10:00:00", "no date"),
            ("-", "no date"),
            ("0027-01-20", "no such day"),
            ("令和", "no date"),
            ("99999999999999999999", "no date"),
            ("令和9999999年1月1日", "era's year"),
        ] {
            let (message, _) = date(text).unwrap_err();
            assert!(message.en.contains(part), "{text}: {}", message.en);
        }
    }

    #[test]
    fn months() {
        let wanted = YearMonth { year: 2027, month: 2 };
        for text in ["2027-02", "2027/2", "2027年2月", "令和9年2月", "R9.2", "202702", "2027-02-01"] {
            assert_eq!(month(text).ok(), Some(wanted), "{text}");
        }
        for text in ["2月", "9.2", "2027-13", "27年2月", "未定"] {
            assert!(month(text).is_err(), "{text}");
        }
    }
}
