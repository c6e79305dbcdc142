//! Texts that are printed exactly as written. In: a raw text. Out: the same text, or an error that names the
//! characters that cannot be printed. Nothing is normalised here.

use std::fmt::Write as _;

use super::characters::{about, is_visible, kind};
use super::destroyed::{Loss, loss};
use super::validator::Validator;
use crate::base::facts::facts;
use crate::base::fonts::Family;
use crate::base::{Code, Fonts, Located, Origin, Words};
use crate::read::fields::{self, Label};
use crate::read::{Raw, RawField};

impl Validator<'_> {
    /// A text that is printed exactly as written: its characters are checked, never changed. `None` for an empty
    /// field.
    pub(super) fn text(&mut self, field: &RawField, label: Label) -> Option<Located<String>> {
        let field = field.as_ref()?;
        match &field.value {
            Raw::Text(text) if text.trim().is_empty() => None,
            Raw::Text(text) => printed(self, &field.with(text.clone()), label),
            Raw::Rejected => None,
            Raw::Bool(_) | Raw::Integer(_) | Raw::Other(_) => {
                self.wrong_type(field.at, label);
                None
            }
        }
    }

    /// A required text; reported if it is missing.
    pub(super) fn required_text(
        &mut self,
        field: &RawField,
        label: Label,
        table: Origin,
    ) -> Option<Located<String>> {
        self.require(field, label, table);
        self.text(field, label)
    }
}

/// The text without leading and trailing blanks, if all its characters can be printed.
fn printed(validator: &mut Validator<'_>, field: &Located<String>, label: Label) -> Option<Located<String>> {
    let text = field.value.trim_matches([' ', '\u{3000}']);
    if let Some((loss, is_sure)) = loss(text, label == fields::terminal::NAME.label) {
        report_loss(validator, field, label, loss, is_sure);
        if is_sure {
            return None;
        }
    }
    let refused = distinct(text, |character| !is_visible(character));
    if !refused.is_empty() {
        refuse(validator, field, label, &refused);
        return None;
    }
    let missing = distinct(text, |character| !is_covered(validator.fonts, character));
    if !missing.is_empty() {
        refuse_missing(validator, field, label, &missing);
        return None;
    }
    let limit = facts().input.text_limit;
    if text.chars().count() > limit {
        let message = Words::new(
            format!("{}が長すぎます（{limit}文字まで）。", label.ja),
            format!("{} is too long (limit {limit} characters)", label.en),
        );
        validator.error(
            Code::TooLong,
            field.at,
            message,
            Words::new("短くしてください。", "make it shorter"),
        );
        return None;
    }
    if text.len() != field.value.len() {
        let message = Words::new(
            format!("{}の前後の空白を除いて印刷します。", label.ja),
            format!("{}: blanks at its edges are left out", label.en),
        );
        let help = Words::new("そのままで構いません。", "nothing need be done");
        validator.note(Code::EdgeSpace, field.at, message, help);
    }
    validator.radicals(&field.with(text.to_owned()), label);
    Some(field.with(text.to_owned()))
}

/// Reports a value that was lost before it came here.
fn report_loss(
    validator: &mut Validator<'_>,
    field: &Located<String>,
    label: Label,
    loss: Loss,
    is_sure: bool,
) {
    let what = match loss {
        Loss::Error => ("数式のエラーの跡です。", "this is the error of a formula"),
        Loss::Narrow => (
            "列の幅が足りないときの表示です。値が失われています。",
            "this is what a narrow column shows: the value is lost",
        ),
        Loss::Exponent => (
            "長い番号が数値として縮められた形です。桁が失われています。",
            "this is a long number that was shortened: its digits are lost",
        ),
        Loss::Day => {
            ("表計算ソフトが日付に変えた値のようです。", "a spreadsheet has made a day of it, it seems")
        }
        Loss::Characters => (
            "文字コードの変換で失われた文字（?、〓など）があるようです。",
            "characters were lost in a change of encoding, it seems",
        ),
        Loss::NoValue => {
            ("「値がない」ことを表す印のようです。", "this is a program's mark for no value, it seems")
        }
        Loss::Same => (
            "「上と同じ」の印は読みません。このまま印刷されてしまいます。",
            "signs for \"as above\" are not followed, they would be printed",
        ),
    };
    let message = about(label, &field.value, what);
    let help = match loss {
        Loss::NoValue => Words::new("値を書くか、空欄にしてください。", "write the value, or leave it empty"),
        _ => Words::new("元の値を打ち直してください。", "type the value itself"),
    };
    if is_sure {
        validator.error(Code::LostValue, field.at, message, help);
    } else {
        let help = Words::new(
            format!("このままでよければ、何もいりません。違うときは、{}", help.ja),
            format!("if it is meant, nothing need be done; else {}", help.en),
        );
        validator.warning(Code::LostValue, field.at, message, help);
    }
}

