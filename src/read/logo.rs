//! The dealer's logo. In: the `logo` of a site file. Out: a decoded [`Picture`]. Its place on paper is not known
//! here.

use std::collections::BTreeMap;
use std::io::{Cursor, ErrorKind};
use std::path::Path;
use std::sync::Arc;

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, Limits, imageops::FilterType};

use super::open_file::{self, Unread};
use super::{DealerFile, Raw};
use crate::base::picture::Picture;
use crate::base::{Code, Diagnostic, Located, Origin, Refusal, Words};

/// Largest file of a logo, in bytes.
const MAX_BYTES: u64 = 10 * 1024 * 1024;
/// Most pixels of a logo on one side: a small file can declare a picture that does not fit into memory.
const MAX_DOTS: u32 = 10_000;
/// Most memory that decoding may take, in bytes.
const MAX_MEMORY: u64 = 256 * 1024 * 1024;
/// Pixels that are kept: 300 dpi for the largest logo in a document (45 × 12 mm).
const MAX_PICTURE: (u32, u32) = (532, 142);

/// The logos of a file, each decoded once for all customers.
pub(super) struct LogoCache {
    found: BTreeMap<String, Result<Picture, Words>>,
    source: LogoSource,
}

/// Who names a logo.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum LogoSource {
    /// A site file.
    SiteFile,
    /// A cell of a sheet, which may come from outside.
    Sheet,
}

impl LogoSource {
    /// Why a logo of that name is not even looked for.
    fn refuses(self, name: &str) -> Option<Words> {
        let is_slash = |c: char| matches!(c, '/' | '\\');
        // A share of a server, or a device: asking for it tells the server who asks.
        if name.starts_with(is_slash) && name[1..].starts_with(is_slash) || name.contains("://") {
            return Some(Words::new(
                "ほかのコンピューターの場所は使えません。",
                "a place on another computer is not used",
            ));
        }
        let mut characters = name.chars();
        let has_drive =
            characters.next().is_some_and(|c| c.is_ascii_alphabetic()) && characters.next() == Some(':');
        (self == Self::Sheet && (name.starts_with(is_slash) || has_drive)).then(|| {
            Words::new(
                "表では、表のある場所からの道すじだけが使えます。",
                "a sheet may only name a place relative to itself",
            )
        })
    }
}

impl LogoCache {
    /// No logos so far.
    pub(super) const fn new(source: LogoSource) -> Self {
        Self { found: BTreeMap::new(), source }
    }

    /// Loads the logo that `dealer` names, relative to `folder`; returns an error with its place.
    pub(super) fn load(&mut self, dealer: &mut DealerFile, folder: &Path) -> Option<Diagnostic> {
        let (name, at) = match &dealer.logo {
            Some(Located { value: Raw::Text(name), at }) if !name.trim().is_empty() => (name.trim(), *at),
            _ => return None,
        };
        let found = self.found.entry(name.to_owned()).or_insert_with(|| match self.source.refuses(name) {
            Some(why) => Err(why),
            None => decode(&folder.join(name)),
        });
        match found {
            Ok(picture) => {
                dealer.picture = Some(Located::new(picture.clone(), at));
                None
            }
            Err(why) => Some(error_of(name, why, at)),
        }
    }
}

fn error_of(name: &str, why: &Words, at: Origin) -> Diagnostic {
    Diagnostic::error(
        Code::BadLogo,
        at,
        Words::new(
            format!("ロゴ {name} は使えません。{}", why.ja),
            format!("the logo {name} cannot be used: {}", why.en),
        ),
        Words::new(
            "PNGかJPEGの画像を、このファイルのある場所からの道すじで書きます。ロゴが要らなければ、この行を消します。",
            "name a PNG or JPEG picture, relative to this file; without a logo, delete this line",
        ),
    )
}

fn decode(path: &Path) -> Result<Picture, Words> {
    let bytes = bytes_of(path)?;
    let broken = |error: &dyn std::fmt::Display| {
        Words::new(
            "PNGかJPEGの画像として読めません。",
            format!("it cannot be read as a PNG or JPEG picture ({error})"),
        )
    };
    let mut reader =
        ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|error| broken(&error))?;
    if !matches!(reader.format(), Some(ImageFormat::Png | ImageFormat::Jpeg)) {
        return Err(Words::new("PNGでもJPEGでもありません。", "it is neither PNG nor JPEG"));
    }
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_DOTS);
    limits.max_image_height = Some(MAX_DOTS);
    limits.max_alloc = Some(MAX_MEMORY);
    reader.limits(limits);
    let fault = |error| match error {
        image::ImageError::Limits(_) => Words::new(
            format!("大きすぎます（縦横{MAX_DOTS}画素まで）。"),
            format!("it is too large (at most {MAX_DOTS} dots a side)"),
        ),
        other => broken(&other),
    };
    let mut decoder = reader.into_decoder().map_err(fault)?;
    // Cameras store the picture as the chip saw it, and how it was held beside it.
    let turn = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(fault)?;
    picture.apply_orientation(turn);
    Ok(Picture(Arc::new(no_larger_than_printed(picture).into_rgba8())))
}

fn bytes_of(path: &Path) -> Result<Vec<u8>, Words> {
    open_file::bytes_of(path, MAX_BYTES).map_err(|unread| match unread {
        Unread::Failed(error) if error.kind() == ErrorKind::NotFound => {
            Words::new("そこにファイルがありません。", "there is no such file")
        }
        Unread::Failed(error) => {
            let why = Refusal::reading(&error);
            Words::new(format!("開けません（{}）。", why.ja), format!("it cannot be opened ({})", why.en))
        }
        Unread::TooLarge => {
            Words::new("ファイルが大きすぎます（10MBまで）。", "the file is too large (limit 10 MB)")
        }
        Unread::Folder | Unread::NoFile => {
            let reason = unread.reason(MAX_BYTES);
            Words::new(format!("{}。", reason.ja), reason.en)
        }
    })
}

fn no_larger_than_printed(picture: DynamicImage) -> DynamicImage {
    if picture.width() <= MAX_PICTURE.0 && picture.height() <= MAX_PICTURE.1 {
        return picture;
    }
    picture.resize(MAX_PICTURE.0, MAX_PICTURE.1, FilterType::Lanczos3)
}
