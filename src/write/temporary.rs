//! Names of temporary files: the name of a file in, that of its temporary file out, and back. A killed process leaves such
//! files behind; the next one removes those and nothing that is the user's own.

use std::fs;
use std::path::Path;

use crate::base::platform::process_number;

/// A hidden name beside `name` that no other process uses.
pub(super) fn temporary(name: &str, mark: &str) -> String {
    format!(".{name}.{}.{mark}", process_number())
}

/// The name of the file that a temporary file of any process is for; `None` if it is none: a user may have a `.name.new`,
/// but hardly one with a number of a process in it.
pub(super) fn temporary_of(name: &str) -> Option<&str> {
    let body = name.strip_prefix('.')?;
    let body = body.strip_suffix(".new").or_else(|| body.strip_suffix(".old"))?;
    let (name, process) = body.rsplit_once('.')?;
    let is_number = !process.is_empty() && process.bytes().all(|byte| byte.is_ascii_digit());
    (is_number && !name.is_empty()).then_some(name)
}

/// Removes the files in `folder` whose names are those of leftovers.
pub(super) fn sweep(folder: &Path, is_left: &dyn Fn(&str) -> bool) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        if entry.file_name().to_str().is_some_and(is_left) {
            // It does no harm if it stays.
            let _ = fs::remove_file(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_names_are_temporary() {
        assert_eq!(temporary_of(&temporary("packet.pdf", "new")), Some("packet.pdf"));
        assert_eq!(temporary_of(".packet.pdf.123.old"), Some("packet.pdf"));
        for own in [
            ".packet.pdf.new",
            ".packet.pdf.old",
            "packet.pdf.1.new",
            ".1.new",
            "..1.new",
            ".a..new",
            ".a.1x.new",
        ] {
            assert_eq!(temporary_of(own), None, "{own}");
        }
    }
}
