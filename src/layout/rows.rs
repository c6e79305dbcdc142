//! Rows of a table: cells laid side by side, their heights, and what is painted behind and between them.

use std::ops::Range;

use crate::base::{Color, Edges, Length, Point, Rect, Role, Size};

use super::context::{LayoutContext, Slot};
use super::flow::{Flow, Piece};
use super::fragment::{Anchor, Fragment, FragmentItem, Laid};
use super::grid::Grid;
use super::item::{Path, PathStep};
use super::rules::Rules;
use super::{fault, frame};

/// Rows that stay together, and what is needed to lay them.
pub(super) struct RowGroup<'g, 't> {
    /// The table.
    pub grid: &'g Grid<'t>,
    /// Its lines.
    pub rules: &'g Rules<'g>,
    /// Right edges of its columns, with a zero before them.
    pub edges: &'g [Length],
    /// The rows.
    pub rows: Range<usize>,
    /// The cells that begin in them.
    pub cells: Range<usize>,
}

impl RowGroup<'_, '_> {
    /// Tops of the rows from the group's top, and the bottom of the last.
    fn row_tops(&self, laid: &[LaidCell<'_>]) -> Vec<Length> {
        let start = self.rows.start;
        let least = |row: usize| self.grid.rows[row].min_height.unwrap_or_default();
        let mut heights: Vec<Length> = self.rows.clone().map(least).collect();
        let needed = |cell: &LaidCell<'_>| {
            let style = &self.grid.cells[cell.index].cell.block.style;
            let natural = cell.inner.fragment.size.height + cell.insets.vertical();
            natural.max(style.min_height.unwrap_or_default()).max(style.height.unwrap_or_default())
        };
        for spanning in [false, true] {
            for cell in laid {
                let placed = &self.grid.cells[cell.index];
                if (placed.row_end > placed.row + 1) != spanning {
                    continue;
                }
                let rows = placed.row - start..placed.row_end - start;
                let last = rows.end - 1;
                let have: Length = heights[rows].iter().copied().sum();
                heights[last] += (needed(cell) - have).max(Length::ZERO);
            }
        }
        let mut tops = Vec::with_capacity(heights.len() + 1);
        tops.push(Length::ZERO);
        for height in heights {
            tops.push(tops[tops.len() - 1] + height);
        }
        tops
    }

    /// Backgrounds of the rows, behind the cells that begin in them (CSS 2.2, 17.5.1).
    fn row_grounds(&self, tops: &[Length], fragment: &mut Fragment) {
        for row in self.rows.clone() {
            let Some(color) = self.grid.rows[row].background else { continue };
            let mut ground: Option<Rect> = None;
            for index in self.grid.in_row(row) {
                let rect = self.rect(index, tops);
                match &mut ground {
                    Some(wide)
                        if wide.right().approx_eq(rect.origin.x)
                            && wide.size.height.approx_eq(rect.size.height) =>
                    {
                        wide.size.width += rect.size.width;
                    }
                    _ => {
                        fragment.items.extend(ground.replace(rect).map(|rect| fill(rect, color)));
                    }
                }
            }
            fragment.items.extend(ground.map(|rect| fill(rect, color)));
        }
    }

    /// The places that a cell covers.
    fn rect(&self, index: usize, tops: &[Length]) -> Rect {
        let placed = &self.grid.cells[index];
        let (left, right) = (self.edges[placed.column], self.edges[placed.column_end]);
        let start = self.rows.start;
        let (top, bottom) = (tops[placed.row - start], tops[placed.row_end - start]);
        Rect::new(Point::new(left, top), Size::new(right - left, bottom - top))
    }
}

/// A cell, laid.
struct LaidCell<'t> {
    index: usize,
    inner: Laid<'t>,
    insets: Edges,
}

