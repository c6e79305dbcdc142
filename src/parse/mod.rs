#![doc = include_str!("markup.md")]
//!
//! Room 5, parse: [`Markup`] in, a [`Tree`] out in which every length, colour and
//! role is resolved. Knows the markup language; knows no fonts.

mod affine;
mod block;
mod builder;
mod computed;
mod declaration;
mod document;
mod drawing;
mod fault;
mod inline;
mod look;
mod node;
mod outline;
mod property;
mod selector;
mod sheet;
mod source;
mod space;
mod styler;
mod table;
mod tag;
mod tree;
mod value;

pub use sheet::Stylesheet;
pub use tree::*;

use crate::base::Diagnostic;
use crate::render::Markup;

/// Resolves one document's markup.
///
/// # Errors
/// `SP902` for an unknown tag, class, attribute or property, or for markup that is not well formed: always
/// a fault of ours, never of the user's data. All of them are told.
pub fn parse(markup: &Markup) -> Result<Tree, Vec<Diagnostic>> {
    parse_with(markup, Stylesheet::embedded())
}

/// The same with another stylesheet, for trying out the language.
///
/// # Errors
/// As [`parse`].
pub fn parse_with(markup: &Markup, sheet: &Stylesheet) -> Result<Tree, Vec<Diagnostic>> {
    document::document(&markup.text, sheet)
}

/// Whether the language has a tag of that name.
pub fn is_tag(name: &str) -> bool {
    tag::Tag::of(name).is_some()
}
