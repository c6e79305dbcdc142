//! Bullets, numbers and tick boxes of list entries, in the left padding at the height of the first line.

use crate::base::{Length, Origin, Point, Rect, Size};
use crate::parse::{Block, Marker, TextAlign};

use super::blocks::Layer;
use super::flow::{Flow, Hanging};
use super::slab::{Draw, LaidLine, Slab};
use super::{Line, Path, Step, drawing, fault, frame};

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

impl Layer<'_> {
    /// Hangs the marker of `block` before the next piece of `flow`, whose content begins at `x`.
    pub(super) fn marker(&mut self, block: &Block, element: Option<usize>, x: Length, flow: &mut Flow<'_>) {
        let Some(marker) = &block.marker else { return };
        let label = self.structure.label(marker, element);
        let size = text_size(block).unwrap_or(TEXT) * self.scale;
        let (slab, gap) = match marker.as_ref() {
            Marker::Text(text, style) => {
                let slab = self.label(text, style, label);
                (slab, style.size * self.scale * GAP)
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
        let slack = (block.style.padding.left - slab.size.width).max(least);
        flow.marker(Hanging { x: x - gap.min(slack) - slab.size.width, slab });
    }

    fn label(
        &mut self,
        text: &str,
        style: &std::rc::Rc<crate::parse::TextStyle>,
        element: Option<usize>,
    ) -> Slab {
        match drawing::single(text, style, self.scale, Origin::NONE, self.fonts) {
            Ok(line) => {
                let size = Size::new(line.width, line.ascent + line.descent);
                let baseline = line.ascent;
                let align = TextAlign::Start;
                let laid = LaidLine { line, align, element, pieces: Vec::new() };
                let draws = vec![Draw::Line(Point::new(Length::ZERO, baseline), laid)];
                Slab { size, baseline: Some(baseline), draws }
            }
            Err(faults) => {
                faults.into_iter().for_each(|new| fault::push(&mut self.faults, new));
                Slab::default()
            }
        }
    }
}

/// Size of the first text in a block.
fn text_size(block: &Block) -> Option<Length> {
    match &block.content {
        crate::parse::Content::Text(paragraph) => Some(paragraph.style.size),
        crate::parse::Content::Blocks(blocks) => blocks.first().and_then(|first| text_size(first)),
        _ => None,
    }
}

/// A number in the middle of a filled circle.
fn badge(number: Slab, size: Length, color: crate::base::Color) -> Slab {
    let diameter = (size * BADGE).max(number.size.width + size * 0.3);
    let baseline = diameter / 2.0 + drawing::half_capital(size);
    let center = Point::new(diameter / 2.0, diameter / 2.0);
    let at = Point::new((diameter - number.size.width) / 2.0, baseline - number.baseline.unwrap_or_default());
    let disc = Draw::Ornament(frame::disc(center, diameter / 2.0, color));
    let draws = vec![disc, Draw::Slab(at, number)];
    Slab { size: Size::new(diameter, diameter), baseline: Some(baseline), draws }
}

fn dot(size: Length, color: crate::base::Color) -> Slab {
    let radius = size * DOT;
    let disc = frame::disc(Point::new(radius, radius), radius, color);
    let baseline = Some(radius + drawing::half_capital(size));
    Slab { size: Size::new(radius * 2.0, radius * 2.0), baseline, draws: vec![Draw::Ornament(disc)] }
}

fn tick(side: Length, size: Length, color: crate::base::Color) -> Slab {
    let inner = side - TICK_LINE;
    let corner = Point::new(TICK_LINE / 2.0, TICK_LINE / 2.0);
    let steps = vec![Step::Rect(Rect::new(corner, Size::new(inner, inner)))];
    let stroke = Some(Line { width: TICK_LINE, color, dash: Vec::new() });
    let baseline = Some(side / 2.0 + drawing::half_capital(size));
    let draws = vec![Draw::Ornament(Path { steps, fill: None, stroke })];
    Slab { size: Size::new(side, side), baseline, draws }
}
