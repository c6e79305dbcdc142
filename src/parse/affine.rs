//! [`Affine`]: the `transform` of a drawing's element in, points and outlines mapped by it out.

use super::outline;
use super::tree::Segment;

/// A mapping of the plane (SVG 2, 8.5): x' = a·x + c·y + e, y' = b·x + d·y + f.
#[derive(Clone, Copy)]
pub(super) struct Affine([f64; 6]);

impl Default for Affine {
    fn default() -> Self {
        Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0])
    }
}

impl Affine {
    /// `translate(x y)`, `scale(s)`, `rotate(degrees x y)`, one after the other.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut whole = Self::default();
        for part in text.split_terminator(')') {
            let (name, numbers) = part.trim_matches([' ', ',']).split_once('(')?;
            let numbers = outline::numbers(numbers)?;
            let moved = |x, y| Self([1.0, 0.0, 0.0, 1.0, x, y]);
            let turned = |degrees: f64| {
                let (sin, cos) = degrees.to_radians().sin_cos();
                Self([cos, sin, -sin, cos, 0.0, 0.0])
            };
            let step = match (name.trim(), numbers.as_slice()) {
                ("translate", &[x]) => moved(x, 0.0),
                ("translate", &[x, y]) => moved(x, y),
                ("scale", &[s]) if s > 0.0 => Self([s, 0.0, 0.0, s, 0.0, 0.0]),
                ("rotate", &[degrees]) => turned(degrees),
                ("rotate", &[degrees, x, y]) => moved(x, y).of(turned(degrees)).of(moved(-x, -y)),
                _ => return None,
            };
            whole = whole.of(step);
        }
        Some(whole)
    }

    /// First `inner`, then this.
    pub(super) fn of(self, inner: Self) -> Self {
        let Self([a, b, c, d, e, f]) = self;
        let Self([p, q, r, s, t, u]) = inner;
        Self([
            a * p + c * q,
            b * p + d * q,
            a * r + c * s,
            b * r + d * s,
            a * t + c * u + e,
            b * t + d * u + f,
        ])
    }

    /// Where a point comes to lie.
    pub(super) fn apply(self, x: f64, y: f64) -> (f64, f64) {
        let Self([a, b, c, d, e, f]) = self;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// By how much lengths grow, on the mean of all directions.
    pub(super) fn scale(self) -> f64 {
        let Self([a, b, c, d, _, _]) = self;
        (a * d - b * c).abs().sqrt()
    }

    /// Whether what is upright stays so.
    pub(super) fn is_upright(self) -> bool {
        self.0[1] == 0.0 && self.0[2] == 0.0
    }

    /// Where a step of an outline comes to lie.
    pub(super) fn segment(self, segment: Segment) -> Segment {
        match segment {
            Segment::Move(x, y) => {
                let (x, y) = self.apply(x, y);
                Segment::Move(x, y)
            }
            Segment::Line(x, y) => {
                let (x, y) = self.apply(x, y);
                Segment::Line(x, y)
            }
            Segment::Curve(x1, y1, x2, y2, x, y) => {
                let ((x1, y1), (x2, y2), (x, y)) = (self.apply(x1, y1), self.apply(x2, y2), self.apply(x, y));
                Segment::Curve(x1, y1, x2, y2, x, y)
            }
            Segment::Close => Segment::Close,
        }
    }
}
