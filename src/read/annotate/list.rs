//! The sheet 指摘一覧: every message with its place. In: messages and what rows and columns are called. Out: the XML of
//! the sheet. Where it stands in the workbook is not known here.

use super::notes::{MAIN, severity_words};
use super::sheet::name;
use super::splice::xml;
use super::styles::ListStyles;
use super::{Annotation, CellMessage};
use crate::base::{Severity, Words};
use crate::read::table::column_letters;

/// The sheet's name.
pub(in crate::read) const LIST_SHEET: &str = "指摘一覧";

/// The first words of the sheet, by which it is known as ours.
const TITLE: (&str, &str) = ("startpack の指摘", "Messages of startpack");

/// Stands in the sheet as long as no other program has saved the workbook. XML comments are kept by none.
const UNTOUCHED: &str = "<!--startpack: not changed since-->";

/// The columns: heading in Japanese and English, width in characters.
const COLUMNS: [(&str, &str, u32); 7] = [
    ("行", "Row", 8),
    ("お客様", "Customer", 28),
    ("項目", "Item", 22),
    ("種類", "Kind", 10),
    ("何が違うか", "What is wrong", 52),
    ("どう書くか", "What to write", 52),
    ("番号", "Code", 8),
];

/// Whether the first text of a sheet says that it is the list.
pub(super) fn is_title(text: &str) -> bool {
    text.starts_with(TITLE.0) || text.starts_with(TITLE.1)
}

/// Whether the XML of the list is as we wrote it: no other program has saved the copy.
pub(super) fn is_untouched(sheet: &str) -> bool {
    sheet.contains(UNTOUCHED)
}

/// The XML of the list.
pub(super) fn sheet(annotation: &Annotation<'_>, names: &SheetNames<'_>, styles: ListStyles) -> String {
    let say = |(ja, en): (&'static str, &'static str)| (annotation.language)(&Words::new(ja, en)).to_owned();
    let mut sheet = SheetXml { rows: String::new(), links: String::new(), row: 0 };
    sheet.begin();
    let errors = annotation.messages.iter().filter(|message| message.severity == Severity::Error).count();
    let warnings = annotation.messages.iter().filter(|message| message.severity == Severity::Warning).count();
    let title = Words::new(
        format!("{}：誤り {errors}件、注意 {warnings}件", TITLE.0),
        format!("{}: {errors} errors, {warnings} warnings", TITLE.1),
    );
    sheet.cell(1, styles.heading, (annotation.language)(&title));
    sheet.end();
    sheet.begin();
    for (column, (ja, en, _)) in (1..).zip(COLUMNS) {
        sheet.cell(column, styles.heading, &say((ja, en)));
    }
    sheet.end();
    for message in in_order(annotation.messages) {
        sheet.begin();
        line(&mut sheet, annotation, (message, names), styles);
        sheet.end();
    }
    sheet.finish()
}

/// Errors and warnings by their place, then notes.
fn in_order(messages: &[CellMessage]) -> Vec<&CellMessage> {
    let mut all: Vec<&CellMessage> = messages.iter().collect();
    all.sort_by_key(|message| {
        (message.severity == Severity::Note, message.row == 0, &message.sheet, message.row, message.column)
    });
    all
}

fn line(
    sheet: &mut SheetXml,
    annotation: &Annotation<'_>,
    (message, names): (&CellMessage, &SheetNames<'_>),
    styles: ListStyles,
) {
    let say = annotation.language;
    let (ja, en) = severity_words(message.severity);
    let is_placed = message.row > 0 && message.column > 0;
    if is_placed {
        let sheet_name = (names.full)(&message.sheet).replace('\'', "''");
        let location = format!("'{sheet_name}'!{}", name((message.row, message.column)));
        sheet.link(1, styles.link, &message.row.to_string(), &location);
        sheet.cell(2, styles.text, (names.customer)(message.row));
        sheet.link(3, styles.link, &item(message.column, names), &location);
    }
    sheet.cell(4, styles.text, say(&Words::new(ja, en)));
    sheet.cell(5, styles.text, say(&message.message));
    sheet.cell(6, styles.text, say(&message.help));
    sheet.cell(7, styles.text, message.code.as_str());
}

/// What a column is called: its letters and its heading.
fn item(column: u32, names: &SheetNames<'_>) -> String {
    let letters = column_letters(column);
    match (names.item)(column) {
        "" => letters,
        heading => format!("{heading}（{letters}）"),
    }
}

/// What sheets, rows and columns are called.
pub(super) struct SheetNames<'a> {
    /// The customer of a row.
    pub(super) customer: &'a dyn Fn(u32) -> &'a str,
    /// The heading of a column.
    pub(super) item: &'a dyn Fn(u32) -> &'a str,
    /// The name in the workbook of a sheet of the messages.
    pub(super) full: &'a dyn Fn(&str) -> String,
}

/// A sheet that is being written.
struct SheetXml {
    rows: String,
    links: String,
    row: u32,
}

impl SheetXml {
    fn begin(&mut self) {
        self.row += 1;
        self.rows.push_str(&format!("<row r=\"{}\">", self.row));
    }

    fn end(&mut self) {
        self.rows.push_str("</row>");
    }

    fn cell(&mut self, column: u32, style: u32, text: &str) {
        self.rows.push_str(&format!(
            "<c r=\"{}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
            name((self.row, column)),
            xml(text)
        ));
    }

    fn link(&mut self, column: u32, style: u32, text: &str, location: &str) {
        self.cell(column, style, text);
        self.links.push_str(&format!(
            "<hyperlink ref=\"{}\" location=\"{}\" display=\"{}\"/>",
            name((self.row, column)),
            xml(location),
            xml(text)
        ));
    }

    fn finish(self) -> String {
        let widths = (1..).zip(COLUMNS).map(|(column, (_, _, width)): (u32, _)| {
            format!("<col min=\"{column}\" max=\"{column}\" width=\"{width}\" customWidth=\"1\"/>")
        });
        let links = if self.links.is_empty() {
            String::new()
        } else {
            format!("<hyperlinks>{}</hyperlinks>", self.links)
        };
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"{MAIN}\">{UNTOUCHED}<sheetViews>\
             <sheetView tabSelected=\"1\" workbookViewId=\"0\"><pane ySplit=\"2\" topLeftCell=\"A3\" activePane=\"bottomLeft\" \
             state=\"frozen\"/></sheetView></sheetViews><cols>{}</cols><sheetData>{}</sheetData>{links}</worksheet>",
            widths.collect::<String>(),
            self.rows
        )
    }
}
