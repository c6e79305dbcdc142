//! Frames: what border and padding take of a box, where its content stands in it, and its background, borders and
//! rounded corners as outlines. Not here: whose box it is.

use crate::base::{Color, Edges, Length, Point, Rect, Size};
use crate::parse::{Align, Block, BlockStyle, Stroke};

use super::item::{Path, PathStep};

/// How far the control points of a quarter circle lie from its ends, as a part of the radius.
const QUARTER_CIRCLE: f64 = 0.552_284_75;

/// Widths of the four border lines.
pub(super) fn border_widths(border: &[Option<Stroke>; 4]) -> Edges {
    let width = |side: &Option<Stroke>| side.as_ref().map_or(Length::ZERO, |stroke| stroke.width);
    Edges {
        top: width(&border[0]),
        right: width(&border[1]),
        bottom: width(&border[2]),
        left: width(&border[3]),
    }
}

/// Border and padding of a block.
pub(super) fn insets(block: &Block) -> Edges {
    padded(border_widths(&block.style.border), block)
}

/// `edges` and the padding of `block`.
pub(super) fn padded(edges: Edges, block: &Block) -> Edges {
    let padding = block.style.padding;
    Edges {
        top: edges.top + padding.top,
        right: edges.right + padding.right,
        bottom: edges.bottom + padding.bottom,
        left: edges.left + padding.left,
    }
}

/// How much of the height left over stands above content that is aligned so.
pub(super) fn space_before(align: Align, free: Length) -> Length {
    let free = free.max(Length::ZERO);
    match align {
        Align::Stretch | Align::Start => Length::ZERO,
        Align::Center => free / 2.0,
        Align::End => free,
    }
}

/// Background and border of the border box `rect`, in painting order.
pub(super) fn paths(rect: Rect, style: &BlockStyle) -> Vec<Path> {
    if let [Some(top), Some(right), Some(bottom), Some(left)] = &style.border
        && [right, bottom, left].into_iter().all(|side| side == top)
    {
        let inner = rect.inset(Edges::all(top.width / 2.0));
        let steps = outline(inner, (style.radius - top.width / 2.0).max(Length::ZERO));
        return vec![Path { steps, fill: style.background, stroke: Some(top.clone()) }];
    }
    let mut paths = Vec::new();
    if let Some(color) = style.background {
        paths.push(Path { steps: outline(rect, style.radius), fill: Some(color), stroke: None });
    }
    paths.extend(sides(rect, &style.border));
    paths
}

/// An outline with round corners; a plain rectangle if `radius` is nothing.
pub(super) fn outline(rect: Rect, radius: Length) -> Vec<PathStep> {
    let radius = radius.min(rect.size.width / 2.0).min(rect.size.height / 2.0);
    if radius <= Length::ZERO {
        return vec![PathStep::Rect(rect)];
    }
    let (left, top, right, bottom) = (rect.origin.x, rect.origin.y, rect.right(), rect.bottom());
    let far = radius * (1.0 - QUARTER_CIRCLE);
    let at = Point::new;
    vec![
        PathStep::Move(at(left + radius, top)),
        PathStep::Line(at(right - radius, top)),
        PathStep::Curve(at(right - far, top), at(right, top + far), at(right, top + radius)),
        PathStep::Line(at(right, bottom - radius)),
        PathStep::Curve(at(right, bottom - far), at(right - far, bottom), at(right - radius, bottom)),
        PathStep::Line(at(left + radius, bottom)),
        PathStep::Curve(at(left + far, bottom), at(left, bottom - far), at(left, bottom - radius)),
        PathStep::Line(at(left, top + radius)),
        PathStep::Curve(at(left, top + far), at(left + far, top), at(left + radius, top)),
        PathStep::Close,
    ]
}

/// A filled circle.
pub(super) fn disc(center: Point, radius: Length, color: Color) -> Path {
    let origin = Point::new(center.x - radius, center.y - radius);
    let rect = Rect::new(origin, Size::new(radius * 2.0, radius * 2.0));
    Path { steps: outline(rect, radius), fill: Some(color), stroke: None }
}

/// The single border lines. The horizontal ones take the corners.
fn sides(rect: Rect, border: &[Option<Stroke>; 4]) -> Vec<Path> {
    let widths = border_widths(border);
    let (left, top, right, bottom) = (rect.origin.x, rect.origin.y, rect.right(), rect.bottom());
    let (inner_top, inner_bottom) = (top + widths.top, bottom - widths.bottom);
    let x_right = right - widths.right / 2.0;
    let x_left = left + widths.left / 2.0;
    let ends = [
        (Point::new(left, top + widths.top / 2.0), Point::new(right, top + widths.top / 2.0)),
        (Point::new(x_right, inner_top), Point::new(x_right, inner_bottom)),
        (Point::new(left, bottom - widths.bottom / 2.0), Point::new(right, bottom - widths.bottom / 2.0)),
        (Point::new(x_left, inner_top), Point::new(x_left, inner_bottom)),
    ];
    let drawn = border.iter().zip(ends).filter_map(|(side, (from, to))| {
        let stroke = Some(side.clone()?);
        Some(Path { steps: vec![PathStep::Move(from), PathStep::Line(to)], fill: None, stroke })
    });
    drawn.collect()
}
