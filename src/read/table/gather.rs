//! From rows to customers: rows with the same 顧客番号 are one site, without that column those with the same 10-digit
//! code. What the site and the institutions say need be written once; later rows may leave it out or repeat it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::heading::Heading;
use super::mend::{LONGEST, Mender, Repairs};
use super::same::{institution_key, is_left_out, same};
use super::value::{Row, Value};
use super::words;
use crate::base::{Diagnostic, Located, Origin, Origins, Sheet, fold};
use crate::read::cells::{Cell, Lens};
use crate::read::columns::{COLUMNS, Column};
use crate::read::stored_site::{restore, store};
use crate::read::{Field, Raw, SiteFile, StoredSite, TerminalFile, secret};

/// Puts rows together.
pub(super) struct Gather<'a> {
    pub(super) heading: &'a Heading,
    pub(super) sheet: Sheet,
    pub(super) origins: &'a mut Origins,
    /// Faults that belong to no customer: secrets and broken text in columns that are not read.
    pub(super) faults: Vec<Diagnostic>,
    /// What was mended.
    pub(super) repairs: Repairs,
    /// Formulas without a result: how many, where first.
    pub(super) uncomputed: (usize, Origin),
    /// Whether such a formula counts as an empty cell.
    pub(super) formulas_are_empty: bool,
    /// Bytes of text that were taken in.
    pub(super) taken: usize,
    /// The customers but for the one in hand, put by.
    drafts: Vec<Box<[u8]>>,
    /// The customer of the last row, and its place.
    hand: Option<(usize, Draft)>,
    by_key: BTreeMap<String, usize>,
}

/// A customer on the way.
#[derive(Default, Serialize, Deserialize)]
struct Draft {
    site: SiteFile,
    row: u32,
    /// Key and first row of each institution.
    institutions: Vec<(Key, u32)>,
    /// The institution of the last row.
    last: usize,
}

/// What tells institutions apart: prefecture, 点数表 and code as far as they are written.
pub(super) type Key = [String; 3];

/// The values of a row: in order of the table of columns, `None` where the cell is empty.
type Fields = Vec<Field>;

impl<'a> Gather<'a> {
    /// A gatherer of rows below `heading`.
    pub(super) fn new(heading: &'a Heading, sheet: Sheet, origins: &'a mut Origins) -> Self {
        Self {
            heading,
            sheet,
            origins,
            faults: Vec::new(),
            repairs: Repairs::new(),
            uncomputed: (0, Origin::NONE),
            formulas_are_empty: false,
            taken: 0,
            drafts: Vec::new(),
            hand: None,
            by_key: BTreeMap::new(),
        }
    }

    /// Takes a row in.
    pub(super) fn row(&mut self, row: &Row) {
        let mut told = Vec::new();
        let (fields, is_filled) = self.fields(row, &mut told);
        self.judge_unread(row, &mut told);
        if !is_filled {
            self.faults.append(&mut told);
            return;
        }
        let (index, mut draft) = self.customer(row, &fields);
        draft.site.faults.append(&mut told);
        self.fill(&mut draft, row, fields);
        self.hand = Some((index, draft));
    }

    /// All customers, in the order of their first rows.
    pub(super) fn finish(mut self, finish: &mut dyn FnMut(&mut SiteFile)) -> Gathered {
        self.put_by();
        let mut sites = Vec::with_capacity(self.drafts.len());
        for stored in std::mem::take(&mut self.drafts) {
            let mut draft = self.restore(&stored);
            drop(stored);
            self.demand(&mut draft);
            finish(&mut draft.site);
            sites.push(StoredSite::of(&draft.site));
        }
        Gathered { sites, faults: self.faults, repairs: self.repairs, uncomputed: self.uncomputed }
    }

    fn at(&mut self, row: u32, column: u32) -> Origin {
        self.origins.cell(self.sheet, row, column)
    }

    /// The known cells of a row as values, and whether any of them is filled.
    fn fields(&mut self, row: &Row, told: &mut Vec<Diagnostic>) -> (Fields, bool) {
        let mut fields: Fields = vec![None; COLUMNS.len()];
        let mut is_filled = false;
        let heading = self.heading;
        for &(place, column) in &heading.known {
            let Some(value) = row.value(place) else { continue };
            let is_uncomputed = *value == Value::Uncomputed;
            if is_uncomputed && self.formulas_are_empty {
                continue;
            }
            self.taken += value.heading().len();
            let at = self.at(row.number, place);
            if is_uncomputed {
                self.uncomputed.0 += 1;
                if !self.uncomputed.1.is_some() {
                    self.uncomputed.1 = at;
                }
            }
            let mut mender = Mender { faults: told, repairs: &mut self.repairs };
            let field = mender.field(column, value, at);
            is_filled = true;
            if let Some(slot) = index_of(column).and_then(|index| fields.get_mut(index)) {
                *slot = Some(field);
            }
        }
        (fields, is_filled)
    }

