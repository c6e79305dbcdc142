//! What the driver is asked for: which customers, what is made of them, and where it goes.

use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

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

/// How merged files are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merge {
    /// Customers in a file; `None`: all.
    pub per_file: Option<NonZero<u32>>,
    /// Whether each side of each sheet bears its mark.
    pub marks: bool,
}
