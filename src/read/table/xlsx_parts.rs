//! What the sheets of an Office Open XML workbook share. In: the package. Out: names and paths of sheets, shared
//! texts, number formats. Cells are not read here.

use std::collections::BTreeMap;
use std::io::BufRead;
use std::rc::Rc;

use super::meter::CellText;
use super::outside::other_book;
use super::package::Package;
use super::relations::{Relation, relations};
use super::shown::NumberFormat;
use super::value::TableError;
use super::workbook_errors::{bomb, broken};
use super::xml::{Token, Xml, attribute, is_set};

/// A workbook's shared parts.
#[derive(Default)]
pub(super) struct SharedParts {
    /// The sheets, in order.
    pub(super) sheets: Vec<SheetPart>,
    /// Shared texts, by the number that cells refer to.
    pub(super) texts: Vec<Box<str>>,
    /// The number format of each style.
    formats: Vec<Rc<NumberFormat>>,
    /// The day from which days are counted, counted from 1899-12-30.
    pub(super) epoch: i32,
    /// Names that stand for cells of other workbooks.
    pub(super) other_book_names: Vec<String>,
    /// The workbook was written by a program that does not compute: a result of 0 is not a real result.
    pub(super) is_never_computed: bool,
}

/// A sheet.
pub(super) struct SheetPart {
    /// Its name.
    pub(super) name: String,
    /// It is hidden.
    pub(super) is_hidden: bool,
    /// Its part in the package.
    pub(super) path: String,
}

impl SharedParts {
    /// Reads them all.
    pub(super) fn read(package: &mut Package) -> Result<Self, TableError> {
        let book = package.workbook_part()?.ok_or_else(|| broken("workbook.xml"))?;
        let related = relations(package, &book)?;
        let mut parts = Self::default();
        parts.workbook(package, &book, &related)?;
        let named = |kind: &str, usual: &str| {
            let found = related.iter().find(|relation| relation.kind == kind);
            found.map_or_else(|| usual.to_owned(), |relation| relation.path.clone())
        };
        let (shared, styled) =
            (named("sharedStrings", "xl/sharedStrings.xml"), named("styles", "xl/styles.xml"));
        if package.has(&shared) {
            parts.texts = texts(package, &shared)?;
        }
        if package.has(&styled) {
            parts.formats = styles(package, &styled)?;
        }
        Ok(parts)
    }

    /// The number format of a style.
    pub(super) fn format(&self, style: usize) -> &NumberFormat {
        static GENERAL: NumberFormat = NumberFormat::GENERAL;
        self.formats.get(style).map_or(&GENERAL, Rc::as_ref)
    }

    fn workbook(
        &mut self,
        package: &mut Package,
        book: &str,
        related: &[Relation],
    ) -> Result<(), TableError> {
        let mut xml = package.xml(book, true)?;
        let mut name = String::new();
        while let Some(token) = xml.next()? {
            let start = match &token {
                Token::Open(start) => start,
                Token::Text(formula) if !name.is_empty() && other_book(formula) => {
                    self.other_book_names.push(std::mem::take(&mut name));
                    continue;
                }
                Token::Close(closed) if closed == "definedName" => {
                    name.clear();
                    continue;
                }
                _ => continue,
            };
            match start.name() {
                "workbookPr" if is_set(start, "date1904") => self.epoch = DAYS_TO_1904,
                "calcPr" => self.is_never_computed = is_set(start, "fullCalcOnLoad"),
                "definedName" => name = attribute(start, "name").unwrap_or_default(),
                "sheet" => {
                    let id = attribute(start, "id").unwrap_or_default();
                    // Charts and dialogs are sheets too.
                    let is_sheet = |relation: &&Relation| {
                        relation.id == id
                            && (relation.kind == "worksheet"
                                || (relation.kind.is_empty() && relation.path.contains("worksheets/")))
                    };
                    let Some(relation) = related.iter().find(is_sheet) else { continue };
                    let state = attribute(start, "state").unwrap_or_default();
                    self.sheets.push(SheetPart {
                        name: attribute(start, "name").unwrap_or_default(),
                        is_hidden: state == "hidden" || state == "veryHidden",
                        path: relation.path.clone(),
                    });
                }
                _ => {}
            }
        }
        if self.sheets.is_empty() { Err(broken("workbook.xml")) } else { Ok(()) }
    }
}

