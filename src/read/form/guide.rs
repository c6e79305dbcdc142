//! The guide in the workbook: how to fill in the sheet, what each column means, and the lists behind the drop-down
//! cells. In: the field table. Out: two sheets. Customers are not written here.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::form_sheet::PREFECTURES;
use super::formats;
use super::{FORM_SHEET, SAMPLE_SHEET};
use crate::base::facts::facts;
use crate::read::fields::{FIELDS, FieldKind, FieldSpec};

/// Widths of the columns of the guide, in characters: group, header, required or not, explanation.
const WIDTHS: [f64; 4] = [12.0, 24.0, 8.0, 62.0];

/// Half-width characters in a line of the last column, to estimate the height of a row.
const LINE: usize = 70;

/// The same of a line over all columns.
const WIDE_LINE: usize = 120;

/// Height of one line, in points.
const LINE_HEIGHT: f64 = 17.0;

/// How the sheet is filled in, one step a line.
fn steps() -> Vec<String> {
    let steps = [
        &format!(
            "「{FORM_SHEET}」シートに、端末1台につき1行を書きます。「{SAMPLE_SHEET}」シートは見本で、お客様には数えません。"
        ),
        "濃い色の見出しは必ず書く欄、うすい色の見出しは分かるときだけ書く欄です。見出しにカーソルを置くと、説明が出ます。",
        "端末が2台以上のお客様は、行を分けて、同じ顧客番号を書きます。お客様と医療機関の欄は、空欄なら上の行と同じとみなします。",
        "医科歯科併設のお客様は、同じ顧客番号で、医科の行と歯科の行を分けます。医療機関コードとポータルのメールアドレスは別のものになります。",
        "列の順は変えても構いません。分からない列は消しても、社内用の列を足しても読めます。",
        "Excel・LibreOffice のどちらで書いても構いません。保存の形は xlsx・ods・csv のどれでも読めます（csv になるのは先頭のシートだけです）。",
        "書けたら、保存してこの表を閉じます。startpack.html をダブルクリックで開き、点線の中にこのファイルを置きます。誤りがあれば、セルと直し方が出ます。",
        "誤りがなくなったら、上の「印刷」を押し、「書類を作る」を押します。お客様ごとの書類（PDF）ができます。",
        "コマンドで使うときは、startpack check ファイル名 で確かめ、startpack build ファイル名 で書類を作ります。",
    ];
    steps.iter().zip(1..).map(|(step, number)| format!("{number}. {step}")).collect()
}

/// What must not be written in the sheet.
const SECRETS: &str = "パスワード・ログインID・暗証番号は、どの欄にも書かないでください。書く欄はなく、書いてあるファイルは受け付けません。";

/// Writes the guide into `sheet`.
pub(super) fn fill(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    for (width, at) in WIDTHS.into_iter().zip(0..) {
        sheet.set_column_width(at, width)?;
    }
    sheet.merge_range(0, 0, 0, 3, "ヒアリングシートの書き方", &formats::title())?;
    sheet.set_row_height(0, 30.0)?;
    let mut row = 1;
    for step in steps() {
        wide(sheet, row, &step, &formats::paragraph())?;
        row += 1;
    }
    row += 1;
    wide(sheet, row, SECRETS, &formats::warning())?;
    row += 2;
    sheet.merge_range(row, 0, row, 3, "列の説明", &formats::heading())?;
    row += 1;
    for (head, at) in ["", "見出し", "必須", "書き方"].into_iter().zip(0..) {
        sheet.write_string_with_format(row, at, head, &formats::table_head())?;
    }
    for field in FIELDS.iter() {
        row += 1;
        explain(sheet, row, field)?;
    }
    sheet.set_paper_size(9).set_print_fit_to_pages(1, 0).set_margins(0.5, 0.5, 0.6, 0.6, 0.3, 0.3);
    sheet.set_footer("&L&8&F　&A&R&8&P / &N");
    sheet.set_tab_color(formats::quiet_tab());
    Ok(())
}

/// A line over all columns, as high as it needs to be.
fn wide(
    sheet: &mut Worksheet,
    row: u32,
    text: &str,
    format: &rust_xlsxwriter::Format,
) -> Result<(), XlsxError> {
    sheet.merge_range(row, 0, row, 3, text, format)?;
    sheet.set_row_height(row, LINE_HEIGHT * lines(text, WIDE_LINE) + 4.0)?;
    Ok(())
}

/// The lines that `text` takes where a line holds `room` half-width characters.
fn lines(text: &str, room: usize) -> f64 {
    let width: usize = text.chars().map(|character| if character.is_ascii() { 1 } else { 2 }).sum();
    f64::from(u16::try_from(width.div_ceil(room).max(1)).unwrap_or(u16::MAX))
}

fn explain(sheet: &mut Worksheet, row: u32, field: &FieldSpec) -> Result<(), XlsxError> {
    let text = explained(field);
    sheet.write_string_with_format(row, 0, formats::group(field).name, &formats::table_mark())?;
    sheet.write_string_with_format(row, 1, field.heading, &formats::header(field))?;
    let duty = if field.is_required { "必須" } else { "" };
    sheet.write_string_with_format(row, 2, duty, &formats::table_mark())?;
    sheet.write_string_with_format(row, 3, &text, &formats::table_cell())?;
    sheet.set_row_height(row, LINE_HEIGHT * lines(&text, LINE) + 4.0)?;
    Ok(())
}

/// The note of a field, with the words that it may have.
pub(super) fn explained(field: &FieldSpec) -> String {
    match field.kind {
        FieldKind::Choice(words) => {
            let words: Vec<&str> = words.iter().map(|word| word.sheet).collect();
            format!("{}（{}）", field.note, words.join("・"))
        }
        _ => field.note.to_owned(),
    }
}

/// Writes the lists that drop-down cells refer to into `sheet`.
pub(super) fn fill_lists(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_column_width(0, 14)?.set_column_width(1, 60)?;
    sheet.write_string_with_format(0, 0, "都道府県", &formats::table_head())?;
    sheet.write_string_with_format(
        0,
        1,
        "この表は一覧の元です。消したり並べ替えたりしないでください。",
        &formats::paragraph(),
    )?;
    let first = PREFECTURES.start() - 1;
    for (prefecture, row) in facts().prefectures.iter().zip(first..) {
        sheet.write_string_with_format(row, 0, &prefecture.full_name, &formats::table_cell())?;
    }
    sheet.set_paper_size(9).set_tab_color(formats::quiet_tab());
    Ok(())
}
