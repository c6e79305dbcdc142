//! Tags: the nodes of [`TagTree`] and the marked sequences of the pages in, the objects of the structure
//! tree out (ISO 32000-1, 14.7.2–14.7.4).
//!
//! There are thousands of them in a packet, so they are written straight as bytes.

use super::bounds::Bounds;
use super::file::{Id, PdfFile};
use super::structure::{TagNode, TagTree};
use super::syntax::{self, hundredths};
use crate::base::{Field, Role};
use crate::layout::{Element, Pages};

/// What the tags are about.
pub(super) struct Marked<'a> {
    /// The document.
    pub(super) pages: &'a Pages,
    /// Its nodes.
    pub(super) structure: &'a TagTree,
    /// The numbers of its pages.
    pub(super) page_ids: &'a [Id],
    /// For each page, the node of each marked sequence.
    pub(super) marks: &'a [Vec<usize>],
    /// The links that stand in the structure: page, node, number of the annotation; the parent tree's key of
    /// the first is the number of pages.
    pub(super) links: &'a [(usize, usize, Id)],
}

/// A child of a node.
struct Kid {
    /// The node.
    of: usize,
    /// Its place among its sisters, in sequences of the whole document.
    place: usize,
    /// What it is.
    kind: KidKind,
}

/// What a child is.
#[derive(Clone, Copy)]
enum KidKind {
    /// A node.
    Node(usize),
    /// A marked sequence: page, number.
    Mark(usize, usize),
    /// A link: page, annotation.
    Link(usize, Id),
}

/// Adds the structure tree; returns its root.
pub(super) fn add(marked: &Marked<'_>, file: &mut PdfFile) -> Id {
    let nodes = &marked.structure.nodes;
    let root = file.reserve();
    let ids: Vec<Id> = nodes.iter().map(|_| file.reserve()).collect();
    let bounds = Bounds::of_figures(marked.pages, marked.structure);
    let kids = kids(marked);
    let mut rest = kids.as_slice();
    let mut notes = Vec::new();
    let mut kinds = FieldKinds::default();
    for (index, node) in nodes.iter().enumerate() {
        let (own, others) = rest.split_at(rest.partition_point(|kid| kid.of == index));
        rest = others;
        if node.tag == "Note" {
            notes.push((format!("note{:06}", notes.len() + 1), ids[index]));
        }
        let kind = match marked.pages.elements[node.element].role {
            Role::Field(field) if node.tag == "Form" => Some(kinds.id(field, file)),
            _ => None,
        };
        file.set_with(ids[index], |out| {
            out.extend_from_slice(b"<</S/");
            out.extend_from_slice(node.tag.as_bytes());
            out.extend_from_slice(b"/P ");
            syntax::reference(out, node.parent.map_or(root, |parent| ids[parent]).0);
            children(out, own, &ids, marked.page_ids);
            if let Some((name, _)) = notes.last().filter(|(_, id)| *id == ids[index]) {
                out.extend_from_slice(format!("/ID({name})").as_bytes());
            }
            if node.tag == "L" && is_numbered(index, nodes) {
                out.extend_from_slice(b"/A<</O/List/ListNumbering/Decimal>>");
            }
            if !matches!(node.tag, "LI" | "Lbl" | "LBody") {
                let element = &marked.pages.elements[node.element];
                attributes(out, element, bounds.get(index), marked.pages);
                if let Some(kind) = kind {
                    out.extend_from_slice(b"/A ");
                    syntax::reference(out, kind.0);
                }
            }
            out.extend_from_slice(b">>");
        });
    }
    let parents = parent_tree(marked, &ids, file);
    let next = marked.page_ids.len() + marked.links.len();
    let names: String = notes.iter().map(|(name, id)| format!("({name}){id}")).collect();
    let names = if names.is_empty() { names } else { format!("/IDTree<</Names[{names}]>>") };
    let top = ids.first().map_or_else(String::new, |id| format!("/K {id}"));
    file.set(
        root,
        format!("<</Type/StructTreeRoot{top}/ParentTree {parents}/ParentTreeNextKey {next}{names}>>"),
    );
    root
}

/// Whether the first entry of a list has a label: labels are numbers.
fn is_numbered(list: usize, nodes: &[TagNode]) -> bool {
    // The entry follows its list, and its label the entry.
    matches!(nodes.get(list + 1..list + 3), Some([entry, label])
        if entry.parent == Some(list) && label.tag == "Lbl")
}

/// The children of all nodes, by their nodes: the nodes in the order of the document, and between them the
/// sequences in the order in which they are painted.
fn kids(marked: &Marked<'_>) -> Vec<Kid> {
    let nodes = &marked.structure.nodes;
    let marks = marked.marks.iter().enumerate();
    let marks = marks.flat_map(|(page, marks)| (0..).zip(marks).map(move |(mark, node)| (page, mark, *node)));
    let mut kids = Vec::with_capacity(nodes.len() * 2);
    // Where the first sequence of each node stands.
    let mut first = vec![usize::MAX; nodes.len()];
    for (place, (page, mark, of)) in marks.enumerate() {
        kids.push(Kid { of, place, kind: KidKind::Mark(page, mark) });
        first[of] = first[of].min(place);
    }
    for &(page, of, id) in marked.links {
        kids.push(Kid { of, place: usize::MAX, kind: KidKind::Link(page, id) });
    }
    for (index, node) in nodes.iter().enumerate().rev() {
        if let Some(parent) = node.parent {
            first[parent] = first[parent].min(first[index]);
        }
    }
    // A node stands before what follows its first sequence, but never before an older sister; one without
    // content (an empty cell) follows her directly.
    let mut reached = vec![0; nodes.len()];
    for (index, node) in nodes.iter().enumerate() {
        if let Some(of) = node.parent {
            let place = if first[index] == usize::MAX { reached[of] } else { first[index].max(reached[of]) };
            reached[of] = place;
            kids.push(Kid { of, place, kind: KidKind::Node(index) });
        }
    }
    // Stable: sisters at one place stay in the order of the document.
    kids.sort_by_key(|kid| (kid.of, kid.place));
    kids
}

