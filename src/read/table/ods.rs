//! `OpenDocument` sheets (ISO/IEC 26300-3). In: the content of a workbook as a stream. Out: rows of cells as the sheet
//! shows them, with hidden rows and merged cells marked as such. Repeated empty rows and cells are counted, not copied.
//! Columns have no meaning here.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use super::merged::{Merges, Range};
use super::meter::{CellText, Meter};
use super::ods_cell::OdsCell;
use super::package::{Package, PartReader};
use super::value::{Cell, Row, RowSink, TableError, bounds, days, too_far_right};
use super::workbook_errors::linked_sheet;
use super::xml::{Element, Token, Xml, attribute};

/// A workbook.
pub(super) struct Ods {
    pub(super) package: Package,
    /// The name of each sheet, and whether it is hidden.
    pub(super) sheets: Vec<(String, bool)>,
    /// The day from which days are counted, counted from 1899-12-30.
    epoch: i32,
}

/// The part with all sheets.
const CONTENT: &str = "content.xml";

impl Ods {
    /// Finds the sheets.
    pub(super) fn open(mut package: Package) -> Result<Self, TableError> {
        let (sheets, epoch) = sheets(&mut package)?;
        Ok(Self { package, sheets, epoch })
    }

    /// The rows of a sheet in order, and whether a filter hides some of them.
    pub(super) fn rows(&mut self, sheet: usize, sink: &mut RowSink<'_>) -> Result<bool, TableError> {
        let (epoch, merges) = (self.epoch, Merges::default());
        let xml = self.table(sheet)?;
        let meter = Meter::default();
        let mut reader = OdsSheetReader { xml, merges, epoch, row: 0, meter, is_filtered: false };
        reader.table(sink)?;
        Ok(reader.is_filtered)
    }

    /// First and last of each group of hidden columns of a sheet.
    pub(super) fn hidden_columns(&mut self, sheet: usize) -> Result<Vec<(u32, u32)>, TableError> {
        let mut xml = self.table(sheet)?;
        let (mut hidden, mut column) = (Vec::new(), 0_u32);
        while let Some(token) = xml.next()? {
            match &token {
                Token::Open(start) if start.name() == "table-column" => {
                    let first = column.saturating_add(1);
                    column = column.saturating_add(count(start, "number-columns-repeated"));
                    let visibility = attribute(start, "visibility").unwrap_or_default();
                    if is_hidden(&visibility) && first <= bounds::COLUMNS {
                        hidden.push((first, column));
                    }
                }
                Token::Open(start) if start.name() == "table-row" => break,
                Token::Close(name) if name == "table" => break,
                _ => {}
            }
        }
        Ok(hidden)
    }

    /// The XML of the workbook, behind the begin of a sheet.
    fn table(&mut self, sheet: usize) -> Result<Xml<PartReader<'_>>, TableError> {
        let mut xml = self.package.xml(CONTENT, false)?;
        let mut index = 0;
        while let Some(token) = xml.next()? {
            if token.open("table").is_none() {
                continue;
            }
            if index == sheet {
                break;
            }
            index += 1;
            xml.skip()?;
        }
        Ok(xml)
    }
}

/// Whether rows or columns are hidden, by hand or by a filter.
fn is_hidden(visibility: &str) -> bool {
    matches!(visibility, "filter" | "collapse")
}

/// The sheets: the name of each and whether it is hidden; and the day from which the workbook counts days.
fn sheets(package: &mut Package) -> Result<(Vec<(String, bool)>, i32), TableError> {
    let (mut sheets, mut epoch) = (Vec::new(), 0);
    let (mut style, mut unseen) = (String::new(), BTreeSet::new());
    let mut xml = package.xml(CONTENT, false)?;
    while let Some(token) = xml.next()? {
        let Token::Open(start) = &token else { continue };
        match start.name() {
            "style" => style = attribute(start, "name").unwrap_or_default(),
            "table-properties" if attribute(start, "display").as_deref() == Some("false") => {
                unseen.insert(style.clone());
            }
            "null-date" => {
                epoch = attribute(start, "date-value").and_then(|day| days(&day)).unwrap_or(epoch);
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
    Ok((sheets, epoch))
}

/// Reads one sheet.
struct OdsSheetReader<'p> {
    xml: Xml<PartReader<'p>>,
    merges: Merges,
    epoch: i32,
    row: u32,
    meter: Meter,
    is_filtered: bool,
}

impl OdsSheetReader<'_> {
    fn table(&mut self, sink: &mut RowSink<'_>) -> Result<(), TableError> {
        while let Some(token) = self.xml.next()? {
            let start = match &token {
                Token::Close(name) if name == "table" => break,
                Token::Open(start) => start,
                _ => continue,
            };
            match start.name() {
                // Cells of another file.
                "table-source" => return Err(linked_sheet()),
                "shapes" | "named-expressions" | "forms" => self.xml.skip()?,
                "table-row" => {
                    self.meter.row()?;
                    let times = count(start, "number-rows-repeated");
                    let visibility = attribute(start, "visibility").unwrap_or_default();
                    self.is_filtered |= visibility == "filter";
                    let cells = self.cells()?;
                    if self.pass_on(&cells, is_hidden(&visibility), times, sink)?.is_break() {
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
            self.merges.cover(&mut Row { number: self.row.saturating_add(1), ..Row::default() });
            self.row = self.row.saturating_add(times);
            return Ok(ControlFlow::Continue(()));
        }
        for _ in 0..times {
            self.row = self.row.saturating_add(1);
            self.meter.filled_row()?;
            let mut row = Row { number: self.row, is_hidden, cells: cells.to_vec(), ..Row::default() };
            self.merges.cover(&mut row);
            if sink(row).is_break() {
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
            let name = start.name().to_owned();
            if name != "table-cell" && name != "covered-table-cell" {
                continue;
            }
            self.meter.cell()?;
            let times = count(start, "number-columns-repeated");
            let first = column.saturating_add(1);
            column = column.saturating_add(times);
            let row = self.row.saturating_add(1);
            let last = |first: u32, name| first.saturating_add(count(start, name).max(1) - 1);
            let rows = (row, last(row, "number-rows-spanned"));
            self.merges.add(Range { rows, columns: (first, last(first, "number-columns-spanned")) });
            let cell = OdsCell::new(start, self.epoch);
            let value = cell.value(self.text(&name)?);
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

    /// The text of the current cell, one paragraph a line; `None` without a paragraph.
    fn text(&mut self, cell: &str) -> Result<Option<String>, TableError> {
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
                    match start.name() {
                        "annotation" | "ruby-text" | "shapes" => self.xml.skip()?,
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
        Ok((paragraphs > 0).then(|| text.into_text()))
    }
}

fn count(start: &Element<'_>, name: &str) -> u32 {
    attribute(start, name).and_then(|count| count.parse().ok()).unwrap_or(1)
}
