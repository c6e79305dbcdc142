//! Paragraphs: their lines become pieces of the flow. How a line is set is the business of `line`.

use crate::parse::{Block, Paragraph};

use super::context::{LayoutContext, Slot};
use super::flow::{Flow, Piece, penalty};
use super::fragment::{Fragment, FragmentItem, LaidLine};
use super::item::Item;
use super::line::{self, Line, LineItem, LineItemKind};

impl LayoutContext<'_> {
    /// Lays a paragraph into `flow`. A page break beside its first or its last line is to be avoided.
    pub(super) fn text<'t>(
        &mut self,
        block: &'t Block,
        paragraph: &Paragraph,
        slot: Slot,
        flow: &mut Flow<'t>,
    ) {
        let Slot { element, x, width, .. } = slot;
        let lines = self.gather(line::set(paragraph, width, self.scale, self.fonts));
        let count = lines.len();
        flow.reserve(count);
        let mut last = None;
        for (index, mut line) in lines.into_iter().enumerate() {
            let mut pieces = self.structure.pieces(&line, element, &mut last);
            self.drawings(&mut line, &mut pieces);
            let laid = LaidLine { line, align: paragraph.style.align, element, pieces };
            let fragment = Fragment::of_line(laid, width);
            let is_lone = index == 1 || index > 0 && index + 1 == count;
            let before = if is_lone { penalty::LONE_LINE } else { penalty::NONE };
            flow.piece(Piece { x, fragment, before, tail: Vec::new(), source: Some(block) });
        }
    }

    /// Puts in the place of each drawing in a line what it is made of. `pieces` are the elements of the line's items.
    fn drawings(&mut self, line: &mut Line, pieces: &mut Vec<Option<usize>>) {
        if !line.items.iter().any(|item| matches!(item.kind, LineItemKind::Drawing(..))) {
            return;
        }
        let (mut items, mut elements) = (Vec::with_capacity(line.items.len()), Vec::new());
        for (item, element) in std::mem::take(&mut line.items).into_iter().zip(pieces.drain(..)) {
            let LineItemKind::Drawing(rect, drawing) = &item.kind else {
                items.push(item);
                elements.push(element);
                continue;
            };
            for part in self.drawing(drawing, rect.size, element) {
                let FragmentItem::Item(Item { mut kind, at, .. }) = part else { continue };
                kind.shift(rect.origin);
                items.push(LineItem {
                    kind: LineItemKind::Drawn(kind),
                    role: item.role,
                    alt: None,
                    link: None,
                    at,
                });
                elements.push(element);
            }
        }
        line.items = items;
        *pieces = elements;
    }
}
