//! Ways through the document: the outline and the links (ISO 32000-1, 12.3.3 and 12.5.6.5).

use std::fmt::Write as _;

use super::file::{Id, PdfFile};
use super::syntax::{self, PLACES, hundredths};
use crate::base::Length;
use crate::layout::{Bookmark, LinkArea, LinkTarget, Page, Pages};

/// An entry of the outline.
pub(super) struct OutlineEntry<'a> {
    /// 1 is the top level.
    pub(super) level: u8,
    /// What it says.
    pub(super) text: &'a str,
    /// The number of the page that it leads to.
    pub(super) page: Id,
    /// The height that comes to the window's upper edge, from the page's lower edge.
    pub(super) y: Length,
}

/// The outline of `pages`, whose numbers are `ids`.
pub(super) fn entries<'a>(pages: &'a Pages, ids: &[Id]) -> Vec<OutlineEntry<'a>> {
    let entry = |bookmark: &'a Bookmark| {
        let page = *ids.get(bookmark.page)?;
        let y = pages.pages.get(bookmark.page)?.size.height - bookmark.top;
        Some(OutlineEntry { level: bookmark.level, text: &bookmark.text, page, y })
    };
    pages.bookmarks.iter().filter_map(entry).collect()
}

/// Adds the outline; `None` if there are no entries.
///
/// An entry of a deeper level than the one before it is nested in it, by however many levels it is deeper.
pub(super) fn add_outline(entries: &[OutlineEntry<'_>], file: &mut PdfFile) -> Option<Id> {
    if entries.is_empty() {
        return None;
    }
    let root = file.reserve();
    let numbers: Vec<Id> = entries.iter().map(|_| file.reserve()).collect();
    let tree = nest(entries);
    for ((entry, branch), id) in entries.iter().zip(&tree[1..]).zip(&numbers) {
        let mut value = b"<</Title".to_vec();
        syntax::text(&mut value, entry.text);
        value.extend_from_slice(b"/Dest");
        destination(&mut value, entry.page, hundredths(entry.y));
        let parent = branch.parent.checked_sub(1).map_or(root, |index| numbers[index]);
        value.extend_from_slice(format!("/Parent {parent}").as_bytes());
        for (key, sibling) in [("Prev", branch.previous), ("Next", branch.next)] {
            if let Some(sibling) = sibling {
                value.extend_from_slice(format!("/{key} {}", numbers[sibling - 1]).as_bytes());
            }
        }
        value.extend_from_slice(branch.family(&numbers).as_bytes());
        value.extend_from_slice(b">>");
        file.set(*id, value);
    }
    file.set(root, format!("<</Type/Outlines{}>>", tree[0].family(&numbers)));
    Some(root)
}

/// An entry of the outline among its like. Index 0 is the outline itself, the first entry is 1.
#[derive(Clone, Copy, Default)]
struct Branch {
    parent: usize,
    previous: Option<usize>,
    next: Option<usize>,
    first: Option<usize>,
    last: Option<usize>,
    /// Entries below it, all of them open.
    below: usize,
}

impl Branch {
    /// What it says of its children.
    fn family(&self, numbers: &[Id]) -> String {
        let Some((first, last)) = self.first.zip(self.last) else { return String::new() };
        format!("/First {}/Last {}/Count {}", numbers[first - 1], numbers[last - 1], self.below)
    }
}

/// Puts each entry under the nearest one before it that is of a higher level.
fn nest(entries: &[OutlineEntry<'_>]) -> Vec<Branch> {
    let mut tree = vec![Branch::default(); entries.len() + 1];
    let mut open: Vec<usize> = Vec::new();
    for (index, entry) in (1..).zip(entries) {
        while open.last().is_some_and(|last| entries[*last - 1].level >= entry.level) {
            open.pop();
        }
        let parent = open.last().copied().unwrap_or(0);
        let previous = tree[parent].last.replace(index);
        tree[index] = Branch { parent, previous, ..Branch::default() };
        match previous {
            Some(previous) => tree[previous].next = Some(index),
            None => tree[parent].first = Some(index),
        }
        open.push(index);
    }
    for index in (1..tree.len()).rev() {
        let Branch { parent, below, .. } = tree[index];
        tree[parent].below += below + 1;
    }
    tree
}

/// Adds a link on `page`, one of `pages` with the numbers `ids`; `structure` is its key in the parent tree.
pub(super) fn add_link(
    link: &LinkArea,
    page: &Page,
    structure: Option<usize>,
    (pages, ids): (&Pages, &[Id]),
    file: &mut PdfFile,
) -> Id {
    /// The flag without which the area is not printed (table 165).
    const PRINT: u8 = 4;
    let mut entry = b"<</Type/Annot/Subtype/Link/Border[0 0 0]/Rect[".to_vec();
    let height = hundredths(page.size.height);
    let (area, flip) = (page.placement.rect(link.area, page.size), |y: Length| height - hundredths(y));
    let edges =
        [hundredths(area.origin.x), flip(area.bottom()), hundredths(area.right()), flip(area.origin.y)];
    syntax::coordinates(&mut entry, &edges);
    entry.extend_from_slice(format!("]/F {PRINT}/Contents").as_bytes());
    syntax::text(&mut entry, &link.text);
    if let Some(key) = structure {
        entry.extend_from_slice(format!("/StructParent {key}").as_bytes());
    }
    match &link.target {
        LinkTarget::Uri(uri) => {
            entry.extend_from_slice(b"/A<</S/URI/URI");
            syntax::literal(&mut entry, ascii_uri(uri).as_bytes());
            entry.extend_from_slice(b">>");
        }
        LinkTarget::Place(target, top) => {
            if let (Some(page), Some(id)) = (pages.pages.get(*target), ids.get(*target)) {
                entry.extend_from_slice(b"/Dest");
                destination(&mut entry, *id, hundredths(page.size.height) - hundredths(*top));
            }
        }
    }
    entry.extend_from_slice(b">>");
    file.add(entry)
}

/// Appends a place: the page and the height that comes to the window's upper edge, in hundredths.
fn destination(out: &mut Vec<u8>, page: Id, y: i64) {
    out.push(b'[');
    syntax::reference(out, page.0);
    out.extend_from_slice(b"/XYZ null ");
    syntax::fixed(out, y, PLACES);
    out.extend_from_slice(b" null]");
}

/// `uri` with what is not ASCII escaped by percent signs (RFC 3986, 2.5), as 12.6.4.7 wants it.
fn ascii_uri(uri: &str) -> String {
    let mut ascii = String::with_capacity(uri.len());
    for byte in uri.bytes() {
        if byte.is_ascii_graphic() {
            ascii.push(char::from(byte));
        } else {
            let _ = write!(ascii, "%{byte:02X}");
        }
    }
    ascii
}
