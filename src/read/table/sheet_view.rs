//! How a sheet of an Office Open XML workbook looks, apart from its cells. In: its XML. Out: hidden columns, merged
//! ranges, whether zeros are shown. Most of that stands behind the rows, so the sheet is gone through once for it.

use std::io::BufRead;

use super::merged::Range;
use super::value::{TableError, bounds};
use super::workbook_errors::bomb;
use super::xml::{Token, Xml, attribute, is_set, is_true};

/// How a sheet looks.
#[derive(Default)]
pub(super) struct SheetView {
    /// First and last of each group of columns that are hidden.
    pub(super) hidden: Vec<(u32, u32)>,
    /// The ranges of merged cells.
    pub(super) merged: Vec<Range>,
    /// Cells with a zero look empty.
    pub(super) hides_zeros: bool,
}

/// Most ranges of merged cells: a range for every cell of a usual sheet.
const MOST_RANGES: usize = 250_000;

impl SheetView {
    /// Reads it.
    pub(super) fn read<R: BufRead>(mut xml: Xml<R>) -> Result<Self, TableError> {
        let mut view = Self::default();
        while let Some(token) = xml.next()? {
            let Token::Open(start) = &token else { continue };
            match start.name() {
                "sheetView" => {
                    view.hides_zeros |= attribute(start, "showZeros").is_some_and(|shown| !is_true(&shown));
                }
                "col" => {
                    let width = attribute(start, "width").and_then(|width| width.parse::<f64>().ok());
                    let number = |name| attribute(start, name).and_then(|number| number.parse().ok());
                    if let (Some(first), Some(last)) = (number("min"), number("max"))
                        && (is_set(start, "hidden") || width.is_some_and(|width| width <= 0.0))
                    {
                        view.hidden.push((first, last));
                    }
                }
                "sheetData" => xml.skip()?,
                "mergeCell" => {
                    view.merged.extend(attribute(start, "ref").and_then(|name| Range::named(&name)));
                    if view.merged.len() > MOST_RANGES {
                        return Err(bomb());
                    }
                }
                _ => {}
            }
            if view.hidden.len() > bounds::COLUMNS as usize {
                return Err(bomb());
            }
        }
        Ok(view)
    }
}
