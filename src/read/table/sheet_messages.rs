//! Messages about a table as a whole, in both languages: how it was understood, what was normalised, why it cannot be
//! read. In: counts and places. Out: diagnostics. Nothing is decided here.

use super::normalise::{Normalisation, Normalisations, Occurrences};
use super::value::TableError;
use crate::base::{Code, Diagnostic, Origin, Severity, Words};
use crate::read::fields::{FieldSpec, by_path};
use crate::read::messages::shown;

/// A note on how the table was understood.
pub(super) fn note(at: Origin, message: Words, help: Words) -> Diagnostic {
    Diagnostic::new(Severity::Note, Code::Understood, at, message, help)
}

/// The encoding was guessed.
pub(super) fn encoding(name: &str, at: Origin) -> Diagnostic {
    note(
        at,
        Words::new(
            format!("文字コードは {name} と判断しました。"),
            format!("the encoding is taken to be {name}"),
        ),
        Words::new(
            "文字化けしていたら --encoding で指定してください。",
            "if characters come out wrong, name it with --encoding",
        ),
    )
}

/// A message names at most this many columns or sheets.
pub(super) const MAX_NAMED: usize = 12;

/// There are no rows below the headings.
pub(super) fn no_rows(at: Origin) -> Diagnostic {
    Diagnostic::error(
        Code::NothingToDo,
        at,
        Words::new("見出しの下にお客様の行がありません。", "there are no customers below the headings"),
        Words::new("端末1台につき1行を書いてください。", "write a row for each terminal"),
    )
}

/// Several sheets hold customers.
pub(super) fn several_sheets(sheets: &[String]) -> TableError {
    let sheets: Vec<String> = sheets.iter().take(MAX_NAMED).map(|sheet| shown(sheet)).collect();
    let named = sheets.join("」「");
    TableError::new(
        Code::MissingColumn,
        Words::new(
            format!("お客様の表のあるシートが{}枚あります（「{named}」）。", sheets.len()),
            format!("{} sheets hold customers ({})", sheets.len(), sheets.join(", ")),
        ),
        Words::new(
            format!(
                "--sheet \"{}\" のように、読むシートを指定してください。",
                sheets.first().map_or("", String::as_str)
            ),
            format!(
                "name the one to read, such as --sheet \"{}\"",
                sheets.first().map_or("", String::as_str)
            ),
        ),
    )
}

/// There is no sheet of that name.
pub(super) fn no_such_sheet(name: &str, sheets: &[String]) -> TableError {
    let sheets: Vec<String> = sheets.iter().take(MAX_NAMED).map(|sheet| shown(sheet)).collect();
    let (name, named) = (shown(name), sheets.join("」「"));
    let help = if sheets.iter().all(String::is_empty) {
        Words::new(
            "この形式のファイルにシートはありません。--sheet を外してください。",
            "this kind of file has no sheets: leave --sheet out",
        )
    } else {
        Words::new(format!("あるのは「{named}」です。"), format!("there are {}", sheets.join(", ")))
    };
    TableError::new(
        Code::MissingColumn,
        Words::new(format!("「{name}」というシートはありません。"), format!("there is no sheet `{name}`")),
        help,
    )
}

/// Hidden rows.
pub(super) fn hidden_rows(count: usize, first: u32, is_filtered: bool, at: Origin) -> Diagnostic {
    let (why, en_why) =
        if is_filtered { ("（フィルターなど）", " (by a filter perhaps)") } else { ("", "") };
    Diagnostic::error(
        Code::NotSeen,
        at,
        Words::new(
            format!("表示されていない行が{count}行あります{why}。最初は{first}行目です。"),
            format!("{count} rows are hidden{en_why}, the first is row {first}"),
        ),
        Words::new(
            "すべて表示して保存し直すか、--hidden-rows use（読む）か --hidden-rows skip（読まない）を指定してください。",
            "show them and save the file again, or say --hidden-rows use or --hidden-rows skip",
        ),
    )
}

/// Hidden rows, and whether they were read.
pub(super) fn hidden_rows_taken(count: usize, used: bool, at: Origin) -> Diagnostic {
    let (ja, en) =
        if used { ("読みました", "were read") } else { ("読みませんでした", "were left out") };
    note(
        at,
        Words::new(format!("表示されていない{count}行を{ja}。"), format!("{count} hidden rows {en}")),
        Words::new("--hidden-rows の指定によります。", "as --hidden-rows says"),
    )
}

