//! Days that are counted from another day, and names of the format that extensions use too.

use super::books::{NAMES, changed, ods, ods_rows, styles, zipped};
use super::{found, rows};

/// The 工事日 of a workbook with that `xl/workbook.xml` and cell.
fn work_date(book: &str, cell: &str) -> String {
    let styles = styles(&["yyyy/m/d", "\"日付\"0", "#,##0"]);
    let parts = [("xl/workbook.xml", book.as_bytes()), ("xl/styles.xml", styles.as_bytes())];
    let found = found("epoch.xlsx", &changed(&[("工事日", cell)], ["", ""], &parts));
    assert_eq!(found.errors(), [""; 0], "{book}");
    found.sites[0].work_date.value.to_string()
}

const EXTENSION: &str = r#"<extLst><ext xmlns:x15="http://schemas.microsoft.com/office/spreadsheetml/2010/11/main"><x15:workbookPr chartTrackingRefBase="1"/></ext></extLst>"#;

#[test]
fn days_counted_from_1904() {
    let sheets = r#"<sheets><sheet name="a" r:id="rId1"/></sheets>"#;
    for flag in ["1", "true"] {
        let book =
            format!("<workbook {NAMES}><workbookPr date1904=\"{flag}\"/>{sheets}{EXTENSION}</workbook>");
        for cell in [
            "<c s=\"1\"><v>44945</v></c>",
            "<c><v>44945</v></c>",
            "<c s=\"3\"><v>44945</v></c>",
            "<c s=\"1\"><v>44945.75</v></c>",
        ] {
            assert_eq!(work_date(&book, cell), "2027-01-20", "{flag} {cell}");
        }
        assert_eq!(work_date(&book, "<c t=\"d\" s=\"1\"><v>2027-01-20</v></c>"), "2027-01-20");
    }
    for flag in ["0", "false"] {
        let book = format!("<workbook {NAMES}><workbookPr date1904=\"{flag}\"/>{sheets}</workbook>");
        assert_eq!(work_date(&book, "<c><v>46407</v></c>"), "2027-01-20", "{flag}");
    }
    // An extension that says 1904 says it of something else.
    let book = format!(
        "<workbook {NAMES}>{sheets}{}</workbook>",
        EXTENSION.replace("chartTrackingRefBase", "date1904")
    );
    assert_eq!(work_date(&book, "<c s=\"1\"><v>46407</v></c>"), "2027-01-20");
}

#[test]
fn names_are_those_of_the_format_whatever_their_prefix() {
    let names = NAMES.replace("xmlns=", "xmlns:x=");
    let book = format!(
        "<x:workbook {names}><x:workbookPr date1904=\"1\"/><x:sheets><x:sheet name=\"a\" r:id=\"rId1\"/></x:sheets></x:workbook>"
    );
    assert_eq!(work_date(&book, "<c s=\"1\"><v>44945</v></c>"), "2027-01-20");
    // Old and new programs each find their own.
    let frame = "<mc:AlternateContent xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"><mc:Choice Requires=\"x15\"><workbookPr date1904=\"1\"/></mc:Choice><mc:Fallback><workbookPr/></mc:Fallback></mc:AlternateContent>";
    let book =
        format!("<workbook {NAMES}>{frame}<sheets><sheet name=\"a\" r:id=\"rId1\"/></sheets></workbook>");
    assert_eq!(work_date(&book, "<c s=\"1\"><v>46407</v></c>"), "2027-01-20");
}

#[test]
fn an_ods_counts_from_its_own_day() {
    let cell = |attributes: &str, text: &str| {
        format!("<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>")
    };
    let plain = cell("office:value-type=\"string\"", "DAY");
    for (start, own) in [
        ("1904-01-01", cell("office:value-type=\"float\" office:value=\"44945\"", "44945")),
        ("1904-01-01", cell("office:value-type=\"date\" office:date-value=\"2027-01-20\"", "2027/01/20")),
        ("1900-01-01", cell("office:value-type=\"float\" office:value=\"46405\"", "46405")),
        ("1899-12-30", cell("office:value-type=\"date\" office:date-value=\"2027-01-20T09:30:00\"", "9:30")),
    ] {
        let sheet = ods_rows(&rows(&[&[("工事日", "DAY")]])).replace(&plain, &own);
        let settings = format!(
            "<table:calculation-settings><table:null-date table:date-value=\"{start}\"/></table:calculation-settings><table:table "
        );
        let book = ods(&sheet);
        let content = super::books::part(&book, "content.xml").replacen("<table:table ", &settings, 1);
        let book = zipped(&[("content.xml", content.as_bytes())]);
        let found = found("null-date.ods", &book);
        assert_eq!(found.errors(), [""; 0], "{start} {own}");
        assert_eq!(found.sites[0].work_date.value.to_string(), "2027-01-20", "{start} {own}");
    }
}
