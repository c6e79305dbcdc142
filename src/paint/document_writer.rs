//! Documents of one customer: pages in, the bytes of one file for each out, tagged, with links and an outline. What
//! each step writes is known in its own file; here is their order, and what all files end with.

use lopdf::{Dictionary, Object};

use super::content::{self, PageContent, Surroundings, internal};
use super::document::{self, EmptyDocument, name, reference};
use super::encoded::{EncodedStream, Level};
use super::file::{Id, PdfFile};
use super::metadata::Claim;
use super::page_tree::PageTree;
use super::picture::PictureObjects;
use super::structure::TagTree;
use super::tags::{self, Marked};
use super::typefaces::Typefaces;
use super::{Pdf, Properties, Sheets, color_profile, metadata, navigation};
use crate::base::{Diagnostic, Fonts, Origin};
use crate::layout::{LinkArea, Pages};

/// Paints documents that share what fonts the prebuilt ones lack.
///
/// # Errors
/// `SP999` if the pages ask for what is not there, or a library does not do as it did.
pub(super) fn write(documents: &[Sheets<'_>], fonts: &Fonts) -> Result<Vec<Pdf>, Vec<Diagnostic>> {
    let pages = documents.iter().map(|document| document.pages);
    let typefaces = Typefaces::collect(pages, fonts).map_err(library)?;
    let paint = |(document, typefaces): (&Sheets<'_>, &Typefaces)| {
        let bytes = bytes(*document, typefaces)?;
        Ok(Pdf { bytes, pages: document.pages.pages.len() })
    };
    documents.iter().zip(&typefaces).map(paint).collect()
}

/// The file of one document.
fn bytes(document: Sheets<'_>, typefaces: &Typefaces) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let Sheets { pages, properties, pictures } = document;
    let mut file = PdfFile::new();
    let mut tree = PageTree::new(&mut file);
    let places: Vec<(Id, Id)> = pages.pages.iter().map(|_| tree.add(&mut file)).collect();
    let ids: Vec<Id> = places.iter().map(|(page, _)| *page).collect();
    let structure = if properties.plain { TagTree::default() } else { TagTree::of(pages) };
    let mut bitmaps = PictureObjects::new(Level::Fast);
    bitmaps.start_document(pages, pictures, &mut file);
    let contents = contents(pages, &Surroundings { typefaces, pictures: &bitmaps, structure: &structure })?;
    let resources = typefaces.add_fonts(&mut file).map_err(library)? + &bitmaps.resources();
    let resources = file.add(format!("<<{resources}>>"));
    let links = Links::add(pages, &structure, &ids, &mut file);
    let made = EmptyDocument::new(&pages.title, properties, pages.pages.iter().map(|page| page.size));
    let EmptyDocument { pages: entries, catalog, info } = made.map_err(library)?;
    for (index, mut entry) in entries.into_iter().enumerate() {
        let (id, parent) = places[index];
        let page = &pages.pages[index];
        let stream = encoded(&contents[index].operators, content::has_many_symbols(&page.items));
        entry.set("Parent", reference(parent));
        entry.set("Resources", reference(resources));
        entry.set("Contents", reference(file.add_stream("", &stream)));
        if !links.on_pages[index].is_empty() {
            let all = links.on_pages[index].iter().copied();
            entry.set("Annots", all.map(reference).collect::<Vec<Object>>());
        }
        if !structure.is_empty() {
            entry.set("StructParents", index as i64);
            entry.set("Tabs", name("S"));
        }
        document::set(&mut file, id, entry);
    }
    let claim = match structure.is_empty() {
        _ if properties.plain => Claim::Nothing,
        true => Claim::Text,
        false => Claim::Structure,
    };
    let mut ending = Ending { catalog, info, language: &pages.language, properties, claim };
    if !structure.is_empty() {
        let marks: Vec<Vec<usize>> = contents.into_iter().map(|content| content.marks).collect();
        let (structure, links) = (&structure, &links.tagged);
        let root = tags::add(&Marked { pages, structure, page_ids: &ids, marks: &marks, links }, &mut file);
        ending.catalog.set("StructTreeRoot", reference(root));
        ending.catalog.set("MarkInfo", Dictionary::from_iter([("Marked", Object::Boolean(true))]));
    }
    let entries = navigation::entries(pages, &ids);
    ending.write(&pages.title, &entries, &tree, &mut file);
    Ok(file.take())
}

/// A page's operators as they stand in the file of one customer.
fn encoded(operators: &[u8], has_many_symbols: bool) -> EncodedStream {
    EncodedStream::deflated(operators, if has_many_symbols { Level::Middle } else { Level::Fast })
}

/// The content of all pages; all faults of all pages, if there are any.
fn contents(pages: &Pages, setting: &Surroundings<'_>) -> Result<Vec<PageContent>, Vec<Diagnostic>> {
    let (mut contents, mut faults) = (Vec::new(), Vec::new());
    for page in &pages.pages {
        match content::write(&page.items, page, setting) {
            Ok(content) => contents.push(content),
            Err(mut more) => faults.append(&mut more),
        }
    }
    if faults.is_empty() { Ok(contents) } else { Err(faults) }
}

/// The links of a document.
#[derive(Default)]
struct Links {
    /// The numbers of the annotations of each page.
    on_pages: Vec<Vec<Id>>,
    /// Those that stand in the structure: page, node, number.
    tagged: Vec<(usize, usize, Id)>,
}

impl Links {
    fn add(pages: &Pages, structure: &TagTree, ids: &[Id], file: &mut PdfFile) -> Self {
        let mut links = Self::default();
        for (index, page) in pages.pages.iter().enumerate() {
            let add = |link: &LinkArea| {
                let node = structure.node(link.element);
                let key = node.map(|_| ids.len() + links.tagged.len());
                let id = navigation::add_link(link, page, key, (pages, ids), file);
                links.tagged.extend(node.map(|node| (index, node, id)));
                id
            };
            let all = page.links.iter().map(add).collect();
            links.on_pages.push(all);
        }
        links
    }
}

/// What every file ends with.
pub(super) struct Ending<'a> {
    /// printpdf's catalog, with whatever was added.
    pub(super) catalog: Dictionary,
    /// printpdf's properties.
    pub(super) info: Dictionary,
    /// Language, such as `ja-JP`.
    pub(super) language: &'a str,
    /// The properties in our words.
    pub(super) properties: &'a Properties,
    /// What the file claims to be.
    pub(super) claim: Claim,
}

