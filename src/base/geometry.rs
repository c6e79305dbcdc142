//! Points, sizes, rectangles and edges on paper. The origin is the top left corner, y grows downwards.

use super::Length;

/// A place on a page, from its top left corner.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// Distance from the left edge.
    pub x: Length,
    /// Distance from the top edge.
    pub y: Length,
}

impl Point {
    /// The point at `x`, `y`.
    pub const fn new(x: Length, y: Length) -> Self {
        Self { x, y }
    }

    /// The point on the [grid](Length::snapped).
    pub const fn snapped(self) -> Self {
        Self::new(self.x.snapped(), self.y.snapped())
    }

    /// The point moved by `by`.
    pub fn moved(self, by: Self) -> Self {
        Self::new(self.x + by.x, self.y + by.y)
    }
}

/// Width and height.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Size {
    /// Extent from left to right.
    pub width: Length,
    /// Extent from top to bottom.
    pub height: Length,
}

impl Size {
    /// A size of `width` by `height`.
    pub const fn new(width: Length, height: Length) -> Self {
        Self { width, height }
    }
}

/// An upright rectangle.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Top left corner.
    pub origin: Point,
    /// Width and height.
    pub size: Size,
}

impl Rect {
    /// The rectangle of `size` with its top left corner at `origin`.
    pub const fn new(origin: Point, size: Size) -> Self {
        Self { origin, size }
    }

    /// x of the right edge.
    pub fn right(self) -> Length {
        self.origin.x + self.size.width
    }

    /// y of the bottom edge.
    pub fn bottom(self) -> Length {
        self.origin.y + self.size.height
    }

    /// The rectangle with its corner on the [grid](Length::snapped).
    pub const fn snapped(self) -> Self {
        Self::new(self.origin.snapped(), self.size)
    }

    /// The rectangle moved by `by`.
    pub fn moved(self, by: Point) -> Self {
        Self::new(self.origin.moved(by), self.size)
    }

    /// What is left of the rectangle inside `edges`.
    pub fn inset(self, edges: Edges) -> Self {
        Self::new(
            Point::new(self.origin.x + edges.left, self.origin.y + edges.top),
            Size::new(self.size.width - edges.horizontal(), self.size.height - edges.vertical()),
        )
    }

    /// Whether `inner` lies wholly within this rectangle, rounding forgiven.
    pub fn holds(self, inner: Self) -> bool {
        self.origin.x.fits(inner.origin.x)
            && self.origin.y.fits(inner.origin.y)
            && inner.right().fits(self.right())
            && inner.bottom().fits(self.bottom())
    }
}

/// A length for each of the four edges (margin, padding).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Edges {
    /// At the top.
    pub top: Length,
    /// At the right.
    pub right: Length,
    /// At the bottom.
    pub bottom: Length,
    /// At the left.
    pub left: Length,
}

impl Edges {
    /// The same length on all four edges.
    pub const fn all(length: Length) -> Self {
        Self { top: length, right: length, bottom: length, left: length }
    }

    /// Left and right together.
    pub fn horizontal(self) -> Length {
        self.left + self.right
    }

    /// Top and bottom together.
    pub fn vertical(self) -> Length {
        self.top + self.bottom
    }
}
