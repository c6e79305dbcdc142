//! Printing a run: its session and what is asked for in; the next printing made and noted, or the last one if it says the
//! same, out. What is in it is [`super::next_printing`]'s part, the files are [`super::volumes`]'.

use super::next_printing::{Changes, NextPrinting, PrintingOrder};
use super::printing::{FORMAT, InForce, Printing, Printings, Scope};
use super::sheets::CustomerSheets;
use super::volumes::{Merger, in_order_of_stacks};
use crate::base::Diagnostic;
use crate::base::date::iso;
use crate::batch::number::TenDigits;
use crate::batch::queue::Job;
use crate::batch::session::Session;

/// What came of it.
pub(crate) struct PrintedRun {
    /// The printing; `None` if it was stopped.
    pub(crate) printing: Option<Printing>,
    /// Whether an earlier command made it: nothing has changed since.
    pub(crate) is_kept: bool,
    /// What has changed since the printing before.
    pub(crate) changes: Changes,
    /// The printing before.
    pub(crate) before: Option<u32>,
    /// Customers of the files that were not processed.
    pub(crate) left: usize,
}

/// Makes the next printing of the run. The papers of customers who have faults now (`is_faulty`) stay in force: they are not
/// gone, and what replaces their papers comes when they are mended.
///
/// # Errors
/// `SP030` for a supplement of nothing and `SP031` for one since a printing that is not there; what the rooms find, and
/// `SP002` if the disk refuses.
pub(crate) fn print_run(
    merger: &Merger<'_>,
    order: &PrintingOrder,
    jobs: &[Job],
    is_faulty: &dyn Fn(&CustomerSheets) -> bool,
) -> Result<PrintedRun, Vec<Diagnostic>> {
    let session = merger.session;
    let printings = Printings::read(&session.path);
    let before = match order.scope {
        Scope::Supplement => Some(printings.base(order.since, &session.path)?),
        _ => printings.last().map(|last| last.printing),
    };
    let force = before.map(|number| printings.in_force(number)).unwrap_or_default();
    let members = in_order_of_stacks(jobs, merger.is_sorted);
    let mut next = planned(session, &printings, (&force, &members), order)?;
    if order.scope != Scope::Selection {
        let has_papers = |code: &str| TenDigits::read(code).is_some_and(|code| session.made().has(code));
        next.leave_out_gone(&force, &|customer| has_papers(&customer.code) || is_faulty(customer));
    }
    let changes = next.changes;
    let mut kept = None;
    if let Some(last) = printings.last().filter(|_| changes.is_none() && order.since.is_none()) {
        let whole =
            std::iter::successors(Some(last), |one| one.since.and_then(|since| printings.get(since))).last();
        let is_asked_alike = whole.is_some_and(|whole| whole.order_digest == order.order_digest);
        if next.scope != Scope::Whole || (is_asked_alike && last.scope != Scope::Whole) {
            let printing = Some(last.clone());
            return Ok(PrintedRun { printing, is_kept: true, changes, before, left: 0 });
        }
        if is_asked_alike {
            // Its files are proved, and made again where they are spoilt.
            next.number = last.printing;
            kept = Some(last);
        }
    }
    let merged = Merger { next: Some(&next), ..*merger }.run(jobs)?;
    let stopped = PrintedRun { printing: None, is_kept: false, changes, before, left: merged.left };
    if merged.left > 0 {
        return Ok(stopped);
    }
    let printing = Printing {
        format: FORMAT.to_owned(),
        run: session.number.clone(),
        printing: next.number,
        scope: next.scope,
        since: next.since,
        print_date: kept.map_or_else(|| iso(merger.setup.request.print_date), |kept| kept.print_date.clone()),
        customers_per_file: merger.merge.per_file.map(std::num::NonZero::get),
        marks: merger.merge.marks,
        order_digest: order.order_digest.clone(),
        sheets: next.sheets(),
        gone: next.gone.iter().map(|former| former.customer.code.clone()).collect(),
        volumes: merged.volumes,
    };
    session.put(&Printing::path(next.number), printing.text().as_bytes())?;
    Ok(PrintedRun { printing: Some(printing), is_kept: kept.is_some(), ..stopped })
}

/// What is in the next printing.
fn planned(
    session: &Session,
    printings: &Printings,
    (force, members): (&InForce<'_>, &[(TenDigits, &Job)]),
    order: &PrintingOrder,
) -> Result<NextPrinting, Vec<Diagnostic>> {
    let mut next = NextPrinting::after(printings, order);
    let records = session.made();
    for (code, _) in members {
        let record = records.get(*code).map_err(|error| records.not_writable(error))?;
        if let Some(record) = record {
            next.add(&record, force.customers.get(record.code.as_str()));
        }
    }
    Ok(next)
}
