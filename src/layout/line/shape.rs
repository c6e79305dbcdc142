//! Shapes that stand in a line: underlines, frames, tick boxes, lines to write on.

use crate::base::qr::{QUIET_ZONE, Symbol};
use crate::base::{Color, Edges, Length, Point, Rect, Size};
use crate::layout::{Line, Path, Step};
use crate::parse::{Framed, Stroke};

/// Middle of an underline below the baseline, in em: clear of the ink of kanji, which ends at 0.09.
const UNDERLINE: f64 = 0.14;
/// Thickness of an underline, in em.
const UNDERLINE_WIDTH: f64 = 0.05;
/// Control points of a quarter circle as a Bézier curve, as a share of the radius: 4/3 (√2 − 1).
const ARC: f64 = 0.552_284_75;

/// A stroke at `scale`.
pub(super) fn line(stroke: &Stroke, scale: f64) -> Line {
    let dash = stroke.dash.iter().map(|&length| length * scale).collect();
    Line { width: stroke.width * scale, color: stroke.color, dash }
}

/// The line below text of size `em` that stands from `left` to `right`, in points.
pub(super) fn underline(left: f64, right: f64, baseline: f64, em: f64, color: Color) -> Path {
    let y = Length::pt(baseline + UNDERLINE * em);
    Path {
        steps: vec![
            Step::Move(Point::new(Length::pt(left), y)),
            Step::Line(Point::new(Length::pt(right), y)),
        ],
        fill: None,
        stroke: Some(Line { width: Length::pt(UNDERLINE_WIDTH * em), color, dash: Vec::new() }),
    }
}

/// A square to tick, its line inside `area`; ticked or not.
pub(super) fn tick_box(area: Rect, ticked: bool, stroke: &Stroke, scale: f64) -> Path {
    let mut steps = vec![Step::Rect(area.inset(Edges::all(stroke.width * scale / 2.0)))];
    if ticked {
        let at = |x: f64, y: f64| {
            Point::new(area.origin.x + area.size.width * x, area.origin.y + area.size.height * y)
        };
        steps.extend([Step::Move(at(0.22, 0.52)), Step::Line(at(0.43, 0.74)), Step::Line(at(0.80, 0.26))]);
    }
    Path { steps, fill: None, stroke: Some(line(stroke, scale)) }
}

/// A line to write on, at the foot of `area`.
pub(super) fn write_in(area: Rect, stroke: &Stroke, scale: f64) -> Path {
    let y = area.bottom() - stroke.width * scale / 2.0;
    Path {
        steps: vec![Step::Move(Point::new(area.origin.x, y)), Step::Line(Point::new(area.right(), y))],
        fill: None,
        stroke: Some(line(stroke, scale)),
    }
}

/// What is left of `area` for the dark modules of `symbol`.
pub(super) fn without_quiet_zone(area: Rect, symbol: &Symbol) -> Rect {
    let modules = symbol.width + 2 * QUIET_ZONE;
    let share = QUIET_ZONE as f64 / modules as f64;
    let (x, y) = (area.size.width * share, area.size.height * share);
    area.inset(Edges { top: y, right: x, bottom: y, left: x })
}

/// The outline of a frame; `area` is its border box.
pub(super) fn frame(area: Rect, framed: &Framed, scale: f64) -> Path {
    let stroke = framed.border.as_ref().map(|border| line(border, scale));
    let inset = stroke.as_ref().map_or(Length::ZERO, |stroke| stroke.width / 2.0);
    let area = area.inset(Edges::all(inset));
    Path { steps: rounded(area, framed.radius * scale), fill: framed.background, stroke }
}

/// A rectangle with round corners.
fn rounded(area: Rect, radius: Length) -> Vec<Step> {
    let Size { width, height } = area.size;
    let radius = radius.min(width / 2.0).min(height / 2.0);
    if radius <= Length::ZERO {
        return vec![Step::Rect(area)];
    }
    let (left, top, right, bottom) = (area.origin.x, area.origin.y, area.right(), area.bottom());
    let near = radius * (1.0 - ARC);
    let at = Point::new;
    vec![
        Step::Move(at(left + radius, top)),
        Step::Line(at(right - radius, top)),
        Step::Curve(at(right - near, top), at(right, top + near), at(right, top + radius)),
        Step::Line(at(right, bottom - radius)),
        Step::Curve(at(right, bottom - near), at(right - near, bottom), at(right - radius, bottom)),
        Step::Line(at(left + radius, bottom)),
        Step::Curve(at(left + near, bottom), at(left, bottom - near), at(left, bottom - radius)),
        Step::Line(at(left, top + radius)),
        Step::Curve(at(left, top + near), at(left + near, top), at(left + radius, top)),
        Step::Close,
    ]
}
