//! The template of the customer's instruction packet: a [`Packet`] in, markup out.

use askama::Template;

use super::filters;
use crate::base::facts::Facts;
use crate::plan::{Customer, FirstThing, FormValue, LineWords, Logo, Packet, Schedule, SignShape};

/// What templates/packet.html sees.
#[derive(Template)]
#[template(path = "packet.html")]
pub(super) struct PacketPages<'a> {
    /// The document's data.
    packet: &'a Packet,
    /// Its parts, under short names.
    customer: &'a Customer,
    schedule: &'a Schedule,
    facts: &'a Facts,
}

impl<'a> PacketPages<'a> {
    /// The pages of `packet`.
    pub(super) const fn new(packet: &'a Packet) -> Self {
        Self { packet, customer: &packet.customer, schedule: &packet.schedule, facts: packet.facts }
    }
}
