//! Room 6, layout: a [`Tree`] and the [`Fonts`] in, [`Pages`] out. Knows boxes, lines and pages; knows no PDF.

mod line;
mod pages;

pub use pages::*;

use crate::base::{Diagnostic, Fonts};
use crate::parse::Tree;

/// Breaks a document into finished pages.
///
/// # Errors
/// `SP104` for a text that does not fit the place made for it, `SP103` for a character that no face has,
/// each with its place in the user's file if it came from there; `SP901` if breaking does not end.
pub fn layout(tree: &Tree, fonts: &Fonts) -> Result<Pages, Vec<Diagnostic>> {
    let _ = (tree, fonts);
    Err(Vec::new())
}
