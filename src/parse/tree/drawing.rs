//! Drawings: outlines and labels in a coordinate system of their own.

use std::rc::Rc;

use super::{Stroke, TextAlign, TextStyle};
use crate::base::{Color, Field, Origin, Size};

/// Vector shapes in a coordinate system of their own (`viewBox`), scaled to the box they stand in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drawing {
    /// Left, top, width, height of the coordinate system.
    pub view: [f64; 4],
    /// The size that the drawing asks for.
    pub size: Size,
    /// Alternative text; `None`: ornament.
    pub alt: Option<String>,
    /// It shows something to choose.
    pub field: Option<Field>,
    /// In painting order.
    pub shapes: Vec<Shape>,
}

/// One shape.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// An outline, filled and stroked.
    Path {
        /// The outline, in view units.
        segments: Vec<Segment>,
        /// Fill (nonzero winding).
        fill: Option<Color>,
        /// Line; its width and dashes are in view units, kept as points.
        stroke: Option<Stroke>,
    },
    /// A line of text.
    Text {
        /// Start, middle or end of the baseline, in view units.
        x: f64,
        /// Baseline, in view units.
        y: f64,
        /// Which of them `x` is.
        anchor: TextAlign,
        /// The characters.
        text: String,
        /// Look; the size is in view units, kept as points.
        style: Rc<TextStyle>,
        /// Place in the user's files.
        at: Origin,
    },
}

/// A step of an outline, in view units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Segment {
    /// Starts a ring.
    Move(f64, f64),
    /// A straight line.
    Line(f64, f64),
    /// A cubic Bézier curve: two control points, the end.
    Curve(f64, f64, f64, f64, f64, f64),
    /// Back to the start of the ring.
    Close,
}
