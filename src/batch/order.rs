//! What the driver is asked for: which customers, what is made of them, and where it goes. The command line fills these
//! structs in; what their files say is read in [`super::setup`].

use std::hash::Hash as _;
use std::num::NonZero;
use std::path::PathBuf;

use super::digest::InputDigest;
use super::number::RunPart;
use super::request::LabelOptions;
use super::run_name::run_number;
use super::selection::Selection;
use crate::base::Shown;
use crate::base::date::Date;
use crate::plan::{DocumentKind, Request};
use crate::read::{Office, TableOptions};

/// What `check` is asked for: which customers, and how they are read and laid out.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckOrder {
    /// Site files and hearing sheets.
    pub files: Vec<PathBuf>,
    /// What the office says of itself.
    pub office: Office,
    /// Which of the customers in them, and in which order.
    pub selection: Selection,
    /// How tables are to be understood.
    pub reading: TableOptions,
    /// Font files for characters that the embedded faces lack.
    pub fonts: Vec<PathBuf>,
    /// The day of printing.
    pub print_date: Date,
    /// What is made of each customer.
    pub documents: Vec<DocumentKind>,
    /// What the labels are printed on, and how.
    pub labels: LabelOptions,
    /// How many customers are in hand at a time; the documents do not depend on it.
    pub threads: usize,
}

/// What `build` is asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct BuildOrder {
    /// Of which customers.
    pub customers: CheckOrder,
    /// The folder that gets a folder for the customer, or for the run.
    pub out: PathBuf,
    /// Also write page pictures.
    pub pictures: bool,
    /// Files have names that people know.
    pub readable_names: bool,
    /// The run's name, if the user gives one ([`is_run_name`](super::run_name::is_run_name)). One customer is then a run
    /// too.
    pub run: Option<String>,
    /// Only this share of the customers.
    pub part: Option<RunPart>,
    /// Files without tags, which claim nothing.
    pub plain: bool,
    /// Only report what would be made.
    pub dry: bool,
    /// Make nothing at all if one customer has errors.
    pub all_or_nothing: bool,
    /// Also merged files for the copier. A part has none: they are made once the parts are joined.
    pub merge: Option<Merge>,
    /// Whether one customer's build makes a check page; a run always makes them.
    pub check_page: bool,
}

/// Crockford's base 32: digits and capitals without I, L, O and U, which are misread.
const CROCKFORD: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Characters that tell the commands of a day apart: 20 bits.
const MARK_LENGTH: usize = 4;

impl BuildOrder {
    /// The run's number: the one that is given, or the day of printing and a few characters that depend on the
    /// files' names and on what is made. The order of the files and the number of threads do not matter.
    pub(crate) fn run_number(&self, request: &Request) -> String {
        if let Some(given) = &self.run {
            return run_number(given);
        }
        let mut files: Vec<_> = self
            .customers
            .files
            .iter()
            .map(|file| {
                let name = file.shown().replace('\\', "/");
                name.strip_prefix("./").map(str::to_owned).unwrap_or(name)
            })
            .collect();
        files.sort();
        let mut digest = InputDigest::default();
        (files, &request.documents, &request.labels, self.pictures).hash(&mut digest);
        if !self.customers.reading.is_default() {
            // Another sheet of the same workbook is another run.
            self.customers.reading.hash(&mut digest);
        }
        if self.customers.selection.is_partial() {
            // Some customers of a list are a run of their own, and leave that of the whole list alone.
            let Selection { customers, work_dates, dealers, .. } = &self.customers.selection;
            (customers, work_dates, dealers).hash(&mut digest);
        }
        let mark = mark(digest.bits(), MARK_LENGTH);
        let date = request.print_date;
        format!("{:04}{:02}{:02}-{mark}", date.year(), date.month(), date.day())
    }
}

/// So many characters that depend on `bits`.
pub(super) fn mark(bits: u64, length: usize) -> String {
    let place = |place: usize| usize::try_from(bits >> (5 * place) & 31).unwrap_or_default();
    (0..length).map(|at| char::from(CROCKFORD[place(at)])).collect()
}

/// How merged files are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merge {
    /// Customers in a file; `None`: all.
    pub per_file: Option<NonZero<u32>>,
    /// Whether each side of each sheet bears its mark.
    pub marks: bool,
    /// Only what has changed since an earlier printing.
    pub supplement: Option<Supplement>,
}

/// Only what has changed since an earlier printing of the run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Supplement {
    /// The number of that printing; `None`: the last one.
    pub since: Option<u32>,
}
