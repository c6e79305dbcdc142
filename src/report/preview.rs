//! [`PreviewResult`]: the picture of a page that `preview` made. In: the driver's word. Out: text, and JSON.

use std::path::Path;

use serde::Serialize;

use super::customer::kind_key;
use super::language::Language;
use super::next_steps::kind_word;
use crate::app::{DocumentKind, Preview, ReportedCustomer};
use crate::base::Shown;

/// The picture of a page.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct PreviewResult {
    picture: String,
    customer: ReportedCustomer,
    #[serde(serialize_with = "kind_key")]
    document: DocumentKind,
    page: usize,
    /// Pages of the document.
    pages: usize,
    /// The paper across and down, in mm.
    paper: [f64; 2],
    /// Dots across and down.
    dots: [u32; 2],
}

impl PreviewResult {
    /// The picture `file` of that page.
    pub(crate) fn of(preview: &Preview, file: &Path) -> Self {
        let Preview { customer, document, page, pages, paper, dots } = preview;
        let mm = |length: crate::base::Length| (length.to_mm() * 100.0).round() / 100.0;
        Self {
            picture: file.shown(),
            customer: customer.clone(),
            document: *document,
            page: *page,
            pages: *pages,
            paper: [mm(paper.width), mm(paper.height)],
            dots: *dots,
        }
    }

    pub(super) fn text(&self, language: Language) -> String {
        let Self { picture, page, pages, dots: [width, height], .. } = self;
        let word = kind_word(self.document, language);
        match language {
            Language::Japanese => {
                format!("{picture} を作りました（{word} {page}/{pages}ページ、{width}×{height}ドット）。\n")
            }
            Language::English => {
                format!("{picture} was written ({word}, page {page} of {pages}, {width} x {height} dots).\n")
            }
        }
    }
}
