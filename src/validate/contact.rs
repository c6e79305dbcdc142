//! Telephone numbers and e-mail addresses. In: raw values. Out: numbers and addresses as the portal takes them. Whose
//! they are is not compared here.

use super::characters::about;
use super::validator::Validator;
use crate::base::{Code, Located, Words, fold};
use crate::read::fields::Label;
use crate::read::{Raw, RawField};

/// A telephone number as the portal takes it: 10 or 11 digits that start with 0, without hyphens.
pub(super) fn phone(
    validator: &mut Validator<'_>,
    field: &RawField,
    label: Label,
) -> Option<Located<String>> {
    let typed = validator.typed(field, label)?;
    let digits: String = fold::digits(&typed.value).replace(['(', ')', '.'], "");
    if let Some((message, help)) = phone_error(&digits) {
        let message = about(label, &typed.value, (&message.ja, &message.en));
        validator.error(Code::BadPhone, typed.at, message, help);
        return None;
    }
    if digits.len() == 10 && ["050", "060", "070", "080", "090"].iter().any(|start| digits.starts_with(start))
    {
        let start = &digits[..3];
        let ja = format!("{start}で始まる番号はふつう11桁ですが、10桁です。");
        let message =
            about(label, &typed.value, (&ja, &format!("numbers in {start} have 11 digits, this one has 10")));
        let help = Words::new("1桁抜けていないか確かめてください。", "check whether a digit is missing");
        validator.warning(Code::BadPhone, typed.at, message, help);
    }
    Some(typed.with(digits))
}

/// A telephone number for people: with hyphens between the groups that were typed.
pub(super) fn grouped_phone(
    validator: &mut Validator<'_>,
    field: &RawField,
    label: Label,
) -> Option<Located<String>> {
    let digits = phone(validator, field, label)?;
    Some(grouped_as_typed(&digits, field))
}

/// The number `digits`, which was read from `field`, with hyphens between the groups that were typed; where none were,
/// in the groups that its first digits fix.
pub(super) fn grouped_as_typed(digits: &Located<String>, field: &RawField) -> Located<String> {
    let Some(Located { value: Raw::Text(written), .. }) = field else {
        return digits.with(grouped(&digits.value));
    };
    let groups = fold::code(written).replace(['(', ')', '.'], "-");
    let groups: Vec<&str> = groups.split('-').filter(|group| !group.is_empty()).collect();
    let is_typed = groups.len() > 1 && groups.concat() == digits.value;
    digits.with(if is_typed { groups.join("-") } else { grouped(&digits.value) })
}

/// A number in its groups, as far as its first digits fix them; area codes of three to five digits are not known here.
fn grouped(digits: &str) -> String {
    let lengths = match (digits.get(..4), digits.len()) {
        (Some("0120"), 10) => [4, 3],
        (Some("0800"), 11) => [4, 3],
        (_, 11) => [3, 4],
        _ if digits.starts_with("03") || digits.starts_with("06") => [2, 4],
        _ => return digits.to_owned(),
    };
    let parts = digits.split_at_checked(lengths[0]).and_then(|(first, rest)| {
        rest.split_at_checked(lengths[1]).map(|(second, third)| format!("{first}-{second}-{third}"))
    });
    parts.unwrap_or_else(|| digits.to_owned())
}

fn phone_error(digits: &str) -> Option<(Words, Words)> {
    if digits.starts_with("+81") || digits.starts_with("0081") {
        return Some((
            Words::new("国番号が付いています。", "it has a country code"),
            Words::new("+81 を取り、0 から書きます。", "replace +81 by 0"),
        ));
    }
    if digits.contains("内線") || digits.contains('#') || digits.contains("EXT") {
        return Some((
            Words::new("内線番号が付いています。", "it has an extension"),
            Words::new(
                "電話番号だけを書き、内線は担当部署／担当者名に書きます。",
                "write the number alone; the extension goes with the contact",
            ),
        ));
    }
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some((Words::new("電話番号ではありません。", "this is no telephone number"), phone_help()));
    }
    digits_error(digits)
}

fn phone_help() -> Words {
    Words::new(
        "\"011-123-4567\" のように、市外局番から書きます。",
        "write it with the area code, such as \"011-123-4567\"",
    )
}

