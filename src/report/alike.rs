//! [`Alike`]: messages of one kind about many customers. In: the messages of a run, one after the other. Out: those that are
//! shown at once, and at the end a few examples of each kind of the rest, with a line that counts them.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::drawing::Look;
use super::language::Language;
use super::message::{Message, messages_text};
use super::place::harmless;
use crate::base::Severity;

/// Errors of a kind that are shown in full, one after the other: with more of them nobody reads the others.
const SHOWN_ERRORS: usize = 10;

/// Examples of warnings and notes of a kind.
const EXAMPLES: usize = 3;

/// Customers that are named for each kind.
const NAMED: usize = 5;

/// The messages of a run that are not shown at once.
#[derive(Debug, Default)]
pub(crate) struct Alike {
    kinds: BTreeMap<(std::cmp::Reverse<Severity>, &'static str), Kind>,
}

/// Messages of one kind.
#[derive(Debug, Default)]
struct Kind {
    /// How many there are.
    count: usize,
    /// The first that were not shown at once.
    examples: Vec<Message>,
    /// Customers of those after them.
    named: Vec<String>,
}

impl Alike {
    /// Takes the messages about a customer; returns those that are shown at once.
    pub(crate) fn take(&mut self, messages: &[Message]) -> Vec<Message> {
        let mut shown = Vec::new();
        for message in messages {
            let key = (std::cmp::Reverse(message.severity), message.code());
            let kind = self.kinds.entry(key).or_default();
            let is_of_a_file = message.whose().is_empty() && message.severity != Severity::Error;
            if is_of_a_file {
                // It names a file, and there are no two of it.
                shown.push(message.clone());
                continue;
            }
            kind.count += 1;
            if message.severity == Severity::Error && kind.count <= SHOWN_ERRORS {
                shown.push(message.clone());
            } else if kind.examples.len() < EXAMPLES {
                kind.examples.push(message.clone());
            } else if kind.named.len() < NAMED {
                let whose = message.whose();
                if !whose.is_empty() && !kind.named.contains(&whose) {
                    kind.named.push(whose);
                }
            }
        }
        shown
    }

    /// The others: of each kind an example, how many more there are, and whose.
    pub(crate) fn text(&self, language: Language, look: &Look) -> String {
        let mut text = String::new();
        for ((severity, code), kind) in &self.kinds {
            text += &messages_text(&kind.examples, language, look);
            let shown = if severity.0 == Severity::Error { SHOWN_ERRORS } else { 0 };
            let more = kind.count.saturating_sub(shown + kind.examples.len());
            if more == 0 {
                continue;
            }
            let named: Vec<String> = kind.named.iter().map(|name| harmless(name)).collect();
            // Writing into a string cannot fail.
            let _ = match language {
                Language::Japanese => {
                    let etc = if more > named.len() { " など" } else { "" };
                    writeln!(text, "  同じ種類（{code}）がほかに {more}件：{}{etc}", named.join("、"))
                }
                Language::English => {
                    let etc = if more > named.len() { " …" } else { "" };
                    writeln!(text, "  {more} more of {code}: {}{etc}", named.join(", "))
                }
            };
        }
        text
    }
}