/// Whether the fonts have `character` in every weight.
fn is_covered(fonts: &Fonts, character: char) -> bool {
    !is_variation_selector(character)
        && [false, true].into_iter().all(|bold| fonts.glyph(Family::Sans, bold, character).is_some())
}

/// Variation selectors have no effect: text is set without a shaper.
const fn is_variation_selector(character: char) -> bool {
    matches!(character, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' | '\u{180B}'..='\u{180D}')
}

const fn is_private(character: char) -> bool {
    matches!(character, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFD}')
}

/// The different characters of `text` for which `wanted` is true, in order, at most [`MAX_NAMED`].
fn distinct(text: &str, wanted: impl Fn(char) -> bool) -> Vec<char> {
    let mut found = Vec::new();
    for character in text.chars().filter(|&character| wanted(character)) {
        if found.len() < MAX_NAMED && !found.contains(&character) {
            found.push(character);
        }
    }
    found
}

/// A message names at most this many different characters.
const MAX_NAMED: usize = 5;

fn refuse(validator: &mut Validator<'_>, field: &Located<String>, label: Label, refused: &[char]) {
    let list = |name: fn((&'static str, &'static str)) -> &'static str| {
        let mut words = String::new();
        for (index, &character) in refused.iter().enumerate() {
            let what = kind(character).map_or("", name);
            let comma = if index == 0 { "" } else { ", " };
            let _ = write!(words, "{comma}{what} U+{:04X}", u32::from(character));
        }
        words
    };
    let (ja, en) = (list(|(ja, _)| ja), list(|(_, en)| en));
    let message = Words::new(
        format!("{}に印刷できない文字が入っています（{ja}）。", label.ja),
        format!("{} has characters that cannot be printed ({en})", label.en),
    );
    let help = Words::new(
        "貼り付けで混ざった見えない文字です。その値を打ち直してください。",
        "they came in by copying and cannot be seen: type the value again",
    );
    validator.error(Code::ControlCharacter, field.at, message, help);
}

fn refuse_missing(validator: &mut Validator<'_>, field: &Located<String>, label: Label, missing: &[char]) {
    let list: Vec<String> = missing
        .iter()
        .map(|&character| {
            if is_variation_selector(character) {
                format!("U+{:04X}", u32::from(character))
            } else {
                format!("「{character}」 U+{:04X}", u32::from(character))
            }
        })
        .collect();
    let list = list.join(", ");
    let (why, advice) = match missing.first() {
        Some(&first) if is_variation_selector(first) => (
            Words::new("異体字を指定する文字", "variation selectors"),
            Words::new(
                "異体字の指定を外した字を打ち直してください。",
                "type the character again without its variation",
            ),
        ),
        Some(&first) if is_private(first) => (
            Words::new("外字", "private-use characters (gaiji)"),
            Words::new("標準の字か、かなに置き換えてください。", "use a standard character, or kana"),
        ),
        _ => (
            Words::new("書体にない文字", "characters that no font has"),
            Words::new(
                "別の字に置き換えるか、その字のある書体を --font で足してください。",
                "use another character, or add a font that has it with --font",
            ),
        ),
    };
    let message = Words::new(
        format!("{}に{}があり、印刷できません（{list}）。", label.ja, why.ja),
        format!("{} has {}, which cannot be printed ({})", label.en, why.en, list.replace(['「', '」'], "")),
    );
    validator.error(Code::MissingGlyph, field.at, message, advice);
}
