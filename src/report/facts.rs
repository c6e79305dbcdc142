//! [`FactsText`]: the embedded facts, as `startpack facts` gives them out. Out: text, and JSON.

use serde::Serialize;

use crate::base::facts::EMBEDDED;

/// The embedded facts.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct FactsText {
    /// The file, as TOML.
    facts: &'static str,
}

impl FactsText {
    /// The facts that are part of the program.
    pub(crate) const fn embedded() -> Self {
        Self { facts: EMBEDDED }
    }

    pub(super) fn text(self) -> String {
        self.facts.to_owned()
    }
}
