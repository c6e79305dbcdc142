//! The 10-digit key of an institution. In: raw 都道府県コード, 点数表 and 医療機関コード. Out: the values, with the
//! check digit tested. Whether a key is used twice is not tested here.

use super::FeeTable;
use super::characters::about;
use super::validator::Validator;
use crate::base::facts::facts;
use crate::base::{Code, Located, Origin, Words, fold};
use crate::read::{RawField, fields};

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
const LENGTH: usize = 7;

/// The 7 digits. A wrong check digit is only a warning: the customer's papers are right, and the rule may have
/// exceptions.
pub(super) fn institution_code(
    validator: &mut Validator<'_>,
    field: &RawField,
    prefecture: Option<u8>,
    fee_table: Option<FeeTable>,
    table: Origin,
) -> Option<Located<String>> {
    validator.require(field, fields::institution::CODE.label, table);
    let typed = validator.typed(field, fields::institution::CODE.label)?;
    let code = fold::digits(&typed.value).replace(',', "");
    if code.len() != LENGTH || !code.bytes().all(|byte| byte.is_ascii_digit()) {
        let message = about(
            fields::institution::CODE.label,
            &typed.value,
            ("数字7桁ではありません。", "not seven digits"),
        );
        validator.error(Code::BadInstitutionCode, typed.at, message, code_help(&code));
        return None;
    }
    if let (Some(prefecture), Some(fee_table)) = (prefecture, fee_table)
        && !fits(prefecture, fee_table, &code)
    {
        let (message, help) = check_digit_message(prefecture, fee_table, &code);
        validator.warning(Code::CheckDigit, typed.at, message, help);
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

/// 埼玉, 千葉, 東京 and 神奈川 compute the check digit without the prefecture and the 点数表 (found from 97,024
/// public codes).
const VARIANT_B: std::ops::RangeInclusive<u8> = 11..=14;

/// The possible check digits of a code that starts with these six digits.
fn expected(prefecture: u8, fee_table: FeeTable, six: &str) -> Vec<u8> {
    let whole = luhn(&format!("{prefecture:02}{}{six}", fee_table.digit()));
    let short = luhn(six);
    if VARIANT_B.contains(&prefecture) && short != whole { vec![short, whole] } else { vec![whole] }
}

fn fits(prefecture: u8, fee_table: FeeTable, code: &str) -> bool {
    let (six, last) = code.split_at(LENGTH - 1);
    expected(prefecture, fee_table, six).iter().any(|digit| last == digit.to_string())
}

/// Luhn's check digit (ISO/IEC 7812-1, annex B): weights 2, 1, 2, 1 … from the right, digits summed.
fn luhn(digits: &str) -> u8 {
    let sum: u32 = digits
        .bytes()
        .rev()
        .zip([2, 1].into_iter().cycle())
        .map(|(byte, weight)| {
            let product = u32::from(byte.wrapping_sub(b'0')) * weight;
            product / 10 + product % 10
        })
        .sum();
    u8::try_from((10 - sum % 10) % 10).unwrap_or(0)
}

fn check_digit_message(prefecture: u8, fee_table: FeeTable, code: &str) -> (Words, Words) {
    let (six, last) = code.split_at(LENGTH - 1);
    let digits: Vec<String> = expected(prefecture, fee_table, six).iter().map(u8::to_string).collect();
    let message = Words::new(
        format!(
            "医療機関コード「{code}」：検査数字（最後の1桁）が合いません。計算では {} ですが、{last} と書かれています。",
            digits.join(" か ")
        ),
        format!("code `{code}`: its check digit {last} does not fit, {} is expected", digits.join(" or ")),
    );
    (message, what_would_fit(prefecture, fee_table, code))
}

/// Another 点数表 with which the check digit is right; if there is none, the prefectures.
fn what_would_fit(prefecture: u8, fee_table: FeeTable, code: &str) -> Words {
    let tables: Vec<FeeTable> = FeeTable::ALL
        .into_iter()
        .filter(|&other| other != fee_table && fits(prefecture, other, code))
        .collect();
    let names: Vec<String> =
        tables.iter().map(|table| format!("{}（{}）", table.digit(), table.name())).collect();
    if !names.is_empty() {
        return Words::new(
            format!("点数表が {} なら合います。点数表とコードを確かめてください。", names.join("、")),
            format!(
                "it would fit with fee table {}: check both",
                names.join(", ").replace('（', " (").replace('）', ")")
            ),
        );
    }
    let prefectures: Vec<String> = facts()
        .prefectures
        .iter()
        .filter(|other| other.code != prefecture && fits(other.code, fee_table, code))
        .map(|other| format!("{:02} {}", other.code, other.name))
        .collect();
    Words::new(
        format!(
            "コードの打ち間違いがないか確かめてください。都道府県の誤りなら、合うのは {} です。",
            prefectures.join("、")
        ),
        format!("check the code; if the prefecture is wrong, these would fit: {}", prefectures.join(", ")),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn table(digit: u8) -> FeeTable {
        match digit {
            1 => FeeTable::Medical,
            3 => FeeTable::Dental,
            4 => FeeTable::Pharmacy,
            _ => FeeTable::HomeNursing,
        }
    }

    #[test]
    fn public_codes_fit() {
        for (prefecture, digit, code) in [
            (1, 1, "8010016"),
            (1, 1, "0116381"),
            (1, 3, "0135940"),
            (4, 1, "8010146"),
            (26, 1, "9900042"),
            (40, 1, "9819897"),
            (36, 1, "8010015"),
            (13, 1, "8814790"),
            (13, 1, "8616104"),
            (1, 1, "0100013"),
        ] {
            assert!(fits(prefecture, table(digit), code), "{prefecture}-{digit}-{code}");
        }
        assert!(!fits(1, FeeTable::Medical, "0100015"));
        assert_eq!(expected(1, FeeTable::Medical, "010001"), [3]);
        assert!(!fits(27, FeeTable::Medical, "8814790"), "variant B holds in 11–14 only");
    }

    #[test]
    fn a_dental_code_entered_as_medical_points_to_dental() {
        let (_, help) = check_digit_message(1, FeeTable::Medical, "0135940");
        assert!(help.ja.contains("3（歯科）"), "{}", help.ja);
    }

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
