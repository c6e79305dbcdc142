//! [`Papers`]: one customer in, its documents out: produced in memory, then stored in the customer's folder. What is
//! there already is kept. Several customers at once are [`super::build`]'s business.

use std::hash::Hash as _;
use std::path::PathBuf;

use super::digest::{InputDigest, sha256};
use super::documents::{kind, outputs, payloads, print, set_all};
use super::events::{Output, OutputDocument, State};
use super::order::BuildOrder;
use super::program;
use super::queue::{Customer, Job};
use super::record::{DocumentRecord, FileRecord, Record, warnings_of};
use super::session::Session;
use super::setup::Setup;
use crate::base::Diagnostic;
use crate::plan::DocumentKind;
use crate::write::{NewFile, write};

/// How far a customer's documents are.
pub(crate) enum Step {
    /// There is nothing to write.
    Finished(Output),
    /// They are in memory.
    ToStore(Record, Vec<NewFile>),
}

/// How documents are made, and where they are stored.
pub(crate) struct Papers<'a> {
    pub(crate) order: &'a BuildOrder,
    pub(crate) setup: Setup<'a>,
    pub(crate) session: Option<&'a Session>,
    common_input: InputDigest,
}

impl<'a> Papers<'a> {
    /// The documents of that order, in the folder of the session if there is one.
    pub(crate) fn new(order: &'a BuildOrder, setup: Setup<'a>, session: Option<&'a Session>) -> Self {
        Self { order, setup, session, common_input: common_input(order, &setup) }
    }

    /// Makes one customer's papers, unless they are there. `told` is what there is to say of the customer.
    ///
    /// # Errors
    /// What the rooms find, and `SP002` if the disk refuses.
    pub(crate) fn produce(
        &self,
        customer: &Customer,
        job: &Job,
        told: &[Diagnostic],
    ) -> Result<Step, Vec<Diagnostic>> {
        if self.order.dry {
            return self.dry(customer).map(Step::Finished);
        }
        let input_digest = self.input_digest(customer);
        let fresh = |documents| Record {
            code: customer.code.as_str().to_owned(),
            name: customer.name.clone(),
            input: job.file.display().to_string(),
            input_digest: input_digest.clone(),
            documents,
            warnings: warnings_of(told),
        };
        if let Some(session) = self.session
            && let Some(kept) = session.kept(customer.code, &input_digest)
        {
            let record = fresh(kept.documents);
            session.remember(&record)?;
            return Ok(Step::Finished(self.made(&record, State::Kept)));
        }
        let plan = &customer.plan;
        let mut files = Vec::new();
        let mut papers = Vec::new();
        for (document, planned) in
            print(plan, self.setup.request, self.setup.fonts)?.into_iter().zip(&plan.documents)
        {
            let (kind, pages) = (document.kind, document.pdf.pages);
            let outputs = outputs(document, self.order.pictures, self.setup.fonts)?;
            let file = |output: &NewFile| FileRecord {
                path: format!("{}/{}", customer.code.as_str(), output.name),
                bytes: output.bytes.len() as u64,
                sha256: sha256(&output.bytes),
            };
            papers.push(DocumentRecord {
                kind: kind.stem().to_owned(),
                pages,
                labels: payloads(planned),
                files: outputs.iter().map(file).collect(),
            });
            files.extend(outputs);
        }
        Ok(Step::ToStore(fresh(papers), files))
    }

    /// Puts a customer's papers into their folder, if there are any to write.
    ///
    /// # Errors
    /// `SP002` if the disk refuses.
    pub(crate) fn store(&self, step: Step) -> Result<Output, Vec<Diagnostic>> {
        let (record, files) = match step {
            Step::Finished(made) => return Ok(made),
            Step::ToStore(record, files) => (record, files),
        };
        if let Some(session) = self.session {
            session.note(&record)?;
        }
        write(&self.folder(&record.code), &files)?;
        if let Some(session) = self.session {
            session.remember(&record)?;
        }
        Ok(self.made(&record, State::New))
    }

    fn dry(&self, customer: &Customer) -> Result<Output, Vec<Diagnostic>> {
        let folder = self.folder(customer.code.as_str());
        let pages = set_all(&customer.plan, self.setup.fonts)?;
        let documents = customer.plan.documents.iter().zip(pages).map(|(document, pages)| OutputDocument {
            kind: kind(document),
            file: folder.join(format!("{}.pdf", kind(document).stem())),
            pages: pages.pages.len(),
            labels: payloads(document).map(|labels| labels.len()),
            pictures: Vec::new(),
        });
        let documents = documents.collect();
        Ok(Output { name: customer.name.clone(), folder, documents, state: State::Dry })
    }

    fn folder(&self, code: &str) -> PathBuf {
        self.session.map_or(self.order.out.as_path(), |session| session.path.as_path()).join(code)
    }

    fn made(&self, record: &Record, state: State) -> Output {
        let folder = self.folder(&record.code);
        let name_of = |file: &FileRecord| folder.join(file.path.rsplit('/').next().unwrap_or_default());
        let document = |paper: &DocumentRecord| {
            let mut files = paper.files.iter().map(name_of);
            Some(OutputDocument {
                kind: DocumentKind::ALL.into_iter().find(|kind| kind.stem() == paper.kind)?,
                file: files.next()?,
                pages: paper.pages,
                labels: paper.labels.as_ref().map(Vec::len),
                pictures: files.collect(),
            })
        };
        let documents = record.documents.iter().filter_map(document).collect();
        Output { name: record.name.clone(), folder, documents, state }
    }

    /// A digest of what one customer's documents are made from: the same digest means the same bytes.
    fn input_digest(&self, customer: &Customer) -> String {
        let mut digest = self.common_input.clone();
        customer.site.hash(&mut digest);
        digest.word()
    }
}

/// The beginning of every customer's digest: what is the same for all. Font files are large, and hashed only here.
fn common_input(order: &BuildOrder, setup: &Setup<'_>) -> InputDigest {
    let mut digest = program::input_digest();
    (setup.request, order.pictures).hash(&mut digest);
    for face in setup.fonts.added() {
        face.data.hash(&mut digest);
    }
    digest
}
