//! Room 3, plan: a [`Site`] and a [`Request`] in, a [`Plan`] out: which documents there are, with every
//! count, date, word and code that stands in them. Knows label stock, the calendar and the dated facts;
//! knows no markup.

mod address;
mod addressee;
mod business_days;
mod calendar;
mod check_page;
mod control_page;
mod customer;
mod document_kind;
mod doubts;
mod first_words;
mod guide;
mod handover;
mod institution_words;
mod keys;
mod label_cell;
mod label_choice;
mod label_code;
mod label_request;
mod labels;
mod letter;
mod logo;
mod mail;
mod packet;
mod printer;
mod progress;
mod register;
mod schedule;
mod sheet_code;
mod slot;
pub mod stock;
mod test_sheet;

pub use address::AddressLabel;
pub use addressee::{Addressee, AddresseeBoxes};
pub use calendar::*;
pub use check_page::{CheckedCustomer, CheckedInstitution, CheckedTerminal};
pub use control_page::*;
pub use customer::*;
pub use document_kind::DocumentKind;
pub use first_words::{FirstWords, LetterDay};
pub use guide::Guide;
pub use handover::*;
pub use institution_words::{InstitutionWords, TerminalWords};
pub use label_cell::{CellBoxes, Design};
pub use label_choice::LabelChoice;
pub use label_code::{Fact, LabelCode, Misread};
pub use label_request::{LabelRequest, LabelWishes};
pub use labels::*;
pub use letter::{Enclosure, Letter};
pub use logo::Logo;
pub use mail::Mail;
pub use packet::*;
pub use printer::Printer;
pub use progress::Progress;
pub use register::{Change, ExpectedTerminal, Judged, OwnFact, Register, Tie, Verdict};
pub use schedule::{Arrival, Remaining, Schedule};
pub use sheet_code::{SheetCode, SheetTie, Side, tie};
pub use slot::SlotNumber;
pub use test_sheet::*;

use crate::base::date::Date;
use crate::base::facts::facts;
use crate::base::{Diagnostic, Located, Origin, Severity};
use crate::validate::Site;

/// What to make, and for which day.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Request {
    /// Day of printing.
    pub print_date: Date,
    /// Which documents.
    pub documents: Vec<DocumentKind>,
    /// Which documents the whole order makes: what a letter says is enclosed.
    pub enclosed: Vec<DocumentKind>,
    /// On what the labels are printed, and how.
    pub labels: LabelRequest,
    /// Signs what the QR symbols say (the bytes of the key file).
    pub key: Option<Vec<u8>>,
    /// 当社からのお願い: the office's own words, line by line.
    pub note: Vec<Located<String>>,
    /// The files say nothing to readers that speak, and claim nothing.
    pub plain: bool,
}

/// Everything that will be printed for one customer.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Name of the customer's folder: the first institution's 10-digit code.
    pub folder: String,
    /// The documents asked for.
    pub documents: Vec<Document>,
    /// Doubts about dates and stock.
    pub warnings: Vec<Diagnostic>,
}

/// A document, ready to be put into words. Boxed: they differ much in size.
#[derive(Clone, Debug)]
pub enum Document {
    /// The customer's instruction packet.
    Packet(Box<Packet>),
    /// The day-of-install handover checklist.
    Handover(Box<Handover>),
    /// The terminal labels.
    Labels(Box<Labels>),
    /// The covering letter.
    Letter(Box<Letter>),
    /// The address label.
    Address(Box<AddressLabel>),
    /// The text of a mail.
    Mail(Box<Mail>),
}

impl Document {
    /// The same without the office's own words, and their place; `None` if there are none.
    pub fn without_note(&self) -> Option<(Self, Origin)> {
        if !matches!(self, Self::Packet(_) | Self::Handover(_)) {
            return None;
        }
        let at = self.customer().note.first()?.at;
        let mut plain = self.clone();
        plain.customer_mut().note.clear();
        Some((plain, at))
    }

    /// Which one it is.
    pub fn kind(&self) -> DocumentKind {
        match self {
            Self::Packet(_) => DocumentKind::Packet,
            Self::Handover(_) => DocumentKind::Handover,
            Self::Labels(_) => DocumentKind::Labels,
            Self::Letter(_) => DocumentKind::Letter,
            Self::Address(_) => DocumentKind::Address,
            Self::Mail(_) => DocumentKind::Mail,
        }
    }

