//! Finds the headings of a table. In: its first rows. Out: which column holds which field. Title rows above, headings
//! in two rows, other spellings and extra columns are accepted. Messages about headings are not here.

use std::collections::BTreeMap;

use super::assigned::Assigned;
use super::heading_text::{MAX_HEADING, column};
use super::value::Row;
use crate::base::fold;
use crate::read::TableOptions;
use crate::read::fields::site::{CUSTOMER_ID, LINE_KIND};
use crate::read::fields::{FIELDS, FieldSpec, institution};

/// Number of rows at the top that are searched for headings.
pub(super) const SEARCHED_ROWS: usize = 40;

/// A row with fewer known headings is not the row of headings.
const MIN_HEADINGS: usize = 3;

/// The headings of a table.
#[derive(Clone, Default)]
pub(super) struct Headings {
    /// The first row of headings.
    pub(super) first: u32,
    /// The last row of headings; the data begin below it.
    pub(super) last: u32,
    /// Known columns with their numbers (from 1), in order.
    pub(super) known: Vec<(u32, &'static FieldSpec)>,
    /// Unknown headings with their column numbers.
    pub(super) unknown: Vec<(u32, String)>,
    /// More columns with the prefecture: official lists have its number and its name.
    pub(super) prefectures: Vec<u32>,
    /// The path of a field whose value is the same for all rows and stands elsewhere.
    pub(super) implied: Option<&'static str>,
    /// Columns with the same meaning as an earlier one: both column numbers.
    pub(super) duplicates: Vec<(u32, u32)>,
    /// The text of every heading with the group above it; after it the heading alone.
    pub(super) texts: Vec<(u32, String)>,
}

impl Headings {
    /// The number of the column for this path.
    pub(super) fn column_of(&self, path: &str) -> Option<u32> {
        self.known.iter().find(|(_, column)| column.path == path).map(|&(place, _)| place)
    }

    /// The fields that every customer needs and that have no column. Where the sheet has the kinds of the lines, a line
    /// need not have an お客様ID.
    pub(super) fn missing(&self) -> impl Iterator<Item = &'static FieldSpec> {
        let has = |field: &FieldSpec| self.column_of(field.path).is_some();
        FIELDS.iter().copied().filter(move |field| {
            let is_implied =
                self.implied == Some(field.path) || field.path == CUSTOMER_ID.path && has(&LINE_KIND);
            field.is_required && !is_implied && !has(field)
        })
    }

    /// The known columns within some groups of columns, each given by its first and last.
    pub(super) fn within(&self, groups: &[(u32, u32)]) -> Vec<(u32, &'static FieldSpec)> {
        let is_in = |place: u32| groups.iter().any(|(first, last)| (*first..=*last).contains(&place));
        self.known.iter().filter(|(place, _)| is_in(*place)).copied().collect()
    }

    /// The text of the heading of a column; empty if it has none.
    pub(super) fn text(&self, column: u32) -> &str {
        self.texts.iter().find(|(place, _)| *place == column).map_or("", |(_, text)| text)
    }

    /// The heading that is this one, folded.
    pub(super) fn headed(&self, key: &str) -> Option<&str> {
        self.texts.iter().map(|(_, text)| text.as_str()).find(|text| fold::key(text) == key)
    }

    /// Whether there is such a heading, folded.
    pub(super) fn has_text(&self, key: &str) -> bool {
        self.headed(key).is_some()
    }

    /// Takes a column out of those that are read.
    pub(super) fn forget(&mut self, column: u32) {
        self.known.retain(|&(place, _)| place != column);
        self.unknown.retain(|(place, _)| *place != column);
        self.prefectures.retain(|&place| place != column);
        self.duplicates.retain(|&(place, _)| place != column);
    }

    /// The last known column; columns to the right are searched for secrets only.
    pub(super) fn width(&self) -> u32 {
        self.known.iter().map(|&(place, _)| place).max().unwrap_or_default()
    }
}

