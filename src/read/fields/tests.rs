//! Tests of the field table: rows and raw values fit together, and a heading names one field.

use super::*;
use crate::base::{Located, Origin};
use crate::read::Raw;

/// Every value that a row can reach is filled with its path: a value of the raw files without a row would stay
/// empty, and two rows of one value would not both come back.
#[test]
fn every_raw_value_has_one_row() {
    let mut site = SiteFile::default();
    let (mut institution, mut terminal) = (InstitutionFile::default(), TerminalFile::default());
    let written = |field: &FieldSpec| Some(Located::new(Raw::Text(field.path.to_owned()), Origin::NONE));
    for field in FIELDS.iter() {
        site.set(field, written(field));
        institution.set(field, written(field));
        terminal.set(field, written(field));
    }
    for field in FIELDS.iter() {
        let found = [site.value(field), institution.value(field), terminal.value(field)];
        assert_eq!(found.iter().filter(|found| ***found == written(field)).count(), 1, "{}", field.path);
    }
    institution.terminals.push(terminal);
    site.institutions.push(institution);
    let text = format!("{site:?}").replace("picture: None", "");
    assert!(!text.contains("None"), "a value without a row: {text}");
}

#[test]
fn every_field_stands_in_the_table_of_its_path() {
    fn check(table: &TableSpec, path: &str) -> usize {
        let within = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
        for field in table.fields {
            assert_eq!(field.path, within(field.key()));
        }
        let inner = table.tables.iter().map(|inner| check(inner, &within(inner.name)));
        table.fields.len() + inner.sum::<usize>()
    }
    assert_eq!(check(&ROOT, ""), FIELDS.len());
}

#[test]
fn no_heading_means_two_fields() {
    let mut seen = BTreeMap::new();
    for (name, field) in spellings() {
        let before = seen.insert(fold::key(name), field.path);
        assert!(before.is_none(), "{name}: {} and {before:?}", field.path);
    }
}

#[test]
fn headings_are_found_however_they_are_spelt() {
    let path = |heading| by_heading(heading).map(|field| field.path);
    assert_eq!(path("医療機関ｺｰﾄﾞ"), Some("institution.code"));
    assert_eq!(path("コード"), Some("institution.code"));
    assert_eq!(path("保険医療機関番号"), Some("institution.code"));
    assert_eq!(path("医療機関(薬局)\n名称"), Some("institution.name"));
    assert_eq!(path("フレッツ・v6オプション"), Some("line.v6_option"));
    assert_eq!(path("Ｖ６オプション"), Some("line.v6_option"));
    assert_eq!(path("担当部署/担当者名"), Some("institution.contact"));
    assert_eq!(path("販売担当（電話）"), Some("dealer.phone"));
    assert_eq!(path("〒"), Some("institution.postal_code"));
    assert_eq!(path("届出所在地の郵便番号"), Some("institution.postal_code"));
    assert_eq!(path("備考"), None);
}
