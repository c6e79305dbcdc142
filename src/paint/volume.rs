//! [`Volume`]: the pages of many customers in one file for the copier. Pages come in one document after the
//! other, bytes go out as they are finished, so that memory does not grow with the number of customers.
//!
//! What looks the same on several pages is written once: a page is a row of parts, each painted from a state of its
//! own, and a part that was written before is only referred to; what no other page has stands in one stream of the
//! page's own (see `body`). Fonts and pictures are shared by the whole file. There are no tags and no links: this file is for paper, the
//! customer's own files are for reading.

use std::collections::BTreeMap;
use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use super::body::Bodies;
use super::content::{PLACES, Setting, hundredths, piece};
use super::document::PRODUCER;
use super::file::{File, Id, OBJECTS_IN_STREAM, Store};
use super::font::{Font, Reach};
use super::packed::{Effort, Packed};
use super::picture::PictureObjects;
use super::pieces::pictures_of;
use super::structure::Structure;
use super::subset::Subset;
use super::typefaces::Typefaces;
use super::work::library;
use super::{Pictures, Properties, metadata, syntax};
use crate::base::{Diagnostic, FaceId, Fonts, Length};
use crate::layout::{Item, Page, Pages};

/// Pages under one node of the page tree (7.7.3): a viewer walks over a node's children one by one.
const PAGES_IN_NODE: usize = 64;

/// Bytes of a page's entry without its contents, and of a reference, about.
const ENTRY: usize = 96;
const REFERENCE: usize = 12;

/// A file in the making.
pub struct Volume<'a> {
    fonts: &'a Fonts,
    stream: Stream,
    typefaces: Typefaces,
    grown: Vec<(FaceId, Vec<(char, u16)>)>,
    pictures: PictureObjects,
    places: BTreeMap<Vec<u8>, usize>,
    bodies: Bodies,
    none: Structure,
    resources: Id,
    root: Id,
    nodes: Vec<(Id, Vec<Id>)>,
    bookmarks: Vec<(String, Id, Length)>,
    title: Option<String>,
}

impl<'a> Volume<'a> {
    /// A file without pages.
    pub fn new(fonts: &'a Fonts) -> Self {
        let mut stream = Stream { file: File::new(0), waiting: Vec::new() };
        let (resources, root) = (stream.file.reserve(), stream.file.reserve());
        Self {
            fonts,
            stream,
            typefaces: Typefaces::default(),
            grown: Vec::new(),
            pictures: PictureObjects::default(),
            places: BTreeMap::new(),
            bodies: Bodies::default(),
            none: Structure::default(),
            resources,
            root,
            nodes: Vec::new(),
            bookmarks: Vec::new(),
            title: None,
        }
    }

    /// The next page gets an entry in the outline.
    pub fn bookmark(&mut self, text: &str) {
        self.title = Some(text.to_owned());
    }

    /// Adds all pages of a document.
    ///
    /// # Errors
    /// `SP999` if a page asks for a glyph that its face lacks, or a picture is not there.
    pub fn add(&mut self, pages: &Pages, pictures: &Pictures) -> Result<(), Vec<Diagnostic>> {
        self.take_pictures(pages, pictures);
        for page in &pages.pages {
            self.page(page)?;
        }
        self.bodies.end_document();
        Ok(())
    }

    /// The bytes that are finished, to be appended to those taken before.
    pub fn take(&mut self) -> Vec<u8> {
        self.stream.file.take()
    }

    /// Writes what belongs to the whole file; returns the number of its pages. The rest is to be taken then.
    ///
    /// # Errors
    /// `SP999` if a font cannot be read.
    pub fn finish(&mut self, title: &str, properties: &Properties) -> Result<usize, Vec<Diagnostic>> {
        self.write_resources()?;
        let count = self.write_tree();
        let outline = self.write_outline();
        let about = Pages { title: title.to_owned(), language: "ja-JP".to_owned(), ..Pages::default() };
        let xmp: Arc<[u8]> = metadata::xmp(&about, properties).into_bytes().into();
        let xmp = self.stream.add_stream(b"/Type/Metadata/Subtype/XML".to_vec(), xmp);
        let mut catalog =
            format!("<</Type/Catalog/Pages {}/Metadata {xmp}/Lang(ja-JP)", self.root).into_bytes();
        catalog.extend_from_slice(b"/ViewerPreferences");
        syntax::object(&mut catalog, &lopdf::Object::Dictionary(metadata::viewer_preferences(properties)));
        if let Some(outline) = outline {
            catalog.extend_from_slice(format!("/Outlines {outline}/PageMode/UseOutlines").as_bytes());
        }
        catalog.extend_from_slice(b">>");
        let catalog = self.stream.add(&catalog);
        let info = self.write_info(title, properties);
        self.stream.pack();
        self.stream.file.finish(catalog, info, Effort::Full);
        Ok(count)
    }

