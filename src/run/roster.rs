//! [`Roster`]: everybody that the files of a run are about, judged; with what was told of each.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::fault::{guarded, same_folder};
use super::{Job, site};
use crate::base::{Diagnostic, Fonts, Origin, Origins};
use crate::plan::plan;
use crate::validate::{Site, Validated};

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
    let mut entries: Vec<_> = job.files.iter().map(|file| entry(file, job, fonts, origins)).collect();
    refuse_same_folders(&mut entries);
    entries
}

fn entry(file: &Path, job: &Job<'_>, fonts: &Fonts, origins: &mut Origins) -> Entry {
    let mut told = Vec::new();
    let result = guarded(|| {
        let Validated { site, warnings } = site(file, job.request, fonts, origins)?;
        told.extend(warnings);
        let plan = plan(&site, job.request)?;
        told.extend(plan.warnings);
        let first = site.institutions.first();
        let name = first.map(|institution| institution.name.value.clone()).unwrap_or_default();
        let at = first.map(|institution| institution.code.at).unwrap_or_default();
        Ok(Customer { code: plan.folder, name, site, at })
    });
    let customer = result.map_err(|faults| told.extend(faults)).ok();
    Entry { file: file.to_path_buf(), customer, told }
}

/// Takes the customers out whose folders are the same: nobody can know which of them is meant.
fn refuse_same_folders(entries: &mut [Entry]) {
    let mut owners = BTreeMap::<String, Vec<usize>>::new();
    for (index, entry) in entries.iter().enumerate() {
        if let Some(customer) = &entry.customer {
            owners.entry(customer.code.clone()).or_default().push(index);
        }
    }
    for (folder, indexes) in owners.iter().filter(|(_, indexes)| indexes.len() > 1) {
        for &index in indexes {
            let others: Vec<_> = indexes
                .iter()
                .filter(|&&other| other != index)
                .map(|&other| entries[other].file.display().to_string())
                .collect();
            let entry = &mut entries[index];
            let at = entry.customer.take().map(|customer| customer.at).unwrap_or_default();
            entry.told.push(same_folder(at, folder, &others.join(", ")));
        }
    }
}
