//! Columns that the user assigns (`--column "X=お客様ID"`). In: what the user says. Out: the field of a heading or of a
//! column, before anything else is thought of it; messages about what is not there. A heading that asks for a secret is
//! never assigned.

use super::heading_text::column;
use super::headings::Headings;
use crate::base::{Code, Diagnostic, Origin, Words, fold};
use crate::read::fields::{FieldSpec, by_path};
use crate::read::messages::shown;
use crate::read::suggest::{likeliest, suggest_name};
use crate::read::{AssignedColumn, TableOptions, secret};

/// What is written in place of a field for a column that is not to be read.
const NOTHING: &str = "-";

/// Headings that a message names.
const MOST_NAMED: usize = 4;

/// What the user assigns.
#[derive(Default)]
pub(super) struct Assigned {
    entries: Vec<Entry>,
}

/// One of them.
struct Entry {
    /// The heading as it is compared.
    key: String,
    /// The column, if the heading may be the letters of one.
    letters: Option<u32>,
    /// What it is; `None`: nothing that is read.
    field: Option<&'static FieldSpec>,
}

impl Assigned {
    /// What `options` say; an unknown field is left out here, and told by [`faults`].
    pub(super) fn of(options: &TableOptions) -> Self {
        let entry = |AssignedColumn { from, to }: &AssignedColumn| {
            Some(Entry { key: fold::key(from), letters: letters(from), field: target(to)? })
        };
        Self { entries: options.columns.iter().filter_map(entry).collect() }
    }

    /// The field of a column with these headings, if the user has assigned one of them.
    pub(super) fn by_heading(&self, headings: [&str; 2]) -> Option<Option<&'static FieldSpec>> {
        if self.entries.is_empty() || headings.iter().any(|heading| secret_word(heading).is_some()) {
            return None;
        }
        let is_it = |entry: &&Entry| headings.iter().any(|heading| fold::key(heading) == entry.key);
        self.entries.iter().find(is_it).map(|entry| entry.field)
    }

    /// Whether the user has another column in mind for `field` than the one that is headed so.
    pub(super) fn has(&self, field: &FieldSpec) -> bool {
        self.entries.iter().any(|entry| entry.field.is_some_and(|known| known.path == field.path))
    }

    /// Whether columns are assigned by their letters.
    pub(super) fn has_letters(&self) -> bool {
        self.entries.iter().any(|entry| entry.letters.is_some())
    }

    /// Assigns the columns that are named by letters which are no heading; the table has columns up to `last`.
    pub(super) fn put_letters(&self, headings: &mut Headings, last: u32) {
        for entry in &self.entries {
            let Some(column) = entry.letters.filter(|&column| column <= last) else { continue };
            let text = headings.text(column).to_owned();
            if headings.has_text(&entry.key) || secret_word(&text).is_some() {
                continue;
            }
            let before = entry.field.and_then(|field| headings.column_of(field.path));
            headings.forget(column);
            match (entry.field, before.filter(|&before| before != column)) {
                (Some(_), Some(before)) => headings.duplicates.push((column, before)),
                (Some(field), None) => headings.known.push((column, field)),
                (None, _) => headings.unknown.push((column, text)),
            }
        }
        headings.known.sort_by_key(|&(column, _)| column);
        headings.unknown.sort_by_key(|&(column, _)| column);
    }
}

/// The field that is meant by its heading or path; `Some(None)` for no field at all.
fn target(to: &str) -> Option<Option<&'static FieldSpec>> {
    let text = fold::width(to);
    if text.trim() == NOTHING {
        return Some(None);
    }
    by_path(text.trim()).or_else(|| column(to.trim())).map(Some)
}

/// The column of letters such as `H` or `ＡＢ`.
fn letters(text: &str) -> Option<u32> {
    let text = fold::width(text).trim().to_ascii_uppercase();
    let is_name = (1..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_uppercase());
    if is_name { super::xlsx::column_of(&text) } else { None }
}

