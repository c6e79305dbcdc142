//! Ways through the document: the outline and the links (ISO 32000-1, 12.3.3 and 12.5.6.5).

use std::fmt::Write as _;

use super::content::{PLACES, hundredths};
use super::file::{Id, Objects};
use super::syntax;
use crate::base::Length;
use crate::layout::{Bookmark, LinkArea, LinkTarget, Page, Pages};

/// Adds the outline; `None` if there are no bookmarks.
///
/// A bookmark of a deeper level than the one before it is nested in it, by however many levels it is deeper.
pub(super) fn add_outline(pages: &Pages, ids: &[Id], objects: &mut Objects) -> Option<Id> {
    let bookmarks: Vec<&Bookmark> = pages.bookmarks.iter().filter(|mark| mark.page < ids.len()).collect();
    if bookmarks.is_empty() {
        return None;
    }
    let root = objects.reserve();
    let numbers: Vec<Id> = bookmarks.iter().map(|_| objects.reserve()).collect();
    let parents = parents(&bookmarks);
    let id = |index: Option<usize>| index.map_or(root, |index| numbers[index]);
    let children = |parent: Option<usize>| {
        let start = parent.map_or(0, |index| index + 1);
        (start..bookmarks.len()).filter(|child| parents[*child] == parent).collect::<Vec<_>>()
    };
    let family = |family: &[usize], open: usize| match family {
        [] => String::new(),
        [first, .., last] => format!("/First {}/Last {}/Count {open}", numbers[*first], numbers[*last]),
        [only] => format!("/First {0}/Last {0}/Count {open}", numbers[*only]),
    };
    for (index, bookmark) in bookmarks.iter().enumerate() {
        let mut entry = b"<</Title".to_vec();
        syntax::text(&mut entry, &bookmark.text);
        entry.extend_from_slice(format!("/Parent {}/Dest", id(parents[index])).as_bytes());
        destination(&mut entry, &pages.pages[bookmark.page], ids[bookmark.page], bookmark.top);
        let siblings = children(parents[index]);
        let place = siblings.iter().position(|sibling| *sibling == index).unwrap_or(0);
        let neighbours = [("Prev", place.wrapping_sub(1)), ("Next", place + 1)];
        for (key, sibling) in neighbours.map(|(key, place)| (key, siblings.get(place))) {
            if let Some(sibling) = sibling {
                entry.extend_from_slice(format!("/{key} {}", numbers[*sibling]).as_bytes());
            }
        }
        let inside = children(Some(index));
        let below = (index + 1..bookmarks.len()).take_while(|next| bookmarks[*next].level > bookmark.level);
        entry.extend_from_slice(family(&inside, below.count()).as_bytes());
        entry.extend_from_slice(b">>");
        objects.set(numbers[index], entry);
    }
    objects.set(root, format!("<</Type/Outlines{}>>", family(&children(None), bookmarks.len())));
    Some(root)
}

/// The nearest bookmark before each that is of a higher level.
fn parents(bookmarks: &[&Bookmark]) -> Vec<Option<usize>> {
    let mut open: Vec<usize> = Vec::new();
    let parent = |(index, bookmark): (usize, &&Bookmark)| {
        while open.last().is_some_and(|last| bookmarks[*last].level >= bookmark.level) {
            open.pop();
        }
        let parent = open.last().copied();
        open.push(index);
        parent
    };
    bookmarks.iter().enumerate().map(parent).collect()
}

/// Adds a link on `page`; `structure` is its key in the parent tree.
pub(super) fn add_link(
    link: &LinkArea,
    page: &Page,
    structure: Option<usize>,
    pages: &Pages,
    ids: &[Id],
    objects: &mut Objects,
) -> Id {
    /// The flag without which the area is not printed (table 165).
    const PRINT: u8 = 4;
    let mut entry = b"<</Type/Annot/Subtype/Link/Border[0 0 0]/Rect[".to_vec();
    let height = hundredths(page.size.height);
    let (area, flip) = (link.area, |y: Length| height - hundredths(y));
    let edges =
        [hundredths(area.origin.x), flip(area.bottom()), hundredths(area.right()), flip(area.origin.y)];
    for edge in edges {
        syntax::fixed(&mut entry, edge, PLACES);
        entry.push(b' ');
    }
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
                destination(&mut entry, page, *id, *top);
            }
        }
    }
    entry.extend_from_slice(b">>");
    objects.add(entry)
}

/// Appends a place: the page and the height that comes to the window's upper edge.
fn destination(out: &mut Vec<u8>, page: &Page, id: Id, top: Length) {
    out.push(b'[');
    syntax::reference(out, id.0);
    out.extend_from_slice(b"/XYZ null ");
    syntax::fixed(out, hundredths(page.size.height) - hundredths(top), PLACES);
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
