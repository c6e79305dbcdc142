//! Parts of pages that stand in everybody's papers are written and deflated once. In: the items of a
//! part, and all else that decides its bytes; out: the bytes, from before if they are known.

use std::ops::Range;
use std::sync::LazyLock;

use super::streams::packed;
use super::{Pen, Setting, Share, sheet};
use crate::base::fingerprint::fingerprint_within;
use crate::base::recent::{Common, Met};
use crate::layout::Page;
use crate::paint::packed::Packed;

/// Parts that are kept: a customer's papers have some dozens.
const KEPT: usize = 300;

static KNOWN: LazyLock<Common<Packed>> = LazyLock::new(|| Common::of(KEPT));

impl Pen<'_> {
    /// As [`piece`](Self::piece) of the items `range`, packed.
    pub(super) fn known(&mut self, range: Range<usize>, page: &Page) -> Packed {
        let items = &page.items[range.clone()];
        let Some((key, nodes)) = self.key(range, page) else {
            return packed(&self.piece(items, page), Share::Papers);
        };
        let print = fingerprint_within(sheet(page), &key);
        let met = KNOWN.find(print);
        if let Met::Known(packed) = met {
            self.marks.extend_from_slice(&nodes);
            return packed;
        }
        let packed = packed(&self.piece(items, page), Share::Papers);
        if matches!(met, Met::Again) && !self.is_own && self.faults.is_empty() {
            KNOWN.keep(print, packed.clone());
        }
        packed
    }

    /// All that decides what is written of the items `range`, and the nodes that are marked; `None` if nobody else has
    /// them: there is no font that others have, or there are bitmaps.
    fn key(&self, range: Range<usize>, page: &Page) -> Option<(Vec<u8>, Vec<usize>)> {
        let Setting { structure, typefaces, .. } = self.setting;
        if typefaces.shelf().is_empty() {
            return None;
        }
        let mut key = Vec::new();
        for item in &page.items[range.clone()] {
            if matches!(item.kind, crate::layout::ItemKind::Picture(..)) {
                return None;
            }
            key.extend_from_slice(format!("{:?}", item.kind).as_bytes());
        }
        key.extend_from_slice(typefaces.shelf());
        key.extend_from_slice(&self.marks.len().to_le_bytes());
        let mut nodes = Vec::new();
        for sequence in page.items[range]
            .chunk_by(|one, next| structure.node(one.element) == structure.node(next.element))
        {
            let node = structure.node(sequence[0].element);
            nodes.extend(node);
            let tag = node.map_or("", |node| structure.nodes[node].tag);
            for count in [tag.len(), sequence.len()] {
                key.extend_from_slice(&count.to_le_bytes());
            }
            key.extend_from_slice(tag.as_bytes());
        }
        Some((key, nodes))
    }
}
