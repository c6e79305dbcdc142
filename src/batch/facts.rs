//! Which facts a run is made with: their day and their SHA-256, for the manifest and the journal. The facts of this process
//! come in, a [`FactsRecord`] goes out. What the facts say is not looked at here.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::digest::sha256;
use crate::base::facts;

/// The facts that papers were made with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FactsRecord {
    /// The day that they stand for.
    pub as_of: String,
    /// SHA-256 of their file.
    pub sha256: String,
}

/// A line of the journal that says with which facts the papers after it are made.
#[derive(Serialize, Deserialize)]
struct Line {
    facts: FactsRecord,
}

impl FactsRecord {
    /// The facts of this process.
    pub(crate) fn of_this_process() -> &'static Self {
        static RECORD: LazyLock<FactsRecord> = LazyLock::new(|| FactsRecord {
            as_of: facts::facts().as_of.clone(),
            sha256: sha256(facts::text().as_bytes()),
        });
        &RECORD
    }

    /// The record as a line of the journal.
    pub(crate) fn line(&self) -> String {
        // As with the manifest: nothing in it that JSON cannot say.
        serde_json::to_string(&Line { facts: self.clone() }).unwrap_or_default()
    }

    /// Reads a line of the journal; `None` for another kind of line.
    pub(crate) fn read(line: &str) -> Option<Self> {
        serde_json::from_str::<Line>(line).ok().map(|line| line.facts)
    }
}
