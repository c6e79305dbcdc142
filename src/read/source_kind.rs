//! What a file is that is no list of customers. In: the text of a TOML file. Out: its [`SourceKind`], or none if it may be
//! a site file. Tables are looked at in `table`.

use std::path::Path;

/// A file that holds no customers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SourceKind {
    /// `startpack.toml`: the office's own values.
    Settings,
    /// Label stock.
    Stock,
    /// Printers.
    Printers,
    /// Dated facts.
    Facts,
    /// The overview of a run.
    Overview,
    /// A copy of a hearing sheet with what was found.
    Annotated,
    /// A sheet on which numbers of certificates come back.
    Return,
    /// A table without a row of headings that is known.
    NoHeadings,
}

/// The kind of a TOML file that is no site file.
pub(super) fn of_toml(path: &Path, text: &str) -> Option<SourceKind> {
    if path.file_name().is_some_and(|name| name.eq_ignore_ascii_case("startpack.toml")) {
        return Some(SourceKind::Settings);
    }
    let lines = || text.lines().map(|line| line.trim_start_matches('\u{FEFF}').trim_start());
    let has = |table: &str| lines().any(|line| header(line) == Some(table));
    if has("institution") || has("医療機関") {
        None
    } else if ["grid", "roll"].into_iter().any(has) {
        Some(SourceKind::Stock)
    } else if has("printer") {
        Some(SourceKind::Printers)
    } else if lines().any(|line| line.split('=').next().is_some_and(|key| key.trim() == "as_of")) {
        Some(SourceKind::Facts)
    } else {
        None
    }
}

/// The name in the header of a list of tables.
fn header(line: &str) -> Option<&str> {
    Some(line.strip_prefix("[[")?.split("]]").next()?.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_other_kinds() {
        let kind = |text| of_toml(Path::new("a.toml"), text);
        assert_eq!(kind("\u{FEFF}[[grid]]\nname = \"a\"\n"), Some(SourceKind::Stock));
        assert_eq!(kind("# x\n[[ printer ]] # x\n"), Some(SourceKind::Printers));
        assert_eq!(kind("as_of = \"2026-11-22\"\n"), Some(SourceKind::Facts));
        assert_eq!(kind("[line]\n[[institution]]\nas_of = 1\n[[grid]]\n"), None);
        assert_eq!(kind("work_date = \"2027-01-20\"\n"), None);
        assert_eq!(of_toml(Path::new("b/Startpack.TOML"), ""), Some(SourceKind::Settings));
    }
}
