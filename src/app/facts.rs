//! The facts as a file: one in place of the embedded ones, and the embedded ones to begin with.

use std::path::Path;

use crate::base::{Code, Diagnostic, Origin, Origins, Words, facts};
use crate::read::{FactsFile, facts_file};
use crate::write::create;

/// Puts the facts of that file in place of the embedded ones, for this process. To be called before anything else.
///
/// # Errors
/// Everything that keeps the file from being one of facts.
pub fn use_facts(path: &Path, origins: &mut Origins) -> Result<(), Vec<Diagnostic>> {
    let FactsFile { facts, text } = facts_file(path, origins)?;
    if facts::replace(facts, text) { Ok(()) } else { Err(vec![too_late()]) }
}

/// Writes the embedded facts as a file to change.
///
/// # Errors
/// `SP003` if there is such a file already, `SP002` if it cannot be written.
pub fn write_facts(path: &Path) -> Result<(), Vec<Diagnostic>> {
    create(path, facts::EMBEDDED.as_bytes())
}

/// The error for a program that has looked at the embedded facts before: a bug of its caller.
fn too_late() -> Diagnostic {
    Diagnostic::error(
        Code::Internal,
        Origin::NONE,
        Words::new("事実ファイルを使えませんでした。", "the facts file came too late"),
        Words::new(
            "startpack の不具合です。お知らせください。",
            "this is a fault of startpack: please report it",
        ),
    )
}
