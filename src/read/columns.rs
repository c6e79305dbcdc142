//! What a column of the hearing sheet is, and how one is found by its header. The columns themselves stand in
//! `column_list`: one table that the reader of sheets, the writer of sheets and the documentation share. Every
//! key of the site file has a column, so that nothing is lost between them.
//!
//! A header comes in, a [`Column`] goes out. How a file of cells is read or written is not here.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::cells::Cell;
pub(super) use super::column_list::COLUMNS;
use crate::base::fold;

/// The sheet that is filled in. It stands first, so that a program that saves one sheet as CSV saves this one.
pub(super) const FORM_SHEET: &str = "ヒアリング";

/// The sheet with a filled sample, which is no customer.
pub(super) const SAMPLE_SHEET: &str = "記入例";

/// The sheet that explains the columns.
pub(super) const GUIDE_SHEET: &str = "書き方";

/// The sheet with the words of the drop-down lists that are too long to stand in a cell's own rule.
pub(super) const LISTS_SHEET: &str = "選択肢";

/// A column of the hearing sheet: one key of the site file.
pub(super) struct Column {
    /// The key's path in the site file without its double brackets: `institution.terminal.name`.
    pub(super) path: &'static str,
    /// The header, as the sheet that we write has it.
    pub(super) header: &'static str,
    /// Other headers that mean the same; folded by [`fold::key`] before they are compared.
    pub(super) aliases: &'static [&'static str],
    /// The field that the column fills, and whose it is: a terminal's, an institution's or the site's.
    pub(super) cell: Cell,
    /// What is written in it.
    pub(super) kind: Kind,
    /// Whether a row without it is incomplete.
    pub(super) is_required: bool,
    /// What the clerk is told at the header.
    pub(super) note: &'static str,
    /// Width in half-width characters, as spreadsheets count it.
    pub(super) width: u8,
}

/// What is written in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Free text, printed as it is written.
    Text,
    /// A code, kept as text and folded. `digits` is its length where leading zeros that a spreadsheet has
    /// dropped can be put back.
    Code {
        /// How many digits it has, if always the same number.
        digits: Option<usize>,
    },
    /// A telephone number: kept as text; a lost leading zero can be put back where nine or ten digits are left.
    Phone,
    /// An e-mail address.
    Email,
    /// A day: a date cell, or text in any form that `validate` reads.
    Date,
    /// A month: a date cell of which the day is not looked at, or text.
    Month,
    /// A prefecture, by name or number (the dated facts have the list).
    Prefecture,
    /// One of a few words.
    Choice(&'static [Word]),
}

/// A word of a drop-down list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// As the sheet shows it.
    pub(super) sheet: &'static str,
    /// As the site file has it; `true` and `false` stand there without quotes.
    pub(super) toml: &'static str,
}

/// The column that `header` names in its own spelling or another; full and half width, capitals, spaces,
/// brackets and joining signs make no difference.
pub(super) fn column(header: &str) -> Option<&'static Column> {
    SPELLINGS.get(&fold::key(header)).copied()
}

/// Every spelling of every column, folded.
static SPELLINGS: LazyLock<BTreeMap<String, &'static Column>> = LazyLock::new(|| {
    let names = |column: &'static Column| std::iter::once(&column.header).chain(column.aliases);
    COLUMNS.iter().flat_map(|column| names(column).map(move |name| (fold::key(name), column))).collect()
});

/// The column of the key at `path`.
pub(super) fn column_of(path: &str) -> Option<&'static Column> {
    COLUMNS.iter().find(|column| column.path == path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::schema::{ROOT, Table};

    #[test]
    fn every_key_of_the_site_file_has_a_column() {
        fn paths(table: &Table, before: &str, found: &mut Vec<String>) {
            found.extend(table.keys.iter().map(|key| format!("{before}{}", key.name)));
            for (name, inner) in table.tables {
                paths(inner, &format!("{before}{name}."), found);
            }
        }
        let mut keys = Vec::new();
        paths(&ROOT, "", &mut keys);
        let mut columns: Vec<_> = COLUMNS.iter().map(|column| column.path.to_owned()).collect();
        keys.sort();
        columns.sort();
        assert_eq!(columns, keys);
    }

    #[test]
    fn no_header_means_two_columns() {
        let mut seen = BTreeMap::new();
        for column in COLUMNS {
            for name in std::iter::once(&column.header).chain(column.aliases) {
                let before = seen.insert(fold::key(name), column.path);
                assert!(before.is_none(), "{name}: {} and {before:?}", column.path);
            }
        }
    }

    #[test]
    fn headers_are_found_however_they_are_spelt() {
        let path = |header| column(header).map(|column| column.path);
        assert_eq!(path("医療機関ｺｰﾄﾞ"), Some("institution.code"));
        assert_eq!(path("コード"), Some("institution.code"));
        assert_eq!(path("保険医療機関番号"), Some("institution.code"));
        assert_eq!(path("医療機関(薬局)\n名称"), Some("institution.name"));
        assert_eq!(path("フレッツ・v6オプション"), Some("line.v6_option"));
        assert_eq!(path("Ｖ６オプション"), Some("line.v6_option"));
        assert_eq!(path("担当部署/担当者名"), Some("institution.contact"));
        assert_eq!(path("販売担当（電話）"), Some("dealer.phone"));
        assert_eq!(path("備考"), None);
    }
}
