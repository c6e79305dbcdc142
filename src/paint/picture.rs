//! Pictures: decoded bitmaps in, image objects out (ISO 32000-1, 8.9.5).

use std::collections::{BTreeMap, BTreeSet};

use image::DynamicImage;
use sha2::{Digest as _, Sha256};

use super::Pictures;
use super::encoded::{EncodedStream, Level};
use super::file::{Id, PdfFile};
use crate::layout::{ItemKind, Pages};

/// The pictures of a file. Those with the same pixels are one object, whatever documents they come from.
pub(super) struct PictureObjects {
    level: Level,
    /// The places of the pictures of the document at hand, by name.
    names: BTreeMap<String, usize>,
    /// The places of all pictures, by the digest of their pixels.
    places: BTreeMap<Vec<u8>, usize>,
    ids: Vec<Id>,
}

impl PictureObjects {
    /// No pictures so far; they are deflated at that level.
    pub(super) fn new(level: Level) -> Self {
        Self { level, names: BTreeMap::new(), places: BTreeMap::new(), ids: Vec::new() }
    }

    /// Begins a document: adds the pictures that `pages` show to `file`, but for those that are there. One that is not
    /// among `pictures` is left out: the item that asks for it is told of when it is painted.
    pub(super) fn start_document(&mut self, pages: &Pages, pictures: &Pictures, file: &mut PdfFile) {
        self.names.clear();
        let items = pages.pages.iter().flat_map(|page| page.items.iter());
        let names: BTreeSet<&str> = items
            .filter_map(|item| match &item.kind {
                ItemKind::Picture(_, name) => Some(name.as_str()),
                _ => None,
            })
            .collect();
        for name in names {
            let Some(picture) = pictures.get(name) else { continue };
            let mut digest = Sha256::new_with_prefix(picture.width().to_be_bytes());
            digest.update(picture.to_rgba8().as_raw());
            let place = *self.places.entry(digest.finalize().to_vec()).or_insert_with(|| {
                self.ids.push(add(picture, file, self.level));
                self.ids.len() - 1
            });
            self.names.insert(name.to_owned(), place);
        }
    }

    /// The place of the document's picture of that name: `/Im0` is the first.
    pub(super) fn index(&self, name: &str) -> Option<usize> {
        self.names.get(name).copied()
    }

    /// The entry of the resource dictionary, if there are pictures.
    pub(super) fn resources(&self) -> String {
        let entries: String =
            self.ids.iter().enumerate().map(|(index, id)| format!("/Im{index} {id}")).collect();
        if entries.is_empty() { entries } else { format!("/XObject<<{entries}>>") }
    }
}

/// Adds one picture: grey if it has no colour, with a mask if it lets anything through.
fn add(picture: &DynamicImage, file: &mut PdfFile, level: Level) -> Id {
    let pixels = picture.to_rgba8();
    let (width, height) = pixels.dimensions();
    let mut image = |space: &str, more: &str, samples: &[u8]| {
        let entries = format!(
            "/Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace/{space}/BitsPerComponent 8{more}"
        );
        file.add_stream(&entries, &EncodedStream::deflated(samples, level))
    };
    let opaque = pixels.pixels().all(|pixel| pixel[3] == u8::MAX);
    let mask = if opaque {
        String::new()
    } else {
        let alpha: Vec<u8> = pixels.pixels().map(|pixel| pixel[3]).collect();
        format!("/SMask {}", image("DeviceGray", "", &alpha))
    };
    let grey = pixels.pixels().all(|pixel| pixel[0] == pixel[1] && pixel[1] == pixel[2]);
    if grey {
        let samples: Vec<u8> = pixels.pixels().map(|pixel| pixel[0]).collect();
        image("DeviceGray", &mask, &samples)
    } else {
        let samples: Vec<u8> = pixels.pixels().flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
        image("DeviceRGB", &mask, &samples)
    }
}
