//! The merged files of a run: customers in order of code, so many in a file, each document a file of its own;
//! and the labels of all of them on common sheets, with a pick list. What was made before from the same is kept.

use std::collections::BTreeMap;

use super::crew::each;
use super::customer::set;
use super::fault::guarded;
use super::manifest::{PRINT, PaperFile, Print, Record, VolumeRecord};
use super::number::TenDigits;
use super::number::volume_stamp;
use super::roster::{Customer, Entry};
use super::session::Session;
use super::sheets::{CustomerSheets, Sheets};
use super::stack::{
    Laid, Member, Printing, changed, check_labels, labels_of, owner, planned, slip_page, stack,
};
use super::{Fonts, Merge, Order};
use crate::base::{Diagnostic, Origins, Point};
use crate::layout::{Item, Page, Pages, cut_out, put_on};
use crate::paint::{Pictures, Properties, Volume};
use crate::plan::{
    Document, DocumentKind, LabelFrame, LabelRequest, Labels, Owner, Pick, PickList, Slip, span,
};
use crate::write::Spool;

/// Customers that are laid out at a time, for each thread: their pages are in memory until they are painted.
const IN_HAND: usize = 4;

/// Takes what was made of a member.
type Take<'a, T> = dyn FnMut(Seat<'_>, T) -> Result<(), Vec<Diagnostic>> + 'a;

/// A customer's label sheets as planned, and each label as items.
type Faces = (Box<Labels>, Vec<Vec<Item>>);

/// What became of the merged files.
#[derive(Default)]
pub(super) struct Merged {
    /// The files, in order.
    pub(super) volumes: Vec<VolumeRecord>,
    /// Customers of the files that were not come to.
    pub(super) left: usize,
}

/// Makes the merged files of a run that are not there.
pub(super) struct Press<'a> {
    pub(super) order: &'a Order<'a>,
    pub(super) merge: Merge,
    pub(super) session: &'a Session,
    pub(super) fonts: &'a Fonts,
    pub(super) origins: &'a Origins,
    pub(super) stopped: &'a (dyn Fn() -> bool + Sync),
}

/// A customer's place in the files; who sits there is known when the turn comes.
#[derive(Clone, Copy)]
struct Seat<'a> {
    entry: &'a Entry,
    record: &'a Record,
    sheets: &'a CustomerSheets,
}

/// A file that is to be made.
struct Task<'a, 'm> {
    name: &'static str,
    number: usize,
    members: &'m [Seat<'a>],
}

