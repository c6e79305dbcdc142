//! Blocks that stand alike in everybody's papers are understood once in each thread. In: a block as it is written and
//! where; out: the same [`Block`] as before, so that layout too can tell that it knows it.

use std::cell::RefCell;
use std::rc::Rc;

use roxmltree::Node;

use super::builder::{Builder, Element};
use super::tree::Block;
use crate::base::recent::{Met, Recent};

/// The attribute of what has a place in the user's files.
const PLACE: &[u8] = b"data-at=";

/// Blocks that are kept: a customer's papers have some hundreds.
const KEPT: usize = 1_000;

std::thread_local! {
    static KNOWN: RefCell<Recent<Rc<Known>>> = RefCell::new(Recent::of(KEPT));
}

/// A block without faults, and what in it concerns the rest of the document.
struct Known {
    block: Rc<Block>,
    ids: Vec<Rc<str>>,
    links: Vec<Rc<str>>,
}

/// Another document begins.
pub(super) fn begin() {
    KNOWN.with_borrow_mut(Recent::begin);
}

impl<'a> Builder<'a> {
    /// What `node`, inside `parent`, becomes as number `number` of its kind; by `build` if that is not known.
    pub(super) fn shared(
        &mut self,
        parent: &Element<'a>,
        node: Node<'a, 'a>,
        number: usize,
        build: impl FnOnce(&mut Self) -> Option<Block>,
    ) -> Option<Rc<Block>> {
        // What has a place in the user's files is nobody else's.
        if parent.at.is_some() || !self.styler.sheet().is_embedded() {
            return build(self).map(Rc::new);
        }
        self.name_place(parent, node, number);
        match KNOWN.with_borrow_mut(|known| known.find(&self.key)) {
            Met::Known(known) => {
                known.ids.iter().for_each(|id| self.name(node, Rc::clone(id)));
                self.links.extend(known.links.iter().map(|link| (node, Rc::clone(link))));
                Some(Rc::clone(&known.block))
            }
            Met::New => build(self).map(Rc::new),
            // A value of the user's may stand in two documents, but not in many.
            Met::Again if self.key.windows(PLACE.len()).any(|bytes| bytes == PLACE) => {
                build(self).map(Rc::new)
            }
            Met::Again => {
                let before = (self.faults.len(), self.names.len(), self.links.len());
                let block = Rc::new(build(self)?);
                if self.faults.len() == before.0 {
                    let ids = self.names[before.1..].to_vec();
                    let links = self.links[before.2..].iter().map(|(_, link)| Rc::clone(link)).collect();
                    let known = Rc::new(Known { block: Rc::clone(&block), ids, links });
                    self.name_place(parent, node, number);
                    KNOWN.with_borrow_mut(|all| all.keep(&self.key, known));
                }
                Some(block)
            }
        }
    }

    /// The same for a head or foot, which often stands in several sections of one document.
    pub(super) fn shared_in_document(
        &mut self,
        parent: &Element<'a>,
        node: Node<'a, 'a>,
        build: impl FnOnce(&mut Self) -> Option<Block>,
    ) -> Option<Rc<Block>> {
        if parent.at.is_some() {
            return self.shared(parent, node, 0, build);
        }
        self.name_place(parent, node, 0);
        let key = self.key.clone();
        if let Some(block) = self.running.get(&key) {
            return Some(Rc::clone(block));
        }
        let before = (self.faults.len(), self.names.len(), self.links.len());
        let block = self.shared(parent, node, 0, build)?;
        // Whatever is told or named is told or named each time.
        if before == (self.faults.len(), self.names.len(), self.links.len()) {
            self.running.insert(key, Rc::clone(&block));
        }
        Some(block)
    }

    /// Puts into `key` all that decides what becomes of `node`: what `parent` hands on, and the markup.
    fn name_place(&mut self, parent: &Element<'a>, node: Node<'a, 'a>, number: usize) {
        let in_figure = parent.in_figure || parent.alt.is_some();
        self.key.clear();
        self.key.extend_from_slice(&parent.style.id.to_le_bytes());
        self.key.extend_from_slice(&parent.style.scope.to_le_bytes());
        self.key.extend_from_slice(&[
            number as u8,
            (number >> 8) as u8,
            parent.depth as u8,
            in_figure.into(),
        ]);
        self.key.extend_from_slice(node.document().input_text()[node.range()].as_bytes());
    }
}
