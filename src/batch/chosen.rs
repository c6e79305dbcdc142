//! The jobs of a run in; those that its [`Selection`] means out, in the order that it asks for. A file that could not be read
//! is told whatever is selected: nobody knows who is in it.

use super::about::About;
use super::queue::Job;
use super::selection::{Candidate, Selection};
use super::setup::Setup;
use crate::base::{Diagnostic, Origins};
use crate::read::StoredNames;
use crate::validate::typed_date;

/// The chosen ones of `jobs`.
///
/// # Errors
/// `SP035` for everything that is asked for and that nobody has.
pub(crate) fn chosen(
    jobs: Vec<Job>,
    selection: &Selection,
    setup: &Setup<'_>,
    origins: &Origins,
) -> Result<Vec<Job>, Vec<Diagnostic>> {
    if !selection.is_partial() && selection.sorting.is_none() {
        return Ok(jobs);
    }
    let (mut chosen, mut files, mut candidates) = (Vec::new(), Vec::new(), Vec::new());
    for job in jobs {
        match job.written() {
            None => files.push(job),
            Some(written) => {
                candidates.push(candidate(&job, &written, setup, origins));
                chosen.push(Some(job));
            }
        }
    }
    let places = selection.chosen(&candidates)?;
    let meant = places.into_iter().filter_map(|place| chosen.get_mut(place)?.take());
    Ok(files.into_iter().chain(meant).collect())
}

/// What is known of a job's customer: what is valid, or else what is written.
fn candidate(job: &Job, written: &StoredNames, setup: &Setup<'_>, origins: &Origins) -> Candidate {
    if let (Some(customer), _) = job.validated(setup, origins) {
        return Candidate { about: About::of(&customer.site, &customer.plan), is_faulty: false };
    }
    let text = |text: &Option<Box<str>>| text.as_deref().map(str::to_owned);
    let day = written.work_date.as_deref().and_then(|text| typed_date(text).ok());
    let about = About {
        customer_no: text(&written.customer_no),
        names: text(&written.name).into_iter().collect(),
        work_date: day.map(|day| day.to_string()),
        dealer: text(&written.dealer),
        ..About::default()
    };
    Candidate { about, is_faulty: true }
}
