//! The check pages: of one customer, `check.html` beside the documents; of a run, a page for each work day, in the run's
//! folder. What an earlier run made from the same is kept. What a page holds is decided in `plan` and `render`.

use std::collections::BTreeMap;
use std::hash::Hash as _;

use super::errors::catch_panic;
use super::manifest::VolumeRecord;
use super::number::TenDigits;
use super::program;
use super::queue::{Job, ValidCustomer};
use super::record::FileRecord;
use super::record_store::Records as _;
use super::session::Session;
use super::setup::Setup;
use crate::base::date::iso;
use crate::base::{Diagnostic, Origins};
use crate::plan::{CheckedCustomer, Request};
use crate::render::{CheckPageHead, check_page, check_page_end, check_page_entry, check_page_start};
use crate::write::NewFile;

/// What the manifest calls a check page.
pub(crate) const CHECK: &str = "check";

/// One customer's check page.
pub(super) fn of_customer(customer: &ValidCustomer, request: &Request) -> NewFile {
    let work_date = iso(customer.site.work_date.value);
    let print_date = iso(request.print_date);
    let head = CheckPageHead {
        run: None,
        work_date: &work_date,
        print_date: &print_date,
        signed: request.key.is_some(),
    };
    let page = check_page(&head, &[entry(customer, request)]);
    NewFile { name: format!("{CHECK}.html"), bytes: page.into_bytes() }
}

/// The customer as the page has it. A plan without documents says nothing of its customer.
fn entry(customer: &ValidCustomer, request: &Request) -> String {
    let planned = customer.plan.documents.first().map(|document| document.customer());
    planned.map_or_else(String::new, |planned| {
        check_page_entry(&CheckedCustomer::new(planned, request.key.as_deref()))
    })
}

/// Makes the check pages of a run, as far as they are not there.
pub(super) struct CheckPages<'a> {
    pub(super) setup: Setup<'a>,
    pub(super) session: &'a Session,
    pub(super) origins: &'a Origins,
}

/// The customers of each work day.
type Days<'j> = BTreeMap<String, Vec<(TenDigits, &'j Job)>>;

impl CheckPages<'_> {
    /// A page for each work day of the run's customers.
    ///
    /// # Errors
    /// What the rooms find, and `SP002` if the disk refuses.
    pub(super) fn run(&self, jobs: &[Job]) -> Result<Vec<VolumeRecord>, Vec<Diagnostic>> {
        let days = self.days(jobs)?;
        days.iter().map(|(day, codes)| catch_panic(|| self.page(day, codes))).collect()
    }

    /// The customers of each day, in order of code.
    fn days<'j>(&self, jobs: &'j [Job]) -> Result<Days<'j>, Vec<Diagnostic>> {
        let known: BTreeMap<_, &Job> = jobs.iter().filter_map(|job| Some((job.code()?, job))).collect();
        let mut days = Days::new();
        let records = self.session.made();
        let gone_through = records.each(&mut |record| {
            let code = TenDigits::read(&record.code);
            if let Some((code, job)) = code.and_then(|code| Some((code, *known.get(&code)?))) {
                let day = record.work_date.clone().unwrap_or_default();
                days.entry(day).or_default().push((code, job));
            }
            Ok(())
        });
        gone_through.map_err(|error| records.not_writable(error))?;
        Ok(days)
    }

    /// The page of a day, kept or made.
    fn page(&self, day: &str, members: &[(TenDigits, &Job)]) -> Result<VolumeRecord, Vec<Diagnostic>> {
        let request = self.setup.request;
        let print_date = iso(request.print_date);
        let head = CheckPageHead {
            run: Some(&self.session.number),
            work_date: day,
            print_date: &print_date,
            signed: request.key.is_some(),
        };
        let start = check_page_start(&head);
        let path = format!("{CHECK}-{day}.html");
        let input_digest = self.input_digest(&start, members)?;
        if let Some(kept) = self.session.kept_volume(&path, &input_digest) {
            return Ok(kept.clone());
        }
        let mut spool = self.session.spool(&path)?;
        spool.append(start.as_bytes())?;
        for (place, (_, job)) in members.iter().enumerate() {
            let (customer, _) = job.validated(&self.setup, self.origins);
            let Some(customer) = customer else { continue };
            let comma = if place > 0 { ",\n" } else { "" };
            spool.append(format!("{comma}{}", entry(&customer, request)).as_bytes())?;
        }
        spool.append(check_page_end().as_bytes())?;
        let (bytes, sha256) = spool.sum();
        let code = |member: Option<&(TenDigits, &Job)>| {
            member.map(|(code, _)| code.as_str().to_owned()).unwrap_or_default()
        };
        let record = VolumeRecord {
            volume: CHECK.to_owned(),
            first: code(members.first()),
            last: code(members.last()),
            customers: members.len(),
            pages: 1,
            input_digest,
            file: FileRecord { path, bytes, sha256 },
        };
        self.session.note_volume(&record)?;
        spool.publish()?;
        Ok(record)
    }

    /// A digest of everything that the page is made from.
    fn input_digest(&self, start: &str, members: &[(TenDigits, &Job)]) -> Result<String, Vec<Diagnostic>> {
        let mut digest = program::input_digest();
        (start, check_page_end(), members.len()).hash(&mut digest);
        let records = self.session.made();
        for (code, _) in members {
            let record = records.get(*code).map_err(|error| records.not_writable(error))?;
            record.map(|record| record.input_digest).hash(&mut digest);
        }
        Ok(digest.word())
    }
}
