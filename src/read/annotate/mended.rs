//! A workbook in which some cells have other texts. In: its bytes and the texts. Out: the bytes of the copy, every other
//! part and cell as it was. A text stays text, whatever it looks like; the cell keeps its style. Old texts that no other
//! cell shares leave the file. Whether a text may be put there is not decided here.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::{Document, Node};

use super::book;
use super::package::PackageEditor;
use super::secrets::SharedTexts;
use super::sheet::{self, CellPosition, Changes, position_of};
use super::splice::{Splices, child, children, parse, prefix, set};

/// Why a workbook cannot be mended.
pub(in crate::read) enum Unmendable {
    /// It is not built as a workbook, or has macros.
    Workbook,
    /// These cells are tied to others.
    Cells(Vec<String>),
}

/// New texts of each sheet.
type SheetTexts = BTreeMap<String, BTreeMap<CellPosition, String>>;

/// The copy with `texts`, and whether there are formulas in it.
pub(in crate::read) fn mended(bytes: Vec<u8>, texts: &SheetTexts) -> Result<(Vec<u8>, bool), Unmendable> {
    let mut tied = Vec::new();
    let made = made(bytes, texts, &mut tied);
    match made {
        _ if !tied.is_empty() => Err(Unmendable::Cells(tied)),
        None => Err(Unmendable::Workbook),
        Some(made) => Ok(made),
    }
}

fn made(bytes: Vec<u8>, texts: &SheetTexts, tied: &mut Vec<String>) -> Option<(Vec<u8>, bool)> {
    let mut package = PackageEditor::open(bytes)?;
    let book = package.related("", "/officeDocument")?;
    let mut shared = SharedTexts::open(&mut package, &book)?;
    let (mut has_formulas, mut has_lost_formula) = (false, false);
    for sheet in book::sheets(&mut package, &book)? {
        let new = texts.get(&sheet.name);
        let text = package.text(&sheet.part)?;
        let document = parse(&text)?;
        let replaced = new.into_iter().flat_map(BTreeMap::keys).copied().collect();
        shared.count(&document, &replaced);
        has_formulas |= formulas(&document).any(|(position, _)| !replaced.contains(&position));
        let Some(new) = new else { continue };
        has_lost_formula |= formulas(&document).any(|(position, _)| replaced.contains(&position));
        let headings = table_headings(&mut package, &sheet.part);
        tied.extend(
            replaced.iter().filter(|at| is_tied(**at, &document, &headings)).map(|at| sheet::name(*at)),
        );
        let styles = sheet::styles(&document, &replaced.into_iter().collect::<Vec<_>>());
        let changes = Changes { styles, emptied: BTreeSet::new(), texts: new.clone() };
        let mut splices = Splices::default();
        sheet::change(&mut splices, &text, &document, &changes)?;
        package.put(&sheet.part, splices.apply(&text));
    }
    shared.finish_unused(&mut package)?;
    if has_lost_formula {
        book::without_calculation_order(&mut package, &book)?;
    }
    if has_formulas {
        calculate_on_load(&mut package, &book)?;
    }
    Some((package.finish()?, has_formulas))
}

/// The cells with formulas, and those.
fn formulas<'a, 'i>(document: &'a Document<'i>) -> impl Iterator<Item = (CellPosition, Node<'a, 'i>)> {
    sheet::all(document).filter_map(|(position, cell)| Some((position, child(cell, "f")?)))
}

/// First and last cell.
type Range = (CellPosition, CellPosition);

/// Whether the content of a cell is not its own alone: it shares its formula with others, lies in the range of an array,
/// or is the heading of a table, which names it a second time.
fn is_tied(at: CellPosition, document: &Document<'_>, headings: &[Range]) -> bool {
    let has = |&((top, left), (bottom, right)): &Range| {
        (top..=bottom).contains(&at.0) && (left..=right).contains(&at.1)
    };
    headings.iter().any(has)
        || formulas(document).any(|(position, formula)| match formula.attribute("t") {
            Some("shared") => position == at && formula.has_attribute("ref"),
            Some("array" | "dataTable") => {
                position == at || formula.attribute("ref").and_then(range).as_ref().is_some_and(has)
            }
            _ => false,
        })
}

fn range(name: &str) -> Option<Range> {
    let (first, last) = name.split_once(':').unwrap_or((name, name));
    Some((position_of(first)?, position_of(last)?))
}

/// The rows of headings of the tables on a sheet.
fn table_headings(package: &mut PackageEditor, sheet: &str) -> Vec<Range> {
    let mut found = Vec::new();
    for part in package.all_related(sheet, "/table") {
        let Some(text) = package.text(&part) else { continue };
        let Some(document) = parse(&text) else { continue };
        let root = document.root_element();
        let has_headings = root.attribute("headerRowCount") != Some("0");
        if let Some(((top, left), (_, right))) =
            root.attribute("ref").and_then(range).filter(|_| has_headings)
        {
            found.push(((top, left), (top, right)));
        }
    }
    found
}

/// Has a spreadsheet calculate all formulas anew when it opens the workbook.
fn calculate_on_load(package: &mut PackageEditor, book: &str) -> Option<()> {
    let text = package.text(book)?;
    let document = parse(&text)?;
    let root = document.root_element();
    let mut splices = Splices::default();
    if let Some(known) = child(root, "calcPr") {
        set(&mut splices, &text, known, "fullCalcOnLoad", "1");
    } else {
        // The order of elements is fixed: these may come before it.
        let before = ["sheets", "functionGroups", "externalReferences", "definedNames"];
        let last = before.into_iter().rev().find_map(|name| children(root, name).last())?;
        splices.insert(last.range().end, format!("<{}calcPr fullCalcOnLoad=\"1\"/>", prefix(&text, root)));
    }
    let changed = splices.apply(&text);
    package.put(book, changed);
    Some(())
}
