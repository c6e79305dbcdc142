//! What a cell shows is what is printed: words of number formats, the text in an ods, hidden columns.

use super::books::{changed, inline, ods, ods_rows, styles};
use super::{Found, found, rows};
use startpack::validate::V6Option;

/// A workbook in which one cell has that value and number format.
fn formatted(heading: &str, format: &str, cell: &str) -> Found {
    let styles = styles(&[format]);
    let cell = cell.replace("<c", "<c s=\"1\"");
    found("format.xlsx", &changed(&[(heading, &cell)], ["", ""], &[("xl/styles.xml", styles.as_bytes())]))
}

/// The same with a number.
fn number(heading: &str, format: &str, value: &str) -> Found {
    formatted(heading, format, &format!("<c><v>{value}</v></c>"))
}

#[test]
fn words_of_a_number_format_are_printed() {
    for (format, value, wanted) in [
        ("\"受付PC\"00", "1", "受付PC01"),
        ("0\"階\"", "3", "3階"),
        ("General\"台\"", "2", "2台"),
        ("0%", "0.5", "50%"),
        ("[>99]\"大\"0;\"小\"0", "5", "小5"),
        ("[$¥-411]#,##0", "1500", "¥1,500"),
        ("0.0", "1.25", "1.3"),
        ("General", "1.1000000000000001", "1.1"),
    ] {
        let found = number("端末名称等", format, value);
        assert_eq!(found.errors(), [""; 0], "{format}");
        assert_eq!(found.sites[0].institutions[0].terminals[0].name.value, wanted);
    }
    let texts = formatted("担当部署／担当者名", "@\"様\"", "<c t=\"str\"><v>資格太郎</v></c>");
    assert_eq!(texts.sites[0].institutions[0].contact.value, "資格太郎様");
}

#[test]
fn codes_are_read_as_they_are_shown() {
    let read = |heading, format, value| {
        let found = number(heading, format, value);
        assert_eq!(found.errors(), [""; 0], "{format}");
        found.sites.into_iter().next().unwrap()
    };
    assert_eq!(read("医療機関コード", "0000000", "100013").institutions[0].code.value, "0100013");
    assert_eq!(read("医療機関コード", "#,##0", "1234567").institutions[0].code.value, "1234567");
    assert_eq!(
        read("電話番号", "000\\-0000\\-0000", "9012345678").institutions[0].phone.value,
        "09012345678"
    );
    assert_eq!(
        read("お客様ID", "\"CAF\"0000000000", "1234567890").customer_id.as_ref().unwrap().value.digits,
        "1234567890"
    );
    assert_eq!(
        read("工事日", "0000\"年\"00\"月\"00\"日\"", "20270120").work_date.value.to_string(),
        "2027-01-20"
    );
    assert!(read("v6オプション", "[=1]\"はい\";[=0]\"いいえ\"", "1").v6_option == V6Option::Yes);
    let customers = number("顧客番号", "\"東-\"000", "1");
    assert_eq!(customers.sites[0].customer_no.as_ref().unwrap().value, "東-001");
}

#[test]
fn what_is_not_shown_for_sure_stops_with_its_cell() {
    for (heading, format, value, cell, words) in [
        ("端末名称等", "[DBNum1]0", "12", "N2", "its value `12` as `[DBNum1]0`"),
        ("端末名称等", "0.00E+00", "1234", "N2", "its value `1234`"),
        ("端末名称等", "# ?/?", "0.5", "N2", "its value `0.5`"),
        ("端末名称等", "yyyy/m/d", "46024", "N2", "turned into a date (2026-01-02)"),
        ("端末名称等", "h:mm", "0.5", "N2", "turned into a time"),
        ("端末名称等", ";;;", "5", "N2", "does not show"),
        ("顧客番号", "\"東\"", "1", "A2", "shows `東`, but its value is `1`"),
        ("医療機関コード", "0000000", "100013.4", "G2", "shows `0100013`, but its value is `100013.4`"),
        ("工事日", "h:mm", "46407", "B2", "turned into a time"),
        ("工事日", "\"未定\"", "46407", "B2", "shows `未定`"),
    ] {
        let error = number(heading, format, value).only_error();
        assert!(error.starts_with(&format!("SP022 ヒアリング!{cell}")) && error.contains(words), "{error}");
    }
}

#[test]
fn a_text_that_is_hidden_is_never_repeated() {
    let found = formatted("担当部署／担当者名", ";;;", "<c t=\"str\"><v>hush1234</v></c>");
    assert!(found.only_error().contains("does not show"));
    assert!(!format!("{:?}", found.told).contains("hush"));
    // Nor a secret that the number format itself says, or that is hidden in a column that is not read.
    let by_format = number("担当部署／担当者名", "\"パスワード：hush1234 \"0", "1");
    let styles = styles(&[";;;"]);
    let hidden = "<c s=\"1\" t=\"str\"><v>パスワード：hush1234</v></c>";
    let behind = changed(
        &[("端末名称等", &format!("{}{hidden}", inline("受付PC01")))],
        ["", ""],
        &[("xl/styles.xml", styles.as_bytes())],
    );
    for found in [by_format, super::found("unread.xlsx", &behind)] {
        assert!(found.only_error().starts_with("SP020"), "{:?}", found.errors());
        assert!(!format!("{:?}", found.told).contains("hush"));
    }
}

