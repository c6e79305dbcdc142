//! Tables: the grid of cells, column widths, row heights; each row becomes a piece that is never split, and
//! the header is repeated where the table goes on on the next page. Rules between cells are drawn in `rules`.

use std::rc::Rc;

use crate::base::{Length, Point, Rect, Size};
use crate::parse::{Align, Block, ColumnWidth, Extent, Table};

use super::blocks::{Inner, Layer, insets, mark};
use super::flow::{Flow, Frame, Piece, penalty};
use super::grid::Grid;
use super::rules::Rules;
use super::slab::{Draw, Slab};
use super::{Path, Step, fault};

/// Columns with a share of the free width get at least this, where columns as wide as their content give way.
const LEAST_SHARE: Length = Length::mm(15.0);

/// A cell, laid.
struct LaidCell<'t> {
    index: usize,
    inner: Inner<'t>,
    insets: crate::base::Edges,
}

impl Layer<'_> {
    /// Lays a table into `flow`.
    pub(super) fn table<'t>(
        &mut self,
        block: &'t Block,
        table: &'t Table,
        element: Option<usize>,
        x: Length,
        room: Length,
        flow: &mut Flow<'t>,
    ) {
        let grid = Grid::new(table);
        let edges = self.table_columns(block, table, &grid, room);
        let rules = Rules::new(&grid, &block.style.border);
        let width = edges.last().copied().unwrap_or_default();
        let ends = grid.group_ends();
        let mut start = 0;
        let mut next_cell = 0;
        let mut opened = false;
        for (number, &end) in ends.iter().enumerate() {
            let cells = next_cell..grid.cells.partition_point(|placed| placed.row < end);
            next_cell = cells.end;
            let rows = start..end;
            let group = Group { grid: &grid, rules: &rules, edges: &edges, rows: rows.clone() };
            let mut piece = self.row_group(&group, cells, element, width, flow);
            piece.x = x;
            piece.source = Some(block);
            piece.before = group_penalty(&grid, &rows, number, ends.len());
            if !opened {
                let again = (grid.header > 0).then(|| Rc::new(piece.slab.clone()));
                let style = None;
                let frame = Frame { x, width, top: Length::ZERO, bottom: Length::ZERO, style, again };
                flow.open(frame);
                opened = true;
            }
            flow.piece(piece);
            start = end;
        }
        if opened {
            flow.close(Length::ZERO);
        }
    }

    /// Right edges of the columns, with a zero before them.
    fn table_columns(&mut self, block: &Block, table: &Table, grid: &Grid<'_>, room: Length) -> Vec<Length> {
        let full = room;
        let (mut fixed, mut soft, mut shares, mut sharing) = (Length::ZERO, Length::ZERO, 0.0, 0.0);
        let mut widths = Vec::with_capacity(grid.columns);
        for index in 0..grid.columns {
            let wanted = table.columns.get(index).copied().unwrap_or(ColumnWidth::Share(1.0));
            widths.push(match wanted {
                ColumnWidth::Fixed(width) => width,
                ColumnWidth::Part(part) => full * part,
                ColumnWidth::Share(_) => Length::ZERO,
                ColumnWidth::MaxContent => self.column_wanted(grid, index),
            });
            match wanted {
                ColumnWidth::MaxContent => soft += widths[index],
                ColumnWidth::Share(share) => {
                    shares += share;
                    sharing += 1.0;
                }
                _ => fixed += widths[index],
            }
        }
        if !fixed.fits(full) {
            fault::push(&mut self.faults, fault::too_wide(block, fixed, full));
        }
        let left = (full - fixed - LEAST_SHARE * sharing).max(Length::ZERO);
        let stretch = shares == 0.0 && block.style.width.is_some_and(|width| width != Extent::MaxContent);
        let factor = if soft > Length::ZERO && (soft > left || stretch) { left / soft } else { 1.0 };
        let rest = (full - fixed - soft * factor).max(Length::ZERO);
        let mut edges = vec![Length::ZERO];
        for (index, width) in widths.into_iter().enumerate() {
            let width = match table.columns.get(index).copied().unwrap_or(ColumnWidth::Share(1.0)) {
                ColumnWidth::MaxContent => width * factor,
                ColumnWidth::Share(share) if shares > 0.0 => rest * (share / shares),
                _ => width,
            };
            edges.push(edges[index] + width);
        }
        edges
    }

    /// Width that a column would like: that of its widest cell that covers no other column.
    pub(super) fn column_wanted(&mut self, grid: &Grid<'_>, column: usize) -> Length {
        let mut widest = Length::ZERO;
        for placed in &grid.cells {
            if placed.column == column && placed.column_end == column + 1 {
                widest = widest.max(self.max_content(&placed.cell.block));
            }
        }
        widest
    }

    /// Lays rows that stay together, as one piece.
    fn row_group<'t>(
        &mut self,
        group: &Group<'_, 't>,
        cells: std::ops::Range<usize>,
        element: Option<usize>,
        width: Length,
        flow: &mut Flow<'t>,
    ) -> Piece<'t> {
        let laid = self.cells(group, cells, element);
        let tops = group.row_tops(&laid);
        let height = tops.last().copied().unwrap_or_default();
        let mut slab = Slab { size: Size::new(width, height), ..Slab::default() };
        group.row_grounds(&tops, &mut slab);
        for cell in &laid {
            if let Some(color) = group.grid.cells[cell.index].cell.block.style.background {
                slab.draws.push(fill(group.rect(cell.index, &tops), color));
            }
        }
        slab.draws.extend(group.rules.draw(group.rows.clone(), &tops, group.edges));
        for cell in laid {
            self.put_cell(group, cell, &tops, &mut slab, flow);
        }
        let tail = group.rules.bottom(group.rows.end, height, group.edges);
        Piece { slab, tail, ..Piece::default() }
    }

    fn cells<'t>(
        &mut self,
        group: &Group<'_, 't>,
        cells: std::ops::Range<usize>,
        element: Option<usize>,
    ) -> Vec<LaidCell<'t>> {
        let mut laid = Vec::with_capacity(cells.len());
        let mut row = None;
        for index in cells {
            let placed = &group.grid.cells[index];
            if row.is_none_or(|(number, _)| number != placed.row) {
                row = Some((placed.row, self.structure.add(crate::base::Role::Row, element)));
            }
            let block = &placed.cell.block;
            let span = (placed.column_end - placed.column, placed.row_end - placed.row);
            let parent = row.and_then(|(_, element)| element);
            let own = self.structure.cell(block.role, parent, span);
            let mut edges = group.rules.insets(placed);
            let padding = block.style.padding;
            edges.top += padding.top;
            edges.right += padding.right;
            edges.bottom += padding.bottom;
            edges.left += padding.left;
            let full = group.edges[placed.column_end] - group.edges[placed.column];
            let width = full - edges.horizontal() + insets(block).horizontal();
            let inner = self.content(block, own, width, None);
            laid.push(LaidCell { index, inner, insets: edges });
        }
        laid
    }

    fn put_cell<'t>(
        &mut self,
        group: &Group<'_, 't>,
        cell: LaidCell<'t>,
        tops: &[Length],
        slab: &mut Slab,
        flow: &mut Flow<'t>,
    ) {
        let block = &group.grid.cells[cell.index].cell.block;
        let rect = group.rect(cell.index, tops);
        let inner = rect.inset(cell.insets);
        let height = cell.inner.slab.size.height;
        let free = (inner.size.height - height).max(Length::ZERO);
        let y = inner.origin.y
            + match block.style.vertical_align {
                Align::Stretch | Align::Start => Length::ZERO,
                Align::Center => free / 2.0,
                Align::End => free,
            };
        if let Some(fixed) = block.style.height {
            let needed = height + cell.insets.vertical();
            if !needed.fits(fixed) {
                fault::push(&mut self.faults, fault::too_high(block, needed, fixed));
            }
        }
        if slab.baseline.is_none() {
            slab.baseline = cell.inner.slab.baseline.map(|baseline| baseline + y);
        }
        slab.draws.extend(mark(block).map(|mark| Draw::Mark(y, Box::new(mark))));
        slab.draws.push(Draw::Slab(Point::new(inner.origin.x, y), cell.inner.slab));
        if block.style.positioned {
            self.place_overs(cell.inner.overs, rect, slab);
        } else {
            cell.inner.overs.into_iter().for_each(|over| flow.over(over));
        }
    }
}

