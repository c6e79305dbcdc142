//! Checks that nothing is lost in a table. In: sites and the table made from them. Out: errors for each value that is
//! different when the table is read again. The table is not changed here.

use std::path::Path;

use super::rows::{month, written};
use crate::base::{Code, Diagnostic, Located, Origin, Origins, Words};
use crate::read::fields::{Access, FIELDS, FieldKind, FieldOwner, FieldSpec};
use crate::read::file::TableFile;
use crate::read::{InstitutionFile, Raw, RawField, SiteFile, StoredSite, TableOptions, table};

/// Reads `bytes` as the table `path`; returns an error for each value of `sites` that is different.
pub(super) fn differences(sites: &[SiteFile], path: &Path, bytes: Vec<u8>) -> Vec<Diagnostic> {
    let mut origins = Origins::new();
    let source = origins.add_source("", "");
    let file = TableFile { source, at: Origin::NONE, bytes };
    let again = match table::read(path, file, &TableOptions::default(), &mut origins, &mut |_| {}) {
        Ok(intake) => intake.sites,
        // A table without rows has no customers.
        Err(_) if sites.is_empty() => return Vec::new(),
        Err(errors) => return errors,
    };
    if again.len() != sites.len() {
        return sites.first().map(|site| merged(site, sites.len(), again.len())).into_iter().collect();
    }
    let differs = |(site, again): (&SiteFile, &StoredSite)| match again.restore() {
        Ok(again) => differs(site, &again).into_iter().collect(),
        Err(errors) => errors,
    };
    sites.iter().zip(&again).flat_map(differs).collect()
}

/// The error for customers that become one customer when they are read again.
fn merged(first: &SiteFile, count: usize, found: usize) -> Diagnostic {
    let message = Words::new(
        format!("お客様が{count}件ありますが、表にすると{found}件になります。"),
        format!("there are {count} customers, but a table would make {found} of them"),
    );
    let help = Words::new(
        "どのお客様にも、ほかと違う顧客番号（customer_no）を書いてください。",
        "give every customer a 顧客番号 (customer_no) of its own",
    );
    Diagnostic::error(Code::NoTable, first.at, message, help)
}

/// The error for the first value of a site that is different.
fn differs(site: &SiteFile, again: &SiteFile) -> Option<Diagnostic> {
    let institutions = |site: &SiteFile| site.institutions.iter().map(terminal_count).collect::<Vec<_>>();
    if institutions(site) != institutions(again) {
        let message = Words::new(
            "医療機関と端末の組が、表にすると変わります。",
            "a table would not keep these institutions and terminals apart",
        );
        let help = Words::new(
            "どの医療機関にも、都道府県・点数表・医療機関コードを書いてください。",
            "write prefecture, fee table and code for every institution",
        );
        return Some(Diagnostic::error(Code::NoTable, site.at, message, help));
    }
    FIELDS.iter().find_map(|field| changed(field, site, again))
}

/// How many terminals an institution has; an empty row stands for an institution without any.
fn terminal_count(institution: &InstitutionFile) -> usize {
    institution.terminals.len().max(1)
}

/// The error for a field that gets another value.
fn changed(field: &FieldSpec, site: &SiteFile, again: &SiteFile) -> Option<Diagnostic> {
    let pairs: Vec<(&RawField, &RawField)> = match field.access {
        Access::Site(_) => vec![(site.value(field), again.value(field))],
        Access::Institution(_) => {
            both(site, again).map(|(one, other)| (one.value(field), other.value(field))).collect()
        }
        Access::Terminal(_) => both(site, again)
            .flat_map(|(one, other)| one.terminals.iter().zip(&other.terminals))
            .map(|(one, other)| (one.value(field), other.value(field)))
            .collect(),
    };
    let (before, _) = pairs.into_iter().find(|(before, after)| !says_the_same(field, before, after))?;
    let at = before.as_ref().map_or(site.at, |field| field.at);
    let heading = field.heading;
    let message = Words::new(
        format!("{heading}は、表にすると値が変わります。"),
        format!("{heading} would not be the same in a table"),
    );
    let help = Words::new(
        "startpack check で値を確かめ、直してから変換してください。",
        "look at it with `startpack check`, mend it and convert again",
    );
    Some(Diagnostic::error(Code::NoTable, at, message, help))
}

fn both<'a>(
    site: &'a SiteFile,
    again: &'a SiteFile,
) -> impl Iterator<Item = (&'a InstitutionFile, &'a InstitutionFile)> {
    site.institutions.iter().zip(&again.institutions)
}

fn says_the_same(field: &FieldSpec, before: &RawField, after: &RawField) -> bool {
    match (filled(before), filled(after)) {
        (None, None) => true,
        (Some(before), Some(after)) => {
            before == after
                || (field.kind != FieldKind::Text && table::equivalent(field, &before, &after))
                || (field.kind == FieldKind::Month && is_same_month(&before, &after))
        }
        _ => false,
    }
}

/// A workbook holds a month as its first day.
fn is_same_month(before: &Raw, after: &Raw) -> bool {
    let month = |raw: &Raw| month(&written(raw)?);
    month(before).is_some_and(|before| month(after) == Some(before))
}

/// The value of a field without leading and trailing blanks; `None` if it is empty.
fn filled(field: &RawField) -> Option<Raw> {
    match field {
        Some(Located { value: Raw::Text(text), .. }) => {
            let text = text.trim();
            (!text.is_empty()).then(|| Raw::Text(text.to_owned()))
        }
        Some(Located { value, .. }) => Some(value.clone()),
        None => None,
    }
}