/// The word for a secret in a heading.
fn secret_word(heading: &str) -> Option<&'static str> {
    secret::in_key(heading).or_else(|| secret::at_end(heading)).map(|found| found.word)
}

/// Reports fields that do not exist.
pub(super) fn unknown_fields(options: &TableOptions, at: Origin) -> Vec<Diagnostic> {
    let unknown = options.columns.iter().filter(|assigned| target(&assigned.to).is_none());
    unknown.map(|assigned| unknown_field(&assigned.to, at)).collect()
}

/// Reports everything that is assigned and cannot be: unknown fields, and headings that the table has not.
pub(super) fn faults(options: &TableOptions, headings: &Headings, last: u32, at: Origin) -> Vec<Diagnostic> {
    let mut faults = unknown_fields(options, at);
    for AssignedColumn { from, .. } in &options.columns {
        let named = letters(from).filter(|&column| column <= last);
        let text = headings.headed(&fold::key(from)).or_else(|| named.map(|column| headings.text(column)));
        match text.map(|text| secret_word(text).filter(|_| secret::in_key(text).is_none())) {
            None => faults.push(unknown_heading(from, headings, at)),
            Some(Some(word)) => faults.push(super::cell_messages::secret_column(word, at)),
            // That there is a column for a secret is told without this.
            Some(None) => {}
        }
    }
    faults
}

fn error(message: Words, help: Words, at: Origin) -> Diagnostic {
    Diagnostic::error(Code::NotAssigned, at, message, help)
}

fn unknown_field(to: &str, at: Origin) -> Diagnostic {
    let near = likeliest(to, 1).first().map(|field| field.heading);
    let written = quoted(to);
    let message = Words::new(
        format!("--column の「{written}」という項目はありません。"),
        format!("--column names `{written}`, which is no field"),
    );
    let help = match near {
        Some(near) => Words::new(
            format!("「{near}」なら、そう書いてください。"),
            format!("if `{near}` is meant, write that"),
        ),
        None => Words::new(
            "右には、startpack の表の見出し（お客様ID など）を書きます。読まない列にするなら - です。",
            "write a heading of startpack's own sheet, such as お客様ID; `-` for a column that is not to be read",
        ),
    };
    error(message, help, at)
}

fn unknown_heading(from: &str, headings: &Headings, at: Origin) -> Diagnostic {
    let harmless = || headings.texts.iter().filter(|(_, text)| secret::anywhere(text).is_none());
    let near = suggest_name(from, harmless().map(|(_, text)| text.trim()));
    let named = |(column, text): &(u32, String)| {
        format!("{}（{}）", shown(text.trim()), super::column_letters(*column))
    };
    let unknown = headings.unknown.iter().filter(|(_, text)| secret::anywhere(text).is_none());
    let found: Vec<String> = match near {
        Some(near) => harmless().filter(|(_, text)| text.trim() == near).take(1).map(named).collect(),
        None => unknown.filter(|(_, text)| !text.trim().is_empty()).take(MOST_NAMED).map(named).collect(),
    };
    let written = quoted(from);
    let message = Words::new(
        format!("--column の「{written}」という見出しが、表にありません。"),
        format!("--column names the heading `{written}`, which the table does not have"),
    );
    let help = match found.is_empty() {
        true => Words::new(
            "左には、表の見出しか、列の記号（H など）を書きます。",
            "write a heading of the table, or the letters of a column, such as H",
        ),
        false => Words::new(
            format!("表の見出しか列の記号を書きます。近いもの：{}。", found.join("、")),
            format!(
                "write a heading or the letters of a column; near: {}",
                found.join(", ").replace('（', " (").replace('）', ")")
            ),
        ),
    };
    error(message, help, at)
}

/// What the user wrote, unless it may hold a secret.
fn quoted(text: &str) -> String {
    if secret::anywhere(text).is_some() { "…".to_owned() } else { shown(text.trim()) }
}
