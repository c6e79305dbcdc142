//! What the driver is asked for: which customers, what is made of them, and where it goes. The command line fills these
//! structs in; what their files say is read in [`super::setup`].

use std::hash::Hash as _;
use std::num::NonZero;
use std::path::PathBuf;

use super::digest::InputDigest;
use super::number::RunPart;
use super::request::LabelOptions;
use crate::base::date::Date;
use crate::plan::{DocumentKind, Request};
use crate::read::TableOptions;

/// What `check` is asked for: which customers, and how they are read and laid out.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckOrder {
    /// Site files and hearing sheets.
    pub files: Vec<PathBuf>,
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
    /// The run's number, if the user gives one ([`is_run_number`](super::number::is_run_number)). One customer is
    /// then a run too.
    pub run: Option<String>,
    /// Only this share of the customers.
    pub part: Option<RunPart>,
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
            return given.clone();
        }
        let mut files: Vec<_> = self
            .customers
            .files
            .iter()
            .map(|file| {
                let name = file.display().to_string().replace('\\', "/");
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
        let bits = digest.bits();
        let mark: String = (0..MARK_LENGTH)
            .map(|place| char::from(CROCKFORD[usize::try_from(bits >> (5 * place) & 31).unwrap_or_default()]))
            .collect();
        let date = request.print_date;
        format!("{:04}{:02}{:02}-{mark}", date.year(), date.month(), date.day())
    }
}

/// How merged files are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merge {
    /// Customers in a file; `None`: all.
    pub per_file: Option<NonZero<u32>>,
    /// Whether each side of each sheet bears its mark.
    pub marks: bool,
}
