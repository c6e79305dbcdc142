//! [`ElementTree`]: the tree of elements that readers hear, in the order of the document.
//!
//! A `div` has no meaning of its own and makes no element, unless it holds text: then it is a paragraph.

use crate::base::{Origin, Role, Running};
use crate::parse::{Block, Content, Link, Marker};

use super::line::Line;
use super::pages::Element;

/// The elements made so far; the first is the document, what is repeated on pages follows.
pub(super) struct ElementTree {
    elements: Vec<Element>,
}

impl Default for ElementTree {
    fn default() -> Self {
        let document = Element { role: Role::Document, ..Element::default() };
        let running = [Running::Header, Running::Footer, Running::TableHead].map(|running| Element {
            parent: Some(0),
            role: Role::Running(running),
            ..Element::default()
        });
        Self { elements: [vec![document], running.to_vec()].concat() }
    }
}

/// The element of what is repeated on pages.
pub(super) const fn running_element(running: Running) -> usize {
    match running {
        Running::Header => 1,
        Running::Footer => 2,
        Running::TableHead => 3,
    }
}

/// The element of a piece of text that may go on on the next line.
pub(super) type OpenPiece = Option<(Role, Origin, Option<Link>, usize)>;

impl ElementTree {
    /// Number of elements.
    pub(super) fn len(&self) -> usize {
        self.elements.len()
    }

    /// Forgets the elements from number `len` on.
    pub(super) fn truncate(&mut self, len: usize) {
        self.elements.truncate(len);
    }

    /// All elements.
    pub(super) fn into_elements(self) -> Vec<Element> {
        self.elements
    }

    /// A new element below `parent`; none below an ornament.
    pub(super) fn add(&mut self, role: Role, parent: Option<usize>) -> Option<usize> {
        self.push(Element { role, ..Element::default() }, parent)
    }

    /// The element that the content of `block` belongs to.
    pub(super) fn block(&mut self, block: &Block, parent: Option<usize>) -> Option<usize> {
        let role = match (block.role, &block.content) {
            (Role::Artifact, _) => return None,
            (Role::Group, Content::Text(_)) => Role::Paragraph,
            (Role::Group, Content::Symbol(_) | Content::Picture(_)) => Role::Figure,
            (Role::Group, _) => return parent,
            (role, _) => role,
        };
        let role = match &block.content {
            Content::Drawing(drawing) => drawing.field.map_or(role, Role::Field),
            _ => role,
        };
        let alt = block.alt.clone().or_else(|| match &block.content {
            Content::Drawing(drawing) => drawing.alt.clone(),
            Content::Symbol(symbol) => Some(symbol.alt()),
            _ => None,
        });
        self.push(Element { role, alt, ..Element::default() }, parent)
    }

    /// The element of a table cell.
    pub(super) fn cell(&mut self, role: Role, parent: Option<usize>, span: (usize, usize)) -> Option<usize> {
        self.push(Element { role, columns: span.0, rows: span.1, ..Element::default() }, parent)
    }

    /// The label of a list entry; a dot or a box to tick is an ornament.
    pub(super) fn label(&mut self, marker: &Marker, item: Option<usize>) -> Option<usize> {
        match marker {
            Marker::Text(..) | Marker::Badge(..) => self.add(Role::Label, item),
            Marker::Dot(_) | Marker::Tick(..) => None,
        }
    }

    /// Elements of the items on a line, empty if all belong to the paragraph. A piece that goes over the
    /// line's end stays one element: neighbours of the same role, place and target are one piece.
    pub(super) fn pieces(
        &mut self,
        line: &Line,
        element: Option<usize>,
        last: &mut OpenPiece,
    ) -> Vec<Option<usize>> {
        if line.items.iter().all(|item| item.role.is_none()) {
            *last = None;
            return Vec::new();
        }
        let items = line.items.iter().map(|item| {
            let Some(role) = item.role else {
                *last = None;
                return element;
            };
            if role == Role::Artifact {
                return None;
            }
            if item.alt.is_some() {
                *last = None;
                return self.push(Element { role, alt: item.alt.clone(), ..Element::default() }, element);
            }
            let link = item.link.as_ref().map(|(link, _)| link.clone());
            if let Some((was, at, target, index)) = last.as_ref()
                && (*was, *at, target) == (role, item.at, &link)
            {
                return Some(*index);
            }
            let index = self.add(role, element)?;
            *last = Some((role, item.at, link, index));
            Some(index)
        });
        items.collect()
    }

    fn push(&mut self, mut element: Element, parent: Option<usize>) -> Option<usize> {
        element.parent = Some(parent?);
        self.elements.push(element);
        Some(self.elements.len() - 1)
    }
}
