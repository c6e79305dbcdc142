//! What of a table is to be mended. In: a file and new texts of cells. Out: the texts by sheet, with what stands against
//! them; the bytes of a text file with them. Every byte of another cell stays as it is.

use std::ops::Range;
use std::path::Path;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::book::{Book, all_rows, choose_sheet, open};
use super::encoding::encoding_of;
use super::package::is_workbook;
use super::text::Text;
use super::value::{Cell, CellValue, Row, TableError};
use super::{column_letters, secret_cells};
use crate::base::{Diagnostic, fold};
use crate::read::file::TableFile;
use crate::read::form::cell_text;
use crate::read::mend::{NewCell, NewTexts, cell_name};
use crate::read::{TableOptions, secret};

/// A sheet with the cells that are to be mended.
#[derive(Default)]
pub(in crate::read) struct MendedSheet {
    /// Its name; empty for text.
    pub(in crate::read) name: String,
    /// The new texts.
    pub(in crate::read) texts: NewTexts,
    /// A sheet that is named and not there, with those that are.
    pub(in crate::read) unknown: Option<(String, Vec<String>)>,
    /// Cells that are not seen, with the merged cells over them and the first of those.
    pub(in crate::read) hidden: Vec<(String, String, String)>,
    /// Cells whose new text may be a secret.
    pub(in crate::read) secrets: Vec<String>,
}

/// Why a text file cannot be mended.
pub(in crate::read) enum TextFault {
    /// What was decoded gives other bytes when it is encoded again.
    NotItself,
    /// This cell gets a character that the encoding lacks.
    Unwritable(String),
}

/// Whether `bytes` are no workbook.
pub(in crate::read) fn is_text(bytes: &[u8]) -> bool {
    !is_workbook(bytes)
}

/// The sheets that `cells` lie on, with what stands against each of them.
///
/// # Errors
/// Why the file cannot be read.
pub(in crate::read) fn sheets_to_mend(
    path: &Path,
    file: TableFile,
    cells: &[NewCell],
    options: &TableOptions,
) -> Result<Vec<MendedSheet>, Vec<Diagnostic>> {
    let at = file.at;
    let error_of = |TableError { code, message, help }| vec![Diagnostic::error(code, at, message, help)];
    let (mut book, _) = open(path, file.bytes, options).map_err(error_of)?;
    let names: Vec<String> = book.sheets().into_iter().map(|sheet| sheet.name).collect();
    let mut sheets: Vec<(usize, MendedSheet)> = Vec::new();
    for cell in cells {
        let found = match &cell.sheet {
            Some(wanted) => names.iter().position(|name| name == wanted).or_else(|| {
                let folded = fold::key(wanted);
                names.iter().position(|name| !name.is_empty() && fold::key(name) == folded)
            }),
            None => Some(choose_sheet(&mut book, options).map_err(error_of)?.0),
        };
        let index = found.unwrap_or(usize::MAX);
        let place = match sheets.iter().position(|(known, _)| *known == index) {
            Some(place) => place,
            None => {
                let name = names.get(index).cloned().unwrap_or_default();
                sheets.push((index, MendedSheet { name, ..MendedSheet::default() }));
                sheets.len() - 1
            }
        };
        let Some((_, sheet)) = sheets.get_mut(place) else { continue };
        if found.is_none() {
            let known = names.iter().filter(|name| !name.is_empty()).cloned().collect();
            sheet.unknown = cell.sheet.clone().map(|name| (name, known));
        }
        sheet.texts.insert((cell.row, cell.column), cell.text.clone());
    }
    for (index, sheet) in sheets.iter_mut().filter(|(index, _)| *index != usize::MAX) {
        judge(&mut book, *index, sheet).map_err(error_of)?;
    }
    Ok(sheets.into_iter().map(|(_, sheet)| sheet).collect())
}

/// Finds the cells that are not seen, and the texts that may be secrets where they are put.
fn judge(book: &mut Book, index: usize, sheet: &mut MendedSheet) -> Result<(), TableError> {
    book.look(index)?;
    let mut rows = all_rows(|sink| book.rows(index, sink))?;
    for (&(row, column), text) in &sheet.texts {
        let place = rows.binary_search_by_key(&row, |known| known.number);
        let merged = place.ok().and_then(|place| rows.get(place)?.merged_at(column).cloned());
        if let Some(range) = merged.map(|merged| merged.range)
            && (range.rows.0, range.columns.0) != (row, column)
        {
            let first = format!("{}{}", column_letters(range.columns.0), range.rows.0);
            sheet.hidden.push((format!("{}{row}", column_letters(column)), range.name(), first));
        }
        put(&mut rows, (row, column), text);
    }
    let refused = secret_cells(&rows, &[]);
    for (&(row, column), text) in sheet.texts.iter().filter(|(_, text)| !text.trim().is_empty()) {
        if refused.contains(&(row, column)) || secret::in_value(text).is_some() {
            sheet.secrets.push(format!("{}{row}", column_letters(column)));
        }
    }
    Ok(())
}

/// Puts a text into a cell.
fn put(rows: &mut Vec<Row>, (number, column): (u32, u32), text: &str) {
    let place = rows.binary_search_by_key(&number, |row| row.number).unwrap_or_else(|place| {
        rows.insert(place, Row { number, ..Row::default() });
        place
    });
    let Some(row) = rows.get_mut(place) else { return };
    row.cells.retain(|cell| cell.column != column);
    if !text.trim().is_empty() {
        let at = row.cells.partition_point(|cell| cell.column < column);
        row.cells.insert(at, Cell { column, value: CellValue::Text(text.to_owned()) });
    }
}

