//! Small changes to an XML text. In: a text and changes. Out: the changed text, every other byte as before. What the
//! XML means is not known here.

use std::ops::Range;

use roxmltree::{Document, Node};

/// Changes to one text, applied together.
#[derive(Default)]
pub(super) struct Splices(Vec<(Range<usize>, String)>);

impl Splices {
    /// Inserts `text` at `at`; several texts at the same place keep their order.
    pub(super) fn insert(&mut self, at: usize, text: impl Into<String>) {
        self.0.push((at..at, text.into()));
    }

    /// Puts `text` in place of `range`.
    pub(super) fn replace(&mut self, range: Range<usize>, text: impl Into<String>) {
        self.0.push((range, text.into()));
    }

    /// The changed text. The changes may not overlap.
    pub(super) fn apply(mut self, text: &str) -> String {
        self.0.sort_by_key(|(range, _)| (range.start, range.end));
        let mut out = String::with_capacity(text.len() + 1024);
        let mut at = 0;
        for (range, new) in self.0 {
            out.push_str(text.get(at..range.start).unwrap_or_default());
            out.push_str(&new);
            at = range.end.max(at);
        }
        out.push_str(text.get(at..).unwrap_or_default());
        out
    }
}

/// The prefix that elements of the same kind as `node` have, with its colon; usually nothing.
pub(super) fn prefix<'a>(text: &'a str, node: Node<'_, '_>) -> &'a str {
    let name = text.get(node.range().start + 1..).unwrap_or_default();
    let end = name.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).unwrap_or(0);
    name[..end].find(':').map_or("", |colon| &name[..=colon])
}

/// Puts `inner` at the end of what `node` contains, even if it is written without an end tag.
pub(super) fn append(splices: &mut Splices, text: &str, node: Node<'_, '_>, inner: &str) {
    let range = node.range();
    let written = text.get(range.clone()).unwrap_or_default();
    if let Some(slash) = written.strip_suffix("/>") {
        let name = slash[1..].split(|c: char| c.is_whitespace()).next().unwrap_or_default();
        splices.replace(range.end - 2..range.end, format!(">{inner}</{name}>"));
    } else if let Some(end) = written.rfind("</") {
        splices.insert(range.start + end, inner);
    }
}

/// Sets an attribute without a prefix in the start tag of `node`.
pub(super) fn set(splices: &mut Splices, text: &str, node: Node<'_, '_>, name: &str, value: &str) {
    if let Some(attribute) = node.attribute_node(name) {
        splices.replace(attribute.range_value(), value);
        return;
    }
    let start = node.range().start;
    let tag = text.get(start..).unwrap_or_default();
    let end = tag.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).unwrap_or(tag.len());
    splices.insert(start + end, format!(" {name}=\"{value}\""));
}

/// The first child of that local name.
pub(super) fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|child| child.tag_name().name() == name)
}

/// All children of that local name.
pub(super) fn children<'a, 'i>(node: Node<'a, 'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(move |child| child.tag_name().name() == name)
}

/// A number in an attribute.
pub(super) fn number(node: Node<'_, '_>, name: &str) -> Option<u32> {
    node.attribute(name)?.trim().parse().ok()
}

/// `text` for the content of an element or an attribute.
pub(super) fn xml(text: &str) -> String {
    let allowed = |character: char| !character.is_control() || matches!(character, '\n' | '\t');
    text.chars().filter(|&character| allowed(character)).fold(String::new(), |mut out, character| {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
        out
    })
}

/// The parsed text; `None` if it is not XML.
pub(super) fn parse(text: &str) -> Option<Document<'_>> {
    Document::parse(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rest_stays_as_it_is() {
        let text = "<?xml version=\"1.0\"?>\n<x:a  q='1' xmlns:x='u'><x:b/> tail</x:a>";
        let document = parse(text).unwrap();
        let root = document.root_element();
        let mut splices = Splices::default();
        set(&mut splices, text, root, "q", "2");
        set(&mut splices, text, root, "n", "3");
        append(&mut splices, text, child(root, "b").unwrap(), "in");
        append(&mut splices, text, root, "!");
        assert_eq!(prefix(text, root), "x:");
        assert_eq!(
            splices.apply(text),
            "<?xml version=\"1.0\"?>\n<x:a n=\"3\"  q='2' xmlns:x='u'><x:b>in</x:b> tail!</x:a>"
        );
    }
}
