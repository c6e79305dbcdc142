//! [`Rules`]: the lines between table cells. Each shared border is drawn once, the thicker one wins, of equal
//! ones the upper or left one (CSS 2.2, 17.6.2). Outer lines stand inside the table's edge, inner ones on it.

use std::ops::Range;

use crate::base::{Edges, Length, Point};
use crate::parse::Stroke;

use super::fragment::FragmentItem;
use super::grid::{Grid, PlacedCell};
use super::item::{Path, PathStep};

/// The lines of a table.
pub(super) struct Rules<'g> {
    columns: usize,
    rows: usize,
    /// Above each row, and below the last: a line per column.
    horizontal: Vec<Option<&'g Stroke>>,
    /// In each row: a line left of each column, and right of the last.
    vertical: Vec<Option<&'g Stroke>>,
}

impl<'g> Rules<'g> {
    /// Finds the line for each edge. `border` is the table's own: top, right, bottom, left.
    pub(super) fn new(grid: &Grid<'g>, border: &'g [Option<Stroke>; 4]) -> Self {
        let (columns, rows) = (grid.columns, grid.rows.len());
        let side = |owner: Option<usize>, side: usize| {
            let cell: &'g crate::parse::TableCell = grid.cells.get(owner?)?.cell;
            cell.block.style.border[side].as_ref()
        };
        let mut horizontal = Vec::with_capacity((rows + 1) * columns);
        for row in 0..=rows {
            for column in 0..columns {
                let above = row.checked_sub(1).and_then(|above| grid.owner(above, column));
                let below = if row < rows { grid.owner(row, column) } else { None };
                horizontal.push(match (row, above, below) {
                    (_, Some(above), Some(below)) if above == below => None,
                    (0, ..) => thicker(border[0].as_ref(), side(below, 0)),
                    _ if row == rows => thicker(side(above, 2), border[2].as_ref()),
                    _ => thicker(side(above, 2), side(below, 0)),
                });
            }
        }
        let mut vertical = Vec::with_capacity(rows * (columns + 1));
        for row in 0..rows {
            for column in 0..=columns {
                let left = column.checked_sub(1).and_then(|left| grid.owner(row, left));
                let right = grid.owner(row, column);
                vertical.push(match (column, left, right) {
                    (_, Some(left), Some(right)) if left == right => None,
                    (0, ..) => thicker(border[3].as_ref(), side(right, 3)),
                    _ if column == columns => thicker(side(left, 1), border[1].as_ref()),
                    _ => thicker(side(left, 1), side(right, 3)),
                });
            }
        }
        Self { columns, rows, horizontal, vertical }
    }

    /// What the lines take from each side of a cell.
    pub(super) fn insets(&self, placed: &PlacedCell<'_>) -> Edges {
        let rows = placed.row..placed.row_end;
        let columns = placed.column..placed.column_end;
        let above = widest(columns.clone().map(|column| self.above(placed.row, column)));
        let below = widest(columns.map(|column| self.above(placed.row_end, column)));
        let left = widest(rows.clone().map(|row| self.left(row, placed.column)));
        let right = widest(rows.map(|row| self.left(row, placed.column_end)));
        let part = |outer: bool, width: Length| if outer { width } else { width / 2.0 };
        Edges {
            top: part(placed.row == 0, above),
            right: part(placed.column_end == self.columns, right),
            bottom: part(placed.row_end == self.rows, below),
            left: part(placed.column == 0, left),
        }
    }

