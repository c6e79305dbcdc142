//! The template of the customer's instruction packet: a [`Packet`] in, markup out.

use askama::Template;

use super::filters;
use crate::plan::Packet;

/// What templates/packet.html sees.
#[derive(Template)]
#[template(path = "packet.html")]
pub(super) struct PacketPages<'a> {
    /// The document's data.
    packet: &'a Packet,
}

impl<'a> PacketPages<'a> {
    /// The pages of `packet`.
    pub(super) const fn new(packet: &'a Packet) -> Self {
        Self { packet }
    }
}
