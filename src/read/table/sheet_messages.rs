//! What is told of a table as a whole: how it was understood, what was mended, what keeps it from being read.

use super::headings::Headings;
use super::normalise::{Normalisation, Normalisations, Occurrences};
use super::value::TableError;
use crate::base::{Code, Diagnostic, Origin, Severity, Words};
use crate::read::fields::{FIELDS, FieldSpec, by_path};
use crate::read::messages::shown;
use crate::read::suggest::suggest_name;

fn note(at: Origin, message: Words, help: Words) -> Diagnostic {
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

/// Which sheet and row were taken for the headings.
pub(super) fn headings(sheet: &str, headings: &Headings, is_only: bool, at: Origin) -> Diagnostic {
    let (first, last) = (headings.first, headings.last);
    let (rows, en_rows) = if first == last {
        (format!("{last}行目"), format!("row {last}"))
    } else {
        (format!("{first}～{last}行目"), format!("rows {first} and {last}"))
    };
    let (of, en_of) = if sheet.is_empty() {
        (String::new(), String::new())
    } else {
        (format!("シート「{sheet}」の"), format!(" of sheet `{sheet}`"))
    };
    let help = if is_only {
        Words::new("違っていたら --header-row で指定してください。", "if that is wrong, say --header-row")
    } else {
        Words::new(
            "違っていたら --sheet と --header-row で指定してください。",
            "if that is wrong, say --sheet and --header-row",
        )
    };
    note(
        at,
        Words::new(
            format!("{of}{rows}を見出しとして、その下を読みました。"),
            format!("{en_rows}{en_of} is taken for the headings, and what is below for the data"),
        ),
        help,
    )
}

/// Columns that are passed over.
pub(super) fn unknown_columns(headings: &Headings, at: Origin) -> Diagnostic {
    let list = |most: usize| {
        let named = headings.unknown.iter().take(most);
        let mut names: Vec<String> = named
            .map(|(place, name)| format!("{}（{}）", shown(name.trim()), super::column_letters(*place)))
            .collect();
        if headings.unknown.len() > most {
            names.push("…".to_owned());
        }
        names
    };
    let names = list(MAX_NAMED);
    Diagnostic::new(
        Severity::Note,
        Code::UnknownKey,
        at,
        Words::new(
            format!("読まない列があります：{}。", names.join("、")),
            format!("columns that are not read: {}", names.join(", ").replace('（', " (").replace('）', ")")),
        ),
        Words::new(
            "startpack が使わない列なら、そのままで構いません。",
            "nothing need be done if startpack is not to use them",
        ),
    )
}

/// So many columns that are not read are named.
const MAX_NAMED: usize = 12;

/// A column that every row needs is not there.
pub(super) fn missing_column(column: &FieldSpec, headings: &Headings, at: Origin) -> Diagnostic {
    let header = column.heading;
    let near = near(column, headings);
    let place =
        |name: &str| headings.unknown.iter().find(|(_, other)| other.trim() == name).map(|&(place, _)| place);
    let help = match near {
        Some(name) => {
            let cell = format!("{}{}", super::column_letters(place(name).unwrap_or(1)), headings.last);
            Words::new(
                format!("「{}」（{cell}）がそれなら、見出しを「{header}」に直してください。", shown(name)),
                format!("if `{}` ({cell}) is meant, make its heading `{header}`", shown(name)),
            )
        }
        None => Words::new(
            format!("見出しが「{header}」の列を加えてください。"),
            format!("add a column with the heading `{header}`"),
        ),
    };
    Diagnostic::error(
        Code::MissingColumn,
        at,
        Words::new(format!("「{header}」の列がありません。"), format!("there is no column `{header}`")),
        help,
    )
}

/// The unknown heading that is most probably meant: a slip of the hand away, or half of its characters.
fn near<'h>(column: &FieldSpec, headings: &'h Headings) -> Option<&'h str> {
    let candidates = || headings.unknown.iter().map(|(_, name)| name.trim());
    let is_near = |candidate: &str, name| suggest_name(candidate, std::iter::once(name)).is_some();
    let mut names = std::iter::once(column.heading).chain(column.other_headings());
    let slip = names.find_map(|name| candidates().find(|&candidate| is_near(candidate, name)));
    slip.or_else(|| {
        let shared = |name: &str| column.heading.chars().filter(|&c| name.contains(c)).count();
        let likeliest = candidates().max_by_key(|name| shared(name))?;
        (shared(likeliest) * 2 >= column.heading.chars().count()).then_some(likeliest)
    })
}

