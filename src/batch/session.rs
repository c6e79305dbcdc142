//! [`Session`]: a run of many customers in its folder. The folder's manifests and journals come in, the records of what is
//! there and the new manifest go out. How documents are made is not known here.
//!
//! A manifest stands in the folder if and only if the run came to its end, and then it agrees with the folder. While
//! files change there is a journal instead: each line is written before the files that it names, and no file counts as
//! made until its SHA-256 has been compared.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::Serialize;

use super::errors::{foreign_run, printed_earlier, vanished};
use super::facts::FactsRecord;
use super::manifest::{Manifest, PRINT, VolumeRecord};
use super::manifest_stream::{write_manifest, write_sums};
use super::number::RunPart;
use super::number::TenDigits;
use super::order::BuildOrder;
use super::overview::Became;
use super::record::{FileRecord, Record};
use super::record_store::{RecordStore, Records};
use super::recorded::{Known, RunFiles, is_part_manifest, known};
use crate::base::Diagnostic;
use crate::plan::{DocumentKind, Request};
use crate::press::printing::Printings;
use crate::write::{RunFolder, Spool, folders_in};

/// The sums of all files, for `sha256sum --check`.
pub(crate) const SUMS: &str = "SHA256SUMS";

/// The whole run's manifest.
pub(crate) const MANIFEST: &str = "manifest.json";

/// A run at work in its folder.
pub(crate) struct Session {
    /// The run's number.
    pub(crate) number: String,
    /// Its folder.
    pub(crate) path: PathBuf,
    folder: RunFolder,
    /// What earlier runs have made.
    before: RecordStore,
    /// What this one has made or kept.
    made: RecordStore,
    volumes: BTreeMap<String, VolumeRecord>,
    names: RunFiles,
    /// Kinds of papers that earlier runs in the folder have made: they are the run's, whatever is asked for now.
    kinds: BTreeSet<String>,
    /// Whether the run's own files could not be written.
    is_stuck: AtomicBool,
    /// The facts of earlier runs in the folder that are not those of this one.
    pub(crate) other_facts: Option<FactsRecord>,
}

impl Session {
    /// Opens the folder of the run that is ordered, and reads what is recorded there. `codes` are the
    /// customers of this run, in all its parts.
    ///
    /// # Errors
    /// `SP004` if another run is at work, `SP005` if what is there is another run's, `SP002` if the disk
    /// refuses.
    pub(crate) fn open(
        order: &BuildOrder,
        request: &Request,
        codes: &[TenDigits],
    ) -> Result<Self, Vec<Diagnostic>> {
        let number = order.run_number(request);
        let path = order.out.join(order.run.as_ref().unwrap_or(&number));
        if let Some(supplement) = order.merge.and_then(|merge| merge.supplement) {
            Printings::read(&path).base(supplement.since, &path)?;
        }
        let folder = RunFolder::open(&path, order.part.map(RunPart::word).as_deref())?;
        let names = RunFiles::of(order.part);
        let before = RecordStore::new(folder.scratch(&format!("{}-before", names.records))?);
        let Known { volumes, other_facts, is_printed_earlier, kinds } =
            known(&folder, &names, order.part, &before)?;
        if !before.codes().is_empty() && !codes.iter().any(|code| before.has(*code)) {
            return Err(vec![foreign_run(&path)]);
        }
        if is_printed_earlier {
            return Err(vec![printed_earlier(&path)]);
        }
        // Labels that were chosen are a run of their own: in another's folder they would take the place of its papers.
        if order.customers.labels.is_choice() && order.run.is_some() && !before.codes().is_empty() {
            return Err(vec![foreign_run(&path)]);
        }
        if order.part.is_none() {
            // Temporary files of other parts are theirs. The store stays readable when its file loses its name.
            folder.sweep("");
            folder.sweep(PRINT);
            for name in folders_in(&path.join(PRINT)) {
                folder.sweep(&format!("{PRINT}/{name}"));
            }
        }
        let made = RecordStore::new(folder.scratch(&names.records)?);
        let is_stuck = AtomicBool::new(false);
        Ok(Self { number, path, folder, before, made, volumes, names, kinds, is_stuck, other_facts })
    }

    /// The kinds of papers of a command that asks for `asked`: in a run that has others, those stay the run's.
    pub(crate) fn kinds(&self, asked: &[DocumentKind]) -> Vec<DocumentKind> {
        let is_ours = |kind: &DocumentKind| asked.contains(kind) || self.kinds.contains(kind.stem());
        DocumentKind::ALL.into_iter().filter(is_ours).collect()
    }

