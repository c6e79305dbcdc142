//! Pictures: decoded bitmaps in, image objects out (ISO 32000-1, 8.9.5).

use image::DynamicImage;

use super::Pictures;
use super::file::{Deflater, Id, Objects};
use crate::layout::{ItemKind, Pages};

/// The pictures that a document uses, in the order of their names.
pub(super) struct PictureObjects(Vec<(String, Id)>);

impl PictureObjects {
    /// Adds the pictures that `pages` use to `objects`. One that is not there is left out: the item that
    /// asks for it is told of when it is painted.
    pub(super) fn add(
        pages: &Pages,
        pictures: &Pictures,
        objects: &mut Objects,
        deflater: &mut Deflater,
    ) -> Self {
        let items = pages.pages.iter().flat_map(|page| &page.items);
        let used: std::collections::BTreeSet<&str> = items
            .filter_map(|item| match &item.kind {
                ItemKind::Picture(_, name) => Some(name.as_str()),
                _ => None,
            })
            .collect();
        let found = used.into_iter().filter_map(|name| Some((name, pictures.get(name)?)));
        Self(found.map(|(name, picture)| (name.to_owned(), add(picture, objects, deflater))).collect())
    }

    /// The place of the picture of that name: `/Im0` is the first.
    pub(super) fn index(&self, name: &str) -> Option<usize> {
        self.0.binary_search_by(|(known, _)| known.as_str().cmp(name)).ok()
    }

    /// The entries of the resource dictionary.
    pub(super) fn resources(&self) -> String {
        self.0.iter().enumerate().map(|(index, (_, id))| format!("/Im{index} {id}")).collect()
    }
}

/// Adds one picture: grey if it has no colour, with a mask if it lets anything through.
fn add(picture: &DynamicImage, objects: &mut Objects, deflater: &mut Deflater) -> Id {
    let pixels = picture.to_rgba8();
    let size = pixels.dimensions();
    let opaque = pixels.pixels().all(|pixel| pixel[3] == u8::MAX);
    let mask = if opaque {
        String::new()
    } else {
        let alpha: Vec<u8> = pixels.pixels().map(|pixel| pixel[3]).collect();
        format!("/SMask {}", image_object(size, "DeviceGray", "", &alpha, objects, deflater))
    };
    let grey = pixels.pixels().all(|pixel| pixel[0] == pixel[1] && pixel[1] == pixel[2]);
    if grey {
        let samples: Vec<u8> = pixels.pixels().map(|pixel| pixel[0]).collect();
        image_object(size, "DeviceGray", &mask, &samples, objects, deflater)
    } else {
        let samples: Vec<u8> = pixels.pixels().flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
        image_object(size, "DeviceRGB", &mask, &samples, objects, deflater)
    }
}

fn image_object(
    (width, height): (u32, u32),
    space: &str,
    more: &str,
    samples: &[u8],
    objects: &mut Objects,
    deflater: &mut Deflater,
) -> Id {
    let entries = format!(
        "/Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace/{space}/BitsPerComponent 8{more}"
    );
    objects.add_deflated(&entries, samples, deflater)
}
