//! [`Extent`]: where each element of a document begins and ends, found without reading what it says. In: markup as our
//! templates write it; out: the extents, or nothing if anything in it is unusual: to tell what is wrong with markup is
//! for its reader.

use std::ops::Range;

use memchr::{memchr, memchr_iter, memmem};

/// An element in the text, by bytes.
#[derive(Debug)]
pub(super) struct Extent {
    start: u32,
    head: u32,
    end: u32,
    parent: u32,
    /// How many elements stand before it in its parent.
    pub number: u32,
    /// Whether something in it has a place in the user's files.
    pub is_told: bool,
}

/// The attribute of what has such a place.
const PLACE: &[u8] = b"data-at=";

/// Stands for no parent.
const NONE: u32 = u32::MAX;

impl Extent {
    /// The whole element.
    pub(super) fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Its start tag.
    pub(super) fn tag(&self) -> Range<usize> {
        self.start as usize..self.head as usize
    }

    /// The extent of the element around it.
    pub(super) fn parent(&self) -> Option<usize> {
        (self.parent != NONE).then_some(self.parent as usize)
    }
}

/// The extents of all elements of `text`, in the order in which they begin.
pub(super) fn extents(text: &str) -> Option<Vec<Extent>> {
    /// Bytes that an element takes, about.
    const ELEMENT: usize = 36;
    let bytes = text.as_bytes();
    let mut extents: Vec<Extent> = Vec::with_capacity(bytes.len() / ELEMENT);
    // The elements that are not closed yet, with the number of those in them.
    let mut open: Vec<(u32, u32)> = Vec::new();
    let mut told = memmem::find_iter(bytes, PLACE).peekable();
    let mut at = 0;
    while let Some(start) = find(bytes, at, b'<') {
        if bytes.get(start + 1) == Some(&b'/') {
            let extent = extents.get_mut(open.pop()?.0 as usize)?;
            let name = name(&bytes[extent.tag()]);
            at = start + 2 + name.len() + 1;
            if bytes.get(start + 2..at)?.strip_prefix(name)? != b">" {
                return None;
            }
            extent.end = u32::try_from(at).ok()?;
            continue;
        }
        at = tag_end(bytes, start)?;
        let mut is_told = false;
        while told.next_if(|place| *place < at).is_some() {
            is_told = true;
            open.iter().for_each(|(around, _)| extents[*around as usize].is_told = true);
        }
        let (parent, number) = match open.last_mut() {
            Some((around, children)) => {
                *children += 1;
                (*around, *children - 1)
            }
            None => (NONE, 0),
        };
        if !bytes[..at].ends_with(b"/>") {
            open.push((extents.len() as u32, 0));
        }
        let (start, head) = (start as u32, u32::try_from(at).ok()?);
        extents.push(Extent { start, head, end: head, parent, number, is_told });
    }
    open.is_empty().then_some(extents)
}

/// The name in a start tag.
fn name(tag: &[u8]) -> &[u8] {
    let end = tag.iter().skip(1).position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or_default();
    &tag[1..=end]
}

/// Where the start tag ends that begins at `start`; a `>` in an attribute's value does not end it.
fn tag_end(bytes: &[u8], start: usize) -> Option<usize> {
    /// What has a quotation mark before its `>` is at least so long.
    const SHORTEST: usize = "<p a=\">".len();
    if !bytes.get(start + 1)?.is_ascii_alphabetic() {
        return None;
    }
    let mut end = start;
    loop {
        end = find(bytes, end, b'>')? + 1;
        let tag = &bytes[start..end];
        if tag.len() < SHORTEST {
            return Some(end);
        }
        if memchr(b'\'', tag).is_some() {
            return None;
        }
        if memchr_iter(b'"', tag).count().is_multiple_of(2) {
            return Some(end);
        }
    }
}

fn find(bytes: &[u8], from: usize, wanted: u8) -> Option<usize> {
    memchr(wanted, bytes.get(from..)?).map(|at| from + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_found_with_all_that_is_in_them() {
        let text = "<ol a=\"1 > 0\"><li>x<br/></li><li b=\"\" ><b\n>y</b></li></ol>";
        let found = extents(text).unwrap();
        let texts: Vec<_> = found.iter().map(|extent| &text[extent.range()]).collect();
        assert_eq!(texts, [text, "<li>x<br/></li>", "<br/>", "<li b=\"\" ><b\n>y</b></li>", "<b\n>y</b>"]);
        let places: Vec<_> = found.iter().map(|extent| (extent.parent(), extent.number)).collect();
        assert_eq!(places, [(None, 0), (Some(0), 0), (Some(1), 0), (Some(0), 1), (Some(3), 0)]);
        assert_eq!(&text[found[0].tag()], "<ol a=\"1 > 0\">");
    }

    #[test]
    fn what_is_told_is_so_in_all_around_it() {
        let text = "<div><p>a</p><p>b<b data-at=\"1\">c</b></p><p>data-at=</p><p/></div>";
        let told: Vec<_> = extents(text).unwrap().iter().map(|extent| extent.is_told).collect();
        // What only looks like it does no harm.
        assert_eq!(told, [true, false, true, true, false, true]);
    }

    #[test]
    fn what_is_unusual_is_left_to_the_reader() {
        for text in [
            "<p>",
            "</p>",
            "<p></b>",
            "<p></p></p>",
            "<p a=\"></p>",
            "<!-- --><p/>",
            "<p",
            "<",
            "<p a='>'/>",
            "<p></p >",
        ] {
            assert!(extents(text).is_none(), "{text}");
        }
    }
}
