//! Workbooks made by hand, part by part: what no writer of workbooks would write can be written too.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;

/// A zip of those parts.
pub fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The text of a part of a zip.
pub fn part(bytes: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    std::io::read_to_string(zip.by_name(name).unwrap()).unwrap()
}

pub const TYPES: &str =
    r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
pub const RELATIONS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="worksheets/sheet2.xml"/></Relationships>"#;
pub const STYLES: &str = r#"<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="2"><numFmt numFmtId="164" formatCode="[$-411]ggge&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="165" formatCode="0000000"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>"#;

/// A workbook of one sheet 「ヒアリング」 with that XML for its data, and more parts.
pub fn xlsx_with(data: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let sheet =
        format!(r#"<?xml version="1.0"?><worksheet {NAMES}><sheetData>{data}</sheetData></worksheet>"#);
    let book = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="ヒアリング" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
    let usual = [
        ("[Content_Types].xml", TYPES),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/styles.xml", STYLES),
        ("xl/worksheets/sheet1.xml", &sheet),
        ("xl/workbook.xml", book),
    ];
    let kept = usual.into_iter().filter(|(name, _)| !more.iter().any(|(own, _)| own == name));
    let mut parts: Vec<(&str, &[u8])> = kept.map(|(name, text)| (name, text.as_bytes())).collect();
    parts.extend(more);
    zipped(&parts)
}

/// A workbook of two sheets of those names and data.
pub fn two_sheets([first, second]: [&str; 2], data: [&str; 2]) -> Vec<u8> {
    let book = format!(
        r#"<workbook {NAMES}><sheets><sheet name="{first}" r:id="rId1"/><sheet name="{second}" r:id="rId2"/></sheets></workbook>"#
    );
    let sheet = format!("<worksheet {NAMES}><sheetData>{}</sheetData></worksheet>", data[1]);
    let parts = [("xl/workbook.xml", book.as_bytes()), ("xl/worksheets/sheet2.xml", sheet.as_bytes())];
    xlsx_with(data[0], &parts)
}

/// A workbook of that data.
pub fn xlsx(data: &str) -> Vec<u8> {
    xlsx_with(data, &[])
}

/// Rows as a sheet's XML, every cell an inline text.
pub fn data(rows: &[Vec<String>]) -> String {
    let mut data = String::new();
    for (number, row) in (1..).zip(rows) {
        data.push_str(&row_of(number, "", row));
    }
    data
}

/// One row.
pub fn row_of(number: usize, attributes: &str, row: &[String]) -> String {
    let cells: String = row.iter().map(|text| inline(text)).collect();
    format!("<row r=\"{number}\" {attributes}>{cells}</row>")
}

/// A cell with an inline text.
pub fn inline(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

/// The namespaces of a workbook.
pub const NAMES: &str = r#"xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;

/// Styles with those number formats: the cell style 1 has the first, 2 the second.
pub fn styles(formats: &[&str]) -> String {
    let quoted = |code: &str| code.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    let format =
        |(id, code): (usize, &&str)| format!("<numFmt numFmtId=\"{id}\" formatCode=\"{}\"/>", quoted(code));
    let codes: String = (164..).zip(formats).map(format).collect();
    let cells: String = (164..).zip(formats).map(|(id, _)| format!("<xf numFmtId=\"{id}\"/>")).collect();
    format!("<styleSheet {NAMES}><numFmts>{codes}</numFmts><cellXfs><xf/>{cells}</cellXfs></styleSheet>")
}

/// A workbook of the right row in which some cells are replaced: a column's heading and the cell's XML. `more` is what
/// stands in the sheet before and behind its rows.
pub fn changed(cells: &[(&str, &str)], more: [&str; 2], parts: &[(&str, &[u8])]) -> Vec<u8> {
    let all = super::rows(&[&[]]);
    let mut second: Vec<String> = all[1].iter().map(|text| inline(text)).collect();
    for (heading, cell) in cells {
        let column = super::HEADINGS.iter().position(|known| known == heading).unwrap();
        second[column] = (*cell).to_owned();
    }
    let rows = row_of(1, "", &all[0]) + &format!("<row r=\"2\">{}</row>", second.concat());
    sheet(&rows, more, parts)
}

/// A workbook of that sheet, with something before and behind its rows.
pub fn sheet(rows: &str, [before, behind]: [&str; 2], parts: &[(&str, &[u8])]) -> Vec<u8> {
    let sheet = format!("<worksheet {NAMES}>{before}<sheetData>{rows}</sheetData>{behind}</worksheet>");
    let mut all: Vec<(&str, &[u8])> = vec![("xl/worksheets/sheet1.xml", sheet.as_bytes())];
    all.extend(parts);
    xlsx_with("", &all)
}

/// An `OpenDocument` workbook of one sheet with that XML for its rows.
pub fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"><office:body><office:spreadsheet><table:table table:name="ヒアリング">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"#
    );
    zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
    ])
}

/// Rows as the XML of an `OpenDocument` sheet.
pub fn ods_rows(rows: &[Vec<String>]) -> String {
    let cell = |text: &String| {
        if text.is_empty() {
            return "<table:table-cell/>".to_owned();
        }
        let text = text.replace('&', "&amp;").replace('<', "&lt;");
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let row = |row: &Vec<String>| {
        let cells: String = row.iter().map(cell).collect();
        format!(
            "<table:table-row>{cells}<table:table-cell table:number-columns-repeated=\"16000\"/></table:table-row>"
        )
    };
    rows.iter().map(row).collect::<String>()
        + "<table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell/></table:table-row>"
}
