//! [`LayoutContext`]: what laying needs to know and gathers on its way; and the [`Slot`] that something is laid into.
//! Its methods are in the files of what they lay: `blocks`, `boxes`, `columns`, `table` and so on.

use crate::base::{Diagnostic, Fonts, Length, Size};

use super::fault;
use super::structure::ElementTree;

/// What laying needs to know and gathers on its way.
pub(super) struct LayoutContext<'a> {
    /// The faces.
    pub fonts: &'a Fonts,
    /// The structure elements made so far.
    pub structure: ElementTree,
    /// What went wrong so far.
    pub faults: Vec<Diagnostic>,
    /// All sizes of text are multiplied by this.
    pub scale: f64,
    /// Height of a page's text area.
    pub page_height: Length,
    /// Padding box that absolute blocks are placed in; its height only where it is known beforehand.
    pub around: (Length, Option<Length>),
    /// Blocks that are laid around the one at hand.
    pub depth: usize,
    /// Blocks laid so far, those laid again at another size counted.
    pub work: usize,
    /// Boxes around the one at hand that try sizes of text.
    pub fitting: usize,
}

/// Where something is laid.
#[derive(Clone, Copy, Default)]
pub(super) struct Slot {
    /// The element that it belongs to.
    pub element: Option<usize>,
    /// Left edge, from that of the flow.
    pub x: Length,
    /// Width.
    pub width: Length,
    /// Height, where it is given beforehand.
    pub height: Option<Length>,
}

impl<'a> LayoutContext<'a> {
    /// The context of a new document.
    pub(super) fn new(fonts: &'a Fonts) -> Self {
        Self {
            fonts,
            structure: ElementTree::default(),
            faults: Vec::new(),
            scale: 1.0,
            page_height: Length::ZERO,
            around: (Length::ZERO, None),
            depth: 0,
            work: 0,
            fitting: 0,
        }
    }

    /// Says how large a page and its text area are.
    pub(super) fn start_section(&mut self, paper: Size, page_height: Length) {
        self.around = (paper.width, Some(paper.height));
        self.page_height = page_height;
    }

    /// What was made, or its default if that failed; the faults are gathered.
    pub(super) fn gather<T: Default>(&mut self, made: Result<T, Vec<Diagnostic>>) -> T {
        made.unwrap_or_else(|faults| {
            faults.into_iter().for_each(|new| fault::push(&mut self.faults, new));
            T::default()
        })
    }

    /// How much there is so far, to come back to with [`rewind`](Self::rewind).
    pub(super) fn so_far(&self) -> (usize, usize) {
        (self.structure.len(), self.faults.len())
    }

    /// Forgets the elements and faults that came since.
    pub(super) fn rewind(&mut self, (elements, faults): (usize, usize)) {
        self.structure.truncate(elements);
        self.faults.truncate(faults);
    }
}
