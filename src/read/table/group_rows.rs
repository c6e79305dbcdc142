//! Groups rows into customers. In: rows. Out: sites. Rows with the same 顧客番号 are one site; without that column,
//! rows with the same 10-digit code. Values of the site and of an institution need to be written once only; later
//! rows may leave them out or repeat them. No format is known here.

use std::collections::BTreeMap;

use super::beside::{self, Refused};
use super::cell_messages;
use super::draft::{Draft, empty};
use super::headings::Headings;
use super::joined::{Joined, merged_above};
use super::key::{RowValues, agrees, index_of, institution_key, text_of};
use super::normalise::{Normalisations, Normaliser};
use super::value::{CellValue, Row};
use crate::base::{Diagnostic, Located, Origin, Origins, Sheet, fold};
use crate::read::fields::{FIELDS, FieldOwner as _, FieldSpec, institution, site, steps, terminal};
use crate::read::stored_site::{restore, store};
use crate::read::{Raw, SiteFile, StoredSite, TerminalFile};

/// Groups rows into customers.
pub(super) struct RowGrouper<'a> {
    pub(super) headings: &'a Headings,
    pub(super) sheet: Sheet,
    pub(super) origins: &'a mut Origins,
    /// Errors that belong to no customer: secrets and broken text in columns that are not read.
    pub(super) errors: Vec<Diagnostic>,
    /// The normalised values.
    pub(super) normalisations: Normalisations,
    /// Formulas without a result: the number, and the place of the first.
    pub(super) uncomputed: (usize, Origin),
    /// Formulas that take a value from another workbook: the number, and the place of the first.
    pub(super) outside: (usize, Origin),
    /// Whether a formula without a result counts as an empty cell.
    pub(super) formulas_are_empty: bool,
    /// The value of a field without a column, for every row.
    pub(super) implied: Option<(&'static FieldSpec, Located<Raw>)>,
    /// Bytes of text so far.
    pub(super) text_bytes: usize,
    /// All customers except the current one, serialised.
    pub(super) drafts: Vec<Box<[u8]>>,
    /// Headings that are words for a secret, with their columns.
    labels: Vec<(u32, String)>,
    /// The customer of the last row, and its index.
    current: Option<(usize, Draft)>,
    by_key: BTreeMap<String, usize>,
    /// The customers that merged cells belong to.
    pub(super) joined: Joined,
}

impl<'a> RowGrouper<'a> {
    /// A grouper of the rows below `headings`.
    pub(super) fn new(headings: &'a Headings, sheet: Sheet, origins: &'a mut Origins) -> Self {
        Self {
            headings,
            sheet,
            origins,
            errors: Vec::new(),
            normalisations: Normalisations::new(),
            uncomputed: (0, Origin::NONE),
            outside: (0, Origin::NONE),
            formulas_are_empty: false,
            implied: None,
            text_bytes: 0,
            labels: beside::labels(headings),
            drafts: Vec::new(),
            current: None,
            by_key: BTreeMap::new(),
            joined: Joined::default(),
        }
    }

    /// Adds a row.
    pub(super) fn row(&mut self, row: &Row) {
        if self.is_note(row) {
            return;
        }
        let mut messages = Vec::new();
        let refused = beside::refused(row, &self.labels);
        let (fields, is_filled) = self.fields(row, &refused, &mut messages);
        let headings = self.headings;
        let is_read = |place: u32| headings.known.binary_search_by_key(&place, |&(known, _)| known).is_ok();
        self.check_unread(row, &refused, &is_read, &mut messages);
        if !is_filled {
            self.errors.append(&mut messages);
            return;
        }
        let (index, mut draft) = self.customer(row, &fields);
        // A merged cell is read for each of its rows.
        if !row.merged.is_empty() {
            messages.retain(|message| !draft.site.errors.contains(message));
        }
        draft.site.errors.append(&mut messages);
        self.check_merged(row, index, &mut draft);
        self.fill(&mut draft, row, fields);
        self.current = Some((index, draft));
    }

