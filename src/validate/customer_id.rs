//! The お客様ID. In: letters and digits as the user typed them. Out: the prefix and the digits for the portal. How
//! many digits a prefix needs stands in the dated facts, not here.

use super::characters::about;
use super::code::corrected;
use super::validator::Validator;
use super::{CustomerId, CustomerIdPrefix};
use crate::base::facts::facts;
use crate::base::{Code, Located, Origin, Words, fold};
use crate::read::{RawField, fields};

/// Validates an お客様ID in full or half width, upper or lower case, with or without hyphens and letters.
pub(super) fn customer_id(
    validator: &mut Validator<'_>,
    field: &RawField,
    table: Origin,
) -> Option<Located<CustomerId>> {
    validator.require(field, fields::site::CUSTOMER_ID.label, table);
    let typed = validator.typed(field, fields::site::CUSTOMER_ID.label)?;
    match parse(&fold::digits(&typed.value)) {
        Ok(id) => Some(typed.with(id)),
        Err((message, help)) => {
            let message = about(fields::site::CUSTOMER_ID.label, &typed.value, (&message.ja, &message.en));
            validator.error(Code::BadCustomerId, typed.at, message, help);
            None
        }
    }
}

/// All prefixes, each with its number of digits from the dated facts.
fn forms() -> impl Iterator<Item = (CustomerIdPrefix, usize)> {
    [CustomerIdPrefix::Caf, CustomerIdPrefix::Cop].into_iter().filter_map(|prefix| {
        let form = facts().input.customer_id.iter().find(|form| form.prefix == prefix.as_str())?;
        Some((prefix, form.digits))
    })
}

fn parse(folded: &str) -> Result<CustomerId, (Words, Words)> {
    if let Some(rest) = folded.strip_prefix("COD") {
        return Err((
            Words::new("COD で始まるお客様IDはありません。", "no お客様ID starts with COD"),
            Words::new(format!("COP{rest} ではありませんか。"), format!("is it COP{rest}?")),
        ));
    }
    let found = forms().find_map(|(prefix, length)| {
        folded.strip_prefix(prefix.as_str()).map(|digits| (Some((prefix, length)), digits))
    });
    let (form, digits) = found.unwrap_or((None, folded));
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(other_than_digits(form.map_or("", |(prefix, _)| prefix.as_str()), digits));
    }
    let by_length = || forms().find(|&(_, length)| length == digits.len());
    match (form, by_length()) {
        (Some((prefix, length)), _) if length == digits.len() => {
            Ok(CustomerId { prefix, digits: digits.to_owned() })
        }
        (None, Some((prefix, _))) => Ok(CustomerId { prefix, digits: digits.to_owned() }),
        (Some((prefix, length)), other) => Err(wrong_length(prefix, length, digits.len(), other)),
        (None, None) => Err((
            Words::new(format!("数字が{}桁です。", digits.len()), format!("it has {} digits", digits.len())),
            usual(),
        )),
    }
}

fn usual() -> Words {
    Words::new(
        "CAF＋数字10桁、または COP＋数字8桁です。「開通のご案内」で確かめてください。",
        "it is CAF and 10 digits, or COP and 8 digits: see the letter 「開通のご案内」",
    )
}

fn other_than_digits(prefix: &str, digits: &str) -> (Words, Words) {
    let help = corrected(digits).map_or_else(usual, |corrected| {
        Words::new(
            format!("英字の O・I と数字の 0・1 が混ざっていませんか（{prefix}{corrected}）。"),
            format!("are letters O, I mixed with digits 0, 1? ({prefix}{corrected})"),
        )
    });
    (Words::new("数字であるべきところに別の文字があります。", "there is something other than digits"), help)
}

fn wrong_length(
    prefix: CustomerIdPrefix,
    length: usize,
    written: usize,
    other: Option<(CustomerIdPrefix, usize)>,
) -> (Words, Words) {
    let prefix = prefix.as_str();
    let message = Words::new(
        format!("{prefix} の後ろは数字{length}桁ですが、{written}桁です。"),
        format!("{prefix} is followed by {length} digits, but there are {written}"),
    );
    let help = other.map_or_else(usual, |(other, _)| {
        Words::new(
            format!("桁数からは {} のようです。「開通のご案内」で確かめてください。", other.as_str()),
            format!("by its length it is {}: see the letter 「開通のご案内」", other.as_str()),
        )
    });
    (message, help)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message_of(text: &str) -> String {
        match parse(&fold::digits(text)) {
            Ok(id) => format!("{}{}", id.prefix.as_str(), id.digits),
            Err((message, help)) => format!("{} / {}", message.en, help.en),
        }
    }

    #[test]
    fn forms_that_are_right() {
        for text in [
            "CAF1234567890",
            "caf-1234-567890",
            "ＣＡＦ１２３４５６７８９０",
            "1234567890",
            "CAF 123 456 7890",
        ] {
            assert_eq!(message_of(text), "CAF1234567890", "{text}");
        }
        for text in ["COP12345678", "cop−1234ー5678", "12345678"] {
            assert_eq!(message_of(text), "COP12345678", "{text}");
        }
    }

    #[test]
    fn forms_that_are_wrong() {
        for (text, part) in [
            ("COD12345678", "is it COP12345678?"),
            ("CAF12345678", "by its length it is COP"),
            ("COP1234567890", "by its length it is CAF"),
            ("CAF123456789O", "(CAF1234567890)"),
            ("CAF123", "there are 3"),
            ("123456789", "it has 9 digits"),
            ("CAF", "other than digits"),
            ("XYZ12345678", "other than digits"),
        ] {
            assert!(message_of(text).contains(part), "{text}: {}", message_of(text));
        }
    }
}
