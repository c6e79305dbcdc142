//! Room 7, paint: [`Pages`] in, a [`Pdf`] out. Knows printpdf; measures nothing, breaks nothing, decides nothing.
//!
//! `document_writer` makes a customer's files, `volume` one file of many customers for the copier. `document` has
//! printpdf make pages, catalog and properties; `content` and `symbol` write what is on the pages, `typefaces`,
//! `prebuilt`, `subset`, `truetype` and `font` the fonts, `picture` the bitmaps, `structure`, `headless` and `tags` the structure,
//! `navigation` the outline and the links, `page_tree` the tree of pages, `color_profile` what colours mean, `metadata`
//! properties and what the file claims to be, `file` and `encoded` the bytes.

mod bounds;
mod characters;
mod color_profile;
mod content;
mod document;
mod document_writer;
mod encoded;
mod file;
mod font;
mod headless;
mod metadata;
mod navigation;
mod page_tree;
mod picture;
mod prebuilt;
mod structure;
mod subset;
mod symbol;
mod syntax;
mod tags;
mod truetype;
mod typefaces;
mod volume;

pub mod png;

use crate::base::catch_panic::catch_panic;
use crate::base::fonts::Face;
use crate::base::{Diagnostic, Fonts};
use crate::layout::Pages;

pub use volume::Volume;

/// A finished PDF file, in memory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pdf {
    /// The file's bytes.
    pub bytes: Vec<u8>,
    /// Its pages.
    pub pages: usize,
}

/// Facts about the file that stand in none of its pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Properties {
    /// Author, for the document's properties.
    pub author: String,
    /// Day of printing: year, month, day. The only date in the file.
    pub date: (i16, i8, i8),
    /// Ask the viewer to print on both sides (long edge).
    pub duplex: bool,
    /// Ask the viewer to choose the tray by the page's size (labels).
    pub tray_by_size: bool,
    /// Without tags, and without a word of what the file keeps to: some viewers open a file for archives read-only.
    pub plain: bool,
}

/// Bitmaps by the names that [`Pages`] uses.
pub type Pictures = std::collections::BTreeMap<String, image::DynamicImage>;

/// A document that is to be painted.
#[derive(Clone, Copy, Debug)]
pub struct Sheets<'a> {
    /// Its pages.
    pub pages: &'a Pages,
    /// What stands in none of them.
    pub properties: &'a Properties,
    /// The bitmaps that they show.
    pub pictures: &'a Pictures,
}

/// Whether `face` has characters, and a font of all of them can be made: one that a user brings may be broken.
pub fn is_embeddable(face: &Face) -> bool {
    let mut numbers = subsetter::GlyphRemapper::new();
    for glyph in ('\0'..=char::MAX).filter_map(|character| face.glyph(character)) {
        numbers.remap(glyph);
    }
    // `subsetter` is not made for hostile files.
    let made = catch_panic(|| truetype::subset(&face.data, &numbers));
    numbers.num_gids() > 1 && made.is_some_and(|made| made.is_ok())
}

/// Writes `pages` as PDF. The same pages and properties give the same bytes.
///
/// # Errors
/// `SP999` if a run asks for a glyph that its face lacks, or a picture is not there.
pub fn paint(
    pages: &Pages,
    properties: &Properties,
    pictures: &Pictures,
    fonts: &Fonts,
) -> Result<Pdf, Vec<Diagnostic>> {
    let pdfs = paint_together(&[Sheets { pages, properties, pictures }], fonts)?;
    Ok(pdfs.into_iter().next().unwrap_or_default())
}

/// Writes the documents of one customer, each as a PDF. A font of characters that are nobody else's is made once for
/// all of them.
///
/// # Errors
/// As [`paint`].
pub fn paint_together(documents: &[Sheets<'_>], fonts: &Fonts) -> Result<Vec<Pdf>, Vec<Diagnostic>> {
    document_writer::write(documents, fonts)
}
