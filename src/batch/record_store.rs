//! [`RecordStore`]: the records of a run's customers by code. They lie in a file; memory holds only their places in it.
//! What a record says is [`super::record`]'s business.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Mutex, PoisonError};

use super::number::TenDigits;
use super::record::Record;
use crate::base::Diagnostic;
use crate::write::{Scratch, StoredRange};

/// Records by code.
pub(crate) struct RecordStore {
    scratch: Scratch,
    ranges: Mutex<BTreeMap<TenDigits, StoredRange>>,
}

/// Takes one record after the other, in order of code.
pub(crate) type TakeRecord<'a> = dyn FnMut(&Record) -> io::Result<()> + 'a;

/// Records that can be read one after the other, in order of code.
pub(crate) trait Records {
    /// Passes every record to `take`.
    ///
    /// # Errors
    /// If the disk refuses, and what `take` finds.
    fn each(&self, take: &mut TakeRecord<'_>) -> io::Result<()>;
}

impl Records for Vec<Record> {
    fn each(&self, take: &mut TakeRecord<'_>) -> io::Result<()> {
        self.iter().try_for_each(take)
    }
}

impl Records for RecordStore {
    fn each(&self, take: &mut TakeRecord<'_>) -> io::Result<()> {
        self.codes()
            .into_iter()
            .filter_map(|code| self.get(code).transpose())
            .try_for_each(|record| take(&record?))
    }
}

impl RecordStore {
    /// An empty store in `scratch`.
    pub(crate) fn new(scratch: Scratch) -> Self {
        Self { scratch, ranges: Mutex::default() }
    }

    /// Stores a record, in place of an older one of the same code. One without a code is left out.
    ///
    /// # Errors
    /// `SP002` if the disk refuses.
    pub(crate) fn put(&self, record: &Record) -> Result<(), Vec<Diagnostic>> {
        let Some(code) = TenDigits::read(&record.code) else { return Ok(()) };
        let range = self.scratch.put(record.line().as_bytes())?;
        self.ranges.lock().unwrap_or_else(PoisonError::into_inner).insert(code, range);
        Ok(())
    }

    /// The record of that code, if there is one.
    ///
    /// # Errors
    /// If the disk refuses.
    pub(crate) fn get(&self, code: TenDigits) -> io::Result<Option<Record>> {
        let range = self.ranges.lock().unwrap_or_else(PoisonError::into_inner).get(&code).copied();
        let Some(range) = range else { return Ok(None) };
        Ok(Some(serde_json::from_slice(&self.scratch.get(range)?)?))
    }

    /// Whether there is a record of that code.
    pub(crate) fn has(&self, code: TenDigits) -> bool {
        self.ranges.lock().unwrap_or_else(PoisonError::into_inner).contains_key(&code)
    }

    /// All codes, in order.
    pub(crate) fn codes(&self) -> Vec<TenDigits> {
        self.ranges.lock().unwrap_or_else(PoisonError::into_inner).keys().copied().collect()
    }

    /// `SP002` for the store itself.
    pub(crate) fn not_writable(&self, error: io::Error) -> Vec<Diagnostic> {
        self.scratch.not_writable(error)
    }
}
