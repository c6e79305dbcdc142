//! Tables: column widths; each row becomes a piece that is never split, and the header is repeated where the
//! table goes on on the next page. The rows themselves are laid in `rows`, the lines drawn in `rules`.

use std::rc::Rc;

use crate::base::Length;
use crate::parse::{Block, ColumnWidth, Extent, Table};

use super::context::{LayoutContext, Slot};
use super::fault;
use super::flow::{Flow, FlowFrame, Piece, penalty};
use super::grid::Grid;
use super::rows::RowGroup;
use super::rules::Rules;
use super::shares::{Share, share_out};

/// Columns with a share of the free width get at least this, where columns as wide as their content give way.
const LEAST_SHARE: Length = Length::mm(15.0);

impl LayoutContext<'_> {
    /// Lays a table into `flow`.
    pub(super) fn table<'t>(&mut self, block: &'t Block, table: &'t Table, slot: Slot, flow: &mut Flow<'t>) {
        let grid = Grid::new(table);
        let edges = self.table_columns(block, table, &grid, slot.width);
        let rules = Rules::new(&grid, &block.style.border);
        let (x, width) = (slot.x, edges.last().copied().unwrap_or_default());
        let ends = grid.group_ends();
        let (mut start, mut next_cell) = (0, 0);
        let mut header = Length::ZERO;
        for (number, &end) in ends.iter().enumerate() {
            let cells = next_cell..grid.cells.partition_point(|placed| placed.row < end);
            next_cell = cells.end;
            let group = RowGroup { grid: &grid, rules: &rules, edges: &edges, rows: start..end, cells };
            let pieces = self.row_group(&group, slot.element, self.page_height - header, flow);
            let mut before = group_penalty(&grid, &group.rows, number, ends.len());
            if number == 0 {
                let again = pieces.first().filter(|_| grid.header > 0);
                let again = again.map(|piece| Rc::new(piece.fragment.clone()));
                header = again.as_ref().map_or(Length::ZERO, |fragment| fragment.size.height);
                flow.open(FlowFrame {
                    x,
                    width,
                    top: Length::ZERO,
                    bottom: Length::ZERO,
                    style: None,
                    again,
                });
            }
            for piece in pieces {
                flow.piece(Piece { x, before: std::mem::take(&mut before), ..piece });
            }
            start = end;
        }
        if !ends.is_empty() {
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
        for (index, width) in widths.iter_mut().enumerate() {
            match table.columns.get(index).copied().unwrap_or(ColumnWidth::Share(1.0)) {
                ColumnWidth::MaxContent => *width = *width * factor,
                ColumnWidth::Share(share) if shares > 0.0 => *width = rest * (share / shares),
                _ => {}
            }
        }
        self.widen(table, grid, &mut widths);
        let mut edges = vec![Length::ZERO];
        for (index, width) in widths.into_iter().enumerate() {
            edges.push(edges[index] + width);
        }
        edges
    }

    /// Gives columns with a share or a part of the width what their addresses and codes need, from the other such
    /// columns.
    fn widen(&mut self, table: &Table, grid: &Grid<'_>, widths: &mut [Length]) {
        let mut columns = Vec::new();
        for (index, width) in widths.iter().enumerate() {
            let wanted = table.columns.get(index).copied().unwrap_or(ColumnWidth::Share(1.0));
            if matches!(wanted, ColumnWidth::Share(_) | ColumnWidth::Part(_)) {
                columns.push((index, Share { share: width.to_pt(), least: self.column_needed(grid, index) }));
            }
        }
        if columns.iter().all(|&(index, share)| share.least.fits(widths[index])) {
            return;
        }
        let shares: Vec<Share> = columns.iter().map(|column| column.1).collect();
        let room = columns.iter().map(|&(index, _)| widths[index]).sum();
        for (&(index, _), width) in columns.iter().zip(share_out(room, &shares)) {
            widths[index] = width;
        }
    }

    /// Width that a column needs so that no address or code in it breaks.
    fn column_needed(&mut self, grid: &Grid<'_>, column: usize) -> Length {
        let mut needed = Length::ZERO;
        for placed in &grid.cells {
            if placed.column == column && placed.column_end == column + 1 {
                needed = needed.max(self.min_content(&placed.cell.block));
            }
        }
        needed
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
}

fn group_penalty(grid: &Grid<'_>, rows: &std::ops::Range<usize>, number: usize, groups: usize) -> u32 {
    let Some(above) = rows.start.checked_sub(1) else { return penalty::NONE };
    if rows.start <= grid.header || grid.rows[above].keep_with_next {
        return penalty::WITH_NEXT;
    }
    let first_body = usize::from(grid.header > 0);
    if number == first_body + 1 || number + 1 == groups { penalty::LONE_ROW } else { penalty::NONE }
}
