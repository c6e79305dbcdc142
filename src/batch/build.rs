//! `build`: the customers of an order in, their documents on disk and a report on each of them out. The documents and the
//! reports are the same for any number of threads, and no report is kept.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

use super::about::About;
use super::check::refuse;
use super::chosen::chosen;
use super::errors::{catch_panic, no_such_terminal, none_out_of_date};
use super::events::{CustomerReport, Event, EventSink, RunSummary};
use super::finish::Finish;
use super::manifest::{NotMade, RosterSum};
use super::number::TenDigits;
use super::order::BuildOrder;
use super::overview::{Became, Row};
use super::pool::{Pool, Steps};
use super::producer::{Produced, Producer};
use super::queue::{Job, queue};
use super::session::Session;
use super::setup::{Resources, Setup};
use super::stage::Staging;
use crate::base::diagnostic::any_error;
use crate::base::{Code, Diagnostic, Origins, Severity, Shown};
use crate::plan::{LabelRequest, Request};

/// Builds the documents of every customer. `on_event` gets a report on each of them in order.
pub(crate) fn build(
    order: &BuildOrder,
    stop: &AtomicBool,
    origins: &mut Origins,
    on_event: &mut EventSink<'_>,
) -> RunSummary {
    let resources = match Resources::of(&order.customers, origins) {
        Ok(resources) => resources,
        Err(errors) => return refuse(errors, origins, on_event),
    };
    let setup = resources.setup(&order.customers, stop);
    let jobs = queue(&setup, origins, &|_| false);
    let mut listed: Vec<TenDigits> = jobs.iter().filter_map(Job::code).collect();
    listed.sort_unstable();
    let mut jobs = match chosen(jobs, &order.customers.selection, &setup, origins) {
        Ok(jobs) => jobs,
        Err(errors) => return refuse(errors, origins, on_event),
    };
    if !setup.request.labels.choice.is_all() && !choose(&mut jobs, &setup, order, origins, on_event) {
        return RunSummary::default();
    }
    // A sheet that is partly used is the run's, not everybody's.
    let is_list = jobs.len() > 1 || order.merge.is_some() && !order.customers.labels.is_choice();
    let common = setup.request.labels.clone();
    let labels = if is_list { common.on_whole_sheets() } else { common.clone() };
    let request = Request { labels, plain: order.plain, ..setup.request.clone() };
    let setup = Setup { request: &request, ..setup };
    Build { order, setup, common, origins, listed, is_disk_full: AtomicBool::new(false) }.run(jobs, on_event)
}

/// Leaves only the customers of whom some label is wanted, and those with errors. Where no label is wanted at all this is
/// told, and nothing is to be done.
fn choose(
    jobs: &mut Vec<Job>,
    setup: &Setup<'_>,
    order: &BuildOrder,
    origins: &Origins,
    on_event: &mut EventSink<'_>,
) -> bool {
    jobs.retain(|job| match job.validated(setup, origins) {
        (Some(customer), _) => !customer.plan.documents.is_empty(),
        (None, messages) => any_error(&messages),
    });
    if jobs.is_empty() {
        let told = match &order.customers.labels.terminal {
            Some(terminal) => no_such_terminal(terminal),
            None => none_out_of_date(),
        };
        on_event(origins, Event::Processed(&CustomerReport::failed(PathBuf::new(), vec![told])));
    }
    !jobs.is_empty()
}

/// A build at work.
struct Build<'a> {
    order: &'a BuildOrder,
    setup: Setup<'a>,
    /// How labels of several customers lie on common sheets.
    common: LabelRequest,
    origins: &'a Origins,
    /// The codes of all customers of the files, whoever of them is selected.
    listed: Vec<TenDigits>,
    is_disk_full: AtomicBool,
}

