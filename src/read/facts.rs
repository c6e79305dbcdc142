//! A file of facts in place of the embedded ones. In: a path. Out: [`FactsFile`], complete and right, or every fault with its
//! place. Which keys there are is what the embedded file has; which values can be right is known to `base::facts`.

use std::ops::Range;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::facts_form::{FormFault, form_faults};
use super::{entries, file, redact};
use crate::base::diagnostic::in_file_order;
use crate::base::facts::{FactFault, Facts};
use crate::base::{Code, Diagnostic, Origins, Place, Words};

/// Most faults that are reported: a file with more is no file of facts.
const MAX_FAULTS: usize = 50;

/// Facts and the text that they come from.
#[derive(Clone, Debug)]
pub struct FactsFile {
    /// The facts.
    pub facts: Facts,
    /// The text of the file.
    pub text: String,
}

/// Reads a file of facts.
///
/// # Errors
/// `SP001`, `SP010`, `SP011` if the file cannot be read, `SP012` for what breaks its syntax, `SP171` for every key that is
/// missing or too much and every value that cannot be right.
pub fn facts_file(path: &Path, origins: &mut Origins) -> Result<FactsFile, Vec<Diagnostic>> {
    let file::TextFile { source, text, .. } = file::open(path, origins).map_err(|error| vec![error])?;
    // A fact that is not known is no secret: the file holds none of a customer's data.
    let shown = redact::hide(&text, &redact::find(&text, &|_| true).ranges);
    let found = facts_of(&text);
    let faults = match &found {
        Ok(_) => Vec::new(),
        Err(Wrong::Syntax(errors)) => errors
            .iter()
            .take(MAX_FAULTS)
            .map(|(bytes, message)| {
                let (message, help) = entries::broken(&shown, bytes, message);
                (Code::TomlSyntax, bytes.clone(), message, help)
            })
            .collect(),
        Err(Wrong::Values(faults)) => faults
            .iter()
            .take(MAX_FAULTS)
            .map(|fault| (Code::BadFacts, fault.bytes.clone(), fault.message.clone(), as_in_the_sample()))
            .collect::<Vec<_>>(),
    };
    let faults = faults
        .into_iter()
        .map(|(code, bytes, message, help)| {
            Diagnostic::error(code, origins.add(Place::Span { source, bytes }), message, help)
        })
        .collect();
    if let Some(source) = origins.sources.get_mut(source) {
        source.text = shown;
    }
    match found {
        Ok(facts) => Ok(FactsFile { facts, text }),
        Err(_) => Err(in_file_order(faults, origins)),
    }
}

fn as_in_the_sample() -> Words {
    Words::new(
        "startpack facts -o 事実.toml で内蔵の事実を書き出し、それと同じ形にしてください。",
        "`startpack facts -o facts.toml` writes the embedded facts: give the file the same form",
    )
}

/// Why a text is no file of facts.
enum Wrong {
    /// It breaks the syntax: places and the parser's words.
    Syntax(Vec<(Range<usize>, String)>),
    Values(Vec<FormFault>),
}

fn facts_of(text: &str) -> Result<Facts, Wrong> {
    let (root, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        let place = |error: &toml::de::Error| (error.span().unwrap_or(0..0), error.message().to_owned());
        return Err(Wrong::Syntax(errors.iter().map(place).collect()));
    }
    let faults = form_faults(&root);
    if !faults.is_empty() {
        return Err(Wrong::Values(faults));
    }
    // What is left is a number that its type cannot hold.
    let facts: Facts = toml::from_str(text).map_err(|error| {
        let message = Words::new(
            "この値は大きすぎるか、読めません。",
            format!("this cannot be read: {}", error.message()),
        );
        Wrong::Values(vec![FormFault { bytes: error.span().unwrap_or(0..0), message }])
    })?;
    let faults: Vec<FormFault> = facts.faults().into_iter().map(|fault| placed(fault, &root)).collect();
    if faults.is_empty() { Ok(facts) } else { Err(Wrong::Values(faults)) }
}

/// A fault of a value, with the place of the value.
fn placed(FactFault { path, message }: FactFault, root: &Spanned<DeTable<'_>>) -> FormFault {
    let bytes = bytes_of(&path, root.get_ref()).unwrap_or_else(|| root.span());
    let Words { ja, en } = message;
    FormFault { bytes, message: Words::new(format!("{path}：{ja}"), format!("{path}: {en}")) }
}

/// The place of `certificate.price_yen` or `prefectures[3].code`.
fn bytes_of(path: &str, table: &DeTable<'_>) -> Option<Range<usize>> {
    let (step, rest) = path.split_once('.').map_or((path, None), |(step, rest)| (step, Some(rest)));
    let (key, index) = match step.strip_suffix(']').and_then(|step| step.split_once('[')) {
        Some((key, index)) => (key, Some(index.parse::<usize>().ok()?)),
        None => (step, None),
    };
    let mut value = table.iter().find(|(known, _)| known.get_ref() == key)?.1;
    if let (Some(index), DeValue::Array(list)) = (index, value.get_ref()) {
        value = list.get(index)?;
    }
    match (rest, value.get_ref()) {
        (Some(rest), DeValue::Table(inner)) => bytes_of(rest, inner),
        _ => Some(value.span()),
    }
}
