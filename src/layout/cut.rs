//! Cutting a slab in two between the pieces that it was stacked from: for table rows higher than a page.

use crate::base::{Length, Point, Size};

use super::points;
use super::slab::{Draw, Slab};

/// The upper part of `slab`, at most `room` high, and the rest. Without a rest it fits as it is; with an
/// upper part that is empty, nothing can be cut.
pub(super) fn cut(mut slab: Slab, room: Length) -> (Slab, Option<Slab>) {
    if slab.size.height.fits(room) {
        return (slab, None);
    }
    let Some(first) = slab.draws.iter().position(|draw| !span(draw).1.fits(room)) else {
        return (slab, None);
    };
    let mut rest = slab.draws.split_off(first);
    let top = rest.first().map_or(Length::ZERO, |draw| span(draw).0);
    let up = Point::new(Length::ZERO, -top);
    rest.iter_mut().for_each(|draw| shift(draw, up));
    let size = Size::new(slab.size.width, slab.size.height - top);
    let rest = Slab { size, baseline: None, draws: rest };
    slab.size.height = slab.draws.iter().map(|draw| span(draw).1).fold(Length::ZERO, Length::max);
    (slab, Some(rest))
}

/// Top and bottom of what is drawn.
fn span(draw: &Draw) -> (Length, Length) {
    match draw {
        Draw::Slab(at, slab) => (at.y, at.y + slab.size.height),
        Draw::Repeated(at, slab) => (at.y, at.y + slab.size.height),
        Draw::Line(at, laid) => (at.y - laid.line.ascent, at.y + laid.line.descent),
        Draw::Mark(y, _) => (*y, *y),
        Draw::Ornament(path) if path.steps.is_empty() => (Length::ZERO, Length::ZERO),
        Draw::Ornament(path) => {
            let bounds = points::path_bounds(path);
            (bounds.origin.y, bounds.bottom())
        }
        Draw::Item(_, _, kind) => {
            points::bounds(kind).map_or_else(Default::default, |bounds| (bounds.origin.y, bounds.bottom()))
        }
    }
}

fn shift(draw: &mut Draw, by: Point) {
    match draw {
        Draw::Slab(at, _) | Draw::Repeated(at, _) | Draw::Line(at, _) => *at = at.moved(by),
        Draw::Mark(y, _) => *y += by.y,
        Draw::Ornament(path) => points::shift_path(path, by),
        Draw::Item(_, _, kind) => points::shift(kind, by),
    }
}