/// The row of `rows` with most known headings, where `options` do not name it. The error is the number of known headings
/// in the best row, if they are too few.
pub(super) fn find(rows: &[Row], options: &TableOptions) -> Result<Headings, usize> {
    let given_row = options.header_row;
    let assigned = Assigned::of(options);
    let is_wanted = |headings: &Headings| {
        given_row.is_none_or(|given_row| given_row == headings.first || given_row == headings.last)
    };
    let mut cache = HeadingCache { assigned: &assigned, found: BTreeMap::new() };
    let singles: Vec<Headings> = rows.iter().map(|row| read(None, row, &mut cache)).collect();
    // A row that the user names has headings even if only letters say of which columns.
    let named = singles.iter().find(|single| given_row == Some(single.last) && assigned.has_letters());
    let mut best = named.cloned().unwrap_or_default();
    for (index, row) in rows.iter().enumerate() {
        let single = &singles[index];
        let next = rows.get(index + 1).filter(|next| next.number == row.number + 1);
        // Headings in two rows know more columns together than one row alone; else the second row holds data.
        let alone = next.map_or(0, |_| singles[index + 1].known.len()).max(single.known.len());
        let pair =
            next.and_then(|next| read_pair(row, next, &mut cache)).filter(|pair| pair.known.len() > alone);
        for headings in
            [Some(single), pair.as_ref()].into_iter().flatten().filter(|headings| is_wanted(headings))
        {
            if headings.known.len() > best.known.len() {
                best = headings.clone();
            }
        }
    }
    if best.last > 0 {
        assigned.put_letters(&mut best, last_column(rows));
    }
    let enough = if given_row.is_some() { 1 } else { MIN_HEADINGS };
    if best.known.len() >= enough { Ok(best) } else { Err(best.known.len()) }
}

/// The last column of `rows`.
pub(super) fn last_column(rows: &[Row]) -> u32 {
    rows.iter().filter_map(|row| row.cells.last()).map(|cell| cell.column).max().unwrap_or_default()
}

/// Headings in two rows, the upper one with groups; `None` if the lower row cannot hold headings.
fn read_pair(upper: &Row, lower: &Row, cache: &mut HeadingCache<'_>) -> Option<Headings> {
    let clashes = lower.cells.iter().any(|cell| {
        let own = text_at(upper, cell.column);
        cache.column(own).is_some()
            && cache.column(cell.value.heading()).is_none()
            && cache.column(&format!("{own}{}", cell.value.heading())).is_none()
    });
    (!clashes).then(|| read(Some(upper), lower, cache))
}

/// The headings of a row, below the groups of another row.
fn read(group: Option<&Row>, row: &Row, cache: &mut HeadingCache<'_>) -> Headings {
    let mut headings =
        Headings { first: group.unwrap_or(row).number, last: row.number, ..Headings::default() };
    for (place, upper, lower) in texts(group, row) {
        let joined = format!("{upper}{lower}");
        let found = cache.of_column(&joined, if lower.is_empty() { upper } else { lower });
        headings.texts.push((place, joined.clone()));
        if !lower.is_empty() && !upper.is_empty() {
            headings.texts.push((place, lower.to_owned()));
        }
        let before = found.and_then(|found| headings.column_of(found.path));
        match (found, before) {
            (Some(found), Some(_)) if found.path == institution::PREFECTURE.path => {
                headings.prefectures.push(place);
            }
            (Some(_), Some(before)) => headings.duplicates.push((place, before)),
            (Some(found), None) => headings.known.push((place, found)),
            (None, _) => headings.unknown.push((place, joined)),
        }
    }
    headings
}

/// All columns with a text in one of the rows, with group and heading. The text of a group also applies to the
/// columns to its right without a group of their own.
fn texts<'r>(group: Option<&'r Row>, row: &'r Row) -> Vec<(u32, &'r str, &'r str)> {
    let Some(group) = group else {
        return row.cells.iter().map(|cell| (cell.column, "", cell.value.heading())).collect();
    };
    let mut places: Vec<u32> = group.cells.iter().chain(&row.cells).map(|cell| cell.column).collect();
    places.sort_unstable();
    places.dedup();
    let mut carried = "";
    let mut texts = Vec::new();
    for place in places {
        let (own, lower) = (text_at(group, place), text_at(row, place));
        if !own.is_empty() {
            carried = own;
        }
        texts.push((place, if lower.is_empty() { own } else { carried }, lower));
        if lower.is_empty() {
            // A heading above an empty cell is a heading, not a group.
            carried = "";
        }
    }
    texts
}

fn text_at(row: &Row, column: u32) -> &str {
    row.value(column).map_or("", |value| value.heading())
}

