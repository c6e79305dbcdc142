//! What the driver reports: an [`Event`] for each customer that is processed, and a [`RunSummary`] at the end. How an
//! event is shown is the caller's business.

use std::path::PathBuf;

use serde::Serialize;

use crate::base::{Diagnostic, Origin, Origins};
use crate::plan::DocumentKind;
use crate::press::next_printing::Changes;
use crate::press::printing::Scope;

/// What happens while a run is at work.
#[derive(Clone, Copy, Debug)]
pub enum Event<'a> {
    /// The files are read: the run has this many customers.
    Started(usize),
    /// A customer was processed. Reports come in the order of the files. A last one is about the run's folder, if
    /// that has an error.
    Processed(&'a CustomerReport),
}

/// Receives the events of a run.
pub type EventSink<'a> = dyn FnMut(&Origins, Event<'_>) + 'a;

/// What became of one customer, or of a file that no customer could be read from.
#[derive(Clone, Debug)]
pub struct CustomerReport {
    /// Who it is; `None` where the report is about the run as a whole.
    pub customer: Option<ReportedCustomer>,
    /// The file as the user named it.
    pub file: PathBuf,
    /// Where the customer begins in it, if that is known.
    pub at: Origin,
    /// What was made; `None` after an error, and where nothing was to be made.
    pub output: Option<Output>,
    /// Errors and warnings, in the order in which the rooms found them.
    pub diagnostics: Vec<Diagnostic>,
}

impl CustomerReport {
    /// The report on a file or folder that the run as a whole needs.
    pub fn failed(file: PathBuf, diagnostics: Vec<Diagnostic>) -> Self {
        Self { customer: None, file, at: Origin::NONE, output: None, diagnostics }
    }
}

/// A customer, or a file that no customer could be read from, as far as it is known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ReportedCustomer {
    /// Its place among the customers of all files, from 1.
    pub number: usize,
    /// The user's own number for the customer, as it is written.
    pub customer_no: Option<String>,
    /// The 10-digit code, if it is valid.
    pub code: Option<String>,
    /// The name of the first institution, as it is written.
    pub name: Option<String>,
}

/// One customer's finished documents on disk.
#[derive(Clone, Debug)]
pub struct Output {
    /// The customer's name.
    pub name: String,
    /// The customer's folder.
    pub folder: PathBuf,
    /// The documents.
    pub documents: Vec<OutputDocument>,
    /// The check page beside them, if there is one.
    pub check_page: Option<PathBuf>,
    /// How they came to be there.
    pub state: State,
}

/// How a customer's documents came to be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// They were made now.
    New,
    /// An earlier run made them from the same input.
    Kept,
    /// They are not on disk: a dry run reports what would be made.
    Dry,
}

/// One finished document on disk.
#[derive(Clone, Debug)]
pub struct OutputDocument {
    /// Which one.
    pub kind: DocumentKind,
    /// Its PDF.
    pub file: PathBuf,
    /// Pages in it.
    pub pages: usize,
    /// Labels on it, if it is the label sheet.
    pub labels: Option<usize>,
    /// Its page pictures, if they were asked for.
    pub pictures: Vec<PathBuf>,
}

/// A merged file for the copier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergedVolume {
    /// The file.
    pub file: PathBuf,
    /// Pages in it.
    pub pages: usize,
    /// What is in it.
    pub paper: MergedPaper,
    /// The run had a file of that name that was another: what was printed from it is no longer of this run.
    pub is_replaced: bool,
}

/// What a merged file is printed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MergedPaper {
    /// A4, both sides: documents with their cover sheets.
    BothSides,
    /// Label sheets, one side.
    LabelStock,
    /// A4, one side: which labels lie where.
    PickList,
    /// A4, one side: which sheets are replaced.
    Replacements,
}

/// Which printing of a run was made, or is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PrintingSummary {
    /// Its number.
    pub number: u32,
    /// Of whom.
    pub scope: Scope,
    /// The one before, with which it was compared.
    pub before: Option<u32>,
    /// What has changed since then.
    pub changes: Changes,
    /// How many cover sheets it has.
    pub covers: usize,
    /// It was there already: nothing has changed.
    pub is_kept: bool,
}

/// How a run ended. What became of each customer was reported as [`Event`]s.
#[derive(Clone, Debug, Default)]
pub struct RunSummary {
    /// The run's folder, if it is a run of several.
    pub run: Option<PathBuf>,
    /// How many customers were not processed, because the run was stopped or the disk is full.
    pub left: usize,
    /// The merged files.
    pub merged: Vec<MergedVolume>,
    /// Which printing they are; `None` for common label sheets alone.
    pub printing: Option<PrintingSummary>,
    /// The check pages of a run.
    pub check_pages: Vec<PathBuf>,
    /// Customers of an earlier run in the same folder whom this one does not mean: their papers stay.
    pub left_out: usize,
    /// Customers who are no more in the files, by code and name: their papers were removed.
    pub gone: Vec<(String, String)>,
    /// The day of the facts with which papers in the run's folder were made before, if those were others.
    pub facts_before: Option<String>,
    /// Files that were written beside the customers' documents.
    pub written: Vec<PathBuf>,
}
