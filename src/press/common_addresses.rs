//! The address labels of all customers on common sheets, one after the other in the order of the stacks, so that label and
//! stack come to hand together. Customers come in, pages go out.

use super::common_labels::CommonSheets;
use super::stack::{changed, planned};
use super::volumes::{LoadedCustomer, Merger, Slot, VolumeTask};
use crate::base::{Diagnostic, Point};
use crate::batch::documents::lay_out;
use crate::layout::{Item, cut_out};
use crate::paint::{Pictures, Volume};
use crate::plan::{AddressLabel, Document, DocumentKind, LabelFrame};
use crate::write::Spool;

/// A customer's name, the label as planned, and its items.
type CutAddress = (String, Box<AddressLabel>, Vec<Item>);

impl Merger<'_> {
    /// The address label of every customer, one cell after the other.
    pub(super) fn addresses(
        &self,
        task: &VolumeTask<'_, '_>,
        volume: &mut Volume<'_>,
        spool: &mut Spool,
    ) -> Result<bool, Vec<Diagnostic>> {
        let mut common = CommonSheets::new(self.common, task.members.len());
        let work = |slot: Slot<'_>| self.address(slot);
        let all = self.in_order(task.members, &work, &mut |slot, (name, label, face)| {
            volume.bookmark(&format!("{} {name}", slot.code.as_str()));
            let frame = |sheet| LabelFrame::of_address(&label, &self.run_words(), sheet);
            if let Some(full) = common.put(face, &frame, self.setup.fonts)? {
                volume.add(&full, &Pictures::new())?;
            }
            spool.append(&volume.take())
        })?;
        if let Some(last) = common.end() {
            volume.add(&last, &Pictures::new())?;
        }
        Ok(all)
    }

    /// A customer's address label, as the items of a cell whose corner is the paper's.
    fn address(&self, slot: Slot<'_>) -> Result<CutAddress, Vec<Diagnostic>> {
        let LoadedCustomer { customer, record, .. } = self.load(slot)?;
        let document = planned(&customer, DocumentKind::Address, self.setup.request)?;
        let document = document.ok_or_else(|| vec![changed(&record.code)])?;
        let pages = lay_out(&document, self.setup.fonts)?;
        let Document::Address(label) = document else { return Err(vec![changed(&record.code)]) };
        let corner = Point::new(-label.area.origin.x, -label.area.origin.y);
        let face = pages.pages.first().map(|page| cut_out(page, label.area, corner)).unwrap_or_default();
        Ok((record.name, label, face))
    }
}