impl LayoutContext<'_> {
    /// Lays rows that stay together, as one piece. A single row higher than `limit` becomes several, split
    /// between the lines of its cells.
    pub(super) fn row_group<'t>(
        &mut self,
        group: &RowGroup<'_, 't>,
        element: Option<usize>,
        limit: Length,
        flow: &mut Flow<'t>,
    ) -> Vec<Piece<'t>> {
        let mut laid = self.cells(group, element);
        let mut tops = group.row_tops(&laid);
        let must_be_cut =
            |tops: &[Length]| group.rows.len() == 1 && tops.last().is_some_and(|height| !height.fits(limit));
        let mut pieces = Vec::with_capacity(1);
        loop {
            let rest = if must_be_cut(&tops) { cut_row(&mut laid, limit) } else { Vec::new() };
            if !rest.is_empty() {
                tops = group.row_tops(&laid);
            }
            pieces.push(self.rows(group, laid, &tops, flow));
            if rest.is_empty() {
                return pieces;
            }
            laid = rest;
            tops = group.row_tops(&laid);
        }
    }

    fn rows<'t>(
        &mut self,
        group: &RowGroup<'_, 't>,
        laid: Vec<LaidCell<'t>>,
        tops: &[Length],
        flow: &mut Flow<'t>,
    ) -> Piece<'t> {
        let height = tops.last().copied().unwrap_or_default();
        let width = group.edges.last().copied().unwrap_or_default();
        let mut fragment = Fragment { size: Size::new(width, height), ..Fragment::default() };
        group.row_grounds(tops, &mut fragment);
        for cell in &laid {
            if let Some(color) = group.grid.cells[cell.index].cell.block.style.background {
                fragment.items.push(fill(group.rect(cell.index, tops), color));
            }
        }
        fragment.items.extend(group.rules.draw(group.rows.clone(), tops, group.edges));
        let tallest = laid.iter().max_by(|a, b| {
            a.inner.fragment.size.height.to_pt().total_cmp(&b.inner.fragment.size.height.to_pt())
        });
        let source = tallest.map(|cell| &group.grid.cells[cell.index].cell.block);
        for cell in laid {
            self.put_cell(group, cell, tops, &mut fragment, flow);
        }
        let tail = group.rules.bottom(group.rows.end, height, group.edges);
        Piece { fragment, tail, source, ..Piece::default() }
    }

    fn cells<'t>(&mut self, group: &RowGroup<'_, 't>, element: Option<usize>) -> Vec<LaidCell<'t>> {
        let mut laid = Vec::with_capacity(group.cells.len());
        let mut row = None;
        for index in group.cells.clone() {
            let placed = &group.grid.cells[index];
            if row.is_none_or(|(number, _)| number != placed.row) {
                row = Some((placed.row, self.structure.add(Role::Row, element)));
            }
            let block = &placed.cell.block;
            let span = (placed.column_end - placed.column, placed.row_end - placed.row);
            let parent = row.and_then(|(_, element)| element);
            let own = self.structure.cell(block.role, parent, span);
            let insets = frame::padded(group.rules.insets(placed), block);
            let full = group.edges[placed.column_end] - group.edges[placed.column];
            let width = full - insets.horizontal() + frame::insets(block).horizontal();
            let inner = self.content(block, Slot { element: own, width, ..Slot::default() });
            laid.push(LaidCell { index, inner, insets });
        }
        laid
    }

    fn put_cell<'t>(
        &mut self,
        group: &RowGroup<'_, 't>,
        cell: LaidCell<'t>,
        tops: &[Length],
        fragment: &mut Fragment,
        flow: &mut Flow<'t>,
    ) {
        let block = &group.grid.cells[cell.index].cell.block;
        let rect = group.rect(cell.index, tops);
        let inner = rect.inset(cell.insets);
        let height = cell.inner.fragment.size.height;
        let y = inner.origin.y + frame::space_before(block.style.vertical_align, inner.size.height - height);
        if let Some(fixed) = block.style.height {
            let needed = height + cell.insets.vertical();
            if !needed.fits(fixed) {
                fault::push(&mut self.faults, fault::too_high(block, needed, fixed));
            }
        }
        if fragment.baseline.is_none() {
            fragment.baseline = cell.inner.fragment.baseline.map(|baseline| baseline + y);
        }
        fragment.items.extend(Anchor::of(block).map(|anchor| FragmentItem::anchor(y, anchor)));
        fragment.items.push(FragmentItem::Fragment(Point::new(inner.origin.x, y), cell.inner.fragment));
        if block.style.positioned {
            self.place_out_of_flow(cell.inner.out_of_flow, rect, fragment);
        } else {
            cell.inner.out_of_flow.into_iter().for_each(|out| flow.out_of_flow(out));
        }
    }
}

/// Cuts the cells of a row so that what is left in `laid` is at most `limit` high; returns the rest of the
/// cells, or nothing if no cell can be cut.
fn cut_row<'t>(laid: &mut [LaidCell<'t>], limit: Length) -> Vec<LaidCell<'t>> {
    let mut rest = Vec::with_capacity(laid.len());
    let mut progress = false;
    for cell in laid.iter_mut() {
        let fragment = std::mem::take(&mut cell.inner.fragment);
        let (head, tail) = fragment.cut(limit - cell.insets.vertical());
        progress |= !head.items.is_empty();
        cell.inner.fragment = head;
        let inner = Laid { fragment: tail.unwrap_or_default(), out_of_flow: Vec::new() };
        rest.push(LaidCell { index: cell.index, inner, insets: cell.insets });
    }
    let is_over = rest.iter().all(|cell| cell.inner.fragment.items.is_empty());
    if progress && !is_over {
        return rest;
    }
    for (cell, rest) in laid.iter_mut().zip(rest) {
        // Nothing can be cut: put back as it was, to be told as higher than a page.
        if !rest.inner.fragment.items.is_empty() {
            cell.inner.fragment = rest.inner.fragment;
        }
    }
    Vec::new()
}

fn fill(rect: Rect, color: Color) -> FragmentItem {
    FragmentItem::ornament(Path { steps: vec![PathStep::Rect(rect)], fill: Some(color), stroke: None })
}
