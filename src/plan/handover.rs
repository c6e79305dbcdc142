//! [`Handover`]: the day-of-install handover checklist.

use super::Customer;
use crate::base::facts::Facts;

/// The day-of-install handover checklist.
#[derive(Clone, Debug)]
pub struct Handover {
    /// The site, in words.
    pub customer: Customer,
    /// The portal, the fee and the post.
    pub facts: &'static Facts,
}