    fn page(&mut self, page: &Page) -> Result<(), Vec<Diagnostic>> {
        let Self { typefaces, grown, fonts, pictures, none, .. } = self;
        let mut pen = |items: &[Item]| {
            typefaces.grow(items, grown, fonts);
            piece(items, page, &Setting { typefaces, pictures, structure: none })
        };
        let contents = self.bodies.write(page, &mut pen, &mut self.stream)?;
        let id = self.stream.file.reserve();
        let parent = self.node(id);
        let mut entry = Vec::with_capacity(ENTRY + contents.len() * REFERENCE);
        entry.extend_from_slice(b"<</Type/Page/Parent ");
        syntax::reference(&mut entry, parent.0);
        entry.extend_from_slice(b"/MediaBox[0 0 ");
        for side in [page.size.width, page.size.height] {
            syntax::fixed(&mut entry, hundredths(side), PLACES);
            entry.push(b' ');
        }
        entry.extend_from_slice(b"]/Resources ");
        syntax::reference(&mut entry, self.resources.0);
        entry.extend_from_slice(b"/Contents[");
        list(&mut entry, &contents);
        entry.extend_from_slice(b"]>>");
        self.stream.set(id, entry);
        if let Some(title) = self.title.take() {
            self.bookmarks.push((title, id, page.size.height));
        }
        Ok(())
    }

    /// The node of the page tree that takes the next page.
    fn node(&mut self, page: Id) -> Id {
        match self.nodes.last_mut() {
            Some((id, pages)) if pages.len() < PAGES_IN_NODE => {
                pages.push(page);
                *id
            }
            _ => {
                let id = self.stream.file.reserve();
                self.nodes.push((id, vec![page]));
                id
            }
        }
    }

    /// Adds the pictures that `pages` show and that no page before has shown.
    fn take_pictures(&mut self, pages: &Pages, pictures: &Pictures) {
        let names: std::collections::BTreeSet<&str> =
            pages.pages.iter().flat_map(|page| pictures_of(page)).collect();
        let mut known = Vec::new();
        for name in names {
            let Some(picture) = pictures.get(name) else { continue };
            let mut digest = Sha256::new_with_prefix(picture.width().to_be_bytes());
            digest.update(picture.to_rgba8().as_raw());
            let key = digest.finalize().to_vec();
            let place = match self.places.get(&key) {
                Some(place) => *place,
                None => self.pictures.push(picture, &mut self.stream, Effort::Full),
            };
            self.places.insert(key, place);
            known.push((name.to_owned(), place));
        }
        self.pictures.rename(known);
    }

    fn write_resources(&mut self) -> Result<(), Vec<Diagnostic>> {
        let mut value = String::from("<<");
        for (index, (face, found)) in std::mem::take(&mut self.grown).into_iter().enumerate() {
            let subset = Subset::in_order(face, found);
            let font = Font::new(&subset, self.fonts, Reach::Many).map_err(library)?;
            let id = font.add(&mut self.stream);
            value.push_str(if index == 0 { "/Font<<" } else { "" });
            value.push_str(&format!("/F{index} {id}"));
        }
        value.push_str(if value.contains("/Font") { ">>" } else { "" });
        let pictures = self.pictures.resources();
        if !pictures.is_empty() {
            value.push_str(&format!("/XObject<<{pictures}>>"));
        }
        value.push_str(">>");
        self.stream.set(self.resources, value.into_bytes());
        Ok(())
    }

