//! Blocks that stand alike in everybody's papers are understood once in each thread, and are not even read again: what is
//! in them is left out of the markup before the reader of XML sees it. In: a block as it is written, and the start tags
//! around it, which decide its looks; out: the same [`Block`] as before, so that layout too can tell that it knows it.

use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;

use roxmltree::Node;

use super::builder::{Builder, Element};
use super::extent::extents;
use super::tag::Tag;
use super::tree::Block;
use crate::base::fingerprint::{Fingerprint, context, fingerprint_within};
use crate::base::recent::{Met, Recent};

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

/// A document from which known blocks are left out.
pub(super) struct Abridged {
    /// Its elements that may be blocks, in order.
    places: Vec<Place>,
}

/// An element that may be a block.
struct Place {
    /// Where it begins in what is left of the text.
    start: usize,
    /// Of what decides what becomes of it: the start tags around it, its number and its text.
    print: Fingerprint,
    met: Met<Rc<Known>>,
}

impl Abridged {
    /// What is left of `text`, a new document, and what was left out. `None`: it is better read as it is.
    pub(super) fn of(text: &str) -> Option<(Cow<'_, str>, Self)> {
        let extents = extents(text)?;
        let (mut left, mut copied, mut index) = (String::new(), 0, 0);
        let (mut places, mut contexts) = (Vec::new(), vec![0; extents.len()]);
        KNOWN.with_borrow_mut(|known| {
            known.begin();
            while let Some(extent) = extents.get(index) {
                let (range, tag) = (extent.range(), extent.tag());
                let around = extent.parent().map_or(0, |parent| contexts[parent]);
                let mut next = index + 1;
                if let Some(name) = block_name(&text[tag.clone()]) {
                    let start = left.len() + range.start - copied;
                    let parent = extent.parent().map_or("", |parent| &text[extents[parent].tag()]);
                    // The place of a list's entry is part of it; nothing else is numbered.
                    let is_entry = parent.starts_with("<ol") || parent.starts_with("<ul");
                    let around = if is_entry { around ^ u64::from(extent.number) } else { around };
                    let print = fingerprint_within(around, text[range.clone()].as_bytes());
                    // What has a place in the user's files may stand in two documents, but not in many.
                    let met = if extent.is_told { Met::New } else { known.find(print) };
                    if matches!(met, Met::Known(_)) && range.end > tag.end {
                        // What stands around a cell looks at its attributes too. A picture that stands in a line this
                        // time is a fault without them, and then everything is read.
                        let seen = if is_cell(name) { tag.end - 1 } else { tag.start + 1 + name.len() };
                        left.push_str(&text[copied..seen]);
                        left.push_str("/>");
                        copied = range.end;
                        let inside = extents[next..].iter().take_while(|other| other.tag().start < copied);
                        next += inside.count();
                    }
                    places.push(Place { start, print, met });
                }
                if next == index + 1 {
                    contexts[index] = context(around, text[tag].as_bytes());
                }
                index = next;
            }
        });
        let abridged = Self { places };
        if copied == 0 {
            return Some((Cow::Borrowed(text), abridged));
        }
        left.push_str(&text[copied..]);
        Some((Cow::Owned(left), abridged))
    }

    /// What is known of an element of the text that is left.
    fn place(&self, node: Node<'_, '_>) -> Option<&Place> {
        let start = node.range().start;
        let found = self.places.binary_search_by_key(&start, |place| place.start).ok()?;
        self.places.get(found)
    }
}

/// The name of the element with that start tag, if it may become a block.
fn block_name(tag: &str) -> Option<&str> {
    let end = tag.bytes().skip(1).position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or_default();
    let name = &tag[1..=end];
    Tag::of(name).is_some_and(Tag::is_block).then_some(name)
}

fn is_cell(name: &str) -> bool {
    matches!(name, "td" | "th")
}

impl<'a> Builder<'a> {
    /// What `node`, inside `parent`, becomes; by `build` if that is not known, and the same did not stand before in the
    /// document, as heads and feet do.
    pub(super) fn shared(
        &mut self,
        parent: &Element<'a>,
        node: Node<'a, 'a>,
        build: impl FnOnce(&mut Self) -> Option<Block>,
    ) -> Option<Rc<Block>> {
        let place = self.abridged.as_ref().and_then(|abridged| abridged.place(node));
        let Some(place) = place else { return build(self).map(Rc::new) };
        if let Met::Known(known) = &place.met {
            let known = Rc::clone(known);
            known.ids.iter().for_each(|id| self.name(node, Rc::clone(id)));
            self.links.extend(known.links.iter().map(|link| (node, Rc::clone(link))));
            return Some(Rc::clone(&known.block));
        }
        let print = place.print;
        if let Some(block) = self.own.get(&print) {
            return Some(Rc::clone(block));
        }
        let is_everybodys = matches!(place.met, Met::Again) && !parent.at.is_some();
        let before = (self.faults.len(), self.names.len(), self.links.len());
        let block = Rc::new(build(self)?);
        if self.faults.len() > before.0 {
            return Some(block);
        }
        // Whatever is named is named each time.
        if (self.names.len(), self.links.len()) == (before.1, before.2) {
            self.own.insert(print, Rc::clone(&block));
        }
        if is_everybodys {
            let ids = self.names[before.1..].to_vec();
            let links = self.links[before.2..].iter().map(|(_, link)| Rc::clone(link)).collect();
            let known = Rc::new(Known { block: Rc::clone(&block), ids, links });
            KNOWN.with_borrow_mut(|all| all.keep(print, known));
        }
        Some(block)
    }
}