impl Ending<'_> {
    /// Writes page tree, outline, metadata, catalog and properties; the file is whole then. Returns the number of its
    /// pages.
    pub(super) fn write(
        self,
        title: &str,
        outline: &[navigation::OutlineEntry<'_>],
        tree: &PageTree,
        file: &mut PdfFile,
    ) -> usize {
        let Self { mut catalog, info, language, properties, claim } = self;
        let count = tree.write(file);
        let xmp = metadata::xmp(title, language, properties, claim);
        let xmp = EncodedStream::deflated(xmp.as_bytes(), Level::Fast);
        let xmp = file.add_stream("/Type/Metadata/Subtype/XML", &xmp);
        catalog.set("Pages", reference(tree.root));
        catalog.set("Lang", Object::string_literal(language));
        catalog.set("Metadata", reference(xmp));
        catalog.set("OutputIntents", color_profile::add(file));
        catalog.set("ViewerPreferences", metadata::viewer_preferences(properties));
        if let Some(outline) = navigation::add_outline(outline, file) {
            catalog.set("Outlines", reference(outline));
            catalog.set("PageMode", name("UseOutlines"));
        }
        let [root, about] = [file.reserve(), file.reserve()];
        document::set(file, root, catalog);
        document::set(file, about, info);
        file.finish(root, about);
        count
    }
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
