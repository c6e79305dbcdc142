//! The packet of made-up sites: every kind of customer makes sound markup.

use startpack::layout::{ItemKind, Page, page_text};
use startpack::plan::{Document, DocumentKind};
use startpack::validate::{EPrescription, Payment, Site, V6Option};

use crate::{examples, made};

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

/// Pages of the packet of an example.
fn page_count(example: &str) -> usize {
    let plan = examples::planned(&examples::root().join("examples").join(example));
    let packet = plan.documents.iter().find(|document| matches!(document, Document::Packet(_))).unwrap();
    made::pages(packet).pages.len()
}

#[test]
fn a_start_pack_has_at_most_16_pages_with_every_warning() {
    for v6_option in [V6Option::Yes, V6Option::No, V6Option::Unknown] {
        let mut site = Site { v6_option, ..made::site(&[1]) };
        site.institutions[0].payment = Payment::Undecided;
        site.institutions[0].previous_code = Some(made::told("0116381".to_owned()));
        site.institutions[0].start_month = None;
        let pages = made::pages(&packet(&site)).pages.len();
        assert!(pages <= 16, "{v6_option:?}: {pages}");
    }
    assert!(page_count("sakura-clinic.toml") <= 14, "{}", page_count("sakura-clinic.toml"));
    assert!(page_count("pharmacy-tokyo.toml") <= 14, "{}", page_count("pharmacy-tokyo.toml"));
}

#[test]
fn four_terminals_of_two_institutions_have_at_most_26_pages() {
    assert!(page_count("ika-shika.toml") <= 26, "{}", page_count("ika-shika.toml"));
}

/// Part of the text area's height (A4, margins of print.css) down to which a page has text; `None`: a blank back.
fn reach(page: &Page) -> Option<f64> {
    const TOP: f64 = 24.0;
    const HEIGHT: f64 = 252.0;
    let of_content = page.items.iter().filter(|item| item.element.is_some());
    let baselines = of_content.filter_map(|item| match &item.kind {
        ItemKind::Text(run) => Some(run.start.y.to_mm()),
        _ => None,
    });
    baselines.reduce(f64::max).map(|lowest| (lowest - TOP) / HEIGHT)
}

#[test]
fn no_page_is_more_than_a_third_empty() {
    let mut empty = Vec::new();
    for file in examples::site_files() {
        let plan = examples::planned(&file);
        for document in plan.documents.iter().filter(|document| matches!(document, Document::Packet(_))) {
            let pages = made::pages(document).pages;
            // The last page may end where its table ends.
            for (index, page) in pages[..pages.len() - 1].iter().enumerate() {
                let Some(reach) = reach(page) else { continue };
                if reach < 0.66 {
                    empty.push(format!("{}: page {} reaches {reach:.2}", file.display(), index + 1));
                }
            }
        }
    }
    assert!(empty.is_empty(), "{}", empty.join("\n"));
}

#[test]
fn each_institution_begins_on_a_front() {
    for terminals in [&[1, 1][..], &[3, 1], &[1, 2, 1]] {
        let pages = made::pages(&packet(&made::site(terminals)));
        let begins = pages.bookmarks.iter().filter(|bookmark| bookmark.text.contains("入力早見表"));
        let begins: Vec<_> = begins.map(|bookmark| bookmark.page).collect();
        assert_eq!(begins.len(), terminals.len());
        assert!(begins.iter().all(|page| page % 2 == 0), "{terminals:?}: {begins:?}");
    }
}

/// 郵便番号 stands where the address does, also where the address is left out.
#[test]
fn the_postal_code_stands_wherever_the_address_does() {
    for address in [Some("北海道札幌市中央区架空一条1-2-3"), None] {
        let mut site = made::site(&[1, 1]);
        for institution in &mut site.institutions {
            institution.postal_code = Some(made::told("0600001".to_owned()));
            institution.address = address.map(|text| made::told(text.to_owned()));
        }
        for (kind, count) in [(DocumentKind::Packet, 2), (DocumentKind::Handover, 2)] {
            // The drawn envelope bears the code alone.
            let drawn = usize::from(kind == DocumentKind::Packet);
            let document = made::planned(&site, &[kind], "72212", None).documents.remove(0);
            let text: String = made::pages(&document).pages.iter().map(page_text).collect();
            let printed =
                address.map_or("〒060-0001".to_owned(), |address| format!("〒060-0001　{address}"));
            let words = text.replace('\n', "");
            let of_envelope = if address.is_none() { drawn } else { 0 };
            assert_eq!(words.matches(&printed).count(), count + of_envelope, "{kind:?} {address:?}\n{text}");
            assert_eq!(text.matches("〒").count(), count + drawn);
        }
    }
}
