//! Shapes that stand in a line: underlines, frames, tick boxes, lines to write on.

use crate::base::qr::{QUIET_ZONE, Symbol};
use crate::base::{Color, Edges, Length, Point, Rect, Size};
use crate::layout::item::{Path, PathStep};
use crate::parse::{Framed, Stroke};

/// Height of the character frame above the baseline, in em (JIS fonts: 880 of 1000 units).
pub(super) const ABOVE: f64 = 0.88;
/// Depth of the character frame below the baseline, in em.
pub(super) const BELOW: f64 = 0.12;
/// Middle of the character frame above the baseline, in em.
pub(super) const MIDDLE: f64 = (ABOVE - BELOW) / 2.0;
/// Middle of an underline below the baseline, in em: clear of the ink of kanji, which ends at 0.09.
const UNDERLINE: f64 = 0.14;
/// Thickness of an underline, in em.
const UNDERLINE_WIDTH: f64 = 0.05;
/// Control points of a quarter circle as a Bézier curve, as a share of the radius: 4/3 (√2 − 1).
const ARC: f64 = 0.552_284_75;

/// A stroke at `scale`.
pub(super) fn scaled(stroke: &Stroke, scale: f64) -> Stroke {
    let dash = stroke.dash.iter().map(|&length| length * scale).collect();
    Stroke { width: stroke.width * scale, color: stroke.color, dash }
}

/// The line below text of size `em` that stands from `left` to `right`, in points.
pub(super) fn underline(left: f64, right: f64, baseline: f64, em: f64, color: Color) -> Path {
    let y = Length::pt(baseline + UNDERLINE * em);
    Path {
        steps: vec![
            PathStep::Move(Point::new(Length::pt(left), y)),
            PathStep::Line(Point::new(Length::pt(right), y)),
        ],
        fill: None,
        stroke: Some(Stroke { width: Length::pt(UNDERLINE_WIDTH * em), color, dash: Vec::new() }),
    }
}

/// A square to tick, its line inside `area`; ticked or not.
pub(super) fn tick_box(area: Rect, ticked: bool, stroke: &Stroke, scale: f64) -> Path {
    let mut steps = vec![PathStep::Rect(area.inset(Edges::all(stroke.width * scale / 2.0)))];
    if ticked {
        let at = |x: f64, y: f64| {
            Point::new(area.origin.x + area.size.width * x, area.origin.y + area.size.height * y)
        };
        steps.extend([
            PathStep::Move(at(0.22, 0.52)),
            PathStep::Line(at(0.43, 0.74)),
            PathStep::Line(at(0.80, 0.26)),
        ]);
    }
    Path { steps, fill: None, stroke: Some(scaled(stroke, scale)) }
}

/// A line to write on, at the foot of `area`.
pub(super) fn write_in(area: Rect, stroke: Option<&Stroke>, scale: f64) -> Path {
    let Some(stroke) = stroke else {
        return Path { steps: vec![PathStep::Rect(area)], fill: None, stroke: None };
    };
    let y = area.bottom() - stroke.width * scale / 2.0;
    Path {
        steps: vec![
            PathStep::Move(Point::new(area.origin.x, y)),
            PathStep::Line(Point::new(area.right(), y)),
        ],
        fill: None,
        stroke: Some(scaled(stroke, scale)),
    }
}

/// What is left of `area` for the dark modules of `symbol`.
pub(super) fn without_quiet_zone(area: Rect, symbol: &Symbol) -> Rect {
    let modules = symbol.width + 2 * QUIET_ZONE;
    let share = QUIET_ZONE as f64 / modules as f64;
    let (x, y) = (area.size.width * share, area.size.height * share);
    area.inset(Edges { top: y, right: x, bottom: y, left: x })
}

/// Where a frame goes on over the line's end or comes from the line before: that side has no line.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct OpenSides {
    /// It began on an earlier line.
    pub left: bool,
    /// It ends on a later line.
    pub right: bool,
}

/// The outline of a frame; `area` is its border box.
pub(super) fn frame(area: Rect, framed: &Framed, open: OpenSides, scale: f64) -> Path {
    let stroke = framed.border.as_ref().map(|border| scaled(border, scale));
    let inset = stroke.as_ref().map_or(Length::ZERO, |stroke| stroke.width / 2.0);
    let area = area.inset(Edges::all(inset));
    Path { steps: outline(area, framed.radius * scale, open), fill: framed.background, stroke }
}

/// A rectangle with round corners. It is one stroke, so that its fill is whole: round the left end or the
/// right end or both; a frame that is open on both sides is a plain rectangle.
fn outline(area: Rect, radius: Length, open: OpenSides) -> Vec<PathStep> {
    let Size { width, height } = area.size;
    let radius = radius.min(width / 2.0).min(height / 2.0);
    if open.left == open.right && (open.left || radius <= Length::ZERO) {
        return vec![PathStep::Rect(area)];
    }
    let (left, top, right, bottom) = (area.origin.x, area.origin.y, area.right(), area.bottom());
    let at = Point::new;
    let right_end = end(at(right, top), at(right, bottom), -radius);
    let left_end = end(at(left, bottom), at(left, top), radius);
    let mut steps = Vec::with_capacity(10);
    if open.left {
        steps.push(PathStep::Move(at(left, top)));
    } else if open.right {
        steps.push(PathStep::Move(at(right, bottom)));
    } else {
        steps.push(PathStep::Move(at(left + radius, top)));
    }
    if !open.right {
        steps.extend(right_end);
    }
    if !open.left {
        steps.extend(left_end);
    }
    match (open.left, open.right) {
        (true, _) => steps.push(PathStep::Line(at(left, bottom))),
        (_, true) => steps.push(PathStep::Line(at(right, top))),
        _ => steps.push(PathStep::Close),
    }
    steps
}

/// An upright side from corner `from` to corner `to` with both corners rounded; `inward` leads into the shape.
fn end(from: Point, to: Point, inward: Length) -> [PathStep; 4] {
    let radius = inward.abs();
    let down = if from.y < to.y { radius } else { -radius };
    let (near_x, near_y) = (inward * (1.0 - ARC), down * (1.0 - ARC));
    let at = Point::new;
    [
        PathStep::Line(at(from.x + inward, from.y)),
        PathStep::Curve(at(from.x + near_x, from.y), at(from.x, from.y + near_y), at(from.x, from.y + down)),
        PathStep::Line(at(to.x, to.y - down)),
        PathStep::Curve(at(to.x, to.y - near_y), at(to.x + near_x, to.y), at(to.x + inward, to.y)),
    ]
}
