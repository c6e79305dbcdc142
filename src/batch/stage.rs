//! `--all-or-nothing`: the jobs of a run in; a [`StagedRun`] with the documents of all of them out, or the reports of a run in
//! which nothing is made. Each customer is laid out once. What is on the stage is put into the customers' folders by
//! [`super::producer`], once it is known that no customer has errors.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use super::check::check_job;
use super::errors::{catch_panic, internal, nothing_made};
use super::events::{CustomerReport, Event, EventSink, RunSummary};
use super::number::TenDigits;
use super::order::BuildOrder;
use super::pool::Pool;
use super::printed::Printed;
use super::queue::Job;
use super::setup::Setup;
use crate::base::diagnostic::any_error;
use crate::base::{Diagnostic, Origins};
use crate::write::{Scratch, StoredRange};

/// Documents that wait until it is known whether they are wanted. They lie in a file: they are too many for memory.
pub(super) struct StagedRun {
    /// None for a dry run, which writes nothing, and has page counts only.
    scratch: Option<Scratch>,
    staged: Mutex<BTreeMap<TenDigits, StagedDocuments>>,
}

/// One customer's documents.
#[derive(Clone)]
enum StagedDocuments {
    InMemory(Vec<u8>),
    OnDisk(StoredRange),
}

impl StagedRun {
    fn new(scratch: Option<Scratch>) -> Self {
        Self { scratch, staged: Mutex::default() }
    }

    fn put(&self, code: TenDigits, printed: &Printed) -> Result<(), Vec<Diagnostic>> {
        let bytes = printed.to_bytes();
        let staged = match &self.scratch {
            Some(scratch) => StagedDocuments::OnDisk(scratch.put(&bytes)?),
            None => StagedDocuments::InMemory(bytes),
        };
        self.staged.lock().unwrap_or_else(PoisonError::into_inner).insert(code, staged);
        Ok(())
    }

    /// The documents of the customer of that code, if they are on the stage.
    ///
    /// # Errors
    /// `SP002` if the disk refuses.
    pub(super) fn get(&self, code: TenDigits) -> Result<Option<Printed>, Vec<Diagnostic>> {
        let staged = self.staged.lock().unwrap_or_else(PoisonError::into_inner).get(&code).cloned();
        let bytes = match (staged, &self.scratch) {
            (Some(StagedDocuments::InMemory(bytes)), _) => bytes,
            (Some(StagedDocuments::OnDisk(range)), Some(scratch)) => {
                scratch.get(range).map_err(|error| scratch.not_writable(error))?
            }
            _ => return Ok(None),
        };
        Printed::from_bytes(&bytes).map(Some).ok_or_else(|| vec![internal()])
    }
}

/// The jobs of a run, on their way to the stage.
pub(super) struct Staging<'a> {
    pub(super) order: &'a BuildOrder,
    pub(super) setup: &'a Setup<'a>,
    pub(super) origins: &'a Origins,
    pub(super) jobs: &'a [Job],
}

impl Staging<'_> {
    /// Makes the documents of every customer of the part that is ordered. Once one has errors nothing is made any
    /// more: the others are only checked, and all are reported.
    ///
    /// # Errors
    /// How the run ends in which nothing is made; its events are reported.
    pub(super) fn run(&self, on_event: &mut EventSink<'_>) -> Result<StagedRun, Box<RunSummary>> {
        let Self { order, setup, origins, jobs } = *self;
        // Whose data are wrong is known before anything is laid out.
        let is_refused = AtomicBool::new(jobs.iter().any(|job| job.code().is_none()));
        let needs_disk = !order.dry && !is_refused.load(Ordering::SeqCst);
        let stage = match needs_disk.then(|| Scratch::beside(&order.out)).transpose() {
            Ok(scratch) => StagedRun::new(scratch),
            Err(errors) => {
                on_event(origins, Event::Processed(&CustomerReport::failed(order.out.clone(), errors)));
                return Err(Box::new(RunSummary { left: jobs.len(), ..RunSummary::default() }));
            }
        };
        let produce = |index: usize| match is_refused.load(Ordering::SeqCst) {
            true => check_job(&jobs[index], setup, origins),
            false => self.stage_job(&jobs[index], &stage),
        };
        let stopped = || setup.stop.load(Ordering::SeqCst);
        let pool = Pool { threads: setup.threads, window: usize::MAX, stopped: &stopped };
        let (mut faulty, mut left) = (0, jobs.len());
        pool.produce(jobs.len(), &produce, &mut |index, report| {
            left -= 1;
            let has_errors = any_error(&report.diagnostics);
            if has_errors && faulty == 0 {
                is_refused.store(true, Ordering::SeqCst);
                self.report_before(index, on_event);
            }
            faulty += usize::from(has_errors);
            if faulty > 0 {
                on_event(origins, Event::Processed(&report));
            }
            true
        });
        if faulty > 0 {
            let errors = vec![nothing_made(faulty, jobs.len())];
            on_event(origins, Event::Processed(&CustomerReport::failed(order.out.clone(), errors)));
        }
        match (faulty, left) {
            (0, 0) => Ok(stage),
            // Stopped: what is on the stage is not made either.
            (0, _) => {
                let left = jobs.iter().filter(|job| job.is_in(order.part)).count();
                Err(Box::new(RunSummary { left, ..RunSummary::default() }))
            }
            (_, left) => Err(Box::new(RunSummary { left, ..RunSummary::default() })),
        }
    }

    /// Puts the documents of a job on the stage; of another part's job only looks whether they can be made.
    fn stage_job(&self, job: &Job, stage: &StagedRun) -> CustomerReport {
        if !job.is_in(self.order.part) {
            return check_job(job, self.setup, self.origins);
        }
        let (customer, messages) = job.validated(self.setup, self.origins);
        let staged = customer.map_or(Ok(()), |customer| {
            catch_panic(|| {
                let printed = Printed::of(&customer, self.order, self.setup)?;
                stage.put(customer.code, &printed)
            })
        });
        job.report(staged.map(|()| None), messages)
    }

    /// Reports the jobs before the first that has errors. They were not reported until now, for they might have been
    /// made; their warnings are not kept, but found again by validating.
    fn report_before(&self, first_faulty: usize, on_event: &mut EventSink<'_>) {
        on_event(self.origins, Event::Started(self.jobs.len()));
        for job in &self.jobs[..first_faulty] {
            let (_, messages) = job.validated(self.setup, self.origins);
            on_event(self.origins, Event::Processed(&job.report(Ok(None), messages)));
        }
    }
}
