//! Blocks out of the flow: laid where they stand in the tree, placed once their box is known.

use crate::base::{Length, Point, Rect, Size};
use crate::parse::{Absolute, Block, Extent};

use super::context::{LayoutContext, Slot};
use super::fault;
use super::fragment::{Anchor, Fragment, FragmentItem, OutOfFlow};

impl LayoutContext<'_> {
    /// Lays a block out of the flow.
    pub(super) fn absolute<'t>(
        &mut self,
        block: &'t Block,
        place: Absolute,
        parent: Option<usize>,
    ) -> OutOfFlow<'t> {
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
        let inner = self.content(block, Slot { element, x: Length::ZERO, width, height });
        let mut fragment = self.framed(block, inner, width, height).fragment;
        if let Some(anchor) = Anchor::of(block) {
            fragment.items.insert(0, FragmentItem::anchor(Length::ZERO, anchor));
        }
        OutOfFlow { place, fragment, source: block }
    }

    /// Puts blocks out of the flow on `fragment`, whose padding box is `padding`. One that leaves the box is a fault,
    /// unless it was placed outside on purpose.
    pub(super) fn place_out_of_flow(
        &mut self,
        out_of_flow: Vec<OutOfFlow<'_>>,
        padding: Rect,
        fragment: &mut Fragment,
    ) {
        for out in out_of_flow {
            let at = place(&out, padding.origin, padding.size);
            let own = out.fragment.size;
            let Absolute { left, top, right, bottom } = out.place;
            let on_purpose =
                [left, top, right, bottom].into_iter().flatten().any(|length| length < Length::ZERO);
            if !on_purpose && !padding.holds(Rect::new(at, own)) {
                fault::push(&mut self.faults, fault::leaves_box(out.source, own, padding.size));
            }
            fragment.items.push(FragmentItem::Fragment(at, out.fragment));
        }
    }
}

/// Where a block stands in a padding box that begins at `origin` and has `size`.
fn place(out: &OutOfFlow<'_>, origin: Point, size: Size) -> Point {
    let place = out.place;
    let own = out.fragment.size;
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
