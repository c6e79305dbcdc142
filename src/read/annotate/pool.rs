//! A numbered list in the styles of a workbook (fonts, fills, formats). In: texts of new entries. Out: their numbers; an
//! entry that is there already is not added again, so that a copy of a copy does not grow.

use roxmltree::Node;

use super::splice::{Splices, append, children, set};

/// The entries of one list.
pub(super) struct Pool<'d, 'i> {
    list: Node<'d, 'i>,
    /// The entries as nodes, without the new ones.
    pub(super) nodes: Vec<Node<'d, 'i>>,
    texts: Vec<String>,
}

impl<'d, 'i> Pool<'d, 'i> {
    /// The entries of `list`, elements of the name `entry`, in the text of the styles.
    pub(super) fn new(text: &str, list: Node<'d, 'i>, entry: &'static str) -> Self {
        let nodes: Vec<_> = children(list, entry).collect();
        let texts = nodes.iter().map(|node| text.get(node.range()).unwrap_or_default().to_owned()).collect();
        Self { list, nodes, texts }
    }

    /// The number of the entry with this text.
    pub(super) fn number(&mut self, entry: String) -> u32 {
        let known = self.texts.iter().position(|text| *text == entry);
        let number = known.unwrap_or_else(|| {
            self.texts.push(entry);
            self.texts.len() - 1
        });
        u32::try_from(number).unwrap_or(u32::MAX)
    }

    /// Adds the new entries to the list.
    pub(super) fn write(&self, splices: &mut Splices, text: &str) {
        let new = &self.texts[self.nodes.len()..];
        if !new.is_empty() {
            append(splices, text, self.list, &new.concat());
            set(splices, text, self.list, "count", &self.texts.len().to_string());
        }
    }
}
