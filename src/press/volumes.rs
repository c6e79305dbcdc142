//! The merged files of a printing: customers in order of code, so many in a file, each document a file of its own. The
//! session of a run comes in, files in its folder and their records go out. What an interrupted run made from the same is
//! kept. Which papers they are is [`super::next_printing`]'s part, what stands on a customer's sheets [`super::stack`]'s,
//! common label sheets are [`super::common_labels`]'.

use std::hash::Hash as _;

use super::next_printing::{NextPapers, NextPrinting};
use super::printing::Printing;
use super::replacements;
use super::stack::{LaidStack, Member, PrintingLook, changed, labels_of, stack};
use super::volume_content::VolumeContent;
use crate::base::{Diagnostic, Origins};
use crate::batch::errors::catch_panic;
use crate::batch::manifest::{PRINT, Print, VolumeRecord};
use crate::batch::number::TenDigits;
use crate::batch::order::Merge;
use crate::batch::pool::Pool;
use crate::batch::program;
use crate::batch::queue::{Job, ValidCustomer};
use crate::batch::record::{FileRecord, Record};
use crate::batch::session::Session;
use crate::batch::setup::Setup;
use crate::paint::{Pictures, Properties, Volume};
use crate::plan::{DocumentKind, LabelRequest};
use crate::write::Spool;

/// Customers that are laid out at a time, for each thread: their pages are in memory until they are painted.
const IN_HAND: usize = 4;

/// Takes what was produced for a slot.
type TakeSlot<'a, T> = dyn FnMut(Slot<'_>, T) -> Result<(), Vec<Diagnostic>> + 'a;

/// The merged files of a run.
#[derive(Default)]
pub(crate) struct MergedFiles {
    /// The files, in order.
    pub(crate) volumes: Vec<VolumeRecord>,
    /// Customers of the files that were not processed.
    pub(crate) left: usize,
}

/// Makes the merged files of a run, as far as they are not there.
pub(crate) struct Merger<'a> {
    pub(crate) setup: Setup<'a>,
    pub(crate) merge: Merge,
    /// How labels lie on common sheets.
    pub(crate) common: &'a LabelRequest,
    /// What is printed; `None`: only the labels of all customers, whose sheets have no numbers.
    pub(crate) next: Option<&'a NextPrinting>,
    /// The customers follow each other as the user wants it; else in order of code.
    pub(crate) is_sorted: bool,
    pub(crate) session: &'a Session,
    pub(crate) origins: &'a Origins,
    pub(crate) stopped: &'a (dyn Fn() -> bool + Sync),
}

/// A customer's place in the merged files; the customer is loaded when its turn comes.
#[derive(Clone, Copy)]
pub(super) struct Slot<'a> {
    pub(super) job: &'a Job,
    pub(super) code: TenDigits,
    /// What is printed of it; `None` where only labels are.
    pub(super) papers: Option<&'a NextPapers>,
    /// Labels of the customers before.
    pub(super) labels_before: u32,
    pub(super) labels: u32,
}

/// The customer of a slot, with the record of its documents.
pub(super) struct LoadedCustomer {
    pub(super) customer: ValidCustomer,
    pub(super) record: Record,
}

/// A file that is to be made.
pub(super) struct VolumeTask<'a, 'm> {
    pub(super) content: VolumeContent,
    pub(super) number: usize,
    pub(super) members: &'m [Slot<'a>],
    /// Labels in the files before.
    pub(super) labels_before: u32,
}

/// The customers of those jobs in the order of the stacks: as they are, or in order of code.
pub(super) fn in_order_of_stacks(jobs: &[Job], is_sorted: bool) -> Vec<(TenDigits, &Job)> {
    let mut members: Vec<_> = jobs.iter().filter_map(|job| Some((job.code()?, job))).collect();
    if !is_sorted {
        members.sort_by_key(|(code, _)| *code);
    }
    members
}

