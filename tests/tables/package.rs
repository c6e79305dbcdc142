//! The package of a workbook: damage that only its sums show, names of parts in every spelling, macros and links.

use std::io::{Cursor, Write as _};

use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

use super::books::{RELATIONS, data, inline, ods, ods_rows, row_of, xlsx, xlsx_with, zipped};
use super::{found, rows};
use crate::cli::Sandbox;
use crate::walls::root;

fn right() -> String {
    data(&rows(&[&[]]))
}

/// A kept file of tests/cases.
fn case(path: &str) -> Vec<u8> {
    std::fs::read(root().join("tests/cases").join(path)).unwrap()
}

/// The same parts without compression, so that a flipped bit leaves the structure whole.
fn stored(package: &[u8]) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(package)).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for index in 0..from.len() {
        let mut part = from.by_index(index).unwrap();
        to.start_file(part.name().unwrap().into_owned(), options).unwrap();
        std::io::copy(&mut part, &mut to).unwrap();
    }
    to.flush().unwrap();
    to.finish().unwrap().into_inner()
}

/// `bytes` with every `from` replaced by `to` of the same length.
fn with(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let mut bytes = bytes.to_vec();
    let places: Vec<usize> =
        (0..bytes.len() - from.len()).filter(|&at| bytes[at..].starts_with(from.as_bytes())).collect();
    assert!(!places.is_empty(), "{from} is not in the file");
    for at in places {
        bytes[at..at + to.len()].copy_from_slice(to.as_bytes());
    }
    bytes
}

#[track_caller]
fn is_damaged(name: &str, bytes: &[u8]) {
    let error = found(name, bytes).only_error();
    assert!(error.starts_with("SP010 - the workbook is damaged"), "{name}: {error}");
}

/// The right row in a workbook with shared texts.
fn shared() -> Vec<u8> {
    let rows = rows(&[&[]]);
    let texts: String = rows.concat().iter().map(|text| format!("<si><t>{text}</t></si>")).collect();
    let mut number = 0;
    let mut cells = |row: &Vec<String>| -> String {
        let cell = |_: &String| {
            number += 1;
            format!("<c t=\"s\"><v>{}</v></c>", number - 1)
        };
        format!("<row>{}</row>", row.iter().map(cell).collect::<String>())
    };
    let sheet: String = rows.iter().map(&mut cells).collect();
    xlsx_with(&sheet, &[("xl/sharedStrings.xml", format!("<sst>{texts}</sst>").as_bytes())])
}

#[test]
fn a_flipped_bit_is_told_in_whatever_part_it_is() {
    is_damaged("stored-flip.xlsx", &case("hostile/stored-flip.xlsx"));
    let whole = stored(&shared());
    assert_eq!(found("whole.xlsx", &whole).errors(), [""; 0]);
    for (part, from, to) in [
        ("texts", "CAF1234567890", "CAF1234567891"),
        ("sheet", "<v>16</v>", "<v>17</v>"),
        ("styles", "formatCode=\"0000000\"", "formatCode=\"0000001\""),
        ("relations", "Id=\"rId2\"", "Id=\"rId3\""),
        ("workbook", "ヒアリング", "ヒアリンク"),
    ] {
        is_damaged(&format!("flip-{part}.xlsx"), &with(&whole, from, to));
    }
    let open = stored(&ods(&ods_rows(&rows(&[&[]]))));
    assert_eq!(found("whole.ods", &open).errors(), [""; 0]);
    is_damaged("flip.ods", &with(&open, "CAF1234567890", "CAF1234567891"));
}

#[test]
fn a_name_twice_and_entries_that_share_bytes() {
    let two = xlsx_with(&right(), &[("xl/worksheets/sheet8.xml", b"<worksheet/>")]);
    is_damaged("twice.xlsx", &with(&two, "sheet8.xml", "sheet1.xml"));
    // Programs find parts in any case: this is one name too.
    is_damaged("twice-case.xlsx", &with(&two, "sheet8.xml", "SHEET1.xml"));
    is_damaged("twice-slash.xlsx", &with(&two, "worksheets/sheet8", "worksheets\\sheet1"));
    // The directory says that two parts begin at the same byte.
    let mut overlapping = two;
    let heads: Vec<usize> =
        (0..overlapping.len() - 4).filter(|&at| overlapping[at..].starts_with(b"PK\x01\x02")).collect();
    let [.., before, last] = heads.as_slice() else { panic!("a directory has entries") };
    let offset: Vec<u8> = overlapping[before + 42..before + 46].to_vec();
    overlapping[last + 42..last + 46].copy_from_slice(&offset);
    is_damaged("overlap.xlsx", &overlapping);
}

