//! The examples: each of them, all three documents, through as much of the walk as a test asks for.

use std::path::{Path, PathBuf};

use startpack::app::{DEFAULT_STOCK, LabelRequest};
use startpack::base::date::Date;
use startpack::base::{Fonts, Origins};
use startpack::plan::{DocumentKind, Plan, Request, plan};
use startpack::read::read;
use startpack::validate::{Site, validate};

/// The day on which all test documents are printed.
pub fn print_date() -> Date {
    Date::constant(2026, 11, 22)
}

/// All three documents, printed on [`print_date`].
pub fn request() -> Request {
    Request {
        print_date: print_date(),
        documents: DocumentKind::USUAL.to_vec(),
        labels: LabelRequest::on(DEFAULT_STOCK).unwrap(),
        key: None,
        note: Vec::new(),
        plain: false,
        enclosed: Vec::new(),
    }
}

/// The folder of the package.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The site files of examples/, by name.
pub fn site_files() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(root().join("examples")).unwrap();
    let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    assert!(files.len() >= 5, "the examples are gone");
    files
}

/// The site that a site file describes.
pub fn site(file: &Path) -> Site {
    let mut origins = Origins::new();
    read(file, &mut origins)
        .and_then(|site| validate(&site, &Fonts::new(), print_date(), &origins))
        .unwrap_or_else(|faults| panic!("{}: {faults:#?}", file.display()))
        .site
}

/// What is planned for a site file.
pub fn planned(file: &Path) -> Plan {
    plan(&site(file), &request()).unwrap_or_else(|faults| panic!("{}: {faults:#?}", file.display()))
}
