//! Structure: the elements of [`Pages`] in, the nodes of a tagged PDF out (ISO 32000-1, 14.7 and 14.8).
//!
//! Not every element becomes a node. A group or a piece of a line that says nothing more than its parent is
//! joined with it, and so is a paragraph that is alone in its cell or list entry: half as many nodes, and
//! the same is read aloud. A table without a header cell is words set out in columns, and no table to a
//! reader. A list entry becomes two nodes, because its body must be one of its own.
//! How the nodes are spelt is not known here; see `tags`.

use crate::base::{Role, Running};
use crate::layout::{Element, Pages};

use super::headless::HeadlessTables;

/// The nodes of a document; empty if it has no structure.
#[derive(Default)]
pub(super) struct TagTree {
    /// The nodes; a parent stands before its children.
    pub(super) nodes: Vec<TagNode>,
    /// The node that takes the content of each element; `None`: it is not read.
    of_element: Vec<Option<usize>>,
    /// The elements of what is repeated on pages.
    running: Vec<(usize, Running)>,
}

/// A node of the structure tree.
pub(super) struct TagNode {
    /// The node above; `None` for the root's only child.
    pub(super) parent: Option<usize>,
    /// The standard structure type.
    pub(super) tag: &'static str,
    /// The element it came from.
    pub(super) element: usize,
}

/// What is in an element.
#[derive(Clone, Copy, Default)]
struct Inside {
    /// Items that belong to it directly.
    items: bool,
    /// Children with content, but for a label.
    children: usize,
    /// Whether a label is among them.
    labelled: bool,
    /// Whether there is anything to read in it at all.
    any: bool,
    /// Whether it is a table, or a part of one, that no cell heads: words set out in columns.
    headless: bool,
    /// The cell of such a table whose paragraph takes in what is here.
    leader: Option<usize>,
}

impl TagTree {
    /// Plans the nodes of `pages`.
    pub(super) fn of(pages: &Pages) -> Self {
        let elements = &pages.elements;
        let inside = survey(pages);
        let mut structure = Self { of_element: Vec::with_capacity(elements.len()), ..Self::default() };
        for (index, element) in elements.iter().enumerate() {
            let node = structure.node_for(index, element, elements, &inside);
            structure.of_element.push(node);
            if let Role::Running(running) = element.role {
                structure.running.push((index, running));
            }
        }
        structure
    }

    /// Whether the document has a structure at all.
    pub(super) fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The node that takes what belongs to `element`.
    pub(super) fn node(&self, element: Option<usize>) -> Option<usize> {
        self.of_element.get(element?).copied().flatten()
    }

    /// What `element` is of what is repeated on pages; `None`: it is an ornament.
    pub(super) fn running(&self, element: Option<usize>) -> Option<Running> {
        let found = self.running.iter().find(|(index, _)| Some(*index) == element);
        found.map(|(_, running)| *running)
    }

    /// The node for an element, made if need be.
    fn node_for(
        &mut self,
        index: usize,
        element: &Element,
        elements: &[Element],
        inside: &[Inside],
    ) -> Option<usize> {
        let Some(above) = element.parent else {
            return (index == 0).then(|| self.push(None, "Document", index));
        };
        let body = *self.of_element.get(above)?;
        let body = body?;
        // A list entry's label stands beside its body, everything else within.
        let parent = match element.role {
            Role::Label => {
                self.nodes[body].parent.filter(|_| self.nodes[body].tag == "LBody").unwrap_or(body)
            }
            _ => body,
        };
        let here = inside[index];
        let alone = here.any && inside[above].children == 1 && !inside[above].items;
        let tag = match element.role {
            Role::Artifact | Role::Running(_) => return None,
            Role::Cell if here.headless && here.leader == Some(index) => "P",
            Role::Cell if here.headless && here.leader.is_some() => {
                return here.leader.and_then(|leader| self.node(Some(leader)));
            }
            Role::Paragraph | Role::Group if here.leader.is_some() && element.alt.is_none() => {
                return Some(parent);
            }
            Role::Table | Role::Row | Role::Cell if here.headless => {
                return if here.any { self.group(parent, index, here) } else { Some(parent) };
            }
            Role::Cell => "TD",
            Role::HeaderCell(_) => "TH",
            // Nothing in it is ever shown: no node, but no ornament either.
            _ if !here.any => return Some(parent),
            Role::Span | Role::Group if element.alt.is_none() => return self.group(parent, index, here),
            Role::Paragraph
                if alone
                    && element.alt.is_none()
                    && joins(elements[above].role)
                    && !inside[above].headless =>
            {
                return Some(parent);
            }
            // The label's node was made with the entry's, because it stands before the body.
            Role::Label if self.nodes[body].tag == "LBody" => return Some(body - 1),
            Role::ListItem => {
                let item = self.push(Some(parent), "LI", index);
                if here.labelled {
                    self.push(Some(item), "Lbl", index);
                }
                return Some(self.push(Some(item), "LBody", index));
            }
            // A note without a mark is referred to by nothing: it is read where it stands.
            Role::Note if !here.labelled => return self.group(parent, index, here),
            role => tag(role),
        };
        Some(self.push(Some(parent), tag, index))
    }

