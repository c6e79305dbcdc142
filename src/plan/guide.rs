//! [`Guide`]: はじめに, one sheet for who has just been given the program: what lies in the folder, the way to the first
//! paper, what the program for Windows does. In: the program's version. No customer is known here.

use crate::base::facts::{Facts, facts};

/// What stands on the sheet, beside what its template says.
#[derive(Clone, Debug)]
pub struct Guide {
    /// The version that it lies beside.
    pub version: String,
    /// The dated facts.
    pub facts: &'static Facts,
}

impl Guide {
    /// The guide to `version` of the program.
    pub fn of(version: &str) -> Self {
        Self { version: version.to_owned(), facts: facts() }
    }
}
