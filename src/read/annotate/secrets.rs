//! Empties cells with secrets. In: the sheets of a workbook. Out: the cells that are to lose their content, and the shared
//! texts without what only stood there. Which cells these are is decided in `table`.

use std::collections::BTreeSet;

use roxmltree::{Document, Node};

use super::package::PackageEditor;
use super::sheet::{CellPosition, all};
use super::splice::{Splices, child, children, parse};
use crate::read::secret;
use crate::read::table::{Cell, CellValue, Number, Row, secret_cells};

/// The shared texts of a workbook, and which of them are still used.
pub(super) struct SharedTexts {
    part: Option<String>,
    texts: Vec<String>,
    used: BTreeSet<usize>,
    emptied: BTreeSet<usize>,
}

impl SharedTexts {
    /// The shared texts of the workbook `book`.
    pub(super) fn open(package: &mut PackageEditor, book: &str) -> Option<Self> {
        let part = package.related(book, "/sharedStrings");
        let mut texts = Vec::new();
        if let Some(part) = &part {
            let text = package.text(part)?;
            let document = parse(&text)?;
            texts = children(document.root_element(), "si").map(text_of).collect();
        }
        Some(Self { part, texts, used: BTreeSet::new(), emptied: BTreeSet::new() })
    }

    /// The text of a cell.
    pub(super) fn text(&self, cell: Node<'_, '_>) -> String {
        match cell.attribute("t") {
            Some("s") => shared(cell).and_then(|index| self.texts.get(index)).cloned().unwrap_or_default(),
            Some("inlineStr") => child(cell, "is").map(text_of).unwrap_or_default(),
            _ => child(cell, "v").and_then(|value| value.text()).unwrap_or_default().to_owned(),
        }
    }

    /// The cells of a sheet that hold secrets, and whether one of them has a formula.
    pub(super) fn secrets_in(&mut self, sheet: &Document<'_>) -> (BTreeSet<CellPosition>, bool) {
        let list = child(sheet.root_element(), "mergeCells");
        let ranges = list.into_iter().flat_map(|list| children(list, "mergeCell"));
        let merged: Vec<&str> = ranges.filter_map(|range| range.attribute("ref")).collect();
        let refused = secret_cells(&self.rows(sheet), &merged);
        let mut has_formula = false;
        for (position, cell) in all(sheet) {
            let is_refused = refused.contains(&position);
            has_formula |= is_refused && child(cell, "f").is_some();
            if let Some(index) = shared(cell) {
                if is_refused {
                    self.emptied.insert(index)
                } else {
                    self.used.insert(index)
                };
            }
        }
        (refused, has_formula)
    }

    /// Notes which shared texts the cells of a sheet have, and which of them the `replaced` ones had.
    pub(super) fn count(&mut self, sheet: &Document<'_>, replaced: &BTreeSet<CellPosition>) {
        for (position, cell) in all(sheet) {
            if let Some(index) = shared(cell) {
                let is_replaced = replaced.contains(&position);
                if is_replaced {
                    self.emptied.insert(index)
                } else {
                    self.used.insert(index)
                };
            }
        }
    }

    /// Empties the shared texts that only replaced cells had.
    pub(super) fn finish_unused(self, package: &mut PackageEditor) -> Option<()> {
        let unused = self.emptied.difference(&self.used).copied().collect();
        self.empty_texts(package, &unused)
    }

    fn rows(&self, sheet: &Document<'_>) -> Vec<Row> {
        let mut rows: Vec<Row> = Vec::new();
        for ((number, column), cell) in all(sheet) {
            let text = self.text(cell);
            if text.trim().is_empty() {
                continue;
            }
            let value = match cell.attribute("t") {
                None | Some("n") => CellValue::Number(Number { value: text, ..Number::default() }),
                Some("b") => CellValue::Bool(true),
                Some("e") => CellValue::Error(text),
                _ => CellValue::Text(text),
            };
            if rows.last().is_none_or(|row| row.number != number) {
                let mut row = Row::default();
                row.number = number;
                rows.push(row);
            }
            if let Some(row) = rows.last_mut() {
                row.cells.push(Cell { column, value });
            }
        }
        rows
    }

    /// Empties the shared texts that would be refused, and those that only emptied cells had.
    pub(super) fn finish(self, package: &mut PackageEditor) -> Option<()> {
        let refused = self.texts.iter().enumerate().filter(|(_, text)| secret::in_value(text).is_some());
        let mut emptied: BTreeSet<usize> = refused.map(|(index, _)| index).collect();
        emptied.extend(self.emptied.difference(&self.used));
        self.empty_texts(package, &emptied)
    }

    fn empty_texts(&self, package: &mut PackageEditor, emptied: &BTreeSet<usize>) -> Option<()> {
        let Some(part) = &self.part else { return Some(()) };
        if emptied.is_empty() {
            return Some(());
        }
        let text = package.text(part)?;
        let document = parse(&text)?;
        let mut splices = Splices::default();
        for (index, item) in children(document.root_element(), "si").enumerate() {
            if emptied.contains(&index) {
                empty(&mut splices, item);
            }
        }
        package.put(part, splices.apply(&text));
        Some(())
    }
}

/// Empties the text boxes, threaded notes and properties of a workbook that hold secrets.
pub(super) fn empty_other_parts(package: &mut PackageEditor) -> Option<()> {
    for folder in ["xl/drawings/", "xl/threadedcomments/", "docprops/"] {
        for part in package.below(folder).into_iter().filter(|part| part.ends_with(".xml")) {
            let Some(text) = package.text(&part) else { continue };
            let Some(document) = parse(&text) else { continue };
            let mut splices = Splices::default();
            let paragraphs = document.descendants().filter(|node| is_paragraph(*node));
            for node in paragraphs.filter(|node| secret::in_value(&text_of(*node)).is_some()) {
                empty(&mut splices, node);
            }
            let changed = splices.apply(&text);
            if changed != text {
                package.put(&part, changed);
            }
        }
    }
    Some(())
}

/// Whether an element holds a text of its own: a paragraph of a drawing, or an element without others.
fn is_paragraph(node: Node<'_, '_>) -> bool {
    let is_in_paragraph = || node.ancestors().skip(1).any(|above| above.tag_name().name() == "p");
    node.is_element()
        && (node.tag_name().name() == "p"
            || (!node.children().any(|child| child.is_element()) && !is_in_paragraph()))
}

/// The number of the shared text of a cell.
fn shared(cell: Node<'_, '_>) -> Option<usize> {
    let value = child(cell, "v").filter(|_| cell.attribute("t") == Some("s"))?;
    value.text()?.trim().parse().ok()
}

/// The text of an item in all its runs, without its ふりがな.
fn text_of(item: Node<'_, '_>) -> String {
    texts(item).filter_map(|node| node.text()).collect()
}

fn texts<'a, 'i>(item: Node<'a, 'i>) -> impl Iterator<Item = Node<'a, 'i>> {
    item.descendants().filter(|node| {
        let is_content = |above: Node<'_, '_>| !above.children().any(|child| child.is_element());
        node.is_text()
            && node.parent().is_some_and(is_content)
            && !node.ancestors().any(|above| above.tag_name().name() == "rPh")
    })
}

/// Takes all text out of an item, its ふりがな too.
fn empty(splices: &mut Splices, item: Node<'_, '_>) {
    for node in item.descendants().filter(Node::is_text) {
        splices.replace(node.range(), "");
    }
}
