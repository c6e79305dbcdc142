//! The overview of a run, `一覧.xlsx`: what was made for whom, by when, and what is wrong. In: rows. Out: the bytes of a
//! workbook. Nothing reads it; a run goes on without it.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Url, Workbook, Worksheet, XlsxError,
};

use super::about::About;
use super::manifest::NotMade;
use super::record::Record;
use super::selection::{Sorting, sort_key};
use crate::base::zip_maker::made_by_unix;
use crate::plan::DocumentKind;

/// Its name in the run's folder.
pub(crate) const OVERVIEW: &str = "一覧.xlsx";

/// The creation date in the file; it is fixed, so that the same rows give the same bytes.
const MADE: (u16, u8, u8) = (2026, 11, 22);

/// Headings and widths of the columns before those of the documents.
const BEFORE: [(&str, f64); 7] = [
    ("顧客番号", 12.0),
    ("名称", 34.0),
    ("10桁コード", 13.0),
    ("工事日", 12.0),
    ("申請期限", 12.0),
    ("おすすめ日", 12.0),
    ("端末数", 8.0),
];

/// The same behind them.
const BEHIND: [(&str, f64); 2] = [("誤り・注意", 60.0), ("変更", 16.0)];

/// Width of a document's column.
const DOCUMENT_WIDTH: f64 = 20.0;

/// Characters of what is wrong with one customer; a cell takes 32,767, a person fewer.
const LONGEST: usize = 2_000;

/// What became of a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Became {
    /// Made for the first time in this folder.
    New,
    /// Made again: something is not as it was.
    Changed,
    /// As before.
    Same,
    /// Not made.
    Faulty,
    /// No more in the files.
    Gone,
    /// Made by a part of the run: what was there before is not known.
    Joined,
}

impl Became {
    const fn word(self) -> &'static str {
        match self {
            Self::New => "新しく作成",
            Self::Changed => "作り直し",
            Self::Same => "前回のまま",
            Self::Faulty => "作成なし",
            Self::Gone => "表になく、削除",
            Self::Joined => "",
        }
    }
}

/// One customer.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    /// Who it is.
    pub(crate) about: About,
    /// Its documents, by kind: paths within the folder.
    pub(crate) papers: Vec<(DocumentKind, String)>,
    /// Errors and warnings.
    pub(crate) wrong: Vec<String>,
    /// What became of it.
    pub(crate) became: Became,
}

impl Row {
    /// The row of a customer whose papers are there.
    pub(crate) fn of(record: &Record, became: Became) -> Self {
        let mut about = record.about.clone();
        if about.codes.is_empty() {
            about = About { codes: vec![record.code.clone()], names: vec![record.name.clone()], ..about };
        }
        let paper = |kind: DocumentKind| {
            let document = record.documents.iter().find(|document| document.kind == kind.stem())?;
            Some((kind, document.files.first()?.path.clone()))
        };
        let papers = match became {
            Became::Gone => Vec::new(),
            _ => DocumentKind::ALL.into_iter().filter_map(paper).collect(),
        };
        let wrong = record.warnings.iter().map(|warning| format!("注意[{}] {}", warning.code, warning.ja));
        Self { about, papers, wrong: wrong.collect(), became }
    }

    /// The row of a customer, or a file, of which a part of the run made nothing.
    pub(crate) fn not_made(customer: &NotMade) -> Self {
        let about = About {
            codes: customer.code.iter().cloned().collect(),
            names: vec![customer.input.clone()],
            ..About::default()
        };
        let wrong = customer.faults.iter().map(|code| format!("エラー[{code}]"));
        Self { about, papers: Vec::new(), wrong: wrong.collect(), became: Became::Faulty }
    }
}

