//! Site files from disk to a site: the examples, the file that `new` writes, hostile files, secrets.

use std::path::{Path, PathBuf};

use startpack::base::date::Date;
use startpack::base::{Code, Diagnostic, Fonts, Origins, Severity};
use startpack::read::{NEW_SITE, SiteFile, read};
use startpack::validate::{Validated, validate};

/// A day on which all examples lie ahead.
fn today() -> Date {
    Date::new(2026, 11, 22).unwrap()
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A folder of this test's own, under the build's own folder.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("read").join(name);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn check(path: &Path) -> (Result<Validated, Vec<Diagnostic>>, Origins) {
    let mut origins = Origins::new();
    let result =
        read(path, &mut origins).and_then(|file: SiteFile| validate(&file, &Fonts::new(), today(), &origins));
    (result, origins)
}

fn check_text(name: &str, text: impl AsRef<[u8]>) -> (Result<Validated, Vec<Diagnostic>>, Origins) {
    let path = folder(name).join("site.toml");
    std::fs::write(&path, text).unwrap();
    check(&path)
}

fn codes(result: &Result<Validated, Vec<Diagnostic>>) -> Vec<&'static str> {
    let found = match result {
        Ok(validated) => &validated.warnings,
        Err(faults) => faults,
    };
    found.iter().map(|diagnostic| diagnostic.code.as_str()).collect()
}

#[test]
fn the_examples_are_right() {
    for (name, terminals, institutions, told) in [
        ("sakura-clinic", 1, 1, 0),
        ("hospital", 3, 1, 1),
        ("ika-shika", 4, 2, 0),
        ("pharmacy-tokyo", 1, 1, 0),
        ("certificates-issued", 2, 1, 0),
    ] {
        let (result, _) = check(&root().join("examples").join(format!("{name}.toml")));
        let validated = result.unwrap_or_else(|faults| panic!("{name}: {faults:#?}"));
        assert_eq!(validated.site.terminal_count(), terminals, "{name}");
        assert_eq!(validated.site.institutions.len(), institutions, "{name}");
        assert_eq!(validated.warnings.len(), told, "{name}: {:#?}", validated.warnings);
        assert!(validated.warnings.iter().all(|one| one.severity == Severity::Note), "{name}");
    }
}
