//! `check`: the customers of an order in, a report on each of them out; nothing is made. Every error is found, also those
//! that only show when the documents are laid out.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

use super::chosen::chosen;
use super::documents::lay_out_all;
use super::errors::catch_panic;
use super::events::{CustomerReport, Event, EventSink, RunSummary};
use super::order::CheckOrder;
use super::pool::Pool;
use super::queue::{Job, queue};
use super::selection::Selection;
use super::setup::{Resources, Setup};
use super::surely_fits::surely_fits;
use crate::base::{Diagnostic, Origins};

/// Checks every customer. `on_event` gets a report on each of them in order.
pub fn check(
    order: &CheckOrder,
    stop: &AtomicBool,
    origins: &mut Origins,
    on_event: &mut EventSink<'_>,
) -> RunSummary {
    let resources = match Resources::of(order, origins) {
        Ok(resources) => resources,
        Err(errors) => return refuse(errors, origins, on_event),
    };
    let setup = resources.setup(order, stop);
    let is_selected = order.selection != Selection::default();
    let jobs = queue(&setup, origins, &|site| !is_selected && surely_fits(site, setup.request));
    match chosen(jobs, &order.selection, &setup, origins) {
        Ok(jobs) => check_jobs(&jobs, &setup, origins, on_event),
        Err(errors) => refuse(errors, origins, on_event),
    }
}

/// Reports that a font, or something about the labels, cannot be used: nothing else is done then.
pub(crate) fn refuse(errors: Vec<Diagnostic>, origins: &Origins, on_event: &mut EventSink<'_>) -> RunSummary {
    on_event(origins, Event::Processed(&CustomerReport::failed(PathBuf::new(), errors)));
    RunSummary::default()
}

/// Checks every job.
fn check_jobs(
    jobs: &[Job],
    setup: &Setup<'_>,
    origins: &Origins,
    on_event: &mut EventSink<'_>,
) -> RunSummary {
    on_event(origins, Event::Started(jobs.len()));
    let stopped = || setup.stop.load(Ordering::SeqCst);
    let pool = Pool { threads: setup.threads, window: usize::MAX, stopped: &stopped };
    let mut left = jobs.len();
    pool.produce(jobs.len(), &|index| check_job(&jobs[index], setup, origins), &mut |_, report| {
        on_event(origins, Event::Processed(&report));
        left -= 1;
        true
    });
    RunSummary { left, ..RunSummary::default() }
}

/// Validates a job's customer and lays the documents out, unless they surely fit.
pub(super) fn check_job(job: &Job, setup: &Setup<'_>, origins: &Origins) -> CustomerReport {
    let (customer, messages) = job.validated(setup, origins);
    let laid_out = match customer.filter(|customer| !surely_fits(&customer.site, setup.request)) {
        None => Ok(()),
        Some(customer) => catch_panic(|| lay_out_all(&customer.plan, setup.fonts).map(drop)),
    };
    job.report(laid_out.map(|()| None), messages)
}
