//! [`Keys`]: takes the keys of an [`Entry`] one by one, and tells of each that is missing, of the wrong kind or
//! not known.

use std::collections::BTreeSet;

use crate::base::entry::{Entry, Value};
use crate::base::{Code, Diagnostic, Located, Origin, Words};

/// A longer text is no name.
const LONGEST_TEXT: usize = 100;

/// An entry being read.
pub(super) struct Keys<'a> {
    entry: &'a Entry,
    code: Code,
    taken: BTreeSet<&'static str>,
    /// What is wrong so far.
    pub(super) faults: Vec<Diagnostic>,
}

impl<'a> Keys<'a> {
    /// Reads `entry`; faults have that code.
    pub(super) fn new(entry: &'a Entry, code: Code) -> Self {
        Self { entry, code, taken: BTreeSet::new(), faults: Vec::new() }
    }

    /// Where the value of `key` stands, or the entry.
    pub(super) fn place(&self, key: &str) -> Origin {
        self.entry.values.get(key).map_or(self.entry.at, |value| value.at)
    }

    /// Adds a fault of the value of `key`.
    pub(super) fn fault(&mut self, key: &str, message: Words, help: Words) {
        let at = self.place(key);
        self.faults.push(Diagnostic::error(self.code, at, message, help));
    }