    /// Cells in columns that are not read bring no secrets and no broken text either.
    fn judge_unread(&mut self, row: &Row, told: &mut Vec<Diagnostic>) {
        let heading = self.heading;
        let known = |place: u32| heading.known.binary_search_by_key(&place, |&(known, _)| known).is_ok();
        for cell in row.cells.iter().filter(|cell| !known(cell.column)) {
            let Value::Text(text) = &cell.value else { continue };
            // No more of a long remark is looked at: it is neither shown nor printed.
            let text = text.get(..text.floor_char_boundary(LONGEST)).unwrap_or_default();
            let found = secret::in_value(text);
            if found.is_none() && !text.contains('\u{FFFD}') {
                continue;
            }
            let at = self.at(row.number, cell.column);
            told.push(match found {
                Some(found) => words::secret(found.word, at),
                None => words::undecodable("", at),
            });
        }
    }

    /// Puts the customer in hand by.
    fn put_by(&mut self) {
        if let Some((index, draft)) = self.hand.take()
            && let Some(place) = self.drafts.get_mut(index)
        {
            *place = store(&draft);
        }
    }

    fn restore(&mut self, stored: &[u8]) -> Draft {
        restore(stored).unwrap_or_else(|fault| {
            self.faults.push(fault);
            Draft::default()
        })
    }

    /// The customer that a row belongs to, taken in hand; a new one if it is the first row.
    fn customer(&mut self, row: &Row, fields: &Fields) -> (usize, Draft) {
        let number = text_of(fields, "customer_no").map(fold::key).filter(|number| !number.is_empty());
        let institution = institution_key(fields);
        let is_bare = number.is_none() && institution[2].is_empty();
        // With 顧客番号 a row without one goes on if it says nothing of the line: its cell is merged, or left out.
        let goes_on = number.is_none()
            && self.heading.place("customer_no").is_some()
            && ["work_date", "line.customer_id"].iter().all(|path| text_of(fields, path).is_none());
        // Cells of the key that are left out are those of the row above.
        let is_partial = institution.iter().any(String::is_empty) && number.is_none();
        let is_above = |(_, draft): &mut (usize, Draft)| {
            is_bare
                || goes_on
                || (is_partial && draft.institutions.iter().any(|(known, _)| agrees(known, &institution)))
        };
        if let Some(last) = self.hand.take_if(is_above) {
            return last;
        }
        let key = match number {
            Some(number) => format!("no {number}"),
            None if is_bare => format!("row {}", row.number),
            None => format!("code {}", institution.join(" ")),
        };
        let known = self.by_key.get(&key).copied();
        if let Some(last) = self.hand.take_if(|(last, _)| Some(*last) == known) {
            return last;
        }
        self.put_by();
        if let Some(index) = known {
            let stored = self.drafts.get_mut(index).map(std::mem::take).unwrap_or_default();
            return (index, self.restore(&stored));
        }
        let at = self.at(row.number, self.heading.known.first().map_or(1, |&(place, _)| place));
        let site = SiteFile { at, line_at: at, is_table: true, ..SiteFile::default() };
        let index = self.drafts.len();
        self.drafts.push(Box::default());
        self.by_key.insert(key, index);
        (index, Draft { site, row: row.number, ..Draft::default() })
    }

    /// Puts a row's values into its customer.
    fn fill(&mut self, draft: &mut Draft, row: &Row, mut fields: Fields) {
        let (index, is_new) = self.institution(draft, row, &fields);
        let mut terminal = TerminalFile::default();
        for (column, slot) in COLUMNS.iter().zip(&mut fields) {
            let Some(field) = slot.take() else { continue };
            let (whose, clash) = match &column.cell {
                Cell::Terminal(lens) => {
                    *(lens.fill)(&mut terminal) = Some(field);
                    continue;
                }
                Cell::Site(lens) => {
                    (("お客様", "customer"), keep(lens, &mut draft.site, column, field, false))
                }
                Cell::Institution(lens) => {
                    let Some(institution) = draft.site.institutions.get_mut(index) else { continue };
                    (("医療機関", "institution"), keep(lens, institution, column, field, is_new))
                }
            };
            if let Some(Clash { before, at }) = clash {
                let row = self.origins.line_column(before).map_or(0, |(row, _)| row);
                draft.site.faults.push(words::contradiction(column, whose, row, at));
            }
        }
        self.terminal(draft, index, row, terminal);
    }

    fn terminal(&mut self, draft: &mut Draft, index: usize, row: &Row, mut terminal: TerminalFile) {
        let place = self.heading.place(TERMINAL_NAME).unwrap_or(1);
        terminal.at = match &terminal.name {
            Some(name) => name.at,
            None => self.at(row.number, place),
        };
        if let Some(certificate) = &mut terminal.certificate {
            certificate.at = terminal.at;
        }
        if terminal.name.is_none() {
            terminal.name = Some(empty(terminal.at));
        }
        if let Some(institution) = draft.site.institutions.get_mut(index) {
            institution.terminals.push(terminal);
        }
    }

