//! Messages about the headings of a table, in both languages. In: the headings that were found. Out: diagnostics. How
//! headings are found is not known here.

use super::headings::Headings;
use super::sheet_messages::{MAX_NAMED, note};
use super::value::TableError;
use crate::base::{Code, Diagnostic, Origin, Severity, Words};
use crate::read::fields::{FIELDS, FieldSpec};
use crate::read::messages::shown;
use crate::read::suggest::suggest_name;

/// Which sheet and row hold the headings.
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

/// Columns that are not read.
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
            "startpack が使わない列なら、そのままで構いません。使う列なら、見出しを直すか、--column \"見出し=項目\" で指定してください。",
            "nothing need be done if startpack is not to use them; if it is, mend the heading or say --column \"HEADING=FIELD\"",
        ),
    )
}

/// A required column is missing.
pub(super) fn missing_column(column: &FieldSpec, headings: &Headings, at: Origin) -> Diagnostic {
    let header = column.heading;
    let near = near(column, headings);
    let place =
        |name: &str| headings.unknown.iter().find(|(_, other)| other.trim() == name).map(|&(place, _)| place);
    let help = match near {
        Some(name) => {
            let cell = format!("{}{}", super::column_letters(place(name).unwrap_or(1)), headings.last);
            Words::new(
                format!(
                    "「{0}」（{cell}）がそれなら、見出しを「{header}」に直すか、--column \"{0}={header}\" と指定してください。",
                    shown(name)
                ),
                format!(
                    "if `{0}` ({cell}) is meant, make its heading `{header}`, or say --column \"{0}={header}\"",
                    shown(name)
                ),
            )
        }
        None => {
            let (asked, en_asked) = is_it_one_of(headings, header);
            Words::new(
                format!("見出しが「{header}」の列を加えてください。{asked}"),
                format!("add a column with the heading `{header}`{en_asked}"),
            )
        }
    };
    Diagnostic::error(
        Code::MissingColumn,
        at,
        Words::new(format!("「{header}」の列がありません。"), format!("there is no column `{header}`")),
        help,
    )
}

/// The question whether a missing column is one with an unknown heading.
fn is_it_one_of(headings: &Headings, header: &str) -> (String, String) {
    let place = |(column, _): &(u32, String)| format!("{}{}", super::column_letters(*column), headings.last);
    let named = headings.unknown.iter().filter(|(_, name)| !name.trim().is_empty()).take(MOST_ASKED);
    let (mut ja, mut en) = (Vec::new(), Vec::new());
    for unknown in named {
        let (name, cell) = (shown(unknown.1.trim()), place(unknown));
        ja.push(format!("「{name}」（{cell}）"));
        en.push(format!("`{name}` ({cell})"));
    }
    if ja.is_empty() {
        return (String::new(), String::new());
    }
    (
        format!(
            "{}がそれなら、その見出しを直すか、--column \"見出し={header}\" と指定してください。",
            ja.join("か")
        ),
        format!("; if it is {}, mend that heading or say --column \"HEADING={header}\"", en.join(" or ")),
    )
}

/// A message asks about at most this many headings.
const MOST_ASKED: usize = 4;

/// The unknown heading that is probably meant: one with few typing errors, or with half of the characters in
/// common.
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

/// Two columns with headings of the same meaning.
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
            format!(
                "使わない方の見出しを変えるか、--column {0}=- と指定してください（{0} を読まないとき）。販売担当のものなら「販売担当 電話」のように書きます。",
                super::column_letters(place)
            ),
            format!(
                "change the one that is not to be used, or say --column {0}=- if that is {0}; for the dealer write headings such as 販売担当 電話",
                super::column_letters(place)
            ),
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
