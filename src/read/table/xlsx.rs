//! Office Open XML workbooks (ISO/IEC 29500). In: a sheet as a stream. Out: rows of cells, with hidden rows, formulas
//! without results, days and numbers with leading zeros marked as such. ふりがな are not part of a text. Columns have
//! no meaning here.

use std::collections::BTreeSet;

use super::meter::{CellText, Meter};
use super::outside::refers_outside;
use super::package::{Package, PartReader};
use super::value::{Cell, CellValue, NumberFormat, Row, RowSink, TableError, bounds, too_far_right};
use super::workbook_errors::broken;
use super::xlsx_parts::{SharedParts, text_of_item, unescaped};
use super::xml::{Token, Xml, attribute, is_set};

/// A workbook.
pub(super) struct Xlsx {
    pub(super) package: Package,
    /// What the sheets share.
    pub(super) parts: SharedParts,
}

impl Xlsx {
    /// Reads what the sheets share.
    pub(super) fn open(mut package: Package) -> Result<Self, TableError> {
        let parts = SharedParts::read(&mut package)?;
        Ok(Self { package, parts })
    }

    /// The rows of a sheet in order, and whether a filter is set on it.
    pub(super) fn rows(&mut self, sheet: usize, sink: &mut RowSink<'_>) -> Result<bool, TableError> {
        let path = self.parts.sheets.get(sheet).map(|sheet| sheet.path.clone()).unwrap_or_default();
        let xml = self.package.xml(&path, false)?;
        let mut reader = XlsxSheetReader {
            xml,
            parts: &self.parts,
            row: 0,
            meter: Meter::default(),
            outside_formulas: BTreeSet::new(),
        };
        reader.sheet(sink)
    }
}

/// Reads one sheet.
struct XlsxSheetReader<'p> {
    xml: Xml<PartReader<'p>>,
    parts: &'p SharedParts,
    /// The last row's number.
    row: u32,
    meter: Meter,
    /// The numbers of shared formulas that refer to other workbooks.
    outside_formulas: BTreeSet<String>,
}

/// The attributes of a cell.
struct XlsxCell {
    kind: String,
    style: usize,
}