/// From 1899-12-30 to 1904-01-01.
const DAYS_TO_1904: i32 = 1462;

/// Most shared texts: 25,000 rows of a hundred texts.
const MOST_TEXTS: usize = 2_500_000;

fn texts(package: &mut Package, part: &str) -> Result<Vec<Box<str>>, TableError> {
    let mut texts = Vec::new();
    let mut xml = package.xml(part, true)?;
    while let Some(token) = xml.next()? {
        if token.open("si").is_some() {
            if texts.len() == MOST_TEXTS {
                return Err(bomb());
            }
            texts.push(text_of_item(&mut xml, "si")?.into_boxed_str());
        }
    }
    Ok(texts)
}

/// The text of a shared or inline text: all its runs, without ふりがな (`rPh`).
pub(super) fn text_of_item<R: BufRead>(xml: &mut Xml<R>, item: &str) -> Result<String, TableError> {
    let mut text = CellText::default();
    let mut is_text = false;
    let mut is_phonetic = false;
    while let Some(token) = xml.next()? {
        match token {
            Token::Open(start) => match start.name() {
                "t" => is_text = true,
                "rPh" => is_phonetic = true,
                _ => {}
            },
            Token::Close(name) => match name.as_str() {
                "t" => is_text = false,
                "rPh" => is_phonetic = false,
                closed if closed == item => break,
                _ => {}
            },
            Token::Text(piece) if is_text && !is_phonetic => text.add(&piece),
            _ => {}
        }
    }
    Ok(unescaped(text.as_str()))
}

/// A text with `_x000D_` and similar escapes replaced by their characters (ISO/IEC 29500-1, 22.4.2.4).
pub(super) fn unescaped(text: &str) -> String {
    if !text.contains("_x") {
        return text.to_owned();
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        plain.push_str(&rest[..at]);
        let digits = rest.get(at + 2..at + 6).filter(|_| rest.as_bytes().get(at + 6) == Some(&b'_'));
        let character =
            digits.and_then(|digits| u32::from_str_radix(digits, 16).ok()).and_then(char::from_u32);
        match character {
            Some(character) => {
                plain.push(character);
                rest = &rest[at + 7..];
            }
            None => {
                plain.push_str("_x");
                rest = &rest[at + 2..];
            }
        }
    }
    plain + rest
}

fn styles(package: &mut Package, part: &str) -> Result<Vec<Rc<NumberFormat>>, TableError> {
    let mut codes = BTreeMap::new();
    let mut formats: BTreeMap<u32, Rc<NumberFormat>> = BTreeMap::new();
    let mut styles = Vec::new();
    let (mut is_codes, mut is_cell_style) = (false, false);
    let mut xml = package.xml(part, true)?;
    while let Some(token) = xml.next()? {
        match &token {
            Token::Open(start) => match start.name() {
                "numFmts" => is_codes = true,
                "numFmt" if is_codes => {
                    let id = attribute(start, "numFmtId").and_then(|id| id.parse::<u32>().ok());
                    if let (Some(id), Some(code)) = (id, attribute(start, "formatCode")) {
                        codes.insert(id, code);
                    }
                }
                "cellXfs" => is_cell_style = true,
                "xf" if is_cell_style => {
                    let id = attribute(start, "numFmtId").and_then(|id| id.parse().ok()).unwrap_or(0);
                    let new = || Rc::new(NumberFormat::new(id, codes.get(&id).map(String::as_str)));
                    styles.push(Rc::clone(formats.entry(id).or_insert_with(new)));
                }
                _ => {}
            },
            Token::Close(name) => match name.as_str() {
                "numFmts" => is_codes = false,
                "cellXfs" => is_cell_style = false,
                _ => {}
            },
            _ => {}
        }
    }
    Ok(styles)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes() {
        assert_eq!(unescaped("a_x000D_\nb_x005F_x_xzz"), "a\r\nb_x_xzz");
    }
}
