//! Pictures: decoded bitmaps in, image objects out (ISO 32000-1, 8.9.5).

use image::DynamicImage;

use super::Pictures;
use super::file::{Id, Store};
use super::packed::{Effort, Packed};
use super::pieces::pictures_of;
use crate::layout::Pages;

/// The pictures that a document uses, with their names in order and the numbers of their places.
#[derive(Default)]
pub(super) struct PictureObjects {
    known: Vec<(String, usize)>,
    ids: Vec<Id>,
}

impl PictureObjects {
    /// Adds the pictures that `pages` use to `objects`. One that is not there is left out: the item that
    /// asks for it is told of when it is painted.
    pub(super) fn add(pages: &Pages, pictures: &Pictures, objects: &mut impl Store, effort: Effort) -> Self {
        let used: std::collections::BTreeSet<&str> =
            pages.pages.iter().flat_map(|page| pictures_of(page)).collect();
        let found = used.into_iter().filter_map(|name| Some((name, pictures.get(name)?)));
        let mut all = Self::default();
        for (name, picture) in found {
            all.known.push((name.to_owned(), all.ids.len()));
            all.ids.push(add(picture, objects, effort));
        }
        all
    }

    /// Names for pictures that were added before: the same name may mean another one than last time.
    pub(super) fn rename(&mut self, names: Vec<(String, usize)>) {
        self.known = names;
    }

    /// Adds one picture; returns the number of its place.
    pub(super) fn push(&mut self, picture: &DynamicImage, objects: &mut impl Store, effort: Effort) -> usize {
        self.ids.push(add(picture, objects, effort));
        self.ids.len() - 1
    }

    /// The place of the picture of that name: `/Im0` is the first.
    pub(super) fn index(&self, name: &str) -> Option<usize> {
        let at = self.known.binary_search_by(|(known, _)| known.as_str().cmp(name)).ok()?;
        self.known.get(at).map(|(_, place)| *place)
    }

    /// The entries of the resource dictionary.
    pub(super) fn resources(&self) -> String {
        self.ids.iter().enumerate().map(|(index, id)| format!("/Im{index} {id}")).collect()
    }
}

/// Adds one picture: grey if it has no colour, with a mask if it lets anything through.
fn add(picture: &DynamicImage, objects: &mut impl Store, effort: Effort) -> Id {
    let pixels = picture.to_rgba8();
    let size = pixels.dimensions();
    let opaque = pixels.pixels().all(|pixel| pixel[3] == u8::MAX);
    let mask = if opaque {
        String::new()
    } else {
        let alpha: Vec<u8> = pixels.pixels().map(|pixel| pixel[3]).collect();
        format!("/SMask {}", image_object(size, "DeviceGray", "", &alpha, objects, effort))
    };
    let grey = pixels.pixels().all(|pixel| pixel[0] == pixel[1] && pixel[1] == pixel[2]);
    if grey {
        let samples: Vec<u8> = pixels.pixels().map(|pixel| pixel[0]).collect();
        image_object(size, "DeviceGray", &mask, &samples, objects, effort)
    } else {
        let samples: Vec<u8> = pixels.pixels().flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
        image_object(size, "DeviceRGB", &mask, &samples, objects, effort)
    }
}

fn image_object(
    (width, height): (u32, u32),
    space: &str,
    more: &str,
    samples: &[u8],
    objects: &mut impl Store,
    effort: Effort,
) -> Id {
    let entries = format!(
        "/Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace/{space}/BitsPerComponent 8{more}"
    );
    Packed::of(samples, effort).add(&entries, objects)
}