/// The namespace of references between parts.
const REFERENCES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A list of sheets with one sheet.
fn book_of(id: &str) -> String {
    format!(
        "<workbook xmlns:r=\"{REFERENCES}\"><sheets><sheet name=\"a\" r:id=\"{id}\"/></sheets></workbook>"
    )
}

#[test]
fn parts_are_found_however_their_names_are_written() {
    for name in ["part-names-case.xlsx", "rels-dot.xlsx"] {
        let found = found(name, &case(&format!("intake/{name}")));
        assert_eq!((found.errors(), found.sites.len()), (Vec::new(), 1), "{name}");
    }
    let book = stored(&xlsx(&right()));
    for (from, to) in [
        ("xl/worksheets/sheet1.xml", "XL/WorkSheets/Sheet1.XML"),
        ("xl/worksheets/sheet1.xml", "xl\\worksheets\\sheet1.xml"),
        ("xl/workbook.xml", "xl\\Workbook.XML"),
        ("xl/_rels/workbook.xml.rels", "xl\\_Rels\\workbook.xml.rels"),
    ] {
        assert_eq!(found("names.xlsx", &with(&book, from, to)).errors(), [""; 0], "{to}");
    }
    for target in [
        ".\\worksheets\\sheet1.xml",
        "../xl/worksheets/sheet1.xml",
        "worksheets/./x/../SHEET1.xml",
        "\\xl\\worksheets\\sheet1.xml",
        "/xl/worksheets/sheet1.xml",
        "xl/worksheets/sheet1.xml",
    ] {
        let relations = RELATIONS.replacen("worksheets/sheet1.xml", target, 1);
        let sheet = format!("<worksheet><sheetData>{}</sheetData></worksheet>", right());
        let book = book_of("rId1");
        let parts: [(&str, &[u8]); 3] = [
            ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
            ("xl/workbook.xml", book.as_bytes()),
            ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ];
        assert_eq!(found("targets.xlsx", &zipped(&parts)).errors(), [""; 0], "{target}");
    }
}

#[test]
fn a_workbook_lies_where_the_package_says() {
    let kind = REFERENCES;
    let sheet = format!("<worksheet><sheetData>{}</sheetData></worksheet>", right());
    let top = format!(
        "<Relationships><Relationship Id=\"a\" Type=\"{kind}/officeDocument\" Target=\"book/main.xml\"/></Relationships>"
    );
    let book = book_of("s");
    let within = format!(
        "<Relationships><Relationship Id=\"s\" Type=\"{kind}/worksheet\" Target=\"../data/one.xml\"/>\
         <Relationship Id=\"l\" Type=\"{kind}/hyperlink\" Target=\"http://x\" TargetMode=\"External\"/></Relationships>"
    );
    let parts: [(&str, &[u8]); 4] = [
        ("_rels/.rels", top.as_bytes()),
        ("book/main.xml", book.as_bytes()),
        ("book/_rels/main.xml.rels", within.as_bytes()),
        ("data/one.xml", sheet.as_bytes()),
    ];
    assert_eq!(found("elsewhere.xlsx", &zipped(&parts)).errors(), [""; 0]);
}

#[test]
fn macros_are_told_and_never_copied() {
    let book = xlsx_with(&right(), &[("xl/vbaProject.bin", b"x")]);
    for name in ["macros.xlsx", "macros.xlsm"] {
        let found = found(name, &book);
        assert_eq!((found.errors(), found.sites.len()), (Vec::new(), 1), "{name}");
        let told = found.notes().iter().filter(|note| note.contains("no macro is run")).count();
        assert_eq!(told, 1, "{name}: {:?}", found.notes());
    }
    let basic = "<xml/>".as_bytes();
    let open = zip::ZipArchive::new(Cursor::new(ods(&ods_rows(&rows(&[&[]]))))).unwrap();
    let mut open = zip::ZipWriter::new_append(open.into_inner()).unwrap();
    open.start_file("Basic/Standard/Module1.xml", SimpleFileOptions::default()).unwrap();
    open.write_all(basic).unwrap();
    let told = found("macros.ods", &open.finish().unwrap().into_inner());
    assert!(told.errors().is_empty() && told.notes().iter().any(|note| note.contains("macros")));
    let sandbox = Sandbox::new();
    sandbox.file("macros.xlsm", &book);
    sandbox.run(&["check", "macros.xlsm", "--annotate", "seen.xlsx"]).ends(0);
    let copy = String::from_utf8_lossy(&sandbox.bytes("seen.xlsx")).to_lowercase();
    assert!(!copy.contains("vbaproject"));
}

