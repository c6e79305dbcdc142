//! The cells of a sheet's XML. In: cells and styles. Out: changes that give each cell its style and empty others; the
//! cells as rows. What styles look like is not known here.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::{Document, Node};

use super::splice::{Splices, append, child, children, number, prefix, set, xml};
use crate::read::table::column_letters;

/// A cell by its row and column, from 1.
pub(super) type CellPosition = (u32, u32);

/// `H12`
pub(super) fn name((row, column): CellPosition) -> String {
    format!("{}{row}", column_letters(column))
}

/// The style of each cell of `positions`; for a cell that does not exist, the style of its column.
pub(super) fn styles(document: &Document<'_>, positions: &[CellPosition]) -> BTreeMap<CellPosition, u32> {
    let root = document.root_element();
    let columns: Vec<Node<'_, '_>> =
        child(root, "cols").into_iter().flat_map(|cols| children(cols, "col")).collect();
    let of_column = |wanted: u32| {
        let has = |node: &&Node<'_, '_>| {
            number(**node, "min").is_some_and(|min| min <= wanted)
                && number(**node, "max").is_some_and(|max| wanted <= max)
        };
        columns.iter().find(has).and_then(|node| number(*node, "style")).unwrap_or(0)
    };
    let mut found: BTreeMap<CellPosition, u32> =
        positions.iter().map(|&(row, column)| ((row, column), of_column(column))).collect();
    for (row, node) in rows(root) {
        for (column, cell) in cells(node) {
            if let Some(style) = found.get_mut(&(row, column)) {
                *style = number(cell, "s").unwrap_or(0);
            }
        }
    }
    found
}

/// The cells that have one of `styles`.
pub(super) fn with_styles(document: &Document<'_>, styles: &BTreeSet<u32>) -> Vec<CellPosition> {
    let has = |cell: Node<'_, '_>| styles.contains(&number(cell, "s").unwrap_or(0));
    let of_row =
        |(row, node)| cells(node).filter(move |(_, cell)| has(*cell)).map(move |(column, _)| (row, column));
    rows(document.root_element()).flat_map(of_row).collect()
}

/// All cells with their elements.
pub(super) fn all<'a, 'i>(document: &'a Document<'i>) -> impl Iterator<Item = (CellPosition, Node<'a, 'i>)> {
    rows(document.root_element())
        .flat_map(|(row, node)| cells(node).map(move |(column, cell)| ((row, column), cell)))
}

/// What is to become of the cells of a sheet.
#[derive(Default)]
pub(super) struct Changes {
    /// The style of each cell.
    pub(super) styles: BTreeMap<CellPosition, u32>,
    /// Cells that lose their content.
    pub(super) emptied: BTreeSet<CellPosition>,
    /// The new texts of cells, each of which has a style too.
    pub(super) texts: BTreeMap<CellPosition, String>,
}

impl Changes {
    /// The element of a cell that is made anew.
    fn tag(&self, prefix: &str, position: CellPosition, style: u32) -> String {
        let name = name(position);
        match self.texts.get(&position).filter(|text| !text.is_empty()) {
            None => format!("<{prefix}c r=\"{name}\" s=\"{style}\"/>"),
            Some(text) => format!(
                "<{prefix}c r=\"{name}\" s=\"{style}\" t=\"inlineStr\"><{prefix}is><{prefix}t xml:space=\"preserve\">{}</{prefix}t></{prefix}is></{prefix}c>",
                xml(&escaped(text))
            ),
        }
    }
}

/// A text in which nothing looks like the sign for a character (`_x000D_`).
fn escaped(text: &str) -> String {
    let is_sign = |rest: &str| {
        let code = rest.get(2..6).filter(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()));
        rest.starts_with("_x") && code.is_some() && rest.get(6..7) == Some("_")
    };
    let mut out = String::with_capacity(text.len());
    for (at, character) in text.char_indices() {
        if is_sign(&text[at..]) {
            out.push_str("_x005F");
        }
        out.push(character);
    }
    out
}

/// Changes the cells, and adds cells that do not exist.
pub(super) fn change(
    splices: &mut Splices,
    text: &str,
    document: &Document<'_>,
    changes: &Changes,
) -> Option<()> {
    let root = document.root_element();
    child(root, "sheetData")?;
    let prefix = prefix(text, root);
    let mut left = changes.styles.clone();
    for (row, node) in rows(root) {
        let wanted: Vec<CellPosition> =
            left.range((row, 0)..=(row, u32::MAX)).map(|(&position, _)| position).collect();
        let cells: Vec<_> = cells(node).collect();
        empty(splices, text, (row, &cells), changes);
        if wanted.is_empty() {
            continue;
        }
        let mut at_end = String::new();
        for position in wanted {
            let Some(style) = left.remove(&position) else { continue };
            let new = changes.tag(prefix, position, style);
            match cells.iter().find(|(column, _)| *column >= position.1) {
                Some(&(column, _)) if column == position.1 && changes.emptied.contains(&position) => {}
                Some(&(column, cell)) if column == position.1 && changes.texts.contains_key(&position) => {
                    splices.replace(cell.range(), new);
                }
                Some(&(column, cell)) if column == position.1 => {
                    set(splices, text, cell, "s", &style.to_string());
                }
                Some((_, next)) => splices.insert(next.range().start, new),
                None => at_end.push_str(&new),
            }
        }
        if !at_end.is_empty() {
            append(splices, text, node, &at_end);
        }
    }
    add_rows(splices, text, root, (&left, changes))
}

