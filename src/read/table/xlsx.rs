//! Office Open XML workbooks (ISO/IEC 29500). In: a sheet as a stream. Out: rows of cells as the sheet shows them, with
//! hidden rows, merged cells and formulas without results marked as such. ふりがな are not part of a text. Columns have
//! no meaning here.

use std::collections::BTreeSet;

use super::merged::Merges;
use super::meter::{CellText, Meter};
use super::outside::refers_outside;
use super::package::{Package, PartReader};
use super::sheet_view::SheetView;
use super::value::{Cell, CellValue, Number, Row, RowSink, Shown, TableError, bounds, days, too_far_right};
use super::workbook_errors::broken;
use super::xlsx_parts::{SharedParts, text_of_item, unescaped};
use super::xml::{Token, Xml, attribute, is_set, is_true};

/// A workbook.
pub(super) struct Xlsx {
    pub(super) package: Package,
    /// What the sheets share.
    pub(super) parts: SharedParts,
    /// How the sheet with this index looks, once it was asked for.
    view: Option<(usize, SheetView)>,
}

impl Xlsx {
    /// Reads what the sheets share.
    pub(super) fn open(mut package: Package) -> Result<Self, TableError> {
        let parts = SharedParts::read(&mut package)?;
        Ok(Self { package, parts, view: None })
    }

    /// Looks at a sheet as a whole: from now on its rows know their merged cells. Returns its hidden columns.
    pub(super) fn look(&mut self, sheet: usize) -> Result<Vec<(u32, u32)>, TableError> {
        let path = self.path(sheet);
        let view = SheetView::read(self.package.xml(&path, false)?)?;
        let hidden = view.hidden.clone();
        self.view = Some((sheet, view));
        Ok(hidden)
    }

    /// The rows of a sheet in order, and whether a filter is set on it.
    pub(super) fn rows(&mut self, sheet: usize, sink: &mut RowSink<'_>) -> Result<bool, TableError> {
        let path = self.path(sheet);
        let view = self.view.as_ref().filter(|(of, _)| *of == sheet).map(|(_, view)| view);
        let mut reader = XlsxSheetReader {
            xml: self.package.xml(&path, false)?,
            parts: &self.parts,
            merges: Merges::new(view.map(|view| view.merged.clone()).unwrap_or_default()),
            hides_zeros: view.is_some_and(|view| view.hides_zeros),
            row: 0,
            meter: Meter::default(),
            outside_formulas: BTreeSet::new(),
        };
        reader.sheet(sink)
    }

    fn path(&self, sheet: usize) -> String {
        self.parts.sheets.get(sheet).map(|sheet| sheet.path.clone()).unwrap_or_default()
    }
}

/// Reads one sheet.
struct XlsxSheetReader<'p> {
    xml: Xml<PartReader<'p>>,
    parts: &'p SharedParts,
    merges: Merges,
    hides_zeros: bool,
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
            match start.name() {
                "autoFilter" => is_filtered = true,
                "row" => {
                    self.meter.row()?;
                    let number = attribute(start, "r").and_then(|number| number.parse().ok());
                    let height = attribute(start, "ht").and_then(|height| height.parse::<f64>().ok());
                    let is_hidden = is_set(start, "hidden") || height.is_some_and(|height| height <= 0.0);
                    self.row = number.unwrap_or(self.row.saturating_add(1));
                    let mut row = self.cells(Row { number: self.row, is_hidden, ..Row::default() })?;
                    self.merges.cover(&mut row);
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
                Token::Open(start) if start.name() == "c" => {
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
                Token::Open(start) => (start.name().to_owned(), attribute(start, "si")),
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
        let format = self.parts.format(cell.style);
        let written = written.unwrap_or_default();
        Ok(match cell.kind.as_str() {
            "inlineStr" => format.text(inline.unwrap_or_default()),
            "s" => {
                let index = written.trim().parse::<usize>().ok();
                let shared = index.and_then(|index| self.parts.texts.get(index));
                format.text(shared.ok_or_else(|| broken("sharedStrings"))?.to_string())
            }
            "d" => match days(&written) {
                Some(days) => {
                    Some(CellValue::Number(Number { value: days.to_string(), shown: Shown::Day, epoch: 0 }))
                }
                None => format.text(unescaped(&written)),
            },
            "str" => format.text(unescaped(&written)),
            "b" => (!written.is_empty()).then(|| CellValue::Bool(is_true(&written))),
            "e" => Some(CellValue::Error(written)),
            _ if written.trim().is_empty() => None,
            _ if self.hides_zeros && written.trim().parse() == Ok(0.0) => None,
            _ => format.number(written.trim(), self.parts.epoch),
        })
    }
}

/// The column, from 1, of a cell's name such as `H12`.
pub(super) fn column_of(name: &str) -> Option<u32> {
    let letters = name.bytes().take_while(u8::is_ascii_alphabetic);
    let column = letters
        .take(4)
        .fold(0_u32, |column, letter| column * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1);
    (column > 0).then_some(column)
}
