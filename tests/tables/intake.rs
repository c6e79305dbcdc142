//! Small files from public reports of wrong readings: `tests/cases/intake/`.

use std::path::Path;

use super::{Found, found};
use startpack::validate::Terminal;

fn case(name: &str) -> Found {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/intake").join(name);
    found(name, &std::fs::read(path).unwrap())
}

/// The same, where nothing may be wrong.
fn right(name: &str) -> Found {
    let found = case(name);
    assert_eq!(found.errors(), [""; 0], "{name}");
    found
}

fn terminals(found: &Found) -> Vec<&Terminal> {
    let institutions = found.sites.iter().flat_map(|site| &site.institutions);
    institutions.flat_map(|institution| &institution.terminals).collect()
}

#[test]
fn days_of_1904() {
    assert_eq!(right("1904-excel2013.xlsx").sites[0].work_date.value.to_string(), "2027-01-20");
    let found = right("1904-issued.xlsx");
    let issued = terminals(&found)[0].certificate.as_ref().unwrap().issued.as_ref().unwrap().value;
    assert_eq!(issued.to_string(), "2026-11-20");
}

#[test]
fn merged_cells() {
    let found = right("merged-dealer.xlsx");
    let dealers: Vec<_> =
        found.sites.iter().map(|site| site.dealer.clone().unwrap().name.unwrap().value).collect();
    assert_eq!((dealers.len(), &dealers[0]), (2, &dealers[1]));
    let found = right("merged-issued.xlsx");
    let terminals = terminals(&found);
    assert_eq!(terminals.len(), 2);
    for terminal in terminals {
        assert!(terminal.place.is_some() && terminal.certificate.as_ref().unwrap().issued.is_some());
    }
}

#[test]
fn number_formats() {
    assert_eq!(terminals(&right("format-words-terminal.xlsx"))[0].name.value, "受付PC01");
    let found = right("format-words-two-customers.xlsx");
    let numbers: Vec<_> = found.sites.iter().map(|site| site.customer_no.clone().unwrap().value).collect();
    assert_eq!(numbers, ["東-001", "西-001"]);
    let found = right("format-words-place.ods");
    assert_eq!(terminals(&found)[0].place.as_ref().unwrap().value, "005号室");
}

#[test]
fn texts() {
    let found = right("invisible-heading.csv");
    assert_eq!((found.sites.len(), found.sites[0].institutions.len()), (1, 2));
    for name in ["destroyed-na.csv", "destroyed-ditto.csv"] {
        let error = case(name).only_error();
        assert!(error.starts_with("SP022 H2"), "{name}: {error}");
    }
    let notes = right("destroyed-question.csv").notes();
    for cell in ["H2", "J2"] {
        assert!(notes.iter().any(|note| note.starts_with(&format!("SP022 {cell}"))), "{cell}: {notes:#?}");
    }
    assert_eq!(right("date-with-time.xlsx").sites[0].work_date.value.to_string(), "2027-01-20");
}