    /// What it says of the customer.
    pub fn customer(&self) -> &Customer {
        match self {
            Self::Packet(packet) => &packet.customer,
            Self::Handover(handover) => &handover.customer,
            Self::Labels(labels) => &labels.customer,
            Self::Letter(letter) => &letter.packet.customer,
            Self::Address(address) => &address.customer,
            Self::Mail(mail) => &mail.packet.customer,
        }
    }

    /// The same with no day of printing, to compare what it says with what an earlier one said.
    #[must_use]
    pub fn undated(&self) -> Self {
        let mut document = self.clone();
        let customer = document.customer_mut();
        customer.print_date = customer.print_date.unsaid();
        document
    }

    fn customer_mut(&mut self) -> &mut Customer {
        match self {
            Self::Packet(packet) => &mut packet.customer,
            Self::Handover(handover) => &mut handover.customer,
            Self::Labels(labels) => &mut labels.customer,
            Self::Letter(letter) => &mut letter.packet.customer,
            Self::Address(address) => &mut address.customer,
            Self::Mail(mail) => &mut mail.packet.customer,
        }
    }

    /// What the labels' symbols say, label by label, if it is the label sheet.
    pub fn payloads(&self) -> Option<Vec<String>> {
        let Self::Labels(labels) = self else { return None };
        let faces = labels.sheets.iter().flat_map(|sheet| &sheet.faces);
        let terminals = faces.filter_map(|face| {
            labels.customer.institutions.get(face.institution)?.terminals.get(face.terminal)
        });
        Some(terminals.map(|terminal| terminal.payload.clone()).collect())
    }
}

/// Plans the documents of one customer.
///
/// # Errors
/// `SP161` for label stock, `SP163` for its correction; `SP115` for a day outside the holiday table.
pub fn plan(site: &Site, request: &Request) -> Result<Plan, Vec<Diagnostic>> {
    let mut customer = Customer::new(site, request.print_date, request.key.as_deref());
    customer.note.clone_from(&request.note);
    let mut faults = Vec::new();
    let mut warnings = Vec::new();
    let left = customer.remaining();
    let days = schedule::schedule(&site.work_date, request.print_date, &left);
    let schedule = days.map_err(|day| faults.push(doubts::outside_table(day, site.work_date.at))).ok();
    if let Some(schedule) = &schedule {
        warnings.extend(doubts::doubts(site, schedule, request.print_date));
    }
    let mut documents = Vec::new();
    let packet = || schedule.clone().map(|schedule| Packet::new(customer.clone(), schedule, left.clone()));
    for kind in &request.documents {
        match kind {
            DocumentKind::Packet => {
                documents.extend(packet().map(|packet| Document::Packet(Box::new(packet))));
            }
            DocumentKind::Handover => {
                documents.push(Document::Handover(Box::new(Handover::new(customer.clone(), facts()))));
            }
            DocumentKind::Labels => match labels::labels(&customer, request) {
                // None of this customer's terminals is chosen: there is nothing to print.
                Ok((labels, _)) if labels.sheets.is_empty() => {}
                Ok((labels, doubts)) => {
                    warnings.extend(doubts);
                    documents.push(Document::Labels(Box::new(labels)));
                }
                Err(told) => faults.extend(told),
            },
            DocumentKind::Letter => {
                let letter = packet().and_then(|packet| Letter::new(packet, request));
                documents.extend(letter.map(|letter| Document::Letter(Box::new(letter))));
            }
            DocumentKind::Address => match address::address(&customer, request) {
                Ok(label) => documents.push(Document::Address(Box::new(label))),
                Err(told) => faults.extend(told),
            },
            DocumentKind::Mail => {
                documents.extend(packet().map(|packet| Document::Mail(Box::new(Mail::new(packet, request)))))
            }
        }
    }
    if request.documents.iter().any(|kind| matches!(kind, DocumentKind::Letter | DocumentKind::Address)) {
        let addressee = Addressee::of(&customer);
        warnings.extend(addressee.and_then(|addressee| addressee.missing(Severity::Warning)));
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let folder = customer.institutions.first().map(|first| first.ten_digits.clone()).unwrap_or_default();
    Ok(Plan { folder, documents, warnings })
}
