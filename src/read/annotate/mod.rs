//! A copy of a hearing sheet in which each cell with a message is coloured and has a note, with a list of all messages
//! on a sheet in front.
//!
//! In: a workbook and [`CellMessage`]s. Out: the bytes of the copy. In an `.xlsx` file every other part keeps its bytes,
//! except that marks of an earlier round and secrets go; the cells of text and `.ods` files are written into a new
//! workbook. What is wrong is not decided here.

mod book;
mod boxes;
mod list;
mod mended;
mod new_workbook;
mod notes;
mod package;
mod pool;
mod secrets;
mod sheet;
mod splice;
mod styles;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::file::open_table;
use super::table::TableLabels;
use super::{TableOptions, table};
use crate::base::{Code, Diagnostic, Origin, Origins, Severity, Words};
use book::SheetPart;
use list::SheetNames;
use notes::{Note, severity_words};
use package::PackageEditor;
use secrets::SharedTexts;
use sheet::{CellPosition, Changes};
use splice::{Splices, parse};
use styles::{Mark, Wanted};

pub(super) use list::LIST_SHEET;
pub(in crate::read) use mended::{Unmendable, mended};
pub(in crate::read) use sheet::position_of;

/// A message, at a cell if it has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellMessage {
    /// The sheet's name.
    pub sheet: String,
    /// Row, from 1; 0 for a message about the whole file.
    pub row: u32,
    /// Column, from 1; 0 for a message about the whole file.
    pub column: u32,
    /// How severe it is; a note gets no colour.
    pub severity: Severity,
    /// Its code.
    pub code: Code,
    /// What is wrong.
    pub message: Words,
    /// What to write instead.
    pub help: Words,
}

/// What a copy is to say.
#[derive(Clone, Copy, Debug)]
pub struct Annotation<'a> {
    /// The messages.
    pub messages: &'a [CellMessage],
    /// Their language.
    pub language: fn(&Words) -> &str,
}

/// The highest severity at a cell, and all texts.
type CellNote = (Severity, String);

/// A copy of the hearing sheet `path` with messages, as the bytes of an `.xlsx` file.
///
/// # Errors
/// Why the file cannot be read.
pub fn annotated(
    path: &Path,
    options: &TableOptions,
    annotation: &Annotation<'_>,
) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let opened = || open_table(path, &mut Origins::new()).map_err(|error| vec![error]);
    let labels = TableLabels::read(path, opened()?, options);
    let annotator = Annotator { annotation, labels: &labels };
    if let Some(bytes) = annotator.of(opened()?.bytes) {
        return Ok(bytes);
    }
    let (name, rows) = table::rows_of(path, opened()?, options)?;
    let made = new_workbook::workbook(&name, &rows).map_err(|error| too_much(&error.to_string()))?;
    annotator.of(made).ok_or_else(|| too_much("parts"))
}

/// Whether `path` is such a copy, and whether no other program has saved it since.
///
/// A file that is no workbook, or cannot be read, is no copy.
pub fn annotated_state(path: &Path) -> Option<IsUntouched> {
    let bytes = open_table(path, &mut Origins::new()).ok()?.bytes;
    let mut package = PackageEditor::open(bytes)?;
    let book = package.related("", "/officeDocument")?;
    let sheets = book::sheets(&mut package, &book)?;
    let texts = SharedTexts::open(&mut package, &book)?;
    let list = sheets.iter().find_map(|sheet| list_text(&mut package, sheet, &texts))?;
    Some(IsUntouched(list::is_untouched(&list)))
}

/// Whether a copy is as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IsUntouched(pub bool);

fn too_much(error: &str) -> Vec<Diagnostic> {
    let message = Words::new(
        format!("Excel のブックにできません（{error}）。"),
        format!("this does not fit into a workbook ({error})"),
    );
    let help = Words::new("表を分けてください。", "split the table");
    vec![Diagnostic::error(Code::NotWritable, Origin::NONE, message, help)]
}

/// The XML of a sheet, if it is our list.
fn list_text(package: &mut PackageEditor, sheet: &SheetPart, texts: &SharedTexts) -> Option<String> {
    let text = package.text(&sheet.part).filter(|_| sheet.name.starts_with(LIST_SHEET))?;
    let document = parse(&text)?;
    let is_list = sheet::all(&document).next().is_some_and(|(_, cell)| list::is_title(&texts.text(cell)));
    drop(document);
    is_list.then_some(text)
}

/// A copy in the making.
struct Annotator<'a> {
    annotation: &'a Annotation<'a>,
    labels: &'a TableLabels,
}

