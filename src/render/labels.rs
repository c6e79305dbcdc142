//! The template of the terminal labels: a [`Labels`] in, markup out.

use askama::Template;

use super::filters;
use crate::plan::Labels;

/// What templates/labels.html sees.
#[derive(Template)]
#[template(path = "labels.html")]
pub(super) struct LabelPages<'a> {
    /// The document's data.
    labels: &'a Labels,
}

impl<'a> LabelPages<'a> {
    /// The pages of `labels`.
    pub(super) const fn new(labels: &'a Labels) -> Self {
        Self { labels }
    }
}
