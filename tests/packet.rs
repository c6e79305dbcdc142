//! The packet of made-up sites: every kind of customer makes sound markup.

use startpack::plan::{Document, DocumentKind};
use startpack::validate::{EPrescription, Payment, Site, V6Option};

use crate::made;

/// The packet of `site`.
fn packet(site: &Site) -> Document {
    made::planned(site, &[DocumentKind::Packet], "72212", None).documents.remove(0)
}

#[test]
fn every_kind_of_customer_makes_sound_markup() {
    for terminals in [&[1][..], &[3], &[40], &[3, 1], &[1, 1, 1], &[2, 1, 1, 1, 1]] {
        for v6_option in [V6Option::Yes, V6Option::No, V6Option::Unknown] {
            let mut site = Site { v6_option, ..made::site(terminals) };
            for (index, institution) in site.institutions.iter_mut().enumerate() {
                institution.name.value = format!("例の病院<{index}> & 分院");
                institution.payment = [Payment::Deduction, Payment::Invoice, Payment::Undecided][index % 3];
                institution.e_prescription =
                    [EPrescription::Yes, EPrescription::No, EPrescription::Undecided][index % 3];
            }
            made::tree(&packet(&site));
        }
    }
}
