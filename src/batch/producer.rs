//! [`Producer`]: one customer in, its documents out: produced in memory, then stored in the customer's folder. What is
//! there already is kept. Several customers at once are [`super::build`]'s business.

use std::hash::Hash as _;
use std::path::PathBuf;

use super::about::About;
use super::check_pages::{self, CHECK};
use super::digest::InputDigest;
use super::events::{Output, OutputDocument, State};
use super::order::BuildOrder;
use super::printed::{Printed, content};
use super::program;
use super::queue::{Job, ValidCustomer};
use super::record::{DocumentRecord, FileRecord, Record, warnings_of};
use super::session::Session;
use super::setup::Setup;
use super::stage::StagedRun;
use crate::base::date::iso;
use crate::base::{Diagnostic, Shown};
use crate::plan::{Document, DocumentKind, Request};
use crate::write::{NewFile, write_own};

/// How far a customer's documents are.
pub(crate) enum Produced {
    /// There is nothing to store.
    Finished(Output),
    /// They are in memory.
    ToStore(Box<Record>, Vec<NewFile>),
}

/// How documents are made, and where they are stored.
pub(crate) struct Producer<'a> {
    order: &'a BuildOrder,
    setup: Setup<'a>,
    session: Option<&'a Session>,
    /// Documents that are made already.
    stage: Option<StagedRun>,
    common_input: InputDigest,
}

impl<'a> Producer<'a> {
    /// The documents of that order, in the folder of the session if there is one.
    pub(crate) fn new(
        order: &'a BuildOrder,
        setup: Setup<'a>,
        session: Option<&'a Session>,
        stage: Option<StagedRun>,
    ) -> Self {
        Self { order, setup, session, stage, common_input: common_input(order, &setup) }
    }

    /// Makes one customer's documents, unless they are there. The warnings among `messages` go into the record.
    ///
    /// # Errors
    /// What the rooms find, and `SP002` if the disk refuses.
    pub(crate) fn produce(
        &self,
        customer: &ValidCustomer,
        job: &Job,
        messages: &[Diagnostic],
    ) -> Result<Produced, Vec<Diagnostic>> {
        let input_digest = self.input_digest(customer);
        let fresh = |documents| Record {
            code: customer.code.as_str().to_owned(),
            name: customer.name.clone(),
            input: job.file.shown(),
            about: About::of(&customer.site, &customer.plan),
            work_date: Some(iso(customer.site.work_date.value)),
            input_digest: input_digest.clone(),
            print_date: Some(iso(self.setup.request.print_date)),
            documents,
            warnings: warnings_of(messages),
        };
        if let Some(session) = self.session
            && let Some(kept) = session.kept(customer.code, &|record| {
                record.input_digest == input_digest || self.is_same_but_for_the_day(record, customer)
            })
            && let Some(documents) = as_planned(kept.documents, customer)
        {
            // Kept papers keep the day of printing that stands on them.
            let Record { input_digest, print_date, .. } = kept;
            let record = Record { input_digest, print_date, ..fresh(documents) };
            session.remember(&record)?;
            return Ok(Produced::Finished(self.output(&record, State::Kept)));
        }
        let staged = self.stage.as_ref().map(|stage| stage.get(customer.code)).transpose()?.flatten();
        let Printed { documents, mut files } = match staged {
            Some(printed) => printed,
            None => Printed::of(customer, self.order, &self.setup)?,
        };
        let record = fresh(documents);
        Ok(if self.order.dry {
            Produced::Finished(self.output(&record, State::Dry))
        } else {
            if self.has_check_page() {
                files.push(check_pages::of_customer(customer, self.setup.request));
            }
            Produced::ToStore(Box::new(record), files)
        })
    }

    /// Stores a customer's documents in their folder, if there are any to store.
    ///
    /// # Errors
    /// `SP002` if the disk refuses.
    pub(crate) fn store(&self, step: Produced) -> Result<Output, Vec<Diagnostic>> {
        let (record, files) = match step {
            Produced::Finished(output) => return Ok(output),
            Produced::ToStore(record, files) => (record, files),
        };
        if let Some(session) = self.session {
            session.note(&record)?;
            session.forget_files(&record)?;
        }
        write_own(&self.folder(&record.code), &files)?;
        if let Some(session) = self.session {
            session.remember(&record)?;
        }
        Ok(self.output(&record, State::New))
    }

    fn folder(&self, code: &str) -> PathBuf {
        self.session.map_or(self.order.out.as_path(), |session| session.path.as_path()).join(code)
    }

    /// Whether a customer's folder gets a page of its own; those of a run are in the run's folder.
    const fn has_check_page(&self) -> bool {
        self.order.check_page && self.session.is_none() && !self.order.dry
    }

    fn output(&self, record: &Record, state: State) -> Output {
        let folder = self.folder(&record.code);
        let name_of = |file: &FileRecord| folder.join(file.path.rsplit('/').next().unwrap_or_default());
        let document = |document: &DocumentRecord| {
            let mut files = document.files.iter().map(name_of);
            Some(OutputDocument {
                kind: DocumentKind::from_stem(&document.kind)?,
                file: files.next()?,
                pages: document.pages,
                labels: document.labels.as_ref().map(Vec::len),
                pictures: files.collect(),
            })
        };
        let documents = record.documents.iter().filter_map(document).collect();
        let check_page = self.has_check_page().then(|| folder.join(format!("{CHECK}.html")));
        Output { name: record.name.clone(), folder, documents, check_page, state }
    }

    /// Whether nothing but the day of printing would be new in a customer's documents.
    fn is_same_but_for_the_day(&self, record: &Record, customer: &ValidCustomer) -> bool {
        let Some(print_date) = record.print_date.as_ref().and_then(|day| day.parse().ok()) else {
            return false;
        };
        let request = Request { print_date, ..self.setup.request.clone() };
        let mut digest = common_input(self.order, &Setup { request: &request, ..self.setup });
        customer.site.hash(&mut digest);
        let documents = &customer.plan.documents;
        // Days that are counted from the day of printing may have moved.
        let says_the_same = |(old, new): (&DocumentRecord, &Document)| {
            content(new).is_ok_and(|content| content == old.content)
        };
        digest.word() == record.input_digest
            && documents.len() == record.documents.len()
            && record.documents.iter().zip(documents).all(says_the_same)
    }

    /// A digest of what one customer's documents are made from: the same digest means the same bytes.
    fn input_digest(&self, customer: &ValidCustomer) -> String {
        let mut digest = self.common_input.clone();
        customer.site.hash(&mut digest);
        digest.word()
    }
}

/// Documents of an earlier run with what the plan says of them: somebody may have edited the manifest. `None` if they are
/// not those of the plan.
fn as_planned(mut kept: Vec<DocumentRecord>, customer: &ValidCustomer) -> Option<Vec<DocumentRecord>> {
    let planned = &customer.plan.documents;
    if kept.len() != planned.len() {
        return None;
    }
    for (record, planned) in kept.iter_mut().zip(planned) {
        let is_it = record.kind == planned.kind().stem();
        record.labels = is_it.then(|| planned.payloads())?;
    }
    Some(kept)
}

/// The beginning of every customer's digest: what is the same for all. Font files are large, and hashed only here.
fn common_input(order: &BuildOrder, setup: &Setup<'_>) -> InputDigest {
    let mut digest = program::input_digest();
    (setup.request, order.pictures).hash(&mut digest);
    if order.readable_names {
        // The names have the customer's own words in them, which the data are.
        order.readable_names.hash(&mut digest);
    }
    for face in setup.fonts.added() {
        face.data.hash(&mut digest);
    }
    digest
}
