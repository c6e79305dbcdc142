//! `OpenDocument` sheets (ISO/IEC 26300-3). In: the content of a workbook as a stream. Out: rows of cells. Repeated
//! empty rows and cells are counted, not copied. ふりがな and comments are not part of a text. Columns have no
//! meaning here.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use quick_xml::events::BytesStart;

use super::meter::{CellText, Meter};
use super::package::{Package, PartReader};
use super::value::{
    Cell, CellValue, MAX_ZEROS, NumberFormat, Row, RowSink, TableError, bounds, too_far_right,
};
use super::workbook_errors::linked_sheet;
use super::xml::{Token, Xml, attribute};
use crate::base::date::Date;

/// A workbook.
pub(super) struct Ods {
    pub(super) package: Package,
    /// The name of each sheet, and whether it is hidden.
    pub(super) sheets: Vec<(String, bool)>,
}

/// The part with all sheets.
const CONTENT: &str = "content.xml";

impl Ods {
    /// Finds the sheets.
    pub(super) fn open(mut package: Package) -> Result<Self, TableError> {
        let sheets = sheets(&mut package)?;
        Ok(Self { package, sheets })
    }

    /// The rows of a sheet in order, and whether a filter hides some of them.
    pub(super) fn rows(&mut self, sheet: usize, sink: &mut RowSink<'_>) -> Result<bool, TableError> {
        let xml = self.package.xml(CONTENT, false)?;
        let mut reader = OdsSheetReader { xml, row: 0, meter: Meter::default(), is_filtered: false };
        let mut index = 0;
        while let Some(token) = reader.xml.next()? {
            if token.open("table").is_none() {
                continue;
            }
            if index == sheet {
                reader.table(sink)?;
                break;
            }
            index += 1;
            reader.xml.skip()?;
        }
        Ok(reader.is_filtered)
    }
}

fn sheets(package: &mut Package) -> Result<Vec<(String, bool)>, TableError> {
    let mut sheets = Vec::new();
    let (mut style, mut unseen) = (String::new(), BTreeSet::new());
    let mut xml = package.xml(CONTENT, false)?;
    while let Some(token) = xml.next()? {
        let Token::Open(start) = &token else { continue };
        match start.local_name().as_ref() {
            "style" => style = attribute(start, "name").unwrap_or_default(),
            "table-properties" if attribute(start, "display").as_deref() == Some("false") => {
                unseen.insert(style.clone());
            }
            "table" => {
                let name = attribute(start, "name").unwrap_or_default();
                let is_hidden = attribute(start, "style-name").is_some_and(|style| unseen.contains(&style));
                sheets.push((name, is_hidden));
                xml.skip()?;
            }
            _ => {}
        }
    }
    Ok(sheets)
}

/// Reads one sheet.
struct OdsSheetReader<'p> {
    xml: Xml<PartReader<'p>>,
    row: u32,
    meter: Meter,
    is_filtered: bool,
}

/// The attributes of a cell.
struct OdsCell {
    kind: String,
    value: Option<String>,
    is_formula: bool,
    /// It takes its value from another file.
    is_outside: bool,
    is_error: bool,
}

