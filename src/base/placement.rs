//! [`Placement`]: how a finished page is shifted and stretched to make a printer's error good.

use std::hash::{Hash, Hasher};

use super::{Length, Point, Rect, Size};

/// A shift, and a stretch about the middle of the paper: printers stretch about their middle too, and a shift
/// can then be measured at the paper's edges without knowing the stretch.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placement {
    /// To the right and down.
    pub offset: Point,
    /// Of lengths across and down; 1 leaves them as they are.
    pub scale: [f64; 2],
}

impl Placement {
    /// Everything stays where it is.
    pub const NONE: Self = Self { offset: Point::new(Length::ZERO, Length::ZERO), scale: [1.0, 1.0] };

    /// Whether everything stays where it is.
    pub fn is_none(&self) -> bool {
        *self == Self::NONE
    }

    /// What x and y are moved by after they are multiplied by [`scale`](Self::scale), from the top left corner.
    pub fn shift(&self, paper: Size) -> Point {
        let about = |offset: Length, extent: Length, scale: f64| offset + extent / 2.0 * (1.0 - scale);
        Point::new(
            about(self.offset.x, paper.width, self.scale[0]),
            about(self.offset.y, paper.height, self.scale[1]),
        )
    }

    /// Where `point` of a page of that size comes to lie.
    pub fn point(&self, point: Point, paper: Size) -> Point {
        Point::new(point.x * self.scale[0], point.y * self.scale[1]).moved(self.shift(paper))
    }

    /// Where `rect` of a page of that size comes to lie.
    pub fn rect(&self, rect: Rect, paper: Size) -> Rect {
        let size = Size::new(rect.size.width * self.scale[0], rect.size.height * self.scale[1]);
        Rect::new(self.point(rect.origin, paper), size)
    }
}

impl Default for Placement {
    fn default() -> Self {
        Self::NONE
    }
}

/// By the bits of its numbers.
impl Hash for Placement {
    fn hash<H: Hasher>(&self, state: &mut H) {
        for number in [self.offset.x.to_pt(), self.offset.y.to_pt(), self.scale[0], self.scale[1]] {
            number.to_bits().hash(state);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_of_the_paper_only_shifts() {
        let paper = Size::new(Length::mm(210.0), Length::mm(297.0));
        let offset = Point::new(Length::mm(0.8), Length::mm(-0.5));
        let placement = Placement { offset, scale: [0.998, 1.01] };
        let middle = placement.point(Point::new(Length::mm(105.0), Length::mm(148.5)), paper);
        assert!(middle.x.approx_eq(Length::mm(105.8)) && middle.y.approx_eq(Length::mm(148.0)));
        let corner = placement.point(Point::default(), paper);
        assert!(corner.x.approx_eq(Length::mm(0.8 + 105.0 * 0.002)));
        assert!(corner.y.approx_eq(Length::mm(-0.5 - 148.5 * 0.01)));
    }
}
