//! [`PageTree`]: the numbers of pages in, the nodes above them out (ISO 32000-1, 7.7.3).

use super::file::{Id, PdfFile};
use super::syntax;

/// Pages under one node: a viewer walks over a node's children one by one.
const PAGES_IN_NODE: usize = 64;

/// The page tree of a file.
pub(super) struct PageTree {
    /// The node above all others.
    pub(super) root: Id,
    nodes: Vec<(Id, Vec<Id>)>,
}

impl PageTree {
    /// A tree without pages.
    pub(super) fn new(file: &mut PdfFile) -> Self {
        Self { root: file.reserve(), nodes: Vec::new() }
    }

    /// Takes a new page; returns its number and that of its parent.
    pub(super) fn add(&mut self, file: &mut PdfFile) -> (Id, Id) {
        let page = file.reserve();
        match self.nodes.last_mut() {
            Some((node, pages)) if pages.len() < PAGES_IN_NODE => {
                pages.push(page);
                (page, *node)
            }
            _ => {
                let node = file.reserve();
                self.nodes.push((node, vec![page]));
                (page, node)
            }
        }
    }

    /// Writes the nodes; returns how many pages there are.
    pub(super) fn write(&self, file: &mut PdfFile) -> usize {
        for (node, pages) in &self.nodes {
            file.set_with(*node, |out| {
                out.extend_from_slice(b"<</Type/Pages/Parent ");
                syntax::reference(out, self.root.0);
                kids(out, pages.len(), pages);
            });
        }
        let count = self.nodes.iter().map(|(_, pages)| pages.len()).sum();
        file.set_with(self.root, |out| {
            out.extend_from_slice(b"<</Type/Pages");
            kids(out, count, self.nodes.iter().map(|(node, _)| node));
        });
        count
    }
}

/// Appends the children of a node, which have `count` pages, and its end.
fn kids<'i>(out: &mut Vec<u8>, count: usize, ids: impl IntoIterator<Item = &'i Id>) {
    out.extend_from_slice(b"/Count ");
    syntax::integer(out, count as i64);
    out.extend_from_slice(b"/Kids[");
    for (index, id) in ids.into_iter().enumerate() {
        if index > 0 {
            out.push(b' ');
        }
        syntax::reference(out, id.0);
    }
    out.extend_from_slice(b"]>>");
}
