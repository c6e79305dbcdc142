//! The queue: files in, one [`Job`] for each customer out. A job holds its customer validated and serialised, in a few
//! hundred bytes, until it is processed; then the same values are validated again. Processing is not done here.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::errors::{catch_panic, same_folder};
use super::events::{CustomerReport, Output, ReportedCustomer};
use super::number::{RunPart, TenDigits};
use super::pool::Pool;
use super::setup::Setup;
use crate::base::diagnostic::any_error;
use crate::base::{Code, Diagnostic, Origin, Origins, Place, Severity, Shown};
use crate::plan::{Plan, plan};
use crate::read::{CustomerFile, StoredNames, StoredSite, read_all, sources};
use crate::validate::{Site, Validated, validate};

/// One customer of the run, validated and serialised until it is processed; or a file from which none could be read.
pub(crate) struct Job {
    /// The file as the user named it.
    pub(crate) file: Arc<Path>,
    /// Its place among the customers of all files, from 0.
    index: u32,
    held: Held,
    /// Messages about the file as a whole; they come before the customer's own.
    file_messages: Box<[Diagnostic]>,
    /// The error that another customer of the run has the same folder.
    folder_error: Option<Box<Diagnostic>>,
    /// Place of the first institution's code.
    at: Origin,
}

/// The customer that a job holds.
enum Held {
    /// None: the file could not be read.
    None,
    /// A customer whose data are valid.
    Valid(TenDigits, StoredSite),
    /// A customer without messages, of whom nothing is to be made.
    Settled(TenDigits, StoredNames),
    /// A customer with errors.
    Invalid(StoredSite),
    /// A customer with errors of its own in a file that has errors as a whole.
    InvalidInFaultyFile(StoredSite),
}

/// A customer whose data are valid.
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
    let sources = sources(setup.files, setup.reading, origins);
    let mut jobs = Vec::new();
    for file in &sources.files {
        jobs.extend(jobs_of(file, setup, origins, is_settled));
    }
    tell_first(sources.messages, &mut jobs, setup, origins);
    refuse_same_folders(&mut jobs, origins);
    for (index, job) in (0..).zip(&mut jobs) {
        job.index = index;
    }
    jobs
}

/// Tells what was passed over before anything of the first customer. An error is a job of its own, as that of a file
/// that cannot be read.
fn tell_first(messages: Vec<Diagnostic>, jobs: &mut Vec<Job>, setup: &Setup<'_>, origins: &Origins) {
    let (errors, notes): (Vec<_>, Vec<_>) =
        messages.into_iter().partition(|message| message.severity == Severity::Error);
    for error in errors {
        let source = match origins.place(error.at) {
            Some(Place::File { source }) => origins.sources.get(source).map(|source| source.path.clone()),
            _ => None,
        };
        let file = source.map(PathBuf::from).or_else(|| setup.files.first().cloned()).unwrap_or_default();
        jobs.push(Job {
            file: file.into(),
            index: 0,
            held: Held::None,
            file_messages: Box::new([error]),
            folder_error: None,
            at: Origin::NONE,
        });
    }
    if let Some(first) = jobs.first_mut() {
        first.file_messages = notes.into_iter().chain(std::mem::take(&mut first.file_messages)).collect();
    }
}

/// The customers of a file. Messages about the file come with the customer whose rows they are about, or the first; if they are errors, in a job
/// of their own, followed by the customers with errors of their own.
fn jobs_of(path: &Path, setup: &Setup<'_>, origins: &mut Origins, is_settled: &Settled<'_>) -> Vec<Job> {
    let file: Arc<Path> = path.into();
    let job = |held, file_messages: Vec<Diagnostic>, at| Job {
        file: Arc::clone(&file),
        index: 0,
        held,
        file_messages: file_messages.into_boxed_slice(),
        folder_error: None,
        at,
    };
    let (sites, mut messages) = match catch_panic(|| read_all(path, setup.reading, origins)) {
        Ok(CustomerFile { sites, messages: told }) => (sites, told),
        Err(errors) => return vec![job(Held::None, errors, Origin::NONE)],
    };
    let mut jobs = Vec::new();
    let has_file_errors = any_error(&messages);
    if has_file_errors {
        jobs.push(job(Held::None, std::mem::take(&mut messages), Origin::NONE));
    }
    let results = validate_all(&sites, setup, origins, is_settled);
    for (stored, FirstResult { valid, at, has_own_errors }) in sites.into_iter().zip(results) {
        let held = match valid {
            _ if has_file_errors && has_own_errors => Held::InvalidInFaultyFile(stored),
            _ if has_file_errors => continue,
            None => Held::Invalid(stored),
            Some(Valid { code, is_settled: true }) => Held::Settled(code, stored.names()),
            Some(Valid { code, is_settled: false }) => Held::Valid(code, stored),
        };
        jobs.push(job(held, Vec::new(), at));
    }
    for message in messages {
        if let Some(owner) = owner_of(&message, &jobs, origins)
            && let Some(owner) = jobs.get_mut(owner)
        {
            owner.file_messages =
                std::mem::take(&mut owner.file_messages).into_iter().chain([message]).collect();
        }
    }
    jobs
}

