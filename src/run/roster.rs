//! [`Roster`]: everybody that the files of a run are about, judged; with what was told of each.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::Job;
use super::fault::{guarded, same_folder};
use crate::base::diagnostic::any_error;
use crate::base::{Code, Diagnostic, Fonts, Origin, Origins, Place};
use crate::plan::plan;
use crate::read::{Intake, SiteFile, read_all};
use crate::validate::{Site, Validated, validate};

/// One customer of a file, or a file that nobody could be read from.
pub(super) struct Entry {
    /// The file as the user named it.
    pub(super) file: PathBuf,
    /// The customer; `None` after a fault.
    pub(super) customer: Option<Customer>,
    /// Faults and doubts so far.
    pub(super) told: Vec<Diagnostic>,
}

/// A customer whose data are right.
pub(super) struct Customer {
    /// Name of the customer's folder: the first institution's 10-digit code.
    pub(super) code: String,
    /// The customer's name.
    pub(super) name: String,
    /// The data.
    pub(super) site: Site,
    at: Origin,
}

/// Reads and judges every file, in order.
pub(super) fn roster(job: &Job<'_>, fonts: &Fonts, origins: &mut Origins) -> Vec<Entry> {
    let mut entries: Vec<_> =
        job.files.iter().flat_map(|file| entries_of(file, job, fonts, origins)).collect();
    refuse_same_folders(&mut entries, origins);
    entries
}

/// Everybody in a file. What is told of the file as a whole stands with the first of them; if that stops the file,
/// by itself, followed by those whose own data have faults.
fn entries_of(file: &Path, job: &Job<'_>, fonts: &Fonts, origins: &mut Origins) -> Vec<Entry> {
    let entry = |customer, told| Entry { file: file.to_path_buf(), customer, told };
    let Intake { sites, told } = match guarded(|| read_all(file, job.reading, origins)) {
        Ok(intake) => intake,
        Err(faults) => return vec![entry(None, faults)],
    };
    let origins = &*origins;
    let judged = sites.into_iter().map(|site| judged(site, job, fonts, origins));
    if any_error(&told) {
        let faulty = judged.map(|(_, told)| told).filter_map(|mut told| {
            told.retain(|diagnostic| diagnostic.code != Code::Internal);
            any_error(&told).then(|| entry(None, told))
        });
        return std::iter::once(entry(None, told.clone())).chain(faulty).collect();
    }
    let mut entries: Vec<Entry> = judged.map(|(customer, told)| entry(customer, told)).collect();
    if let Some(first) = entries.first_mut() {
        first.told.splice(0..0, told);
    }
    entries
}

/// A site judged: the customer, and what was told.
fn judged(
    file: SiteFile,
    job: &Job<'_>,
    fonts: &Fonts,
    origins: &Origins,
) -> (Option<Customer>, Vec<Diagnostic>) {
    let mut told = Vec::new();
    let result = guarded(|| {
        let Validated { site, warnings } = validate(&file, fonts, job.request.print_date, origins)?;
        told.extend(warnings);
        let plan = plan(&site, job.request)?;
        told.extend(plan.warnings);
        let first = site.institutions.first();
        let name = first.map(|institution| institution.name.value.clone()).unwrap_or_default();
        let at = first.map(|institution| institution.code.at).unwrap_or_default();
        Ok(Customer { code: plan.folder, name, site, at })
    });
    let customer = result.map_err(|faults| told.extend(faults)).ok();
    (customer, told)
}

/// Takes the customers out whose folders are the same: nobody can know which of them is meant.
fn refuse_same_folders(entries: &mut [Entry], origins: &Origins) {
    let mut owners = BTreeMap::<String, Vec<usize>>::new();
    for (index, entry) in entries.iter().enumerate() {
        if let Some(customer) = &entry.customer {
            owners.entry(customer.code.clone()).or_default().push(index);
        }
    }
    for (folder, indexes) in owners.iter().filter(|(_, indexes)| indexes.len() > 1) {
        let places: Vec<_> = indexes.iter().map(|&index| whereabouts(&entries[index], origins)).collect();
        for &index in indexes {
            let others: Vec<&str> = indexes
                .iter()
                .zip(&places)
                .filter(|(other, _)| **other != index)
                .map(|(_, place)| place.as_str())
                .collect();
            let entry = &mut entries[index];
            let at = entry.customer.take().map(|customer| customer.at).unwrap_or_default();
            entry.told.push(same_folder(at, folder, &others.join(", ")));
        }
    }
}

/// Where a customer is written, in words.
fn whereabouts(entry: &Entry, origins: &Origins) -> String {
    let file = entry.file.display();
    let at = entry.customer.as_ref().map(|customer| customer.at).unwrap_or_default();
    match (origins.place(at), origins.line_column(at)) {
        (Some(Place::Cell { .. }), Some((row, _))) => format!("{file}:{row}"),
        _ => file.to_string(),
    }
}
