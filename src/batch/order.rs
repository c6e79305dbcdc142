//! What the driver is asked for: which customers, what is made of them, and where it goes.

use std::hash::Hash as _;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use super::digest::InputDigest;
use super::number::Part;
use crate::plan::Request;
use crate::read::Reading as TableReading;

/// What is looked at, and how.
#[derive(Clone, Copy, Debug)]
pub struct Setup<'a> {
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
    pub setup: Setup<'a>,
    /// The folder that gets a folder for the customer, or for the run.
    pub out: &'a Path,
    /// Also write page pictures.
    pub pictures: bool,
    /// The run's number, if the user gives one ([`is_run_number`](super::number::is_run_number)). One customer is then a run too.
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

/// Crockford's base 32: digits and capitals without I, L, O and U, which are misread.
const CROCKFORD: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Characters that tell the commands of a day apart: 20 bits.
const MARK_LENGTH: usize = 4;

impl Order<'_> {
    /// The run's number: the one that is given, or the day of printing and a few characters that depend on the
    /// files' names and on what is made. The order of the files and the number of threads do not matter.
    pub(crate) fn run_number(&self) -> String {
        if let Some(given) = self.run {
            return given.to_owned();
        }
        let mut files: Vec<_> = self
            .setup
            .files
            .iter()
            .map(|file| {
                let name = file.display().to_string().replace('\\', "/");
                name.strip_prefix("./").map(str::to_owned).unwrap_or(name)
            })
            .collect();
        files.sort();
        let request = self.setup.request;
        let mut digest = InputDigest::default();
        (files, &request.documents, &request.labels, self.pictures).hash(&mut digest);
        if !self.setup.reading.is_default() {
            // Another sheet of the same workbook is another run.
            self.setup.reading.hash(&mut digest);
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