impl Annotator<'_> {
    /// The workbook `bytes` with the messages in it; `None` if its structure is not that of a workbook.
    fn of(&self, bytes: Vec<u8>) -> Option<Vec<u8>> {
        let mut package = PackageEditor::open(bytes)?;
        let book = package.related("", "/officeDocument")?;
        let styles = package.related(&book, "/styles")?;
        book::without_macros(&mut package, &book)?;
        let mut texts = SharedTexts::open(&mut package, &book)?;
        let (mut old_list, mut names, mut notes) = (None, Vec::new(), self.notes());
        let mut has_lost_formula = false;
        for sheet in book::sheets(&mut package, &book)? {
            if list_text(&mut package, &sheet, &texts).is_some() {
                old_list = Some(sheet.part);
                continue;
            }
            // A text file has one sheet, without a name.
            let notes_here =
                notes.remove(sheet.name.as_str()).or_else(|| notes.remove("")).unwrap_or_default();
            has_lost_formula |= self.sheet(&mut package, (&styles, &sheet.part), &notes_here, &mut texts)?;
            names.push(sheet.name);
        }
        texts.finish(&mut package)?;
        secrets::empty_other_parts(&mut package)?;
        if has_lost_formula {
            book::without_calculation_order(&mut package, &book)?;
        }
        self.list(&mut package, (&book, &styles), old_list.as_deref(), &names)?;
        package.finish()
    }

    /// The notes of each sheet, by cell; several texts of a cell stand below each other.
    fn notes(&self) -> BTreeMap<&str, BTreeMap<CellPosition, CellNote>> {
        let mut sheets: BTreeMap<&str, BTreeMap<CellPosition, CellNote>> = BTreeMap::new();
        for message in self.annotation.messages.iter().filter(|message| message.row > 0 && message.column > 0)
        {
            let cells = sheets.entry(&message.sheet).or_default();
            let (worst, text) = cells
                .entry((message.row, message.column))
                .or_insert_with(|| (message.severity, String::new()));
            *worst = message.severity.max(*worst);
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            text.push_str(&self.text(message));
        }
        sheets
    }

    /// What a note says: how bad it is, the code, what is wrong, and what to write instead.
    fn text(&self, message: &CellMessage) -> String {
        let say = self.annotation.language;
        let (ja, en) = severity_words(message.severity);
        let heading = notes::heading(say(&Words::new(ja, en)), message.code);
        format!("{heading}\n{}\n→ {}", say(&message.message), say(&message.help))
    }

    /// Marks the cells of a sheet, and takes away old marks and secrets. Returns whether a formula went.
    fn sheet(
        &self,
        package: &mut PackageEditor,
        (styles, part): (&str, &str),
        notes: &BTreeMap<CellPosition, CellNote>,
        texts: &mut SharedTexts,
    ) -> Option<bool> {
        let text = package.text(part)?;
        let document = parse(&text)?;
        let (emptied, has_formula) = texts.secrets_in(&document);
        let styles = new_styles(package, styles, &document, notes)?;
        let mut splices = Splices::default();
        sheet::change(&mut splices, &text, &document, &Changes { styles, emptied, texts: BTreeMap::new() })?;
        let changed = splices.apply(&text);
        let notes: Vec<Note> = notes.iter().map(|(position, (_, text))| (*position, text.clone())).collect();
        let annotated = notes::replace(package, part, &changed, &notes)?;
        if annotated != text {
            package.put(part, annotated);
        }
        Some(has_formula)
    }

    /// Puts the list in front of the other sheets, or in place of that of an earlier round.
    fn list(
        &self,
        package: &mut PackageEditor,
        (book, styles): (&str, &str),
        old: Option<&str>,
        names: &[String],
    ) -> Option<()> {
        let (changed, list_styles) = styles::with_list_styles(&package.text(styles)?)?;
        package.put(styles, changed);
        let first = names.first().cloned().unwrap_or_default();
        let sheet_names = SheetNames {
            customer: &|row| self.labels.customer(row),
            item: &|column| self.labels.items.get(&column).map_or("", String::as_str),
            full: &|name| if name.is_empty() { first.clone() } else { name.to_owned() },
        };
        let content = list::sheet(self.annotation, &sheet_names, list_styles);
        match old {
            Some(part) => {
                package.put(part, content);
                Some(())
            }
            None => book::put_first(package, book, content),
        }
    }
}

/// The style of each cell that is marked now or was marked before.
fn new_styles(
    package: &mut PackageEditor,
    part: &str,
    document: &roxmltree::Document<'_>,
    notes: &BTreeMap<CellPosition, CellNote>,
) -> Option<BTreeMap<CellPosition, u32>> {
    let text = package.text(part)?;
    let mark = |(position, (severity, _)): (&CellPosition, &CellNote)| {
        let mark = match severity {
            Severity::Error => Mark::Error,
            Severity::Warning => Mark::Warning,
            Severity::Note => return None,
        };
        Some((*position, mark))
    };
    let marks: BTreeMap<CellPosition, Mark> = notes.iter().filter_map(mark).collect();
    let before = sheet::with_styles(document, &styles::marked(&text)?);
    let positions: BTreeSet<CellPosition> = before.into_iter().chain(marks.keys().copied()).collect();
    let old = sheet::styles(document, &positions.into_iter().collect::<Vec<_>>());
    let wanted =
        |(position, style): (&CellPosition, &u32)| -> Wanted { (*style, marks.get(position).copied()) };
    let (text, numbers) = styles::restyled(&text, old.iter().map(wanted))?;
    package.put(part, text);
    let new = |(position, style): (&CellPosition, &u32)| {
        Some((*position, *numbers.get(&wanted((position, style)))?))
    };
    Some(old.iter().filter_map(new).collect())
}