    /// A group: joined with its parent, unless it has text of its own where its parent must not have any.
    fn group(&mut self, parent: usize, index: usize, inside: Inside) -> Option<usize> {
        let grouping = matches!(self.nodes[parent].tag, "Document" | "Sect" | "L" | "Table" | "TR");
        if inside.items && grouping { Some(self.push(Some(parent), "P", index)) } else { Some(parent) }
    }

    fn push(&mut self, parent: Option<usize>, tag: &'static str, element: usize) -> usize {
        self.nodes.push(TagNode { parent, tag, element });
        self.nodes.len() - 1
    }
}

/// Whether a paragraph that is alone in an element of this role says nothing of its own.
const fn joins(role: Role) -> bool {
    matches!(role, Role::Cell | Role::HeaderCell(_) | Role::ListItem | Role::Caption | Role::Label)
}

/// The standard structure type of a role (14.8.4).
const fn tag(role: Role) -> &'static str {
    match role {
        Role::Document => "Document",
        Role::Section => "Sect",
        Role::Heading(0 | 1) => "H1",
        Role::Heading(2) => "H2",
        Role::Heading(3) => "H3",
        Role::Heading(4) => "H4",
        Role::Heading(5) => "H5",
        Role::Heading(_) => "H6",
        Role::Paragraph => "P",
        Role::List => "L",
        Role::ListItem => "LI",
        Role::Label => "Lbl",
        Role::Table => "Table",
        Role::Row => "TR",
        Role::HeaderCell(_) => "TH",
        Role::Cell => "TD",
        Role::Figure => "Figure",
        Role::Caption => "Caption",
        Role::Note => "Note",
        Role::Link => "Link",
        Role::Span => "Span",
        Role::Field(_) => "Form",
        Role::Group | Role::Running(_) | Role::Artifact => "Div",
    }
}

/// Goes through items, links and elements to see where there is anything to read.
fn survey(pages: &Pages) -> Vec<Inside> {
    let elements = &pages.elements;
    let mut inside = vec![Inside::default(); elements.len()];
    let items = pages.pages.iter().flat_map(|page| page.items.iter().map(|item| item.element));
    let links = pages.pages.iter().flat_map(|page| page.links.iter().map(|link| link.element));
    for element in items.chain(links).flatten() {
        if let Some(here) = inside.get_mut(element) {
            here.items = true;
            here.any = true;
        }
    }
    let has_items: Vec<bool> = inside.iter().map(|here| here.items).collect();
    let headless = HeadlessTables::of(pages, &has_items);
    for (index, here) in inside.iter_mut().enumerate() {
        (here.headless, here.leader) = (headless.has(index), headless.leader(index));
    }
    for (index, element) in elements.iter().enumerate().rev() {
        let empty_cell = matches!(element.role, Role::Cell | Role::HeaderCell(_)) && !inside[index].headless;
        let is_read = !matches!(element.role, Role::Running(_) | Role::Artifact);
        let counts = is_read && (inside[index].any || empty_cell);
        if let Some(parent) = element.parent.filter(|parent| *parent < index && counts) {
            let label = element.role == Role::Label;
            inside[parent].children += usize::from(!label);
            inside[parent].labelled |= label;
            inside[parent].any = true;
        }
    }
    inside
}
