//! Blocks that stand alike in everybody's papers are understood once in each thread, and are not even read again: what is
//! in them is [left out](super::abridged). In: a block as it is written, and the start tags around it, which decide its
//! looks; out: the same [`Block`] as before, so that layout too can tell that it knows it.

use std::cell::RefCell;
use std::rc::Rc;

use super::abridged::{Place, Twin};
use super::builder::{Builder, Element};
use super::dom::Node;
use super::tree::Block;
use crate::base::fingerprint::Fingerprint;
use crate::base::recent::{Lately, Met, Recent};

/// Blocks that are kept: a customer's papers have some hundreds.
const KEPT: usize = 1_000;

std::thread_local! {
    pub(super) static KNOWN: RefCell<Memory> =
        RefCell::new(Memory { blocks: Recent::of(KEPT), following: Lately::of(KEPT) });
}

/// What is known of other documents.
pub(super) struct Memory {
    /// Blocks, by text and context.
    pub blocks: Recent<Rc<Known>>,
    /// What came after two of them.
    following: Lately<Before, Fingerprint>,
}

/// The prints of the last two known blocks, or nothing where there are none.
pub(super) type Before = [Fingerprint; 2];

/// A block that is known.
#[derive(Debug)]
pub(super) struct Known {
    /// Its text.
    pub text: Box<str>,
    /// The context that it stands in.
    pub around: u64,
    /// That of both.
    pub print: Fingerprint,
    made: Made,
}

/// A block without faults, and what in it concerns the rest of the document.
#[derive(Clone, Debug)]
pub(super) struct Made {
    block: Rc<Block>,
    ids: Vec<Rc<str>>,
    links: Vec<Rc<str>>,
}

impl Memory {
    /// What most likely comes after two known ones.
    pub(super) fn after(&mut self, before: Before) -> Option<Rc<Known>> {
        let next = self.following.get(&before)?;
        self.blocks.kept(next)
    }

    /// Notes in which order the known ones among `places` came.
    pub(super) fn note_order(&mut self, places: &[Place]) {
        let mut before = Before::default();
        for Known { print, .. } in places.iter().filter_map(Place::known).map(Rc::as_ref) {
            if self.following.get(&before) != Some(*print) {
                self.following.keep(before, *print);
            }
            before = [before[1], *print];
        }
    }
}

impl Known {
    /// Whether `text`, which stands in the context `around`, begins with this block.
    pub(super) fn begins(&self, around: u64, text: &str) -> bool {
        self.around == around && text.as_bytes().starts_with(self.text.as_bytes())
    }
}

impl<'a> Builder<'a> {
    /// What `node`, inside `parent`, becomes; by `build` if that is not known, and the same did not stand before in the
    /// document, as heads and feet do.
    pub(super) fn shared(
        &mut self,
        parent: &Element<'a>,
        node: Node<'a>,
        build: impl FnOnce(&mut Self) -> Option<Block>,
    ) -> Option<Rc<Block>> {
        let place = self.abridged.and_then(|abridged| Some((abridged, abridged.place(node)?)));
        let Some((abridged, place)) = place else { return build(self).map(Rc::new) };
        if let Some(known) = place.known() {
            return Some(self.again(node, &known.made));
        }
        if place.twin == Twin::Another {
            // Where there is none, the first had faults: these are told.
            let made = self.own.get(&place.print)?.clone();
            return Some(self.again(node, &made));
        }
        let is_everybodys = matches!(place.met, Met::Again) && !parent.at.is_some();
        let before = (self.faults.len(), self.names.len(), self.links.len());
        let block = Rc::new(build(self)?);
        if self.faults.len() > before.0 || !(is_everybodys || place.twin == Twin::First) {
            return Some(block);
        }
        let ids = self.names[before.1..].to_vec();
        let links = self.links[before.2..].iter().map(|(_, link)| Rc::clone(link)).collect();
        let made = Made { block: Rc::clone(&block), ids, links };
        if place.twin == Twin::First {
            self.own.insert(place.print, made.clone());
        }
        if is_everybodys {
            let (text, around, print) = (abridged.text(place).into(), place.around, place.print);
            let known = Rc::new(Known { text, around, print, made });
            KNOWN.with_borrow_mut(|memory| memory.blocks.keep(place.print, known));
        }
        Some(block)
    }

    /// A block that was made before, where `node` stands.
    fn again(&mut self, node: Node<'a>, made: &Made) -> Rc<Block> {
        made.ids.iter().for_each(|id| self.name(node, Rc::clone(id)));
        self.links.extend(made.links.iter().map(|link| (node, Rc::clone(link))));
        Rc::clone(&made.block)
    }
}