    fn write_tree(&mut self) -> usize {
        let nodes = std::mem::take(&mut self.nodes);
        for (id, pages) in &nodes {
            let mut entry = format!("<</Type/Pages/Parent {}/Count {}", self.root, pages.len()).into_bytes();
            entry.extend_from_slice(b"/Kids[");
            list(&mut entry, pages);
            entry.extend_from_slice(b"]>>");
            self.stream.set(*id, entry);
        }
        let count = nodes.iter().map(|(_, pages)| pages.len()).sum();
        let mut root = format!("<</Type/Pages/Count {count}/Kids[").into_bytes();
        list(&mut root, nodes.iter().map(|(id, _)| id));
        root.extend_from_slice(b"]>>");
        self.stream.set(self.root, root);
        count
    }

    /// The outline: an entry for each bookmark, all of one level.
    fn write_outline(&mut self) -> Option<Id> {
        let bookmarks = std::mem::take(&mut self.bookmarks);
        let outline = (!bookmarks.is_empty()).then(|| self.stream.file.reserve())?;
        let ids: Vec<Id> = bookmarks.iter().map(|_| self.stream.file.reserve()).collect();
        for (index, (text, page, height)) in bookmarks.iter().enumerate() {
            let mut entry = b"<</Title".to_vec();
            syntax::text(&mut entry, text);
            entry.extend_from_slice(format!("/Parent {outline}/Dest[{page}/XYZ null ").as_bytes());
            syntax::fixed(&mut entry, hundredths(*height), PLACES);
            entry.extend_from_slice(b" null]");
            let before = index.checked_sub(1).and_then(|index| ids.get(index));
            for (key, sibling) in [("Prev", before), ("Next", ids.get(index + 1))] {
                if let Some(sibling) = sibling {
                    entry.extend_from_slice(format!("/{key} {sibling}").as_bytes());
                }
            }
            entry.extend_from_slice(b">>");
            self.stream.set(ids[index], entry);
        }
        let ends = ids.first().zip(ids.last()).map(|(first, last)| format!("/First {first}/Last {last}"));
        let ends = ends.unwrap_or_default();
        let entry = format!("<</Type/Outlines{ends}/Count {}>>", ids.len());
        self.stream.set(outline, entry.into_bytes());
        Some(outline)
    }

    fn write_info(&mut self, title: &str, properties: &Properties) -> Id {
        let (year, month, day) = properties.date;
        let mut info = b"<</Title".to_vec();
        syntax::text(&mut info, title);
        if !properties.author.is_empty() {
            info.extend_from_slice(b"/Author");
            syntax::text(&mut info, &properties.author);
        }
        let rest = format!(
            "/Creator({PRODUCER})/Producer({PRODUCER})\
             /CreationDate(D:{year:04}{month:02}{day:02})/ModDate(D:{year:04}{month:02}{day:02})>>"
        );
        info.extend_from_slice(rest.as_bytes());
        self.stream.add(&info)
    }
}

/// Appends references, one after the other.
fn list<'i>(out: &mut Vec<u8>, ids: impl IntoIterator<Item = &'i Id>) {
    for (index, id) in ids.into_iter().enumerate() {
        out.extend_from_slice(if index > 0 { b" " } else { b"" });
        syntax::reference(out, id.0);
    }
}

/// A file that is written while objects still come.
struct Stream {
    file: File,
    /// Values that wait until there are enough to be packed together.
    waiting: Vec<(u32, Vec<u8>)>,
}

impl Stream {
    fn set(&mut self, id: Id, value: Vec<u8>) {
        self.waiting.push((id.0, value));
        if self.waiting.len() >= OBJECTS_IN_STREAM {
            self.pack();
        }
    }

    fn pack(&mut self) {
        let waiting = std::mem::take(&mut self.waiting);
        if !waiting.is_empty() {
            let values: Vec<(u32, &[u8])> =
                waiting.iter().map(|(number, value)| (*number, value.as_slice())).collect();
            self.file.object_stream(&values, |bytes| Packed::of(bytes, Effort::Quick));
        }
    }
}

impl Store for Stream {
    fn add(&mut self, value: &[u8]) -> Id {
        let id = self.file.reserve();
        self.set(id, value.to_vec());
        id
    }

    fn add_stream(&mut self, entries: Vec<u8>, bytes: Arc<[u8]>) -> Id {
        let id = self.file.reserve();
        self.file.stream(id.0, &entries, &bytes);
        id
    }
}