/// Two columns with headings that mean the same.
pub(super) fn doubled_column(
    column: &FieldSpec,
    place: u32,
    before: u32,
    row: u32,
    at: Origin,
) -> Diagnostic {
    let header = column.heading;
    let cells = [before, place].map(|place| format!("{}{row}", super::column_letters(place)));
    Diagnostic::error(
        Code::DuplicateKey,
        at,
        Words::new(
            format!("「{header}」にあたる見出しが2つあります（{} と {}）。", cells[0], cells[1]),
            format!("two headings mean `{header}` ({} and {})", cells[0], cells[1]),
        ),
        Words::new(
            "使わない方の見出しを変えてください。販売担当のものなら「販売担当 電話」のように書きます。",
            "change the one that is not to be used; for the dealer write headings such as 販売担当 電話",
        ),
    )
}

/// No row of the table has headings.
pub(super) fn no_headings(sheets: &[String], best: usize, given_row: Option<u32>) -> TableError {
    let named: Vec<_> =
        sheets.iter().filter(|sheet| !sheet.is_empty()).map(|sheet| format!("「{sheet}」")).collect();
    let (of, en_of) = if named.is_empty() {
        (String::new(), String::new())
    } else {
        (
            format!("シート{}に", named.join("")),
            format!(" in {}", named.join(", ").replace(['「', '」'], "`")),
        )
    };
    let (where_, en_where) = match given_row {
        Some(row) => (
            format!("{row}行目は見出しではないようです"),
            format!("row {row} does not seem to hold headings"),
        ),
        None => ("見出しの行が見つかりません".to_owned(), "no row of headings was found".to_owned()),
    };
    let found = if best == 0 {
        (String::new(), String::new())
    } else {
        (format!("（分かった見出しは{best}個だけ）"), format!(" (only {best} known headings)"))
    };
    let required: Vec<&str> =
        FIELDS.iter().filter(|column| column.is_required).map(|column| column.heading).collect();
    TableError::new(
        Code::MissingColumn,
        Words::new(format!("{of}{where_}{}。", found.0), format!("{en_where}{en_of}{}", found.1)),
        Words::new(
            format!(
                "1行に {} の見出しを書きます。行が分かっていれば --header-row で指定してください。",
                required.join("、")
            ),
            format!(
                "a row needs the headings {}; if you know the row, say --header-row",
                required.join(", ")
            ),
        ),
    )
}

/// There are headings and nothing below them.
pub(super) fn no_rows(at: Origin) -> Diagnostic {
    Diagnostic::error(
        Code::NothingToDo,
        at,
        Words::new("見出しの下にお客様の行がありません。", "there are no customers below the headings"),
        Words::new("端末1台につき1行を書いてください。", "write a row for each terminal"),
    )
}

/// Several sheets could be meant.
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

/// Rows that nobody sees.
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

/// Rows that nobody sees, and what was done with them.
pub(super) fn hidden_rows_taken(count: usize, used: bool, at: Origin) -> Diagnostic {
    let (ja, en) =
        if used { ("読みました", "were read") } else { ("読みませんでした", "were left out") };
    note(
        at,
        Words::new(format!("表示されていない{count}行を{ja}。"), format!("{count} hidden rows {en}")),
        Words::new("--hidden-rows の指定によります。", "as --hidden-rows says"),
    )
}

/// Formulas whose result is not in the file.
pub(super) fn uncomputed(count: usize, at: Origin) -> Diagnostic {
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

/// What was mended, once for each kind and column.
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
