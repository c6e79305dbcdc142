//! The template of the sheet はじめに: a [`Guide`] in, markup out.

use askama::Template;

use crate::base::facts::Facts;
use crate::plan::Guide;

/// What templates/guide.html sees.
#[derive(Template)]
#[template(path = "guide.html")]
pub(super) struct GuidePages<'a> {
    /// The sheet's data.
    guide: &'a Guide,
    /// Its facts, under a short name.
    facts: &'a Facts,
}

impl<'a> GuidePages<'a> {
    /// The pages of `guide`.
    pub(super) const fn new(guide: &'a Guide) -> Self {
        Self { guide, facts: guide.facts }
    }
}
