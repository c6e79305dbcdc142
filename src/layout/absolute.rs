//! Blocks out of the flow: laid where they stand in the tree, placed once their box is known.

use crate::base::{Length, Point, Rect, Size};
use crate::parse::{Absolute, Block, Extent};

use super::blocks::{Layer, mark};
use super::fault;
use super::slab::{Draw, Over, Slab};

impl Layer<'_> {
    /// Lays a block out of the flow.
    pub(super) fn absolute<'t>(
        &mut self,
        block: &'t Block,
        place: Absolute,
        parent: Option<usize>,
    ) -> Over<'t> {
        let style = &block.style;
        let margin = style.margin;
        let element = self.structure.block(block, parent);
        let (around_width, around_height) = self.around;
        let place = Absolute {
            left: place.left.map(|length| length + margin.left),
            top: place.top.map(|length| length + margin.top),
            right: place.right.map(|length| length + margin.right),
            bottom: place.bottom.map(|length| length + margin.bottom),
        };
        let room = around_width - place.left.unwrap_or_default() - place.right.unwrap_or_default();
        let width = match (style.width, place.left, place.right) {
            (None, Some(_), Some(_)) => room,
            (None, ..) => self.max_content(block).min(room),
            (Some(Extent::Part(part)), ..) => around_width * part,
            (Some(_), ..) => self.border_width(block, room + margin.horizontal()),
        };
        let height = match (style.height, place.top, place.bottom, around_height) {
            (None, Some(top), Some(bottom), Some(around)) => Some(around - top - bottom),
            _ => None,
        };
        let inner = self.content(block, element, width, height);
        let (mut slab, _) = self.framed(block, inner, width, height);
        if let Some(mark) = mark(block) {
            slab.draws.insert(0, Draw::Mark(Length::ZERO, Box::new(mark)));
        }
        Over { place, slab, source: block }
    }

    /// Puts absolute blocks on `slab`, whose padding box is `padding`.
    pub(super) fn place_overs(&mut self, overs: Vec<Over<'_>>, padding: Rect, slab: &mut Slab) {
        for over in overs {
            let at = place(&over, padding.origin, padding.size);
            fault::check_over(&mut self.faults, &over, padding, Rect::new(at, over.slab.size));
            slab.draws.push(Draw::Slab(at, over.slab));
        }
    }
}

/// Where `over` stands in a padding box that begins at `origin` and has `size`.
fn place(over: &Over<'_>, origin: Point, size: Size) -> Point {
    let place = over.place;
    let own = over.slab.size;
    let x = match (place.left, place.right) {
        (Some(left), _) => left,
        (None, Some(right)) => size.width - right - own.width,
        (None, None) => Length::ZERO,
    };
    let y = match (place.top, place.bottom) {
        (Some(top), _) => top,
        (None, Some(bottom)) => size.height - bottom - own.height,
        (None, None) => Length::ZERO,
    };
    origin.moved(Point::new(x, y))
}