    /// Looks for secrets in a row above the customers: a title, or the headings.
    pub(super) fn above(&mut self, row: &Row) {
        let is_title = row.number < self.headings.first;
        let refused = if is_title { beside::refused(row, &[]) } else { Vec::new() };
        let mut messages = Vec::new();
        self.check_unread(row, &refused, &|_| false, &mut messages);
        self.errors.append(&mut messages);
    }

    /// All customers, in the order of their first rows.
    pub(super) fn finish(mut self, finish: &mut dyn FnMut(&mut SiteFile)) -> GroupedRows {
        self.store_current();
        let mut sites = Vec::with_capacity(self.drafts.len());
        for stored in std::mem::take(&mut self.drafts) {
            let mut draft = self.restore(&stored);
            drop(stored);
            let (origins, sheet) = (&mut *self.origins, self.sheet);
            draft.mark_missing(&self.headings.known, &mut |row, column| origins.cell(sheet, row, column));
            finish(&mut draft.site);
            sites.push(StoredSite::of(&draft.site));
        }
        GroupedRows {
            sites,
            errors: self.errors,
            normalisations: self.normalisations,
            uncomputed: self.uncomputed,
            outside: self.outside,
        }
    }

    pub(super) fn at(&mut self, row: u32, column: u32) -> Origin {
        self.origins.cell(self.sheet, row, column)
    }

    /// The known cells of a row as values, and whether any of them is filled. In a row with a value of its own a merged
    /// cell counts with what it shows.
    fn fields(
        &mut self,
        row: &Row,
        refused: &[Refused],
        messages: &mut Vec<Diagnostic>,
    ) -> (RowValues, bool) {
        let mut fields: RowValues = vec![None; FIELDS.len()];
        let (headings, formulas_are_empty) = (self.headings, self.formulas_are_empty);
        let is_value = |value: &&CellValue| !(formulas_are_empty && **value == CellValue::Uncomputed);
        let own = |place| row.value(place).filter(is_value);
        if !headings.known.iter().any(|&(place, _)| own(place).is_some()) {
            return (fields, false);
        }
        for &(place, column) in &headings.known {
            let above = || merged_above(row, place, headings.last).filter(is_value);
            let Some(value) = own(place).or_else(above) else { continue };
            self.text_bytes += value.heading().len();
            let at = self.place(row, place);
            self.count_formula(value, at);
            let mut normaliser = Normaliser { errors: messages, normalisations: &mut self.normalisations };
            let field = match refused.iter().find(|refused| refused.column == place) {
                Some(refused) => normaliser.refused(refused.word, at),
                None => normaliser.field(column, value, at),
            };
            if let Some(slot) = index_of(column).and_then(|index| fields.get_mut(index)) {
                *slot = Some(field);
            }
        }
        self.prefectures(row, &mut fields, messages);
        if let Some((field, value)) = &self.implied
            && let Some(slot) = index_of(field).and_then(|index| fields.get_mut(index))
        {
            slot.get_or_insert_with(|| value.clone());
        }
        (fields, true)
    }

    /// Counts a formula that gives no value.
    fn count_formula(&mut self, value: &CellValue, at: Origin) {
        let (count, first) = match value {
            CellValue::Uncomputed => &mut self.uncomputed,
            CellValue::Outside => &mut self.outside,
            _ => return,
        };
        *count += 1;
        if !first.is_some() {
            *first = at;
        }
    }

    /// Serialises the current customer.
    fn store_current(&mut self) {
        if let Some((index, draft)) = self.current.take()
            && let Some(place) = self.drafts.get_mut(index)
        {
            *place = store(&draft);
        }
    }

    pub(super) fn restore(&mut self, stored: &[u8]) -> Draft {
        restore(stored).unwrap_or_else(|error| {
            self.errors.push(error);
            Draft::default()
        })
    }

