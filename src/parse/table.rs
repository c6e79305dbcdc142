//! Tables: columns, header, rows, and whether the cells fill them.

use super::builder::{Builder, StyledElement};
use super::node::{MarkupNode, elements};
use super::tag::Tag;
use super::tree::{Block, ColumnWidth, Extent, Row, Table, TableCell};

impl<'a> Builder<'a> {
    /// The table that `element` becomes.
    pub(super) fn table(&mut self, element: &StyledElement<'a>) -> Table {
        let mut table = Table::default();
        for child in elements(element.node) {
            let Some(part) = self.open(element, child) else { continue };
            match part.tag {
                Tag::ColumnGroup => self.columns(&part, &mut table.columns),
                Tag::TableHead => self.rows(&part, &mut table.header),
                Tag::TableBody => self.rows(&part, &mut table.rows),
                Tag::Row => table.rows.push(self.row(&part)),
                _ => self.faults.at(child, "a table holds colgroup, thead, tbody and tr only"),
            }
        }
        if table.columns.is_empty() {
            let first = table.header.iter().chain(&table.rows).next();
            let count = first.map_or(0, |row| row.cells.iter().map(|cell| cell.columns).sum());
            table.columns = vec![ColumnWidth::Share(1.0); count];
        }
        for part in [&table.header, &table.rows] {
            if let Err(fault) = filled(part, table.columns.len()) {
                self.faults.at(element.node, fault);
            }
        }
        table
    }

    fn columns(&mut self, group: &StyledElement<'a>, columns: &mut Vec<ColumnWidth>) {
        for child in elements(group.node) {
            let Some(column) = self.open(group, child) else { continue };
            let own = &column.style.own;
            columns.push(match (own.width_share, own.block.width) {
                (Some(share), _) => ColumnWidth::Share(share),
                (None, Some(Extent::Fixed(length))) => ColumnWidth::Fixed(length),
                (None, Some(Extent::Part(part))) => ColumnWidth::Part(part),
                (None, Some(Extent::MaxContent)) => ColumnWidth::MaxContent,
                (None, None) => ColumnWidth::Share(1.0),
            });
            if column.tag != Tag::Column {
                self.faults.at(child, "a colgroup holds col only");
            }
        }
    }

    fn rows(&mut self, part: &StyledElement<'a>, rows: &mut Vec<Row>) {
        for child in elements(part.node) {
            match self.open(part, child) {
                Some(row) if row.tag == Tag::Row => rows.push(self.row(&row)),
                Some(_) => self.faults.at(child, "only tr can stand here"),
                None => {}
            }
        }
    }

    fn row(&mut self, element: &StyledElement<'a>) -> Row {
        let mut cells = Vec::new();
        for child in elements(element.node) {
            let Some(block) = self.cell(element, child) else { continue };
            let columns = self.count(child, "colspan", 1);
            let rows = self.count(child, "rowspan", 1);
            cells.push(TableCell { block, columns, rows });
        }
        if element.id.is_some() {
            self.faults.at(element.node, "id cannot stand on a row: put it on a cell");
        }
        let style = &element.style.own.block;
        Row {
            cells,
            background: style.background,
            min_height: style.min_height.or(style.height),
            keep_with_next: style.keep_with_next,
            at: element.at,
        }
    }

    /// The box of a cell, which `node`, inside `row`, becomes.
    fn cell(&mut self, row: &StyledElement<'a>, node: MarkupNode<'a>) -> Option<Block> {
        let cell = self.open(row, node)?;
        if !matches!(cell.tag, Tag::Cell | Tag::HeaderCell) {
            self.faults.at(node, "a row holds th and td only");
            return None;
        }
        if !matches!(node.attribute("scope"), None | Some("row" | "col")) {
            self.faults.at(node, "scope must be row or col");
        }
        let mut block = self.frame(&cell);
        if block.style.width.is_some() {
            self.faults.at(node, "a cell's width comes from its col");
        }
        block.content = self.flow(&cell);
        Some(block)
    }
}

/// Whether the cells of `rows` cover every place of `columns` columns once.
fn filled(rows: &[Row], columns: usize) -> Result<(), String> {
    // For each column, in how many rows more (from the current one) a cell from above still stands.
    let mut covered = vec![0_usize; columns];
    for (index, row) in rows.iter().enumerate() {
        let mut cells = row.cells.iter();
        let mut column = 0;
        while column < columns {
            if covered[column] > 0 {
                column += 1;
                continue;
            }
            let cell = cells.next().ok_or_else(|| format!("row {} has too few cells", index + 1))?;
            let end = column + cell.columns;
            if end > columns || covered[column..end].iter().any(|&rest| rest > 0) {
                return Err(format!("a cell of row {} covers too many columns", index + 1));
            }
            covered[column..end].fill(cell.rows);
            column = end;
        }
        if cells.next().is_some() {
            return Err(format!("row {} has too many cells", index + 1));
        }
        covered.iter_mut().for_each(|rest| *rest -= 1);
    }
    if covered.iter().any(|&rest| rest > 0) {
        Err("a cell reaches below the last row".to_owned())
    } else {
        Ok(())
    }
}