#[test]
fn zeros_that_look_empty_are_empty() {
    let by_format = number("届出所在地", "0;-0;;@", "0");
    let view = "<sheetViews><sheetView showZeros=\"0\"/></sheetViews>";
    let by_view = found("zeros.xlsx", &changed(&[("届出所在地", "<c><v>0</v></c>")], [view, ""], &[]));
    for found in [by_format, by_view] {
        assert_eq!(found.errors(), [""; 0]);
        assert!(found.sites[0].institutions[0].address.is_none());
    }
}

/// An ods in which 端末名称等 is that cell.
fn terminal_in_ods(cell: &str) -> Found {
    let plain = "<table:table-cell office:value-type=\"string\"><text:p>PC</text:p></table:table-cell>";
    found("shown.ods", &ods(&ods_rows(&rows(&[&[("端末名称等", "PC")]])).replace(plain, cell)))
}

#[test]
fn an_ods_says_itself_what_it_shows() {
    let float = |value: &str, inside: &str| {
        format!(
            "<table:table-cell office:value-type=\"float\" office:value=\"{value}\">{inside}</table:table-cell>"
        )
    };
    for (cell, wanted) in [
        (float("5", "<text:p>005号室</text:p>"), "005号室"),
        (float("1.1000000000000001", "<text:p>1.1</text:p>"), "1.1"),
        (float("1", "<text:p>1.00</text:p>"), "1.00"),
        (float("3", ""), "3"),
        (float("1", "<text:p>受付<text:s text:c=\"2\"/>PC<text:span>01</text:span></text:p>"), "受付  PC01"),
        (float("1", "<text:p>受付</text:p><text:p>PC01</text:p>"), "受付 PC01"),
        (float("1", "<office:annotation><text:p>メモ</text:p></office:annotation><text:p>PC01</text:p>"), "PC01"),
        (float("1", "<draw:custom-shape><text:p>図形</text:p></draw:custom-shape><text:p>PC01</text:p>"), "PC01"),
        (
            "<table:table-cell office:value-type=\"percentage\" office:value=\"0.5\"><text:p>50%</text:p></table:table-cell>".to_owned(),
            "50%",
        ),
        (
            "<table:table-cell office:value-type=\"currency\" office:value=\"1500\"><text:p>¥1,500</text:p></table:table-cell>"
                .to_owned(),
            "¥1,500",
        ),
    ] {
        let found = terminal_in_ods(&cell);
        assert_eq!(found.errors(), [""; 0], "{cell}");
        assert_eq!(found.sites[0].institutions[0].terminals[0].name.value, wanted);
    }
    for (attributes, text, words) in [
        (
            "office:value-type=\"date\" office:date-value=\"2026-01-02\"",
            "1月2日",
            "turned into a date (2026-01-02)",
        ),
        ("office:value-type=\"time\" office:time-value=\"PT09H00M00S\"", "9:00", "turned into a time"),
        ("office:value-type=\"float\" office:value=\"5\"", "", "does not show"),
        ("office:value-type=\"string\" calcext:value-type=\"error\"", "#N/A", "ends in an error"),
    ] {
        let cell = format!("<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>");
        let error = terminal_in_ods(&cell).only_error();
        assert!(error.starts_with("SP022 ヒアリング!N2") && error.contains(words), "{error}");
    }
}

#[test]
fn hidden_columns_are_read_and_named() {
    let columns = "<cols><col min=\"8\" max=\"9\" hidden=\"1\"/><col min=\"30\" max=\"40\" hidden=\"1\"/><col min=\"11\" max=\"11\" width=\"0\"/></cols>";
    let in_xlsx = found("hidden.xlsx", &changed(&[], [columns, ""], &[]));
    let columns = "<table:table-column table:number-columns-repeated=\"7\"/><table:table-column table:visibility=\"collapse\" table:number-columns-repeated=\"2\"/><table:table-column/><table:table-column table:visibility=\"filter\"/>";
    let in_ods = found("hidden.ods", &ods(&format!("{columns}{}", ods_rows(&rows(&[&[]])))));
    for found in [in_xlsx, in_ods] {
        assert_eq!(found.errors(), [""; 0]);
        assert_eq!(found.sites.len(), 1);
        let notes = found.notes();
        let note = notes.iter().find(|note| note.contains("hidden columns")).unwrap();
        assert!(note.contains("医療機関（薬局）名称 (H), 届出所在地 (I), 電話番号 (K)"), "{note}");
    }
    assert!(
        !found("seen.xlsx", &changed(&[], ["", ""], &[])).notes().iter().any(|note| note.contains("hidden"))
    );
}