impl Press<'_> {
    /// Makes all files for `records`, which are in order of code.
    ///
    /// # Errors
    /// What the rooms find, and `SP002` if the disk refuses.
    pub(super) fn run(
        &self,
        entries: &[Entry],
        records: &[Record],
        sheets: &Sheets,
    ) -> Result<Merged, Vec<Diagnostic>> {
        let known: BTreeMap<_, &Entry> =
            entries.iter().filter_map(|entry| Some((entry.code()?, entry))).collect();
        let members: Vec<Seat<'_>> = records
            .iter()
            .zip(&sheets.customers)
            .filter_map(|(record, sheets)| {
                let entry = known.get(&TenDigits::read(&record.code)?)?;
                Some(Seat { entry, record, sheets })
            })
            .collect();
        let size = self.merge.per_file.map_or(members.len(), |count| count.get() as usize).max(1);
        let mut merged = Merged::default();
        for (number, members) in (1..).zip(members.chunks(size)) {
            for kind in &self.order.job.request.documents {
                for name in names(*kind) {
                    let task = Task { name, number, members };
                    match guarded(|| self.volume(&task, *kind))? {
                        Some(volume) => merged.volumes.push(volume),
                        None => {
                            merged.left = members.len();
                            return Ok(merged);
                        }
                    }
                }
            }
        }
        Ok(merged)
    }

    /// The record of what was made, for the manifest.
    pub(super) fn print(&self, volumes: Vec<VolumeRecord>) -> Print {
        let customers_per_file = self.merge.per_file.map(std::num::NonZero::get);
        Print { customers_per_file, marks: self.merge.marks, volumes }
    }

    /// One file, kept or made; `None` if the run was stopped meanwhile.
    fn volume(
        &self,
        task: &Task<'_, '_>,
        kind: DocumentKind,
    ) -> Result<Option<VolumeRecord>, Vec<Diagnostic>> {
        let path = format!("{PRINT}/{}-{:03}.pdf", task.name, task.number);
        let stamp = self.stamp(task);
        if let Some(kept) = self.session.kept_volume(&path, &stamp) {
            return Ok(Some(kept.clone()));
        }
        let mut spool = self.session.spool(&path)?;
        let mut volume = Volume::new(self.fonts);
        let done = match (kind, task.name) {
            (DocumentKind::Labels, "labels") => self.labels(task, &mut volume, &mut spool)?,
            (DocumentKind::Labels, _) => self.pick_list(task, &mut volume)?,
            _ => self.stacks(task, kind, &mut volume, &mut spool)?,
        };
        if !done {
            return Ok(None);
        }
        let (year, month, day) = {
            let date = self.order.job.request.print_date;
            (date.year(), date.month(), date.day())
        };
        let properties = Properties {
            author: String::new(),
            date: (year, month, day),
            duplex: kind != DocumentKind::Labels,
            tray_by_size: task.name == "labels",
        };
        let title = format!("{} {} {}", self.session.number, task.name, task.number);
        let pages = volume.finish(&title, &properties)?;
        spool.append(&volume.take())?;
        let (bytes, sha256) = spool.sum();
        let code = |member: Option<&Seat<'_>>| member.map(|m| m.record.code.clone()).unwrap_or_default();
        let record = VolumeRecord {
            volume: task.name.to_owned(),
            first: code(task.members.first()),
            last: code(task.members.last()),
            customers: task.members.len(),
            pages,
            stamp,
            file: PaperFile { path, bytes, sha256 },
        };
        self.session.note_volume(&record)?;
        spool.publish()?;
        Ok(Some(record))
    }

    /// Everything that the file is made from, in a word.
    fn stamp(&self, task: &Task<'_, '_>) -> String {
        let papers = |record: &Record| -> Vec<(String, usize, usize)> {
            let papers = record.documents.iter();
            papers.map(|p| (p.kind.clone(), p.pages, p.labels.as_ref().map_or(0, Vec::len))).collect()
        };
        let first =
            |sheets: &CustomerSheets| sheets.stacks.iter().map(|stack| stack.cover).collect::<Vec<_>>();
        let members: Vec<_> = task
            .members
            .iter()
            .map(|member| (&member.record.stamp, papers(member.record), first(member.sheets)))
            .collect();
        volume_stamp(&(task.name, task.number, &self.session.number, self.merge.marks, members))
    }

    /// Who sits there.
    fn customer(&self, seat: Seat<'_>) -> Result<Customer, Vec<Diagnostic>> {
        let (customer, _) = seat.entry.judged(&self.order.job, self.fonts, self.origins);
        customer.ok_or_else(|| vec![changed(seat.record)])
    }

    fn printing(&self) -> Printing<'_> {
        Printing {
            run: &self.session.number,
            request: self.order.job.request,
            fonts: self.fonts,
            marks: self.merge.marks,
            again: false,
        }
    }

    /// Does `work` for every member on several threads and hands the results to `done` in order, a few members
    /// at a time. Whether it came to the end.
    fn in_order<T: Send>(
        &self,
        members: &[Seat<'_>],
        work: &(dyn Fn(Seat<'_>) -> Result<T, Vec<Diagnostic>> + Sync),
        done: &mut Take<'_, T>,
    ) -> Result<bool, Vec<Diagnostic>> {
        let threads = self.order.job.threads;
        for batch in members.chunks(threads.max(1) * IN_HAND) {
            let mut results = BTreeMap::new();
            each(batch.len(), threads, self.stopped, &|index| guarded(|| work(batch[index])), &mut |i, r| {
                results.insert(i, r);
            });
            if results.len() < batch.len() {
                return Ok(false);
            }
            for (index, result) in results {
                done(batch[index], result?)?;
            }
        }
        Ok(true)
    }

    /// Cover, document and blank backs of every customer.
    fn stacks(
        &self,
        task: &Task<'_, '_>,
        kind: DocumentKind,
        volume: &mut Volume<'_>,
        spool: &mut Spool,
    ) -> Result<bool, Vec<Diagnostic>> {
        let printing = self.printing();
        let work = |seat: Seat<'_>| {
            let customer = self.customer(seat)?;
            let Seat { record, sheets, .. } = seat;
            stack(Member { customer: &customer, record, sheets }, kind, printing)
        };
        self.in_order(task.members, &work, &mut |member, laid: Laid| {
            volume.bookmark(&format!("{} {}", member.record.code, member.record.name));
            volume.add(&laid.pages, &laid.pictures)?;
            spool.append(&volume.take())
        })
    }

    /// The labels of every customer, one face after the other.
    fn labels(
        &self,
        task: &Task<'_, '_>,
        volume: &mut Volume<'_>,
        spool: &mut Spool,
    ) -> Result<bool, Vec<Diagnostic>> {
        let total: usize = task.members.iter().map(|member| labels_of(member.record)).sum();
        let request = &self.order.job.request.labels;
        let mut common = Common { request, total, sheet: None, done: 0 };
        let work = |seat: Seat<'_>| self.faces(seat);
        let all = self.in_order(task.members, &work, &mut |member, (labels, faces)| {
            volume.bookmark(&format!("{} {}", member.record.code, member.record.name));
            for face in faces {
                if let Some(full) = common.put(&labels, face, &self.session.number, self.fonts)? {
                    volume.add(&full, &Pictures::new())?;
                }
            }
            spool.append(&volume.take())
        })?;
        if let Some(last) = common.end() {
            volume.add(&last, &Pictures::new())?;
        }
        Ok(all)
    }

    /// A customer's labels, each as the items of a face whose corner is the paper's.
    fn faces(&self, seat: Seat<'_>) -> Result<Faces, Vec<Diagnostic>> {
        let customer = self.customer(seat)?;
        let document = planned(&customer, DocumentKind::Labels, self.order.job.request)?;
        let Some(document) = document else { return Err(Vec::new()) };
        check_labels(seat.record, &document)?;
        let pages = set(&document, self.fonts)?;
        let Document::Labels(labels) = document else { return Err(Vec::new()) };
        let cut = |(page, sheet): (&Page, &crate::plan::LabelSheet)| -> Vec<Vec<Item>> {
            let corner = |at: Point| Point::new(-at.x, -at.y);
            sheet.faces.iter().map(|face| cut_out(page, face.area, corner(face.area.origin))).collect()
        };
        let faces = pages.pages.iter().zip(&labels.sheets).flat_map(cut).collect();
        Ok((labels, faces))
    }

    /// Which faces are whose.
    fn pick_list(&self, task: &Task<'_, '_>, volume: &mut Volume<'_>) -> Result<bool, Vec<Diagnostic>> {
        let mut picks = Vec::new();
        let (mut next, mut stock_words) = (0, String::new());
        for member in task.members {
            let customer = self.customer(*member)?;
            let document = planned(&customer, DocumentKind::Labels, self.order.job.request)?;
            let Some(document) = document else { return Err(Vec::new()) };
            let owner = owner(&document);
            let Document::Labels(labels) = document else { return Err(Vec::new()) };
            let count = labels_of(member.record);
            picks.extend(picks_of(next, count, &self.order.job.request.labels, &owner));
            next += count;
            stock_words = labels.stock_words;
        }
        let pages = picks.len().div_ceil(PickList::ROWS);
        for (number, picks) in (1..).zip(picks.chunks(PickList::ROWS)) {
            if (self.stopped)() {
                return Ok(false);
            }
            let list = PickList {
                run: self.session.number.clone(),
                page: (number, pages),
                stock_words: stock_words.clone(),
                picks: picks.to_vec(),
            };
            let page = slip_page(&Slip::PickList(list), self.fonts)?;
            volume.add(&Pages { pages: vec![page], ..Pages::default() }, &Pictures::new())?;
        }
        Ok(true)
    }
}

/// The files that a document makes.
const fn names(kind: DocumentKind) -> &'static [&'static str] {
    match kind {
        DocumentKind::Packet => &["packet"],
        DocumentKind::Handover => &["handover"],
        DocumentKind::Labels => &["labels", "picklist"],
    }
}

