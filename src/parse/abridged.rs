//! [`Abridged`]: a document without what is in it that need not be read: blocks that are [known](super::known), and
//! those that stood before in the same document, as heads and feet do. In: markup; out: the nodes that are left, and
//! what was found at the place of each block.
//!
//! What came after two known blocks in the document before most likely comes after them again: where the text goes on
//! with just that, it is neither looked through nor fingerprinted.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::BuildHasherDefault;
use std::ops::Range;
use std::rc::Rc;

use super::dom::{Dom, Node};
use super::known::{Before, KNOWN, Known, Memory};
use super::tag::Tag;
use super::tokens::{Token, Tokens, Unusual};
use crate::base::fingerprint::{Fingerprint, context, fingerprint_within};
use crate::base::recent::{Met, Quick, begin_document};

/// A document from which something may be left out.
pub(super) struct Abridged<'t> {
    /// What is left.
    pub dom: Dom<'t>,
    text: &'t str,
    /// Its elements that may be blocks, in order.
    places: Vec<Place>,
}

/// An element that may be a block.
pub(super) struct Place {
    /// Where it stands in the text.
    range: Range<usize>,
    /// Of the start tags around it, and its number if it is an entry.
    pub around: u64,
    /// Of what decides what becomes of it: what is around it, and its text.
    pub print: Fingerprint,
    /// What is known of it from other documents.
    pub met: Met<Rc<Known>>,
    /// What it is to others in the document.
    pub twin: Twin,
    /// What was known before it.
    before: Before,
    tag: Tag,
}

/// What an element is to others of the same document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Twin {
    /// The only one of its kind.
    None,
    /// The first of several that are alike.
    First,
    /// Like one before it.
    Another,
}

impl<'t> Abridged<'t> {
    /// What is left of a new document.
    pub(super) fn of(text: &'t str) -> Result<Self, Unusual> {
        KNOWN.with_borrow_mut(|memory| {
            let abridged = Search::new(text, memory).run()?;
            memory.note_order(&abridged.places);
            Ok(abridged)
        })
    }

    /// What was found at the place of an element.
    pub(super) fn place(&self, node: Node<'_>) -> Option<&Place> {
        self.places.get(node.place()?)
    }

    /// The whole text of the element at `place`.
    pub(super) fn text(&self, place: &Place) -> &'t str {
        &self.text[place.range.clone()]
    }
}

impl Place {
    /// Whether its inside is wanted.
    fn is_read(&self) -> bool {
        self.known().is_none() && self.twin != Twin::Another
    }

    /// What stands there, if it is known.
    pub(super) fn known(&self) -> Option<&Rc<Known>> {
        match &self.met {
            Met::Known(known) => Some(known),
            _ => None,
        }
    }
}

/// The search for blocks in a text.
struct Search<'t, 'm> {
    text: &'t str,
    tokens: Tokens<'t>,
    memory: &'m mut Memory,
    /// What was known last, and what of it most likely comes next.
    before: Before,
    expected: Option<Rc<Known>>,
    dom: Dom<'t>,
    places: Vec<Place>,
    /// The first place of each print.
    firsts: HashMap<Fingerprint, usize, BuildHasherDefault<Quick>>,
    /// The last place in each context of each kind of element, of those that have something of the user's in them.
    latest: HashMap<(u64, Tag), usize, BuildHasherDefault<Quick>>,
    /// The elements that are not closed yet.
    open: Vec<Open<'t>>,
}

/// An element that is not closed yet.
struct Open<'t> {
    name: &'t str,
    tag: Range<usize>,
    node: usize,
    /// Its place, if it may be a block.
    place: Option<usize>,
    /// The context of what is in it, once somebody has asked.
    inside: Option<u64>,
    /// How many elements were in it so far.
    children: u32,
    /// Whether something in it has a place in the user's files.
    is_told: bool,
}

impl<'t, 'm> Search<'t, 'm> {
    fn new(text: &'t str, memory: &'m mut Memory) -> Self {
        /// Nodes, attributes and places that are left of a document, and elements in each other, about.
        const USUAL: (usize, usize, usize, usize) = (2_048, 512, 512, 32);
        begin_document();
        let before = Before::default();
        let expected = memory.after(before);
        let (dom, tokens) = (Dom::new(text, USUAL.0, USUAL.1), Tokens::new(text));
        let (places, open) = (Vec::with_capacity(USUAL.2), Vec::with_capacity(USUAL.3));
        let firsts = HashMap::with_capacity_and_hasher(USUAL.2, BuildHasherDefault::default());
        let latest = HashMap::with_capacity_and_hasher(USUAL.2, BuildHasherDefault::default());
        Self { text, tokens, memory, before, expected, dom, places, firsts, latest, open }
    }

