//! Files that nobody should open: each is refused with a word, before it takes time or memory.

use startpack::read::{HiddenRows, TableOptions};

use super::books::{data, inline, ods, ods_rows, row_of, xlsx, xlsx_with, zipped};
use super::{found, found_with, rows};

fn right() -> String {
    data(&rows(&[&[]]))
}

#[test]
fn a_zip_bomb() {
    let zeros = vec![b' '; 64 * 1024 * 1024];
    let book = xlsx_with(&right(), &[("xl/worksheets/sheet9.xml", &zeros)]);
    assert!(book.len() < 1024 * 1024);
    assert!(found("bomb.xlsx", &book).only_error().starts_with("SP023 - its contents are beyond all bounds"));
}

#[test]
fn ten_thousand_entries() {
    let names: Vec<String> = (0..2_500).map(|number| format!("xl/media/{number}.png")).collect();
    let parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
    assert!(found("entries.xlsx", &zipped(&parts)).only_error().starts_with("SP023"));
}

#[test]
fn a_cell_in_the_last_corner() {
    let far = right() + "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>";
    let error = found("corner.xlsx", &xlsx(&far)).only_error();
    assert!(error.starts_with("SP010 - cell XFD1048576 holds a value"), "{error}");
    // An empty one that is only coloured does no harm.
    let empty = right() + "<row r=\"1048576\"><c r=\"XFD1048576\" s=\"1\"/></row>";
    assert_eq!(found("corner-empty.xlsx", &xlsx(&empty)).errors(), [""; 0]);
}

#[test]
fn two_million_rows() {
    let many = right() + &"<row><c><v>1</v></c></row>".repeat(60_000);
    assert!(found("rows.xlsx", &xlsx(&many)).only_error().contains("too many rows"));
    let repeated = ods_rows(&rows(&[&[]])).replace(
        "</table:table-row><table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell/>",
        "</table:table-row><table:table-row table:number-rows-repeated=\"2000000\"><table:table-cell office:value-type=\"float\" office:value=\"1\"/>",
    );
    assert!(found("rows.ods", &ods(&repeated)).only_error().contains("too many rows"));
    assert!(found("rows.csv", "x\n".repeat(2_000_000).as_bytes()).only_error().contains("SP01"));
}

#[test]
fn xml_without_a_bottom() {
    let deep = format!("<row><c>{}{}</c></row>", "<a>".repeat(10_000), "</a>".repeat(10_000));
    assert!(found("deep.xlsx", &xlsx(&deep)).only_error().contains("nested beyond all bounds"));
}

#[test]
fn entities_that_fetch_or_multiply() {
    let sheet = b"<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><worksheet><sheetData><row><c t=\"str\"><v>&a;</v></c></row></sheetData></worksheet>";
    let book = xlsx_with("", &[("xl/worksheets/sheet2.xml", sheet)]);
    let book = {
        // The sheet with the declaration in place of the first.
        let workbook = br#"<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" r:id="rId2"/></sheets></workbook>"#;
        let _ = book;
        xlsx_with("", &[("xl/worksheets/sheet2.xml", sheet.as_slice()), ("xl/workbook.xml", workbook)])
    };
    assert!(found("entities.xlsx", &book).only_error().contains("document type declaration"));
}

#[test]
fn a_renamed_picture_and_other_files() {
    for (name, bytes, word) in [
        ("picture.xlsx", b"\xFF\xD8\xFF\xE0\0\x10JFIF".as_slice(), "a picture (JPEG)"),
        ("picture.csv", b"\xFF\xD8\xFF\xE0\0\x10JFIF".as_slice(), "a picture (JPEG)"),
        ("page.xlsx", b"<html></html>".as_slice(), "HTML"),
        ("words.ods", b"hello".as_slice(), "some other kind of file"),
        ("cut.xlsx", b"PK\x03\x04cut".as_slice(), "damaged"),
        ("empty.xlsx", b"".as_slice(), "empty"),
    ] {
        let error = found(name, bytes).only_error();
        assert!(error.starts_with("SP010") && error.contains(word), "{name}: {error}");
    }
    assert!(
        found("words.docx.xlsx", &zipped(&[("word/document.xml", b"<a/>")])).only_error().contains(".docx")
    );
}

#[test]
fn a_password() {
    let mut locked = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    locked.resize(1024, 0);
    assert!(found("old.xlsx", &locked).only_error().contains("of the old kind (.xls)"));
    locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert!(found("locked.xlsx", &locked).only_error().contains("needs a password"));
    let manifest = b"<manifest><file-entry><encryption-data/></file-entry></manifest>";
    let ods = zipped(&[("META-INF/manifest.xml", manifest.as_slice()), ("content.xml", b"noise")]);
    assert!(found("locked.ods", &ods).only_error().contains("needs a password"));
}

#[test]
fn a_part_that_is_cut_off() {
    let book = zipped(&[("xl/workbook.xml", b"<workbook><sheets>")]);
    assert!(found("cut-part.xlsx", &book).only_error().starts_with("SP010"));
}

/// The right row, hidden, below a right row that is not.
fn hidden() -> String {
    let rows =
        rows(&[&[], &[("顧客番号", "2"), ("医療機関コード", "0100021"), ("メールアドレス", "b@example.jp")]]);
    row_of(1, "", &rows[0]) + &row_of(2, "", &rows[1]) + &row_of(3, "hidden=\"1\"", &rows[2])
}

#[test]
fn hidden_rows_stop_unless_told_otherwise() {
    let book = xlsx(&hidden());
    let error = found("hidden.xlsx", &book).only_error();
    assert!(error.starts_with("SP018 ヒアリング!A3 1 rows are hidden"), "{error}");
    for (hidden_rows, sites) in [(HiddenRows::Use, 2), (HiddenRows::Skip, 1)] {
        let found =
            found_with("hidden.xlsx", &book, &TableOptions { hidden_rows, ..TableOptions::default() });
        assert_eq!((found.errors().len(), found.sites.len()), (0, sites), "{:?}", found.errors());
        assert!(found.notes().iter().any(|note| note.contains("1 hidden rows")));
    }
    let filtered = ods_rows(&rows(&[&[]])).replacen(
        "<table:table-row>",
        "<table:table-row table:visibility=\"filter\">",
        3,
    );
    assert!(
        found("filtered.ods", &ods(&filtered)).errors().iter().any(|error| error.contains("by a filter"))
    );
}

#[test]
fn formulas_without_a_result_stop_unless_told_otherwise() {
    let plain = rows(&[&[]]);
    let mut cells: Vec<String> = plain[1].iter().map(|text| inline(text)).collect();
    cells[8] = "<c t=\"str\"><f>A1</f></c>".to_owned();
    let book = xlsx(&(row_of(1, "", &plain[0]) + &format!("<row r=\"2\">{}</row>", cells.concat())));
    let error = found("formula.xlsx", &book).only_error();
    assert!(error.starts_with("SP018 ヒアリング!I2 1 formulas have no result"), "{error}");
    let found =
        found_with("formula.xlsx", &book, &TableOptions { empty_formulas: true, ..TableOptions::default() });
    assert_eq!(found.errors(), [""; 0]);
    assert_eq!(found.sites[0].institutions[0].address, None);
}
