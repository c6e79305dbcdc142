//! [`Entry`]: everybody that the files of a run are about, judged and put by. A customer in a list of thousands
//! takes a few hundred bytes; when the turn comes the values are judged again, which finds the same again.

use std::path::Path;
use std::sync::Arc;

use super::errors::{guarded, same_folder};
use super::number::TenDigits;
use super::order::Job;
use super::pool::produce_in_order;
use crate::base::diagnostic::any_error;
use crate::base::{Code, Diagnostic, Fonts, Origin, Origins, Place};
use crate::plan::{Plan, plan};
use crate::read::{Frozen, Intake, read_all};
use crate::validate::{Site, Validated, validate};

/// One customer of a file, or a file that nobody could be read from.
pub(crate) struct Entry {
    /// The file as the user named it.
    pub(crate) file: Arc<Path>,
    holds: Holds,
    /// What is told before the customer's own faults: what is about the file as a whole.
    before: Box<[Diagnostic]>,
    /// The customer's folder is somebody else's too.
    after: Option<Box<Diagnostic>>,
    /// Place of the first institution's code.
    at: Origin,
}

/// Who is in an entry.
enum Holds {
    /// Nobody could be read.
    Nobody,
    /// A customer whose data are right.
    Customer(TenDigits, Frozen),
    /// One of whom nothing is to be told and nothing is to be made.
    Settled(TenDigits),
    /// A customer with faults.
    Faulty(Frozen),
    /// A customer with faults in a file that is at fault as a whole.
    AmongFaulty(Frozen),
}

/// A customer whose data are right.
pub(crate) struct Customer {
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

/// Reads and judges every file, in order. Who `is_settled` is not kept beyond the code, if there are no doubts either.
pub(crate) fn roster(
    job: &Job<'_>,
    fonts: &Fonts,
    origins: &mut Origins,
    is_settled: &Settled<'_>,
) -> Vec<Entry> {
    let mut entries = Vec::new();
    for file in job.files {
        entries_of(file, job, fonts, origins, is_settled, &mut entries);
    }
    refuse_same_folders(&mut entries, origins);
    entries
}

/// Everybody in a file. What is told of the file as a whole stands with the first of them; if that stops the file,
/// by itself, followed by those whose own data have faults.
fn entries_of(
    path: &Path,
    job: &Job<'_>,
    fonts: &Fonts,
    origins: &mut Origins,
    is_settled: &Settled<'_>,
    entries: &mut Vec<Entry>,
) {
    let file: Arc<Path> = path.into();
    let entry = |holds, before: Vec<Diagnostic>, at| Entry {
        file: Arc::clone(&file),
        holds,
        before: before.into_boxed_slice(),
        after: None,
        at,
    };
    let (sites, mut told) = match guarded(|| read_all(path, job.reading, origins)) {
        Ok(Intake { sites, told }) => (sites, told),
        Err(faults) => return entries.push(entry(Holds::Nobody, faults, Origin::NONE)),
    };
    let is_at_fault = any_error(&told);
    if is_at_fault {
        entries.push(entry(Holds::Nobody, std::mem::take(&mut told), Origin::NONE));
    }
    let verdicts = verdicts(&sites, job, fonts, origins, is_settled);
    for (frozen, Verdict { right, at, has_own_fault }) in sites.into_iter().zip(verdicts) {
        let holds = match right {
            _ if is_at_fault && has_own_fault => Holds::AmongFaulty(frozen),
            _ if is_at_fault => continue,
            None => Holds::Faulty(frozen),
            Some(Right { code, is_settled: true }) => Holds::Settled(code),
            Some(Right { code, is_settled: false }) => Holds::Customer(code, frozen),
        };
        entries.push(entry(holds, std::mem::take(&mut told), at));
    }
}

/// What is kept of a customer's first judgement.
struct Verdict {
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

/// So many customers are judged in one go: it takes a millisecond or two.
const IN_ONE_GO: usize = 16;

/// Judges everybody in a file, in order.
fn verdicts(
    sites: &[Frozen],
    job: &Job<'_>,
    fonts: &Fonts,
    origins: &Origins,
    is_settled: &Settled<'_>,
) -> Vec<Verdict> {
    let verdict = |frozen: &Frozen| {
        let (customer, found) = judged(frozen, job, fonts, origins);
        let at = customer.as_ref().map(|customer| customer.at).unwrap_or_default();
        let is_settled = |site: &Site| found.is_empty() && is_settled(site);
        let right =
            customer.map(|customer| Right { code: customer.code, is_settled: is_settled(&customer.site) });
        Verdict { right, at, has_own_fault: has_own_fault(&found) }
    };
    let pieces: Vec<&[Frozen]> = sites.chunks(IN_ONE_GO).collect();
    let judge = |piece: &[Frozen]| piece.iter().map(verdict).collect::<Vec<_>>();
    if let [only] = *pieces {
        return judge(only);
    }
    let mut verdicts = Vec::with_capacity(sites.len());
    let work = |index: usize| judge(pieces[index]);
    produce_in_order(pieces.len(), (job.threads, usize::MAX), &|| false, &work, &mut |_, piece| {
        verdicts.extend(piece);
        true
    });
    verdicts
}

/// Whether a fault is told that the file as a whole has not caused.
fn has_own_fault(told: &[Diagnostic]) -> bool {
    told.iter().any(|found| found.code != Code::Internal && any_error(std::slice::from_ref(found)))
}

impl Entry {
    /// Whose folder is to be made; `None` for the faulty.
    pub(crate) fn code(&self) -> Option<TenDigits> {
        match self.holds {
            Holds::Customer(code, _) | Holds::Settled(code) if self.after.is_none() => Some(code),
            _ => None,
        }
    }

