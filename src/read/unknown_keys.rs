//! Unknown keys of a site file. In: keys with their values. Out: errors with suggestions, and the bytes to hide.
//! Extends [`TreeReader`]; known keys are not handled here.

use toml::Spanned;
use toml::de::DeValue;

use super::fields::TableSpec;
use super::suggest::{Suggestion, suggest};
use super::tree_reader::{Entries, TreeReader, UnknownKey};
use super::{Raw, messages, redact, secret};
use crate::base::Located;

/// Most unknown keys of one table that are reported one by one.
const MAX_REPORTED: usize = 50;

impl TreeReader<'_> {
    /// Reports the unknown keys of one table. A field with a misspelt key is not reported as missing too.
    pub(super) fn report_unknown_keys(
        &mut self,
        mut unknown: Vec<UnknownKey<'_>>,
        spec: &'static TableSpec,
        entries: &mut Entries<'_>,
    ) {
        unknown.sort_by_key(|key| key.span.start);
        let more = unknown.split_off(unknown.len().min(MAX_REPORTED));
        for key in unknown {
            self.report_unknown_key(key, spec, entries);
        }
        if let Some(key) = more.first() {
            let at = self.at(key.span.clone());
            self.errors.push(messages::more_unknown_keys(more.len(), at));
        }
        for UnknownKey { span, value, .. } in &more {
            self.hidden.push(span.clone());
            self.hide(value);
        }
    }

    fn report_unknown_key(
        &mut self,
        unknown: UnknownKey<'_>,
        spec: &'static TableSpec,
        entries: &mut Entries<'_>,
    ) {
        let UnknownKey { span, name: key, value } = unknown;
        let at = self.at(span.clone());
        if let Some(found) = secret::in_key(&key) {
            self.hide(&value);
            // A key in quotes starts one byte later; a key with escapes is hidden completely.
            let start = span.start + span.len().saturating_sub(key.len()) / 2;
            let word = match span.len().saturating_sub(key.len()) {
                0 | 2 => start + found.bytes.start..start + found.bytes.end,
                _ => span.end..span.end,
            };
            self.hidden.extend(redact::around(span, &word));
            self.secret(found.word, at);
            return;
        }
        let suggestion = suggest(&key, spec);
        match suggestion {
            Some(Suggestion::Here(known)) => {
                entries.fields.entry(known.key()).or_insert(Located::new(Raw::Rejected, at));
            }
            Some(Suggestion::Elsewhere(other, known)) => self.misplaced_keys.push((other, known.key(), at)),
            Some(Suggestion::Table(_)) => self.misplaced = true,
            None => self.misplaced |= matches!(value.get_ref(), DeValue::Table(_) | DeValue::Array(_)),
        }
        self.hide(&value);
        self.report_secrets_within(&value);
        self.errors.push(messages::unknown_key(&key, spec, suggestion, at));
    }

    /// Marks fields of `entries` as rejected that are written in another table, so that they are not reported as
    /// missing.
    pub(super) fn mark_misplaced(&mut self, spec: &'static TableSpec, entries: &mut Entries<'_>) {
        for (_, name, at) in self.misplaced_keys.extract_if(.., |(table, ..)| std::ptr::eq(*table, spec)) {
            entries.fields.entry(name).or_insert(Located::new(Raw::Rejected, at));
        }
    }

    /// Hides a value with all values in it.
    fn hide(&mut self, value: &Spanned<DeValue<'_>>) {
        self.hidden.push(value.span());
        match value.get_ref() {
            DeValue::Table(table) => {
                for (key, inner) in table.iter() {
                    self.hidden.push(key.span());
                    self.hide(inner);
                }
            }
            DeValue::Array(array) => array.iter().for_each(|inner| self.hide(inner)),
            _ => {}
        }
    }

    /// Searches a rejected value for secrets, so that all of them are reported.
    fn report_secrets_within(&mut self, value: &Spanned<DeValue<'_>>) {
        match value.get_ref() {
            DeValue::String(text) => {
                if let Some(found) = secret::in_value(text) {
                    let at = self.at(value.span());
                    self.secret(found.word, at);
                }
            }
            DeValue::Table(table) => {
                for (key, inner) in table.iter() {
                    if let Some(found) = secret::in_key(key.get_ref()) {
                        let at = self.at(key.span());
                        self.secret(found.word, at);
                    } else {
                        self.report_secrets_within(inner);
                    }
                }
            }
            DeValue::Array(array) => array.iter().for_each(|inner| self.report_secrets_within(inner)),
            _ => {}
        }
    }
}
