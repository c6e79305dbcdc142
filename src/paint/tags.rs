//! Tags: the nodes of [`TagTree`] and the marked sequences of the pages in, the objects of the structure
//! tree out (ISO 32000-1, 14.7.2–14.7.4).
//!
//! There are thousands of them in a packet, so they are written straight as bytes.

use super::bounds::Bounds;
use super::file::{Id, PdfFile};
use super::structure::TagTree;
use super::syntax::{self, hundredths};
use crate::base::Role;
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
    for (index, node) in nodes.iter().enumerate() {
        let (own, others) = rest.split_at(rest.partition_point(|kid| kid.of == index));
        rest = others;
        if node.tag == "Note" {
            notes.push((format!("note{:06}", notes.len() + 1), ids[index]));
        }
        file.set_with(ids[index], |out| {
            out.extend_from_slice(b"<</S/");
            out.extend_from_slice(node.tag.as_bytes());
            out.extend_from_slice(b"/P ");
            syntax::reference(out, node.parent.map_or(root, |parent| ids[parent]).0);
            children(out, own, &ids, marked.page_ids);
            if let Some((name, _)) = notes.last().filter(|(_, id)| *id == ids[index]) {
                out.extend_from_slice(format!("/ID({name})").as_bytes());
            }
            if !matches!(node.tag, "LI" | "Lbl" | "LBody") {
                let element = &marked.pages.elements[node.element];
                attributes(out, element, bounds.get(index), marked.pages);
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

/// Appends what a reader needs to know of a node besides: other words for a figure, the reach of a cell.
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
    let scope = match element.role {
        Role::HeaderCell(true) => "/Scope/Column",
        Role::HeaderCell(false) => "/Scope/Row",
        Role::Cell => "",
        _ => return,
    };
    let spans = [("ColSpan", element.columns), ("RowSpan", element.rows)];
    if scope.is_empty() && spans.iter().all(|(_, cells)| *cells <= 1) {
        return;
    }
    out.extend_from_slice(b"/A<</O/Table");
    out.extend_from_slice(scope.as_bytes());
    for (key, cells) in spans.into_iter().filter(|(_, cells)| *cells > 1) {
        out.extend_from_slice(format!("/{key} {cells}").as_bytes());
    }
    out.extend_from_slice(b">>");
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
