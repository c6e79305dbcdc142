//! `mend`: a copy of a table in which some cells have other texts and everything else is as it was. In: a file and
//! [`NewCell`]s. Out: the bytes of the copy. A secret is refused and never repeated. How the copy is made stands with each
//! kind of file: workbooks in `annotate`, text in `table`.

use std::collections::BTreeMap;
use std::path::Path;

use super::annotate::{self, Unmendable};
use super::file::open_table;
use super::table::{self, MendedSheet, TextFault, column_letters};
use super::{TableOptions, messages};
use crate::base::{Code, Diagnostic, Origin, Origins, Shown, Words, fold};

/// A cell that gets another text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCell {
    /// The sheet's name; `None`: that with the customers.
    pub sheet: Option<String>,
    /// Row, from 1.
    pub row: u32,
    /// Column, from 1.
    pub column: u32,
    /// The text; empty: the cell becomes empty.
    pub text: String,
}

/// Texts by row and column.
pub(in crate::read) type NewTexts = BTreeMap<(u32, u32), String>;

/// A copy in which cells were mended.
#[derive(Clone, Debug)]
pub struct Mended {
    /// Its content.
    pub bytes: Vec<u8>,
    /// There are formulas in it whose results are those of before.
    pub has_formulas: bool,
}

impl NewCell {
    /// `シート!H12=0100013`, `'Sheet 1'!H12=x`, `H12=` of the sheet with the customers.
    pub fn read(text: &str) -> Option<Self> {
        // A sheet's name may have `=` in it.
        let mut signs = text.char_indices().filter(|(_, sign)| matches!(sign, '=' | '＝'));
        signs.find_map(|(at, sign)| {
            let (sheet, cell) = match text[..at].rsplit_once(['!', '！']) {
                Some((sheet, cell)) => (Some(sheet_name(sheet)), cell),
                None => (None, &text[..at]),
            };
            let (row, column) = annotate::position_of(&fold::width(cell).trim().replace('$', ""))?;
            Some(Self { sheet, row, column, text: text[at + sign.len_utf8()..].to_owned() })
        })
    }

    fn name(&self) -> String {
        format!("{}{}", column_letters(self.column), self.row)
    }
}

/// A name as formulas write it, without its quotation marks.
fn sheet_name(written: &str) -> String {
    let quoted = written.trim().strip_prefix('\'').and_then(|rest| rest.strip_suffix('\''));
    quoted.map_or_else(|| written.to_owned(), |name| name.replace("''", "'"))
}

/// The copy of `path` with `cells`; of a cell that is named twice the last text counts.
///
/// # Errors
/// `SP007` for a file that is no table, `SP037` for every cell that cannot be mended, `SP020` for every text that may be a
/// secret, and what keeps the file from being read.
pub fn mended(path: &Path, cells: &[NewCell], options: &TableOptions) -> Result<Mended, Vec<Diagnostic>> {
    let opened = || open_table(path, &mut Origins::new()).map_err(|error| vec![error]);
    if !table::is_table(path) {
        return Err(vec![no_table(path)]);
    }
    let sheets = table::sheets_to_mend(path, opened()?, cells, options)?;
    let mut faults = Vec::new();
    for MendedSheet { unknown, hidden, secrets, .. } in &sheets {
        faults.extend(unknown.iter().map(|(name, known)| no_sheet(name, known)));
        faults.extend(hidden.iter().map(|(cell, range, first)| under_merged(cell, range, first)));
        faults.extend(secrets.iter().map(|cell| secret(cell)));
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let texts = sheets.into_iter().map(|sheet| (sheet.name, sheet.texts)).collect();
    let bytes = opened()?.bytes;
    if table::is_text(&bytes) {
        let texts: BTreeMap<String, NewTexts> = texts;
        let texts = texts.into_values().next().unwrap_or_default();
        let bytes = table::mended_text(path, bytes, &texts, options)?;
        return Ok(Mended { bytes: bytes.map_err(|fault| vec![text_fault(&fault)])?, has_formulas: false });
    }
    if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("ods")) {
        return Err(vec![no_ods(path)]);
    }
    match annotate::mended(bytes, &texts) {
        Ok((bytes, has_formulas)) => Ok(Mended { bytes, has_formulas }),
        Err(Unmendable::Cells(cells)) => Err(cells.iter().map(|cell| with_formula(cell)).collect()),
        Err(Unmendable::Workbook) => Err(vec![no_workbook(path)]),
    }
}

/// The name of a cell in messages.
pub(super) fn cell_name(cell: &NewCell) -> String {
    cell.name()
}

fn error(message: Words, help: Words) -> Diagnostic {
    Diagnostic::error(Code::NotMended, Origin::NONE, message, help)
}

fn no_table(path: &Path) -> Diagnostic {
    let path = path.shown();
    Diagnostic::error(
        Code::UnknownKind,
        Origin::NONE,
        Words::new(
            format!("{path} はセルのある表ではありません。mend は .xlsx、.csv、.tsv のセルを直します。"),
            format!("{path} is no table with cells: mend changes cells of .xlsx, .csv and .tsv files"),
        ),
        Words::new(
            "サイトファイル（.toml）は、エディターで直してください。",
            "change a site file (.toml) in an editor",
        ),
    )
}