/// Takes the content of the emptied cells of a row; each keeps its style or gets its new one.
fn empty(splices: &mut Splices, text: &str, (row, cells): (u32, &[(u32, Node<'_, '_>)]), changes: &Changes) {
    for &(column, cell) in cells {
        let position = (row, column);
        if changes.emptied.contains(&position) {
            let style = changes.styles.get(&position).copied().or_else(|| number(cell, "s")).unwrap_or(0);
            let tag = format!("<{}c r=\"{}\" s=\"{style}\"/>", prefix(text, cell), name(position));
            splices.replace(cell.range(), tag);
        }
    }
}

/// Adds rows for the cells of `left`, each in front of the next row.
fn add_rows(
    splices: &mut Splices,
    text: &str,
    root: Node<'_, '_>,
    (left, changes): (&BTreeMap<CellPosition, u32>, &Changes),
) -> Option<()> {
    let data = child(root, "sheetData")?;
    let prefix = prefix(text, root);
    let mut new: BTreeMap<u32, String> = BTreeMap::new();
    for (&position, &style) in left {
        let cells = new.entry(position.0).or_default();
        cells.push_str(&changes.tag(prefix, position, style));
    }
    let mut at_end = String::new();
    for (row, cells) in new {
        let tag = format!("<{prefix}row r=\"{row}\">{cells}</{prefix}row>");
        match rows(root).find(|(known, _)| *known > row) {
            Some((_, below)) => splices.insert(below.range().start, tag),
            None => at_end.push_str(&tag),
        }
    }
    if !at_end.is_empty() {
        append(splices, text, data, &at_end);
    }
    Some(())
}

/// The rows with their numbers; a row without a number is the one after the last.
fn rows<'a, 'i>(root: Node<'a, 'i>) -> impl Iterator<Item = (u32, Node<'a, 'i>)> {
    let data = child(root, "sheetData");
    let mut last = 0;
    data.into_iter().flat_map(|data| children(data, "row")).map(move |row| {
        last = number(row, "r").unwrap_or(last + 1);
        (last, row)
    })
}

/// The cells of a row with their columns.
fn cells<'a, 'i>(row: Node<'a, 'i>) -> impl Iterator<Item = (u32, Node<'a, 'i>)> {
    let mut last = 0;
    children(row, "c").map(move |cell| {
        last = cell.attribute("r").map_or(last + 1, column_of);
        (last, cell)
    })
}

/// The cell of the name `H12`.
pub(in crate::read) fn position_of(cell: &str) -> Option<CellPosition> {
    let row =
        cell.trim_start_matches(|c: char| c.is_ascii_alphabetic()).parse().ok().filter(|&row| row > 0)?;
    Some((row, column_of(cell))).filter(|&(_, column)| column > 0)
}

/// The column of `H12`, from 1.
fn column_of(cell: &str) -> u32 {
    let letters = cell.bytes().take_while(u8::is_ascii_alphabetic);
    letters.fold(0, |sum: u32, letter| {
        sum.saturating_mul(26).saturating_add(u32::from(letter.to_ascii_uppercase() - b'A') + 1)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_restyled_or_made() {
        let text = "<worksheet><cols><col min=\"2\" max=\"3\" style=\"7\"/></cols><sheetData>\
                    <row r=\"2\"><c r=\"A2\" s=\"1\"><v>1</v></c><c r=\"D2\"/></row><row r=\"5\"/></sheetData></worksheet>";
        let document = Document::parse(text).unwrap();
        let positions = [(2, 1), (2, 3), (2, 5), (3, 2), (5, 1), (9, 1)];
        let found = styles(&document, &positions);
        assert_eq!(found[&(2, 1)], 1);
        assert_eq!(found[&(2, 3)], 7);
        assert_eq!(found[&(2, 5)], 0);
        let styles = found.keys().map(|&position| (position, 9)).collect();
        let mut splices = Splices::default();
        let changes = Changes { styles, ..Changes::default() };
        change(&mut splices, text, &document, &changes).unwrap();
        assert_eq!(
            splices.apply(text),
            "<worksheet><cols><col min=\"2\" max=\"3\" style=\"7\"/></cols><sheetData>\
             <row r=\"2\"><c r=\"A2\" s=\"9\"><v>1</v></c><c r=\"C2\" s=\"9\"/><c r=\"D2\"/><c r=\"E2\" s=\"9\"/></row>\
             <row r=\"3\"><c r=\"B2\" s=\"9\"/></row><row r=\"5\"><c r=\"A5\" s=\"9\"/></row>\
             <row r=\"9\"><c r=\"A9\" s=\"9\"/></row></sheetData></worksheet>"
                .replace("B2\" s", "B3\" s")
        );
    }

    #[test]
    fn emptied_cells_keep_their_style() {
        let text = "<worksheet><sheetData><row r=\"2\"><c r=\"A2\" s=\"1\" t=\"s\"><v>1</v></c><c r=\"B2\" t=\"str\">\
                    <f>C2</f><v>x</v></c></row></sheetData></worksheet>";
        let document = Document::parse(text).unwrap();
        let mut splices = Splices::default();
        let changes = Changes {
            styles: BTreeMap::from([((2, 2), 9)]),
            emptied: BTreeSet::from([(2, 1), (2, 2)]),
            ..Changes::default()
        };
        change(&mut splices, text, &document, &changes).unwrap();
        assert_eq!(
            splices.apply(text),
            "<worksheet><sheetData><row r=\"2\"><c r=\"A2\" s=\"1\"/><c r=\"B2\" s=\"9\"/></row></sheetData></worksheet>"
        );
    }

    #[test]
    fn cells_have_names() {
        assert_eq!(position_of("AB12"), Some((12, 28)));
        assert_eq!(position_of("A1:B2"), None);
        assert_eq!(name((12, 8)), "H12");
        assert_eq!(column_of("XFD1048576"), 16384);
        assert_eq!(name((1, 28)), "AB1");
    }
}
