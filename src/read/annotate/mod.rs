//! A copy of a hearing sheet in which each cell with a message is coloured and has a note.
//!
//! In: the bytes of a workbook and [`CellMessage`]s. Out: the bytes of the copy. In an `.xlsx` file every other part
//! keeps its bytes; the cells of text and `.ods` files are written into a new workbook. What is wrong is not decided
//! here.

mod new_workbook;
mod notes;
mod package;
mod sheet;
mod splice;
mod styles;

use std::collections::BTreeMap;
use std::path::Path;

use super::file::open_table;
use super::{TableOptions, table};
use crate::base::{Code, Diagnostic, Origin, Origins, Severity, Words};
use notes::Note;
use package::PackageEditor;
use sheet::CellPosition;
use splice::{Splices, child, children, parse};

/// A message at a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellMessage {
    /// The sheet's name.
    pub sheet: String,
    /// Row, from 1.
    pub row: u32,
    /// Column, from 1.
    pub column: u32,
    /// How severe it is; a note gets no colour.
    pub severity: Severity,
    /// The text.
    pub text: String,
}

/// All messages at one cell: the highest severity, and the texts.
type CellNote = (Severity, String);

/// A copy of the hearing sheet `path` with `messages`, as the bytes of an `.xlsx` file.
///
/// # Errors
/// Why the file cannot be read.
pub fn annotated(
    path: &Path,
    options: &TableOptions,
    messages: &[CellMessage],
) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let mut origins = Origins::new();
    let file = open_table(path, &mut origins).map_err(|error| vec![error])?;
    if let Some(bytes) = workbook(file.bytes.clone(), messages) {
        return Ok(bytes);
    }
    let (name, rows) = table::rows_of(path, file, options)?;
    let notes = by_sheet(messages).remove(name.as_str()).unwrap_or_default();
    new_workbook::workbook(&name, &rows, &notes).map_err(|error| {
        let message = Words::new(
            format!("Excel のブックにできません（{error}）。"),
            format!("this does not fit into a workbook ({error})"),
        );
        let help = Words::new("表を分けてください。", "split the table");
        vec![Diagnostic::error(Code::NotWritable, Origin::NONE, message, help)]
    })
}

/// The workbook `bytes` with `messages` in it; `None` if its structure is not that of a workbook.
fn workbook(bytes: Vec<u8>, messages: &[CellMessage]) -> Option<Vec<u8>> {
    let mut package = PackageEditor::open(bytes)?;
    let book = package.related("", "/officeDocument")?;
    let styles_part = package.related(&book, "/styles")?;
    for (name, notes) in by_sheet(messages) {
        let part = sheet_part(&mut package, &book, name)?;
        let text = package.text(&part)?;
        let restyled = restyle(&mut package, &styles_part, &text, &notes)?;
        let notes: Vec<Note> = notes.into_iter().map(|(position, (_, text))| (position, text)).collect();
        let annotated = notes::add(&mut package, &part, &restyled, &notes)?;
        package.put(&part, annotated);
    }
    package.finish()
}

/// The messages of each sheet, by cell; several texts of a cell stand below each other.
fn by_sheet(messages: &[CellMessage]) -> BTreeMap<&str, BTreeMap<CellPosition, CellNote>> {
    let mut sheets: BTreeMap<&str, BTreeMap<CellPosition, CellNote>> = BTreeMap::new();
    for message in messages.iter().filter(|message| message.row > 0 && message.column > 0) {
        let cells = sheets.entry(&message.sheet).or_default();
        let (worst, text) =
            cells.entry((message.row, message.column)).or_insert_with(|| (message.severity, String::new()));
        *worst = message.severity.max(*worst);
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        text.push_str(&message.text);
    }
    sheets
}

/// The part of the sheet of that name.
fn sheet_part(package: &mut PackageEditor, book: &str, name: &str) -> Option<String> {
    let text = package.text(book)?;
    let document = parse(&text)?;
    let sheets = child(document.root_element(), "sheets")?;
    let sheet = children(sheets, "sheet").find(|sheet| sheet.attribute("name") == Some(name))?;
    let id =
        sheet.attributes().find(|attribute| attribute.name() == "id" && attribute.namespace().is_some())?;
    package.target(book, id.value())
}

/// Colours the cells of a sheet; returns its changed text.
fn restyle(
    package: &mut PackageEditor,
    styles_part: &str,
    text: &str,
    notes: &BTreeMap<CellPosition, CellNote>,
) -> Option<String> {
    let document = parse(text)?;
    let is_coloured = |(_, (severity, _)): &(&CellPosition, &CellNote)| *severity > Severity::Note;
    let positions: Vec<CellPosition> =
        notes.iter().filter(is_coloured).map(|(position, _)| *position).collect();
    let old = sheet::styles(&document, &positions);
    let wanted = old.iter().map(|(position, &style)| (style, is_error(notes, position)));
    let (styles, copies) = styles::coloured(&package.text(styles_part)?, wanted)?;
    package.put(styles_part, styles);
    let new = old
        .iter()
        .filter_map(|(position, style)| Some((*position, *copies.get(&(*style, is_error(notes, position)))?)))
        .collect();
    let mut splices = Splices::default();
    sheet::restyle(&mut splices, text, &document, &new)?;
    Some(splices.apply(text))
}

fn is_error(notes: &BTreeMap<CellPosition, CellNote>, position: &CellPosition) -> bool {
    notes.get(position).is_some_and(|(severity, _)| *severity == Severity::Error)
}
