//! [`Packet`]: the customer's instruction packet.

use super::{Customer, Schedule};
use crate::base::facts::Facts;

/// The customer's instruction packet.
#[derive(Clone, Debug)]
pub struct Packet {
    /// The site, in words.
    pub customer: Customer,
    /// The days.
    pub schedule: Schedule,
    /// The portal, the fee and the post.
    pub facts: &'static Facts,
}