/// Whose job a message about a file belongs to: in a table that of the customer in whose rows its cell is, else the first.
fn owner_of(message: &Diagnostic, jobs: &[Job], origins: &Origins) -> Option<usize> {
    let begins_before = |job: &Job| {
        let (cell, first) = (origins.line_column(message.at), origins.line_column(job.at));
        matches!((cell, first), (Some((row, _)), Some((first, _))) if first <= row)
    };
    let in_rows = jobs.iter().rposition(begins_before);
    in_rows.or_else(|| (!jobs.is_empty()).then_some(0))
}

/// What is kept of a customer's first validation.
struct FirstResult {
    /// A customer whose data are valid.
    valid: Option<Valid>,
    /// Place of the first institution's code.
    at: Origin,
    /// Whether an error was found that the file as a whole has not caused.
    has_own_errors: bool,
}

/// A customer whose data are valid.
struct Valid {
    code: TenDigits,
    /// Whether there are no messages, and nothing is to be made.
    is_settled: bool,
}

/// So many customers are validated in one go: it takes a millisecond or two.
const CHUNK: usize = 16;

/// Validates the customers of a file, in order.
fn validate_all(
    sites: &[StoredSite],
    setup: &Setup<'_>,
    origins: &Origins,
    is_settled: &Settled<'_>,
) -> Vec<FirstResult> {
    let first_result = |stored: &StoredSite| {
        let (customer, found) = validated(stored, setup, origins);
        let at = customer.as_ref().map(|customer| customer.at).unwrap_or_default();
        let is_settled = |site: &Site| found.is_empty() && is_settled(site);
        let valid =
            customer.map(|customer| Valid { code: customer.code, is_settled: is_settled(&customer.site) });
        FirstResult { valid, at, has_own_errors: has_own_errors(&found) }
    };
    let chunks: Vec<&[StoredSite]> = sites.chunks(CHUNK).collect();
    let validate_chunk = |chunk: &[StoredSite]| chunk.iter().map(first_result).collect::<Vec<_>>();
    if let [only] = *chunks {
        return validate_chunk(only);
    }
    let mut results = Vec::with_capacity(sites.len());
    let work = |index: usize| validate_chunk(chunks[index]);
    let pool = Pool { threads: setup.threads, window: usize::MAX, stopped: &|| false };
    pool.produce(chunks.len(), &work, &mut |_, chunk| {
        results.extend(chunk);
        true
    });
    results
}

/// Whether there is an error that the file as a whole has not caused.
fn has_own_errors(messages: &[Diagnostic]) -> bool {
    messages.iter().any(|found| found.code != Code::Internal && any_error(std::slice::from_ref(found)))
}

impl Job {
    /// The code of the customer, which names its folder; `None` for a job with errors.
    pub(crate) fn code(&self) -> Option<TenDigits> {
        match self.held {
            Held::Valid(code, _) | Held::Settled(code, _) if self.folder_error.is_none() => Some(code),
            _ => None,
        }
    }

    /// What is written of the customer, if one could be read; `None` for a file as a whole.
    pub(crate) fn written(&self) -> Option<StoredNames> {
        match &self.held {
            Held::None => None,
            Held::Settled(_, names) => Some(names.clone()),
            Held::Valid(_, stored) | Held::Invalid(stored) | Held::InvalidInFaultyFile(stored) => {
                Some(stored.names())
            }
        }
    }

