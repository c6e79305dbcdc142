//! The queue: files in, one [`Job`] for each customer out. A job holds its customer validated and serialised, in a few
//! hundred bytes, until it is processed; then the same values are validated again. Processing is not done here.

use std::path::Path;
use std::sync::Arc;

use super::errors::{catch_panic, same_folder};
use super::events::{CustomerReport, Output};
use super::number::{RunPart, TenDigits};
use super::pool::Pool;
use super::setup::Setup;
use crate::base::diagnostic::any_error;
use crate::base::{Code, Diagnostic, Origin, Origins, Place};
use crate::plan::{Plan, plan};
use crate::read::{Intake, StoredSite, read_all};
use crate::validate::{Site, Validated, validate};

/// One customer of the run, validated and serialised until it is processed; or a file from which none could be read.
pub(crate) struct Job {
    /// The file as the user named it.
    pub(crate) file: Arc<Path>,
    held: Held,
    /// What is told before the customer's own faults: what is about the file as a whole.
    before: Box<[Diagnostic]>,
    /// The customer's folder is somebody else's too.
    after: Option<Box<Diagnostic>>,
    /// Place of the first institution's code.
    at: Origin,
}

/// The customer that a job holds.
enum Held {
    /// None could be read.
    Nobody,
    /// A customer whose data are right.
    Customer(TenDigits, StoredSite),
    /// One of whom nothing is to be told and nothing is to be made.
    Settled(TenDigits),
    /// A customer with faults.
    Faulty(StoredSite),
    /// A customer with faults in a file that is at fault as a whole.
    AmongFaulty(StoredSite),
}

/// A customer whose data are right.
pub(crate) struct ValidCustomer {
    /// Name of the customer's folder: the first institution's 10-digit code.
    pub(crate) code: TenDigits,
    /// The customer's name.
    pub(crate) name: String,
    /// The data.
    pub(crate) site: Site,
    /// What is to be made.
    pub(crate) plan: Plan,
    at: Origin,
}

/// Whether nothing is to be made of a customer.
type Settled<'a> = dyn Fn(&Site) -> bool + Sync + 'a;

/// Reads every file and validates its customers, in order. Of those who are settled and have no warnings only the code is
/// kept.
pub(crate) fn queue(setup: &Setup<'_>, origins: &mut Origins, is_settled: &Settled<'_>) -> Vec<Job> {
    let mut jobs = Vec::new();
    for file in setup.files {
        jobs.extend(jobs_of(file, setup, origins, is_settled));
    }
    refuse_same_folders(&mut jobs, origins);
    jobs
}

/// The customers of a file. Messages about the file as a whole come with the first of them; if they are errors, in a job
/// of their own, followed by the customers with errors of their own.
fn jobs_of(path: &Path, setup: &Setup<'_>, origins: &mut Origins, is_settled: &Settled<'_>) -> Vec<Job> {
    let file: Arc<Path> = path.into();
    let job = |held, before: Vec<Diagnostic>, at| Job {
        file: Arc::clone(&file),
        held,
        before: before.into_boxed_slice(),
        after: None,
        at,
    };
    let (sites, mut told) = match catch_panic(|| read_all(path, setup.reading, origins)) {
        Ok(Intake { sites, told }) => (sites, told),
        Err(errors) => return vec![job(Held::Nobody, errors, Origin::NONE)],
    };
    let mut jobs = Vec::new();
    let is_at_fault = any_error(&told);
    if is_at_fault {
        jobs.push(job(Held::Nobody, std::mem::take(&mut told), Origin::NONE));
    }
    let first_results = first_results(&sites, setup, origins, is_settled);
    for (stored, FirstResult { right, at, has_own_fault }) in sites.into_iter().zip(first_results) {
        let held = match right {
            _ if is_at_fault && has_own_fault => Held::AmongFaulty(stored),
            _ if is_at_fault => continue,
            None => Held::Faulty(stored),
            Some(Right { code, is_settled: true }) => Held::Settled(code),
            Some(Right { code, is_settled: false }) => Held::Customer(code, stored),
        };
        jobs.push(job(held, std::mem::take(&mut told), at));
    }
    jobs
}

/// What is kept of a customer's first validation.
struct FirstResult {
    /// A customer whose data are right.
    right: Option<Right>,
    /// Place of the first institution's code.
    at: Origin,
    /// Whether a fault was found that the file as a whole has not caused.
    has_own_fault: bool,
}

/// One whose data are right.
struct Right {
    code: TenDigits,
    /// Whether nothing is to be told of the customer and nothing is to be made.
    is_settled: bool,
}

/// So many customers are validated in one go: it takes a millisecond or two.
const IN_ONE_GO: usize = 16;