    fn take(&mut self, key: &'static str) -> Option<&'a Located<Value>> {
        self.taken.insert(key);
        self.entry.values.get(key)
    }

    fn wrong(&mut self, key: &str, ja: &str, en: &str) {
        let message = Words::new(format!("{key} には{ja}を書きます。"), format!("{key} takes {en}"));
        let help =
            Words::new(format!("{} のように書きます。", example(key)), format!("such as {}", example(key)));
        self.fault(key, message, help);
    }

    /// Says that `key` must be there.
    fn missing(&mut self, key: &str) {
        let kind = &self.entry.kind;
        let message =
            Words::new(format!("[[{kind}]] に {key} がありません。"), format!("[[{kind}]] has no {key}"));
        let help = Words::new(
            format!("{} のように書き足します。", example(key)),
            format!("add it, such as {}", example(key)),
        );
        self.fault(key, message, help);
    }

    /// A text, if it is there.
    pub(super) fn text_if_any(&mut self, key: &'static str) -> Option<String> {
        match &self.take(key)?.value {
            Value::Text(text) if is_plain(text) => Some(text.trim().to_owned()),
            _ => {
                self.wrong(key, "\" \" で囲んだ短い文字", "a short text in quotes");
                None
            }
        }
    }

    /// A text that must be there.
    pub(super) fn text(&mut self, key: &'static str) -> Option<String> {
        if !self.entry.values.contains_key(key) {
            self.taken.insert(key);
            self.missing(key);
        }
        self.text_if_any(key)
    }

    /// A list of texts, if it is there.
    pub(super) fn texts(&mut self, key: &'static str) -> Vec<String> {
        let Some(found) = self.take(key) else { return Vec::new() };
        let texts = match &found.value {
            Value::List(list) => list
                .iter()
                .map(|one| match &one.value {
                    Value::Text(text) if is_plain(text) => Some(text.trim().to_owned()),
                    _ => None,
                })
                .collect::<Option<Vec<_>>>(),
            _ => None,
        };
        if texts.is_none() {
            self.wrong(key, " [ ] の中に \" \" で囲んだ文字", "a list of texts");
        }
        texts.unwrap_or_default()
    }

    /// A number from `least` to `most`, if it is there.
    pub(super) fn number_if_any(&mut self, key: &'static str, least: f64, most: f64) -> Option<f64> {
        let value = self.take(key)?.value.clone();
        self.bounded(key, &value, least, most)
    }

    fn bounded(&mut self, key: &'static str, value: &Value, least: f64, most: f64) -> Option<f64> {
        match value {
            Value::Number(number) if number.is_finite() && (least..=most).contains(number) => Some(*number),
            _ => {
                self.wrong(
                    key,
                    &format!("{least}以上{most}以下の数"),
                    &format!("a number from {least} to {most}"),
                );
                None
            }
        }
    }

    /// A whole number from 1 to `most` that must be there.
    pub(super) fn count(&mut self, key: &'static str, most: usize) -> Option<usize> {
        let Some(found) = self.take(key) else {
            self.missing(key);
            return None;
        };
        match found.value {
            Value::Number(number) if number.fract() == 0.0 && (1.0..=most as f64).contains(&number) => {
                Some(number as usize)
            }
            _ => {
                self.wrong(
                    key,
                    &format!("1以上{most}以下の整数"),
                    &format!("a whole number from 1 to {most}"),
                );
                None
            }
        }
    }

    /// Two numbers from 0 to `most`, if they are there.
    pub(super) fn pair_if_any(&mut self, key: &'static str, most: f64) -> Option<[f64; 2]> {
        let found = self.take(key)?.value.clone();
        let Value::List(list) = found else {
            self.wrong(key, "2つの数（横、縦）", "two numbers, across and down");
            return None;
        };
        let [across, down] = list.as_slice() else {
            self.wrong(key, "2つの数（横、縦）", "two numbers, across and down");
            return None;
        };
        let mut one = |value: &Located<Value>| match value.value {
            Value::Number(number) if number.is_finite() && (0.0..=most).contains(&number) => Some(number),
            _ => {
                let (ja, en) = (format!("0以上{most}以下の数"), format!("numbers from 0 to {most}"));
                let message = Words::new(format!("{key} には{ja}を書きます。"), format!("{key} takes {en}"));
                let help = Words::new("寸法の単位は mm です。", "measures are in mm");
                self.faults.push(Diagnostic::error(self.code, value.at, message, help));
                None
            }
        };
        let (across, down) = (one(across), one(down));
        Some([across?, down?])
    }

    /// Two numbers from 0 to `most` that must be there.
    pub(super) fn pair(&mut self, key: &'static str, most: f64) -> Option<[f64; 2]> {
        if !self.entry.values.contains_key(key) {
            self.taken.insert(key);
            self.missing(key);
            return None;
        }
        self.pair_if_any(key, most)
    }

    /// Tells of every key that nobody has taken, and hands the faults out.
    pub(super) fn finish(mut self) -> Vec<Diagnostic> {
        let known: Vec<&str> = self.taken.iter().copied().collect();
        let known = known.join(", ");
        let kind = &self.entry.kind;
        for (key, value) in &self.entry.values {
            if self.taken.contains(key.as_str()) {
                continue;
            }
            let key: String = key.chars().filter(|c| !c.is_control()).take(LONGEST_TEXT).collect();
            let message = Words::new(
                format!("[[{kind}]] に「{key}」という項目はありません。"),
                format!("[[{kind}]] has no key {key:?}"),
            );
            let help = Words::new(format!("書ける項目は {known} です。"), format!("the keys are {known}"));
            self.faults.push(Diagnostic::error(self.code, value.at, message, help));
        }
        self.faults
    }
}

/// Whether `text` can be a name on paper and in a list.
fn is_plain(text: &str) -> bool {
    !text.trim().is_empty() && text.chars().count() <= LONGEST_TEXT && !text.chars().any(char::is_control)
}

/// How a key is written.
fn example(key: &str) -> &'static str {
    match key {
        "name" => "name = \"jimu-12\"",
        "paper" => "paper = [210.0, 297.0]",
        "columns" => "columns = 2",
        "rows" => "rows = 6",
        "label" => "label = [86.4, 42.3]",
        "pitch" => "pitch = [86.4, 42.3]",
        "origin" => "origin = [18.6, 21.2]",
        "rest" => "rest = [18.6, 22.0]",
        "clear" => "clear = [3.1, 1.6]",
        "dots_per_inch" => "dots_per_inch = 300",
        "products" => "products = [\"A-one 72212\"]",
        "verified" => "verified = \"measured\"",
        "offset_x" => "offset_x = 0.8",
        "offset_y" => "offset_y = -0.5",
        "scale_x" => "scale_x = 0.998",
        "scale_y" => "scale_y = 1.0",
        _ => "source = \"measured with a ruler\"",
    }
}
