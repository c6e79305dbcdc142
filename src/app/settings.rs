//! The office's own settings: what is in force, and a file to fill in.

use std::path::Path;

use crate::read::settings_form;
use crate::write::create;

/// Writes a file of settings to fill in.
///
/// # Errors
/// `SP003` if there is such a file already, `SP002` if it cannot be written.
pub fn write_settings(path: &Path) -> Result<(), Vec<crate::base::Diagnostic>> {
    create(path, settings_form().as_bytes())
}
