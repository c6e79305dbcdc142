//! Bounds: the rectangles that figures take on their pages, for readers that show them one by one.

use std::collections::BTreeMap;

use super::structure::TagTree;
use crate::base::{Length, Point, Rect, Size};
use crate::layout::{Item, ItemKind, Page, Pages, TextRun};

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
    pub(super) fn of_figures(pages: &Pages, structure: &TagTree) -> FigureBounds {
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
        let area = match &item.kind {
            // The em square stands for the glyphs.
            ItemKind::Text(TextRun { start, size, width, .. }) => {
                Rect::new(Point::new(start.x, start.y - *size), Size::new(*width, *size))
            }
            other => other.bounds()?,
        };
        let Point { x, y } = area.origin;
        Some(Self { page, left: x, top: y, right: area.right(), bottom: area.bottom() })
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
fn figures(structure: &TagTree) -> Vec<Option<usize>> {
    let mut figures: Vec<Option<usize>> = Vec::with_capacity(structure.nodes.len());
    for (index, node) in structure.nodes.iter().enumerate() {
        let above = node.parent.and_then(|parent| figures[parent]);
        figures.push(above.or((node.tag == "Figure").then_some(index)));
    }
    figures
}
