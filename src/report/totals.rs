//! [`Totals`]: the sums of a run. In: entries of customers and messages, one after the other; they are not kept. Out:
//! numbers.

use super::customer::CustomerEntry;
use super::exit::Exit;
use super::message::Message;
use crate::app::{DocumentKind, State};
use crate::base::Severity;

/// Customers of whom nothing was made that are listed.
const LISTED: usize = 50;

/// The sums of a run.
#[derive(Clone, Debug, Default)]
pub(crate) struct Totals {
    /// Customers without an error.
    pub(super) good: usize,
    /// Customers with errors.
    pub(super) faulty: usize,
    /// Warnings of all of them.
    pub(super) warnings: usize,
    /// Customers whose documents were made, or would be.
    pub(super) made: usize,
    /// Of these, customers whose documents were there before.
    pub(super) kept: usize,
    /// Pages of all documents but labels.
    pub(super) pages: usize,
    /// Sheets of paper for them, printed on both sides.
    pub(super) sheets: usize,
    /// Documents that have a cover sheet in merged files.
    pub(super) stacks: usize,
    pub(super) labels: usize,
    pub(super) label_sheets: usize,
    /// The first error of customers of whom nothing was made, as many as are listed.
    pub(super) not_made: Vec<Message>,
    /// Kinds of documents that are on disk now.
    pub(super) kinds: Vec<DocumentKind>,
    /// The exit code, so far.
    pub(crate) exit: Exit,
}

impl Totals {
    /// Adds a customer.
    pub(crate) fn add(&mut self, entry: &CustomerEntry) {
        let result = &entry.result;
        self.good += usize::from(result.ok);
        self.faulty += usize::from(!result.ok);
        self.warnings += result.warnings;
        let first = entry.messages.iter().find(|message| message.severity == Severity::Error);
        if self.not_made.len() < LISTED {
            self.not_made.extend(first.cloned());
        }
        entry.messages.iter().for_each(|message| self.add_message(message));
        let Some(output) = &result.output else { return };
        self.made += 1;
        self.kept += usize::from(output.state == State::Kept);
        for document in &output.documents {
            if document.kind.is_on_label_stock() {
                self.label_sheets += document.pages;
                self.labels += document.labels.unwrap_or_default();
            } else {
                self.pages += document.pages;
                self.stacks += usize::from(document.kind.has_cover());
                // Each document starts on a front side.
                self.sheets += document.pages.div_ceil(2);
            }
            if output.state != State::Dry && !self.kinds.contains(&document.kind) {
                self.kinds.push(document.kind);
            }
        }
    }

    /// Adds a message that is about no customer.
    pub(crate) fn add_message(&mut self, message: &Message) {
        self.exit = self.exit.max(message.exit);
    }
}