/// A customer's `count` labels from the label `first` (of the whole run, from 0) on, sheet by sheet.
fn picks_of(first: usize, count: usize, request: &LabelRequest, owner: &Owner) -> Vec<Pick> {
    let places: Vec<_> = (first..first + count).map(|label| request.place(label)).collect();
    let on_sheet = |faces: &[(usize, usize)]| {
        let runs = faces.chunk_by(|a, b| a.1 + 1 == b.1);
        let words: Vec<_> =
            runs.filter_map(|run| Some(span(run.first()?.1 + 1, run.last()?.1 + 1))).collect();
        Some(Pick {
            sheet: faces.first()?.0 + 1,
            faces: words.join("、"),
            owner: owner.clone(),
            count: faces.len(),
        })
    };
    places.chunk_by(|a, b| a.0 == b.0).filter_map(on_sheet).collect()
}

/// The common label sheets, filled face by face.
struct Common<'a> {
    request: &'a LabelRequest,
    total: usize,
    sheet: Option<Page>,
    done: usize,
}

impl Common<'_> {
    /// Puts a label on the next face; a sheet that is full then is handed out.
    fn put(
        &mut self,
        labels: &Labels,
        face: Vec<Item>,
        run: &str,
        fonts: &Fonts,
    ) -> Result<Option<Pages>, Vec<Diagnostic>> {
        let (sheet, index) = self.request.place(self.done);
        let page = match &mut self.sheet {
            Some(page) => page,
            empty => {
                let sheets = self.request.place(self.total.saturating_sub(1)).0 + 1;
                let frame = LabelFrame::new(labels, run, (sheet + 1, sheets));
                let page = slip_page(&Slip::LabelSheet(Box::new(frame)), fonts)?;
                empty.insert(Page { placement: self.request.placement, ..page })
            }
        };
        let by = labels.stock.face(index).origin;
        put_on(page, face, by);
        self.done += 1;
        Ok(if self.request.place(self.done).0 > sheet { self.end() } else { None })
    }

    fn end(&mut self) -> Option<Pages> {
        Some(Pages { pages: vec![self.sheet.take()?], ..Pages::default() })
    }
}