    /// Whether the job is in that part; without a part every job is meant.
    pub(crate) fn is_in(&self, part: Option<RunPart>) -> bool {
        part.is_none_or(|part| match self.code() {
            Some(code) => part.has(code.as_str()),
            None => part.has(&self.file.shown()),
        })
    }

    /// The customer, and the messages so far. There is no customer after an error, and where nothing is to be made.
    pub(crate) fn validated(
        &self,
        setup: &Setup<'_>,
        origins: &Origins,
    ) -> (Option<ValidCustomer>, Vec<Diagnostic>) {
        let (customer, found) = match &self.held {
            Held::None | Held::Settled(..) => (None, Vec::new()),
            Held::Valid(_, stored) | Held::Invalid(stored) => validated(stored, setup, origins),
            Held::InvalidInFaultyFile(stored) => {
                let (_, mut found) = validated(stored, setup, origins);
                found.retain(|diagnostic| diagnostic.code != Code::Internal);
                (None, found)
            }
        };
        let messages =
            self.file_messages.iter().cloned().chain(found).chain(self.folder_error.as_deref().cloned());
        (customer.filter(|_| self.code().is_some()), messages.collect())
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
        let is_secret = messages.iter().any(|message| message.code == Code::Secret);
        let customer = Some(self.customer(is_secret));
        let at = self.written().unwrap_or_default().at;
        CustomerReport { customer, file: self.file.to_path_buf(), at, output, diagnostics: messages }
    }

    /// Who it is. Nothing is quoted from a customer whose data hold a secret.
    fn customer(&self, is_secret: bool) -> ReportedCustomer {
        let (code, names) = match &self.held {
            Held::None => (None, StoredNames::default()),
            Held::Settled(code, names) => (Some(code), names.clone()),
            Held::Valid(code, stored) => (Some(code), stored.names()),
            Held::Invalid(stored) | Held::InvalidInFaultyFile(stored) => (None, stored.names()),
        };
        let names = if is_secret { StoredNames::default() } else { names };
        let text = |name: Option<Box<str>>| name.map(String::from);
        ReportedCustomer {
            number: self.index as usize + 1,
            customer_no: text(names.customer_no),
            code: code.map(|code| code.as_str().to_owned()),
            name: text(names.name),
        }
    }
}

/// Restores and validates a site: the customer, and the messages.
fn validated(
    stored: &StoredSite,
    setup: &Setup<'_>,
    origins: &Origins,
) -> (Option<ValidCustomer>, Vec<Diagnostic>) {
    let mut messages = Vec::new();
    let result = catch_panic(|| {
        let mut written = stored.restore()?;
        setup.office.fill(&mut written);
        let Validated { site, warnings } =
            validate(&written, setup.fonts, setup.request.print_date, origins)?;
        messages.extend(warnings);
        let plan = plan(&site, setup.request)?;
        messages.extend(plan.warnings.iter().cloned());
        let first = site.institutions.first();
        let name = first.map(|institution| institution.name.value.clone()).unwrap_or_default();
        let at = first.map(|institution| institution.code.at).unwrap_or_default();
        // A folder of another name can only come of a fault of the program, and is reported as one.
        let code = TenDigits::read(&plan.folder).ok_or_else(Vec::new)?;
        Ok(ValidCustomer { code, name, site, plan, at })
    });
    let customer = result.map_err(|errors| messages.extend(errors)).ok();
    (customer, messages)
}

/// Gives an error to all customers that have the same folder: it cannot be known which of them is meant.
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
            job.folder_error = Some(Box::new(same_folder(job.at, folder.as_str(), &others.join(", "))));
        }
    }
}

/// Where a customer stands in the files, and who it is, in words.
fn whereabouts(job: &Job, origins: &Origins) -> String {
    let names = job.written().unwrap_or_default();
    let file = job.file.shown();
    let place = match (origins.place(job.at), origins.line_column(job.at)) {
        (Some(Place::Cell { .. }), Some((row, _))) => format!("{file}:{row}"),
        _ => file,
    };
    let words = [Some(place), names.customer_no.map(String::from), names.name.map(String::from)];
    words.into_iter().flatten().collect::<Vec<_>>().join(" ")
}
