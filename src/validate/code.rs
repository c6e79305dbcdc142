//! The 10-digit key of an institution. In: raw 都道府県コード, 点数表 and 医療機関コード, of today and before. Out: the
//! values. The check digit is computed elsewhere; whether a key is used twice is not tested here.

use super::FeeTable;
use super::characters::about;
use super::check_digit;
use super::validator::Validator;
use crate::base::facts::facts;
use crate::base::{Code, Located, Origin, Words, fold};
use crate::read::RawField;
use crate::read::fields::{self, Label};

/// A prefecture's number, written as a number, as a name or as the portal's option (`01:北海道,hokkaido`).
pub(super) fn prefecture(validator: &mut Validator<'_>, field: &RawField, table: Origin) -> Option<u8> {
    validator.require(field, fields::institution::PREFECTURE.label, table);
    let typed = validator.typed(field, fields::institution::PREFECTURE.label)?;
    let found = prefecture_of(&typed.value);
    if found.is_none() {
        let message = about(
            fields::institution::PREFECTURE.label,
            &typed.value,
            ("そのような都道府県はありません。", "there is no such prefecture"),
        );
        let help = Words::new(
            "01（北海道）から47（沖縄）までの番号か、都道府県名を書きます。",
            "write its number, 01 (北海道) to 47 (沖縄), or its name",
        );
        validator.error(Code::BadPrefecture, typed.at, message, help);
    }
    found
}

fn prefecture_of(text: &str) -> Option<u8> {
    let folded = fold::key(text);
    let number = folded.split(':').next().unwrap_or(&folded);
    if !number.is_empty() && number.len() <= 2 && number.bytes().all(|byte| byte.is_ascii_digit()) {
        return number.parse().ok().filter(|&number| facts().prefecture(number).is_some());
    }
    facts()
        .prefectures
        .iter()
        .find(|prefecture| [&prefecture.name, &prefecture.full_name, &prefecture.romaji].contains(&&folded))
        .map(|prefecture| prefecture.code)
}

/// The names of each 点数表 in common use, folded.
const FEE_TABLE_WORDS: &[(&str, FeeTable)] = &[
    ("1", FeeTable::Medical),
    ("医科", FeeTable::Medical),
    ("医療機関医科", FeeTable::Medical),
    ("medical", FeeTable::Medical),
    ("3", FeeTable::Dental),
    ("歯科", FeeTable::Dental),
    ("医療機関歯科", FeeTable::Dental),
    ("dental", FeeTable::Dental),
    ("4", FeeTable::Pharmacy),
    ("調剤", FeeTable::Pharmacy),
    ("薬局", FeeTable::Pharmacy),
    ("調剤薬局", FeeTable::Pharmacy),
    ("pharmacy", FeeTable::Pharmacy),
    ("6", FeeTable::HomeNursing),
    ("訪問看護", FeeTable::HomeNursing),
    ("訪問看護ステーション", FeeTable::HomeNursing),
    ("homenursing", FeeTable::HomeNursing),
];

/// The 点数表, written as a digit, as a word or as the portal's option (`1:医療機関（医科）`).
pub(super) fn fee_table(validator: &mut Validator<'_>, field: &RawField, table: Origin) -> Option<FeeTable> {
    validator.require(field, fields::institution::FEE_TABLE.label, table);
    let typed = validator.typed(field, fields::institution::FEE_TABLE.label)?;
    let folded = fold::key(&typed.value);
    let word = folded.split_once(':').map_or(folded.as_str(), |(digit, _)| digit);
    let word = word.strip_prefix('0').filter(|rest| rest.len() == 1).unwrap_or(word);
    let found = FEE_TABLE_WORDS.iter().find(|(known, _)| *known == word).map(|&(_, table)| table);
    if found.is_none() {
        let message = about(
            fields::institution::FEE_TABLE.label,
            &typed.value,
            ("そのような点数表はありません。", "there is no such fee table"),
        );
        let help = Words::new(
            "1（医科）、3（歯科）、4（調剤）、6（訪問看護）のどれかを書きます。",
            "write 1 (医科), 3 (歯科), 4 (調剤) or 6 (訪問看護)",
        );
        validator.error(Code::BadFeeTable, typed.at, message, help);
    }
    found
}

/// Digits of a 医療機関コード.
pub(super) const LENGTH: usize = 7;

/// The 7 digits.
pub(super) fn institution_code(
    validator: &mut Validator<'_>,
    field: &RawField,
    prefecture: Option<u8>,
    fee_table: Option<FeeTable>,
    table: Origin,
) -> Option<Located<String>> {
    validator.require(field, fields::institution::CODE.label, table);
    let code = seven_digits(validator, field, fields::institution::CODE.label)?;
    if let (Some(prefecture), Some(fee_table)) = (prefecture, fee_table) {
        check_digit::check(validator, prefecture, fee_table, &code);
    }
    Some(code)
}

