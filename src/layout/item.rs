//! [`Item`]: something at a fixed place on a page, or on a fragment on its way there; how it is moved, and the rectangle
//! around it. A new kind of item is described here, in `dump`, and where `paint` draws it.

use crate::base::fonts::{FaceId, em};
use crate::base::qr::Symbol;
use crate::base::{Color, Length, Origin, Point, Rect, Size};
pub use crate::parse::Stroke;

/// Something at a fixed place.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// The element it belongs to; `None`: ornament (an artifact).
    pub element: Option<usize>,
    /// Place in the user's files.
    pub at: Origin,
    /// What is drawn.
    pub kind: ItemKind,
}

/// What is drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum ItemKind {
    /// Characters of one face and size on one baseline.
    Text(TextRun),
    /// An outline, filled and stroked.
    Path(Path),
    /// A QR symbol; the rectangle is that of the dark modules, without the quiet zone.
    Symbol(Rect, Symbol),
    /// A bitmap, by its name among the document's pictures.
    Picture(Rect, String),
}

/// Characters of one face and size on one baseline.
#[derive(Clone, Debug, PartialEq)]
pub struct TextRun {
    /// Left end of the baseline.
    pub start: Point,
    /// The face; it has every character of `text`.
    pub face: FaceId,
    /// Size.
    pub size: Length,
    /// Colour.
    pub color: Color,
    /// The characters, one glyph each.
    pub text: String,
    /// Space added after every character (justification, tracking); not after the last.
    pub spacing: Length,
    /// Space added besides, after the character of that index (from 0); in order of index.
    pub shifts: Vec<(usize, Length)>,
    /// Where the run ends on the right.
    pub width: Length,
}

/// An outline in page coordinates.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Path {
    /// The steps.
    pub steps: Vec<PathStep>,
    /// Fill (nonzero winding).
    pub fill: Option<Color>,
    /// Line.
    pub stroke: Option<Stroke>,
}

/// A step of an outline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PathStep {
    /// Starts a ring.
    Move(Point),
    /// A straight line.
    Line(Point),
    /// A cubic Bézier curve: two control points, the end.
    Curve(Point, Point, Point),
    /// A whole rectangle.
    Rect(Rect),
    /// Back to the start of the ring.
    Close,
}

impl ItemKind {
    /// Moves it.
    pub(super) fn shift(&mut self, by: Point) {
        self.map_points(|point| point.moved(by));
    }

    /// Puts it on the [grid](Length::snapped).
    pub(super) fn snap(&mut self) {
        self.map_points(Point::snapped);
    }

    /// Puts other points in the place of those that say where it stands.
    fn map_points(&mut self, new: impl Fn(Point) -> Point) {
        match self {
            Self::Text(run) => run.start = new(run.start),
            Self::Path(path) => path.steps.iter_mut().for_each(|step| step.map_points(&new)),
            Self::Symbol(rect, _) | Self::Picture(rect, _) => rect.origin = new(rect.origin),
        }
    }

    /// The rectangle around it; of text, from the baseline up to the height of capitals. `None` for an outline without
    /// points, or if a number in it is not finite.
    pub fn bounds(&self) -> Option<Rect> {
        let rect = match self {
            Self::Text(run) => {
                let height = half_capital(run.size) * 2.0;
                let corner = Point::new(run.start.x, run.start.y - height);
                Rect::new(corner, Size::new(run.width, height))
            }
            Self::Path(path) => path.bounds()?,
            Self::Symbol(rect, _) | Self::Picture(rect, _) => *rect,
        };
        let lengths = [rect.origin.x, rect.origin.y, rect.size.width, rect.size.height];
        lengths.into_iter().all(Length::is_finite).then_some(rect)
    }
}

impl Path {
    /// The rectangle around all points of the outline, control points too: a curve lies within them.
    pub(super) fn bounds(&self) -> Option<Rect> {
        let mut found: Option<(Point, Point)> = None;
        for step in &self.steps {
            step.each_corner(|point| {
                let (low, high) = found.unwrap_or((point, point));
                found = Some((
                    Point::new(low.x.min(point.x), low.y.min(point.y)),
                    Point::new(high.x.max(point.x), high.y.max(point.y)),
                ));
            });
        }
        found.map(|(low, high)| Rect::new(low, Size::new(high.x - low.x, high.y - low.y)))
    }
}

impl PathStep {
    fn map_points(&mut self, new: impl Fn(Point) -> Point) {
        match self {
            Self::Move(point) | Self::Line(point) => *point = new(*point),
            Self::Curve(first, second, end) => {
                *first = new(*first);
                *second = new(*second);
                *end = new(*end);
            }
            Self::Rect(rect) => rect.origin = new(rect.origin),
            Self::Close => {}
        }
    }

    /// Hands out all its points; of a rectangle, two opposite corners.
    fn each_corner(self, mut see: impl FnMut(Point)) {
        match self {
            Self::Move(point) | Self::Line(point) => see(point),
            Self::Curve(first, second, end) => [first, second, end].into_iter().for_each(see),
            Self::Rect(rect) => {
                see(rect.origin);
                see(Point::new(rect.right(), rect.bottom()));
            }
            Self::Close => {}
        }
    }
}

/// The middle of capital letters and digits above the baseline, in 1/1000 em (BIZ UDPGothic: half of 720).
pub(super) fn half_capital(size: Length) -> Length {
    em(360.0, size)
}
