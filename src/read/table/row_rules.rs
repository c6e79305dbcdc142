//! Rules for rows that are not what a row of a list usually is: remarks between customers, and the prefecture in two
//! columns. In: a row. Out: messages and values. Which customer a row belongs to is decided in `group_rows`.

use super::cell_messages;
use super::equivalent::equivalent;
use super::group_rows::RowGrouper;
use super::key::{RowValues, index_of};
use super::normalise::Normaliser;
use super::note_row;
use super::value::Row;
use crate::base::Diagnostic;
use crate::read::fields::institution;
use crate::read::secret;

impl RowGrouper<'_> {
    /// Whether a row is a remark; then that is told, and nothing else of it.
    pub(super) fn is_note(&mut self, row: &Row) -> bool {
        let Some(cell) = note_row::only_cell(row, self.headings) else { return false };
        let at = self.at(row.number, cell.column);
        self.errors.push(match secret::in_value(cell.value.heading()) {
            Some(found) => cell_messages::secret(found.word, at),
            None => note_row::message(cell, row.number, self.headings, at),
        });
        true
    }

    /// Further columns with the prefecture: one fills the other in, and both must say the same.
    pub(super) fn prefectures(&mut self, row: &Row, fields: &mut RowValues, messages: &mut Vec<Diagnostic>) {
        let (headings, field) = (self.headings, &institution::PREFECTURE);
        for &place in &headings.prefectures {
            let Some(value) = row.value(place) else { continue };
            let at = self.at(row.number, place);
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
}