impl XlsxSheetReader<'_> {
    fn sheet(&mut self, sink: &mut RowSink<'_>) -> Result<bool, TableError> {
        let mut is_filtered = false;
        while let Some(token) = self.xml.next()? {
            let Token::Open(start) = &token else { continue };
            match start.local_name().as_ref() {
                "autoFilter" => is_filtered = true,
                "row" => {
                    self.meter.row()?;
                    let number = attribute(start, "r").and_then(|number| number.parse().ok());
                    let height = attribute(start, "ht").and_then(|height| height.parse::<f64>().ok());
                    let is_hidden = is_set(start, "hidden") || height.is_some_and(|height| height <= 0.0);
                    self.row = number.unwrap_or(self.row.saturating_add(1));
                    let row = self.cells(Row { number: self.row, is_hidden, cells: Vec::new() })?;
                    if row.cells.is_empty() {
                        continue;
                    }
                    self.meter.filled_row()?;
                    if sink(row).is_break() {
                        break;
                    }
                }
                _ => {}
            }
        }
        Ok(is_filtered)
    }

    fn cells(&mut self, mut row: Row) -> Result<Row, TableError> {
        let mut column = 0;
        let mut is_sorted = true;
        while let Some(token) = self.xml.next()? {
            match &token {
                Token::Close(name) if name == "row" => break,
                Token::Open(start) if start.local_name().as_ref() == "c" => {
                    self.meter.cell()?;
                    let place = attribute(start, "r");
                    let next = place.as_deref().and_then(column_of).unwrap_or(column + 1);
                    is_sorted &= next > column;
                    column = next;
                    let cell = XlsxCell {
                        kind: attribute(start, "t").unwrap_or_default(),
                        style: attribute(start, "s").and_then(|style| style.parse().ok()).unwrap_or(0),
                    };
                    let Some(value) = self.value(&cell)? else { continue };
                    if column > bounds::COLUMNS {
                        return Err(too_far_right(&format!(
                            "{}{}",
                            super::column_letters(column),
                            row.number
                        )));
                    }
                    self.meter.value(&value, 1, (column, row.number))?;
                    row.cells.push(Cell { column, value });
                }
                _ => {}
            }
        }
        if !is_sorted {
            row.cells.sort_by_key(|cell| cell.column);
        }
        Ok(row)
    }

    /// The value of the current cell; `None` if it is empty.
    fn value(&mut self, cell: &XlsxCell) -> Result<Option<CellValue>, TableError> {
        let (mut written, mut inline, mut is_formula, mut is_outside) = (None, None, false, false);
        while let Some(token) = self.xml.next()? {
            let (name, shared) = match &token {
                Token::Close(name) if name == "c" => break,
                Token::Open(start) => (start.local_name().as_ref().to_owned(), attribute(start, "si")),
                _ => continue,
            };
            match name.as_str() {
                "v" => written = Some(self.content("v")?),
                "is" => inline = Some(text_of_item(&mut self.xml, "is")?),
                "f" => {
                    is_formula = true;
                    let formula = self.content("f")?;
                    is_outside = self.is_outside(&formula, shared);
                }
                _ => self.xml.skip()?,
            }
        }
        if is_outside {
            return Ok(Some(CellValue::Outside));
        }
        let is_stale = is_formula && self.parts.is_never_computed && written.as_deref() == Some("0");
        let is_bare = is_formula && cell.kind != "str" && written.as_ref().is_none_or(String::is_empty);
        if is_stale || is_bare || (is_formula && written.is_none()) {
            return Ok(Some(CellValue::Uncomputed));
        }
        self.value_of(cell, written, inline)
    }

    /// Whether a formula, or the shared formula of that number, refers to another workbook.
    fn is_outside(&mut self, formula: &str, shared: Option<String>) -> bool {
        let is_outside = refers_outside(formula, &self.parts.other_book_names);
        match shared {
            Some(number) if is_outside => {
                self.outside_formulas.insert(number);
                true
            }
            Some(number) => self.outside_formulas.contains(&number),
            None => is_outside,
        }
    }

    fn content(&mut self, name: &str) -> Result<String, TableError> {
        let mut content = CellText::default();
        while let Some(token) = self.xml.next()? {
            match token {
                Token::Text(text) => content.add(&text),
                Token::Close(closed) if closed == name => break,
                _ => {}
            }
        }
        Ok(content.into_text())
    }

    fn value_of(
        &self,
        cell: &XlsxCell,
        written: Option<String>,
        inline: Option<String>,
    ) -> Result<Option<CellValue>, TableError> {
        let text = |text: String| (!text.trim().is_empty()).then_some(CellValue::Text(text));
        let written = written.unwrap_or_default();
        Ok(match cell.kind.as_str() {
            "inlineStr" => text(inline.unwrap_or_default()),
            "s" => {
                let index = written.trim().parse::<usize>().ok();
                let shared = index.and_then(|index| self.parts.texts.get(index));
                text(shared.ok_or_else(|| broken("sharedStrings"))?.to_string())
            }
            "str" | "d" => text(unescaped(&written)),
            "b" => (!written.is_empty()).then(|| CellValue::Bool(written.trim() == "1")),
            "e" => Some(CellValue::Error(written)),
            _ if written.trim().is_empty() => None,
            _ => Some(self.number(written.trim(), cell.style)),
        })
    }

    fn number(&self, written: &str, style: usize) -> CellValue {
        let shown = self.parts.shown.get(style).copied().unwrap_or_default();
        match (shown, written.parse::<f64>()) {
            (NumberFormat::Day, Ok(days)) if self.parts.counts_from_1904 => {
                CellValue::Number((days + DAYS_TO_1904).to_string(), shown)
            }
            _ => CellValue::Number(written.to_owned(), shown),
        }
    }
}

/// From 1899-12-30 to 1904-01-01.
const DAYS_TO_1904: f64 = 1462.0;

/// The column, from 1, of a cell's name such as `H12`.
fn column_of(name: &str) -> Option<u32> {
    let letters = name.bytes().take_while(u8::is_ascii_alphabetic);
    let column = letters
        .take(4)
        .fold(0_u32, |column, letter| column * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1);
    (column > 0).then_some(column)
}
