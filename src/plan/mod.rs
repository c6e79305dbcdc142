//! Room 3, plan: a [`Site`] and a [`Request`] in, a [`Plan`] out: which documents there are, with every
//! count, date, word and code that stands in them. Knows label stock, the calendar and the dated facts;
//! knows no markup.

mod business_days;
mod calendar;
mod control_page;
mod customer;
mod handover;
mod keys;
mod label_cell;
mod label_code;
mod label_request;
mod labels;
mod logo;
mod packet;
mod printer;
mod register;
mod schedule;
mod sheet_code;
mod slot;
pub mod stock;
mod test_sheet;

pub use calendar::*;
pub use control_page::*;
pub use customer::*;
pub use handover::*;
pub use label_cell::{CellBoxes, Design};
pub use label_code::{Fact, LabelCode, Misread};
pub use label_request::{LabelRequest, LabelWishes};
pub use labels::*;
pub use logo::Logo;
pub use packet::*;
pub use printer::Printer;
pub use register::{Change, ExpectedTerminal, Judged, Register, Verdict};
pub use schedule::Schedule;
pub use sheet_code::{SheetCode, Side, tie};
pub use test_sheet::*;

use crate::base::Diagnostic;
use crate::base::date::Date;
use crate::base::facts::facts;
use crate::validate::Site;

/// What to make, and for which day.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Request {
    /// Day of printing.
    pub print_date: Date,
    /// Which documents.
    pub documents: Vec<DocumentKind>,
    /// On what the labels are printed, and how.
    pub labels: LabelRequest,
    /// Signs what the QR symbols say (the bytes of the key file).
    pub key: Option<Vec<u8>>,
}

/// The three documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DocumentKind {
    /// The customer's instruction packet.
    Packet,
    /// The day-of-install handover checklist.
    Handover,
    /// The terminal labels.
    Labels,
}

impl DocumentKind {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Packet, Self::Handover, Self::Labels];

    /// The stem of file and template names.
    pub const fn stem(self) -> &'static str {
        match self {
            Self::Packet => "packet",
            Self::Handover => "handover",
            Self::Labels => "labels",
        }
    }
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

/// A document, ready to be put into words. Boxed: the three differ much in size.
#[derive(Clone, Debug)]
pub enum Document {
    /// The customer's instruction packet.
    Packet(Box<Packet>),
    /// The day-of-install handover checklist.
    Handover(Box<Handover>),
    /// The terminal labels.
    Labels(Box<Labels>),
}

/// Plans the documents of one customer.
///
/// # Errors
/// `SP161` for label stock, `SP163` for its correction; `SP115` for a day outside the holiday table.
pub fn plan(site: &Site, request: &Request) -> Result<Plan, Vec<Diagnostic>> {
    let customer = Customer::new(site, request.print_date, request.key.as_deref());
    let mut faults = Vec::new();
    let mut warnings = Vec::new();
    let schedule = schedule::schedule(site, request.print_date).map_err(|told| faults.extend(told)).ok();
    if let Some(schedule) = &schedule {
        warnings.extend(schedule::doubts(site, schedule, request.print_date));
    }
    let mut documents = Vec::new();
    for kind in &request.documents {
        match kind {
            DocumentKind::Packet => documents.extend(schedule.clone().map(|schedule| {
                Document::Packet(Box::new(Packet::new(customer.clone(), schedule, facts())))
            })),
            DocumentKind::Handover => {
                documents.push(Document::Handover(Box::new(Handover::new(customer.clone(), facts()))));
            }
            DocumentKind::Labels => match labels::labels(&customer, request) {
                Ok((labels, doubts)) => {
                    warnings.extend(doubts);
                    documents.push(Document::Labels(Box::new(labels)));
                }
                Err(told) => faults.extend(told),
            },
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let folder = customer.institutions.first().map(|first| first.ten_digits.clone()).unwrap_or_default();
    Ok(Plan { folder, documents, warnings })
}
