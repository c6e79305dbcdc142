//! Rows as an `OpenDocument` sheet (ISO/IEC 26300-3). In: sites. Out: one sheet with a line of headers and a row for
//! each terminal. All cells but days are text, so that no program turns a code into a number. Lists, notes and guide
//! exist only in the `.xlsx` form, not here.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::rows::{SheetValue, rows};
use crate::base::date::plain;
use crate::base::zip_maker::made_by_unix;
use crate::read::SiteFile;
use crate::read::fields::FIELDS;

/// The type of the file: the first part, not compressed, so that the first bytes show the type (part 2, 3.3).
const MIME: &str = "application/vnd.oasis.opendocument.spreadsheet";
const SHEET: &str = "ヒアリング";

const MANIFEST: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>"#;

/// Styles: text, days as `2027/02/10`, and the headers.
const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" office:version="1.3"><office:automatic-styles><number:text-style style:name="as-text"><number:text-content/></number:text-style><number:date-style style:name="as-day"><number:year number:style="long"/><number:text>/</number:text><number:month number:style="long"/><number:text>/</number:text><number:day number:style="long"/></number:date-style><style:style style:name="text" style:family="table-cell" style:data-style-name="as-text"/><style:style style:name="day" style:family="table-cell" style:data-style-name="as-day"/><style:style style:name="head" style:family="table-cell" style:data-style-name="as-text"><style:text-properties fo:font-weight="bold"/></style:style><style:style style:name="wide" style:family="table-column"><style:table-column-properties style:column-width="34mm"/></style:style></office:automatic-styles><office:body><office:spreadsheet>"#;
const TAIL: &str = "</table:table></office:spreadsheet></office:body></office:document-content>";

/// `sites` as the bytes of an `.ods` file; `None` if the ZIP file cannot be made, for which only a lack of memory
/// could be the cause.
pub(super) fn book(sites: &[SiteFile]) -> Option<Vec<u8>> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let plain = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let deflated = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let content = content(sites).ok()?;
    for (name, text, options) in [
        ("mimetype", MIME, plain),
        ("META-INF/manifest.xml", MANIFEST, deflated),
        ("content.xml", content.as_str(), deflated),
    ] {
        out.start_file(name, options).ok()?;
        out.write_all(text.as_bytes()).ok()?;
    }
    Some(made_by_unix(out.finish().ok()?.into_inner()))
}

fn content(sites: &[SiteFile]) -> Result<String, std::fmt::Error> {
    let mut out = String::from(HEAD);
    write!(
        out,
        "<table:table table:name=\"{SHEET}\"><table:table-column table:style-name=\"wide\" \
         table:number-columns-repeated=\"{}\" table:default-cell-style-name=\"text\"/>\
         <table:table-header-rows><table:table-row>",
        FIELDS.len()
    )?;
    for field in FIELDS.iter() {
        cell(&mut out, "head", field.heading)?;
    }
    out.push_str("</table:table-row></table:table-header-rows>");
    for row in rows(sites) {
        out.push_str("<table:table-row>");
        for value in &row {
            match value {
                SheetValue::Empty => out.push_str("<table:table-cell/>"),
                SheetValue::Text(text) => cell(&mut out, "text", text)?,
                SheetValue::Month(month) => {
                    cell(&mut out, "text", &format!("{}年{}月", month.year, month.month))?;
                }
                SheetValue::Day(day) => write!(
                    out,
                    "<table:table-cell table:style-name=\"day\" office:value-type=\"date\" \
                     office:date-value=\"{day}\"><text:p>{}</text:p></table:table-cell>",
                    plain(*day)
                )?,
            }
        }
        out.push_str("</table:table-row>");
    }
    out.push_str(TAIL);
    Ok(out)
}

fn cell(out: &mut String, style: &str, text: &str) -> std::fmt::Result {
    write!(out, "<table:table-cell table:style-name=\"{style}\" office:value-type=\"string\">")?;
    for line in text.split('\n') {
        write!(out, "<text:p>{}</text:p>", escaped(line))?;
    }
    out.push_str("</table:table-cell>");
    Ok(())
}

/// `line` as the text of a paragraph. Blanks are written as elements: several blank characters count as one (part
/// 3, 6.1.2).
fn escaped(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for character in line.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            ' ' => out.push_str("<text:s/>"),
            '\t' => out.push_str("<text:tab/>"),
            '\r' => out.push_str("&#13;"),
            other => out.push(other),
        }
    }
    out
}
