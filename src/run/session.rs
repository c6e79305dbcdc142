//! [`Session`]: a run of many customers in its folder. Knows what an earlier run of the same number has made,
//! keeps what is still right, notes what is made before it is made, and writes the manifest at the end.
//!
//! A manifest stands in the folder if and only if the run came to its end, and then it agrees with the
//! folder. While papers change there is a journal instead: each line is written before the files it names, and
//! nothing is believed of a file until its SHA-256 has been looked at.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::fault::foreign_run;
use super::manifest::{Manifest, PRINT, Record, VolumeRecord};
use super::number::{TenDigits, run_number};
use super::{Order, Part};
use crate::base::Diagnostic;
use crate::write::{Output, RunFolder, Spool, text};

/// The sums of all files, for `sha256sum --check`.
const SUMS: &str = "SHA256SUMS";

/// The whole run's manifest.
pub(super) const MANIFEST: &str = "manifest.json";

/// A run at work in its folder.
pub(super) struct Session {
    /// The run's number.
    pub(super) number: String,
    /// Its folder.
    pub(super) path: PathBuf,
    folder: RunFolder,
    before: BTreeMap<String, Record>,
    volumes: BTreeMap<String, VolumeRecord>,
    names: Names,
}

/// What a folder knows of: customers by code, merged files by path.
type Known = (BTreeMap<String, Record>, BTreeMap<String, VolumeRecord>);

/// Names of the files that a run keeps about itself; each part has its own.
struct Names {
    manifest: String,
    journal: String,
}

impl Names {
    fn of(part: Option<Part>) -> Self {
        match part {
            None => Self { manifest: MANIFEST.to_owned(), journal: ".journal".to_owned() },
            Some(part) => {
                let word = part.word();
                Self { manifest: format!("manifest.{word}.json"), journal: format!(".journal.{word}") }
            }
        }
    }
}

/// Whether a part's manifest has that name.
pub(super) fn is_part_manifest(name: &str) -> bool {
    name.strip_prefix("manifest.").and_then(|rest| rest.strip_suffix(".json")).is_some_and(|word| {
        word.split_once("-of-").is_some_and(|(number, of)| Part::read(&format!("{number}/{of}")).is_some())
    })
}

/// What the manifests and journals in the folder know of: all of them for a whole run; for a part its own, and
/// of the whole run's what is in its share.
fn known(folder: &RunFolder, names: &Names, part: Option<Part>) -> Result<Known, Vec<Diagnostic>> {
    let (mut records, mut volumes) = (Vec::new(), Vec::new());
    let all = folder.names();
    let is_ours =
        |name: &str| name == MANIFEST || name == names.manifest || (part.is_none() && is_part_manifest(name));
    for name in all.iter().filter(|name| is_ours(name)) {
        let found = text(&folder.path().join(name)).unwrap_or_default();
        let manifest = Manifest::read(&found).ok_or_else(|| vec![foreign_run(folder.path())])?;
        volumes.extend(manifest.volumes().to_vec());
        records.extend(manifest.customers);
    }
    for name in
        all.iter().filter(|name| **name == names.journal || (part.is_none() && name.starts_with(".journal.")))
    {
        let journal = text(&folder.path().join(name)).unwrap_or_default();
        records.extend(journal.lines().filter_map(Record::read));
        volumes.extend(journal.lines().filter_map(VolumeRecord::read));
    }
    records.retain(|record| record.is_sound() && part.is_none_or(|part| part.has(&record.code)));
    // A part has no merged files, and those of the whole run are not its business.
    volumes.retain(|volume| volume.is_sound() && part.is_none());
    let volumes = volumes.into_iter().map(|volume| (volume.file.path.clone(), volume)).collect();
    Ok((records.into_iter().map(|record| (record.code.clone(), record)).collect(), volumes))
}

impl Session {
    /// Opens the folder of the run that `order` stands for, and looks at what is there. `codes` are the
    /// customers of this run, in all its parts.
    ///
    /// # Errors
    /// `SP004` if another run is at work, `SP005` if what is there is another run's, `SP002` if the disk
    /// refuses.
    pub(super) fn open(order: &Order<'_>, codes: &[TenDigits]) -> Result<Self, Vec<Diagnostic>> {
        let number = run_number(order);
        let path = order.out.join(&number);
        let folder = RunFolder::open(&path, order.part.map(Part::word).as_deref())?;
        let names = Names::of(order.part);
        let (before, volumes) = known(&folder, &names, order.part)?;
        if !before.is_empty() && !codes.iter().any(|code| before.contains_key(code.as_str())) {
            return Err(vec![foreign_run(&path)]);
        }
        if order.part.is_none() {
            // What other parts have on the way there is theirs.
            folder.sweep("");
            folder.sweep(PRINT);
        }
        Ok(Self { number, path, folder, before, volumes, names })
    }

