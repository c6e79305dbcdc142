//! Tables: a hearing sheet as CSV, TSV, xlsx or ods in, its customers as [`SiteFile`]s out. Each format hands over rows
//! of cells; headings are found, rows are put together, and no value is judged.

mod draft;
mod encoding;
mod explain;
mod gather;
mod heading;
mod key;
mod mend;
mod ods;
mod package;
mod refusal;
mod same;
mod text;
mod value;
mod words;
mod xlsx;
mod xlsx_parts;
mod xml;

use std::path::Path;

use super::fields::FIELDS;
use super::file::TableFile;
use super::form::{GUIDE_SHEET, LISTS_SHEET, SAMPLE_SHEET};
use super::{Hidden, Intake, Reading, SiteFile, secret};
use crate::base::diagnostic::in_file_order;
use crate::base::{Diagnostic, Origin, Origins, fold};
use gather::{Gather, Gathered};
use heading::Heading;
use ods::Ods;
use package::{Kind, Package, is_workbook, other_format};
use refusal::not_a_workbook;
use text::Text;
use value::{Flow, Hear, Refusal};
use xlsx::Xlsx;

pub(super) use crate::base::origin::column_letters;
pub(in crate::read) use same::same;
pub(in crate::read) use value::{Cell, Row, Shown, Value, bounds};

/// A table's file, opened.
enum Book {
    Text(Text),
    Xlsx(Box<Xlsx>),
    Ods(Ods),
}

/// A sheet of a book.
struct Sheet {
    name: String,
    is_hidden: bool,
}

impl Book {
    fn sheets(&self) -> Vec<Sheet> {
        match self {
            Self::Text(_) => vec![Sheet { name: String::new(), is_hidden: false }],
            Self::Xlsx(book) => {
                let sheets = book.parts.sheets.iter();
                sheets.map(|sheet| Sheet { name: sheet.name.clone(), is_hidden: sheet.is_hidden }).collect()
            }
            Self::Ods(book) => {
                let sheets = book.sheets.iter();
                sheets.map(|(name, is_hidden)| Sheet { name: name.clone(), is_hidden: *is_hidden }).collect()
            }
        }
    }

    /// The rows of a sheet in order, and whether a filter is set on it.
    fn rows(&mut self, sheet: usize, hear: &mut Hear<'_>) -> Result<bool, Refusal> {
        match self {
            Self::Text(text) => text.rows(hear).map(|()| false),
            Self::Xlsx(book) => book.rows(sheet, hear),
            Self::Ods(book) => book.rows(sheet, hear),
        }
    }
}

