//! Collects what is wrong with a template: every fault once, each with its line and column in the markup.

use super::node::MarkupNode;
use crate::base::{Code, Diagnostic, Origin, Words};

/// The faults of one document.
#[derive(Default)]
pub(super) struct Faults {
    found: Vec<Diagnostic>,
}

impl Faults {
    /// Notes a fault at `node`.
    pub(super) fn at(&mut self, node: MarkupNode<'_>, what: impl Into<String>) {
        let place = node.document().text_pos_at(node.range().start);
        self.plain(format!("{}:{}: {}", place.row, place.col, what.into()));
    }

    /// Notes a fault that has no place.
    pub(super) fn plain(&mut self, what: String) {
        let fault = Diagnostic::error(
            Code::Template,
            Origin::NONE,
            Words::new(format!("ひな形に誤りがあります: {what}"), format!("a template is wrong: {what}")),
            Words::new(
                "startpackの不具合です。このメッセージを添えて開発元へお知らせください。",
                "This is a fault of startpack: please report it with this message.",
            ),
        );
        if !self.found.contains(&fault) {
            self.found.push(fault);
        }
    }

    /// What was noted, in the order it was met.
    pub(super) fn into_list(self) -> Vec<Diagnostic> {
        self.found
    }
}
