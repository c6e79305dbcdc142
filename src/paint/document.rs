//! The document as printpdf makes it: its pages with their boxes, its catalog and its properties, in dictionaries of
//! lopdf to add entries to. In: sizes and properties; out: those dictionaries. What printpdf writes for nothing is taken
//! out. Content, fonts, structure and the bytes of the file are not made here.

use lopdf::{Dictionary, Object, ObjectId, StringFormat};
use printpdf::{Mm, PdfDocument, PdfPage, PdfSaveOptions};

use super::Properties;
use super::file::{Id, PdfFile};
use super::syntax;
use crate::base::Size;

/// Name of the program, for the document's properties.
pub(super) const PRODUCER: &str = concat!("startpack ", env!("CARGO_PKG_VERSION"));

/// A document without content.
pub(super) struct EmptyDocument {
    /// The pages, in order; what they refer to is still to be set.
    pub(super) pages: Vec<Dictionary>,
    /// The catalog.
    pub(super) catalog: Dictionary,
    /// The properties.
    pub(super) info: Dictionary,
}

impl EmptyDocument {
    /// A document with empty pages of those sizes.
    ///
    /// # Errors
    /// If printpdf's document lacks a part that it has in the version we are pinned to.
    pub(super) fn new(
        title: &str,
        properties: &Properties,
        sizes: impl Iterator<Item = Size>,
    ) -> Result<Self, lopdf::Error> {
        let mut document = PdfDocument::new(title);
        document.metadata.info.author.clone_from(&properties.author);
        PRODUCER.clone_into(&mut document.metadata.info.creator);
        PRODUCER.clone_into(&mut document.metadata.info.producer);
        document.pages = sizes
            .map(|size| {
                PdfPage::new(Mm(size.width.to_mm() as f32), Mm(size.height.to_mm() as f32), Vec::new())
            })
            .collect();
        let mut made = document.to_lopdf_document(&PdfSaveOptions::default(), &mut Vec::new());
        let pages: Vec<ObjectId> = made.page_iter().collect();
        let mut take = |id: ObjectId| made.get_dictionary_mut(id).map(std::mem::take);
        let pages = pages.into_iter().map(|id| take(id).map(empty_page)).collect::<Result<_, _>>()?;
        let [catalog, info] =
            [&b"Root"[..], b"Info"].map(|key| made.trailer.get(key).and_then(Object::as_reference));
        let catalog = std::mem::take(made.get_dictionary_mut(catalog?)?);
        let info = dated(std::mem::take(made.get_dictionary_mut(info?)?), properties.date);
        Ok(Self { pages, catalog, info })
    }
}

/// A page without the dictionaries, streams and arrays that have nothing in them.
fn empty_page(mut page: Dictionary) -> Dictionary {
    for key in [&b"Contents"[..], b"Resources", b"Annots"] {
        page.remove(key);
    }
    page
}

/// Properties without empty entries and the marks of PDF/X, made on that day: a day is all we know, and all that a
/// date must have (7.9.4).
fn dated(mut info: Dictionary, (year, month, day): (i16, i8, i8)) -> Dictionary {
    for key in [&b"GTS_PDFXVersion"[..], b"Identifier", b"Trapped"] {
        info.remove(key);
    }
    let date = format!("D:{year:04}{month:02}{day:02}");
    for key in ["CreationDate", "ModDate"] {
        info.set(key, Object::String(date.clone().into_bytes(), StringFormat::Literal));
    }
    info.into_iter().filter(|(_, value)| !is_empty(value)).collect()
}

/// Whether `value` is a string without characters (a byte order mark is none).
fn is_empty(value: &Object) -> bool {
    matches!(value, Object::String(bytes, _) if bytes.is_empty() || bytes == b"\xFE\xFF")
}

/// Gives a reserved number the value `dictionary`.
pub(super) fn set(file: &mut PdfFile, id: Id, dictionary: Dictionary) {
    file.set_with(id, |out| syntax::object(out, &Object::Dictionary(dictionary)));
}

/// A reference, as lopdf has it.
pub(super) fn reference(id: Id) -> Object {
    Object::Reference((id.0, 0))
}

/// A name, as lopdf has it.
pub(super) fn name(name: &str) -> Object {
    Object::Name(name.as_bytes().to_vec())
}
