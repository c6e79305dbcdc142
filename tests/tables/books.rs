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

pub const TYPES: &str =
    r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
pub const RELATIONS: &str = r#"<?xml version="1.0"?><Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="worksheets/sheet2.xml"/></Relationships>"#;
pub const STYLES: &str = r#"<?xml version="1.0"?><styleSheet><numFmts count="2"><numFmt numFmtId="164" formatCode="[$-411]ggge&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="165" formatCode="0000000"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>"#;

/// A workbook of one sheet 「ヒアリング」 with that XML for its data, and more parts.
pub fn xlsx_with(data: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let sheet = format!(r#"<?xml version="1.0"?><worksheet><sheetData>{data}</sheetData></worksheet>"#);
    let book = r#"<?xml version="1.0"?><workbook><sheets><sheet name="ヒアリング" sheetId="1" r:id="rId1" xmlns:r="r"/></sheets></workbook>"#;
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("xl/_rels/workbook.xml.rels", RELATIONS.as_bytes()),
        ("xl/styles.xml", STYLES.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ];
    if !more.iter().any(|(name, _)| *name == "xl/workbook.xml") {
        parts.push(("xl/workbook.xml", book.as_bytes()));
    }
    parts.extend(more);
    zipped(&parts)
}

/// A workbook of two sheets of those names and data.
pub fn two_sheets([first, second]: [&str; 2], data: [&str; 2]) -> Vec<u8> {
    let book = format!(
        r#"<workbook><sheets><sheet name="{first}" r:id="rId1"/><sheet name="{second}" r:id="rId2"/></sheets></workbook>"#
    );
    let sheet = format!("<worksheet><sheetData>{}</sheetData></worksheet>", data[1]);
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

/// An `OpenDocument` workbook of one sheet with that XML for its rows.
pub fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0"?><office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet><table:table table:name="ヒアリング">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"#
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
