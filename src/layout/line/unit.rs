//! [`Unit`]: one character or thing on a line with its width, and the [`Gap`] after it.

use std::num::NonZeroU32;
use std::ops::Range;
use std::rc::Rc;

use super::bond::Bond;
use super::class::{Class, class};
use crate::base::Origin;
use crate::base::fonts::FaceId;
use crate::parse::{CharacterBoxes, Counter, Framed, Link, Object, TextPiece, TextStyle};

/// One character or thing on a line. Lengths are in points.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    /// The character; U+FFFC for anything else.
    pub ch: char,
    /// Its class.
    pub class: Class,
    /// The face that draws it.
    pub face: FaceId,
    /// Index into [`Units::leaves`].
    pub leaf: u32,
    /// From the left end of the unit to the glyph's origin; negative where white is cut off on the left.
    pub offset: f64,
    /// Advance width of the glyph.
    pub advance: f64,
    /// Width of the unit: the advance without the white that is cut off.
    pub width: f64,
    /// White cut off on the left and on the right, which comes back as a gap.
    pub cut: (f64, f64),
    /// Size of its text.
    pub em: f64,
    /// What comes after it.
    pub gap: Gap,
}

/// What lies between a unit and the next one on its line. Lengths are in points.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Gap {
    /// Space that should be there.
    pub natural: f64,
    /// How much of it may be taken away.
    pub shrink: f64,
    /// How much may be added before space goes between all characters.
    pub stretch: f64,
    /// Share in what is added between all characters: the size of the text, or 0.
    pub expand: f64,
    /// Which step of justification `shrink` and `stretch` belong to.
    pub step: Step,
    /// How hard a break is here.
    pub bond: Option<Bond>,
    /// How unwelcome a break is here, if it is free.
    pub penalty: f64,
}

/// Steps of justification, in order (JLREQ 3.8.2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Step {
    /// Word spaces.
    #[default]
    Word,
    /// White beside brackets and stops.
    Punctuation,
    /// Between Japanese and Latin text.
    Script,
}

/// A piece of the paragraph from which units come.
#[derive(Clone, Debug)]
pub(super) struct Leaf<'a> {
    /// What it is.
    pub kind: LeafKind<'a>,
    /// Index into [`Units::frames`] if it stands in one.
    pub frame: Option<usize>,
    /// Place in the user's files.
    pub at: Origin,
    /// Space after each of its characters, in points (`letter-spacing`).
    pub tracking: f64,
    /// No space of ours between scripts.
    pub solid: bool,
    /// In boxes of their own: not broken inside.
    pub boxed: bool,
    /// Not broken inside, nor from leaves with the same number, if they fit on a line.
    pub keep: Option<NonZeroU32>,
    /// A raised mark, which clings to what stands before it.
    pub raised: bool,
}

/// What a piece is.
#[derive(Clone, Debug)]
pub(super) enum LeafKind<'a> {
    /// Characters.
    Text(&'a TextPiece),
    /// A page number or count.
    Counter(&'a Counter, &'a Rc<TextStyle>, Option<&'a Link>),
    /// A thing.
    Object(&'a Object),
    /// The left or right edge of a frame.
    Edge,
}

/// A paragraph, measured.
#[derive(Debug)]
pub(super) struct Units<'a> {
    /// All units, in order.
    pub units: Vec<Unit>,
    /// The pieces that they come from.
    pub leaves: Vec<Leaf<'a>>,
    /// The frames that pieces stand in.
    pub frames: Vec<&'a Framed>,
    /// Where a forced break ends a stretch of units: the index after its last.
    pub ends: Vec<usize>,
    /// Factor on all sizes.
    pub scale: f64,
}

impl Units<'_> {
    /// A paragraph without pieces, all of whose sizes are multiplied by `scale`. About `count` units will come.
    pub(super) fn new(scale: f64, count: usize) -> Self {
        let units = Vec::with_capacity(count);
        Self { units, leaves: Vec::new(), frames: Vec::new(), ends: Vec::new(), scale }
    }

    /// The stretches between forced breaks. A break at the very end opens no line (as `<br/>` in HTML).
    pub(super) fn stretches(&self) -> impl Iterator<Item = Range<usize>> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let count = self.units.len();
        starts
            .zip(self.ends.iter().copied())
            .map(|(start, end)| start..end)
            .filter(move |range| !range.is_empty() || range.start == 0 || range.start < count)
    }
}

/// Stands for anything that is no character (U+FFFC).
const OBJECT: char = '\u{FFFC}';

impl Unit {
    /// Something of that width that is no character.
    pub(super) fn thing(class: Class, leaf: u32, width: f64, em: f64) -> Self {
        Self {
            ch: OBJECT,
            class,
            face: FaceId::Sans,
            leaf,
            offset: 0.0,
            advance: width,
            width,
            cut: (0.0, 0.0),
            em,
            gap: Gap::default(),
        }
    }

    /// A character whose glyph has that advance width.
    pub(super) fn glyph(ch: char, face: FaceId, leaf: u32, advance: f64, em: f64) -> Self {
        let class = class(ch);
        let cut = cut(class, advance, em);
        Self {
            ch,
            class,
            face,
            leaf,
            offset: -cut.0,
            advance,
            width: advance - cut.0 - cut.1,
            cut,
            em,
            gap: Gap::default(),
        }
    }

    /// Puts the character into the middle of a box.
    pub(super) fn boxed(&mut self, boxes: &CharacterBoxes, scale: f64) {
        let cell = (boxes.cell.width * scale).to_pt();
        self.class = Class::Object;
        self.cut = (0.0, 0.0);
        self.width = cell;
        self.offset = (cell - self.advance) / 2.0;
    }

    /// Whether this is a character that is drawn as a glyph.
    pub(super) const fn is_glyph(&self) -> bool {
        self.ch != OBJECT
    }
}

/// The white that a bracket or stop carries on its left and right beyond its half-em body (JLREQ 3.1.2).
/// The proportional face has narrow bodies already: nothing is cut but what its 、。 have beyond half an em.
fn cut(class: Class, advance: f64, em: f64) -> (f64, f64) {
    let beyond = (advance - em * 0.5).max(0.0);
    match class {
        Class::Opening if advance > em * FULL_WIDTH => (beyond, 0.0),
        Class::Closing if advance > em * FULL_WIDTH => (0.0, beyond),
        Class::FullStop | Class::Comma => (0.0, beyond),
        Class::Middle if advance > em * FULL_WIDTH => (beyond / 2.0, beyond / 2.0),
        _ => (0.0, 0.0),
    }
}

/// A glyph wider than this share of an em has a full-width body.
const FULL_WIDTH: f64 = 0.9;