    /// The papers of that customer, if they were made from the same and are still there, every byte.
    pub(super) fn kept(&self, code: &str, stamp: &str) -> Option<&Record> {
        self.folder.sweep(code);
        let record = self.before.get(code).filter(|record| record.stamp == stamp)?;
        let whole =
            |file: &super::manifest::PaperFile| self.folder.is_whole(&file.path, file.bytes, &file.sha256);
        record.files().all(whole).then_some(record)
    }

    /// The merged file of that path, if it was made from the same and is still there, every byte.
    pub(super) fn kept_volume(&self, path: &str, stamp: &str) -> Option<&VolumeRecord> {
        let volume = self.volumes.get(path).filter(|volume| volume.stamp == stamp)?;
        let VolumeRecord { file, .. } = volume;
        self.folder.is_whole(path, file.bytes, &file.sha256).then_some(volume)
    }

    /// Begins a large file of the run.
    ///
    /// # Errors
    /// `SP002` if the disk refuses.
    pub(super) fn spool(&self, path: &str) -> Result<Spool, Vec<Diagnostic>> {
        self.folder.spool(path)
    }

    /// Notes what is about to be made. From the first note on there is no manifest until the end.
    pub(super) fn note(&self, record: &Record) -> Result<(), Vec<Diagnostic>> {
        self.note_line(&record.line())
    }

    /// Notes a merged file that is about to get its name.
    pub(super) fn note_volume(&self, volume: &VolumeRecord) -> Result<(), Vec<Diagnostic>> {
        self.note_line(&volume.line())
    }

    fn note_line(&self, line: &str) -> Result<(), Vec<Diagnostic>> {
        let begin = || {
            let records = self.before.values().map(Record::line);
            records.chain(self.volumes.values().map(VolumeRecord::line)).collect()
        };
        self.folder.note(&self.names.journal, line, begin)?;
        self.forget_manifest()
    }

    /// A part that changes something makes the whole run's manifest untrue too.
    fn forget_manifest(&self) -> Result<(), Vec<Diagnostic>> {
        [self.names.manifest.as_str(), MANIFEST, SUMS].iter().try_for_each(|name| self.folder.remove(name))
    }

    /// The run came to its end: removes papers that it has no more, and writes the manifest.
    pub(super) fn finish(&self, manifest: &Manifest) -> Result<(), Vec<Diagnostic>> {
        let now: BTreeSet<_> = manifest.customers.iter().map(|record| record.code.as_str()).collect();
        let here: BTreeSet<_> =
            manifest.customers.iter().flat_map(Record::files).map(|file| file.path.as_str()).collect();
        let gone: Vec<_> =
            self.before.values().filter(|record| !now.contains(record.code.as_str())).collect();
        let merged: BTreeSet<_> = manifest.volumes().iter().map(|volume| volume.file.path.as_str()).collect();
        let stale: Vec<_> =
            self.volumes.values().filter(|volume| !merged.contains(volume.file.path.as_str())).collect();
        let text_of_it = manifest.text();
        let is_told = |name: &str, told: &str| text(&self.path.join(name)).is_some_and(|found| found == told);
        let is_whole_run = manifest.part.is_none();
        let spent: Vec<_> = self
            .folder
            .names()
            .into_iter()
            .filter(|name| {
                *name == self.names.journal
                    || (is_whole_run && (is_part_manifest(name) || name.starts_with(".journal.")))
            })
            .collect();
        let sums = manifest.sums();
        if gone.is_empty()
            && stale.is_empty()
            && spent.is_empty()
            && is_told(&self.names.manifest, &text_of_it)
            && (!is_whole_run || is_told(SUMS, &sums))
        {
            return Ok(());
        }
        if let Some(first) = gone.first() {
            // Noted, so that a run that is killed now still knows of them.
            self.note(first)?;
        }
        if let Some(first) = stale.first() {
            self.note_volume(first)?;
        }
        for volume in stale {
            self.folder.remove(&volume.file.path)?;
        }
        self.folder.remove_if_empty(PRINT);
        for record in gone {
            for file in record.files().filter(|file| !here.contains(file.path.as_str())) {
                self.folder.remove(&file.path)?;
            }
            self.folder.sweep(&record.code);
            self.folder.remove_if_empty(&record.code);
        }
        put_manifest(&self.folder, &self.names.manifest, manifest)?;
        // Whoever is gone was noted in the journal after it was looked for.
        let journal = std::iter::once(&self.names.journal);
        spent.iter().chain(journal).try_for_each(|name| self.folder.remove(name))
    }
}

/// Writes a manifest, and the sums of the files if it is a whole run's.
pub(super) fn put_manifest(
    folder: &RunFolder,
    name: &str,
    manifest: &Manifest,
) -> Result<(), Vec<Diagnostic>> {
    let mut files = Vec::new();
    if manifest.part.is_none() {
        files.push(Output { name: SUMS.to_owned(), bytes: manifest.sums().into_bytes() });
    }
    files.push(Output { name: name.to_owned(), bytes: manifest.text().into_bytes() });
    folder.put(&files)
}