impl Merger<'_> {
    /// Makes all files for the customers of the session, in order of code.
    ///
    /// # Errors
    /// What the rooms find, and `SP002` if the disk refuses.
    pub(crate) fn run(&self, jobs: &[Job]) -> Result<MergedFiles, Vec<Diagnostic>> {
        let members = self.slots(jobs)?;
        let size = self.merge.per_file.map_or(members.len(), |count| count.get() as usize).max(1);
        let mut merged = MergedFiles::default();
        for (number, chunk) in (1..).zip(members.chunks(size)) {
            let labels_before = chunk.first().map_or(0, |first| first.labels_before);
            let all = &self.setup.request.documents;
            for kind in self.next.map_or(all, |next| &next.kinds) {
                for content in VolumeContent::of(*kind) {
                    let members: Vec<_> = chunk.iter().copied().filter(|slot| content.has(slot)).collect();
                    if members.is_empty() {
                        continue;
                    }
                    let task = VolumeTask { content, number, members: &members, labels_before };
                    match catch_panic(|| self.volume(&task))? {
                        Some(volume) => merged.volumes.push(volume),
                        None => {
                            merged.left = members.len();
                            return Ok(merged);
                        }
                    }
                }
            }
        }
        if self.next.is_some_and(replacements::has_one) {
            let (content, members) = (VolumeContent::Replaced, members.as_slice());
            let task = VolumeTask { content, number: 1, members, labels_before: 0 };
            merged.volumes.extend(catch_panic(|| self.volume(&task))?);
        }
        Ok(merged)
    }

    /// A slot for each customer, in the order of the stacks.
    fn slots<'e>(&'e self, jobs: &'e [Job]) -> Result<Vec<Slot<'e>>, Vec<Diagnostic>> {
        let (mut slots, mut labels_before) = (Vec::with_capacity(jobs.len()), 0u32);
        let records = self.session.made();
        for (code, job) in in_order_of_stacks(jobs, self.is_sorted) {
            let record = records.get(code).map_err(|error| records.not_writable(error))?;
            let Some(record) = record else { continue };
            let papers = self.next.and_then(|next| next.customers.get(&record.code));
            let has_labels = papers.map_or(self.next.is_none(), |papers| papers.sheets.labels.is_some());
            let labels = if has_labels { u32::try_from(labels_of(&record)).unwrap_or(u32::MAX) } else { 0 };
            slots.push(Slot { job, code, papers, labels_before, labels });
            labels_before = labels_before.saturating_add(labels);
        }
        slots.retain(|slot| self.next.is_none() || slot.papers.is_some());
        Ok(slots)
    }

    /// The record of what was made, for the manifest.
    pub(crate) fn print(&self, volumes: Vec<VolumeRecord>) -> Print {
        let customers_per_file = self.merge.per_file.map(std::num::NonZero::get);
        Print { customers_per_file, marks: self.merge.marks, volumes }
    }

    /// One file, kept or made; `None` if the run was stopped meanwhile.
    fn volume(&self, task: &VolumeTask<'_, '_>) -> Result<Option<VolumeRecord>, Vec<Diagnostic>> {
        let folder = self.next.map_or_else(|| PRINT.to_owned(), |next| Printing::folder(next.number));
        let path = format!("{folder}/{}-{:03}.pdf", task.content.name(), task.number);
        let input_digest = self.input_digest(task)?;
        if let Some(kept) = self.session.kept_volume(&path, &input_digest) {
            return Ok(Some(kept.clone()));
        }
        let mut spool = self.session.spool(&path)?;
        let mut volume = Volume::new(self.setup.fonts);
        let done = match task.content {
            VolumeContent::Stacks(kind) => self.stacks(task, kind, &mut volume, &mut spool)?,
            VolumeContent::CommonLabels => self.labels(task, &mut volume, &mut spool)?,
            VolumeContent::PickList => self.pick_list(task, &mut volume)?,
            VolumeContent::Replaced => self.replaced(&mut volume)?,
            VolumeContent::CommonAddresses => self.addresses(task, &mut volume, &mut spool)?,
        };
        if !done {
            return Ok(None);
        }
        let (year, month, day) = {
            let date = self.setup.request.print_date;
            (date.year(), date.month(), date.day())
        };
        let properties = Properties {
            author: String::new(),
            date: (year, month, day),
            duplex: matches!(task.content, VolumeContent::Stacks(_)),
            tray_by_size: task.content.is_on_label_stock(),
            plain: false,
        };
        let title = format!("{}　実行{}　その{}", task.content.title(), self.session.number, task.number);
        let pages = volume.finish(&title, &properties)?;
        spool.append(&volume.take())?;
        let (bytes, sha256) = spool.sum();
        let code =
            |slot: Option<&Slot<'_>>| slot.map(|slot| slot.code.as_str().to_owned()).unwrap_or_default();
        let record = VolumeRecord {
            volume: task.content.name().to_owned(),
            first: code(task.members.first()),
            last: code(task.members.last()),
            customers: task.members.len(),
            pages,
            input_digest,
            file: FileRecord { path, bytes, sha256 },
        };
        self.session.note_volume(&record)?;
        spool.publish()?;
        Ok(Some(record))
    }

    /// A digest of everything that the file is made from.
    fn input_digest(&self, task: &VolumeTask<'_, '_>) -> Result<String, Vec<Diagnostic>> {
        let mut input_digest = program::input_digest();
        (task.content.name(), task.number, &self.session.number, self.merge.marks, task.members.len())
            .hash(&mut input_digest);
        self.next.map(|next| next.number).hash(&mut input_digest);
        if !matches!(task.content, VolumeContent::Stacks(_)) {
            // One by one: a whole list is hashed with the width of the platform.
            self.common.first_sheet.len().hash(&mut input_digest);
            self.common.first_sheet.iter().for_each(|face| face.hash(&mut input_digest));
        }
        for slot in task.members {
            let record = self.record(*slot)?;
            (&record.input_digest, &record.print_date, record.documents.len()).hash(&mut input_digest);
            for paper in &record.documents {
                (&paper.kind, paper.pages, paper.labels.as_ref().map_or(0, Vec::len)).hash(&mut input_digest);
            }
            if let Some(papers) = slot.papers {
                papers.stacks().map(|stack| stack.cover).collect::<Vec<_>>().hash(&mut input_digest);
                papers.former.as_ref().map(|former| &former.sheets).hash(&mut input_digest);
            }
        }
        if let (VolumeContent::Replaced, Some(next)) = (task.content, self.next) {
            replacements::hash(next, &mut input_digest);
        }
        Ok(input_digest.word())
    }

    /// The list of replaced sheets.
    fn replaced(&self, volume: &mut Volume<'_>) -> Result<bool, Vec<Diagnostic>> {
        let Some(next) = self.next else { return Ok(false) };
        let pages = replacements::pages(next, &self.session.number, self.setup.fonts)?;
        volume.add(&pages, &Pictures::new())?;
        Ok(true)
    }

    pub(super) fn record(&self, slot: Slot<'_>) -> Result<Record, Vec<Diagnostic>> {
        let records = self.session.made();
        let found = records.get(slot.code).map_err(|error| records.not_writable(error))?;
        found.ok_or_else(|| vec![changed(slot.code.as_str())])
    }

    pub(super) fn load(&self, slot: Slot<'_>) -> Result<LoadedCustomer, Vec<Diagnostic>> {
        let record = self.record(slot)?;
        let (customer, _) = slot.job.validated(&self.setup, self.origins);
        let customer = customer.ok_or_else(|| vec![changed(&record.code)])?;
        Ok(LoadedCustomer { customer, record })
    }

    /// Run and printing, as label sheets and pick list name them.
    pub(super) fn run_words(&self) -> String {
        let printing = self.next.map(|next| format!(" 印刷{}", next.number)).unwrap_or_default();
        format!("{}{printing}", self.session.number)
    }

    fn look(&self) -> PrintingLook<'_> {
        PrintingLook {
            run: &self.session.number,
            printing: self.next.map(|next| next.number),
            request: self.setup.request,
            fonts: self.setup.fonts,
            marks: self.merge.marks,
            again: false,
        }
    }

    /// Does `work` for every slot on several threads and passes the results to `done` in order. Returns whether it
    /// came to the end.
    pub(super) fn in_order<T: Send>(
        &self,
        members: &[Slot<'_>],
        work: &(dyn Fn(Slot<'_>) -> Result<T, Vec<Diagnostic>> + Sync),
        done: &mut TakeSlot<'_, T>,
    ) -> Result<bool, Vec<Diagnostic>> {
        let threads = self.setup.threads.max(1);
        let work = |index: usize| catch_panic(|| work(members[index]));
        let (mut count, mut ended) = (0, Ok(()));
        let pool = Pool { threads, window: threads * IN_HAND, stopped: self.stopped };
        pool.produce(members.len(), &work, &mut |index, result| {
            ended = result.and_then(|result| done(members[index], result));
            count += 1;
            ended.is_ok()
        });
        ended.map(|()| count == members.len())
    }

    /// Cover, document and blank backs of every customer.
    fn stacks(
        &self,
        task: &VolumeTask<'_, '_>,
        kind: DocumentKind,
        volume: &mut Volume<'_>,
        spool: &mut Spool,
    ) -> Result<bool, Vec<Diagnostic>> {
        let look = self.look();
        let work = |slot: Slot<'_>| {
            let LoadedCustomer { customer, record } = self.load(slot)?;
            let faces = (slot.labels > 0).then(|| self.label_places(task, slot));
            let faces = faces.as_deref();
            let Some(papers) = slot.papers else { return Err(vec![changed(slot.code.as_str())]) };
            let stacks: Vec<_> = papers.stacks().collect();
            let pull_out = papers.former.as_ref().and_then(|former| former.sheets.get(kind.stem()));
            let pull_out = pull_out.map(String::as_str);
            let member = Member { customer: &customer, record: &record, stacks: &stacks, faces, pull_out };
            let laid = stack(member, kind, look)?;
            Ok((record.name, laid))
        };
        self.in_order(task.members, &work, &mut |slot, (name, laid): (String, LaidStack)| {
            volume.bookmark(&format!("{} {name}", slot.code.as_str()));
            volume.add(&laid.pages, &laid.pictures)?;
            spool.append(&volume.take())
        })
    }
}