/// Validates the customers of a file, in order.
fn first_results(
    sites: &[StoredSite],
    setup: &Setup<'_>,
    origins: &Origins,
    is_settled: &Settled<'_>,
) -> Vec<FirstResult> {
    let first_result = |stored: &StoredSite| {
        let (customer, found) = validated(stored, setup, origins);
        let at = customer.as_ref().map(|customer| customer.at).unwrap_or_default();
        let is_settled = |site: &Site| found.is_empty() && is_settled(site);
        let right =
            customer.map(|customer| Right { code: customer.code, is_settled: is_settled(&customer.site) });
        FirstResult { right, at, has_own_fault: has_own_fault(&found) }
    };
    let pieces: Vec<&[StoredSite]> = sites.chunks(IN_ONE_GO).collect();
    let validate_piece = |piece: &[StoredSite]| piece.iter().map(first_result).collect::<Vec<_>>();
    if let [only] = *pieces {
        return validate_piece(only);
    }
    let mut first_results = Vec::with_capacity(sites.len());
    let work = |index: usize| validate_piece(pieces[index]);
    let pool = Pool { threads: setup.threads, window: usize::MAX, stopped: &|| false };
    pool.produce(pieces.len(), &work, &mut |_, piece| {
        first_results.extend(piece);
        true
    });
    first_results
}

/// Whether a fault is told that the file as a whole has not caused.
fn has_own_fault(told: &[Diagnostic]) -> bool {
    told.iter().any(|found| found.code != Code::Internal && any_error(std::slice::from_ref(found)))
}

impl Job {
    /// Whose folder is to be made; `None` for the faulty.
    pub(crate) fn code(&self) -> Option<TenDigits> {
        match self.held {
            Held::Customer(code, _) | Held::Settled(code) if self.after.is_none() => Some(code),
            _ => None,
        }
    }

    /// Whether the job is in that part; without a part every job is meant.
    pub(crate) fn is_in(&self, part: Option<RunPart>) -> bool {
        part.is_none_or(|part| match self.code() {
            Some(code) => part.has(code.as_str()),
            None => part.has(&self.file.display().to_string()),
        })
    }

    /// The customer, and all that is told so far. Nobody after a fault, and where nothing is to be made.
    pub(crate) fn validated(
        &self,
        setup: &Setup<'_>,
        origins: &Origins,
    ) -> (Option<ValidCustomer>, Vec<Diagnostic>) {
        let (customer, found) = match &self.held {
            Held::Nobody | Held::Settled(_) => (None, Vec::new()),
            Held::Customer(_, stored) | Held::Faulty(stored) => validated(stored, setup, origins),
            Held::AmongFaulty(stored) => {
                let (_, mut found) = validated(stored, setup, origins);
                found.retain(|diagnostic| diagnostic.code != Code::Internal);
                (None, found)
            }
        };
        let told = self.before.iter().cloned().chain(found).chain(self.after.as_deref().cloned());
        (customer.filter(|_| self.code().is_some()), told.collect())
    }

    /// What became of the job: its output, or why there is none, after the `messages` of the validation.
    pub(crate) fn report(
        &self,
        output: Result<Option<Output>, Vec<Diagnostic>>,
        mut messages: Vec<Diagnostic>,
    ) -> CustomerReport {
        let output = output.unwrap_or_else(|errors| {
            messages.extend(errors);
            None
        });
        CustomerReport { file: self.file.to_path_buf(), output, diagnostics: messages }
    }
}

/// A site validated: the customer, and what was told.
fn validated(
    stored: &StoredSite,
    setup: &Setup<'_>,
    origins: &Origins,
) -> (Option<ValidCustomer>, Vec<Diagnostic>) {
    let mut told = Vec::new();
    let result = catch_panic(|| {
        let Validated { site, warnings } =
            validate(&stored.restore()?, setup.fonts, setup.request.print_date, origins)?;
        told.extend(warnings);
        let plan = plan(&site, setup.request)?;
        told.extend(plan.warnings.iter().cloned());
        let first = site.institutions.first();
        let name = first.map(|institution| institution.name.value.clone()).unwrap_or_default();
        let at = first.map(|institution| institution.code.at).unwrap_or_default();
        // A folder of another name would be a fault of ours, and is told as one.
        let code = TenDigits::read(&plan.folder).ok_or_else(Vec::new)?;
        Ok(ValidCustomer { code, name, site, plan, at })
    });
    let customer = result.map_err(|faults| told.extend(faults)).ok();
    (customer, told)
}

/// Takes the customers out whose folders are the same: nobody can know which of them is meant.
fn refuse_same_folders(jobs: &mut [Job], origins: &Origins) {
    let mut owners: Vec<(TenDigits, usize)> =
        (0..).zip(&*jobs).filter_map(|(index, job)| Some((job.code()?, index))).collect();
    owners.sort_unstable();
    for owners in owners.chunk_by(|a, b| a.0 == b.0).filter(|owners| owners.len() > 1) {
        let places: Vec<_> = owners.iter().map(|&(_, index)| whereabouts(&jobs[index], origins)).collect();
        for &(folder, index) in owners {
            let others = owners.iter().zip(&places).filter(|((_, other), _)| *other != index);
            let others: Vec<&str> = others.map(|(_, place)| place.as_str()).collect();
            let job = &mut jobs[index];
            job.after = Some(Box::new(same_folder(job.at, folder.as_str(), &others.join(", "))));
        }
    }
}

/// Where a customer is written, in words.
fn whereabouts(job: &Job, origins: &Origins) -> String {
    let file = job.file.display();
    match (origins.place(job.at), origins.line_column(job.at)) {
        (Some(Place::Cell { .. }), Some((row, _))) => format!("{file}:{row}"),
        _ => file.to_string(),
    }
}
