//! Values that were lost before they came here, and what stands in their place: `#N/A`, `########`, `1.23E+15`, 同上,
//! `?田内科`. In: a text. Out: what happened to it, and whether that is sure. Values are not mended here.

use super::dates;
use crate::base::fold;

/// What happened to a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Loss {
    /// A formula ended in an error.
    Error,
    /// The column was too narrow.
    Narrow,
    /// A long number was shortened.
    Exponent,
    /// A day was made of it.
    Day,
    /// Characters that an encoding does not have.
    Characters,
    /// A program's mark for no value.
    NoValue,
    /// A sign that the value is the same as another.
    Same,
}

/// A loss, and whether it is sure.
type Found = Option<(Loss, bool)>;

/// What happened to the value `text`; `is_name` is for a name that is typed by hand, such as 端末名称等.
pub(super) fn loss(text: &str, is_name: bool) -> Found {
    let folded = fold::width(text).trim().to_ascii_uppercase();
    let sure = |loss, is_it: bool| is_it.then_some((loss, true));
    sure(Loss::Error, is_error(&folded))
        .or_else(|| sure(Loss::Narrow, folded.len() > 1 && folded.bytes().all(|byte| byte == b'#')))
        .or_else(|| exponent(&folded))
        .or_else(|| sure(Loss::NoValue, text.trim() == "\\N"))
        .or_else(|| no_value(&folded))
        .or_else(|| sure(Loss::Same, is_ditto(text)))
        .or_else(|| characters(&folded))
        .or_else(|| day(&folded).map(|is_sure| (Loss::Day, is_sure && is_name)))
}

/// Errors of formulas in Excel, LibreOffice and Google's sheets.
const ERRORS: [&str; 20] = [
    "#N/A",
    "#REF!",
    "#VALUE!",
    "#DIV/0!",
    "#NAME?",
    "#NUM!",
    "#NULL!",
    "#SPILL!",
    "#CALC!",
    "#FIELD!",
    "#BLOCKED!",
    "#CONNECT!",
    "#BUSY!",
    "#UNKNOWN!",
    "#GETTING_DATA",
    "#ERROR!",
    "#EXTERNAL!",
    "#PYTHON!",
    "#TIMEOUT!",
    "#NODATA",
];

fn is_error(folded: &str) -> bool {
    let number = folded.strip_prefix("ERR:").or_else(|| folded.strip_prefix("エラー:"));
    let is_numbered = number.is_some_and(|number| {
        let digits = number.trim();
        (1..=3).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
    });
    is_numbered || ERRORS.iter().any(|error| folded.contains(error))
}

/// `1.23E+15`; `3E-01` may be a name.
fn exponent(folded: &str) -> Found {
    let (number, power) = folded.split_once('E')?;
    let number = number.trim_start_matches(['+', '-']);
    let digits = power.trim_start_matches(['+', '-']);
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_signed = power.len() == digits.len() + 1;
    let is_it = is_number(&number.replacen('.', "", 1)) && is_number(digits) && digits.len() <= 3;
    let is_sure = power.starts_with('+') || number.contains('.');
    (is_it && (is_sure || is_signed)).then_some((Loss::Exponent, is_sure))
}

fn no_value(folded: &str) -> Found {
    let word = folded.trim_matches(['(', ')', '<', '>', '[', ']', '{', '}', '#', '!', '\'', '"', ' ']);
    match word {
        "NULL" | "NAN" | "NAT" | "UNDEFINED" => Some((Loss::NoValue, true)),
        "NONE" | "NIL" | "NA" | "N/A" | "N.A." | "?" => Some((Loss::NoValue, false)),
        _ => None,
    }
}

/// A word or a sign for "as above".
fn is_ditto(text: &str) -> bool {
    const WORDS: [&str; 10] =
        ["同上", "同左", "同右", "同前", "同様", "同じ", "上に同じ", "上と同じ", "上記と同じ", "ditto"];
    let key = fold::key(text);
    let is_sign = |character| {
        matches!(character, '〃' | '″' | '”' | '“' | '仝' | '々' | '"' | '↑' | '↓' | '←' | '→' | '⇧' | '⬆')
    };
    let text = text.trim();
    WORDS.contains(&key.as_str()) || (!text.is_empty() && text.chars().all(is_sign))
}

