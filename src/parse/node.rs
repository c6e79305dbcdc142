//! A [`MarkupNode`] of the markup, as the reader of XML hands it out, and what several files here ask of one. Comments and
//! processing instructions are never seen.

/// An element or a text of the markup.
pub(super) type MarkupNode<'a> = roxmltree::Node<'a, 'a>;

/// The elements and texts directly in `node`.
pub(super) fn contents(node: MarkupNode<'_>) -> impl Iterator<Item = MarkupNode<'_>> {
    node.children().filter(|child| child.is_element() || child.is_text())
}

/// The elements directly in `node`.
pub(super) fn elements(node: MarkupNode<'_>) -> impl Iterator<Item = MarkupNode<'_>> {
    node.children().filter(MarkupNode::is_element)
}

/// The characters of `node`, if it is a text.
pub(super) fn characters(node: MarkupNode<'_>) -> Option<&str> {
    node.text().filter(|_| node.is_text())
}

/// The characters that `node` begins with.
pub(super) fn first_characters(node: MarkupNode<'_>) -> &str {
    contents(node).next().and_then(characters).unwrap_or_default()
}
