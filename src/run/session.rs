//! [`Session`]: a run of many customers in its folder. Knows what an earlier run of the same number has made,
//! keeps what is still right, notes what is made before it is made, and writes the manifest at the end.
//!
//! A manifest stands in the folder if and only if the run came to its end, and then it agrees with the
//! folder. While papers change there is a journal instead: each line is written before the files it names, and
//! nothing is believed of a file until its SHA-256 has been looked at.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::fault::foreign_run;
use super::manifest::{Manifest, Record};
use super::number::run_number;
use super::{Order, Part};
use crate::base::Diagnostic;
use crate::write::{Output, RunFolder, text};

/// The sums of all files, for `sha256sum --check`.
const SUMS: &str = "SHA256SUMS";

/// A run at work in its folder.
pub(super) struct Session {
    /// The run's number.
    pub(super) number: String,
    /// Its folder.
    pub(super) path: PathBuf,
    folder: RunFolder,
    before: BTreeMap<String, Record>,
    names: Names,
}

/// Names of the files that a run keeps about itself; each part has its own.
struct Names {
    manifest: String,
    journal: String,
    sums: Option<String>,
}

impl Names {
    fn of(part: Option<Part>) -> Self {
        match part {
            None => Self {
                manifest: "manifest.json".to_owned(),
                journal: ".journal".to_owned(),
                sums: Some(SUMS.to_owned()),
            },
            Some(part) => Self {
                manifest: format!("manifest.{}.json", part.word()),
                journal: format!(".journal.{}", part.word()),
                sums: None,
            },
        }
    }
}

impl Session {
    /// Opens the folder of the run that `order` stands for, and looks at what is there. `codes` are the
    /// customers of this run.
    ///
    /// # Errors
    /// `SP004` if another run is at work, `SP005` if what is there is another run's, `SP002` if the disk
    /// refuses.
    pub(super) fn open(order: &Order<'_>, codes: &BTreeSet<&str>) -> Result<Self, Vec<Diagnostic>> {
        let number = run_number(order);
        let path = order.out.join(&number);
        let folder = RunFolder::open(&path, order.part.map(Part::word).as_deref())?;
        let names = Names::of(order.part);
        let mut before = BTreeMap::new();
        if let Some(found) = text(&path.join(&names.manifest)) {
            let manifest = Manifest::read(&found).ok_or_else(|| vec![foreign_run(&path)])?;
            before.extend(manifest.customers.into_iter().map(|record| (record.code.clone(), record)));
        }
        let journal = text(&path.join(&names.journal)).unwrap_or_default();
        before.extend(journal.lines().filter_map(Record::read).map(|record| (record.code.clone(), record)));
        before.retain(|_, record| record.is_sound());
        if !before.is_empty() && !before.keys().any(|code| codes.contains(code.as_str())) {
            return Err(vec![foreign_run(&path)]);
        }
        folder.sweep("");
        Ok(Self { number, path, folder, before, names })
    }

    /// The papers of that customer, if they were made from the same and are still there, every byte.
    pub(super) fn kept(&self, code: &str, stamp: &str) -> Option<&Record> {
        self.folder.sweep(code);
        let record = self.before.get(code).filter(|record| record.stamp == stamp)?;
        let whole =
            |file: &super::manifest::PaperFile| self.folder.is_whole(&file.path, file.bytes, &file.sha256);
        record.files().all(whole).then_some(record)
    }

    /// Notes what is about to be made. From the first note on there is no manifest until the end.
    pub(super) fn note(&self, record: &Record) -> Result<(), Vec<Diagnostic>> {
        let begin = || {
            let lines: Vec<_> = self.before.values().map(Record::line).collect();
            lines
        };
        self.folder.note(&self.names.journal, &record.line(), begin)?;
        self.forget_manifest()
    }

    fn forget_manifest(&self) -> Result<(), Vec<Diagnostic>> {
        self.folder.remove(&self.names.manifest)?;
        self.names.sums.as_ref().map_or(Ok(()), |sums| self.folder.remove(sums))
    }

    /// The run came to its end: removes papers that it has no more, and writes the manifest.
    pub(super) fn finish(&self, manifest: &Manifest) -> Result<(), Vec<Diagnostic>> {
        let now: BTreeSet<_> = manifest.customers.iter().map(|record| record.code.as_str()).collect();
        let here: BTreeSet<_> =
            manifest.customers.iter().flat_map(Record::files).map(|file| file.path.as_str()).collect();
        let gone: Vec<_> =
            self.before.values().filter(|record| !now.contains(record.code.as_str())).collect();
        let text_of_it = manifest.text();
        let manifest_path = self.path.join(&self.names.manifest);
        let journal_path = self.path.join(&self.names.journal);
        let is_told = text(&manifest_path).is_some_and(|found| found == text_of_it);
        let sums_are_told = self
            .names
            .sums
            .as_ref()
            .is_none_or(|name| text(&self.path.join(name)).is_some_and(|found| found == manifest.sums()));
        if gone.is_empty() && is_told && sums_are_told && text(&journal_path).is_none() {
            return Ok(());
        }
        if let Some(first) = gone.first() {
            // Noted, so that a run that is killed now still knows of them.
            self.note(first)?;
        }
        for record in gone {
            for file in record.files().filter(|file| !here.contains(file.path.as_str())) {
                self.folder.remove(&file.path)?;
            }
            self.folder.sweep(&record.code);
            self.folder.remove_if_empty(&record.code);
        }
        let sums = self.names.sums.as_ref();
        let mut files: Vec<_> = sums
            .map(|name| Output { name: name.clone(), bytes: manifest.sums().into_bytes() })
            .into_iter()
            .collect();
        files.push(Output { name: self.names.manifest.clone(), bytes: text_of_it.into_bytes() });
        self.folder.put(&files)?;
        self.folder.remove(&self.names.journal)
    }
}
