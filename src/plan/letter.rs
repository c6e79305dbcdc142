//! [`Letter`]: the covering letter, one page: to whom, what is enclosed, which days matter, what is done first. In: the
//! packet, in which all of that is known. The words of days and first steps are in `first_words`, for letter and mail.

use super::addressee::{Addressee, AddresseeBoxes};
use super::first_words::{FirstWords, LetterDay, days, first_words};
use super::{Customer, DocumentKind, LabelRequest, Packet, Request};
use crate::base::{Length, Point, Rect, Size};

/// Left, top, width and height of the lines that show in the window of a 長形3号 envelope, in mm from the corner of an A4
/// sheet that is folded in three. They stay within every usual window (90 × 45 mm, 20 to 25 mm from the left, 11 to 13 mm
/// from the top), wherever the sheet of 210 × 99 mm slides in the envelope of 235 × 120 mm: 23 mm aside, 19 mm down.
const WINDOW: [f64; 4] = [25.0, 13.5, 62.0, 23.5];

/// So many institutions are named in the text; of more, the first, so that the letter keeps to its page.
const NAMED: usize = 3;

/// The covering letter of one customer.
#[derive(Clone, Debug)]
pub struct Letter {
    /// What is known of the customer, its days and what is to be done.
    pub packet: Packet,
    /// To whom it goes.
    pub addressee: Addressee,
    /// Where that stands.
    pub boxes: AddresseeBoxes,
    /// How many institutions are named in the text.
    pub named: usize,
    /// What is enclosed.
    pub enclosures: Vec<Enclosure>,
    /// The days that matter.
    pub days: Vec<LetterDay>,
    /// What is done first.
    pub first: FirstWords,
}

/// A paper that is enclosed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enclosure {
    /// Its title.
    pub name: &'static str,
    /// How many: `1部`, `3枚`.
    pub count: String,
    /// What it is for.
    pub purpose: &'static str,
}

impl Letter {
    /// The letter to the customer of `packet`; `None` to nobody.
    pub(super) fn new(packet: Packet, request: &Request) -> Option<Self> {
        let [left, top, width, height] = WINDOW.map(Length::mm);
        let window = Rect::new(Point::new(left, top), Size::new(width, height));
        Some(Self {
            addressee: Addressee::of(&packet.customer)?,
            boxes: AddresseeBoxes::within(window),
            named: if packet.sets.len() <= NAMED { packet.sets.len() } else { 1 },
            enclosures: enclosures(&packet, request),
            days: days(&packet),
            first: first_words(&packet),
            packet,
        })
    }
}

/// The papers that this order makes and that go to the customer. An order of a letter alone is for papers that were made
/// before: for all that are usual.
pub(super) fn enclosed(request: &Request) -> Vec<DocumentKind> {
    let made = request.enclosed.iter().copied().filter(|kind| kind.is_enclosed());
    let made: Vec<DocumentKind> = made.collect();
    if made.is_empty() { DocumentKind::USUAL.to_vec() } else { made }
}

fn enclosures(packet: &Packet, request: &Request) -> Vec<Enclosure> {
    let enclosure = |kind: DocumentKind| {
        let (name, count, purpose) = match kind {
            DocumentKind::Packet => (packet.title, "1部".to_owned(), "申請から工事の日までの進め方です"),
            DocumentKind::Handover => {
                (kind.title(), "1部".to_owned(), "工事の日に、工事担当者と一緒に使います")
            }
            DocumentKind::Labels => {
                let count = label_count(&packet.customer, &request.labels);
                (kind.title(), format!("{count}枚"), "工事の日までに、端末に貼ります")
            }
            _ => return None,
        };
        Some(Enclosure { name, count, purpose })
    };
    let all = enclosed(request).into_iter().filter_map(enclosure);
    all.filter(|enclosure| enclosure.count != "0枚").collect()
}

fn label_count(customer: &Customer, request: &LabelRequest) -> usize {
    let terminals = customer.institutions.iter().flat_map(|institution| &institution.terminals);
    terminals.filter(|terminal| request.choice.has(terminal)).count() * request.copies
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Windows of 長形3号 envelopes as makers have them: left, top, width, height.
    const WINDOWS: [[f64; 4]; 7] = [
        [23.0, 13.0, 90.0, 45.0],
        [23.0, 12.0, 90.0, 45.0],
        [20.0, 11.0, 90.0, 45.0],
        [25.0, 11.0, 90.0, 45.0],
        [24.0, 12.0, 90.0, 45.0],
        [20.0, 11.0, 100.0, 45.0],
        [23.0, 13.0, 90.0, 55.0],
    ];

    #[test]
    fn the_lines_show_wherever_the_sheet_slides() {
        let [left, top, width, height] = WINDOW;
        for [x, y, wide, high] in WINDOWS {
            for (aside, down) in [(0.0, 0.0), (23.0, 0.0), (0.0, 19.0), (23.0, 19.0)] {
                assert!(x <= left + aside && left + aside + width <= x + wide, "{x} {wide} {aside}");
                assert!(y <= top + down && top + down + height <= y + high, "{y} {high} {down}");
            }
        }
    }
}
