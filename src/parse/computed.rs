//! [`Computed`]: the looks of an element, all lengths and colours settled.

use std::rc::Rc;

use super::declaration::{ListStyle, Side, Vertical};
use super::sheet::Scope;
use super::tree::{Align, BlockStyle, Extent, ParagraphStyle, TextStyle};
use crate::base::{Color, Edges, Length, Placement, Size};

/// All that is known of an element's looks.
#[derive(Debug)]
pub(super) struct Computed {
    /// What it hands on to what stands inside it.
    pub(super) inherited: Rc<Inherited>,
    /// What is its own.
    pub(super) own: OwnStyle,
    /// Names `inherited`; with `scope`, it decides the looks of what stands inside.
    pub(super) id: u32,
    /// Which ancestor selectors hold for what stands inside.
    pub(super) scope: Scope,
}

/// Looks that an element hands on.
#[derive(Clone, Debug, Default)]
pub(super) struct Inherited {
    pub(super) text: Rc<TextStyle>,
    pub(super) paragraph: ParagraphStyle,
    pub(super) list: ListStyle,
    pub(super) marker_color: Option<Color>,
    pub(super) marker_size: Length,
}

/// Looks of the element itself.
#[derive(Clone, Debug, Default)]
pub(super) struct OwnStyle {
    pub(super) block: Rc<BlockStyle>,
    pub(super) columns: bool,
    pub(super) gap: Length,
    pub(super) column_align: Align,
    pub(super) vertical: Option<Vertical>,
    pub(super) paper: Option<Size>,
    pub(super) placement: Placement,
    pub(super) width_share: Option<f64>,
    pub(super) letter_boxes: bool,
    pub(super) fill: Option<Option<Color>>,
    pub(super) stroke: Option<Option<Color>>,
    pub(super) stroke_width: Option<f64>,
}

impl OwnStyle {
    /// The width, where it is a fixed length.
    pub(super) fn fixed_width(&self) -> Option<Length> {
        match self.block.width {
            Some(Extent::Fixed(length)) => Some(length),
            _ => None,
        }
    }

    /// Whether the element is drawn as a box: where it stands in a line, that makes it a frame.
    pub(super) fn is_framed(&self) -> bool {
        !self.letter_boxes
            && (self.block.background.is_some()
                || self.block.border[Side::Top as usize].is_some()
                || self.block.padding != Edges::default())
    }
}