/// Why these digits are not a telephone number.
fn digits_error(digits: &str) -> Option<(Words, Words)> {
    let length = digits.len();
    if !digits.starts_with('0') {
        let help = if (9..=10).contains(&length) {
            Words::new(
                format!("先頭の0が落ちていませんか（\"0{digits}\"）。"),
                format!("did the leading 0 get lost? (\"0{digits}\")"),
            )
        } else {
            phone_help()
        };
        return Some((Words::new("電話番号は0で始まります。", "telephone numbers start with 0"), help));
    }
    (!(10..=11).contains(&length)).then(|| {
        (
            Words::new(
                format!("電話番号は10桁か11桁ですが、{length}桁です。"),
                format!("telephone numbers have 10 or 11 digits, this one has {length}"),
            ),
            phone_help(),
        )
    })
}

/// An e-mail address, in half width.
pub(super) fn email(
    validator: &mut Validator<'_>,
    field: &RawField,
    label: Label,
) -> Option<Located<String>> {
    let typed = validator.typed(field, label)?;
    let address = fold::width(&typed.value);
    if let Some(error) = email_error(&address) {
        let message = about(label, &typed.value, error);
        let help = Words::new("\"iji@example.jp\" のように書きます。", "write it like \"iji@example.jp\"");
        validator.error(Code::BadEmail, typed.at, message, help);
        return None;
    }
    Some(typed.with(address))
}

/// Longest address (RFC 5321, 4.5.3.1.3, without its angle brackets).
const LONGEST_ADDRESS: usize = 254;

/// Why a text is not an e-mail address. Less strict than RFC 5322 where mobile carriers are: two dots may follow
/// each other.
fn email_error(address: &str) -> Option<(&'static str, &'static str)> {
    let Some((local, domain)) = address.split_once('@') else {
        return Some(("「@」がありません。", "there is no @"));
    };
    if domain.contains('@') {
        return Some((
            "「@」が2つあります。アドレスは1つだけ書きます。",
            "there are two @: write one address",
        ));
    }
    if address.contains(char::is_whitespace) || address.contains([',', ';', '、', '<', '>']) {
        return Some(("空白や区切りが入っています。", "there is a space or a separator in it"));
    }
    if !address.is_ascii() {
        return Some(("使えない文字が入っています。", "there is a character that addresses cannot have"));
    }
    let allowed = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
    if local.is_empty() || !local.chars().all(allowed) || address.len() > LONGEST_ADDRESS {
        return Some(("「@」の前が正しくありません。", "the part before the @ is wrong"));
    }
    let label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    let top = domain.rsplit('.').next().unwrap_or("");
    let has_letters = top.len() >= 2 && top.chars().any(|c| c.is_ascii_alphabetic());
    if !domain.contains('.') || !domain.split('.').all(label) || !has_letters {
        return Some(("「@」の後ろが正しくありません。", "the part after the @ is wrong"));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phones() {
        for digits in ["0111234567", "09012345678", "0120123456", "08001234567"] {
            assert_eq!(phone_error(digits), None, "{digits}");
        }
        for (digits, part) in [
            ("111234567", "\"0111234567\""),
            ("+81111234567", "replace +81"),
            ("012345678", "has 9"),
            ("0111234567内線12", "extension goes"),
            ("01x1234567", "no telephone"),
            ("", "start with 0"),
        ] {
            let (message, help) = phone_error(digits).unwrap();
            assert!(
                format!("{} {}", message.en, help.en).contains(part),
                "{digits}: {} {}",
                message.en,
                help.en
            );
        }
    }

    #[test]
    fn numbers_in_groups() {
        for (digits, words) in [
            ("0312345678", "03-1234-5678"),
            ("09012345678", "090-1234-5678"),
            ("0120123456", "0120-123-456"),
            ("08001234567", "0800-123-4567"),
            ("0111234567", "0111234567"),
        ] {
            assert_eq!(grouped(digits), words);
        }
    }

    #[test]
    fn addresses() {
        for address in ["iji@example.jp", "a.b+c@sub.example.co.jp", "x..y@example.jp"] {
            assert_eq!(email_error(address), None, "{address}");
        }
        for address in [
            "iji",
            "@example.jp",
            "a@b",
            "a@@b.jp",
            "a b@c.jp",
            "a@c.jp, d@e.jp",
            "日本@example.jp",
            "a@-b.jp",
            "a@b..jp",
            "a@b.1",
            "a@b.c",
        ] {
            assert!(email_error(address).is_some(), "{address}");
        }
    }
}
