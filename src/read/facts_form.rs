//! The form of a file of facts: the same keys with the same kinds of values as the embedded file. In: the parsed file. Out:
//! a [`FormFault`] for each key that is missing or too much and each value of another kind. What a value means is not
//! known here.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::messages::shown;
use crate::base::Words;
use crate::base::facts::EMBEDDED;

/// What is wrong with the form, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FormFault {
    pub(super) bytes: Range<usize>,
    pub(super) message: Words,
}

/// Longest text of a fact, in characters.
const LONGEST: usize = 300;

/// Largest number: yen, days, limits.
const LARGEST: i64 = 1_000_000;

/// The table whose keys are years.
const YEARS: &str = "calendar.holidays";

/// Everything that is not as in the embedded file.
pub(super) fn form_faults(root: &Spanned<DeTable<'_>>) -> Vec<FormFault> {
    // The embedded file has no errors: every run reads it.
    let (model, _) = DeTable::parse_recoverable(EMBEDDED);
    let mut form = Form::default();
    // The top of the file has no place of its own: what is missing there is said at its first byte.
    form.table(root.get_ref(), 0..0, &[model.get_ref()], "");
    form.faults
}

#[derive(Default)]
struct Form {
    faults: Vec<FormFault>,
}

impl Form {
    fn fault(&mut self, bytes: Range<usize>, ja: String, en: String) {
        self.faults.push(FormFault { bytes, message: Words::new(ja, en) });
    }

