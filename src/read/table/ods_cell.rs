//! A cell of an `OpenDocument` sheet. In: its attributes and the text in it, which is what the sheet shows. Out: its
//! value. The text itself is not read here.

use super::shown::{has_digits_of, unseen};
use super::value::{CellValue, Number, Shown, days};
use super::xml::{Element, any_attribute_is, attribute};

/// The attributes of a cell.
pub(super) struct OdsCell {
    kind: String,
    value: Option<String>,
    is_formula: bool,
    /// It takes its value from another file.
    is_outside: bool,
    is_error: bool,
    epoch: i32,
}

impl OdsCell {
    /// The attributes of the cell that begins, in a file that counts days from `epoch`.
    pub(super) fn new(start: &Element<'_>, epoch: i32) -> Self {
        let formula = attribute(start, "formula");
        // A reference to another file names it in quotes with its scheme.
        let is_outside = formula.as_ref().is_some_and(|formula| formula.contains("'file:"));
        // LibreOffice repeats the type in an attribute of its own, which knows errors.
        let is_error = any_attribute_is(start, "value-type", "error");
        let kind = attribute(start, "value-type").unwrap_or_default();
        let value = match kind.as_str() {
            "date" => attribute(start, "date-value"),
            "time" => attribute(start, "time-value"),
            "boolean" => attribute(start, "boolean-value"),
            "string" => attribute(start, "string-value"),
            _ => attribute(start, "value"),
        };
        Self { kind, value, is_formula: formula.is_some(), is_outside, is_error, epoch }
    }

    /// The value of the cell, which shows `text`, if the file says so; `None` if it is empty.
    pub(super) fn value(self, text: Option<String>) -> Option<CellValue> {
        let Self { kind, value, is_formula, is_outside, is_error, epoch } = self;
        let is_written = text.is_some();
        let text = text.unwrap_or_default();
        let written = |text: String| (!text.trim().is_empty()).then_some(CellValue::Text(text));
        let number = |value: String, shown| Some(CellValue::Number(Number { value, shown, epoch }));
        if is_outside {
            return Some(CellValue::Outside);
        }
        if is_error {
            return Some(CellValue::Error(text));
        }
        match (kind.as_str(), value) {
            ("", _) if is_formula => Some(CellValue::Uncomputed),
            ("float" | "currency" | "percentage", Some(value)) => {
                let text = text.trim();
                if is_written && text.is_empty() {
                    return value
                        .parse()
                        .is_ok_and(|value: f64| value != 0.0)
                        .then(|| unseen(&value, "", true));
                }
                // Some writers leave the text out, or write the number there, whatever the format is.
                let is_plain = text.is_empty() || text == value;
                let is_exact = has_digits_of(text, &value);
                let shown = if is_plain { Shown::General } else { Shown::Text(text.to_owned(), is_exact) };
                number(value, shown)
            }
            ("date", Some(value)) => match days(&value) {
                Some(days) => number(days.to_string(), Shown::Day),
                None => written(value),
            },
            ("time", Some(value)) => number(value, Shown::Time),
            ("boolean", Some(value)) => Some(CellValue::Bool(value == "true")),
            ("string", Some(value)) if text.is_empty() => written(value),
            _ => written(text),
        }
    }
}