impl Build<'_> {
    fn run(&self, mut jobs: Vec<Job>, on_event: &mut EventSink<'_>) -> RunSummary {
        let order = self.order;
        let mut setup = self.setup;
        let staging = Staging { order, setup: &self.setup, origins: self.origins, jobs: &jobs };
        let stage = match order.all_or_nothing.then(|| staging.run(on_event)).transpose() {
            Ok(stage) => stage,
            Err(summary) => return *summary,
        };
        let is_choice = order.customers.labels.is_choice();
        let is_run = jobs.len() > 1
            || order.run.is_some()
            || order.part.is_some()
            || order.merge.is_some()
            || is_choice;
        let mut codes: Vec<TenDigits> = jobs.iter().filter_map(Job::code).collect();
        codes.sort_unstable();
        let roster = RosterSum::of(&codes, jobs.len() - codes.len());
        jobs.retain(|job| job.is_in(order.part));
        // A run of which every customer has errors leaves what is there as it is.
        let has_session = is_run && !order.dry && !codes.is_empty();
        let session =
            match has_session.then(|| Session::open(order, self.setup.request, &self.listed)).transpose() {
                Ok(session) => session,
                Err(errors) => {
                    self.fail(order.out.clone(), errors, on_event);
                    return RunSummary::default();
                }
            };
        drop(codes);
        let mut stage = stage;
        let mut whole = setup.request.clone();
        if let Some(session) = session.as_ref() {
            whole.documents = session.kinds(&whole.documents);
            whole.enclosed = session.kinds(&whole.enclosed);
        }
        if whole.documents != setup.request.documents {
            // What was staged lacks the others. It has shown that nobody has errors.
            stage = None;
            setup = Setup { request: &whole, ..setup };
        }
        // Where the disk takes nothing more, or the run's own files cannot be written, the next customer's cannot either:
        // reported once, not a thousand times. A file that a viewer has open is that customer's fault alone.
        let is_stuck = || session.as_ref().is_some_and(Session::is_stuck);
        let is_full = || is_run && self.is_disk_full.load(Ordering::SeqCst) || is_stuck();
        let stopped = || self.setup.stop.load(Ordering::SeqCst) || is_full();
        on_event(self.origins, Event::Started(jobs.len()));
        let papers = Producer::new(order, setup, session.as_ref(), stage);
        let (Failed { not_made, rows }, left) = self.process(&jobs, &papers, (&setup, &stopped), on_event);
        let run = session.as_ref().map(|session| session.path.clone());
        let facts_before = session
            .as_ref()
            .and_then(|session| session.other_facts.as_ref())
            .map(|facts| facts.as_of.clone());
        let mut summary = RunSummary { run, left, facts_before, ..RunSummary::default() };
        let is_over = left > 0 || self.is_disk_full.load(Ordering::SeqCst) || is_stuck();
        let Some(session) = session.as_ref().filter(|_| !is_over) else {
            return summary;
        };
        let origins = self.origins;
        let finish = Finish {
            order,
            setup,
            common: &self.common,
            session,
            jobs: &jobs,
            origins,
            not_made,
            faulty: rows,
            roster,
            stopped: &stopped,
        };
        match finish.run(&mut summary) {
            Err(errors) => self.fail(session.path.clone(), errors, on_event),
            Ok(told) if !told.is_empty() => self.fail(session.path.clone(), told, on_event),
            Ok(_) => {}
        }
        summary
    }

    /// Has the documents of every job made and stored. Returns what was not made, and how many jobs were not
    /// processed.
    fn process(
        &self,
        jobs: &[Job],
        papers: &Producer<'_>,
        (setup, stopped): (&Setup<'_>, &(dyn Fn() -> bool + Sync)),
        on_event: &mut EventSink<'_>,
    ) -> (Failed, usize) {
        let produce = |index: usize| {
            let job: &Job = &jobs[index];
            let (customer, messages) = job.validated(setup, self.origins);
            let step = customer.map(|customer| catch_panic(|| papers.produce(&customer, job, &messages)));
            (step.transpose(), messages)
        };
        let store = |index: usize, (step, messages): (Result<Option<Produced>, _>, Vec<Diagnostic>)| {
            let output =
                step.and_then(|step| step.map(|step| catch_panic(|| papers.store(step))).transpose());
            if output.as_ref().is_err_and(|errors| errors.iter().any(|error| error.code == Code::DiskRefuses))
            {
                self.is_disk_full.store(true, Ordering::SeqCst);
            }
            jobs[index].report(output, messages)
        };
        let (mut failed, mut left) = (Failed::default(), jobs.len());
        let pool = Pool { threads: self.setup.threads, window: usize::MAX, stopped };
        let steps = Steps { produce: &produce, store: &store };
        pool.produce_and_store(jobs.len(), steps, &mut |index, report| {
            failed.not_made.extend(not_made_of(&jobs[index], &report));
            failed.rows.extend(faulty_row(&report));
            on_event(self.origins, Event::Processed(&report));
            left -= 1;
            true
        });
        (failed, left)
    }

    /// Reports errors that are about a folder as a whole.
    fn fail(&self, path: PathBuf, errors: Vec<Diagnostic>, on_event: &mut EventSink<'_>) {
        on_event(self.origins, Event::Processed(&CustomerReport::failed(path, errors)));
    }
}

/// The customers, and files, of which nothing was made.
#[derive(Default)]
struct Failed {
    not_made: Vec<NotMade>,
    /// The same for the overview.
    rows: Vec<Row>,
}

/// The overview's row for a customer with errors.
fn faulty_row(report: &CustomerReport) -> Option<Row> {
    let customer = report.customer.as_ref()?;
    let errors = report.diagnostics.iter().filter(|message| message.severity == Severity::Error);
    let about = About {
        customer_no: customer.customer_no.clone(),
        codes: customer.code.iter().cloned().collect(),
        names: vec![customer.name.clone().unwrap_or_else(|| report.file.shown())],
        ..About::default()
    };
    let wrong = errors
        .map(|error| format!("エラー[{}] {} → {}", error.code.as_str(), error.message.ja, error.help.ja));
    any_error(&report.diagnostics).then(|| Row {
        about,
        papers: Vec::new(),
        wrong: wrong.collect(),
        became: Became::Faulty,
    })
}

/// The manifest's entry for a customer with errors.
fn not_made_of(job: &Job, report: &CustomerReport) -> Option<NotMade> {
    let errors = report.diagnostics.iter().filter(|message| message.severity == Severity::Error);
    any_error(&report.diagnostics).then(|| NotMade {
        code: job.code().map(|code| code.as_str().to_owned()),
        input: report.file.shown(),
        faults: errors.map(|error| error.code.as_str().to_owned()).collect(),
    })
}
