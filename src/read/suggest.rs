//! Suggests the known key for an unknown one. In: a key and its table. Out: a [`Suggestion`]. The words of the
//! message are not here.

use super::fields::{FIELDS, FieldSpec, TABLES, TableSpec};
use crate::base::fold;

/// The probable meaning of an unknown key.
#[derive(Clone, Copy, Debug)]
pub(super) enum Suggestion {
    /// A key of the same table.
    Here(&'static FieldSpec),
    /// A key of another table.
    Elsewhere(&'static TableSpec, &'static FieldSpec),
    /// A table, here or elsewhere.
    Table(&'static TableSpec),
}

/// The most probable meaning of the key `written` in `table`.
pub(super) fn suggest(written: &str, table: &'static TableSpec) -> Option<Suggestion> {
    let folded = fold::key(written);
    by_name(&folded, table)
        .map(Suggestion::Here)
        .or_else(|| table_by_name(&folded, table))
        .or_else(|| elsewhere(&folded, table))
        .or_else(|| by_distance(&folded, table))
}

/// The one of `names` most similar to `written`, if one is similar enough.
pub fn suggest_name<'n>(written: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let folded = fold::key(written);
    names
        .map(|name| (distance(&folded, &fold::key(name)), name))
        .filter(|&(distance, name)| distance <= tolerance(&folded).max(tolerance(name)))
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, name)| name)
}

/// The fields that are likeliest meant by the heading `written`, the likeliest first: those one of whose names is like it,
/// by typing errors or by the characters in common.
pub(super) fn likeliest(written: &str, most: usize) -> Vec<&'static FieldSpec> {
    let folded = fold::key(written);
    let score = |field: &FieldSpec| {
        let names = std::iter::once(field.heading).chain(field.other_headings()).chain([field.path]);
        names.map(|name| likeness(&folded, &fold::key(name))).max().unwrap_or_default()
    };
    let scored = FIELDS.iter().map(|field| (score(field), *field));
    let mut found: Vec<_> = scored.filter(|&(score, _)| score >= LIKE).collect();
    found.sort_by_key(|&(score, _)| std::cmp::Reverse(score));
    found.into_iter().take(most).map(|(_, field)| field).collect()
}

/// How like two words are, from 0 to 100: characters that both have, of all.
fn likeness(left: &str, right: &str) -> usize {
    let mut rest: Vec<char> = right.chars().take(LONGEST).collect();
    let whole = left.chars().take(LONGEST).count() + rest.len();
    let shared = left.chars().take(LONGEST).filter(|character| {
        let at = rest.iter().position(|other| other == character);
        at.map(|at| rest.swap_remove(at)).is_some()
    });
    200 * shared.count() / whole.max(1)
}

/// Words that are less like each other have nothing to do with each other.
const LIKE: usize = 50;

