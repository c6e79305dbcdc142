//! `build` and `check`: every customer of the files through the walk, on several threads. What is told, and
//! every byte that is made, is the same for any number of them; and what is told is not kept.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

use super::documents::set_all;
use super::errors::{guarded, nothing_made};
use super::events::{CustomerReport, Event, EventSink, Output, RunSummary};
use super::finish::End;
use super::manifest::{NotMade, RosterSum};
use super::number::TenDigits;
use super::order::{Order, Setup};
use super::papers::{Place, Step};
use super::pool::{Pool, Steps};
use super::queue::{Job, queue};
use super::session::Session;
use super::surely_fits::surely_fits;
use crate::base::diagnostic::any_error;
use crate::base::{Code, Diagnostic, Fonts, Origins, Severity};

/// Builds the documents of every customer. `on_event` gets a report on each of them in order.
pub fn build(
    order: &Order<'_>,
    fonts: &Fonts,
    origins: &mut Origins,
    on_event: &mut EventSink<'_>,
) -> RunSummary {
    let mut jobs = queue(&order.setup, fonts, origins, &|_| false);
    if order.all_or_nothing
        && let Some(summary) = refused(&jobs, order, fonts, origins, on_event)
    {
        return summary;
    }
    let is_run = jobs.len() > 1 || order.run.is_some() || order.part.is_some() || order.merge.is_some();
    let mut codes: Vec<TenDigits> = jobs.iter().filter_map(Job::code).collect();
    codes.sort_unstable();
    let sum = RosterSum::of(&codes, jobs.len() - codes.len());
    if let Some(part) = order.part {
        jobs.retain(|job| match job.code() {
            Some(code) => part.has(code.as_str()),
            None => part.has(&job.file.display().to_string()),
        });
    }
    let fail = |path: PathBuf, diagnostics, on_event: &mut EventSink<'_>| {
        on_event(origins, Event::Processed(&CustomerReport { file: path, output: None, diagnostics }));
    };
    // A run of nobody but faulty customers leaves what is there as it is.
    let session = match (is_run && !order.dry && !codes.is_empty()).then(|| Session::open(order, &codes)) {
        None => None,
        Some(Ok(session)) => Some(session),
        Some(Err(diagnostics)) => {
            fail(order.out.to_owned(), diagnostics, on_event);
            return RunSummary { left: jobs.len(), ..RunSummary::default() };
        }
    };
    drop(codes);
    on_event(origins, Event::Started(jobs.len()));
    let place = Place { order, fonts, session: session.as_ref() };
    let full = AtomicBool::new(false);
    let produce = |index: usize| {
        let job = &jobs[index];
        let (customer, told) = job.validated(&order.setup, fonts, origins);
        let step = customer.map(|customer| guarded(|| place.make(&customer, job, &told)));
        (step.transpose(), told)
    };
    let store = |(step, told): (Result<Option<Step>, Vec<Diagnostic>>, Vec<Diagnostic>)| {
        let done = step.and_then(|step| step.map(|step| guarded(|| place.put(step))).transpose());
        if done.as_ref().is_err_and(|faults| faults.iter().any(|fault| fault.code == Code::NotWritable)) {
            full.store(true, Ordering::SeqCst);
        }
        Done::of(done, told)
    };
    // Where one customer's papers cannot be written, the next one's cannot either: told once, not a thousand times.
    let stopped = || order.setup.stop.load(Ordering::SeqCst) || (is_run && full.load(Ordering::SeqCst));
    let mut not_made = Vec::new();
    let steps = Steps { produce: &produce, store: &|_, made| store(made) };
    let mut processed = 0;
    let pool = Pool { threads: order.setup.threads, window: usize::MAX, stopped: &stopped };
    pool.produce_and_store(jobs.len(), steps, &mut |index, done| {
        let report = done.report(&jobs[index]);
        not_made.extend(fault_of(&jobs[index], &report));
        on_event(origins, Event::Processed(&report));
        processed += 1;
        true
    });
    let run = session.as_ref().map(|session| session.path.clone());
    let mut summary = RunSummary { run, left: jobs.len() - processed, ..RunSummary::default() };
    if let Some(session) = &session
        && summary.left == 0
        && !full.load(Ordering::SeqCst)
    {
        let end =
            End { order, fonts, session, jobs: &jobs, origins, not_made, roster: sum, stopped: &stopped };
        if let Err(diagnostics) = end.finish(&mut summary) {
            fail(session.path.clone(), diagnostics, on_event);
        }
    }
    summary
}

