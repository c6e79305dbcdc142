//! Tables that no cell heads are words set out in columns, and no tables to a listener: elements in, what is read in one
//! go with what out. A box to tick is read with the words beside it, a number with what it counts.

use crate::base::Role;
use crate::layout::{Element, ItemKind, Pages};

/// Longer words have a paragraph of their own: a number, an arrow or a count has none.
const SHORT: usize = 2;

/// What the tables without heads are to a listener.
pub(super) struct HeadlessTables {
    /// Whether each element is such a table, or a row or cell of it.
    is_part: Vec<bool>,
    /// For each element in a cell that is one paragraph at most, the first of the cells that are read with it.
    leader: Vec<Option<usize>>,
}

impl HeadlessTables {
    /// Those of `pages`; `has_items` tells of each element whether anything belongs to it directly.
    pub(super) fn of(pages: &Pages, has_items: &[bool]) -> Self {
        let elements = &pages.elements;
        let is_part = parts(elements);
        if !is_part.contains(&true) {
            let leader = vec![None; elements.len()];
            return Self { is_part, leader };
        }
        let cell_of = cells(elements, &is_part);
        let cells = survey(pages, &cell_of, has_items);
        let mut leader = vec![None; elements.len()];
        let mut row: Vec<usize> = Vec::new();
        for index in (0..elements.len()).filter(|index| cell_of[*index] == Some(*index)) {
            if row.first().is_some_and(|first| elements[*first].parent != elements[index].parent) {
                lead(&row, &cells, &mut leader);
                row.clear();
            }
            row.push(index);
        }
        lead(&row, &cells, &mut leader);
        for (index, cell) in cell_of.iter().enumerate() {
            leader[index] = cell.and_then(|cell| leader[cell]);
        }
        Self { is_part, leader }
    }

    /// Whether `element` is such a table, or a row or a cell of it.
    pub(super) fn has(&self, element: usize) -> bool {
        self.is_part[element]
    }

    /// The cell whose paragraph takes in what is in `element`.
    pub(super) fn leader(&self, element: usize) -> Option<usize> {
        self.leader[element]
    }
}

/// What is in a cell.
#[derive(Clone, Copy, Default)]
struct CellContent {
    /// Characters.
    words: usize,
    /// There is something to fill in.
    has_field: bool,
    /// Paragraphs.
    paragraphs: usize,
    /// Something that cannot stand in a paragraph.
    has_blocks: bool,
}

impl CellContent {
    const fn is_simple(self) -> bool {
        !self.has_blocks && self.paragraphs <= 1
    }

    const fn is_empty(self) -> bool {
        self.words == 0 && !self.has_field && self.paragraphs == 0
    }
}

/// Which elements are tables that no cell heads, or rows and cells of them.
fn parts(elements: &[Element]) -> Vec<bool> {
    // The table that each element is or stands in.
    let mut tables: Vec<Option<usize>> = Vec::with_capacity(elements.len());
    let mut headed = vec![false; elements.len()];
    for (index, element) in elements.iter().enumerate() {
        let above = element.parent.and_then(|parent| tables.get(parent).copied().flatten());
        let table = if element.role == Role::Table { Some(index) } else { above };
        if let (Role::HeaderCell(_), Some(table)) = (element.role, table) {
            headed[table] = true;
        }
        tables.push(table);
    }
    let is_part = |(element, table): (&Element, Option<usize>)| {
        matches!(element.role, Role::Table | Role::Row | Role::Cell)
            && table.is_some_and(|table| !headed[table])
    };
    elements.iter().zip(tables).map(is_part).collect()
}

/// The cell of such a table that each element is or stands in.
fn cells(elements: &[Element], is_part: &[bool]) -> Vec<Option<usize>> {
    let mut cells: Vec<Option<usize>> = Vec::with_capacity(elements.len());
    for (index, element) in elements.iter().enumerate() {
        let above = element.parent.and_then(|parent| cells.get(parent).copied().flatten());
        cells.push(if element.role == Role::Cell && is_part[index] { Some(index) } else { above });
    }
    cells
}

/// What is in each cell, by the cell's element.
fn survey(pages: &Pages, cell_of: &[Option<usize>], has_items: &[bool]) -> Vec<CellContent> {
    let mut cells = vec![CellContent::default(); cell_of.len()];
    let elements = pages.elements.iter().zip(cell_of).zip(has_items);
    for (index, ((element, cell), has_items)) in elements.enumerate() {
        let Some(cell) = cell.map(|cell| &mut cells[cell]) else { continue };
        match element.role {
            Role::Paragraph => cell.paragraphs += usize::from(*has_items),
            Role::Field(_) => cell.has_field = true,
            Role::Group | Role::Span | Role::Link | Role::Figure => {}
            Role::Cell if cell_of[index] == Some(index) => {}
            _ => cell.has_blocks = true,
        }
    }
    for item in pages.pages.iter().flat_map(|page| &page.items) {
        let cell = item.element.and_then(|element| *cell_of.get(element)?);
        if let (Some(cell), ItemKind::Text(run)) = (cell, &item.kind) {
            cells[cell].words += run.text.chars().count();
        }
    }
    cells
}

/// Finds what the cells of a row are read with.
fn lead(row: &[usize], cells: &[CellContent], leader: &mut [Option<usize>]) {
    let mut open: Option<(usize, bool)> = None;
    for (place, &index) in row.iter().enumerate() {
        let cell = cells[index];
        if !cell.is_simple() || cell.is_empty() {
            open = open.filter(|_| cell.is_empty());
            continue;
        }
        let has_words = cell.words > SHORT;
        let more_words = row[place + 1..].iter().any(|later| cells[*later].words > SHORT);
        let is_box = cell.has_field && cell.words == 0;
        open = match open {
            Some((_, true)) if has_words || is_box && more_words => Some((index, has_words)),
            Some((first, had_words)) => Some((first, had_words || has_words)),
            None => Some((index, has_words)),
        };
        leader[index] = open.map(|(first, _)| first);
    }
}
