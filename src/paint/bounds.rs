//! Bounds: the rectangles that figures take on their pages, for readers that show them one by one.

use std::collections::BTreeMap;

use super::structure::Structure;
use crate::base::{Length, Point, Rect};
use crate::layout::{Item, ItemKind, Page, Pages, Path, Step};

/// A rectangle on a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Bounds {
    /// The page, from 0.
    pub(super) page: usize,
    /// x of the left edge.
    pub(super) left: Length,
    /// y of the top edge.
    pub(super) top: Length,
    /// x of the right edge.
    pub(super) right: Length,
    /// y of the bottom edge.
    pub(super) bottom: Length,
}

/// The bounds of figures, by their nodes.
pub(super) struct FigureBounds(BTreeMap<usize, Bounds>);

impl FigureBounds {
    /// The bounds of a node, if it is a figure.
    pub(super) fn get(&self, node: usize) -> Option<&Bounds> {
        self.0.get(&node)
    }
}

impl Bounds {
    /// The bounds of all figures: what is painted for them or within them, on the first page where anything is.
    pub(super) fn of_figures(pages: &Pages, structure: &Structure) -> FigureBounds {
        let figures = figures(structure);
        let mut found = BTreeMap::<usize, Self>::new();
        for (page, leaf) in pages.pages.iter().enumerate() {
            for item in &leaf.items {
                let Some(figure) = structure.node(item.element).and_then(|node| figures[node]) else {
                    continue;
                };
                let Some(area) = Self::of(item, page).map(|area| area.placed(leaf)) else { continue };
                found.entry(figure).and_modify(|bounds| bounds.take_in(area)).or_insert(area);
            }
        }
        FigureBounds(found)
    }

    fn of(item: &Item, page: usize) -> Option<Self> {
        let at = |Point { x, y }: Point| Self { page, left: x, top: y, right: x, bottom: y };
        let area = |area: Rect| {
            let mut bounds = at(area.origin);
            bounds.take_in(at(Point::new(area.right(), area.bottom())));
            bounds
        };
        match &item.kind {
            ItemKind::Symbol(rect, _) | ItemKind::Picture(rect, _) => Some(area(*rect)),
            // The em square stands for the glyphs.
            ItemKind::Text(run) => {
                let mut bounds = at(Point::new(run.start.x, run.start.y - run.size));
                bounds.take_in(at(Point::new(run.start.x + run.width, run.start.y)));
                Some(bounds)
            }
            ItemKind::Path(path) => points(path).map(at).reduce(|mut bounds, point| {
                bounds.take_in(point);
                bounds
            }),
        }
    }

    /// Where it comes to lie when the page is painted.
    fn placed(self, page: &Page) -> Self {
        let place = |x, y| page.placement.point(Point::new(x, y), page.size);
        let (from, to) = (place(self.left, self.top), place(self.right, self.bottom));
        Self { left: from.x, top: from.y, right: to.x, bottom: to.y, ..self }
    }

    fn take_in(&mut self, other: Self) {
        if self.page == other.page {
            self.left = self.left.min(other.left);
            self.top = self.top.min(other.top);
            self.right = self.right.max(other.right);
            self.bottom = self.bottom.max(other.bottom);
        }
    }
}

/// For each node, the outermost figure that it is or stands in.
fn figures(structure: &Structure) -> Vec<Option<usize>> {
    let mut figures: Vec<Option<usize>> = Vec::with_capacity(structure.nodes.len());
    for (index, node) in structure.nodes.iter().enumerate() {
        let above = node.parent.and_then(|parent| figures[parent]);
        figures.push(above.or((node.tag == "Figure").then_some(index)));
    }
    figures
}

/// The points of an outline, control points included: a curve lies within them.
fn points(path: &Path) -> impl Iterator<Item = Point> {
    path.steps.iter().flat_map(|step| match *step {
        Step::Move(to) | Step::Line(to) => vec![to],
        Step::Curve(first, second, to) => vec![first, second, to],
        Step::Rect(rect) => vec![rect.origin, Point::new(rect.right(), rect.bottom())],
        Step::Close => Vec::new(),
    })
}
