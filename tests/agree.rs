//! Packet, checklist and labels agree: counts, names, slot numbers and symbols, for the examples and for sites
//! of 1 to 60 terminals with one and two institutions. In process by the laid out pages, and from outside by
//! the text that poppler takes out of the three files.

use startpack::app::{self, DEFAULT_STOCK};
use startpack::base::Fonts;
use startpack::layout::{Item, ItemKind, Pages};
use startpack::plan::{Customer, DocumentKind, Plan};
use startpack::validate::Site;

use super::paint::outside::judge;
use super::{examples, made};

/// What one document says: its text without white space, and its symbols.
struct Said {
    text: String,
    symbols: Vec<String>,
}

impl Said {
    fn of(pages: &Pages) -> Self {
        let items = || pages.pages.iter().flat_map(|page| &page.items);
        let text = |item: &Item| match &item.kind {
            ItemKind::Text(run) => Some(run.text.clone()),
            _ => None,
        };
        let symbol = |item: &Item| match &item.kind {
            ItemKind::Symbol(_, symbol) => Some(symbol.text.clone()),
            _ => None,
        };
        Self {
            text: squeezed(&items().filter_map(text).collect::<String>()),
            symbols: items().filter_map(symbol).collect(),
        }
    }

    fn count(&self, words: &str) -> usize {
        self.text.matches(&squeezed(words)).count()
    }

    fn says(&self, words: &str, where_from: &str) {
        assert!(self.count(words) > 0, "{where_from} does not say {words:?}");
    }
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn customer(plan: &Plan) -> Customer {
    plan.documents[0].customer().clone()
}

/// Holds the three documents of one customer against each other.
fn agree(customer: &Customer, packet: &Said, handover: &Said, labels: &Said) {
    let masters = format!("{}枚", customer.master_count);
    let notices = format!("{}通", customer.terminal_count);
    for (said, name) in [(packet, "packet"), (handover, "handover")] {
        said.says(&masters, name);
        said.says(&notices, name);
    }
    let terminals = || customer.institutions.iter().flat_map(|one| &one.terminals);
    assert_eq!(terminals().count(), customer.terminal_count);
    for institution in &customer.institutions {
        for said in [packet, handover, labels] {
            said.says(&institution.name.value, "a document");
        }
        labels.says(&institution.ten_digits, "labels");
    }
    for terminal in terminals() {
        for (said, name) in [(packet, "packet"), (handover, "handover"), (labels, "labels")] {
            said.says(&terminal.name.value, name);
            said.says(&terminal.slot_grouped, name);
        }
        assert_eq!(labels.count(&terminal.slot_grouped), 1, "{} on labels", terminal.slot);
        assert_eq!(labels.count(&terminal.payload), 1, "{} on labels", terminal.payload);
    }
}

/// Every symbol once on the labels, once on the notice sheets, in the order of the file; on the packet only the address of
/// the portal.
fn symbols_agree(customer: &Customer, packet: &Said, handover: &Said, labels: &Said) {
    let terminals = customer.institutions.iter().flat_map(|one| &one.terminals);
    let payloads: Vec<String> = terminals.map(|terminal| terminal.payload.clone()).collect();
    assert_eq!(labels.symbols, payloads);
    assert_eq!(handover.symbols, payloads);
    let address = &startpack::base::facts::facts().portal.url;
    assert!(packet.symbols.iter().all(|symbol| symbol == address));
}

fn in_process(plan: &Plan) {
    let said: Vec<Said> = plan.documents.iter().map(|document| Said::of(&made::pages(document))).collect();
    let [packet, handover, labels] = said.as_slice() else { panic!("three documents") };
    agree(&customer(plan), packet, handover, labels);
    symbols_agree(&customer(plan), packet, handover, labels);
}

#[test]
fn the_examples_agree() {
    for file in examples::site_files() {
        in_process(&examples::planned(&file));
    }
}

#[test]
fn generated_sites_agree() {
    for terminals in [&[1][..], &[2], &[7], &[13], &[60], &[1, 1], &[3, 1], &[12, 13], &[59, 60]] {
        in_process(&made::planned(&made::site(terminals), &DocumentKind::USUAL, DEFAULT_STOCK, None));
    }
}

/// The three files of `site`, as poppler reads them; `None` if it is not installed.
fn read_outside(site: &Site, name: &str) -> Option<Vec<Said>> {
    let finished = app::documents(site, &examples::request(), &Fonts::new()).unwrap();
    let said = |one: &app::Finished| {
        let stem = format!("agree-{name}-{}", one.kind.stem());
        let (_, text) = judge("pdftotext", &["-raw", "PDF", "-"], &stem, &one.pdf.bytes)?;
        Some(Said { text: squeezed(&text), symbols: Vec::new() })
    };
    finished.iter().map(said).collect()
}

#[test]
fn the_files_agree_as_another_program_reads_them() {
    let generated = [&[1][..], &[4, 1], &[26], &[60], &[31, 29]].into_iter().map(made::site);
    let shipped = examples::site_files().into_iter().map(|file| examples::site(&file));
    for (number, site) in shipped.chain(generated).enumerate() {
        let plan = made::planned(&site, &DocumentKind::USUAL, DEFAULT_STOCK, None);
        let name = number.to_string();
        let Some(said) = read_outside(&site, &name) else { return };
        agree(&customer(&plan), &said[0], &said[1], &said[2]);
        let labels = &said[2].text;
        let id = &site.customer_id.as_ref().unwrap().value;
        assert!(!labels.contains(&id.digits) && !labels.contains(id.prefix), "お客様ID on a label");
    }
}
