//! [`Dom`]: the elements and texts of a document, as the walk over it needs them. Filled by [`abridged`](super::abridged)
//! with what is worth reading of a document that our templates wrote, or by the reader of XML with all of any document.

use std::borrow::Cow;

/// The nodes of a document, each followed by those in it.
pub(super) struct Dom<'t> {
    text: &'t str,
    nodes: Vec<Data<'t>>,
    /// The attributes of all elements. Those of one stand together.
    pub attributes: Vec<Attribute<'t>>,
}

struct Data<'t> {
    kind: Kind<'t>,
    /// Where it begins in the text.
    start: usize,
    /// The number of the node after it and all in it.
    end: usize,
}

enum Kind<'t> {
    Element { name: &'t str, attributes: (usize, usize), place: Option<usize> },
    Text(Cow<'t, str>),
}

/// An attribute of an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Attribute<'t> {
    pub name: &'t str,
    /// Its value, with all references resolved.
    pub value: Cow<'t, str>,
}

/// An element, or a text between tags.
#[derive(Clone, Copy)]
pub(super) struct Node<'a> {
    dom: &'a Dom<'a>,
    index: usize,
}

impl<'t> Dom<'t> {
    /// A document without nodes; about `nodes` will come, and `attributes`.
    pub(super) fn new(text: &'t str, nodes: usize, attributes: usize) -> Self {
        Self { text, nodes: Vec::with_capacity(nodes), attributes: Vec::with_capacity(attributes) }
    }

    /// All of a document that the reader of XML understood.
    pub(super) fn of(document: &'t roxmltree::Document<'t>) -> Self {
        let text = document.input_text();
        let mut dom = Self::new(text, document.root().descendants().len(), 0);
        let mut open: Vec<(roxmltree::NodeId, usize)> = Vec::new();
        for node in document.root_element().descendants() {
            while open.last().is_some_and(|(id, _)| node.parent().map(|parent| parent.id()) != Some(*id)) {
                dom.close(open.pop().map_or(0, |(_, index)| index));
            }
            if node.is_element() {
                let index = dom.open(node.range().start, node.tag_name().name(), None);
                let attributes = node
                    .attributes()
                    .map(|attribute| Attribute { name: attribute.name(), value: attribute.value().into() });
                dom.attributes.extend(attributes);
                dom.end_of_attributes(index);
                open.push((node.id(), index));
            } else if let Some(text) = node.text().filter(|_| node.is_text()) {
                dom.text(node.range().start, text.into());
            }
        }
        open.into_iter().rev().for_each(|(_, index)| dom.close(index));
        dom
    }

    /// Adds an element that begins at `start`; its attributes are those that are added next. Returns its number.
    pub(super) fn open(&mut self, start: usize, name: &'t str, place: Option<usize>) -> usize {
        let attributes = (self.attributes.len(), self.attributes.len());
        let (kind, end) = (Kind::Element { name, attributes, place }, 0);
        self.nodes.push(Data { kind, start, end });
        self.nodes.len() - 1
    }

    /// All attributes of the element that was added last, which has that number, are there.
    pub(super) fn end_of_attributes(&mut self, index: usize) -> &[Attribute<'t>] {
        let count = self.attributes.len();
        let Some(Data { kind: Kind::Element { attributes, .. }, .. }) = self.nodes.get_mut(index) else {
            return &[];
        };
        attributes.1 = count;
        &self.attributes[attributes.0..]
    }

    /// All that is in the element of that number is there.
    pub(super) fn close(&mut self, index: usize) {
        self.nodes[index].end = self.nodes.len();
    }

    /// Takes out what is in the element of that number, which was closed last, and if need be its attributes.
    pub(super) fn empty(&mut self, index: usize, keep_attributes: bool) {
        self.nodes.truncate(index + 1);
        if let Some(Data { kind: Kind::Element { attributes, .. }, .. }) = self.nodes.get_mut(index) {
            attributes.1 = if keep_attributes { attributes.1 } else { attributes.0 };
            self.attributes.truncate(attributes.1);
        }
        self.close(index);
    }

    /// Adds text.
    pub(super) fn text(&mut self, start: usize, text: Cow<'t, str>) {
        self.nodes.push(Data { kind: Kind::Text(text), start, end: self.nodes.len() + 1 });
    }

    /// The element around all others.
    pub(super) fn root(&self) -> Node<'_> {
        Node { dom: self, index: 0 }
    }
}

impl<'a> Node<'a> {
    /// Its name; nothing for a text.
    pub(super) fn name(self) -> &'a str {
        match &self.data().kind {
            Kind::Element { name, .. } => name,
            Kind::Text(_) => "",
        }
    }

    pub(super) fn is_element(&self) -> bool {
        matches!(self.data().kind, Kind::Element { .. })
    }

    /// The text between tags that it is.
    pub(super) fn as_text(self) -> Option<&'a str> {
        match &self.data().kind {
            Kind::Text(text) => Some(text),
            Kind::Element { .. } => None,
        }
    }

    /// The text that it begins with.
    pub(super) fn first_text(self) -> &'a str {
        self.children().next().and_then(Node::as_text).unwrap_or_default()
    }

    /// What is directly in it.
    pub(super) fn children(self) -> impl Iterator<Item = Node<'a>> + Clone {
        let end = self.data().end;
        let mut next = self.index + 1;
        std::iter::from_fn(move || {
            let child = Node { index: next, ..self };
            (next < end).then(|| {
                next = child.data().end;
                child
            })
        })
    }

    /// The elements directly in it.
    pub(super) fn elements(self) -> impl Iterator<Item = Node<'a>> + Clone {
        self.children().filter(Node::is_element)
    }

    pub(super) fn attributes(self) -> &'a [Attribute<'a>] {
        match self.data().kind {
            Kind::Element { attributes: (start, end), .. } => &self.dom.attributes[start..end],
            Kind::Text(_) => &[],
        }
    }

    /// The value of the attribute of that name.
    pub(super) fn attribute(self, name: &str) -> Option<&'a str> {
        self.attributes().iter().find(|attribute| attribute.name == name).map(|attribute| &*attribute.value)
    }

    /// What was noted with it.
    pub(super) fn place(self) -> Option<usize> {
        match self.data().kind {
            Kind::Element { place, .. } => place,
            Kind::Text(_) => None,
        }
    }

    /// Row and column where it begins, from 1; columns are characters.
    pub(super) fn row_and_column(self) -> (usize, usize) {
        let before = &self.dom.text[..self.data().start];
        let line = before.rfind('\n').map_or(0, |end| end + 1);
        (before.matches('\n').count() + 1, before[line..].chars().count() + 1)
    }

    fn data(self) -> &'a Data<'a> {
        &self.dom.nodes[self.index]
    }
}
