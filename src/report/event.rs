//! [`ReportEvent`]: what happens while a command is at work, as one line of `--format ndjson` (docs/json.md).

use serde::Serialize;

use super::customer::CustomerResult;
use super::message::Message;
use super::progress::Progress;
use super::scan_code::ScannedCode;

/// What happens while a command is at work.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(tag = "event", rename_all = "lowercase")]
pub(crate) enum ReportEvent<'a> {
    /// The files are read: the run has this many customers.
    Started { total: usize },
    /// An error, a warning or a note.
    Message { message: &'a Message },
    /// A customer was processed; its messages came before.
    Processed { result: &'a CustomerResult },
    /// How far the run is.
    Progress { progress: Progress },
    /// A code was read from a label or a sheet.
    Code { code: &'a ScannedCode },
}
