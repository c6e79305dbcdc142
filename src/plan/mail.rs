//! [`Mail`]: the text of a mail that brings the papers as files: subject, days, what is done first, what is attached. In: the
//! packet. Out: all that the text says. It is sent by the office, with its own mail program.

use super::first_words::{FirstWords, LetterDay, days, first_words};
use super::letter::enclosed;
use super::{DocumentKind, Packet, Request};

/// The text of a mail to one customer.
#[derive(Clone, Debug)]
pub struct Mail {
    /// What is known of the customer, its days and what is to be done.
    pub packet: Packet,
    /// Titles of the files that are attached. Labels are none of them: their stock is the office's.
    pub attached: Vec<&'static str>,
    /// The days that matter.
    pub days: Vec<LetterDay>,
    /// What is done first.
    pub first: FirstWords,
}

impl Mail {
    /// The mail to the customer of `packet`.
    pub(super) fn new(packet: Packet, request: &Request) -> Self {
        let title = |kind: DocumentKind| match kind {
            DocumentKind::Packet => Some(packet.title),
            DocumentKind::Handover => Some(kind.title()),
            _ => None,
        };
        let attached = enclosed(request).into_iter().filter_map(title).collect();
        Self { attached, days: days(&packet), first: first_words(&packet), packet }
    }
}
