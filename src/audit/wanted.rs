//! [`Wanted`]: of which customers of a printed run, and of which of their documents. Its manifest comes in; records and stacks
//! go out, in the order that was asked for.

use crate::base::Diagnostic;
use crate::batch::about::About;
use crate::batch::manifest::Manifest;
use crate::batch::record::Record;
use crate::batch::selection::{Candidate, Selection};
use crate::plan::DocumentKind;
use crate::press::sheets::{CustomerSheets, SheetNumbers, SheetStack};

/// Some of a run's papers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Whose.
    pub selection: Selection,
    /// Which of them; empty: all.
    pub documents: Vec<DocumentKind>,
}

/// A customer and the stacks of it that are wanted.
type CustomerStacks<'m> = (&'m CustomerSheets, Vec<&'m SheetStack>);

impl Wanted {
    /// Whether the document of that name is wanted.
    pub(super) fn has(&self, stem: &str) -> bool {
        self.documents.is_empty() || self.documents.iter().any(|kind| kind.stem() == stem)
    }

    /// The customers of the run who are wanted.
    ///
    /// # Errors
    /// `SP035` for everything that is asked for and that nobody has.
    pub(super) fn records<'m>(&self, manifest: &'m Manifest) -> Result<Vec<&'m Record>, Vec<Diagnostic>> {
        let candidates: Vec<Candidate> = manifest.customers.iter().map(candidate).collect();
        let chosen = self.selection.chosen(&candidates)?;
        Ok(chosen.into_iter().filter_map(|place| manifest.customers.get(place)).collect())
    }

    /// The numbered sheets that are wanted, customer by customer.
    ///
    /// # Errors
    /// As [`Wanted::records`].
    pub(super) fn stacks<'m>(
        &self,
        manifest: &'m Manifest,
        sheets: &'m SheetNumbers,
    ) -> Result<Vec<CustomerStacks<'m>>, Vec<Diagnostic>> {
        let of = |record: &Record| {
            let customer = sheets.customers.iter().find(|customer| customer.code == record.code)?;
            Some((customer, customer.stacks.iter().filter(|stack| self.has(&stack.document)).collect()))
        };
        Ok(self.records(manifest)?.into_iter().filter_map(of).collect())
    }
}

/// What the record says; one of an older program only has code and name.
fn candidate(record: &Record) -> Candidate {
    let mut about = record.about.clone();
    if about.codes.is_empty() {
        about = About { codes: vec![record.code.clone()], names: vec![record.name.clone()], ..about };
    }
    Candidate { about, is_faulty: false }
}
