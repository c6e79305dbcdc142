//! Names for site files. In: sites. Out: names made from the 10-digit code, never from a customer's name. No file is
//! written here.

use std::collections::BTreeSet;

use crate::base::facts::facts;
use crate::base::fold;
use crate::read::{InstitutionFile, RawField, SiteFile};

use super::rows::written;

/// A name for the site file of each of `sites`, without its ending: the 10-digit code of its first institution, or
/// a number where that is not complete; with a number after it where two have the same.
pub fn file_stems(sites: &[SiteFile]) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let stem = |(site, number): (&SiteFile, usize)| {
        let code = site.institutions.first().and_then(ten_digits);
        let own = code.unwrap_or_else(|| format!("customer-{number:04}"));
        let others = (2..).map(|count| format!("{own}-{count}"));
        let free = std::iter::once(own.clone()).chain(others).find(|name| taken.insert(name.clone()));
        free.unwrap_or(own)
    };
    sites.iter().zip(1..).map(stem).collect()
}

/// The 10-digit code of an institution, if its parts can be recognised without validation.
fn ten_digits(institution: &InstitutionFile) -> Option<String> {
    let text = |field: &RawField| written(&field.as_ref()?.value).map(|text| fold::key(&text));
    let prefecture = text(&institution.prefecture)?;
    let number = prefecture.split(':').next().and_then(|number| number.parse::<u8>().ok());
    let prefecture = facts().prefectures.iter().find(|one| {
        Some(one.code) == number || [&one.name, &one.full_name, &one.romaji].contains(&&prefecture)
    })?;
    let table = text(&institution.fee_table)?;
    let is_table = |digit: u8, name: &str| table.starts_with(&digit.to_string()) || table == name;
    let table = facts().fee_table.iter().find(|known| is_table(known.digit, &known.name))?;
    let code = fold::digits(&text(&institution.code)?);
    let is_code = code.len() == 7 && code.bytes().all(|byte| byte.is_ascii_digit());
    is_code.then(|| format!("{:02}{}{code}", prefecture.code, table.digit))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::form::samples;

    #[test]
    fn names_are_codes_or_numbers_and_never_the_same() {
        let samples = samples();
        let sites = [samples[0].clone(), SiteFile::default(), samples[0].clone(), samples[1].clone()];
        assert_eq!(file_stems(&sites), ["2310505058", "customer-0002", "2310505058-2", "0410112346"]);
    }
}