/// The bytes of a text file with these texts in it.
///
/// # Errors
/// Outside, why it cannot be read; inside, why it cannot be written.
pub(in crate::read) fn mended_text(
    path: &Path,
    bytes: Vec<u8>,
    texts: &NewTexts,
    options: &TableOptions,
) -> Result<Result<Vec<u8>, TextFault>, Vec<Diagnostic>> {
    let error_of = |TableError { code, message, help }| {
        vec![Diagnostic::error(code, crate::base::Origin::NONE, message, help)]
    };
    let (encoding, mark) = encoding_of(&bytes, options.encoding.as_deref()).map_err(error_of)?;
    let (Book::Text(opened), _) = open(path, bytes.clone(), options).map_err(error_of)? else {
        return Ok(Err(TextFault::NotItself));
    };
    let (text, _) = encoding.decode_without_bom_handling(&bytes[mark..]);
    if encoded(&text, encoding).is_none_or(|again| again != bytes[mark..]) {
        return Ok(Err(TextFault::NotItself));
    }
    let cells = |((row, column), text): (&(u32, u32), &String)| {
        let cell = NewCell { sheet: None, row: *row, column: *column, text: text.clone() };
        encoded(text, encoding).is_none().then(|| TextFault::Unwritable(cell_name(&cell)))
    };
    if let Some(fault) = texts.iter().find_map(cells) {
        return Ok(Err(fault));
    }
    let text = Text { text: text.into_owned(), separator: opened.separator };
    let changed = with_texts(&text, texts).map_err(error_of)?;
    let mut out = bytes[..mark].to_vec();
    out.extend(encoded(&changed, encoding).unwrap_or_default());
    Ok(Ok(out))
}

/// `text` with other texts in some cells; rows and cells that are not there are added.
fn with_texts(text: &Text, texts: &NewTexts) -> Result<String, TableError> {
    let (mut out, mut at, mut number) = (String::with_capacity(text.text.len()), 0, 0);
    let mut left = texts.clone();
    let separator = char::from(text.separator);
    let line_end = ["\r\n", "\n", "\r"].into_iter().find(|end| text.text.contains(end)).unwrap_or("\r\n");
    let written = |new: &str| cell_text(new, separator);
    text.each_row(&mut |cells: &[Range<usize>]| {
        number += 1;
        let wanted: Vec<(u32, u32)> =
            left.range((number, 0)..=(number, u32::MAX)).map(|(key, _)| *key).collect();
        let mut cells_here = cells.len();
        for key in wanted {
            let new = left.remove(&key).unwrap_or_default();
            let index = key.1.saturating_sub(1) as usize;
            match cells.get(index) {
                Some(range) => {
                    out.push_str(&text.text[at..range.start]);
                    at = range.end;
                }
                None if new.is_empty() => continue,
                None => {
                    let end = cells.last().map_or(at, |range| range.end);
                    out.push_str(&text.text[at..end.max(at)]);
                    at = end.max(at);
                    (cells_here..=index).for_each(|_| out.push(separator));
                    cells_here = index + 1;
                }
            }
            out.push_str(&written(&new));
        }
    })?;
    out.push_str(&text.text[at..]);
    let mut last = (number, 0);
    for ((row, column), new) in left.into_iter().filter(|(_, new)| !new.is_empty()) {
        if row != last.0 {
            let is_ended = out.is_empty() || out.ends_with(['\n', '\r']);
            let ends = (row - last.0) as usize - usize::from(is_ended && last.1 == 0);
            out.push_str(&line_end.repeat(ends));
            last = (row, 1);
        }
        out.push_str(&separator.to_string().repeat((column - last.1) as usize));
        out.push_str(&written(&new));
        last.1 = column;
    }
    if last.1 > 0 {
        out.push_str(line_end);
    }
    Ok(out)
}

/// `text` as bytes; `None` if a character cannot be written.
fn encoded(text: &str, encoding: &'static Encoding) -> Option<Vec<u8>> {
    if encoding == UTF_16LE {
        return Some(text.encode_utf16().flat_map(u16::to_le_bytes).collect());
    }
    if encoding == UTF_16BE {
        return Some(text.encode_utf16().flat_map(u16::to_be_bytes).collect());
    }
    if encoding == UTF_8 {
        return Some(text.as_bytes().to_vec());
    }
    let (bytes, _, has_unmappable) = encoding.encode(text);
    (!has_unmappable).then(|| bytes.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(text: &str, texts: &[((u32, u32), &str)]) -> String {
        let text = Text { text: text.to_owned(), separator: b',' };
        let texts = texts.iter().map(|&(at, text)| (at, text.to_owned())).collect();
        with_texts(&text, &texts).unwrap()
    }

    #[test]
    fn only_the_cells_change() {
        let text = "a,\"b\"\"\n\",c\r\n\r\n1,2\r\n";
        assert_eq!(with(text, &[((1, 2), "x,y"), ((3, 1), "0100013")]), "a,\"x,y\",c\r\n\r\n0100013,2\r\n");
        assert_eq!(with(text, &[((3, 4), "d"), ((3, 3), "=1")]), "a,\"b\"\"\n\",c\r\n\r\n1,2,'=1,d\r\n");
        assert_eq!(with(text, &[((2, 2), "z")]), "a,\"b\"\"\n\",c\r\n,z\r\n1,2\r\n");
        assert_eq!(with(text, &[((5, 2), "z"), ((5, 3), "y")]), "a,\"b\"\"\n\",c\r\n\r\n1,2\r\n\r\n,z,y\r\n");
        assert_eq!(with("a,b", &[((2, 1), "z")]), "a,b\r\nz\r\n");
        assert_eq!(with("a,b\n", &[((1, 2), "")]), "a,\n");
    }
}
