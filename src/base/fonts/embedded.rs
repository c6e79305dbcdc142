//! The font files that are built into the program. In: nothing. Out: the faces, each opened when it is first asked for.

use std::io::Read as _;
use std::sync::LazyLock;

use flate2::read::ZlibDecoder;

use super::Face;

/// A face, or why its file cannot be opened.
pub(super) type EmbeddedFace = LazyLock<Result<Face, String>>;

macro_rules! embedded {
    ($name:ident, $file:literal) => {
        pub(super) static $name: EmbeddedFace = LazyLock::new(|| {
            let bytes: &[u8] = include_bytes!(concat!("../../../fonts/", $file));
            Face::parse(bytes)
        });
    };
}

embedded!(SANS, "BIZUDPGothic-Regular.ttf");
embedded!(SANS_BOLD, "BIZUDPGothic-Bold.ttf");
embedded!(MONO, "BIZUDGothic-Regular.ttf");

/// Faces that few documents need: `build.rs` deflates them, and they are inflated when a character is first looked for in them.
macro_rules! deflated {
    ($name:ident, $file:literal) => {
        pub(super) static $name: EmbeddedFace = LazyLock::new(|| {
            let bytes: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/", $file));
            Face::parse(inflated(bytes)?)
        });
    };
}

deflated!(FALLBACK, "NotoSansJP-Regular.zlib");
deflated!(FALLBACK_BOLD, "NotoSansJP-Bold.zlib");

fn inflated(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let mut file = Vec::new();
    ZlibDecoder::new(bytes).read_to_end(&mut file).map_err(|error| error.to_string())?;
    Ok(file)
}
