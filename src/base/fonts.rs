//! [`Fonts`]: the faces that the product prints with, and what each character measures in them.
//!
//! BIZ UDPGothic has neither kerning nor substitutions that we need, so a glyph is what `cmap` says and
//! its width what `hmtx` says: no shaper. The faces are embedded in the binary; no system font is ever used.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use super::Length;

/// A face of the chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FaceId {
    /// BIZ UDPGothic Regular: running text.
    Sans,
    /// BIZ UDPGothic Bold: headings and stress.
    SansBold,
    /// BIZ UDGothic Regular, monospaced: codes.
    Mono,
    /// Noto Sans JP Regular: what the others lack.
    Fallback,
    /// Noto Sans JP Bold: the same in bold.
    FallbackBold,
    /// A face given with `--font`, by its place on the command line.
    Extra(u8),
}

/// What text asks for; the chain decides which face draws each character.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Family {
    /// Running text.
    #[default]
    Sans,
    /// Codes and what must be typed.
    Mono,
}

/// A character as it will be drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    /// The face that has it.
    pub face: FaceId,
    /// Its number in that face.
    pub id: u16,
    /// Its advance width, in 1/1000 em.
    pub advance: f64,
}

/// One font file, parsed.
pub struct Face {
    /// The whole file.
    pub data: Arc<[u8]>,
    /// PostScript name, such as `BIZUDPGothic-Regular`.
    pub name: String,
    /// Font units in an em.
    pub units_per_em: u16,
    /// Height above the baseline, in 1/1000 em.
    pub ascent: f64,
    /// Depth below the baseline, in 1/1000 em, positive.
    pub descent: f64,
    glyphs: HashMap<u32, u16, IdentityHash>,
    basic: Box<[u16]>,
    advances: Vec<u16>,
}

type IdentityHash = std::hash::BuildHasherDefault<std::collections::hash_map::DefaultHasher>;

/// Code points below this are looked up in a table, the rest in a map.
const BASIC_PLANE: usize = 0x1_0000;

impl Face {
    /// Parses a TrueType or OpenType file.
    ///
    /// # Errors
    /// If the file is no font, or has no Unicode character map.
    pub fn parse(data: Arc<[u8]>) -> Result<Self, String> {
        let face = ttf_parser::Face::parse(&data, 0).map_err(|error| error.to_string())?;
        let cmap = face.tables().cmap.ok_or("no cmap table")?;
        let mut basic = vec![0_u16; BASIC_PLANE].into_boxed_slice();
        let mut glyphs = HashMap::<u32, u16, IdentityHash>::default();
        for subtable in cmap.subtables.into_iter().filter(ttf_parser::cmap::Subtable::is_unicode) {
            subtable.codepoints(|code| {
                if let Some(id) = subtable.glyph_index(code).filter(|id| id.0 != 0) {
                    match basic.get_mut(code as usize) {
                        Some(slot) => *slot = id.0,
                        None => drop(glyphs.insert(code, id.0)),
                    }
                }
            });
        }
        let units = face.units_per_em();
        let scale = 1000.0 / f64::from(units);
        let name = face
            .names()
            .into_iter()
            .filter(|name| name.name_id == ttf_parser::name_id::POST_SCRIPT_NAME)
            .find_map(|name| name.to_string())
            .unwrap_or_else(|| "Unnamed".to_owned());
        Ok(Self {
            name,
            units_per_em: units,
            ascent: f64::from(face.ascender()) * scale,
            descent: -f64::from(face.descender()) * scale,
            glyphs,
            basic,
            advances: (0..face.number_of_glyphs())
                .map(|id| face.glyph_hor_advance(ttf_parser::GlyphId(id)).unwrap_or(0))
                .collect(),
            data,
        })
    }

    /// The glyph number of `character`, if the face has it.
    pub fn glyph(&self, character: char) -> Option<u16> {
        let code = u32::from(character);
        match self.basic.get(code as usize) {
            Some(0) => None,
            Some(&id) => Some(id),
            None => self.glyphs.get(&code).copied(),
        }
    }

    /// The advance width of glyph `id`, in font units.
    pub fn advance_units(&self, id: u16) -> u16 {
        self.advances.get(usize::from(id)).copied().unwrap_or(0)
    }

    /// The advance width of glyph `id`, in 1/1000 em.
    pub fn advance(&self, id: u16) -> f64 {
        f64::from(self.advance_units(id)) * 1000.0 / f64::from(self.units_per_em)
    }
}

macro_rules! embedded {
    ($name:ident, $file:literal) => {
        static $name: LazyLock<Result<Face, String>> = LazyLock::new(|| {
            let bytes: &[u8] = include_bytes!(concat!("../../fonts/", $file));
            Face::parse(Arc::from(bytes))
        });
    };
}

embedded!(SANS, "BIZUDPGothic-Regular.ttf");
embedded!(SANS_BOLD, "BIZUDPGothic-Bold.ttf");
embedded!(MONO, "BIZUDGothic-Regular.ttf");
embedded!(FALLBACK, "NotoSansJP-Regular.ttf");
embedded!(FALLBACK_BOLD, "NotoSansJP-Bold.ttf");

/// The chain of faces: the embedded ones, then those given with `--font`.
#[derive(Clone, Default)]
pub struct Fonts {
    extra: Vec<Arc<Face>>,
}

impl Fonts {
    /// The embedded faces alone.
    pub fn new() -> Self {
        Self::default()
    }

    /// The chain with one more face at its end.
    #[must_use]
    pub fn with(mut self, face: Face) -> Self {
        self.extra.push(Arc::new(face));
        self
    }

    /// The face of that id.
    ///
    /// # Panics
    /// Never in a built product: the embedded files are parsed in a test; an id of a face that was not
    /// added cannot be had from [`Fonts::glyph`].
    pub fn face(&self, id: FaceId) -> &Face {
        let embedded: &'static LazyLock<Result<Face, String>> = match id {
            FaceId::Sans => &SANS,
            FaceId::SansBold => &SANS_BOLD,
            FaceId::Mono => &MONO,
            FaceId::Fallback => &FALLBACK,
            FaceId::FallbackBold => &FALLBACK_BOLD,
            FaceId::Extra(index) => return &self.extra[usize::from(index)],
        };
        match &**embedded {
            Ok(face) => face,
            Err(error) => panic!("embedded font {id:?}: {error}"),
        }
    }

    /// How `character` is drawn for text of `family`; `None` if no face of the chain has it.
    pub fn glyph(&self, family: Family, bold: bool, character: char) -> Option<Glyph> {
        let first = match (family, bold) {
            (Family::Sans, false) => FaceId::Sans,
            (Family::Sans, true) => FaceId::SansBold,
            (Family::Mono, _) => FaceId::Mono,
        };
        let fallback = if bold { FaceId::FallbackBold } else { FaceId::Fallback };
        let extra = (0_u8..).take(self.extra.len()).map(FaceId::Extra);
        [first, fallback].into_iter().chain(extra).find_map(|id| {
            let face = self.face(id);
            face.glyph(character).map(|glyph| Glyph { face: id, id: glyph, advance: face.advance(glyph) })
        })
    }

    /// Whether some face of the chain can draw `character`.
    pub fn covers(&self, character: char) -> bool {
        self.glyph(Family::Sans, false, character).is_some()
    }
}

/// `thousandths` of an em, set at `size`.
pub fn em(thousandths: f64, size: Length) -> Length {
    size * (thousandths / 1000.0)
}