    /// The lines above and between `rows` and at their sides; not the one below the last.
    pub(super) fn draw(&self, rows: Range<usize>, tops: &[Length], edges: &[Length]) -> Vec<FragmentItem> {
        let mut lines = StrokedLines::default();
        for (row, top) in rows.clone().zip(tops) {
            self.across(row, *top, edges, &mut lines);
        }
        for (column, edge) in edges.iter().enumerate().take(self.columns + 1) {
            let mut row = rows.start;
            while row < rows.end {
                let first = row;
                let stroke = self.left(row, column);
                while row < rows.end && self.left(row, column) == stroke {
                    row += 1;
                }
                let Some(stroke) = stroke else { continue };
                let x = self.inside(*edge, column, self.columns, stroke.width);
                let (from, to) = (tops[first - rows.start], tops[row - rows.start]);
                lines.add(stroke, Point::new(x, from), Point::new(x, to));
            }
        }
        lines.items()
    }

    /// The line above row `row` as the last line of a part of the table that ends at `y`.
    pub(super) fn bottom(&self, row: usize, y: Length, edges: &[Length]) -> Vec<FragmentItem> {
        let mut lines = StrokedLines::default();
        self.across(row, y, edges, &mut lines);
        lines.items()
    }

    fn across(&self, row: usize, y: Length, edges: &[Length], lines: &mut StrokedLines<'g>) {
        let mut column = 0;
        while column < self.columns {
            let first = column;
            let stroke = self.above(row, column);
            while column < self.columns && self.above(row, column) == stroke {
                column += 1;
            }
            let Some(stroke) = stroke else { continue };
            let y = self.inside(y, row, self.rows, stroke.width);
            let from = edges[first] - self.corner(row, first);
            let to = edges[column] + self.corner(row, column);
            lines.add(stroke, Point::new(from, y), Point::new(to, y));
        }
    }

    /// How far a horizontal line that ends at an inner vertical one goes on, so that the corner is whole.
    fn corner(&self, row: usize, column: usize) -> Length {
        if column == 0 || column == self.columns {
            return Length::ZERO;
        }
        let above = row.checked_sub(1).and_then(|row| self.left(row, column));
        let below = if row < self.rows { self.left(row, column) } else { None };
        widest([above, below].into_iter()) / 2.0
    }

    fn inside(&self, place: Length, index: usize, last: usize, width: Length) -> Length {
        match index {
            0 => place + width / 2.0,
            _ if index == last => place - width / 2.0,
            _ => place,
        }
    }

    fn above(&self, row: usize, column: usize) -> Option<&'g Stroke> {
        self.horizontal.get(row * self.columns + column).copied().flatten()
    }

    fn left(&self, row: usize, column: usize) -> Option<&'g Stroke> {
        self.vertical.get(row * (self.columns + 1) + column).copied().flatten()
    }
}

fn thicker<'g>(first: Option<&'g Stroke>, second: Option<&'g Stroke>) -> Option<&'g Stroke> {
    match (first, second) {
        (Some(a), Some(b)) if b.width > a.width => Some(b),
        (None, other) => other,
        (some, _) => some,
    }
}

fn widest<'g>(strokes: impl Iterator<Item = Option<&'g Stroke>>) -> Length {
    strokes.flatten().fold(Length::ZERO, |widest, stroke| widest.max(stroke.width))
}

/// Lines of the same look, gathered into one outline each.
#[derive(Default)]
struct StrokedLines<'g>(Vec<(&'g Stroke, Vec<PathStep>)>);

/// Steps of an outline of lines, about.
const USUAL: usize = 16;

impl<'g> StrokedLines<'g> {
    fn add(&mut self, stroke: &'g Stroke, from: Point, to: Point) {
        let steps = [PathStep::Move(from), PathStep::Line(to)];
        match self.0.iter_mut().find(|(line, _)| *line == stroke) {
            Some((_, path)) => path.extend(steps),
            None => {
                let mut path = Vec::with_capacity(USUAL);
                path.extend(steps);
                self.0.push((stroke, path));
            }
        }
    }

    fn items(self) -> Vec<FragmentItem> {
        let path = |(stroke, steps): (&Stroke, _)| {
            FragmentItem::ornament(Path { steps, fill: None, stroke: Some(stroke.clone()) })
        };
        self.0.into_iter().map(path).collect()
    }
}
