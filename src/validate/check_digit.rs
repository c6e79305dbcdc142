//! The check digit of a 医療機関コード. In: prefecture, 点数表 and the 7 digits. Out: a warning if the last one does not
//! fit: the customer's papers are right, and the rule may have exceptions. What a code looks like is not decided here.

use super::FeeTable;
use super::code::LENGTH;
use super::validator::Validator;
use crate::base::facts::facts;
use crate::base::{Code, Located, Words};

/// Reports the code of an institution if its check digit does not fit.
pub(super) fn check(
    validator: &mut Validator<'_>,
    prefecture: u8,
    fee_table: FeeTable,
    code: &Located<String>,
) {
    if !fits(prefecture, fee_table, &code.value) {
        let (message, help) = check_digit_message(prefecture, fee_table, &code.value);
        validator.warning(Code::CheckDigit, code.at, message, help);
    }
}

/// The same for its code before 承継 or 移転; that may have been of another prefecture.
pub(super) fn check_previous(
    validator: &mut Validator<'_>,
    prefecture: u8,
    fee_table: FeeTable,
    code: &Located<String>,
) {
    if !fits(prefecture, fee_table, &code.value) {
        let message = Words::new(
            format!("旧医療機関コード「{}」：検査数字（最後の1桁）が合いません。", code.value),
            format!("previous_code `{}`: its check digit does not fit", code.value),
        );
        let help = Words::new(
            "前の指定通知書などで確かめてください。別の都道府県から移ったのなら、そのままで構いません。",
            "check it with the customer's papers; leave it if the institution has moved from another prefecture",
        );
        validator.warning(Code::CheckDigit, code.at, message, help);
    }
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
}