/// Headings that were already looked up, with their fields: the same text occurs in several rows and pairs.
struct HeadingCache<'a> {
    assigned: &'a Assigned,
    found: BTreeMap<String, Option<&'static FieldSpec>>,
}

impl HeadingCache<'_> {
    /// The field of a column by its whole heading or its own: what the user has assigned goes first.
    fn of_column(&mut self, joined: &str, own: &str) -> Option<&'static FieldSpec> {
        if let Some(field) = self.assigned.by_heading([joined, own]) {
            return field;
        }
        let found = self.column(joined).or_else(|| self.column(own));
        found.filter(|field| !self.assigned.has(field))
    }

    fn column(&mut self, text: &str) -> Option<&'static FieldSpec> {
        // A longer text is no heading, and not worth keeping.
        if text.len() > MAX_HEADING {
            return None;
        }
        if let Some(known) = self.found.get(text) {
            return *known;
        }
        let found = column(text);
        self.found.insert(text.to_owned(), found);
        found
    }
}

#[cfg(test)]
mod tests {
    use super::super::value::{Cell, CellValue};
    use super::*;

    fn rows(lines: &[&[&str]]) -> Vec<Row> {
        let cell = |(column, text): (u32, &&str)| Cell { column, value: CellValue::Text((*text).to_owned()) };
        (1..)
            .zip(lines)
            .map(|(number, line)| Row {
                number,
                cells: (1..).zip(line.iter()).filter(|(_, text)| !text.is_empty()).map(cell).collect(),
                ..Row::default()
            })
            .collect()
    }

    fn row(number: u32) -> TableOptions {
        TableOptions { header_row: Some(number), ..TableOptions::default() }
    }

    fn paths(headings: &Headings) -> Vec<(u32, &'static str)> {
        headings.known.iter().map(|&(place, column)| (place, column.path)).collect()
    }

    #[test]
    fn title_rows_are_passed_over() {
        let rows = rows(&[
            &["2026年度 ヒアリング一覧"],
            &["", "作成者", "資格太郎"],
            &["顧客No.", "工事日", "医療機関ｺｰﾄﾞ(7桁)", "備考"],
            &["1", "2027/1/20", "0100013", "x"],
        ]);
        let headings = find(&rows, &TableOptions::default()).ok().unwrap();
        assert_eq!((headings.first, headings.last), (3, 3));
        assert_eq!(paths(&headings), [(1, "customer_no"), (2, "work_date"), (3, "institution.code")]);
        assert_eq!(headings.unknown, [(4, "備考".to_owned())]);
    }

    #[test]
    fn headings_in_two_rows() {
        let rows = rows(&[
            &["工事日", "医療機関", "", "", "販売担当", "", "備考"],
            &["", "コード", "名称", "電話番号", "会社", "電話", ""],
            &["2027/1/20", "0100013", "さくら", "011", "東西", "03", ""],
        ]);
        let headings = find(&rows, &TableOptions::default()).ok().unwrap();
        assert_eq!((headings.first, headings.last), (1, 2));
        assert_eq!(
            paths(&headings),
            [
                (1, "work_date"),
                (2, "institution.code"),
                (3, "institution.name"),
                (4, "institution.phone"),
                (5, "dealer.name"),
                (6, "dealer.phone")
            ]
        );
        assert_eq!(headings.unknown, [(7, "備考".to_owned())]);
    }

    #[test]
    fn a_row_below_is_no_heading_because_it_has_text() {
        let rows = rows(&[
            &["工事日", "点数表", "名称"],
            &["2027/1/20", "医科", "担当"],
            &["2027/1/21", "歯科", "x"],
        ]);
        let headings = find(&rows, &TableOptions::default()).ok().unwrap();
        assert_eq!((headings.first, headings.last, headings.known.len()), (1, 1, 3));
    }

    #[test]
    fn the_user_may_name_the_row() {
        let rows = rows(&[&["工事日", "点数表", "名称"], &["顧客番号", "備考"], &["1", "x"]]);
        assert_eq!(find(&rows, &row(2)).ok().unwrap().last, 2);
        assert_eq!(find(&rows, &row(3)).err(), Some(0));
    }

    #[test]
    fn the_same_heading_twice() {
        let rows = rows(&[&["工事日", "点数表", "名称", "電話番号", "TEL"]]);
        assert_eq!(find(&rows, &TableOptions::default()).ok().unwrap().duplicates, [(5, 4)]);
    }
}
