#![doc = include_str!("markup.md")]
//!
//! Room 5, parse: [`Markup`](crate::render::Markup) in, a [`Tree`] out in which every length, colour and
//! role is resolved. Knows the markup language; knows no fonts.

mod tree;

pub use tree::*;

use crate::base::Diagnostic;
use crate::render::Markup;

/// Resolves one document's markup.
///
/// # Errors
/// `SP902` for an unknown tag, class, attribute or property, or for markup that is not well formed: always
/// a fault of ours, never of the user's data.
pub fn parse(markup: &Markup) -> Result<Tree, Vec<Diagnostic>> {
    let _ = markup;
    Err(Vec::new())
}
