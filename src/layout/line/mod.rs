//! Lines: a [`Paragraph`] and a width in, finished [`SetLine`]s out.
//!
//! Here live kinsoku, spacing between scripts, justification and hanging punctuation (JLREQ, JIS X 4051).
//! Not here: boxes, pages, colours of backgrounds.

use crate::base::{Diagnostic, Fonts, Length, Origin, Rect, Role};
use crate::parse::{Counter, Drawing, Link, Paragraph};

use super::ItemKind;

/// A finished line. Its items stand relative to the line's own left edge and baseline (y = 0, downwards).
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct SetLine {
    /// From the top of the line box to the baseline.
    pub ascent: Length,
    /// From the baseline to the bottom of the line box.
    pub descent: Length,
    /// Advance width without hanging punctuation; alignment is already in the items' x.
    pub width: Length,
    /// What is on it, from left to right.
    pub items: Vec<LineItem>,
}

/// Something on a line.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct LineItem {
    /// What is drawn, relative to the line's left edge and baseline.
    pub kind: LineItemKind,
    /// Role of its own, if it has one.
    pub role: Option<Role>,
    /// Where a click leads, and the area of the piece.
    pub link: Option<(Link, Rect)>,
    /// Place in the user's files.
    pub at: Origin,
}

/// What a line item is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum LineItemKind {
    /// Something drawn.
    Drawn(ItemKind),
    /// A drawing to be fitted into that rectangle, as a drawing block is; its alternative text is in it.
    Drawing(Rect, Drawing),
    /// A page number or count: a run whose text is put in once it is known; `width` is reserved.
    Counter(Counter, super::TextRun),
}

/// Sets `paragraph` into lines of `width`. `scale` multiplies all sizes (for text that goes down in size).
///
/// # Errors
/// `SP103` for a character that no face has; `SP104` for a piece wider than the line that cannot be broken.
pub(super) fn set(
    paragraph: &Paragraph,
    width: Length,
    scale: f64,
    fonts: &Fonts,
) -> Result<Vec<SetLine>, Vec<Diagnostic>> {
    let _ = (paragraph, width, scale, fonts);
    Err(Vec::new())
}

/// The width of the paragraph's longest line if it is broken only where it must be.
///
/// # Errors
/// As [`set`].
pub(super) fn max_content(
    paragraph: &Paragraph,
    scale: f64,
    fonts: &Fonts,
) -> Result<Length, Vec<Diagnostic>> {
    let _ = (paragraph, scale, fonts);
    Err(Vec::new())
}
