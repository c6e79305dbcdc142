//! Which customers surely fit on paper, so that `check` need not lay out their documents: those whose texts are all short,
//! on label stock that is known to be large enough. A site comes in, yes or no goes out. The bounds lie far below what the
//! documents hold; a test lays out a customer at all of them at once.

use super::request::DEFAULT_STOCK;
use crate::base::Located;
use crate::plan::{DocumentKind, LabelRequest, Request};
use crate::validate::{Institution, Site, Terminal};

/// Most institutions of a customer.
const INSTITUTIONS: usize = 2;
/// Most terminals of an institution.
const TERMINALS: usize = 30;
/// Most characters of a name or an address: 99 in 100 names have at most 27.
const NAME: usize = 28;
/// Most characters of anything else but a 端末名称等.
const TEXT: usize = 24;
/// Most characters of an e-mail address.
const EMAIL: usize = 40;
/// Most characters of a 端末名称等: what the portal is believed to take.
const TERMINAL_NAME: usize = 20;

/// Whether `site` surely fits.
pub(super) fn surely_fits(site: &Site, request: &Request) -> bool {
    let dealer = site.dealer.as_ref();
    let texts = [
        site.customer_no.as_ref(),
        dealer.and_then(|dealer| dealer.name.as_ref()),
        dealer.and_then(|dealer| dealer.contact.as_ref()),
        dealer.and_then(|dealer| dealer.phone.as_ref()),
    ];
    let dealers_email = dealer.and_then(|dealer| dealer.email.as_ref());
    // A logo is a picture, of whatever shape.
    LabelRequest::on(DEFAULT_STOCK).is_ok_and(|usual| usual == request.labels)
        && request.key.is_none()
        && request.note.is_empty()
        && request.documents.iter().all(|kind| DocumentKind::USUAL.contains(kind))
        && dealer.is_none_or(|dealer| dealer.logo.is_none())
        && texts.into_iter().flatten().all(|text| is_short(text, TEXT))
        && dealers_email.is_none_or(|email| is_short(email, EMAIL))
        && site.institutions.len() <= INSTITUTIONS
        && site.institutions.iter().all(institution)
}

fn institution(institution: &Institution) -> bool {
    let Institution { name, address, contact, phone, email, portal_email, terminals, .. } = institution;
    [Some(name), address.as_ref()].into_iter().flatten().all(|text| is_short(text, NAME))
        && [contact, phone].into_iter().all(|text| is_short(text, TEXT))
        && [email, portal_email].into_iter().all(|text| is_short(text, EMAIL))
        && terminals.len() <= TERMINALS
        && terminals.iter().all(terminal)
}

fn terminal(terminal: &Terminal) -> bool {
    let (pc, certificate) = (terminal.pc.as_ref(), terminal.certificate.as_ref());
    let others = [
        terminal.place.as_ref(),
        certificate.and_then(|certificate| certificate.serial.as_ref()),
        certificate.and_then(|certificate| certificate.mail_no.as_ref()),
        pc.and_then(|pc| pc.name.as_ref()),
        pc.and_then(|pc| pc.maker_serial.as_ref()),
        pc.and_then(|pc| pc.asset_no.as_ref()),
    ];
    is_short(&terminal.name, TERMINAL_NAME) && others.into_iter().flatten().all(|text| is_short(text, TEXT))
}

/// Few characters, and no long run of those at which no line may break.
fn is_short(text: &Located<String>, most: usize) -> bool {
    let mut run = 0;
    let mut longest = 0;
    for character in text.value.chars() {
        run = if may_be_bound(character) { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    text.value.chars().count() <= most && longest <= BOUND
}

/// Most characters in a row that may be bound to their neighbours.
const BOUND: usize = 4;

/// Whether kinsoku may bind a character to its neighbours: signs, small kana, the length mark.
fn may_be_bound(character: char) -> bool {
    !character.is_alphanumeric()
        || "ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々ゝゞヽヾ".contains(character)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::date::Date;
    use crate::base::{Fonts, Origins};
    use crate::plan::plan;
    use crate::read::read;
    use crate::validate::validate;

    /// A customer of the largest kind that is taken to fit, its texts filled with those characters.
    fn largest(filling: &str) -> Site {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/sakura-clinic.toml");
        let mut origins = Origins::new();
        let file = read(&path, &mut origins).unwrap();
        let today = Date::new(2026, 11, 22).unwrap();
        let mut site = validate(&file, &Fonts::new(), today, &origins).unwrap().site;
        let text = |count: usize| {
            Located::new(filling.chars().cycle().take(count).collect::<String>(), crate::base::Origin::NONE)
        };
        let latin = |count: usize| Located::new("W".repeat(count), crate::base::Origin::NONE);
        site.customer_no = Some(text(TEXT));
        let mut dealer = site.dealer.take().unwrap();
        (dealer.name, dealer.contact, dealer.email, dealer.logo) =
            (Some(text(TEXT)), Some(text(TEXT)), Some(latin(EMAIL)), None);
        site.dealer = Some(dealer);
        let one = &mut site.institutions[0];
        (one.name, one.address, one.contact) = (text(NAME), Some(text(NAME)), text(TEXT));
        one.postal_code = Some(Located::new("0600001".to_owned(), crate::base::Origin::NONE));
        (one.email, one.portal_email) = (latin(EMAIL), latin(EMAIL));
        let terminal = &mut one.terminals[0];
        (terminal.name, terminal.place) = (text(TERMINAL_NAME), Some(text(TEXT)));
        let certificate = crate::validate::Certificate {
            issued: None,
            serial: Some(latin(TEXT)),
            mail_no: None,
            received: None,
            expires: None,
        };
        terminal.pc = Some(crate::validate::Pc {
            name: Some(text(TEXT)),
            maker_serial: Some(latin(TEXT)),
            asset_no: Some(latin(TEXT)),
        });
        terminal.certificate = Some(certificate);
        one.terminals = vec![one.terminals[0].clone(); TERMINALS];
        let mut other = one.clone();
        other.fee_table = crate::validate::FeeTable::Dental;
        site.institutions.push(other);
        site
    }

    #[test]
    fn what_might_not_fit_is_laid_out() {
        for text in ["ーーーーー", "鬱".repeat(NAME + 1).as_str()] {
            assert!(!is_short(&Located::new(text.to_owned(), crate::base::Origin::NONE), NAME), "{text}");
        }
    }

    #[test]
    fn the_largest_customer_that_is_taken_to_fit_does() {
        let request = Request {
            print_date: Date::new(2026, 11, 22).unwrap(),
            documents: DocumentKind::USUAL.to_vec(),
            labels: LabelRequest::on(DEFAULT_STOCK).unwrap(),
            key: None,
            note: Vec::new(),
            plain: false,
            enclosed: Vec::new(),
        };
        for filling in ["鬱", "W", "ーーーー鬱", "（（（（鬱", "鬱」。、…", "W.", "鬱ッ"] {
            let site = largest(filling);
            assert!(surely_fits(&site, &request), "{filling}");
            let told = crate::batch::documents::lay_out_all(&plan(&site, &request).unwrap(), &Fonts::new());
            assert!(told.is_ok(), "{filling}: {:#?}", told.err());
        }
    }
}