/// Rows that stay together, and what is needed to lay them.
struct Group<'g, 't> {
    grid: &'g Grid<'t>,
    rules: &'g Rules<'g>,
    edges: &'g [Length],
    rows: std::ops::Range<usize>,
}

impl Group<'_, '_> {
    /// Tops of the rows from the group's top, and the bottom of the last.
    fn row_tops(&self, laid: &[LaidCell<'_>]) -> Vec<Length> {
        let start = self.rows.start;
        let least = |row: usize| self.grid.rows[row].min_height.unwrap_or_default();
        let mut heights: Vec<Length> = self.rows.clone().map(least).collect();
        let needed = |cell: &LaidCell<'_>| {
            let style = &self.grid.cells[cell.index].cell.block.style;
            let natural = cell.inner.slab.size.height + cell.insets.vertical();
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
        let mut tops = vec![Length::ZERO];
        for height in heights {
            tops.push(tops[tops.len() - 1] + height);
        }
        tops
    }

    /// Backgrounds of the rows, behind the cells that begin in them (CSS 2.2, 17.5.1).
    fn row_grounds(&self, tops: &[Length], slab: &mut Slab) {
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
                        slab.draws.extend(ground.replace(rect).map(|rect| fill(rect, color)));
                    }
                }
            }
            slab.draws.extend(ground.map(|rect| fill(rect, color)));
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

fn group_penalty(grid: &Grid<'_>, rows: &std::ops::Range<usize>, number: usize, groups: usize) -> u32 {
    let Some(above) = rows.start.checked_sub(1) else { return penalty::NONE };
    if rows.start <= grid.header || grid.rows[above].keep_with_next {
        return penalty::WITH_NEXT;
    }
    let first_body = usize::from(grid.header > 0);
    if number == first_body + 1 || number + 1 == groups { penalty::LONE_ROW } else { penalty::NONE }
}

fn fill(rect: Rect, color: crate::base::Color) -> Draw {
    Draw::Ornament(Path { steps: vec![Step::Rect(rect)], fill: Some(color), stroke: None })
}
