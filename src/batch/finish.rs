//! The end of a run: a run of which every customer's documents are made comes in; its merged files and its manifest go
//! out.

use std::collections::BTreeSet;
use std::path::Path;

use super::check_pages::CheckPages;
use super::digest::hexadecimal;
use super::events::{MergedVolume, RunSummary};
use super::facts::FactsRecord;
use super::manifest::{Input, LabelWay, Manifest, NotMade, Print, RosterSum, VolumeRecord};
use super::manifest_stream::{AllOf, SheetsOf};
use super::order::BuildOrder;
use super::queue::Job;
use super::record_store::Records;
use super::session::Session;
use super::setup::Setup;
use crate::base::{Diagnostic, Origins};
use crate::press::volumes::Merger;

/// A run of which every customer's documents are made.
pub(crate) struct Finish<'a> {
    pub(crate) order: &'a BuildOrder,
    pub(crate) setup: Setup<'a>,
    pub(crate) session: &'a Session,
    pub(crate) jobs: &'a [Job],
    pub(crate) origins: &'a Origins,
    /// The customers and files of which nothing was made.
    pub(crate) not_made: Vec<NotMade>,
    pub(crate) roster: RosterSum,
    pub(crate) stopped: &'a (dyn Fn() -> bool + Sync),
}

impl Finish<'_> {
    /// Makes the merged files and writes the manifest.
    ///
    /// # Errors
    /// What the rooms find, and `SP002` if the disk refuses.
    pub(crate) fn run(mut self, summary: &mut RunSummary) -> Result<(), Vec<Diagnostic>> {
        let Self { order, setup, session, origins, stopped, jobs, .. } = self;
        let records: &dyn Records = session.made();
        let mut print = None;
        let mut check_pages = Vec::new();
        if order.part.is_none() {
            check_pages = CheckPages { setup, session, origins }.run(jobs)?;
            let files = check_pages.iter().map(|page| session.path.join(&page.file.path));
            summary.check_pages = files.collect();
        }
        // A part does not know the others' pages, and so neither numbers nor merged files.
        if let (Some(merge), None) = (order.merge, order.part) {
            let merger = Merger { setup, merge, session, origins, stopped };
            let merged = merger.run(jobs)?;
            let volume = |volume: &VolumeRecord| MergedVolume {
                file: session.path.join(&volume.file.path),
                pages: volume.pages,
                paper: volume.paper(),
            };
            summary.merged = merged.volumes.iter().map(volume).collect();
            summary.left = merged.left;
            if summary.left > 0 {
                return Ok(());
            }
            print = Some(merger.print(merged.volumes));
        }
        let sheets = order.part.is_none().then_some(SheetsOf(records));
        self.not_made.sort();
        session.finish(&Manifest { check_pages, ..self.manifest(AllOf(records), sheets, print) })
    }

    /// The manifest with what is made of all customers together.
    fn manifest<C, S>(self, customers: C, sheets: Option<S>, print: Option<Print>) -> Manifest<C, S> {
        let Self { order, setup, session, not_made, roster, .. } = self;
        let request = setup.request;
        let files: BTreeSet<&Path> = self.jobs.iter().map(|job| &*job.file).collect();
        let input = |file: &Path| {
            let file = file.display().to_string();
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
            inputs,
            reading: setup.reading.clone(),
            roster,
            customers,
            not_made,
            sheets,
            check_pages: Vec::new(),
            print,
        }
    }
}
