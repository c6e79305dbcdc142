//! [`Place`]: one customer's papers made and put into their folder, unless they are there.

use std::hash::Hash as _;
use std::path::PathBuf;

use super::digest::sha256;
use super::documents::{kind, outputs, payloads, print, set_all};
use super::events::{Output, OutputDocument, State};
use super::order::Order;
use super::program;
use super::queue::{Customer, Job};
use super::record::{DocumentRecord, FileRecord, Record, warnings_of};
use super::session::Session;
use crate::base::{Diagnostic, Fonts};
use crate::plan::DocumentKind;
use crate::write::{NewFile, write};

/// How far a customer's papers are.
pub(crate) enum Step {
    /// There is nothing to write.
    Finished(Output),
    /// They are in memory.
    ToWrite(Record, Vec<NewFile>),
}

/// Where papers are put, and how they are made.
pub(crate) struct Place<'a> {
    pub(crate) order: &'a Order<'a>,
    pub(crate) fonts: &'a Fonts,
    pub(crate) session: Option<&'a Session>,
}

impl Place<'_> {
    /// Makes one customer's papers, unless they are there. `told` is what there is to say of the customer.
    ///
    /// # Errors
    /// What the rooms find, and `SP002` if the disk refuses.
    pub(crate) fn make(
        &self,
        customer: &Customer,
        job: &Job,
        told: &[Diagnostic],
    ) -> Result<Step, Vec<Diagnostic>> {
        if self.order.dry {
            return self.dry(customer).map(Step::Finished);
        }
        let input_digest = input_digest(customer, self.order, self.fonts);
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
            print(plan, self.order.setup.request, self.fonts)?.into_iter().zip(&plan.documents)
        {
            let (kind, pages) = (document.kind, document.pdf.pages);
            let outputs = outputs(document, self.order.pictures, self.fonts)?;
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
        Ok(Step::ToWrite(fresh(papers), files))
    }

    /// Puts a customer's papers into their folder, if there are any to write.
    ///
    /// # Errors
    /// `SP002` if the disk refuses.
    pub(crate) fn put(&self, step: Step) -> Result<Output, Vec<Diagnostic>> {
        let (record, files) = match step {
            Step::Finished(made) => return Ok(made),
            Step::ToWrite(record, files) => (record, files),
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
        let pages = set_all(&customer.plan, self.fonts)?;
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
        self.session.map_or(self.order.out, |session| session.path.as_path()).join(code)
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
}

/// A digest of what one customer's documents are made from: the same digest means the same bytes.
fn input_digest(customer: &Customer, order: &Order<'_>, fonts: &Fonts) -> String {
    let mut digest = program::input_digest();
    (order.setup.request, order.pictures).hash(&mut digest);
    for face in fonts.added() {
        face.data.hash(&mut digest);
    }
    customer.site.hash(&mut digest);
    digest.word()
}
