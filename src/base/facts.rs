//! The dated facts: what the portal, the fee and the post are like on the day the data stands for.
//!
//! They live in `facts.toml` beside this file, so that a change of the portal is a change of data.

use std::sync::LazyLock;

use serde::Deserialize;

/// The facts.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Facts {
    /// The day these facts stand for, `2026-11-22`.
    pub as_of: String,
    /// The same as it is printed, `2026年11月時点`.
    pub as_of_words: String,
}

static FACTS: LazyLock<Result<Facts, String>> =
    LazyLock::new(|| toml::from_str(include_str!("facts.toml")).map_err(|error| error.to_string()));

/// The embedded facts.
///
/// # Panics
/// Never in a built product: a test reads the file.
pub fn facts() -> &'static Facts {
    match &*FACTS {
        Ok(facts) => facts,
        Err(error) => panic!("facts.toml: {error}"),
    }
}
