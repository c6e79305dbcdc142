//! The end of a run: a run of which every customer's documents are made comes in; its merged files and its manifest go
//! out.

use std::collections::BTreeSet;
use std::hash::Hash as _;
use std::path::Path;

use super::about::About;
use super::check_pages::CheckPages;
use super::digest::{InputDigest, hexadecimal};
use super::errors::no_overview;
use super::events::{MergedVolume, PrintingSummary, RunSummary};
use super::facts::FactsRecord;
use super::manifest::{
    Input, LabelWay, Manifest, NotMade, PRINT, Print, PrintingRecord, RosterSum, VolumeRecord,
};
use super::manifest_stream::AllOf;
use super::order::{BuildOrder, Merge};
use super::overview::{Became, OVERVIEW, Row, book};
use super::queue::Job;
use super::record::Record;
use super::record_store::Records;
use super::session::Session;
use super::setup::Setup;
use crate::base::{Diagnostic, Origins, Shown};
use crate::plan::LabelRequest;
use crate::press::next_printing::PrintingOrder;
use crate::press::print_run::{PrintedRun, print_run};
use crate::press::printing::{Printings, Scope};
use crate::press::sheets::CustomerSheets;
use crate::press::volumes::Merger;

/// A run of which every customer's documents are made.
pub(crate) struct Finish<'a> {
    pub(crate) order: &'a BuildOrder,
    pub(crate) setup: Setup<'a>,
    /// How labels of several customers lie on common sheets.
    pub(crate) common: &'a LabelRequest,
    pub(crate) session: &'a Session,
    pub(crate) jobs: &'a [Job],
    pub(crate) origins: &'a Origins,
    /// The customers and files of which nothing was made.
    pub(crate) not_made: Vec<NotMade>,
    /// The same for the overview.
    pub(crate) faulty: Vec<Row>,
    pub(crate) roster: RosterSum,
    pub(crate) stopped: &'a (dyn Fn() -> bool + Sync),
}

