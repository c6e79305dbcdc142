//! Bullets, numbers and tick boxes of list entries, in the left padding at the height of the first line.

use std::rc::Rc;

use crate::base::{Color, Length, Origin, Point, Rect, Size};
use crate::parse::{Block, Content, Marker, TextAlign, TextStyle};

use super::context::{LayoutContext, Slot};
use super::flow::{Flow, PendingMarker};
use super::fragment::{Fragment, FragmentItem, LaidLine};
use super::item::{Path, PathStep, Stroke, half_capital};
use super::{drawing, frame};

/// Space between a number or bullet and its text, in parts of its size.
const GAP: f64 = 0.35;
/// What is left of that space before a text at least, where the padding is too narrow.
const LEAST_GAP: f64 = 0.7;
/// Diameter of the circle behind a number, in parts of the number's size.
const BADGE: f64 = 1.4;
/// Radius of a dot, in parts of the text's size.
const DOT: f64 = 0.16;
/// Line width of a tick box.
const TICK_LINE: Length = Length::pt(0.8);
/// Size of text that a dot or a tick box is set beside if the entry does not say.
const TEXT: Length = Length::pt(10.5);

impl LayoutContext<'_> {
    /// Hangs the marker of `block` before the next piece of `flow`; `slot` is the block's content box.
    pub(super) fn marker(&mut self, block: &Block, slot: Slot, flow: &mut Flow<'_>) {
        let Some(marker) = &block.marker else { return };
        let label = self.structure.label(marker, slot.element);
        let size = text_size(block).unwrap_or(TEXT) * self.scale;
        let (fragment, gap) = match marker.as_ref() {
            Marker::Text(text, style) => {
                let fragment = self.label(text, style, label);
                (fragment, style.size * self.scale * GAP)
            }
            Marker::Badge(text, style, color) => {
                let number = self.label(text, style, label);
                let size = style.size * self.scale;
                (badge(number, size, *color), size * GAP)
            }
            Marker::Dot(color) => (dot(size, *color), size * GAP),
            Marker::Tick(side, color) => (tick(*side, size, *color), size * GAP),
        };
        // A padding that is too narrow takes from the gap first; a long number then stands out to the left.
        let least = if matches!(marker.as_ref(), Marker::Text(..)) { gap * LEAST_GAP } else { Length::ZERO };
        let slack = (block.style.padding.left - fragment.size.width).max(least);
        flow.marker(PendingMarker { x: slot.x - gap.min(slack) - fragment.size.width, fragment });
    }

    fn label(&mut self, text: &str, style: &Rc<TextStyle>, element: Option<usize>) -> Fragment {
        let line = self.gather(drawing::single(text, style, self.scale, Origin::NONE, self.fonts));
        let width = line.width;
        Fragment::of_line(LaidLine { line, align: TextAlign::Start, element, pieces: Vec::new() }, width)
    }
}

/// Size of the first text in a block.
fn text_size(block: &Block) -> Option<Length> {
    match &block.content {
        Content::Text(paragraph) => Some(paragraph.style.size),
        Content::Blocks(blocks) => blocks.first().and_then(text_size),
        _ => None,
    }
}

/// A number in the middle of a filled circle.
fn badge(number: Fragment, size: Length, color: Color) -> Fragment {
    let diameter = (size * BADGE).max(number.size.width + size * 0.3);
    let baseline = diameter / 2.0 + half_capital(size);
    let center = Point::new(diameter / 2.0, diameter / 2.0);
    let at = Point::new((diameter - number.size.width) / 2.0, baseline - number.baseline.unwrap_or_default());
    let disc = FragmentItem::ornament(frame::disc(center, diameter / 2.0, color));
    let items = vec![disc, FragmentItem::Fragment(at, number)];
    Fragment { size: Size::new(diameter, diameter), baseline: Some(baseline), items }
}

fn dot(size: Length, color: Color) -> Fragment {
    let radius = size * DOT;
    let disc = frame::disc(Point::new(radius, radius), radius, color);
    let baseline = Some(radius + half_capital(size));
    Fragment {
        size: Size::new(radius * 2.0, radius * 2.0),
        baseline,
        items: vec![FragmentItem::ornament(disc)],
    }
}

fn tick(side: Length, size: Length, color: Color) -> Fragment {
    let inner = side - TICK_LINE;
    let corner = Point::new(TICK_LINE / 2.0, TICK_LINE / 2.0);
    let steps = vec![PathStep::Rect(Rect::new(corner, Size::new(inner, inner)))];
    let stroke = Some(Stroke { width: TICK_LINE, color, dash: Vec::new() });
    let baseline = Some(side / 2.0 + half_capital(size));
    let items = vec![FragmentItem::ornament(Path { steps, fill: None, stroke })];
    Fragment { size: Size::new(side, side), baseline, items }
}
