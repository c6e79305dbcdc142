//! [`Printed`]: a customer's documents as files in memory, with what their record says of them. A customer comes in, bytes
//! go out; nothing is written, and no other customer is known.

use super::about::About;
use std::hash::Hash as _;

use super::digest::sha256;
use super::documents::{lay_out_all, outputs, print};
use super::file_names::readable;
use super::order::BuildOrder;
use super::program;
use super::queue::ValidCustomer;
use super::record::{DocumentRecord, FileRecord};
use super::setup::Setup;
use crate::base::Diagnostic;
use crate::layout::Pages;
use crate::plan::Document;
use crate::render::render;
use crate::write::NewFile;

/// A customer's documents.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Printed {
    /// What the record says of them.
    pub(super) documents: Vec<DocumentRecord>,
    /// Their files; none for a dry run.
    pub(super) files: Vec<NewFile>,
}

impl Printed {
    /// Lays out and paints a customer's documents; for a dry run it only lays them out.
    ///
    /// # Errors
    /// What the rooms find.
    pub(super) fn of(
        customer: &ValidCustomer,
        order: &BuildOrder,
        setup: &Setup<'_>,
    ) -> Result<Self, Vec<Diagnostic>> {
        if order.dry { Self::dry(customer, setup) } else { Self::painted(customer, order, setup) }
    }

    fn painted(
        customer: &ValidCustomer,
        order: &BuildOrder,
        setup: &Setup<'_>,
    ) -> Result<Self, Vec<Diagnostic>> {
        let plan = &customer.plan;
        let mut printed = Self::default();
        let finished = print(plan, setup.request, setup.fonts)?;
        for (document, planned) in finished.into_iter().zip(&plan.documents) {
            let pages = document.pdf.pages;
            let mut files = outputs(document, order.pictures, setup.fonts)?;
            if order.readable_names {
                let about = About::of(&customer.site, plan);
                files.iter_mut().for_each(|file| file.name = readable(&file.name, planned.kind(), &about));
            }
            let file = |file: &NewFile| FileRecord {
                path: format!("{}/{}", customer.code.as_str(), file.name),
                bytes: file.bytes.len() as u64,
                sha256: sha256(&file.bytes),
            };
            printed.documents.push(record(planned, pages, files.iter().map(file).collect())?);
            printed.files.extend(files);
        }
        Ok(printed)
    }

    fn dry(customer: &ValidCustomer, setup: &Setup<'_>) -> Result<Self, Vec<Diagnostic>> {
        let plan = &customer.plan;
        let laid_out = lay_out_all(plan, setup.fonts)?;
        let record_of = |(document, pages): (&Document, Pages)| {
            let kind = document.kind();
            let path = format!("{}/{}.{}", customer.code.as_str(), kind.stem(), kind.extension());
            let file = FileRecord { path, bytes: 0, sha256: String::new() };
            record(document, pages.pages.len(), vec![file])
        };
        let documents = plan.documents.iter().zip(laid_out).map(record_of).collect::<Result<_, _>>()?;
        Ok(Self { documents, files: Vec::new() })
    }

    /// The documents as bytes: the length of their records, the records, the files one after the other.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        // Texts and numbers: nothing in it that JSON cannot say.
        let records = serde_json::to_vec(&self.documents).unwrap_or_default();
        let mut bytes = (records.len() as u64).to_le_bytes().to_vec();
        bytes.extend(records);
        self.files.iter().for_each(|file| bytes.extend(&file.bytes));
        bytes
    }

    /// The documents that [`Printed::to_bytes`] made these bytes of; `None` for any other bytes.
    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (length, bytes) = bytes.split_first_chunk()?;
        let (records, mut rest) = bytes.split_at_checked(u64::from_le_bytes(*length).try_into().ok()?)?;
        let documents: Vec<DocumentRecord> = serde_json::from_slice(records).ok()?;
        let mut files = Vec::new();
        for file in documents.iter().flat_map(|document| &document.files).filter(|file| file.bytes > 0) {
            let (content, after) = rest.split_at_checked(file.bytes.try_into().ok()?)?;
            let name = file.path.rsplit('/').next().unwrap_or_default().to_owned();
            files.push(NewFile { name, bytes: content.to_vec() });
            rest = after;
        }
        rest.is_empty().then_some(Self { documents, files })
    }
}

fn record(
    document: &Document,
    pages: usize,
    files: Vec<FileRecord>,
) -> Result<DocumentRecord, Vec<Diagnostic>> {
    Ok(DocumentRecord {
        kind: document.kind().stem().to_owned(),
        pages,
        labels: document.payloads(),
        content: content(document)?,
        files,
    })
}

/// A digest of what a document says and of the program that sets it. The day of printing alone is no change.
pub(super) fn content(document: &Document) -> Result<String, Vec<Diagnostic>> {
    const PLACE: &str = " data-at=\"";
    let mut digest = program::input_digest();
    let markup = render(&document.undated())?.text;
    let mut parts = markup.split(PLACE);
    parts.next().hash(&mut digest);
    // Where a value stands in the user's file is no part of what is said.
    for part in parts {
        part.split_once('"').map(|(_, said)| said).hash(&mut digest);
    }
    Ok(digest.word())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_come_back_from_their_bytes() {
        let file = |path: &str, bytes| FileRecord { path: path.to_owned(), bytes, sha256: String::new() };
        let document = |files| DocumentRecord {
            kind: "packet".to_owned(),
            pages: 2,
            labels: None,
            content: String::new(),
            files,
        };
        let new = |name: &str, bytes: &[u8]| NewFile { name: name.to_owned(), bytes: bytes.to_vec() };
        let printed = Printed {
            documents: vec![document(vec![file("1/a.pdf", 3), file("1/a-01.png", 2)]), document(Vec::new())],
            files: vec![new("a.pdf", b"abc"), new("a-01.png", b"de")],
        };
        let dry = Printed { documents: vec![document(vec![file("1/a.pdf", 0)])], files: Vec::new() };
        for printed in [printed, dry, Printed::default()] {
            let bytes = printed.to_bytes();
            assert_eq!(Printed::from_bytes(&bytes), Some(printed));
            assert_eq!(Printed::from_bytes(&[&bytes[..], b"x"].concat()), None);
            assert_eq!(Printed::from_bytes(&bytes[..bytes.len() - 1]), None);
        }
    }
}