    /// The record of that customer's documents, if `is_same` finds that they would be made from the same input again and
    /// they are still there, every byte.
    pub(crate) fn kept(&self, code: TenDigits, is_same: &dyn Fn(&Record) -> bool) -> Option<Record> {
        self.folder.sweep(code.as_str());
        // What cannot be read is made again.
        let record = self.before.get(code).ok().flatten().filter(is_same)?;
        let whole = |file: &FileRecord| self.folder.is_whole(&file.path, file.bytes, &file.sha256);
        let is_whole = record.files().all(whole);
        is_whole.then_some(record)
    }

    /// The merged file of that path, if it was made from the same input and is still there, every byte.
    pub(crate) fn kept_volume(&self, path: &str, input_digest: &str) -> Option<&VolumeRecord> {
        let volume = self.volumes.get(path).filter(|volume| volume.input_digest == input_digest)?;
        let VolumeRecord { file, .. } = volume;
        self.folder.is_whole(path, file.bytes, &file.sha256).then_some(volume)
    }

    /// Begins a large file of the run.
    ///
    /// # Errors
    /// `SP002` if the disk refuses.
    pub(crate) fn spool(&self, path: &str) -> Result<Spool, Vec<Diagnostic>> {
        self.folder.spool(path)
    }

    /// Writes what is about to be made into the journal. From the first line on there is no manifest until the end.
    pub(crate) fn note(&self, record: &Record) -> Result<(), Vec<Diagnostic>> {
        self.note_line(&record.line())
    }

    /// Writes a merged file that is about to get its name into the journal.
    pub(crate) fn note_volume(&self, volume: &VolumeRecord) -> Result<(), Vec<Diagnostic>> {
        self.note_line(&volume.line())
    }

    fn note_line(&self, line: &str) -> Result<(), Vec<Diagnostic>> {
        let noted = self.write_line(line);
        noted.inspect_err(|_| self.is_stuck.store(true, Ordering::SeqCst))
    }

    /// Whether the run's own files could not be written: then no customer of it can be made.
    pub(crate) fn is_stuck(&self) -> bool {
        self.is_stuck.load(Ordering::SeqCst)
    }

    fn write_line(&self, line: &str) -> Result<(), Vec<Diagnostic>> {
        self.folder.note(&self.names.journal, line, &mut |out| {
            writeln!(out, "{}", FactsRecord::of_this_process().line())?;
            self.before.each(&mut |record| writeln!(out, "{}", record.line()))?;
            self.volumes.values().try_for_each(|volume| writeln!(out, "{}", volume.line()))
        })?;
        self.forget_manifest()
    }

    /// Stores the record of a customer whose documents are all there.
    pub(crate) fn remember(&self, record: &Record) -> Result<(), Vec<Diagnostic>> {
        self.made.put(record).inspect_err(|_| self.is_stuck.store(true, Ordering::SeqCst))
    }

    /// The records of every customer whose documents are there.
    pub(crate) const fn made(&self) -> &RecordStore {
        &self.made
    }

    /// Keeps the papers of the customers whom this run leaves out, as far as they are there: only of those whom it means
    /// can it be known that they are gone. Returns how many they are.
    ///
    /// # Errors
    /// `SP002` if the disk refuses.
    pub(crate) fn leave_out(&self, is_meant: &dyn Fn(&Record) -> bool) -> Result<usize, Vec<Diagnostic>> {
        let mut left_out = 0;
        for code in self.before.codes().into_iter().filter(|code| !self.made.has(*code)) {
            let record = self.before.get(code).map_err(|error| self.before.not_writable(error))?;
            let is_there =
                |record: &Record| record.files().all(|file| self.folder.has(&file.path, file.bytes));
            if let Some(record) = record.filter(|record| !is_meant(record) && is_there(record)) {
                self.made.put(&record)?;
                left_out += 1;
            }
        }
        Ok(left_out)
    }

    /// The customers whose papers go at the end of the run.
    ///
    /// # Errors
    /// `SP002` if the disk refuses.
    pub(crate) fn gone(&self) -> Result<Vec<Record>, Vec<Diagnostic>> {
        let gone = self.before.codes().into_iter().filter(|code| !self.made.has(*code));
        let records = gone.filter_map(|code| self.before.get(code).transpose());
        records.collect::<Result<_, _>>().map_err(|error| self.before.not_writable(error))
    }

    /// Removes the files of that customer's earlier papers whose names are not those of the new `record`.
    ///
    /// # Errors
    /// `SP002` if the disk refuses.
    pub(crate) fn forget_files(&self, record: &Record) -> Result<(), Vec<Diagnostic>> {
        let before = TenDigits::read(&record.code).map_or(Ok(None), |code| self.before.get(code));
        let Ok(Some(before)) = before else { return Ok(()) };
        let is_old = |path: &str| record.files().all(|file| file.path != path);
        before.files().filter(|file| is_old(&file.path)).try_for_each(|file| self.folder.remove(&file.path))
    }

