//! [`Exit`]: the exit code of the program, from the messages of a run.

use serde::{Serialize, Serializer};

use crate::base::diagnostic::Blame;
use crate::base::{Code, Severity};

/// How the program ends; of several messages the worst counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exit {
    #[default]
    Success = 0,
    Data = 1,
    Usage = 2,
    Access = 3,
    Program = 4,
    /// Ctrl-C (128 + SIGINT, as shells have it).
    Interrupted = 130,
}

impl Exit {
    /// What a message of that severity and code makes of it.
    pub(super) fn of(severity: Severity, code: Code) -> Self {
        match (severity, code.blame()) {
            (Severity::Note | Severity::Warning, _) => Self::Success,
            (Severity::Error, Blame::Data) => Self::Data,
            (Severity::Error, Blame::Usage) => Self::Usage,
            (Severity::Error, Blame::Access) => Self::Access,
            (Severity::Error, Blame::Program) => Self::Program,
        }
    }
}

impl Serialize for Exit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u8(*self as u8)
    }
}