/// Appends the page and the children of a node.
fn children(out: &mut Vec<u8>, kids: &[Kid], ids: &[Id], pages: &[Id]) {
    let home = kids.iter().find_map(|kid| match kid.kind {
        KidKind::Mark(page, _) => Some(page),
        _ => None,
    });
    if let Some(page) = home {
        out.extend_from_slice(b"/Pg ");
        syntax::reference(out, pages[page].0);
    }
    if kids.is_empty() {
        return;
    }
    if let [Kid { kind: KidKind::Mark(_, mark), .. }] = kids {
        out.extend_from_slice(b"/K ");
        return syntax::integer(out, *mark as i64);
    }
    out.extend_from_slice(b"/K[");
    for (index, kid) in kids.iter().enumerate() {
        if index > 0 {
            out.push(b' ');
        }
        match kid.kind {
            KidKind::Node(node) => syntax::reference(out, ids[node].0),
            KidKind::Mark(page, mark) if Some(page) == home => syntax::integer(out, mark as i64),
            KidKind::Mark(page, mark) => {
                out.extend_from_slice(format!("<</Type/MCR/Pg {}/MCID {mark}>>", pages[page]).as_bytes());
            }
            KidKind::Link(page, id) => {
                out.extend_from_slice(format!("<</Type/OBJR/Pg {}/Obj {id}>>", pages[page]).as_bytes());
            }
        }
    }
    out.push(b']');
}

/// Appends what a reader needs to know of a node besides: other words for a figure or a field, the reach of a
/// cell.
fn attributes(out: &mut Vec<u8>, element: &Element, bounds: Option<&Bounds>, pages: &Pages) {
    if let Some(alt) = &element.alt {
        out.extend_from_slice(b"/Alt");
        syntax::text(out, alt);
    }
    if let Some(bounds) = bounds {
        out.extend_from_slice(b"/A<</O/Layout/Placement/Block/BBox[");
        let height = pages.pages.get(bounds.page).map_or(0, |page| hundredths(page.size.height));
        let edges = [
            hundredths(bounds.left),
            height - hundredths(bounds.bottom),
            hundredths(bounds.right),
            height - hundredths(bounds.top),
        ];
        syntax::coordinates(out, &edges);
        out.extend_from_slice(b"]>>");
    }
    match element.role {
        Role::HeaderCell(true) => cell(out, element, b"/Scope/Column"),
        Role::HeaderCell(false) => cell(out, element, b"/Scope/Row"),
        Role::Cell if element.columns > 1 || element.rows > 1 => cell(out, element, b""),
        _ => {}
    }
}

/// Appends the attributes of a table cell.
fn cell(out: &mut Vec<u8>, element: &Element, scope: &[u8]) {
    out.extend_from_slice(b"/A<</O/Table");
    out.extend_from_slice(scope);
    for (key, cells) in [("ColSpan", element.columns), ("RowSpan", element.rows)] {
        if cells > 1 {
            out.extend_from_slice(format!("/{key} {cells}").as_bytes());
        }
    }
    out.extend_from_slice(b">>");
}

/// The attributes of fields on paper (14.8.5.6): the same for many, so they are objects of their own.
#[derive(Default)]
struct FieldKinds(Vec<(Field, Id)>);

impl FieldKinds {
    /// The attributes of those of one kind.
    fn id(&mut self, field: Field, file: &mut PdfFile) -> Id {
        if let Some((_, id)) = self.0.iter().find(|(known, _)| *known == field) {
            return *id;
        }
        let role = match field {
            Field::Tick(true) => "cb/checked/on",
            Field::Tick(false) => "cb/checked/off",
            Field::Choice(true) => "rb/checked/on",
            Field::Choice(false) => "rb/checked/off",
            Field::Blank => "tv",
        };
        let id = file.add(format!("<</O/PrintField/Role/{role}>>"));
        self.0.push((field, id));
        id
    }
}

/// Adds the way back from marked sequences and links to their nodes (14.7.4.4).
fn parent_tree(marked: &Marked<'_>, ids: &[Id], file: &mut PdfFile) -> Id {
    let mut tree = b"<</Nums[".to_vec();
    let mut entry = |key: usize, id: Id| {
        syntax::integer(&mut tree, key as i64);
        tree.push(b' ');
        syntax::reference(&mut tree, id.0);
        tree.push(b' ');
    };
    for (page, marks) in marked.marks.iter().enumerate() {
        let mut nodes = vec![b'['];
        for node in marks {
            syntax::reference(&mut nodes, ids[*node].0);
            nodes.push(b' ');
        }
        nodes.push(b']');
        entry(page, file.add(&nodes));
    }
    for (key, (_, node, _)) in (marked.page_ids.len()..).zip(marked.links) {
        entry(key, ids[*node]);
    }
    tree.extend_from_slice(b"]>>");
    file.add(tree)
}