/// Does everything for every customer that can find a fault, and makes nothing.
pub fn check(
    setup: &Setup<'_>,
    fonts: &Fonts,
    origins: &mut Origins,
    on_event: &mut EventSink<'_>,
) -> RunSummary {
    let jobs = queue(setup, fonts, origins, &|site| surely_fits(site, setup.request));
    look(&jobs, setup, fonts, origins, on_event)
}

/// Finds every fault of `jobs` that only shows on paper.
fn look(
    jobs: &[Job],
    setup: &Setup<'_>,
    fonts: &Fonts,
    origins: &Origins,
    on_event: &mut EventSink<'_>,
) -> RunSummary {
    on_event(origins, Event::Started(jobs.len()));
    let work = |job: &Job| {
        let (customer, told) = job.validated(setup, fonts, origins);
        match customer.filter(|customer| !surely_fits(&customer.site, setup.request)) {
            None => Done { told, ..Done::default() },
            Some(customer) => Done::of(guarded(|| set_all(&customer.plan, fonts).map(|_| None)), told),
        }
    };
    let stopped = || setup.stop.load(Ordering::SeqCst);
    let mut processed = 0;
    let pool = Pool { threads: setup.threads, window: usize::MAX, stopped: &stopped };
    pool.produce(jobs.len(), &|index| work(&jobs[index]), &mut |index, done| {
        on_event(origins, Event::Processed(&done.report(&jobs[index])));
        processed += 1;
        true
    });
    RunSummary { left: jobs.len() - processed, ..RunSummary::default() }
}

/// How a run ends in which all are to be made or none, if one has faults; `None` if nobody has. Faults are looked
/// for twice, once to count them and once to tell them: thousands of them are not kept in between.
fn refused(
    jobs: &[Job],
    order: &Order<'_>,
    fonts: &Fonts,
    origins: &Origins,
    on_event: &mut EventSink<'_>,
) -> Option<RunSummary> {
    let mut faulty = 0;
    look(jobs, &order.setup, fonts, origins, &mut |_, event| {
        faulty += usize::from(matches!(event, Event::Processed(report) if any_error(&report.diagnostics)));
    });
    if faulty == 0 {
        return None;
    }
    let summary = look(jobs, &order.setup, fonts, origins, on_event);
    let diagnostics = vec![nothing_made(faulty, jobs.len())];
    on_event(
        origins,
        Event::Processed(&CustomerReport { file: order.out.to_owned(), output: None, diagnostics }),
    );
    Some(summary)
}

/// What became of a customer: what to write down, and what to tell.
#[derive(Default)]
struct Done {
    output: Option<Output>,
    told: Vec<Diagnostic>,
}

impl Done {
    fn of(done: Result<Option<Output>, Vec<Diagnostic>>, mut told: Vec<Diagnostic>) -> Self {
        match done {
            Ok(made) => Self { output: made, told },
            Err(faults) => {
                told.extend(faults);
                Self { told, ..Self::default() }
            }
        }
    }

    fn report(self, job: &Job) -> CustomerReport {
        CustomerReport { file: job.file.to_path_buf(), output: self.output, diagnostics: self.told }
    }
}

/// The entry of the manifest for a customer with faults.
fn fault_of(job: &Job, report: &CustomerReport) -> Option<NotMade> {
    let faults = report.diagnostics.iter().filter(|told| told.severity == Severity::Error);
    any_error(&report.diagnostics).then(|| NotMade {
        code: job.code().map(|code| code.as_str().to_owned()),
        input: report.file.display().to_string(),
        faults: faults.map(|fault| fault.code.as_str().to_owned()).collect(),
    })
}