    /// The customer, and all that is told so far. Nobody after a fault, and where nothing is to be made.
    pub(crate) fn judged(
        &self,
        job: &Job<'_>,
        fonts: &Fonts,
        origins: &Origins,
    ) -> (Option<Customer>, Vec<Diagnostic>) {
        let (customer, found) = match &self.holds {
            Holds::Nobody | Holds::Settled(_) => (None, Vec::new()),
            Holds::Customer(_, frozen) | Holds::Faulty(frozen) => judged(frozen, job, fonts, origins),
            Holds::AmongFaulty(frozen) => {
                let (_, mut found) = judged(frozen, job, fonts, origins);
                found.retain(|diagnostic| diagnostic.code != Code::Internal);
                (None, found)
            }
        };
        let told = self.before.iter().cloned().chain(found).chain(self.after.as_deref().cloned());
        (customer.filter(|_| self.code().is_some()), told.collect())
    }
}

/// A site judged: the customer, and what was told.
fn judged(
    frozen: &Frozen,
    job: &Job<'_>,
    fonts: &Fonts,
    origins: &Origins,
) -> (Option<Customer>, Vec<Diagnostic>) {
    let mut told = Vec::new();
    let result = guarded(|| {
        let Validated { site, warnings } = validate(&frozen.thaw()?, fonts, job.request.print_date, origins)?;
        told.extend(warnings);
        let plan = plan(&site, job.request)?;
        told.extend(plan.warnings.iter().cloned());
        let first = site.institutions.first();
        let name = first.map(|institution| institution.name.value.clone()).unwrap_or_default();
        let at = first.map(|institution| institution.code.at).unwrap_or_default();
        // A folder of another name would be a fault of ours, and is told as one.
        let code = TenDigits::read(&plan.folder).ok_or_else(Vec::new)?;
        Ok(Customer { code, name, site, plan, at })
    });
    let customer = result.map_err(|faults| told.extend(faults)).ok();
    (customer, told)
}

/// Takes the customers out whose folders are the same: nobody can know which of them is meant.
fn refuse_same_folders(entries: &mut [Entry], origins: &Origins) {
    let mut owners: Vec<(TenDigits, usize)> =
        (0..).zip(&*entries).filter_map(|(index, entry)| Some((entry.code()?, index))).collect();
    owners.sort_unstable();
    for owners in owners.chunk_by(|a, b| a.0 == b.0).filter(|owners| owners.len() > 1) {
        let places: Vec<_> = owners.iter().map(|&(_, index)| whereabouts(&entries[index], origins)).collect();
        for &(folder, index) in owners {
            let others = owners.iter().zip(&places).filter(|((_, other), _)| *other != index);
            let others: Vec<&str> = others.map(|(_, place)| place.as_str()).collect();
            let entry = &mut entries[index];
            entry.after = Some(Box::new(same_folder(entry.at, folder.as_str(), &others.join(", "))));
        }
    }
}

/// Where a customer is written, in words.
fn whereabouts(entry: &Entry, origins: &Origins) -> String {
    let file = entry.file.display();
    match (origins.place(entry.at), origins.line_column(entry.at)) {
        (Some(Place::Cell { .. }), Some((row, _))) => format!("{file}:{row}"),
        _ => file.to_string(),
    }
}
