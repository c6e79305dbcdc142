//! The document: printpdf makes it, with its pages, their boxes and its properties; here it gets what
//! printpdf cannot write, and what printpdf writes wrongly is put right.

use lopdf::{Dictionary, Object, ObjectId, StringFormat};
use printpdf::{Mm, PdfDocument, PdfPage, PdfSaveOptions};

use super::file::{Id, Objects};
use super::{Properties, syntax};
use crate::layout::Pages;

/// Name of the program, for the document's properties.
pub(super) const PRODUCER: &str = concat!("startpack ", env!("CARGO_PKG_VERSION"));

/// A document without content.
pub(super) struct Document {
    inner: lopdf::Document,
    pages: Vec<ObjectId>,
    catalog: ObjectId,
    info: ObjectId,
}

impl Document {
    /// A document with as many empty pages as `pages` has, of their sizes.
    ///
    /// # Errors
    /// If printpdf's document lacks a part that it has in the version we are pinned to.
    pub(super) fn new(pages: &Pages, properties: &Properties) -> Result<Self, lopdf::Error> {
        let mut document = PdfDocument::new(&pages.title);
        document.metadata.info.author.clone_from(&properties.author);
        PRODUCER.clone_into(&mut document.metadata.info.creator);
        PRODUCER.clone_into(&mut document.metadata.info.producer);
        let sizes = pages.pages.iter().map(|page| page.size);
        document.pages = sizes
            .map(|size| {
                PdfPage::new(Mm(size.width.to_mm() as f32), Mm(size.height.to_mm() as f32), Vec::new())
            })
            .collect();
        let mut inner = document.to_lopdf_document(&PdfSaveOptions::default(), &mut Vec::new());
        Self::strip(&mut inner)?;
        inner.prune_objects();
        inner.renumber_objects();
        Ok(Self {
            pages: inner.page_iter().collect(),
            catalog: inner.trailer.get(b"Root")?.as_reference()?,
            info: inner.trailer.get(b"Info")?.as_reference()?,
            inner,
        })
    }

    /// Takes out what printpdf writes for nothing: shared dictionaries without entries, streams without
    /// operators, empty arrays, and the marks of PDF/X and of dates that nobody gave.
    fn strip(document: &mut lopdf::Document) -> Result<(), lopdf::Error> {
        let pages: Vec<ObjectId> = document.page_iter().collect();
        for page in pages {
            let page = document.get_dictionary_mut(page)?;
            for key in [&b"Contents"[..], b"Resources", b"Annots"] {
                page.remove(key);
            }
        }
        let info = document.trailer.get(b"Info")?.as_reference()?;
        let info = document.get_dictionary_mut(info)?;
        for key in [&b"GTS_PDFXVersion"[..], b"Identifier", b"Trapped", b"CreationDate", b"ModDate"] {
            info.remove(key);
        }
        let empty: Vec<Vec<u8>> =
            info.iter().filter(|(_, value)| is_empty(value)).map(|(key, _)| key.clone()).collect();
        for key in empty {
            info.remove(&key);
        }
        Ok(())
    }

    /// The objects that the document has so far, all of them still without value.
    pub(super) fn reserve(&self, objects: &mut Objects) {
        for _ in 0..self.inner.max_id {
            objects.reserve();
        }
    }

    /// The numbers of the pages, in order.
    pub(super) fn pages(&self) -> Vec<Id> {
        self.pages.iter().map(|page| Id(page.0)).collect()
    }

    /// The page of that index, to add entries to.
    pub(super) fn page(&mut self, index: usize) -> Option<&mut Dictionary> {
        let page = *self.pages.get(index)?;
        self.inner.get_dictionary_mut(page).ok()
    }

    /// The catalog, to add entries to.
    pub(super) fn catalog(&mut self) -> Option<&mut Dictionary> {
        self.inner.get_dictionary_mut(self.catalog).ok()
    }

    /// Sets the day of printing as the day on which the document was made.
    pub(super) fn set_date(&mut self, (year, month, day): (i16, i8, i8)) {
        // A day is all we know, and all that a date must have (7.9.4).
        let date = format!("D:{year:04}{month:02}{day:02}");
        if let Ok(info) = self.inner.get_dictionary_mut(self.info) {
            for key in ["CreationDate", "ModDate"] {
                info.set(key, Object::String(date.clone().into_bytes(), StringFormat::Literal));
            }
        }
    }

    /// Puts the document's objects at the numbers that [`reserve`](Self::reserve) kept for them; returns the
    /// numbers of the catalog and of the properties.
    pub(super) fn settle(self, objects: &mut Objects) -> (Id, Id) {
        for (id, value) in &self.inner.objects {
            let mut bytes = Vec::new();
            syntax::object(&mut bytes, value);
            objects.set(Id(id.0), bytes);
        }
        (Id(self.catalog.0), Id(self.info.0))
    }
}

/// Whether `value` is a string without characters (a byte order mark is none).
fn is_empty(value: &Object) -> bool {
    matches!(value, Object::String(bytes, _) if bytes.is_empty() || bytes == b"\xFE\xFF")
}

/// A reference, as lopdf has it.
pub(super) fn reference(id: Id) -> Object {
    Object::Reference((id.0, 0))
}

/// A name, as lopdf has it.
pub(super) fn name(name: &str) -> Object {
    Object::Name(name.as_bytes().to_vec())
}