    fn run(mut self) -> Result<Abridged<'t>, Unusual> {
        let mut is_over = false;
        loop {
            let (start, text) = (self.tokens.at(), self.tokens.text()?);
            match self.open.is_empty() {
                true if text.trim_ascii().is_empty() => {}
                false if text.is_empty() => {}
                false => self.dom.text(start, text),
                true => return Err(Unusual),
            }
            let start = self.tokens.at();
            match self.tokens.tag()? {
                Token::Start(_) if is_over => return Err(Unusual),
                Token::Start(name) => self.start(start, name)?,
                Token::End(name) => {
                    let element = self.open.pop().filter(|element| element.name == name).ok_or(Unusual)?;
                    self.end(&element);
                }
                Token::Over if is_over => break,
                Token::Over => return Err(Unusual),
            }
            is_over = self.open.is_empty();
        }
        Ok(Abridged { dom: self.dom, text: self.text, places: self.places })
    }

    fn start(&mut self, start: usize, name: &'t str) -> Result<(), Unusual> {
        let tag = Tag::of(name).filter(|tag| tag.is_block());
        let around = tag.map(|_| self.around());
        if let Some(parent) = self.open.last_mut() {
            parent.children += 1;
        }
        let place = tag.map(|_| self.places.len());
        let node = self.dom.open(start, name, place);
        if let Some((tag, around)) = tag.zip(around) {
            let text = &self.text[start..];
            if let Some(known) = self.expected.take_if(|known| known.begins(around, text)) {
                let Known { print, .. } = *known;
                let range = start..start + known.text.len();
                let (met, twin, before) = (Met::Known(known), Twin::None, self.before);
                return self.skip(node, Place { range, around, print, met, twin, before, tag });
            }
            if let Some(first) = self.twin(around, tag, text) {
                self.tell();
                let Place { range, print, .. } = &self.places[first];
                let (range, print) = (start..start + range.len(), *print);
                let (met, twin, before) = (Met::New, Twin::Another, self.before);
                return self.skip(node, Place { range, around, print, met, twin, before, tag });
            }
            let (met, twin, before) = (Met::New, Twin::None, self.before);
            self.places.push(Place { range: start..start, around, print: 0, met, twin, before, tag });
        }
        let is_empty = self.tokens.attributes(&mut self.dom.attributes)?;
        let is_told = self.dom.end_of_attributes(node).iter().any(|attribute| attribute.name == "data-at");
        if is_told {
            self.tell();
        }
        let tag = start..self.tokens.at();
        let element = Open { name, tag, node, place, inside: None, children: 0, is_told };
        if is_empty {
            self.end(&element);
        } else {
            self.open.push(element);
        }
        Ok(())
    }

    /// Leaves out an element that is just what was expected.
    fn skip(&mut self, node: usize, place: Place) -> Result<(), Unusual> {
        if place.tag.is_cell() {
            self.tokens.attributes(&mut self.dom.attributes)?;
            self.dom.end_of_attributes(node);
        }
        self.dom.close(node);
        self.tokens.skip_to(place.range.end);
        self.places.push(place);
        self.look_ahead(self.places.len() - 1);
        Ok(())
    }

    /// The place of the first of those that are like the element with which `text` begins: heads and feet come again in
    /// the same words.
    fn twin(&mut self, around: u64, tag: Tag, text: &str) -> Option<usize> {
        let latest = &self.places[*self.latest.get(&(around, tag))?];
        let first = *self.firsts.get(&latest.print)?;
        let is_alike = text.as_bytes().starts_with(self.text[latest.range.clone()].as_bytes());
        is_alike.then(|| {
            self.places[first].twin = Twin::First;
            first
        })
    }

    /// All elements that are open have something in them that has a place in the user's files.
    fn tell(&mut self) {
        self.open.iter_mut().rev().take_while(|open| !open.is_told).for_each(|open| open.is_told = true);
    }

    /// The tokens have come to the end of an element.
    fn end(&mut self, element: &Open<'t>) {
        /// Heads, feet, cells and lines that come twice, with something of the user's in them, are shorter.
        const LONG: usize = 400;
        self.dom.close(element.node);
        let Some(index) = element.place else { return };
        let place = &mut self.places[index];
        place.range.end = self.tokens.at();
        if element.is_told && place.range.len() > LONG {
            return;
        }
        place.print = fingerprint_within(place.around, self.text[place.range.clone()].as_bytes());
        // What has a place in the user's files may stand in two documents, but not in many.
        if !element.is_told {
            place.met = self.memory.blocks.find(place.print);
        }
        if place.known().is_none() {
            match self.firsts.entry(place.print) {
                Entry::Vacant(first) => {
                    first.insert(index);
                    if element.is_told && !place.tag.is_picture() {
                        self.latest.insert((place.around, place.tag), index);
                    }
                }
                // One of two pictures may stand in a line.
                Entry::Occupied(_) if place.tag.is_picture() => {}
                Entry::Occupied(first) => {
                    place.twin = Twin::Another;
                    self.places[*first.get()].twin = Twin::First;
                }
            }
        }
        if !self.places[index].is_read() {
            self.leave_out(element.node, index);
        }
    }

    /// Leaves out what is in an element, whose place has that number.
    fn leave_out(&mut self, node: usize, index: usize) {
        // What stands around a cell looks at its attributes too. A picture that stands in a line this time is a fault
        // without them, and then everything is read.
        self.dom.empty(node, self.places[index].tag.is_cell());
        for (inner, place) in (index + 1..).zip(self.places.drain(index + 1..)) {
            if self.firsts.get(&place.print) == Some(&inner) {
                self.firsts.remove(&place.print);
                self.latest.remove(&(place.around, place.tag));
            }
        }
        self.look_ahead(index);
    }

    /// Looks what most likely comes after the element at that place, which is left out.
    fn look_ahead(&mut self, index: usize) {
        let place = &self.places[index];
        let ([_, last], known) = (place.before, place.known());
        let before = known.map_or(place.before, |known| [last, known.print]);
        if known.is_some() || before != self.before {
            self.before = before;
            self.expected = self.memory.after(before);
        }
    }

    /// The context of an element that begins now: the start tags around it, and its number if it is an entry of a list.
    /// The place of such an entry is part of it; nothing else is numbered.
    fn around(&mut self) -> u64 {
        let done = self.open.iter().rposition(|open| open.inside.is_some()).unwrap_or_default();
        let mut around = 0;
        for open in &mut self.open[done..] {
            let tag = &self.text.as_bytes()[open.tag.clone()];
            around = *open.inside.get_or_insert_with(|| context(around, tag));
        }
        match self.open.last() {
            Some(parent) if matches!(parent.name, "ol" | "ul") => around ^ u64::from(parent.children),
            _ => around,
        }
    }
}
