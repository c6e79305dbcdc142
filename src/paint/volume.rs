//! [`Volume`]: the pages of many customers in one file for the copier. Pages come in one document after the
//! other, bytes go out as they are finished, so that memory hardly grows with the number of customers.
//!
//! Fonts and pictures are shared by the whole file. A page is a row of streams: what shows the customer's own words apart
//! from what is the same for all customers. A stream that equals an earlier one is only referred to. There are no tags
//! and no links: this file is for paper, the customer's own files are for reading.

use std::collections::BTreeMap;

use lopdf::Object;
use sha2::{Digest as _, Sha256};

use super::content::{self, Surroundings};
use super::document::{self, EmptyDocument, reference};
use super::document_writer::{Ending, library};
use super::encoded::{EncodedStream, Level};
use super::file::{Id, PdfFile};
use super::metadata::Claim;
use super::navigation::OutlineEntry;
use super::page_tree::PageTree;
use super::picture::PictureObjects;
use super::structure::TagTree;
use super::typefaces::Growing;
use super::{Pictures, Properties};
use crate::base::{Diagnostic, Fonts, Length};
use crate::layout::{Item, ItemKind, Page, Pages};

/// What every merged file is in.
const LANGUAGE: &str = "ja-JP";

/// Half of a SHA-256 digest: nobody can aim at another stream's.
type Digest = [u8; 16];

/// A file in the making.
pub struct Volume<'a> {
    file: PdfFile,
    typefaces: Growing<'a>,
    pictures: PictureObjects,
    streams: BTreeMap<Digest, Id>,
    resources: Id,
    tree: PageTree,
    bookmarks: Vec<(String, Id, Length)>,
    title: Option<String>,
}

impl<'a> Volume<'a> {
    /// A file without pages.
    pub fn new(fonts: &'a Fonts) -> Self {
        let mut file = PdfFile::new();
        Self {
            typefaces: Growing::new(fonts),
            pictures: PictureObjects::new(Level::Full),
            streams: BTreeMap::new(),
            resources: file.reserve(),
            tree: PageTree::new(&mut file),
            bookmarks: Vec::new(),
            title: None,
            file,
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
        self.pictures.start_document(pages, pictures, &mut self.file);
        let sizes = pages.pages.iter().map(|page| page.size);
        let made = EmptyDocument::new("", &Properties::default(), sizes).map_err(library)?;
        for (page, mut entry) in pages.pages.iter().zip(made.pages) {
            let contents = self.contents(page)?;
            let (id, parent) = self.tree.add(&mut self.file);
            entry.set("Parent", reference(parent));
            entry.set("Resources", reference(self.resources));
            entry.set("Contents", contents.into_iter().map(reference).collect::<Vec<Object>>());
            document::set(&mut self.file, id, entry);
            if let Some(title) = self.title.take() {
                self.bookmarks.push((title, id, page.size.height));
            }
        }
        Ok(())
    }

    /// The bytes that are finished, to be appended to those taken before.
    pub fn take(&mut self) -> Vec<u8> {
        self.file.take()
    }

    /// Writes what belongs to the whole file; returns the number of its pages. The rest is to be taken then.
    ///
    /// # Errors
    /// `SP999` if a font cannot be read.
    pub fn finish(&mut self, title: &str, properties: &Properties) -> Result<usize, Vec<Diagnostic>> {
        let resources = self.typefaces.add(&mut self.file).map_err(library)? + &self.pictures.resources();
        self.file.set(self.resources, format!("<<{resources}>>"));
        let made = EmptyDocument::new(title, properties, std::iter::empty()).map_err(library)?;
        let EmptyDocument { catalog, info, .. } = made;
        let ending = Ending { catalog, info, language: LANGUAGE, properties, claim: Claim::Text };
        let bookmarks = std::mem::take(&mut self.bookmarks);
        let outline: Vec<OutlineEntry<'_>> = bookmarks
            .iter()
            .map(|(text, page, y)| OutlineEntry { level: 1, text, page: *page, y: *y })
            .collect();
        Ok(ending.write(title, &outline, &self.tree, &mut self.file))
    }

    /// The streams that show `page`, in the order of painting.
    fn contents(&mut self, page: &Page) -> Result<Vec<Id>, Vec<Diagnostic>> {
        parts(&page.items).into_iter().map(|part| self.stream(part, page)).collect()
    }

    /// The stream that shows `items` of `page`, written unless it is there.
    fn stream(&mut self, items: &[Item], page: &Page) -> Result<Id, Vec<Diagnostic>> {
        let (pictures, structure) = (&self.pictures, &TagTree::default());
        let typefaces = self.typefaces.with(items);
        let operators =
            content::write(items, page, &Surroundings { typefaces, pictures, structure })?.operators;
        let mut digest = Digest::default();
        digest.copy_from_slice(&Sha256::digest(&operators)[..size_of::<Digest>()]);
        let add = || self.file.add_stream("", &EncodedStream::deflated(&operators, Level::Full));
        Ok(*self.streams.entry(digest).or_insert_with(add))
    }
}

/// Cuts the items of a page where the customer's own ones begin and end. Sheets of labels are nobody else's.
fn parts(items: &[Item]) -> Vec<&[Item]> {
    /// Fewer items between two of the customer's own are counted among them: a stream has a head too.
    const FEW: usize = 5;
    if content::has_many_symbols(items) {
        return vec![items];
    }
    let is_own = |item: &Item| item.at.is_some() || matches!(item.kind, ItemKind::Symbol(..));
    let runs = items.chunk_by(|one, next| is_own(one) == is_own(next));
    let own: Vec<bool> =
        runs.flat_map(|run| std::iter::repeat_n(is_own(&run[0]) || run.len() < FEW, run.len())).collect();
    let mut rest = items;
    let mut parts = Vec::new();
    for part in own.chunk_by(|one, next| one == next) {
        let (first, others) = rest.split_at(part.len());
        parts.push(first);
        rest = others;
    }
    parts
}