fn by_name(folded: &str, table: &'static TableSpec) -> Option<&'static FieldSpec> {
    table.fields.iter().copied().find(|field| field.names().any(|name| fold::key(name) == folded))
}

fn table_by_name(folded: &str, table: &'static TableSpec) -> Option<Suggestion> {
    let plural = folded.strip_suffix('s').unwrap_or(folded);
    let is_it =
        |inner: &TableSpec| inner.name == folded || inner.name == plural || inner.aliases.contains(&folded);
    table.tables.iter().copied().find(|inner| is_it(inner)).map(Suggestion::Table)
}

fn elsewhere(folded: &str, table: &'static TableSpec) -> Option<Suggestion> {
    let others = || TABLES.iter().copied().filter(|other| !std::ptr::eq(*other, table));
    let key =
        others().find_map(|other| by_name(folded, other).map(|field| Suggestion::Elsewhere(other, field)));
    key.or_else(|| others().find_map(|other| table_by_name(folded, other)))
}

fn by_distance(folded: &str, table: &'static TableSpec) -> Option<Suggestion> {
    let fields = table.fields.iter().flat_map(|field| {
        field
            .names()
            .map(move |name| (distance(folded, &fold::key(name)), tolerance(name), Suggestion::Here(field)))
    });
    let tables = table
        .tables
        .iter()
        .map(|inner| (distance(folded, inner.name), tolerance(inner.name), Suggestion::Table(inner)));
    fields
        .chain(tables)
        .filter(|&(distance, tolerance, _)| distance <= tolerance)
        .min_by_key(|&(distance, ..)| distance)
        .map(|(.., suggestion)| suggestion)
}

/// Accepted typing errors in a name: one in three characters, at least one.
fn tolerance(name: &str) -> usize {
    (name.chars().count() / 3).max(1)
}

/// The number of typing errors between two words: a character left out, added or changed, or two swapped
/// (Damerau–Levenshtein distance, optimal string alignment).
fn distance(left: &str, right: &str) -> usize {
    let left: Vec<char> = left.chars().take(LONGEST).collect();
    let right: Vec<char> = right.chars().take(LONGEST).collect();
    let width = right.len() + 1;
    let mut cells: Vec<usize> = (0..width * (left.len() + 1)).map(|index| index / width).collect();
    for (column, cell) in cells.iter_mut().enumerate().take(width) {
        *cell = column;
    }
    for row in 1..=left.len() {
        for column in 1..width {
            let at = |row: usize, column: usize| row * width + column;
            let changed = usize::from(left[row - 1] != right[column - 1]);
            let mut best = (cells[at(row - 1, column)] + 1)
                .min(cells[at(row, column - 1)] + 1)
                .min(cells[at(row - 1, column - 1)] + changed);
            if row > 1
                && column > 1
                && left[row - 1] == right[column - 2]
                && left[row - 2] == right[column - 1]
            {
                best = best.min(cells[at(row - 2, column - 2)] + 1);
            }
            cells[at(row, column)] = best;
        }
    }
    cells.last().copied().unwrap_or(0)
}

/// No known name is this long; limits the work for hostile keys.
const LONGEST: usize = 40;

#[cfg(test)]
mod tests {
    use super::super::fields::institution::INSTITUTION;
    use super::super::fields::site::ROOT;
    use super::super::fields::terminal::TERMINAL;
    use super::*;

    fn suggestion(written: &str, table: &'static TableSpec) -> String {
        match suggest(written, table) {
            None => "-".into(),
            Some(Suggestion::Here(key)) => key.key().into(),

            Some(Suggestion::Elsewhere(table, key)) => format!("{} {}", table.header, key.key()),
            Some(Suggestion::Table(table)) => table.header.into(),
        }
    }

    #[test]
    fn guesses() {
        assert_eq!(suggestion("cod", &INSTITUTION), "code");
        assert_eq!(suggestion("ocde", &INSTITUTION), "code");
        assert_eq!(suggestion("医療機関ｺｰﾄﾞ", &INSTITUTION), "code");
        assert_eq!(suggestion("Fee-Table", &INSTITUTION), "fee_table");
        assert_eq!(suggestion("tel", &INSTITUTION), "phone");
        assert_eq!(suggestion("prefecure", &INSTITUTION), "prefecture");
        assert_eq!(suggestion("工事日", &ROOT), "work_date");
        assert_eq!(suggestion("工事の日", &ROOT), "work_date");
        assert_eq!(suggestion("customer_id", &ROOT), "[line] customer_id");
        assert_eq!(suggestion("institutions", &ROOT), "[[institution]]");
        assert_eq!(suggestion("terminal", &ROOT), "[[institution.terminal]]");
        assert_eq!(suggestion("payment", &TERMINAL), "[[institution]] payment");
        assert_eq!(suggestion("zzzzzz", &ROOT), "-");
    }

    #[test]
    fn likeliest_fields_of_a_heading() {
        let near = |written| likeliest(written, 2).iter().map(|field| field.path).collect::<Vec<_>>();
        assert_eq!(near("お客さまIDD")[0], "line.customer_id");
        assert!(near("医療機関こおど").contains(&"institution.code"));
        assert_eq!(near("線の方角"), [""; 0]);
    }

    #[test]
    fn distances() {
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("abc", "acb"), 1);
        assert_eq!(distance("kitten", "sitting"), 3);
    }
}