impl Finish<'_> {
    /// Makes the merged files, writes the manifest and the overview. Returns what is worth knowing.
    ///
    /// # Errors
    /// What the rooms find, and `SP002` if the disk refuses.
    pub(crate) fn run(mut self, summary: &mut RunSummary) -> Result<Vec<Diagnostic>, Vec<Diagnostic>> {
        let Self { order, setup, session, origins, jobs, .. } = self;
        summary.left_out = session.leave_out(&|record| self.is_meant(record))?;
        summary.gone = session.gone()?.into_iter().map(|record| (record.code, record.name)).collect();
        let records: &dyn Records = session.made();
        let mut print = self.print_left_out(summary.left_out);
        let mut check_pages = Vec::new();
        if summary.left_out > 0 {
            // The pages of a day name customers who are not among the jobs.
            check_pages = session.volumes().filter(|volume| volume.is_check_page()).cloned().collect();
        } else if order.part.is_none() {
            check_pages = CheckPages { setup, session, origins }.run(jobs)?;
            let files = check_pages.iter().map(|page| session.path.join(&page.file.path));
            summary.check_pages = files.collect();
        }
        // A part does not know the others' pages, and so neither numbers nor merged files.
        if order.part.is_none() {
            let merger =
                self.merger(order.merge.unwrap_or(Merge { per_file: None, marks: true, supplement: None }));
            let volumes = match order.merge {
                Some(merge) => self.print(&merger, merge, summary)?,
                None if self.has_labels_alone(summary.left_out > 0) => {
                    let merged = merger.run(jobs)?;
                    summary.left = merged.left;
                    print = Some(merger.print(merged.volumes.clone()));
                    merged.volumes
                }
                None => Vec::new(),
            };
            if summary.left > 0 {
                return Ok(Vec::new());
            }
            summary.merged = volumes.iter().map(|volume| self.merged_volume(volume)).collect();
        }
        self.not_made.sort();
        // Before the end, at which what is gone is forgotten.
        let overview = if order.part.is_none() { self.overview()? } else { Vec::new() };
        let mut printings = Vec::new();
        if order.part.is_none() {
            printings = PrintingRecord::of(&Printings::read(&session.path));
        }
        session.finish(&Manifest { check_pages, printings, ..self.manifest(AllOf(records), print) })?;
        Ok(overview)
    }

    /// Writes the overview. It may be open in a spreadsheet, which is no reason to stop.
    fn overview(&mut self) -> Result<Vec<Diagnostic>, Vec<Diagnostic>> {
        let mut rows = std::mem::take(&mut self.faulty);
        self.session.each_made(&mut |record, became| rows.push(Row::of(record, became)))?;
        rows.extend(self.session.gone()?.iter().map(|record| Row::of(record, Became::Gone)));
        let sorting = self.order.customers.selection.sorting;
        let written = book(&self.session.number, rows, sorting)
            .is_ok_and(|bytes| self.session.put(OVERVIEW, &bytes).is_ok());
        Ok(if written { Vec::new() } else { vec![no_overview(&self.session.path.join(OVERVIEW))] })
    }

    /// Whether that customer may be one with faults now: anybody may be in a file that says of nobody who it is.
    fn may_be_faulty(&self, customer: &CustomerSheets) -> bool {
        let CustomerSheets { code, customer_no, name, .. } = customer;
        let is_anybody = |about: &About| {
            let is_file = |input: &String| about.names.iter().any(|name| name == input);
            about.customer_no.is_none()
                && about.codes.is_empty()
                && self.not_made.iter().any(|one| is_file(&one.input))
        };
        self.not_made.len() > self.faulty.len()
            || self
                .faulty
                .iter()
                .map(|row| &row.about)
                .any(|about| is_anybody(about) || about.is_of(code, customer_no.as_deref(), name))
    }

    /// Makes merged files of the session's customers.
    fn merger(&self, merge: Merge) -> Merger<'_> {
        let Self { setup, common, session, origins, stopped, .. } = *self;
        Merger { setup, merge, common, next: None, is_sorted: self.is_sorted(), session, origins, stopped }
    }

    /// Whether the user wants the customers in an order.
    fn is_sorted(&self) -> bool {
        self.order.customers.selection.sorting.is_some()
    }

    /// Makes the next printing. Returns its files.
    fn print(
        &self,
        merger: &Merger<'_>,
        merge: Merge,
        summary: &mut RunSummary,
    ) -> Result<Vec<VolumeRecord>, Vec<Diagnostic>> {
        let scope = match merge.supplement {
            Some(_) => Scope::Supplement,
            // Papers of customers and of kinds that this command leaves out stay in force.
            None if self.order.customers.selection.is_partial() || summary.left_out > 0 => Scope::Selection,
            None if self.order.customers.documents.len() < self.setup.request.documents.len() => {
                Scope::Selection
            }
            None => Scope::Whole,
        };
        let request = self.setup.request;
        let mut digest = InputDigest::default();
        (merge.per_file, merge.marks, &request.documents, &request.labels, self.common).hash(&mut digest);
        self.order.customers.selection.sorting.hash(&mut digest);
        let order = PrintingOrder {
            scope,
            since: merge.supplement.and_then(|supplement| supplement.since),
            order_digest: digest.word(),
            kinds: self.order.customers.documents.clone(),
        };
        let may_be_faulty = |customer: &CustomerSheets| self.may_be_faulty(customer);
        let printed = print_run(merger, &order, self.jobs, &may_be_faulty)?;
        summary.left = printed.left;
        let PrintedRun { printing, is_kept, changes, before, .. } = printed;
        let Some(printing) = printing else { return Ok(Vec::new()) };
        let (number, scope) = (printing.printing, printing.scope);
        let stacks = printing.sheets.customers.iter().flat_map(|customer| &customer.stacks);
        let covers = stacks.filter(|stack| stack.has_cover()).count();
        summary.printing = Some(PrintingSummary { number, scope, before, changes, covers, is_kept });
        Ok(printing.volumes)
    }

    /// What is told of a merged file.
    fn merged_volume(&self, volume: &VolumeRecord) -> MergedVolume {
        let is_another =
            |old: &VolumeRecord| old.file.path == volume.file.path && old.file.sha256 != volume.file.sha256;
        MergedVolume {
            file: self.session.path.join(&volume.file.path),
            pages: volume.pages,
            paper: volume.paper(),
            is_replaced: self.session.volumes().any(is_another),
        }
    }

    /// Whether there are common label sheets without the other merged files: for several customers, so that no sheet is begun
    /// for each of them. Where others of the run are left out (`has_others`), its label sheets stay as they are.
    fn has_labels_alone(&self, has_others: bool) -> bool {
        let request = self.setup.request;
        let is_partly_used = *self.common != request.labels;
        let has_labels = request.documents.iter().any(|kind| kind.is_on_label_stock());
        let is_list = self.jobs.len() > 1 && !has_others;
        has_labels && (is_list || is_partly_used)
    }

    /// Whether the customer of that record would be in this run if it were in the files: of all others it cannot be
    /// known that they are gone.
    fn is_meant(&self, record: &Record) -> bool {
        let input = Path::new(&record.input);
        let is_read = self.jobs.iter().any(|job| &*job.file == input)
            || self.order.customers.files.iter().any(|named| input.starts_with(named));
        is_read && !self.order.customers.selection.is_partial()
    }

    /// The merged files that a run of some customers finds: it makes them no less right.
    fn print_left_out(&self, left_out: usize) -> Option<Print> {
        let is_some = left_out > 0 || self.order.customers.selection.is_partial();
        let volumes: Vec<_> = self.session.volumes().filter(|volume| is_merged(volume)).cloned().collect();
        (is_some && !volumes.is_empty()).then_some(Print { customers_per_file: None, marks: true, volumes })
    }

    /// The manifest with what is made of all customers together.
    fn manifest<C>(self, customers: C, print: Option<Print>) -> Manifest<C> {
        let Self { order, setup, session, not_made, roster, .. } = self;
        let request = setup.request;
        let files: BTreeSet<&Path> = self.jobs.iter().map(|job| &*job.file).collect();
        let input = |file: &Path| {
            let file = file.shown();
            let read = self.origins.sources.iter().find(|source| source.path == file);
            let sha256 = read.and_then(|source| source.sha256).map(|sum| hexadecimal(&sum));
            Input { file, sha256 }
        };
        let mut inputs: Vec<_> = files.into_iter().map(input).collect();
        inputs.sort();
        Manifest {
            format: <Manifest>::format(),
            run: session.number.clone(),
            part: order.part.map(|part| format!("{}/{}", part.number, part.of)),
            program: env!("CARGO_PKG_VERSION").to_owned(),
            facts: Some(FactsRecord::of_this_process().clone()),
            print_date: request.print_date.to_string(),
            documents: request.documents.iter().map(|kind| kind.stem().to_owned()).collect(),
            stock: request.labels.stock.name.clone(),
            labels: LabelWay::of(request),
            pictures: order.pictures,
            plain: order.plain,
            inputs,
            reading: setup.reading.clone(),
            roster,
            customers,
            not_made,
            sheets: None,
            check_pages: Vec::new(),
            print,
            printings: Vec::new(),
        }
    }
}

/// Whether it is a merged file, such as common label sheets, of no printing: those are kept for good.
fn is_merged(volume: &VolumeRecord) -> bool {
    let name = volume.file.path.strip_prefix(PRINT).and_then(|rest| rest.strip_prefix('/'));
    name.is_some_and(|name| !name.contains('/'))
}