/// The workbook with those rows, errors first.
///
/// # Errors
/// If a cell cannot be written.
pub(crate) fn book(run: &str, mut rows: Vec<Row>, sorting: Option<Sorting>) -> Result<Vec<u8>, XlsxError> {
    let sorting = sorting.unwrap_or(Sorting::Code);
    rows.sort_by_cached_key(|row| (row.became != Became::Faulty, sort_key(sorting, &row.about)));
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_ymd(MADE.0, MADE.1, MADE.2)?;
    let title = format!("{run} 一覧");
    book.set_properties(
        &DocProperties::new().set_title(title).set_author("startpack").set_creation_datetime(&made),
    );
    let sheet = book.add_worksheet().set_name("一覧")?;
    let head = Format::new().set_bold().set_background_color(0x00DD_E6F0);
    let is_made = |kind: &DocumentKind| rows.iter().flat_map(|row| &row.papers).any(|(made, _)| made == kind);
    let shown = |kind: &DocumentKind| DocumentKind::USUAL.contains(kind) || is_made(kind);
    let kinds: Vec<DocumentKind> = DocumentKind::ALL.into_iter().filter(shown).collect();
    let documents = kinds.iter().map(|kind| (kind.title(), DOCUMENT_WIDTH));
    let columns: Vec<(&str, f64)> = BEFORE.into_iter().chain(documents).chain(BEHIND).collect();
    for (column, (heading, width)) in (0..).zip(&columns) {
        sheet.write_string_with_format(0, column, *heading, &head)?;
        sheet.set_column_width(column, *width)?;
    }
    for (line, row) in (1..).zip(&rows) {
        write_row(sheet, line, row, &kinds)?;
    }
    sheet.set_freeze_panes(1, 2)?;
    let last = u16::try_from(columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    sheet.autofilter(0, 0, u32::try_from(rows.len()).unwrap_or(u32::MAX), last)?;
    book.save_to_buffer().map(made_by_unix)
}

fn write_row(sheet: &mut Worksheet, line: u32, row: &Row, kinds: &[DocumentKind]) -> Result<(), XlsxError> {
    let top = Format::new().set_align(FormatAlign::Top);
    let wrapped = Format::new().set_align(FormatAlign::Top).set_text_wrap();
    let day = Format::new().set_align(FormatAlign::Top).set_num_format("yyyy/m/d");
    let about = &row.about;
    let texts =
        [about.customer_no.clone().unwrap_or_default(), about.names.join("、"), about.codes.join("、")];
    for (column, text) in (0..).zip(&texts) {
        sheet.write_string_with_format(line, column, text, &top)?;
    }
    let days = about.days.as_ref();
    let days = [about.work_date.as_ref(), days.map(|days| &days[0]), days.map(|days| &days[1])];
    for (column, text) in (3..).zip(days) {
        if let Some(text) = text {
            let date = ExcelDateTime::parse_from_str(text)?;
            sheet.write_datetime_with_format(line, column, &date, &day)?;
        }
    }
    if about.terminals > 0 {
        sheet.write_number_with_format(line, 6, u32::try_from(about.terminals).unwrap_or(0), &top)?;
    }
    let mut behind = 7;
    for kind in kinds {
        if let Some((_, path)) = row.papers.iter().find(|(made, _)| made == kind) {
            sheet.write_url_with_text(line, behind, Url::new(format!("file:///{path}")), "開く")?;
        }
        behind += 1;
    }
    let wrong: String = row.wrong.join("\n").chars().take(LONGEST).collect();
    sheet.write_string_with_format(line, behind, wrong, &wrapped)?;
    sheet.write_string_with_format(line, behind + 1, row.became.word(), &top)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_rows_give_the_same_bytes() {
        let about = About {
            customer_no: Some("K-1".to_owned()),
            work_date: Some("2027-01-20".to_owned()),
            ..About::default()
        };
        let papers = vec![(DocumentKind::Packet, "0110100013/packet.pdf".to_owned())];
        let row = Row { about, papers, wrong: vec!["=1+1".to_owned()], became: Became::New };
        let made = || book("R", vec![row.clone()], None).unwrap();
        assert_eq!(made(), made());
    }
}
