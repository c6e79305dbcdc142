//! Blocks that stand alike in everybody's papers are understood once in each thread. In: a block directly under a
//! section, as it is written; out: the same [`Block`] as before, so that layout too can tell that it knows it.

use std::cell::RefCell;
use std::rc::Rc;

use roxmltree::Node;

use super::builder::{Builder, Element};
use super::sheet::Sheet;
use super::tree::Block;
use crate::base::recent::{Met, Recent};

/// Blocks that are kept: a customer's papers have some hundreds.
const KEPT: usize = 300;

std::thread_local! {
    static KNOWN: RefCell<Recent<Rc<Known>>> = RefCell::new(Recent::of(KEPT));
}

/// A block without faults, and what in it concerns the rest of the document.
struct Known {
    block: Rc<Block>,
    ids: Vec<Rc<str>>,
    links: Vec<Rc<str>>,
}

/// What decides, besides its own text, what becomes of a block directly under a section.
pub(super) struct Surroundings(Option<String>);

impl Surroundings {
    /// Of blocks under `section`. Those whose place in the user's files is not their own are nobody else's.
    pub(super) fn of(section: &Element<'_>, sheet: &Sheet) -> Self {
        let is_shared = std::ptr::eq(sheet, Sheet::embedded()) && !section.at.is_some();
        Self(is_shared.then(|| {
            let looks =
                section.node.ancestors().flat_map(|node| [node.attribute("class"), node.attribute("style")]);
            looks.flat_map(|look| [look.unwrap_or_default(), "\0"]).collect()
        }))
    }
}

/// Another document begins.
pub(super) fn begin() {
    KNOWN.with_borrow_mut(Recent::begin);
}

impl<'a> Builder<'a> {
    /// What `node` becomes, by `build` if it is not known.
    pub(super) fn shared(
        &mut self,
        node: Node<'a, 'a>,
        surroundings: &Surroundings,
        build: impl FnOnce(&mut Self) -> Option<Block>,
    ) -> Option<Rc<Block>> {
        let Some(looks) = &surroundings.0 else { return build(self).map(Rc::new) };
        let key = [looks, &node.document().input_text()[node.range()]].concat();
        match KNOWN.with_borrow_mut(|known| known.find(key.as_bytes())) {
            Met::Known(known) => {
                known.ids.iter().for_each(|id| self.name(node, Rc::clone(id)));
                self.links.extend(known.links.iter().map(|link| (node, Rc::clone(link))));
                Some(Rc::clone(&known.block))
            }
            Met::New => build(self).map(Rc::new),
            Met::Again => {
                let before = (self.faults.len(), self.names.len(), self.links.len());
                let block = Rc::new(build(self)?);
                if self.faults.len() == before.0 {
                    let ids = self.names[before.1..].to_vec();
                    let links = self.links[before.2..].iter().map(|(_, link)| Rc::clone(link)).collect();
                    let known = Rc::new(Known { block: Rc::clone(&block), ids, links });
                    KNOWN.with_borrow_mut(|all| all.keep(key.as_bytes(), known));
                }
                Some(block)
            }
        }
    }
}
