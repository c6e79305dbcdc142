//! What the driver tells: what became of each customer while a run is at work, and how the run ended.

use std::path::PathBuf;

use crate::base::{Diagnostic, Origins};
use crate::plan::DocumentKind;

/// What became of one customer, or of a file that no customer could be read from.
#[derive(Clone, Debug)]
pub struct Account {
    /// The file as the user named it.
    pub file: PathBuf,
    /// What was made; `None` after a fault, and where nothing was to be made.
    pub made: Option<Made>,
    /// Faults and doubts, in the order of the walk.
    pub diagnostics: Vec<Diagnostic>,
}

/// One customer's finished documents on disk.
#[derive(Clone, Debug)]
pub struct Made {
    /// The customer's name.
    pub name: String,
    /// The customer's folder.
    pub folder: PathBuf,
    /// The documents.
    pub documents: Vec<MadeDocument>,
    /// How they came to be there.
    pub state: State,
}

/// How a customer's documents came to be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// They were made now.
    New,
    /// An earlier run had made the same from the same.
    Kept,
    /// They are not there: a dry run tells what would be made.
    Dry,
}

/// One finished document on disk.
#[derive(Clone, Debug)]
pub struct MadeDocument {
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

/// How a run ended; what became of each customer was told as [`News`].
#[derive(Clone, Debug, Default)]
pub struct Ended {
    /// The run's folder, if it is a run of several.
    pub run: Option<PathBuf>,
    /// Customers that were not come to, because the run was stopped or the disk is full.
    pub left: usize,
    /// The merged files, and the pages of each.
    pub merged: Vec<(PathBuf, usize)>,
    /// Files that were written beside the customers' documents.
    pub written: Vec<PathBuf>,
}

/// What a run tells while it is at work.
#[derive(Clone, Copy, Debug)]
pub enum News<'a> {
    /// The files are read: so many customers are in them.
    Begun(usize),
    /// A customer is dealt with. They come in the order of the files; at last the run's folder, if it is at fault.
    Dealt(&'a Account),
}

/// Told how a run goes on.
pub type Tell<'a> = dyn FnMut(&Origins, News<'_>) + 'a;
