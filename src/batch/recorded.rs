//! What the manifests and journals in a run's folder record: files in, records of customers and what stands beside them out.
//! What is made of it is [`super::session`]'s business.

use std::collections::{BTreeMap, BTreeSet};
use std::io::BufRead as _;

use super::errors::foreign_run;
use super::facts::FactsRecord;
use super::manifest::VolumeRecord;
use super::manifest_stream::read_each;
use super::number::RunPart;
use super::record::Record;
use super::record_store::RecordStore;
use super::session::MANIFEST;
use crate::base::Diagnostic;
use crate::write::RunFolder;

/// What is recorded in a folder beside its customers.
#[derive(Default)]
pub(super) struct Known {
    /// The merged files by path.
    pub(super) volumes: BTreeMap<String, VolumeRecord>,
    /// Facts that are not those of this process.
    pub(super) other_facts: Option<FactsRecord>,
    /// Whether the run was merged for the copier before printings had numbers.
    pub(super) is_printed_earlier: bool,
    /// Kinds of papers.
    pub(super) kinds: BTreeSet<String>,
}

/// Names of the files in which a run records itself; each part has its own.
pub(super) struct RunFiles {
    pub(super) manifest: String,
    pub(super) journal: String,
    pub(super) records: String,
}

impl RunFiles {
    pub(super) fn of(part: Option<RunPart>) -> Self {
        match part {
            None => Self {
                manifest: MANIFEST.to_owned(),
                journal: ".journal".to_owned(),
                records: "records".to_owned(),
            },
            Some(part) => {
                let word = part.word();
                Self {
                    manifest: format!("manifest.{word}.json"),
                    journal: format!(".journal.{word}"),
                    records: format!("records.{word}"),
                }
            }
        }
    }
}

/// Whether a part's manifest has that name.
pub(crate) fn is_part_manifest(name: &str) -> bool {
    name.strip_prefix("manifest.").and_then(|rest| rest.strip_suffix(".json")).is_some_and(|word| {
        word.split_once("-of-").is_some_and(|(number, of)| RunPart::read(&format!("{number}/{of}")).is_some())
    })
}

/// What the manifests and journals in the folder record. A whole run reads all of them; a part reads its own, and of the
/// whole run's the customers in its share. Customers go into `before`, the rest is returned.
pub(super) fn known(
    folder: &RunFolder,
    names: &RunFiles,
    part: Option<RunPart>,
    before: &RecordStore,
) -> Result<Known, Vec<Diagnostic>> {
    let (mut volumes, mut facts, mut is_printed_earlier) = (Vec::new(), Vec::new(), false);
    let all = folder.names();
    let (mut refused, mut kinds) = (Ok(()), BTreeSet::new());
    let mut take = |record: Record| {
        kinds.extend(record.documents.iter().map(|paper| paper.kind.clone()));
        if record.is_sound() && part.is_none_or(|part| part.has(&record.code)) && refused.is_ok() {
            refused = before.put(&record);
        }
    };
    let is_ours =
        |name: &str| name == MANIFEST || name == names.manifest || (part.is_none() && is_part_manifest(name));
    for name in all.iter().filter(|name| is_ours(name)) {
        let found = folder.reader(name).and_then(|reader| read_each(reader, &mut take));
        let rest = found.ok_or_else(|| vec![foreign_run(folder.path())])?;
        volumes.extend(rest.volumes);
        facts.extend(rest.facts);
        is_printed_earlier |= rest.is_printed_earlier;
    }
    for name in
        all.iter().filter(|name| **name == names.journal || (part.is_none() && name.starts_with(".journal.")))
    {
        let lines = folder.reader(name).into_iter().flat_map(|reader| reader.lines().map_while(Result::ok));
        for line in lines {
            match Record::read(&line) {
                Some(record) => take(record),
                None => {
                    volumes.extend(VolumeRecord::read(&line));
                    facts.extend(FactsRecord::read(&line));
                }
            }
        }
    }
    refused?;
    // A part has no merged files, and leaves those of the whole run alone.
    volumes.retain(|volume| volume.is_sound() && part.is_none());
    Ok(Known {
        volumes: volumes.into_iter().map(|volume| (volume.file.path.clone(), volume)).collect(),
        other_facts: facts.into_iter().find(|facts| facts != FactsRecord::of_this_process()),
        is_printed_earlier,
        kinds,
    })
}
