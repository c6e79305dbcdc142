//! [`Wanted`]: of which customers of a printed run, and of which of their documents. Its manifest comes in; records and codes
//! go out, in the order that was asked for.

use super::papers::PrintedStack;
use crate::base::Diagnostic;
use crate::batch::about::About;
use crate::batch::manifest::Manifest;
use crate::batch::record::Record;
use crate::batch::selection::{Candidate, Selection};
use crate::plan::DocumentKind;

/// Some of a run's papers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Whose.
    pub selection: Selection,
    /// Which of them; empty: all.
    pub documents: Vec<DocumentKind>,
}

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

    /// The codes of the customers whose sheets are wanted, in that order: of all that `printed` names, whether the run still
    /// has papers of them or not.
    ///
    /// # Errors
    /// As [`Wanted::records`].
    pub(super) fn codes(
        &self,
        manifest: &Manifest,
        printed: &[&PrintedStack],
    ) -> Result<Vec<String>, Vec<Diagnostic>> {
        let mut candidates: Vec<Candidate> = manifest.customers.iter().map(candidate).collect();
        let mut codes: Vec<String> = manifest.customers.iter().map(|record| record.code.clone()).collect();
        for stack in printed {
            if !codes.contains(&stack.code) {
                codes.push(stack.code.clone());
                let about = About {
                    codes: vec![stack.code.clone()],
                    names: vec![stack.name.clone()],
                    ..About::default()
                };
                candidates.push(Candidate { about, is_faulty: false });
            }
        }
        let chosen = self.selection.chosen(&candidates)?;
        Ok(chosen.into_iter().filter_map(|place| codes.get(place).cloned()).collect())
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
