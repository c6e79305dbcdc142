//! Rules for rows that are not what a row of a list usually is: remarks between customers, merged cells, the prefecture
//! in two columns, secrets in columns that are not read. In: a row. Out: messages and values. Which customer a row
//! belongs to is decided in `group_rows`.

use super::beside::Refused;
use super::cell_messages;
use super::draft::Draft;
use super::equivalent::equivalent;
use super::group_rows::RowGrouper;
use super::joined::{JoinedFault, merged_above};
use super::key::{RowValues, index_of};
use super::normalise::{MAX_TEXT, Normaliser};
use super::note_row;
use super::value::Row;
use crate::base::{Diagnostic, Origin};
use crate::read::fields::institution;
use crate::read::secret;
use crate::read::stored_site::store;

impl RowGrouper<'_> {
    /// Whether a row is a remark; then that is told, and nothing else of it.
    pub(super) fn is_note(&mut self, row: &Row) -> bool {
        let Some(cell) = note_row::only_cell(row, self.headings) else { return false };
        let at = self.at(row.number, cell.column);
        self.errors.push(match secret::in_value(cell.value.searched()) {
            Some(found) => cell_messages::secret(found.word, at),
            None => note_row::message(cell, row.number, self.headings, at),
        });
        true
    }

    /// Further columns with the prefecture: one fills the other in, and both must say the same.
    pub(super) fn prefectures(&mut self, row: &Row, fields: &mut RowValues, messages: &mut Vec<Diagnostic>) {
        let (headings, field) = (self.headings, &institution::PREFECTURE);
        for &place in &headings.prefectures {
            let value = row.value(place).or_else(|| merged_above(row, place, headings.last));
            let Some(value) = value else { continue };
            let at = self.place(row, place);
            let mut normaliser = Normaliser { errors: messages, normalisations: &mut self.normalisations };
            let other = normaliser.field(field, value, at);
            let Some(slot) = index_of(field).and_then(|index| fields.get_mut(index)) else { continue };
            match slot {
                None => *slot = Some(other),
                Some(known) if equivalent(field, &known.value, &other.value) => {}
                Some(_) => messages.push(cell_messages::prefectures_differ(at)),
            }
        }
    }

    /// The place of the value that a row has in `column`: for a merged cell the one that is seen.
    pub(super) fn place(&mut self, row: &Row, column: u32) -> Origin {
        let Some(merged) = row.merged_at(column) else { return self.at(row.number, column) };
        let range = merged.range;
        if let Some(known) = self.joined.places.get(&range) {
            return *known;
        }
        let at = self.at(range.rows.0, range.columns.0);
        self.joined.places.insert(range, at);
        at
    }

    /// Reports merged cells that join what is not one.
    pub(super) fn check_merged(&mut self, row: &Row, index: usize, draft: &mut Draft) {
        for JoinedFault { column, message, other } in self.joined.faults(row, index, self.headings) {
            let message = Diagnostic { at: self.at(row.number, column), ..message };
            if let Some(other) = other.filter(|&other| other != index) {
                let stored = self.drafts.get_mut(other).map(std::mem::take).unwrap_or_default();
                let mut first = self.restore(&stored);
                first.site.errors.push(message.clone());
                if let Some(place) = self.drafts.get_mut(other) {
                    *place = store(&first);
                }
            }
            draft.site.errors.push(message);
        }
    }

    /// Reports secrets and broken text in columns that are not read.
    pub(super) fn check_unread(
        &mut self,
        row: &Row,
        refused: &[Refused],
        is_read: &dyn Fn(u32) -> bool,
        messages: &mut Vec<Diagnostic>,
    ) {
        for found in refused.iter().filter(|found| !found.is_told && !is_read(found.column)) {
            let at = self.place(row, found.column);
            messages.push(cell_messages::secret(found.word, at));
        }
        let is_refused = |column| refused.iter().any(|found| found.column == column);
        for cell in row.cells.iter().filter(|cell| !is_read(cell.column) && !is_refused(cell.column)) {
            let text = cell.value.searched();
            // The rest of a long remark is not searched: it is neither shown nor printed.
            let text = text.get(..text.floor_char_boundary(MAX_TEXT)).unwrap_or_default();
            let found = secret::in_value(text);
            if found.is_none() && !text.contains('\u{FFFD}') {
                continue;
            }
            let at = self.at(row.number, cell.column);
            messages.push(match found {
                Some(found) => cell_messages::secret(found.word, at),
                None => cell_messages::undecodable("", at),
            });
        }
    }
}