fn no_ods(path: &Path) -> Diagnostic {
    let path = path.shown();
    Diagnostic::error(
        Code::UnknownKind,
        Origin::NONE,
        Words::new(
            format!("{path} の写しは作れません。mend は .xlsx、.csv、.tsv のセルを直します。"),
            format!("{path} cannot be copied: mend changes cells of .xlsx, .csv and .tsv files"),
        ),
        Words::new(
            "LibreOffice で直すか、.xlsx で保存してください。",
            "change it in LibreOffice, or save it as .xlsx",
        ),
    )
}

fn no_workbook(path: &Path) -> Diagnostic {
    let path = path.shown();
    error(
        Words::new(
            format!("{path} の写しは作れません（マクロがあるか、ふつうのブックの作りではありません）。"),
            format!("{path} cannot be copied: it has macros, or is not built as workbooks are"),
        ),
        Words::new(
            "Excel で開き、.xlsx で保存し直してください。",
            "open it in Excel and save it again as .xlsx",
        ),
    )
}

fn no_sheet(name: &str, known: &[String]) -> Diagnostic {
    let near = super::suggest::suggest_name(name, known.iter().map(String::as_str));
    let named: Vec<&str> = near.map_or_else(|| known.iter().map(String::as_str).collect(), |near| vec![near]);
    let is_secret = super::secret::anywhere(name).is_some();
    let name = if is_secret { "…".to_owned() } else { messages::shown(name) };
    error(
        Words::new(format!("シート「{name}」がありません。"), format!("there is no sheet `{name}`")),
        match named.is_empty() {
            true => Words::new(
                "シートの名前を付けずに、H12=値 と書きます。",
                "write the cell without a sheet, as in H12=TEXT",
            ),
            false => Words::new(
                format!("シートは {} です。", named.join("、")),
                format!("the sheets are {}", named.join(", ")),
            ),
        },
    )
}

fn under_merged(cell: &str, range: &str, first: &str) -> Diagnostic {
    error(
        Words::new(
            format!("{cell} は結合されたセル（{range}）の中で、見えません。"),
            format!("{cell} lies within the merged cells {range} and is not seen"),
        ),
        Words::new(
            format!("左上の {first} を指定してください。"),
            format!("name the upper left one, {first}"),
        ),
    )
}

fn secret(cell: &str) -> Diagnostic {
    Diagnostic::error(
        Code::Secret,
        Origin::NONE,
        Words::new(
            format!("{cell} に入れる文字は、秘密の情報のようです。"),
            format!("the text for {cell} looks like a secret; startpack takes none"),
        ),
        Words::new(
            "パスワード・ログインID・暗証番号は書かないでください。",
            "do not write a password, a login ID or a PIN",
        ),
    )
}

fn with_formula(cell: &str) -> Diagnostic {
    error(
        Words::new(
            format!("{cell} は、ほかのセルと結び付いています（共有の数式、配列の数式、テーブルの見出し）。"),
            format!(
                "{cell} is tied to other cells (a shared formula, an array formula, the heading of a table)"
            ),
        ),
        Words::new("Excel で直してください。", "change it in Excel"),
    )
}

fn text_fault(fault: &TextFault) -> Diagnostic {
    let again = Words::new(
        "表計算ソフトで開き、.xlsx か、UTF-8 の CSV で保存し直してください。",
        "open it in a spreadsheet program and save it as .xlsx, or as CSV in UTF-8",
    );
    match fault {
        TextFault::NotItself => error(
            Words::new(
                "この文字コードでは、ほかのセルを元のまま書き戻せません。",
                "in this encoding the other cells cannot be written back as they were",
            ),
            again,
        ),
        TextFault::Unwritable(cell) => error(
            Words::new(
                format!("{cell} に入れる文字には、このファイルの文字コードにない文字があります。"),
                format!("the text for {cell} has a character that the file's encoding lacks"),
            ),
            again,
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_as_they_are_typed() {
        let cell = |text| {
            let NewCell { sheet, row, column, text } = NewCell::read(text)?;
            Some((sheet.unwrap_or_default(), row, column, text))
        };
        let read =
            |sheet: &str, row, column, text: &str| Some((sheet.to_owned(), row, column, text.to_owned()));
        assert_eq!(cell("シート!H12=0100013"), read("シート", 12, 8, "0100013"));
        assert_eq!(cell("'a=b''c'!$H$12==x"), read("a=b'c", 12, 8, "=x"));
        assert_eq!(cell("a=b!h12＝ "), read("a=b", 12, 8, " "));
        assert_eq!(cell("Ｈ１２="), read("", 12, 8, ""));
        for wrong in ["H12", "H=1", "12=1", "シート!=1", "H0=1", ""] {
            assert_eq!(cell(wrong), None, "{wrong}");
        }
    }
}