impl OdsSheetReader<'_> {
    fn table(&mut self, sink: &mut RowSink<'_>) -> Result<(), TableError> {
        while let Some(token) = self.xml.next()? {
            let start = match &token {
                Token::Close(name) if name == "table" => break,
                Token::Open(start) => start,
                _ => continue,
            };
            match start.local_name().as_ref() {
                // Cells of another file.
                "table-source" => return Err(linked_sheet()),
                "shapes" | "named-expressions" | "forms" => self.xml.skip()?,
                "table-row" => {
                    self.meter.row()?;
                    let times = count(start, "number-rows-repeated");
                    let visibility = attribute(start, "visibility").unwrap_or_default();
                    self.is_filtered |= visibility == "filter";
                    let is_hidden = visibility == "filter" || visibility == "collapse";
                    let cells = self.cells()?;
                    if self.pass_on(&cells, is_hidden, times, sink)?.is_break() {
                        break;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn pass_on(
        &mut self,
        cells: &[Cell],
        is_hidden: bool,
        times: u32,
        sink: &mut RowSink<'_>,
    ) -> Result<ControlFlow<()>, TableError> {
        if cells.is_empty() {
            self.row = self.row.saturating_add(times);
            return Ok(ControlFlow::Continue(()));
        }
        for _ in 0..times {
            self.row = self.row.saturating_add(1);
            self.meter.filled_row()?;
            if sink(Row { number: self.row, is_hidden, cells: cells.to_vec() }).is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    fn cells(&mut self) -> Result<Vec<Cell>, TableError> {
        let mut cells = Vec::new();
        let mut column = 0_u32;
        while let Some(token) = self.xml.next()? {
            let start = match &token {
                Token::Close(name) if name == "table-row" => break,
                Token::Open(start) => start,
                _ => continue,
            };
            let name = start.local_name().as_ref().to_owned();
            if name != "table-cell" && name != "covered-table-cell" {
                continue;
            }
            self.meter.cell()?;
            let times = count(start, "number-columns-repeated");
            let cell = cell(start);
            let text = self.text(&name)?;
            let value = value_of(&cell, text);
            let first = column.saturating_add(1);
            column = column.saturating_add(times);
            let Some(value) = value else { continue };
            let row = self.row.saturating_add(1);
            if column > bounds::COLUMNS {
                return Err(too_far_right(&format!("{}{row}", super::column_letters(column))));
            }
            self.meter.value(&value, times, (first, row))?;
            cells.extend((first..=column).map(|column| Cell { column, value: value.clone() }));
        }
        Ok(cells)
    }

    /// The text of the current cell, one paragraph a line.
    fn text(&mut self, cell: &str) -> Result<String, TableError> {
        let mut text = CellText::default();
        let mut paragraphs = 0;
        let mut is_paragraph = false;
        while let Some(token) = self.xml.next()? {
            match &token {
                Token::Close(name) if name == cell => break,
                Token::Close(name) if name == "p" => is_paragraph = false,
                Token::Text(piece) if is_paragraph => text.add(piece),
                Token::Open(start) => {
                    let blanks = count(start, "c").min(u32::from(u8::MAX)) as usize;
                    match start.local_name().as_ref() {
                        "annotation" | "ruby-text" | "shapes" | "frame" | "custom-shape" => {
                            self.xml.skip()?
                        }
                        "p" => {
                            is_paragraph = true;
                            paragraphs += 1;
                            if paragraphs > 1 {
                                text.add("\n");
                            }
                        }
                        "s" => text.add(&" ".repeat(blanks)),
                        "tab" => text.add("\t"),
                        "line-break" => text.add("\n"),
                        _ => {}
                    }
                }
                _ => {}
            }
        }
        Ok(text.into_text())
    }
}

fn cell(start: &BytesStart<'_>) -> OdsCell {
    let formula = attribute(start, "formula");
    // A reference to another file names it in quotes with its scheme.
    let is_outside = formula.as_ref().is_some_and(|formula| formula.contains("'file:"));
    // LibreOffice repeats the type in an attribute of its own, which knows errors.
    let is_error = start
        .attributes()
        .with_checks(false)
        .flatten()
        .any(|one| one.key.local_name().as_ref() == "value-type" && one.value.as_ref() == "error");
    let kind = attribute(start, "value-type").unwrap_or_default();
    let value = match kind.as_str() {
        "date" => attribute(start, "date-value"),
        "boolean" => attribute(start, "boolean-value"),
        "string" => attribute(start, "string-value"),
        _ => attribute(start, "value"),
    };
    OdsCell { kind, value, is_formula: formula.is_some(), is_outside, is_error }
}

/// The value of a cell; `None` if it is empty.
fn value_of(cell: &OdsCell, text: String) -> Option<CellValue> {
    let written = |text: String| (!text.trim().is_empty()).then_some(CellValue::Text(text));
    if cell.is_outside {
        return Some(CellValue::Outside);
    }
    if cell.is_error {
        return Some(CellValue::Error(text));
    }
    match (cell.kind.as_str(), &cell.value) {
        ("", _) if cell.is_formula => Some(CellValue::Uncomputed),
        ("float" | "currency" | "percentage", Some(value)) => {
            let digits = text.trim();
            let is_filled = digits.starts_with('0')
                && digits.len() <= MAX_ZEROS
                && digits.bytes().all(|byte| byte.is_ascii_digit())
                && digits.trim_start_matches('0') == value;
            let shown = if is_filled { NumberFormat::Zeros(digits.len()) } else { NumberFormat::Plain };
            Some(CellValue::Number(value.clone(), shown))
        }
        ("date", Some(value)) => match days(value) {
            Some(days) => Some(CellValue::Number(days.to_string(), NumberFormat::Day)),
            None => written(value.clone()),
        },
        ("boolean", Some(value)) => Some(CellValue::Bool(value == "true")),
        ("string", Some(value)) if text.is_empty() => written(value.clone()),
        _ => written(text),
    }
}

/// A day as spreadsheets count it.
fn days(value: &str) -> Option<i32> {
    let day: Date = value.split('T').next()?.parse().ok()?;
    let start = Date::new(1899, 12, 30).ok()?;
    day.since(start).ok().map(|span| span.get_days())
}

fn count(start: &BytesStart<'_>, name: &str) -> u32 {
    attribute(start, name).and_then(|count| count.parse().ok()).unwrap_or(1)
}
