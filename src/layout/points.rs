//! Where items stand: moving them, putting them on the grid, and the rectangles around them.

use super::{ItemKind, Path, Step};
use crate::base::{Length, Point, Rect, Size};

/// Moves an item.
pub(super) fn shift(kind: &mut ItemKind, by: Point) {
    change(kind, |point| point.moved(by));
}

/// Puts an item on the [grid](Length::snapped).
pub(super) fn snap(kind: &mut ItemKind) {
    change(kind, Point::snapped);
}

/// Moves an outline.
pub(super) fn shift_path(path: &mut Path, by: Point) {
    change_path(path, |point| point.moved(by));
}

/// Puts other points in the place of those that say where an item stands.
fn change(kind: &mut ItemKind, new: impl Fn(Point) -> Point) {
    match kind {
        ItemKind::Text(run) => run.start = new(run.start),
        ItemKind::Path(path) => change_path(path, new),
        ItemKind::Symbol(rect, _) | ItemKind::Picture(rect, _) => rect.origin = new(rect.origin),
    }
}

fn change_path(path: &mut Path, new: impl Fn(Point) -> Point) {
    for step in &mut path.steps {
        match step {
            Step::Move(point) | Step::Line(point) => *point = new(*point),
            Step::Curve(first, second, end) => {
                *first = new(*first);
                *second = new(*second);
                *end = new(*end);
            }
            Step::Rect(rect) => rect.origin = new(rect.origin),
            Step::Close => {}
        }
    }
}

/// The rectangle around an item; of text, from the baseline up to the height of capitals. `None` if a number
/// in it is not finite.
pub(super) fn bounds(kind: &ItemKind) -> Option<Rect> {
    let rect = match kind {
        ItemKind::Text(run) => {
            let height = drawn_height(run.size);
            let corner = Point::new(run.start.x, run.start.y - height);
            Rect::new(corner, Size::new(run.width, height))
        }
        ItemKind::Path(path) => path_bounds(path),
        ItemKind::Symbol(rect, _) | ItemKind::Picture(rect, _) => *rect,
    };
    let lengths = [rect.origin.x, rect.origin.y, rect.size.width, rect.size.height];
    lengths.into_iter().all(Length::is_finite).then_some(rect)
}

fn drawn_height(size: Length) -> Length {
    super::drawing::half_capital(size) * 2.0
}

/// The rectangle around an outline.
pub(super) fn path_bounds(path: &Path) -> Rect {
    let mut low = Point::new(Length::pt(f64::MAX), Length::pt(f64::MAX));
    let mut high = Point::new(Length::pt(f64::MIN), Length::pt(f64::MIN));
    let mut see = |point: Point| {
        low = Point::new(low.x.min(point.x), low.y.min(point.y));
        high = Point::new(high.x.max(point.x), high.y.max(point.y));
    };
    for step in &path.steps {
        match *step {
            Step::Move(point) | Step::Line(point) => see(point),
            Step::Curve(first, second, end) => [first, second, end].into_iter().for_each(&mut see),
            Step::Rect(rect) => {
                see(rect.origin);
                see(Point::new(rect.right(), rect.bottom()));
            }
            Step::Close => {}
        }
    }
    Rect::new(low, Size::new(high.x - low.x, high.y - low.y))
}