/// The 7 digits before 承継 or 移転, which are others than `code`.
pub(super) fn previous_code(
    validator: &mut Validator<'_>,
    field: &RawField,
    prefecture: Option<u8>,
    fee_table: Option<FeeTable>,
    code: Option<&Located<String>>,
) -> Option<Located<String>> {
    let previous = seven_digits(validator, field, fields::institution::PREVIOUS_CODE.label)?;
    if let Some(code) = code.filter(|code| code.value == previous.value) {
        let line = validator.line_of(code.at);
        let message = Words::new(
            format!("旧医療機関コード「{}」が、いまの医療機関コードと同じです{}。", previous.value, line.ja),
            format!("previous_code `{}` is the code of today too{}", previous.value, line.en),
        );
        let help = Words::new(
            "変わる前の7桁を書きます。コードが変わっていないなら、旧医療機関コードは消してください。",
            "write the seven digits before the change; leave it out if the code has not changed",
        );
        validator.error(Code::SamePreviousCode, previous.at, message, help);
        return None;
    }
    if let (Some(prefecture), Some(fee_table)) = (prefecture, fee_table) {
        check_digit::check_previous(validator, prefecture, fee_table, &previous);
    }
    Some(previous)
}

/// A 医療機関コード in full or half width.
fn seven_digits(validator: &mut Validator<'_>, field: &RawField, label: Label) -> Option<Located<String>> {
    let typed = validator.typed(field, label)?;
    let code = fold::digits(&typed.value).replace(',', "");
    if code.len() != LENGTH || !code.bytes().all(|byte| byte.is_ascii_digit()) {
        let message = about(label, &typed.value, ("数字7桁ではありません。", "not seven digits"));
        validator.error(Code::BadInstitutionCode, typed.at, message, code_help(&code));
        return None;
    }
    Some(typed.with(code))
}

fn code_help(code: &str) -> Words {
    let digits = code.bytes().all(|byte| byte.is_ascii_digit());
    if digits && code.len() == LENGTH + 3 {
        let seven = &code[3..];
        return Words::new(
            format!("10桁のうち、先頭の都道府県2桁と点数表1桁を除いた7桁（{seven}）を書きます。"),
            format!("leave out the prefecture (2 digits) and the fee table (1): {seven}"),
        );
    }
    if digits && !code.is_empty() && code.len() < LENGTH {
        let padded = format!("{code:0>LENGTH$}");
        return Words::new(
            format!("先頭の0が落ちたのなら \"{padded}\" です。指定通知書などで確かめてください。"),
            format!("if leading zeros got lost it is \"{padded}\": check with the customer's papers"),
        );
    }
    if let Some(corrected) = corrected(code).filter(|corrected| corrected.len() == LENGTH) {
        return Words::new(
            format!("英字の O・I と数字の 0・1 が混ざっていませんか（\"{corrected}\"）。"),
            format!("are letters O, I mixed with digits 0, 1? (\"{corrected}\")"),
        );
    }
    Words::new("\"0100013\" のように、数字7桁で書きます。", "write seven digits, such as \"0100013\"")
}

/// The code with letters that look like digits replaced by digits; `None` if other letters are left.
pub(super) fn corrected(code: &str) -> Option<String> {
    let corrected: String = code
        .chars()
        .map(|character| match character {
            'O' | 'o' | 'Q' | 'D' => '0',
            'I' | 'l' | 'L' | '|' => '1',
            'Z' => '2',
            'S' => '5',
            'B' => '8',
            other => other,
        })
        .collect();
    (corrected != code && corrected.bytes().all(|byte| byte.is_ascii_digit())).then_some(corrected)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefectures() {
        for text in ["1", "01", "０１", "北海道", "Hokkaido", "01:北海道,hokkaido"] {
            assert_eq!(prefecture_of(text), Some(1), "{text}");
        }
        for text in ["東京", "東京都", "13", "13：東京,tokyo"] {
            assert_eq!(prefecture_of(text), Some(13), "{text}");
        }
        for text in ["0", "48", "", "関東", "013", "京"] {
            assert_eq!(prefecture_of(text), None, "{text}");
        }
    }

    #[test]
    fn letters_that_look_like_digits() {
        assert_eq!(corrected("01O0O13").as_deref(), Some("0100013"));
        assert_eq!(corrected("0100013"), None);
        assert_eq!(corrected("01X0013"), None);
    }
}
