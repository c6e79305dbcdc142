//! [`Entry`]: a table of a small TOML file (`[[grid]]`, `[[printer]]`) with the place of everything in it.
//!
//! A text comes in, entries come out, unjudged: which keys there may be and what they mean is known elsewhere.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Located, Origin};

/// One table of a list of tables.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// What the list is called: `grid` for `[[grid]]`.
    pub kind: String,
    /// Place of the table.
    pub at: Origin,
    /// Its values by key; each with the place of the value.
    pub values: BTreeMap<String, Located<Value>>,
}

/// A value as it was written.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Text in quotes.
    Text(String),
    /// A number, whole or not.
    Number(f64),
    /// A list.
    List(Vec<Located<Value>>),
    /// Anything else.
    Other,
}

/// What stands at the top of the file where only lists of tables may stand; or what breaks the syntax.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Break {
    /// The parser's word for it; empty for a key or table that stands where only `[[…]]` may.
    pub message: String,
    /// Bytes of the text.
    pub bytes: Range<usize>,
}

/// Reads `text`; `locate` gives every value its place.
///
/// # Errors
/// Everything that keeps the text from being a list of tables.
pub fn entries(text: &str, locate: &mut dyn FnMut(Range<usize>) -> Origin) -> Result<Vec<Entry>, Vec<Break>> {
    let (root, errors) = DeTable::parse_recoverable(text);
    let mut breaks: Vec<Break> = errors
        .iter()
        .map(|error| Break { message: error.message().to_owned(), bytes: error.span().unwrap_or(0..0) })
        .collect();
    let mut found: Vec<(usize, Entry)> = Vec::new();
    for (key, value) in root.into_inner() {
        match value.into_inner() {
            DeValue::Array(list) if list.iter().all(|one| matches!(one.get_ref(), DeValue::Table(_))) => {
                for one in list {
                    let start = one.span().start;
                    found.push((start, entry(key.get_ref(), one, locate)));
                }
            }
            _ => breaks.push(Break { message: String::new(), bytes: key.span() }),
        }
    }
    // The parser hands tables on in the order of their names.
    found.sort_by_key(|(start, _)| *start);
    if breaks.is_empty() { Ok(found.into_iter().map(|(_, entry)| entry).collect()) } else { Err(breaks) }
}

fn entry(kind: &str, table: Spanned<DeValue<'_>>, locate: &mut dyn FnMut(Range<usize>) -> Origin) -> Entry {
    let at = locate(table.span());
    let DeValue::Table(table) = table.into_inner() else { return Entry::default() };
    let values = table.into_iter().map(|(key, value)| {
        let value = located(value, locate);
        (key.into_inner().into_owned(), value)
    });
    Entry { kind: kind.to_owned(), at, values: values.collect() }
}

fn located(value: Spanned<DeValue<'_>>, locate: &mut dyn FnMut(Range<usize>) -> Origin) -> Located<Value> {
    let at = locate(value.span());
    let value = match value.into_inner() {
        DeValue::String(text) => Value::Text(text.into_owned()),
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
            .map_or(Value::Other, |number| Value::Number(number as f64)),
        DeValue::Float(number) => number.as_str().parse().map_or(Value::Other, Value::Number),
        DeValue::Array(list) => Value::List(list.into_iter().map(|one| located(one, locate)).collect()),
        DeValue::Boolean(_) | DeValue::Datetime(_) | DeValue::Table(_) => Value::Other,
    };
    Located::new(value, at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Result<Vec<Entry>, Vec<Break>> {
        entries(text, &mut |_| Origin::NONE)
    }

    #[test]
    fn tables_come_in_the_order_of_the_text() {
        let found =
            plain("[[roll]]\nname = \"b\"\n[[grid]]\nlabel = [1, 2.5]\n[[roll]]\nname = \"c\"\n").unwrap();
        let kinds: Vec<&str> = found.iter().map(|entry| entry.kind.as_str()).collect();
        assert_eq!(kinds, ["roll", "grid", "roll"]);
        let Value::List(numbers) = &found[1].values["label"].value else { panic!("no list") };
        assert_eq!(numbers[1].value, Value::Number(2.5));
    }

    #[test]
    fn what_is_no_list_of_tables_is_told() {
        assert_eq!(plain("a = 1\n").unwrap_err()[0].bytes, 0..1);
        assert!(!plain("[[grid]]\nname = \n").unwrap_err()[0].message.is_empty());
    }
}
