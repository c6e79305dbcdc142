//! Keys that are not known: what they were meant to be, and whether they bring a secret. Continues [`Walk`].

use std::ops::Range;

use toml::Spanned;
use toml::de::DeValue;

use super::fields::TableSpec;
use super::nearest::{Guess, nearest};
use super::walk::{Entries, Walk};
use super::{Raw, mask, secret, told};
use crate::base::Located;

/// An unknown key with its place and its value.
pub(super) type Unknown<'i> = (Range<usize>, String, Spanned<DeValue<'i>>);

/// So many unknown keys of one table are told one by one.
const MOST_TOLD: usize = 50;

impl Walk<'_> {
    /// Tells the unknown keys of one table; a field whose key was only misspelt will not be told as missing.
    pub(super) fn judge_unknown(
        &mut self,
        mut unknown: Vec<Unknown<'_>>,
        spec: &'static TableSpec,
        entries: &mut Entries<'_>,
    ) {
        unknown.sort_by_key(|(span, ..)| span.start);
        let more = unknown.split_off(unknown.len().min(MOST_TOLD));
        for (span, key, value) in unknown {
            self.judge_one(span, &key, &value, spec, entries);
        }
        if let Some((span, ..)) = more.first() {
            let at = self.at(span.clone());
            self.faults.push(told::more_unknown_keys(more.len(), at));
        }
        for (span, _, value) in &more {
            self.hidden.push(span.clone());
            self.hide(value);
        }
    }

    fn judge_one(
        &mut self,
        span: Range<usize>,
        key: &str,
        value: &Spanned<DeValue<'_>>,
        spec: &'static TableSpec,
        entries: &mut Entries<'_>,
    ) {
        let at = self.at(span.clone());
        if let Some(found) = secret::in_key(key) {
            self.hide(value);
            // A key in quotes starts one byte later; one with escapes in it is hidden whole.
            let start = span.start + span.len().saturating_sub(key.len()) / 2;
            let word = match span.len().saturating_sub(key.len()) {
                0 | 2 => start + found.bytes.start..start + found.bytes.end,
                _ => span.end..span.end,
            };
            self.hidden.extend(mask::around(span, &word));
            self.secret(found.word, at);
            return;
        }
        let guess = nearest(key, spec);
        match guess {
            Some(Guess::Here(known)) => {
                entries.fields.entry(known.key()).or_insert(Located::new(Raw::Refused, at));
            }
            Some(Guess::Elsewhere(other, known)) => self.strayed.push((other, known.key(), at)),
            Some(Guess::Table(_)) => self.misplaced = true,
            None => self.misplaced |= matches!(value.get_ref(), DeValue::Table(_) | DeValue::Array(_)),
        }
        self.hide_secrets_within(value);
        self.faults.push(told::unknown_key(key, spec, guess, at));
    }

    /// Marks as refused what `entries` lacks because it was written in another table.
    pub(super) fn adopt(&mut self, spec: &'static TableSpec, entries: &mut Entries<'_>) {
        for (_, name, at) in self.strayed.extract_if(.., |(table, ..)| std::ptr::eq(*table, spec)) {
            entries.fields.entry(name).or_insert(Located::new(Raw::Refused, at));
        }
    }

    /// Hides a value with everything in it.
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

    /// Looks for secrets in what is refused as a whole, so that none is shown or left untold.
    fn hide_secrets_within(&mut self, value: &Spanned<DeValue<'_>>) {
        match value.get_ref() {
            DeValue::String(text) => {
                if let Some(found) = secret::in_value(text) {
                    self.hidden.push(value.span());
                    let at = self.at(value.span());
                    self.secret(found.word, at);
                }
            }
            DeValue::Table(table) => {
                for (key, inner) in table.iter() {
                    if let Some(found) = secret::in_key(key.get_ref()) {
                        self.hide(inner);
                        let at = self.at(key.span());
                        self.secret(found.word, at);
                    } else {
                        self.hide_secrets_within(inner);
                    }
                }
            }
            DeValue::Array(array) => array.iter().for_each(|inner| self.hide_secrets_within(inner)),
            _ => {}
        }
    }
}