/// Signs that encodings put in place of characters that they do not have.
fn characters(folded: &str) -> Found {
    let is_mark = |character| matches!(character, '?' | '〓');
    if !folded.contains(is_mark) && !is_entity(folded) {
        return None;
    }
    let is_only = folded.chars().count() > 1 && folded.chars().all(|one| is_mark(one) || one == ' ');
    let is_japanese = folded.chars().any(|one| u32::from(one) > 0x2E7F);
    let is_sure = is_only || is_entity(folded);
    (is_sure || is_japanese).then_some((Loss::Characters, is_sure))
}

/// `&#39640;`: what a web page makes of a character that its encoding does not have.
fn is_entity(folded: &str) -> bool {
    folded.split("&#").skip(1).any(|rest| {
        let number = rest.split(';').next().unwrap_or_default();
        let digits = number.strip_prefix('X').unwrap_or(number);
        rest.len() > number.len()
            && (2..=6).contains(&digits.len())
            && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

/// Whether a text is surely a day as spreadsheets write it: `1月2日`, `2-JAN`, `2027/1/20`. `2027-01-20` may be typed.
fn day(folded: &str) -> Option<bool> {
    const MONTHS: [&str; 12] =
        ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    let is_number =
        |text: &str| matches!(text.len(), 1 | 2 | 4) && text.bytes().all(|byte| byte.is_ascii_digit());
    let pieces: Vec<&str> = folded.split('-').collect();
    let months = pieces.iter().filter(|piece| MONTHS.contains(piece)).count();
    let others = pieces.iter().filter(|piece| is_number(piece)).count();
    let is_english = months == 1 && (1..=2).contains(&others) && others + 1 == pieces.len();
    let short = folded.strip_suffix('日').and_then(|day| day.split_once('月'));
    let is_short = short.is_some_and(|(month, day)| is_number(month.trim()) && is_number(day.trim()));
    if is_english || is_short {
        return Some(true);
    }
    let is_whole = || dates::date(folded).is_ok() || (folded.contains('年') && dates::month(folded).is_ok());
    (folded.contains(['年', '/', '-']) && is_whole()).then(|| folded.contains(['年', '/']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_surely_lost() {
        for (text, loss_of) in [
            ("#N/A", Loss::Error),
            ("＃Ｎ／Ａ", Loss::Error),
            ("=Sheet1!#REF!", Loss::Error),
            ("Err:502", Loss::Error),
            ("エラー:504", Loss::Error),
            ("########", Loss::Narrow),
            ("1.23E+15", Loss::Exponent),
            ("1E+12", Loss::Exponent),
            ("-1.5e10", Loss::Exponent),
            ("NULL", Loss::NoValue),
            ("(null)", Loss::NoValue),
            ("nan", Loss::NoValue),
            ("\\N", Loss::NoValue),
            ("同上", Loss::Same),
            ("（同上）", Loss::Same),
            ("〃", Loss::Same),
            ("↑", Loss::Same),
            ("\"", Loss::Same),
            ("????", Loss::Characters),
            ("〓〓", Loss::Characters),
            ("&#39640;橋", Loss::Characters),
        ] {
            assert_eq!(loss(text, false), Some((loss_of, true)), "{text}");
        }
        for text in ["1月2日", "2-Jan", "Jan-02", "2026/1/2", "2026年1月", "2-Jan-26"] {
            assert_eq!(loss(text, true), Some((Loss::Day, true)), "{text}");
            assert_eq!(loss(text, false), Some((Loss::Day, false)), "{text}");
        }
    }

    #[test]
    fn what_may_be_meant() {
        for (text, loss_of) in [
            ("?田内科", Loss::Characters),
            ("さくら？医院", Loss::Characters),
            ("〓田内科", Loss::Characters),
            ("3E-01", Loss::Exponent),
            ("None", Loss::NoValue),
            ("N/A", Loss::NoValue),
            ("？", Loss::NoValue),
            ("2026-01-02", Loss::Day),
        ] {
            assert_eq!(loss(text, true), Some((loss_of, false)), "{text}");
        }
    }

    #[test]
    fn what_is_in_order() {
        for text in [
            "さくら内科クリニック",
            "受付PC01",
            "1-2",
            "2-1",
            "#1",
            "PC#2",
            "1E05",
            "E+S歯科",
            "佐々木医院",
            "なし",
            "May-Clinic",
            "20270120",
            "R6.12.1",
            "ナン内科",
            "Null-Lab",
            "Q&A",
            "R&#B",
            "1/2",
            "3月の森クリニック",
            "",
        ] {
            assert_eq!(loss(text, true), None, "{text}");
        }
    }
}