    /// The institution that a row is about, and whether it is new to its customer. A new one takes over what the
    /// row above says of the customer's institution, for cells that are empty.
    fn institution(&mut self, draft: &mut Draft, row: &Row, fields: &Fields) -> (usize, bool) {
        let key = institution_key(fields);
        let found = if key.iter().all(String::is_empty) && !draft.institutions.is_empty() {
            Some(draft.last)
        } else {
            draft.institutions.iter().position(|(known, _)| agrees(known, &key))
        };
        if let Some(index) = found {
            draft.last = index;
            return (index, false);
        }
        let above = draft.site.institutions.get(draft.last).cloned();
        let mut institution = above.unwrap_or_default();
        institution.terminals = Vec::new();
        institution.at = self.at(row.number, self.heading.place("institution.code").unwrap_or(1));
        let mut whole = key;
        if let Some((above, _)) = draft.institutions.get(draft.last) {
            for (own, above) in whole.iter_mut().zip(above).filter(|(own, _)| own.is_empty()) {
                own.clone_from(above);
            }
        }
        draft.site.institutions.push(institution);
        draft.institutions.push((whole, row.number));
        draft.last = draft.institutions.len() - 1;
        (draft.last, true)
    }

    /// Marks what is needed and was left out in every row: at the cell of the first row, so that it can be told there.
    fn demand(&mut self, draft: &mut Draft) {
        let heading = self.heading;
        for &(place, column) in &heading.known {
            match &column.cell {
                Cell::Site(lens) => {
                    if clear_left_out((lens.look)(&draft.site), column) {
                        *(lens.fill)(&mut draft.site) = None;
                    }
                    if column.is_required && (lens.look)(&draft.site).is_none() {
                        let at = self.at(draft.row, place);
                        *(lens.fill)(&mut draft.site) = Some(empty(at));
                    }
                }
                Cell::Institution(lens) => {
                    for (institution, (_, row)) in draft.site.institutions.iter_mut().zip(&draft.institutions)
                    {
                        if clear_left_out((lens.look)(institution), column) {
                            *(lens.fill)(institution) = None;
                        }
                        if column.is_required && (lens.look)(institution).is_none() {
                            let at = self.origins.cell(self.sheet, *row, place);
                            *(lens.fill)(institution) = Some(empty(at));
                        }
                    }
                }
                Cell::Terminal(_) => {}
            }
        }
        if let Some(dealer) = &mut draft.site.dealer {
            dealer.at = draft.site.at;
        }
    }
}

/// What the rows of a table come to.
pub(super) struct Gathered {
    pub(super) sites: Vec<StoredSite>,
    pub(super) faults: Vec<Diagnostic>,
    pub(super) repairs: Repairs,
    pub(super) uncomputed: (usize, Origin),
}

const TERMINAL_NAME: &str = "institution.terminal.name";

/// Whether two keys can be those of one institution, as far as they are written.
fn agrees(known: &Key, key: &Key) -> bool {
    known.iter().zip(key).all(|(known, own)| own.is_empty() || known.is_empty() || known == own)
}

fn index_of(column: &'static Column) -> Option<usize> {
    COLUMNS.iter().position(|other| std::ptr::eq(other, column))
}

/// The text in the column of that key, if there is any.
pub(super) fn text_of<'f>(fields: &'f [Field], path: &str) -> Option<&'f str> {
    let index = COLUMNS.iter().position(|column| column.path == path)?;
    match fields.get(index)? {
        Some(Located { value: Raw::Text(text), .. }) if !text.is_empty() => Some(text),
        _ => None,
    }
}

/// Two cells that should say the same and do not.
struct Clash {
    before: Origin,
    at: Origin,
}

/// Keeps the first value that is written; a later one must say the same. What `is_new` has it from the row above only.
fn keep<T>(
    lens: &Lens<T>,
    owner: &mut T,
    column: &Column,
    field: Located<Raw>,
    is_new: bool,
) -> Option<Clash> {
    match (lens.look)(owner).as_ref().filter(|_| !is_new) {
        Some(before) if same(column, &before.value, &field.value) => None,
        Some(before) => Some(Clash { before: before.at, at: field.at }),
        None => {
            *(lens.fill)(owner) = Some(field);
            None
        }
    }
}

/// Whether a field says by a dash that there is nothing.
fn clear_left_out(field: &Field, column: &Column) -> bool {
    matches!(field, Some(Located { value: Raw::Text(text), .. }) if is_left_out(column, text))
}

const fn empty(at: Origin) -> Located<Raw> {
    Located::new(Raw::Text(String::new()), at)
}
