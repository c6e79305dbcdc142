//! The work of painting one document, step by step; what each step writes is known in its own file.

use lopdf::Object;

use super::content::{self, Content, Setting, Streams, internal};
use super::document::{Document, name, reference};
use super::file::{Id, Objects};
use super::packed::Effort;
use super::picture::PictureObjects;
use super::structure::Structure;
use super::tags::{self, Marked, Numbers};
use super::typefaces::Typefaces;
use super::{Pdf, Pictures, Properties, Sheets, metadata, navigation};
use crate::base::recent::begin_document;
use crate::base::{Diagnostic, Fonts, Origin};
use crate::layout::{LinkArea, Pages};

/// Paints documents that share what fonts the shelf lacks.
///
/// # Errors
/// `SP999` if the pages ask for what is not there, or a library does not do as it did.
pub(super) fn run(documents: &[Sheets<'_>], fonts: &Fonts) -> Result<Vec<Pdf>, Vec<Diagnostic>> {
    let pages = documents.iter().map(|document| document.pages);
    let typefaces = Typefaces::collect(pages, fonts).map_err(library)?;
    let paint = |(document, typefaces): (&Sheets<'_>, &Typefaces)| {
        let Sheets { pages, properties, pictures } = *document;
        let bytes = Work { pages, properties, pictures, typefaces }.file()?;
        Ok(Pdf { bytes, pages: pages.pages.len() })
    };
    documents.iter().zip(&typefaces).map(paint).collect()
}

/// All that a document is painted from.
struct Work<'a> {
    pages: &'a Pages,
    properties: &'a Properties,
    pictures: &'a Pictures,
    typefaces: &'a Typefaces,
}

impl Work<'_> {
    fn file(&self) -> Result<Vec<u8>, Vec<Diagnostic>> {
        begin_document();
        let mut document = Document::new(self.pages, self.properties).map_err(library)?;
        document.set_date(self.properties.date);
        let mut objects = Objects::default();
        document.reserve(&mut objects);
        let structure = Structure::of(self.pages);
        let numbers = (!structure.is_empty()).then(|| Numbers::reserve(&structure, &mut objects));
        let typefaces = self.typefaces;
        let pictures = PictureObjects::add(self.pages, self.pictures, &mut objects, Effort::Quick);
        let mut contents =
            self.contents(&Setting { typefaces, pictures: &pictures, structure: &structure })?;
        let resources = self.resources(&pictures, &mut objects)?;
        let ids = document.pages();
        let annotations = self.annotations(&structure, &ids, &mut objects);
        let mut streams = Streams::default();
        for (index, content) in contents.iter_mut().enumerate() {
            let streams = streams.add(content, &mut objects);
            let Some(page) = document.page(index) else { continue };
            page.set("Resources", reference(resources));
            page.set("Contents", streams.into_iter().map(reference).collect::<Vec<Object>>());
            if let Some(links) = annotations.pages.get(index).filter(|links| !links.is_empty()) {
                page.set("Annots", links.iter().copied().map(reference).collect::<Vec<Object>>());
            }
            if !structure.is_empty() {
                page.set("StructParents", index as i64);
                page.set("Tabs", name("S"));
            }
        }
        let marks: Vec<Vec<usize>> = contents.into_iter().map(|content| content.marks).collect();
        let tree = numbers.map(|numbers| {
            let marked = Marked {
                numbers: &numbers,
                pages: self.pages,
                structure: &structure,
                page_ids: &ids,
                marks: &marks,
                links: &annotations.tagged,
            };
            tags::add(&marked, &mut objects)
        });
        self.catalog(&mut document, tree, &ids, &mut objects);
        let (root, info) = document.settle(&mut objects);
        Ok(objects.write(root, info))
    }

    /// The content streams of all pages; all faults of all pages, if there are any.
    fn contents(&self, setting: &Setting<'_>) -> Result<Vec<Content>, Vec<Diagnostic>> {
        let (mut contents, mut faults) = (Vec::new(), Vec::new());
        for page in &self.pages.pages {
            match content::write(page, setting) {
                Ok(content) => contents.push(content),
                Err(mut more) => faults.append(&mut more),
            }
        }
        if faults.is_empty() { Ok(contents) } else { Err(faults) }
    }

    /// The resources that all pages share: fonts and pictures.
    fn resources(&self, pictures: &PictureObjects, objects: &mut Objects) -> Result<Id, Vec<Diagnostic>> {
        let mut value = String::from("<<");
        for (index, (name, source)) in self.typefaces.fonts.iter().enumerate() {
            let id = source.font().map_err(library)?.add(objects);
            value.push_str(if index == 0 { "/Font<<" } else { "" });
            value.push_str(&format!("/F{name} {id}"));
        }
        value.push_str(if self.typefaces.fonts.is_empty() { "" } else { ">>" });
        let pictures = pictures.resources();
        if !pictures.is_empty() {
            value.push_str(&format!("/XObject<<{pictures}>>"));
        }
        value.push_str(">>");
        Ok(objects.add(value))
    }

    /// The links of all pages.
    fn annotations(&self, structure: &Structure, ids: &[Id], objects: &mut Objects) -> Annotations {
        let mut annotations = Annotations::default();
        for (index, page) in self.pages.pages.iter().enumerate() {
            let add = |link: &LinkArea| {
                let node = structure.node(link.element);
                let key = node.map(|_| ids.len() + annotations.tagged.len());
                let id = navigation::add_link(link, page, key, self.pages, ids, objects);
                annotations.tagged.extend(node.map(|node| (index, node, id)));
                id
            };
            let links = page.links.iter().map(add).collect();
            annotations.pages.push(links);
        }
        annotations
    }

    /// What stands in the catalog besides what printpdf put there.
    fn catalog(&self, document: &mut Document, tree: Option<Id>, ids: &[Id], objects: &mut Objects) {
        let outline = navigation::add_outline(self.pages, ids, objects);
        let xmp = metadata::xmp(self.pages, self.properties).into_bytes();
        let xmp = objects.add_stream("/Type/Metadata/Subtype/XML", xmp.into());
        let Some(catalog) = document.catalog() else { return };
        catalog.set("Lang", Object::string_literal(self.pages.language.as_str()));
        catalog.set("Metadata", reference(xmp));
        catalog.set("ViewerPreferences", metadata::viewer_preferences(self.properties));
        if let Some(outline) = outline {
            catalog.set("Outlines", reference(outline));
            catalog.set("PageMode", name("UseOutlines"));
        }
        if let Some(tree) = tree {
            catalog.set("StructTreeRoot", reference(tree));
            catalog.set("MarkInfo", lopdf::Dictionary::from_iter([("Marked", Object::Boolean(true))]));
        }
    }
}

/// The links of a document.
#[derive(Default)]
struct Annotations {
    /// The numbers of the annotations of each page.
    pages: Vec<Vec<Id>>,
    /// Those that stand in the structure: page, node, number.
    tagged: Vec<(usize, usize, Id)>,
}

/// A library said something that it never says of our input.
pub(super) fn library(error: impl std::fmt::Display) -> Vec<Diagnostic> {
    let text = error.to_string();
    vec![internal(
        Origin::NONE,
        format!("PDFを作成できません（{text}）。"),
        format!("the PDF cannot be made: {text}"),
    )]
}
