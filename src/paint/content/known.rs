//! Parts of pages that stand in everybody's papers are written and deflated once in each thread. In: the items of a
//! part, and all else that decides its bytes; out: the bytes, from before if they are known.

use std::cell::RefCell;

use super::streams::Packed;
use super::{Key, Pen, Setting, Share};
use crate::base::recent::{Met, Recent};
use crate::layout::{Item, Page};
use crate::paint::file::Deflater;

/// Parts that are kept: a customer's papers have some dozens.
const KEPT: usize = 300;

std::thread_local! {
    static KNOWN: RefCell<Recent<Packed>> = RefCell::new(Recent::of(KEPT));
}

/// Another document begins: only what several have is kept.
pub(in crate::paint) fn begin_document() {
    KNOWN.with_borrow_mut(Recent::begin);
}

impl Pen<'_> {
    /// As [`piece`](Self::piece), packed.
    pub(super) fn known(&mut self, items: &[Item], page: &Page, deflater: &mut Deflater) -> Packed {
        let Some((key, nodes)) = self.key(items, page) else {
            return Packed::new(&self.piece(items, page), Share::Papers, deflater);
        };
        let met = KNOWN.with_borrow_mut(|known| known.find(&key.bytes));
        if let Met::Known(packed) = met {
            self.marks.extend_from_slice(&nodes);
            return packed;
        }
        let packed = Packed::new(&self.piece(items, page), Share::Papers, deflater);
        if matches!(met, Met::Again) && !self.is_own && self.faults.is_empty() {
            KNOWN.with_borrow_mut(|known| known.keep(&key.bytes, packed.clone()));
        }
        packed
    }

    /// All that decides what is written of `items`, and the nodes that are marked; `None` if nobody else has them: there
    /// is no font that others have, or there are bitmaps.
    fn key(&self, items: &[Item], page: &Page) -> Option<(Key, Vec<usize>)> {
        let Setting { structure, typefaces, .. } = self.setting;
        if typefaces.shelf().is_empty() {
            return None;
        }
        let (mut key, mut nodes) = (Key::of(items, page)?, Vec::new());
        key.bytes.extend_from_slice(typefaces.shelf());
        key.count(self.marks.len());
        for sequence in
            items.chunk_by(|one, next| structure.node(one.element) == structure.node(next.element))
        {
            let node = structure.node(sequence[0].element);
            nodes.extend(node);
            key.text(node.map_or("", |node| structure.nodes[node].tag));
            key.count(sequence.len());
        }
        Some((key, nodes))
    }
}
