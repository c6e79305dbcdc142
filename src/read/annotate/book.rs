//! The workbook as a whole. In: its parts. Out: its sheets by name, and a new sheet in front of them. What stands in
//! sheets is not known here.

use roxmltree::{Document, Node};

use super::list::LIST_SHEET;
use super::package::{OFFICE, PackageEditor};
use super::splice::{Splices, child, children, number, parse, prefix, set, xml};

/// Content types of a sheet and of a workbook without macros.
const SHEET: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml";
const BOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";

/// A sheet of a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SheetPart {
    /// Its name.
    pub(super) name: String,
    /// The name of its part.
    pub(super) part: String,
}

/// The worksheets of the workbook in the part `book`, in order.
pub(super) fn sheets(package: &mut PackageEditor, book: &str) -> Option<Vec<SheetPart>> {
    let text = package.text(book)?;
    let document = parse(&text)?;
    let cells = package.all_related(book, "/worksheet");
    let mut sheets = Vec::new();
    for sheet in children(child(document.root_element(), "sheets")?, "sheet") {
        let is_id = |one: &roxmltree::Attribute<'_, '_>| one.name() == "id" && one.namespace().is_some();
        let id = sheet.attributes().find(is_id)?.value().to_owned();
        // Sheets of charts and of old dialogs have no cells.
        if let Some(part) = package.target(book, &id).filter(|part| cells.contains(part)) {
            sheets.push(SheetPart { name: sheet.attribute("name").unwrap_or_default().to_owned(), part });
        }
    }
    Some(sheets)
}

/// Puts a sheet with the XML `content` in front of the others, shown when the workbook is opened.
pub(super) fn put_first(package: &mut PackageEditor, book: &str, content: String) -> Option<()> {
    let known = sheets(package, book)?;
    let part = package.free("xl/worksheets/sheet", "xml");
    package.put(&part, content);
    package.declare(&part, SHEET)?;
    let id = package.relate(book, "worksheet", &part)?;
    for sheet in &known {
        deselect(package, &sheet.part)?;
    }
    let text = package.text(book)?;
    let document = parse(&text)?;
    let root = document.root_element();
    let list = child(root, "sheets")?;
    let mut splices = Splices::default();
    let entries: Vec<Node<'_, '_>> = children(list, "sheet").collect();
    let number =
        entries.iter().filter_map(|sheet| number(*sheet, "sheetId")).max().unwrap_or(0).checked_add(1)?;
    let names = || entries.iter().filter_map(|sheet| sheet.attribute("name"));
    let name = (1..)
        .map(|count| if count == 1 { LIST_SHEET.to_owned() } else { format!("{LIST_SHEET} ({count})") })
        .find(|name| !names().any(|known| known == name))?;
    let tag = format!(
        "<{}sheet xmlns:r=\"{OFFICE}/relationships\" name=\"{}\" sheetId=\"{number}\" r:id=\"{id}\"/>",
        prefix(&text, list),
        xml(&name)
    );
    splices.insert(entries.first()?.range().start, tag);
    shift_places(&mut splices, &text, &document);
    let changed = splices.apply(&text);
    package.put(book, changed);
    Some(())
}

/// Places of sheets in the workbook are counted from the first: all others go one up.
fn shift_places(splices: &mut Splices, text: &str, document: &Document<'_>) {
    let root = document.root_element();
    for name in child(root, "definedNames").into_iter().flat_map(|names| children(names, "definedName")) {
        if let Some(place) = number(name, "localSheetId") {
            set(splices, text, name, "localSheetId", &place.saturating_add(1).to_string());
        }
    }
    for view in child(root, "bookViews").into_iter().flat_map(|views| children(views, "workbookView")) {
        for place in ["activeTab", "firstSheet"] {
            if view.attribute(place).is_some() {
                set(splices, text, view, place, "0");
            }
        }
    }
}

/// Makes a sheet one that is not shown first.
fn deselect(package: &mut PackageEditor, part: &str) -> Option<()> {
    let text = package.text(part)?;
    let document = parse(&text)?;
    let views = child(document.root_element(), "sheetViews");
    let mut splices = Splices::default();
    for view in views.into_iter().flat_map(|views| children(views, "sheetView")) {
        if view.attribute("tabSelected").is_some_and(|is_selected| matches!(is_selected, "1" | "true")) {
            set(&mut splices, &text, view, "tabSelected", "0");
        }
    }
    let changed = splices.apply(&text);
    if changed != text {
        package.put(part, changed);
    }
    Some(())
}

/// Makes the workbook one without macros, which is what an `.xlsx` file must be.
pub(super) fn without_macros(package: &mut PackageEditor, book: &str) -> Option<()> {
    for macros in package.all_related(book, "/vbaProject") {
        for signature in package.all_related(&macros, "/vbaProjectSignature") {
            package.remove(&macros, &signature)?;
        }
        package.remove(book, &macros)?;
    }
    package.redeclare(book, BOOK)
}

/// Takes out the order of calculation, which may not name a cell without a formula; a spreadsheet makes it anew.
pub(super) fn without_calculation_order(package: &mut PackageEditor, book: &str) -> Option<()> {
    for order in package.all_related(book, "/calcChain") {
        package.remove(book, &order)?;
    }
    Some(())
}
