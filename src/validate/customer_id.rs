//! The お客様ID. In: letters and digits as the user typed them. Out: the prefix and the digits for the portal. How
//! many digits a prefix needs stands in the dated facts, not here.

use super::CustomerId;
use super::characters::about;
use super::code::corrected;
use super::validator::Validator;
use crate::base::facts::{CustomerIdFacts, facts};
use crate::base::{Code, Located, Origin, Words, fold};
use crate::read::{RawField, fields};

/// The same, reported if it is missing from the table at `table`.
pub(super) fn required(
    validator: &mut Validator<'_>,
    field: &RawField,
    table: Origin,
) -> Option<Located<CustomerId>> {
    validator.require(field, fields::site::CUSTOMER_ID.label, table);
    customer_id(validator, field)
}

/// Validates an お客様ID in full or half width, upper or lower case, with or without hyphens and letters.
pub(super) fn customer_id(validator: &mut Validator<'_>, field: &RawField) -> Option<Located<CustomerId>> {
    let typed = validator.typed(field, fields::site::CUSTOMER_ID.label)?;
    match parse(&fold::digits(&typed.value), &facts().input.customer_id) {
        Ok(id) => Some(typed.with(id)),
        Err((message, help)) => {
            let message = about(fields::site::CUSTOMER_ID.label, &typed.value, (&message.ja, &message.en));
            validator.error(Code::BadCustomerId, typed.at, message, help);
            None
        }
    }
}

/// The お客様ID that `folded` is, in one of those forms.
fn parse(folded: &str, forms: &'static [CustomerIdFacts]) -> Result<CustomerId, (Words, Words)> {
    if let Some(rest) = folded.strip_prefix("COD") {
        return Err((
            Words::new("COD で始まるお客様IDはありません。", "no お客様ID starts with COD"),
            Words::new(format!("COP{rest} ではありませんか。"), format!("is it COP{rest}?")),
        ));
    }
    let found = forms.iter().find_map(|form| Some((form, folded.strip_prefix(&form.prefix)?)));
    let (form, digits) = found.map_or((None, folded), |(form, digits)| (Some(form), digits));
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(other_than_digits(form.map_or("", |form| &form.prefix), digits, forms));
    }
    let by_length = forms.iter().find(|form| form.digits == digits.len());
    let id = |form: &'static CustomerIdFacts| CustomerId { prefix: &form.prefix, digits: digits.to_owned() };
    match (form, by_length) {
        (Some(form), _) if form.digits == digits.len() => Ok(id(form)),
        (None, Some(form)) => Ok(id(form)),
        (Some(form), other) => Err(wrong_length(form, digits.len(), other, forms)),
        (None, None) => Err((
            Words::new(format!("数字が{}桁です。", digits.len()), format!("it has {} digits", digits.len())),
            usual(forms),
        )),
    }
}

/// What an お客様ID looks like.
fn usual(forms: &[CustomerIdFacts]) -> Words {
    let list = |between: [&str; 2], join: &str| {
        let each =
            |form: &CustomerIdFacts| format!("{}{}{}{}", form.prefix, between[0], form.digits, between[1]);
        forms.iter().map(each).collect::<Vec<_>>().join(join)
    };
    Words::new(
        format!("{}です。「開通のご案内」で確かめてください。", list(["＋数字", "桁"], "、または ")),
        format!("it is {}: see the letter 「開通のご案内」", list([" and ", " digits"], ", or ")),
    )
}

fn other_than_digits(prefix: &str, digits: &str, forms: &[CustomerIdFacts]) -> (Words, Words) {
    let help = corrected(digits).map_or_else(
        || usual(forms),
        |corrected| {
            Words::new(
                format!("英字の O・I と数字の 0・1 が混ざっていませんか（{prefix}{corrected}）。"),
                format!("are letters O, I mixed with digits 0, 1? ({prefix}{corrected})"),
            )
        },
    );
    (Words::new("数字であるべきところに別の文字があります。", "there is something other than digits"), help)
}

fn wrong_length(
    form: &CustomerIdFacts,
    written: usize,
    other: Option<&CustomerIdFacts>,
    forms: &[CustomerIdFacts],
) -> (Words, Words) {
    let CustomerIdFacts { prefix, digits } = form;
    let message = Words::new(
        format!("{prefix} の後ろは数字{digits}桁ですが、{written}桁です。"),
        format!("{prefix} is followed by {digits} digits, but there are {written}"),
    );
    let help = other.map_or_else(
        || usual(forms),
        |CustomerIdFacts { prefix, .. }| {
            Words::new(
                format!("桁数からは {prefix} のようです。「開通のご案内」で確かめてください。"),
                format!("by its length it is {prefix}: see the letter 「開通のご案内」"),
            )
        },
    );
    (message, help)
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;

    fn message_of(text: &str) -> String {
        match parse(&fold::digits(text), &facts().input.customer_id) {
            Ok(id) => format!("{}{}", id.prefix, id.digits),
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

    #[test]
    fn a_prefix_that_the_facts_have_is_one() {
        static FORMS: LazyLock<Vec<CustomerIdFacts>> = LazyLock::new(|| {
            [("CAF", 10), ("XYZ", 6)]
                .map(|(prefix, digits)| CustomerIdFacts { prefix: prefix.into(), digits })
                .into()
        });
        for text in ["XYZ123456", "123456"] {
            let id = parse(text, &FORMS).unwrap();
            assert_eq!((id.prefix, id.digits.as_str()), ("XYZ", "123456"));
        }
        let (_, help) = parse("COP12345678", &FORMS).unwrap_err();
        assert_eq!(help.en, "it is CAF and 10 digits, or XYZ and 6 digits: see the letter 「開通のご案内」");
    }
}
