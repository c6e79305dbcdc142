//! [`Builder`]: walks the elements of a document; opens each by finding its tag, looks and place.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::computed::Computed;
use super::fault::Faults;
use super::node::MarkupNode;
use super::sheet::Stylesheet;
use super::styler::{Named, Styler};
use super::tag::Tag;
use crate::base::Origin;

/// Elements within each other; no template needs half of it, and the walk stays within any stack.
const DEEPEST: usize = 64;

/// What is gathered on the walk.
pub(super) struct Builder<'a> {
    pub(super) styler: Styler<'a>,
    pub(super) faults: Faults,
    /// Links into the document, checked at the end.
    pub(super) links: Vec<(MarkupNode<'a>, &'a str)>,
    ids: BTreeSet<&'a str>,
}

/// An element of the markup that was understood.
pub(super) struct StyledElement<'a> {
    pub(super) node: MarkupNode<'a>,
    pub(super) tag: Tag,
    pub(super) style: Rc<Computed>,
    /// Place in the user's files: its own, or that of the element around it.
    pub(super) at: Origin,
    pub(super) id: Option<&'a str>,
    /// Its alternative text (`data-alt`).
    pub(super) alt: Option<&'a str>,
    /// Whether an element around it is a figure with a text of its own.
    pub(super) in_figure: bool,
    pub(super) depth: usize,
}

impl<'a> Builder<'a> {
    pub(super) fn new(sheet: &'a Stylesheet) -> Self {
        Self {
            styler: Styler::new(sheet),
            faults: Faults::default(),
            links: Vec::new(),
            ids: BTreeSet::new(),
        }
    }

    /// The element that stands around all others.
    pub(super) fn root(&mut self, node: MarkupNode<'a>) -> Option<StyledElement<'a>> {
        let above = StyledElement {
            node,
            tag: Tag::Html,
            style: Styler::root(),
            at: Origin::NONE,
            id: None,
            alt: None,
            in_figure: false,
            depth: 0,
        };
        self.open(&above, node)
    }

    /// Understands `node`, an element inside `parent`. `None`: it has no known tag; that is noted.
    pub(super) fn open(
        &mut self,
        parent: &StyledElement<'a>,
        node: MarkupNode<'a>,
    ) -> Option<StyledElement<'a>> {
        let name = node.tag_name().name();
        let Some(tag) = Tag::of(name) else {
            self.faults.at(node, format!("unknown tag {name}"));
            return None;
        };
        if parent.depth >= DEEPEST {
            self.faults.at(node, "elements are nested too deep");
            return None;
        }
        let (mut class, mut style, mut id, mut alt, mut at) = ("", "", None, None, parent.at);
        for attribute in node.attributes() {
            let value = attribute.value();
            match attribute.name() {
                "class" => class = value,
                "style" => style = value,
                "id" => id = Some(value),
                "data-at" => match value.parse() {
                    Ok(number) => at = Origin(number),
                    Err(_) => self.faults.at(node, format!("data-at={value:?} is no number")),
                },
                "data-alt" if tag.takes("data-alt") => alt = Some(value),
                other if tag.takes(other) => {}
                other => self.faults.at(node, format!("{name} has no attribute {other}")),
            }
        }
        if let Some(id) = id
            && !self.ids.insert(id)
        {
            self.faults.at(node, format!("id {id} stands twice"));
        }
        let (style, wrong) = self.styler.compute(&parent.style, Named { tag, class, style });
        wrong.into_iter().for_each(|fault| self.faults.at(node, fault));
        let in_figure = parent.in_figure || parent.alt.is_some();
        Some(StyledElement { node, tag, style, at, id, alt, in_figure, depth: parent.depth + 1 })
    }

    /// Notes links that lead nowhere.
    pub(super) fn check_links(&mut self) {
        for (node, target) in std::mem::take(&mut self.links) {
            if !self.ids.contains(target) {
                self.faults.at(node, format!("no element has the id {target}"));
            }
        }
    }

    /// The attribute as a whole number from 1.
    pub(super) fn count(&mut self, node: MarkupNode<'a>, name: &str, otherwise: usize) -> usize {
        match node.attribute(name).map(str::parse) {
            None => otherwise,
            Some(Ok(number)) if (1..=999).contains(&number) => number,
            Some(_) => {
                self.faults.at(node, format!("{name} must be a whole number from 1"));
                otherwise
            }
        }
    }
}