    /// Passes every customer whose papers are there to `take`, with what became of it since the run before.
    ///
    /// # Errors
    /// `SP002` if the disk refuses.
    pub(crate) fn each_made(&self, take: &mut dyn FnMut(&Record, Became)) -> Result<(), Vec<Diagnostic>> {
        let gone_through = self.made.each(&mut |record| {
            let before = TenDigits::read(&record.code).map_or(Ok(None), |code| self.before.get(code))?;
            let became = match before {
                None => Became::New,
                Some(before) if before.files().eq(record.files()) => Became::Same,
                Some(_) => Became::Changed,
            };
            take(record, became);
            Ok(())
        });
        gone_through.map_err(|error| self.made.not_writable(error))
    }

    /// Writes a file that the manifest does not name.
    ///
    /// # Errors
    /// `SP002` if the disk refuses.
    pub(crate) fn put(&self, name: &str, bytes: &[u8]) -> Result<(), Vec<Diagnostic>> {
        let is_there = self.folder.is_same(name, &mut |out| out.write_all(bytes));
        if is_there { Ok(()) } else { self.folder.stream(name, &mut |out| out.write_all(bytes))?.publish() }
    }

    /// The merged files of earlier runs.
    pub(crate) fn volumes(&self) -> impl Iterator<Item = &VolumeRecord> {
        self.volumes.values()
    }

    /// A part that changes something makes the whole run's manifest untrue too.
    fn forget_manifest(&self) -> Result<(), Vec<Diagnostic>> {
        [self.names.manifest.as_str(), MANIFEST, SUMS].iter().try_for_each(|name| self.folder.remove(name))
    }

    /// Proves that the files of every customer are still there: the folder may have been moved or removed meanwhile.
    fn is_there(&self) -> Result<(), Vec<Diagnostic>> {
        let mut lost = None;
        let looked = self.made.each(&mut |record| {
            let mut files = record.files();
            let gone = files.find(|file| !self.folder.has(&file.path, file.bytes));
            lost = lost.take().or_else(|| gone.map(|file| self.path.join(&file.path)));
            Ok(())
        });
        looked.map_err(|error| self.made.not_writable(error))?;
        lost.map_or(Ok(()), |path| Err(vec![vanished(&path)]))
    }

    /// Ends the run: removes the files that it has no more, and writes the manifest.
    pub(crate) fn finish<C: Serialize>(&self, manifest: &Manifest<C>) -> Result<(), Vec<Diagnostic>> {
        self.is_there()?;
        let gone = self.gone()?;
        let merged: BTreeSet<_> = manifest.volumes().map(|volume| volume.file.path.as_str()).collect();
        let stale: Vec<_> =
            self.volumes.values().filter(|volume| !merged.contains(volume.file.path.as_str())).collect();
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
        let is_told = || {
            let folder = &self.folder;
            folder.is_same(&self.names.manifest, &mut |out| write_manifest(manifest, out))
                && (!is_whole_run
                    || folder.is_same(SUMS, &mut |out| write_sums(&self.made, manifest.files(), out)))
        };
        if gone.is_empty() && stale.is_empty() && spent.is_empty() && is_told() {
            return Ok(());
        }
        if let Some(first) = stale.first() {
            self.note_volume(first)?;
        }
        for volume in stale {
            self.folder.remove(&volume.file.path)?;
            // A printing that was interrupted, and is not gone on with.
            volume.file.path.rsplit_once('/').inspect(|(folder, _)| self.folder.remove_if_empty(folder));
        }
        self.folder.remove_if_empty(PRINT);
        for (index, record) in gone.into_iter().enumerate() {
            if index == 0 {
                // In the journal, so that the run after one that is killed now still knows of them.
                self.note(&record)?;
            }
            let is_told = manifest.not_made.iter().any(|one| one.code.as_ref() == Some(&record.code));
            let removed = record.files().try_for_each(|file| self.folder.remove(&file.path));
            // Of a customer with errors something may stay that another program has open: the errors tell of it, and the
            // next run replaces it.
            if !is_told {
                removed?;
            }
            self.folder.sweep(&record.code);
            self.folder.remove_if_empty(&record.code);
        }
        put_manifest(&self.folder, &self.names.manifest, manifest, &self.made)?;
        // The journal was begun for the removed customers after it was looked for.
        let journal = std::iter::once(&self.names.journal);
        spent.iter().chain(journal).try_for_each(|name| self.folder.remove(name))
    }
}

/// Writes a manifest, and the sums of the files of its `records` if it is a whole run's.
pub(crate) fn put_manifest<C: Serialize>(
    folder: &RunFolder,
    name: &str,
    manifest: &Manifest<C>,
    records: &dyn Records,
) -> Result<(), Vec<Diagnostic>> {
    let text = folder.stream(name, &mut |out| write_manifest(manifest, out))?;
    if manifest.part.is_none() {
        folder.stream(SUMS, &mut |out| write_sums(records, manifest.files(), out))?.publish()?;
    }
    text.publish()
}