/// A workbook with a link to another, in which the cell of the address has that formula.
fn linked(formula: &str, names: &str) -> Vec<u8> {
    let plain = rows(&[&[]]);
    let mut cells: Vec<String> = plain[1].iter().map(|text| inline(text)).collect();
    cells[8] = format!("<c t=\"str\">{formula}<v>札幌市</v></c>");
    let sheet = row_of(1, "", &plain[0]) + &format!("<row r=\"2\">{}</row>", cells.concat());
    let book = format!(
        "<workbook xmlns:r=\"{REFERENCES}\"><sheets><sheet name=\"ヒアリング\" r:id=\"rId1\"/></sheets><definedNames>{names}</definedNames></workbook>"
    );
    xlsx_with(
        &sheet,
        &[("xl/externalLinks/externalLink1.xml", b"<externalLink/>"), ("xl/workbook.xml", book.as_bytes())],
    )
}

#[test]
fn links_to_other_workbooks_are_told_at_the_cell_that_needs_them() {
    let names = "<definedName name=\"住所表\">[1]Sheet1!$A$1</definedName><definedName name=\"own\">Sheet1!$A$1</definedName>";
    for formula in
        ["[1]Sheet1!$A$1", "VLOOKUP(A2,'[2]住所 録'!A:B,2,0)", "IF(A2=\"\",\"\",住所表)", "[12]!名前"]
    {
        let error = found("linked.xlsx", &linked(&format!("<f>{formula}</f>"), names)).only_error();
        assert!(
            error.starts_with("SP023 ヒアリング!I2 1 formulas take their value from another workbook"),
            "{formula}: {error}"
        );
    }
    // A dead link that no cell uses is nobody's concern, nor are brackets that name no workbook.
    for formula in [
        "",
        "<f>A2</f>",
        "<f>表1[住所]</f>",
        "<f>CONCATENATE(\"[1]\",A2)</f>",
        "<f>住所表2</f>",
        "<f>own</f>",
    ] {
        assert_eq!(found("unlinked.xlsx", &linked(formula, names)).errors(), [""; 0], "{formula}");
    }
    let cell = "office:value-type=\"string\"><text:p>札幌市中央区1-1</text:p>";
    let open = ods_rows(&rows(&[&[]]))
        .replace(cell, &format!("table:formula=\"of:=['file:///x.ods'#$a.A1]\" {cell}"));
    let error = found("linked.ods", &ods(&open)).only_error();
    assert!(error.starts_with("SP023 ヒアリング!I2 1 formulas take"), "{error}");
    let unread = "<table:table-row><table:table-cell table:formula=\"of:=['file:///x.ods'#$a.A1]\"/></table:table-row>";
    assert_eq!(found("unread.ods", &ods(&(unread.to_owned() + &ods_rows(&rows(&[&[]]))))).errors(), [""; 0]);
}

#[test]
fn a_shared_formula_is_linked_in_every_cell() {
    let plain =
        rows(&[&[], &[("顧客番号", "2"), ("医療機関コード", "0100021"), ("メールアドレス", "b@example.jp")]]);
    let mut sheet = row_of(1, "", &plain[0]);
    let formulas = ["<f t=\"shared\" ref=\"I2:I3\" si=\"0\">[1]a!A1</f>", "<f t=\"shared\" si=\"0\"/>"];
    for ((number, row), formula) in (2..).zip(&plain[1..]).zip(formulas) {
        let mut cells: Vec<String> = row.iter().map(|text| inline(text)).collect();
        cells[8] = format!("<c t=\"str\">{formula}<v>札幌市</v></c>");
        sheet += &format!("<row r=\"{number}\">{}</row>", cells.concat());
    }
    assert!(found("shared-link.xlsx", &xlsx(&sheet)).only_error().contains("2 formulas take"));
}
