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
    /// What the input is held against.
    pub input: InputFacts,
}

/// What the input is held against: forms and limits that are not law but today's practice.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InputFacts {
    /// The forms of an お客様ID.
    pub customer_id: Vec<CustomerIdFacts>,
    /// Longest 端末名称等, in full-width characters (a half-width one counts half).
    pub terminal_name_limit: usize,
    /// 端末名称等 that tell nothing apart, folded to half width and small letters.
    pub generic_terminal_names: Vec<String>,
    /// Longest 医療機関名称 that is not doubted, in characters.
    pub name_limit: usize,
    /// Most terminals of one institution.
    pub terminals_limit: usize,
}

/// A form of お客様ID.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CustomerIdFacts {
    /// The letters that are chosen on the portal.
    pub prefix: String,
    /// How many digits are typed.
    pub digits: usize,
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