    /// The customer that a row belongs to; a new one for its first row.
    fn customer(&mut self, row: &Row, fields: &RowValues) -> (usize, Draft) {
        let number = text_of(fields, &site::CUSTOMER_NO).map(fold::key).filter(|number| !number.is_empty());
        let institution = institution_key(fields);
        let is_bare = number.is_none() && institution[2].is_empty();
        // In a sheet with 顧客番号, a row without one continues the customer above if the fields of the line are
        // empty too: its cell is merged or left out.
        let is_own = |field: &FieldSpec| {
            self.headings.column_of(field.path).is_some_and(|column| row.value(column).is_some())
        };
        let goes_on = number.is_none()
            && self.headings.column_of(site::CUSTOMER_NO.path).is_some()
            && ![&site::WORK_DATE, &site::CUSTOMER_ID].into_iter().any(is_own);
        // Empty cells of the key have the values of the row above.
        let is_partial = institution.iter().any(String::is_empty) && number.is_none();
        let is_above = |(_, draft): &mut (usize, Draft)| {
            is_bare
                || goes_on
                || (is_partial && draft.institutions.iter().any(|(known, _)| agrees(known, &institution)))
        };
        if let Some(last) = self.current.take_if(is_above) {
            return last;
        }
        let key = match number {
            Some(number) => format!("no {number}"),
            None if is_bare => format!("row {}", row.number),
            None => format!("code {}", institution.join(" ")),
        };
        let known = self.by_key.get(&key).copied();
        if let Some(last) = self.current.take_if(|(last, _)| Some(*last) == known) {
            return last;
        }
        self.store_current();
        if let Some(index) = known {
            let stored = self.drafts.get_mut(index).map(std::mem::take).unwrap_or_default();
            return (index, self.restore(&stored));
        }
        let at = self.at(row.number, self.headings.known.first().map_or(1, |&(place, _)| place));
        let site = SiteFile { at, line_at: at, is_table: true, ..SiteFile::default() };
        let index = self.drafts.len();
        self.drafts.push(Box::default());
        self.by_key.insert(key, index);
        (index, Draft { site, row: row.number, ..Draft::default() })
    }

    /// Puts a row's values into its customer.
    fn fill(&mut self, draft: &mut Draft, row: &Row, mut fields: RowValues) {
        let (index, is_new) = self.institution(draft, row, &fields);
        let mut terminal = TerminalFile::default();
        for (field, slot) in FIELDS.iter().zip(&mut fields) {
            let Some(value) = slot.take() else { continue };
            if let Some(conflict) = draft.put(field, value, (index, is_new), &mut terminal) {
                let row = self.origins.line_column(conflict.before).map_or(0, |(row, _)| row);
                draft.site.errors.push(cell_messages::contradiction(field, conflict.whose, row, conflict.at));
            }
        }
        self.terminal(draft, index, row, terminal);
    }

    fn terminal(&mut self, draft: &mut Draft, index: usize, row: &Row, mut terminal: TerminalFile) {
        let place = self.headings.column_of(terminal::NAME.path).unwrap_or(1);
        terminal.at = match &terminal.name {
            Some(name) => name.at,
            None => self.at(row.number, place),
        };
        if let Some(pc) = &mut terminal.pc {
            pc.at = terminal.at;
        }
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

    /// The index of the institution of a row, and whether it is new. A new institution takes the values of the one
    /// above where its own cells are empty.
    fn institution(&mut self, draft: &mut Draft, row: &Row, fields: &RowValues) -> (usize, bool) {
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
        for own in OWN {
            institution.set(own, None);
        }
        institution.at = self.at(row.number, self.headings.column_of(institution::CODE.path).unwrap_or(1));
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
}

/// What holds of one 10-digit code only: no other institution takes it from the row above.
const OWN: [&FieldSpec; 3] = [&institution::PREVIOUS_CODE, &steps::USE_APPLIED, &steps::MASTER_RECEIVED];

/// The result of grouping the rows of a table.
pub(super) struct GroupedRows {
    pub(super) sites: Vec<StoredSite>,
    pub(super) errors: Vec<Diagnostic>,
    pub(super) normalisations: Normalisations,
    pub(super) uncomputed: (usize, Origin),
    pub(super) outside: (usize, Origin),
}
