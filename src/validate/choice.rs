//! Fields with a few choices. In: a raw value, as a Japanese or English word or as true or false. Out: the choice.
//! Free text is not read here.

use super::characters::about;
use super::validator::Validator;
use super::{EPrescription, Payment, V6Option};
use crate::base::{Code, Origin, Words, fold};
use crate::read::fields::{self, Label};
use crate::read::{Raw, RawField};

const YES: &[&str] = &[
    "true",
    "yes",
    "y",
    "はい",
    "有",
    "有り",
    "あり",
    "する",
    "契約あり",
    "契約済",
    "契約済み",
    "予定あり",
    "○",
    "〇",
    "◯",
];
const NO: &[&str] =
    &["false", "no", "n", "いいえ", "無", "無し", "なし", "しない", "契約なし", "予定なし", "×", "✕"];
/// Words for what nobody knows yet.
pub(super) const OPEN: &[&str] = &["unknown", "undecided", "不明", "未確認", "未定", "検討中", "?", "tbd"];
const DEDUCTION: &[&str] =
    &["deduction", "控除", "診療調剤報酬支払額から控除", "診療報酬支払額から控除", "報酬から控除"];
const INVOICE: &[&str] = &[
    "invoice",
    "払込",
    "振込",
    "振込み",
    "払込請求書",
    "請求書",
    "払込請求書による振込み",
    "払込請求書による振込",
];

/// フレッツ・v6オプション; an empty field means unknown. `None` if an error was reported.
pub(super) fn v6_option(validator: &mut Validator<'_>, field: &RawField) -> Option<V6Option> {
    let choices = [(V6Option::Yes, YES), (V6Option::No, NO), (V6Option::Unknown, OPEN)];
    let help = validator.help(
        (
            "true（契約あり）、false（なし）、\"unknown\"（未確認）のどれかを書きます。",
            "write true, false or \"unknown\"",
        ),
        ("はい、いいえ、未確認のどれかを書きます。", "write はい (yes), いいえ (no) or 未確認 (unknown)"),
    );
    choose(validator, field, fields::site::V6_OPTION.label, &choices, help)
        .ok()
        .map(|chosen| chosen.unwrap_or(V6Option::Unknown))
}

/// Reports a line on which the terminals cannot connect, or may not.
pub(super) fn check_v6_option(validator: &mut Validator<'_>, option: V6Option, at: Origin) {
    match option {
        V6Option::Yes => {}
        V6Option::No => {
            let message = Words::new(
                "フレッツ・v6オプションの契約がありません。このままでは端末が接続できません。",
                "フレッツ・v6オプション is not contracted: the terminals cannot connect",
            );
            let help = Words::new(
                "工事日までに申し込みが必要です。販売担当に確かめてください。",
                "it must be ordered before the work: ask the sales contact",
            );
            validator.warning(Code::NoV6Option, at, message, help);
        }
        V6Option::Unknown => {
            let message = Words::new(
                "フレッツ・v6オプションの契約が未確認です。",
                "it is not known whether フレッツ・v6オプション is contracted",
            );
            let help = validator.help(
                (
                    "契約がないと端末が接続できません。確かめたら true か false に直してください。",
                    "without it the terminals cannot connect: find out, then write true or false",
                ),
                (
                    "契約がないと端末が接続できません。確かめたら「はい」か「いいえ」に直してください。",
                    "without it the terminals cannot connect: find out, then write はい (yes) or いいえ (no)",
                ),
            );
            validator.note(Code::NoV6Option, at, message, help);
        }
    }
}

/// How the certificates are paid; an empty field means undecided. `None` if an error was reported.
pub(super) fn payment(validator: &mut Validator<'_>, field: &RawField) -> Option<Payment> {
    let choices = [(Payment::Deduction, DEDUCTION), (Payment::Invoice, INVOICE), (Payment::Undecided, OPEN)];
    let help = validator.help(
        (
            "deduction（控除）、invoice（払込請求書）、undecided（未定）のどれかを書きます。",
            "write deduction, invoice or undecided",
        ),
        (
            "報酬から控除、払込請求書、未定のどれかを書きます。",
            "write 報酬から控除 (deduction), 払込請求書 (invoice) or 未定 (undecided)",
        ),
    );
    choose(validator, field, fields::institution::PAYMENT.label, &choices, help)
        .ok()
        .map(|chosen| chosen.unwrap_or(Payment::Undecided))
}

/// Whether 電子処方箋 is planned; an empty field means undecided. `None` if an error was reported.
pub(super) fn e_prescription(validator: &mut Validator<'_>, field: &RawField) -> Option<EPrescription> {
    let choices = [(EPrescription::Yes, YES), (EPrescription::No, NO), (EPrescription::Undecided, OPEN)];
    let help = validator.help(
        ("yes（予定あり）、no（なし）、undecided（未定）のどれかを書きます。", "write yes, no or undecided"),
        (
            "予定あり、予定なし、未定のどれかを書きます。",
            "write 予定あり (yes), 予定なし (no) or 未定 (undecided)",
        ),
    );
    choose(validator, field, fields::institution::E_PRESCRIPTION.label, &choices, help)
        .ok()
        .map(|chosen| chosen.unwrap_or(EPrescription::Undecided))
}

/// Whether a terminal is also used for オンライン請求. The outer `None` if an error was reported.
pub(super) fn claims(validator: &mut Validator<'_>, field: &RawField) -> Option<Option<bool>> {
    let choices = [(Some(true), YES), (Some(false), NO), (None, OPEN)];
    let help = validator.help(
        ("true（する）か false（しない）を書きます。", "write true or false"),
        ("はい（する）か いいえ（しない）を書きます。", "write はい (yes) or いいえ (no)"),
    );
    choose(validator, field, fields::terminal::CLAIMS.label, &choices, help).ok().map(Option::flatten)
}

/// An error has been reported.
pub(super) struct Reported;

/// The choice that is written; `Ok(None)` for an empty field.
pub(super) fn choose<T: Copy>(
    validator: &mut Validator<'_>,
    field: &RawField,
    label: Label,
    choices: &[(T, &[&str])],
    help: Words,
) -> Result<Option<T>, Reported> {
    let Some(field) = field else { return Ok(None) };
    let written = match &field.value {
        Raw::Text(text) if text.trim().is_empty() => return Ok(None),
        Raw::Text(text) | Raw::Other(text) => text.clone(),
        Raw::Bool(truth) => truth.to_string(),
        Raw::Integer(number) => number.to_string(),
        Raw::Rejected => return Err(Reported),
    };
    let folded = fold::key(&written);
    if let Some((choice, _)) = choices.iter().find(|(_, words)| words.contains(&folded.as_str())) {
        return Ok(Some(*choice));
    }
    let message = about(label, &written, ("選べる値ではありません。", "not one of the choices"));
    validator.error(Code::BadChoice, field.at, message, help);
    Err(Reported)
}