    /// Compares a table with those of the embedded file that stand at the same path: a key that all of them have is
    /// needed, one that some have is optional.
    fn table(&mut self, written: &DeTable<'_>, at: Range<usize>, models: &[&DeTable<'_>], path: &str) {
        for (key, value) in written {
            let name = key.get_ref().as_ref();
            match models.iter().find_map(|model| value_of(model, name)) {
                Some(model) => self.value(value, model, &within(path, name)),
                None => {
                    let name = shown(name);
                    self.fault(
                        key.span(),
                        format!("「{name}」という項目はありません。"),
                        format!("there is no fact `{name}`"),
                    );
                }
            }
        }
        let Some((first, others)) = models.split_first() else { return };
        for (key, _) in *first {
            let name = key.get_ref().as_ref();
            let is_needed = others.iter().all(|model| value_of(model, name).is_some());
            if is_needed && value_of(written, name).is_none() {
                let path = within(path, name);
                self.fault(at.clone(), format!("{path} がありません。"), format!("{path} is missing"));
            }
        }
    }

    fn value(&mut self, written: &Spanned<DeValue<'_>>, model: &Spanned<DeValue<'_>>, path: &str) {
        let at = written.span();
        match (written.get_ref(), model.get_ref()) {
            (DeValue::Table(years), DeValue::Table(_)) if path == YEARS => {
                for (year, value) in years {
                    let path = within(path, &shown(year.get_ref()));
                    self.text(value, &path);
                }
            }
            (DeValue::Table(written), DeValue::Table(model)) => self.table(written, at, &[model], path),
            (DeValue::Array(written), DeValue::Array(model)) => self.list(written, at, model, path),
            (_, DeValue::String(_)) => self.text(written, path),
            (DeValue::Integer(number), DeValue::Integer(_)) => {
                let value = i64::from_str_radix(number.as_str(), number.radix());
                if !value.is_ok_and(|value| (0..=LARGEST).contains(&value)) {
                    let ja = format!("{path}：0から{LARGEST}までの整数で書きます。");
                    self.fault(at, ja, format!("{path}: a whole number from 0 to {LARGEST} is wanted"));
                }
            }
            (DeValue::Boolean(_), DeValue::Boolean(_)) => {}
            (_, model) => {
                let (ja, en) = kind(model);
                self.fault(at, format!("{path}：{ja}で書きます。"), format!("{path}: {en} is wanted"));
            }
        }
    }

    fn list(
        &mut self,
        written: &[Spanned<DeValue<'_>>],
        at: Range<usize>,
        model: &[Spanned<DeValue<'_>>],
        path: &str,
    ) {
        if written.is_empty() {
            self.fault(at, format!("{path}：空です。"), format!("{path}: it is empty"));
        }
        let tables: Vec<&DeTable<'_>> = model.iter().filter_map(|one| table_of(one)).collect();
        for (index, one) in written.iter().enumerate() {
            let path = format!("{path}[{index}]");
            match (table_of(one), model.first()) {
                (Some(table), _) if !tables.is_empty() => self.table(table, one.span(), &tables, &path),
                (_, Some(first)) => self.value(one, first, &path),
                (_, None) => {}
            }
        }
    }

    /// A text that can be printed: not empty, not endless, without control characters. An address of the web is one.
    fn text(&mut self, written: &Spanned<DeValue<'_>>, path: &str) {
        let DeValue::String(text) = written.get_ref() else {
            return self.fault(
                written.span(),
                format!("{path}：文字で書きます。"),
                format!("{path}: a text is wanted"),
            );
        };
        let is_address = path.rsplit(['.', '_']).next() == Some("url");
        let (ja, en) = if text.trim().is_empty() {
            ("空です。", "it is empty")
        } else if text.chars().count() > LONGEST {
            ("長すぎます。", "it is too long")
        } else if text.chars().any(char::is_control) {
            ("改行などの制御文字があります。", "it has a line break or another control character")
        } else if is_address
            && !(text.starts_with("https://") && text.bytes().all(|byte| byte.is_ascii_graphic()))
        {
            (
                "「https://」で始まる半角のアドレスを書きます。",
                "an address that begins with https:// is wanted",
            )
        } else {
            return;
        };
        self.fault(written.span(), format!("{path}：{ja}"), format!("{path}: {en}"));
    }
}

fn value_of<'t, 'i>(table: &'t DeTable<'i>, key: &str) -> Option<&'t Spanned<DeValue<'i>>> {
    table.iter().find(|(known, _)| known.get_ref() == key).map(|(_, value)| value)
}

fn table_of<'t, 'i>(value: &'t Spanned<DeValue<'i>>) -> Option<&'t DeTable<'i>> {
    if let DeValue::Table(table) = value.get_ref() { Some(table) } else { None }
}

fn within(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

/// The kind of a value in words.
const fn kind(model: &DeValue<'_>) -> (&'static str, &'static str) {
    match model {
        DeValue::String(_) => ("文字", "a text"),
        DeValue::Integer(_) | DeValue::Float(_) => ("数", "a number"),
        DeValue::Boolean(_) => ("true か false", "true or false"),
        DeValue::Datetime(_) => ("日付", "a date"),
        DeValue::Array(_) => ("[ ] の並び", "a list"),
        DeValue::Table(_) => ("[ ] の見出しの組", "a table"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(from: &str, to: &str) -> Vec<String> {
        assert!(EMBEDDED.contains(from), "{from}");
        let text = EMBEDDED.replacen(from, to, 1);
        let (root, errors) = DeTable::parse_recoverable(&text);
        assert!(errors.is_empty(), "{errors:?}");
        form_faults(&root).into_iter().map(|fault| fault.message.en).collect()
    }

    #[test]
    fn the_embedded_file_has_its_own_form() {
        assert_eq!(messages("as_of", "as_of"), [""; 0]);
    }

    #[test]
    fn keys_and_kinds_are_compared() {
        assert_eq!(messages("price_yen = 1500", ""), ["certificate.price_yen is missing"]);
        assert_eq!(
            messages("price_yen = 1500", "price_yen = 1500\nprice_usd = 10"),
            ["there is no fact `price_usd`"]
        );
        assert_eq!(
            messages("price_yen = 1500", "price_yen = \"1500\""),
            ["certificate.price_yen: a number is wanted"]
        );
        let wanted = format!("certificate.price_yen: a whole number from 0 to {LARGEST} is wanted");
        assert_eq!(messages("price_yen = 1500", "price_yen = -1"), std::slice::from_ref(&wanted));
        assert_eq!(messages("price_yen = 1500", "price_yen = 99999999999999999999"), [wanted]);
        assert_eq!(messages("code = 1, ", ""), ["prefectures[0].code is missing"]);
        assert_eq!(
            messages("as_of_words = \"", "as_of_words = \"\\n"),
            ["as_of_words: it has a line break or another control character"]
        );
    }

    #[test]
    fn what_some_tables_of_a_list_have_is_optional() {
        assert_eq!(messages("name = \"歯科\"", "name = \"歯科\"\noption = \"3:歯科\""), [""; 0]);
        assert_eq!(
            messages("name = \"歯科\"", "note = \"\""),
            ["there is no fact `note`", "fee_table[1].name is missing"]
        );
    }
}