/// The first rows that `rows` tells of: as many as are looked at for headings.
fn top(rows: impl FnOnce(&mut Hear<'_>) -> Result<bool, Refusal>) -> Result<Vec<Row>, Refusal> {
    let mut found = Vec::new();
    rows(&mut |row| {
        found.push(row);
        if found.len() < heading::LOOKED_AT { Flow::On } else { Flow::Enough }
    })?;
    Ok(found)
}

/// All rows that `rows` tells of.
fn every(rows: impl FnOnce(&mut Hear<'_>) -> Result<bool, Refusal>) -> Result<Vec<Row>, Refusal> {
    let mut found = Vec::new();
    rows(&mut |row| {
        found.push(row);
        Flow::On
    })?;
    Ok(found)
}

/// Whether the file's name says that it is a table.
pub(super) fn is_table(path: &Path) -> bool {
    extension(path).is_some_and(|extension| TEXTS.contains(&extension.as_str()) || is_book(&extension))
}

/// Tables as text.
const TEXTS: [&str; 2] = ["csv", "tsv"];

/// Workbooks, also those that are only read to say why not.
fn is_book(extension: &str) -> bool {
    ["xlsx", "ods", "xlsm", "xltx", "xltm", "xlsb", "xls", "ots", "fods"].contains(&extension)
}

fn extension(path: &Path) -> Option<String> {
    Some(path.extension()?.to_str()?.to_ascii_lowercase())
}

/// Reads the customers of a table; `finish` sees each of them before it is put by.
///
/// # Errors
/// What keeps the file from being understood at all.
pub(super) fn read(
    path: &Path,
    file: TableFile,
    how: &Reading,
    origins: &mut Origins,
    finish: &mut dyn FnMut(&mut SiteFile),
) -> Result<Intake, Vec<Diagnostic>> {
    let TableFile { source, at, bytes } = file;
    let refused = |Refusal { code, message, help }| vec![Diagnostic::error(code, at, message, help)];
    let mut told = Vec::new();
    let (mut book, guessed) = open(path, bytes, how).map_err(refused)?;
    let (sheet, heading) = choose(&mut book, how).map_err(refused)?;
    let sheets = book.sheets();
    let name = sheets.get(sheet).map_or("", |sheet| &sheet.name);
    let table = origins.add_sheet(source, name, heading.width());
    let place = |origins: &mut Origins, row, column| origins.cell(table, row, column);
    let at = place(origins, heading.last, heading.known.first().map_or(1, |&(column, _)| column));
    told.extend(guessed.map(|encoding| explain::encoding(encoding, at)));
    if sheets.len() > 1 || heading.last > 1 {
        told.push(explain::headings(name, &heading, sheets.len() == 1, at));
    }
    judge_headings(&heading, &mut told, &mut |column| place(origins, heading.last, column), at);
    let mut seen = Seen::default();
    let mut gather = Gather::new(&heading, table, origins);
    gather.formulas_are_empty = how.empty_formulas;
    let is_filtered = book
        .rows(sheet, &mut |row| {
            if row.number > heading.last && seen.takes(&row, how.hidden_rows) {
                gather.row(&row);
            }
            if gather.taken > bounds::TEXT { Flow::Enough } else { Flow::On }
        })
        .map_err(refused)?;
    if gather.taken > bounds::TEXT {
        return Err(refused(value::too_much_text()));
    }
    // The column that is not there is told once, not once for each customer.
    let is_partial = FIELDS.iter().any(|column| column.is_required && heading.place(column.path).is_none());
    let Gathered { sites, faults, repairs, uncomputed } = gather.finish(&mut |site| {
        site.is_partial |= is_partial;
        finish(site);
    });
    if sites.is_empty() && seen.hidden == 0 {
        told.push(explain::no_rows(at));
    }
    told.extend(bounded(faults));
    told.extend(explain::repairs(&repairs));
    if uncomputed.0 > 0 {
        told.push(explain::uncomputed(uncomputed.0, uncomputed.1));
    }
    if seen.hidden > 0 {
        let at = place(origins, seen.first_hidden, 1);
        told.push(match how.hidden_rows {
            Hidden::Stop => explain::hidden_rows(seen.hidden, seen.first_hidden, is_filtered, at),
            Hidden::Use | Hidden::Skip => {
                explain::hidden_rows_taken(seen.hidden, how.hidden_rows == Hidden::Use, at)
            }
        });
    }
    Ok(Intake { sites, told: in_file_order(told, origins) })
}

/// The rows of the sheet with the customers, as they stand in the file, and the sheet's name.
///
/// # Errors
/// What keeps the file from being understood.
pub(super) fn rows_of(
    path: &Path,
    file: TableFile,
    how: &Reading,
) -> Result<(String, Vec<Row>), Vec<Diagnostic>> {
    let TableFile { at, bytes, .. } = file;
    let refused = |Refusal { code, message, help }| vec![Diagnostic::error(code, at, message, help)];
    let (mut book, _) = open(path, bytes, how).map_err(refused)?;
    let (sheet, _) = choose(&mut book, how).map_err(refused)?;
    let rows = every(|hear| book.rows(sheet, hear)).map_err(refused)?;
    let name = book.sheets().into_iter().nth(sheet).map_or_else(String::new, |sheet| sheet.name);
    Ok((name, rows))
}

/// Opens a table's file as what its content is; with the encoding, if that is a guess.
fn open(path: &Path, bytes: Vec<u8>, how: &Reading) -> Result<(Book, Option<&'static str>), Refusal> {
    let extension = extension(path).unwrap_or_default();
    if is_workbook(&bytes) || is_book(&extension) {
        let (package, kind) = Package::open(bytes)?;
        let book = match kind {
            Kind::Xlsx => Book::Xlsx(Box::new(Xlsx::open(package)?)),
            Kind::Ods => Book::Ods(Ods::open(package)?),
        };
        return Ok((book, None));
    }
    if let Some(names) = other_format(&bytes) {
        return Err(not_a_workbook(names));
    }
    let decoded = encoding::decode(bytes, how.encoding.as_deref())?;
    let usual = if extension == "tsv" { b'\t' } else { b',' };
    let text = Text { text: decoded.text, separator: usual };
    Ok((Book::Text(separated(text, how)), decoded.is_guess.then_some(decoded.name)))
}

/// The same text with the separator by which most headings are known.
fn separated(mut text: Text, how: &Reading) -> Text {
    let usual = text.separator;
    let mut best = (0, usual);
    let others = [b',', b'\t', b';'].into_iter().filter(|&separator| separator != usual);
    for separator in std::iter::once(usual).chain(others) {
        text.separator = separator;
        let known = top(|hear| text.rows(hear).map(|()| false)).ok().map_or(0, |rows| {
            heading::find(&rows, how.header_row).map_or_else(|found| found, |heading| heading.known.len())
        });
        if known > best.0 {
            best = (known, separator);
        }
    }
    text.separator = best.1;
    text
}

/// The sheet with the customers, and its headings.
fn choose(book: &mut Book, how: &Reading) -> Result<(usize, Heading), Refusal> {
    let sheets = book.sheets();
    let names: Vec<String> = sheets.iter().map(|sheet| sheet.name.clone()).collect();
    let candidates: Vec<usize> = match &how.sheet {
        Some(wanted) => {
            let is_it = |name: &String| !name.is_empty() && fold::key(name) == fold::key(wanted);
            let found = names.iter().position(is_it);
            vec![found.ok_or_else(|| explain::no_such_sheet(wanted, &names))?]
        }
        None => (0..sheets.len())
            .filter(|&index| sheets.len() == 1 || (!sheets[index].is_hidden && !is_apart(&names[index])))
            .collect(),
    };
    let mut best = 0;
    let mut found: Vec<(usize, Heading)> = Vec::new();
    for &index in &candidates {
        let rows = top(|hear| book.rows(index, hear))?;
        match heading::find(&rows, how.header_row) {
            Ok(heading) => found.push((index, heading)),
            Err(known) => best = best.max(known),
        }
    }
    match found.len() {
        0 => {
            let looked: Vec<String> = candidates.iter().map(|&index| names[index].clone()).collect();
            Err(explain::no_headings(&looked, best, how.header_row))
        }
        1 => Ok(found.swap_remove(0)),
        _ => {
            let named: Vec<String> = found.iter().map(|(index, _)| names[*index].clone()).collect();
            Err(explain::several_sheets(&named))
        }
    }
}

/// Sheets that hold no customers although they have headings.
fn is_apart(name: &str) -> bool {
    let folded = fold::key(name);
    [SAMPLE_SHEET, GUIDE_SHEET, LISTS_SHEET, "見本", "サンプル", "sample", "example"]
        .iter()
        .any(|apart| folded.contains(apart))
}

/// Tells what is wrong with the headings.
fn judge_headings(
    heading: &Heading,
    told: &mut Vec<Diagnostic>,
    place: &mut dyn FnMut(u32) -> Origin,
    at: Origin,
) {
    let mut harmless = heading.clone();
    harmless.unknown.clear();
    for (column, name) in &heading.unknown {
        match secret::in_key(name) {
            Some(found) => told.push(words::secret_column(found.word, place(*column))),
            None => harmless.unknown.push((*column, name.clone())),
        }
    }
    for &(column, before) in &heading.doubled {
        let known = heading.known.iter().find(|(place, _)| *place == before).map(|&(_, column)| column);
        if let Some(known) = known {
            told.push(explain::doubled_column(known, column, before, heading.last, place(column)));
        }
    }
    for column in FIELDS.iter().filter(|column| column.is_required && heading.place(column.path).is_none()) {
        told.push(explain::missing_column(column, &harmless, at));
    }
    if let Some((column, _)) = harmless.unknown.first() {
        told.push(explain::unknown_columns(&harmless, place(*column)));
    }
}

/// Rows that nobody sees.
#[derive(Default)]
struct Seen {
    hidden: usize,
    first_hidden: u32,
}

impl Seen {
    /// Whether `row` is to be read.
    fn takes(&mut self, row: &Row, hidden: Hidden) -> bool {
        if !row.is_hidden || row.cells.is_empty() {
            return true;
        }
        self.hidden += 1;
        if self.hidden == 1 {
            self.first_hidden = row.number;
        }
        hidden != Hidden::Skip
    }
}

/// So many faults of cells that belong to no customer are told one by one.
const MOST_TOLD: usize = 50;

/// The first of many faults, and how many more there are.
fn bounded(mut faults: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let more = faults.split_off(faults.len().min(MOST_TOLD));
    if let Some(first) = more.first() {
        faults.push(words::more_refused(more.len(), first.at));
    }
    faults
}