/// Formulas that give no value: those without a result, and those that take it from another workbook.
pub(super) fn formulas(uncomputed: (usize, Origin), outside: (usize, Origin)) -> Vec<Diagnostic> {
    let of = |(count, at): (usize, Origin), message: fn(usize, Origin) -> Diagnostic| {
        (count > 0).then(|| message(count, at))
    };
    of(uncomputed, self::uncomputed).into_iter().chain(of(outside, self::outside)).collect()
}

/// Hidden columns that were read.
pub(super) fn hidden_columns(columns: &[(u32, &FieldSpec)], at: Origin) -> Diagnostic {
    let list = |before: &str, behind: &str, comma: &str| {
        let named = columns.iter().take(MAX_NAMED);
        let letters = super::column_letters;
        let mut names: Vec<String> = named
            .map(|(place, field)| format!("{}{before}{}{behind}", field.heading, letters(*place)))
            .collect();
        if columns.len() > MAX_NAMED {
            names.push("…".to_owned());
        }
        names.join(comma)
    };
    note(
        at,
        Words::new(
            format!("表示されていない列も読みました：{}。", list("（", "）", "、")),
            format!("hidden columns were read too: {}", list(" (", ")", ", ")),
        ),
        Words::new(
            "古い値が残っていないか、再表示して確かめてください。使わない列なら、列ごと消します。",
            "show them and look whether their values are still right; delete columns that are not to be read",
        ),
    )
}

/// Formulas whose result is not in the file.
fn uncomputed(count: usize, at: Origin) -> Diagnostic {
    Diagnostic::error(
        Code::NotSeen,
        at,
        Words::new(
            format!("計算結果の入っていない数式が{count}個あります（最初がここです）。"),
            format!("{count} formulas have no result in the file, the first is here"),
        ),
        Words::new(
            "表計算ソフトで開いて保存し直すか、値にしてください。空欄として読むなら --formulas empty を指定します。",
            "open and save the file in a spreadsheet program, or turn them into values; --formulas empty takes them for empty cells",
        ),
    )
}

/// Formulas that take a value from another workbook.
fn outside(count: usize, at: Origin) -> Diagnostic {
    Diagnostic::error(
        Code::UnsafeWorkbook,
        at,
        Words::new(
            format!("ほかのブックを参照する数式が{count}個あります（最初がここです）。"),
            format!("{count} formulas take their value from another workbook, the first is here"),
        ),
        Words::new(
            "そのセルを値として貼り付け直し、リンクを解除して保存し直してください。",
            "paste those cells as values, break the links and save the file again",
        ),
    )
}

/// The workbook has macros.
pub(super) fn macros(at: Origin) -> Diagnostic {
    note(
        at,
        Words::new(
            "マクロの入ったブックです。セルの値だけを読み、マクロは動かしません。",
            "the workbook has macros: only its cells are read, and no macro is run",
        ),
        Words::new("このままで構いません。", "nothing need be done"),
    )
}

/// What was normalised, once for each kind and column.
pub(super) fn normalisations(normalisations: &Normalisations) -> Vec<Diagnostic> {
    normalisations.iter().map(|((kind, path), occurrences)| normalised(*kind, path, occurrences)).collect()
}

fn normalised(kind: Normalisation, path: &str, occurrences: &Occurrences) -> Diagnostic {
    let header = by_path(path).map_or("", |column| column.heading);
    let Occurrences { count, at, example: (before, after) } = occurrences;
    let (ja, en) = match kind {
        Normalisation::Zeros => ("先頭の0を補いました", "leading zeros were put back"),
        Normalisation::PhoneZero => ("先頭の0を補いました", "the leading zero was put back"),
        Normalisation::Serial => {
            ("日付の通し番号を日付に直しました", "day numbers of a spreadsheet were read as dates")
        }
        Normalisation::Width => (
            "全角の英数字やハイフンを半角として読みました",
            "full-width letters, digits and hyphens were read as plain ones",
        ),
        Normalisation::Breaks => {
            ("改行やタブを空白1つに置き換えました", "line breaks and tabs were made a blank")
        }
    };
    let example = if before.is_empty() { String::new() } else { format!("{before} → {after}") };
    let (example, en_example) = if example.is_empty() {
        ("（最初がここです）".to_owned(), ", the first here".to_owned())
    } else {
        (format!("（最初は {example}）"), format!(", the first {example}"))
    };
    note(
        *at,
        Words::new(
            format!("{header}：{ja}：{count}件{example}。"),
            format!("{header}: {en} (cells: {count}{en_example})"),
        ),
        Words::new("違っていたら、その値を直してください。", "if that is wrong, mend the value"),
    )
}
