//! The facts of this process: the embedded ones, or those of the user in their place. Nothing comes in or the user's
//! facts, once; the facts go out. What they say is not known here.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::Facts;

/// The embedded facts as TOML.
pub const EMBEDDED: &str = include_str!("../facts.toml");

/// The facts of this process, and the text that they come from.
struct Chosen {
    facts: Facts,
    text: Cow<'static, str>,
}

static CHOSEN: OnceLock<Chosen> = OnceLock::new();

fn chosen() -> &'static Chosen {
    CHOSEN.get_or_init(|| Chosen { facts: embedded(), text: Cow::Borrowed(EMBEDDED) })
}

/// The embedded facts, whichever this process works with.
///
/// # Panics
/// Never in a built product: a test reads the file.
pub(super) fn embedded() -> Facts {
    match toml::from_str(EMBEDDED) {
        Ok(facts) => facts,
        Err(error) => panic!("facts.toml: {error}"),
    }
}

/// The facts: the user's if [`replace`] was called, else the embedded ones.
///
/// # Panics
/// Never in a built product: a test reads the file.
pub fn facts() -> &'static Facts {
    &chosen().facts
}

/// The text that the facts come from, as TOML.
pub fn text() -> &'static str {
    &chosen().text
}

/// Puts `facts`, which come from `text`, in place of the embedded ones, once in a process. Returns whether it was in
/// time: not if somebody has already looked at the embedded ones.
pub fn replace(facts: Facts, text: String) -> bool {
    CHOSEN.set(Chosen { facts, text: Cow::Owned(text) }).is_ok()
}
