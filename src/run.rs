//! The corridor: calls the eight rooms in order for each customer. The only place that names them all.
//!
//! Files and a [`Request`] come in, an [`Account`] for each customer goes out. One customer's fault never stops
//! another's documents, and a customer's files are written only when all of them are finished. Many customers
//! are a run: made on several threads, in a folder of its own with a manifest (docs/run.md).

mod annotate;
mod common_labels;
mod convert;
mod crew;
mod customer;
mod end;
mod fault;
mod labels;
mod manifest;
mod many;
mod merge;
mod notebook;
mod number;
mod papers;
mod program;
mod readings;
mod reconcile;
mod reprint;
mod roomy;
mod roster;
mod scan;
mod session;
mod sheets;
mod stack;
mod streamed;
mod test_sheet;
mod volumes;

use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use crate::base::{Diagnostic, Fonts, Origins};
use crate::layout::Pages;
use crate::paint::{Pdf, Pictures};
use crate::plan::plan;
use crate::read::read;
use crate::validate::{Site, Validated, validate};

pub use crate::plan::stock::{Feed, Stock};
pub use crate::plan::{
    Change, Design, DocumentKind, Enrolled, Fact, Judged, LabelRequest, Request, Roll, Tie, Verdict,
};
pub use crate::read::{Hidden, Reading as TableReading};
pub use annotate::{Copy, Notes, annotate};
pub use convert::{Converted, convert, new_file};
pub use labels::{LabelOptions, request};
pub use many::{build, check};
pub use merge::merge;
pub use number::{Part, is_run_number};
pub use readings::readings;
pub use reconcile::{CustomerFinding, Reading, Reconciled, SheetFinding, reconcile};
pub use reprint::{Reprint, Reprinted, Wanted, reprint};
pub use scan::{Met, ScanOrder, ScanSource, Scanned, SeenAt, Sighting, TellMet, scan};
pub use test_sheet::{all_stock, calibrate, draw_stock};

/// The label stock that is meant where none is named: A-one 72212, 2 × 6 labels of 86.4 × 42.3 mm.
pub const DEFAULT_STOCK: &str = "72212";

/// What is looked at, and how.
#[derive(Clone, Copy, Debug)]
pub struct Job<'a> {
    /// Site files and hearing sheets.
    pub files: &'a [PathBuf],
    /// How tables are to be understood.
    pub reading: &'a TableReading,
    /// What to make of each customer.
    pub request: &'a Request,
    /// How many customers are in hand at a time; the papers do not depend on it.
    pub threads: usize,
    /// Once this is set no customer is begun any more.
    pub stop: &'a AtomicBool,
}

/// What `build` is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Order<'a> {
    /// From what.
    pub job: Job<'a>,
    /// The folder that gets a folder for the customer, or for the run.
    pub out: &'a Path,
    /// Also write page pictures.
    pub pictures: bool,
    /// The run's number, if the user gives one ([`is_run_number`]). One customer is then a run too.
    pub run: Option<&'a str>,
    /// Only this share of the customers.
    pub part: Option<Part>,
    /// Only say what would be made.
    pub dry: bool,
    /// Make nothing at all if one customer has faults.
    pub all_or_nothing: bool,
    /// Also merged files for the copier. A part has none: they are made once the parts are joined.
    pub merge: Option<Merge>,
}

/// How merged files are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merge {
    /// Customers in a file; `None`: all.
    pub per_file: Option<NonZero<u32>>,
    /// Whether each side of each sheet bears its mark.
    pub marks: bool,
}

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

/// A document, finished in memory.
#[derive(Clone, Debug)]
pub struct Finished {
    /// Which one.
    pub kind: DocumentKind,
    /// Its pages, laid out.
    pub pages: Pages,
    /// The same as PDF.
    pub pdf: Pdf,
    /// The bitmaps it shows, by name.
    pub bitmaps: Pictures,
    /// Labels on it, if it is the label sheet.
    pub labels: Option<usize>,
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

/// The embedded faces and those of `files` after them.
///
/// # Errors
/// `SP001` or `SP010` for every file that is no font.
pub fn fonts(files: &[PathBuf]) -> Result<Fonts, Vec<Diagnostic>> {
    let mut fonts = Fonts::new();
    let mut faults = Vec::new();
    for file in files {
        match crate::read::font(file) {
            Ok(face) => fonts = fonts.with(face),
            Err(found) => faults.extend(found),
        }
    }
    if faults.is_empty() { Ok(fonts) } else { Err(faults) }
}

/// Reads and judges one site file.
///
/// # Errors
/// Every fault of the file, with its warnings.
pub fn site(
    path: &Path,
    request: &Request,
    fonts: &Fonts,
    origins: &mut Origins,
) -> Result<Validated, Vec<Diagnostic>> {
    let file = read(path, origins)?;
    validate(&file, fonts, request.print_date, origins)
}

/// Makes the documents of one site in memory: no disk, no clock.
///
/// # Errors
/// What `plan` and the rooms after it find.
pub fn documents(site: &Site, request: &Request, fonts: &Fonts) -> Result<Vec<Finished>, Vec<Diagnostic>> {
    customer::print(&plan(site, request)?, request, fonts)
}
