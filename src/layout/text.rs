//! Paragraphs: their lines become pieces of the flow. How a line is set is the business of `line`.

use crate::base::{Length, Point};
use crate::parse::{Block, Paragraph};

use super::context::{LayoutContext, Slot};
use super::flow::{Flow, Piece, penalty};
use super::fragment::{Fragment, FragmentItem, LaidLine};
use super::line::{self, Line, LineItemKind};

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
            let drawings = self.drawings(&mut line, element);
            let pieces = self.structure.pieces(&line, element, &mut last);
            let laid = LaidLine { line, align: paragraph.style.align, element, pieces };
            let mut fragment = Fragment::of_line(laid, width);
            fragment.items.extend(drawings);
            let is_lone = index == 1 || index > 0 && index + 1 == count;
            let before = if is_lone { penalty::LONE_LINE } else { penalty::NONE };
            flow.piece(Piece { x, fragment, before, tail: Vec::new(), source: Some(block) });
        }
    }

    /// Takes the drawings out of a line.
    fn drawings(&mut self, line: &mut Line, element: Option<usize>) -> Vec<FragmentItem> {
        if !line.items.iter().any(|item| matches!(item.kind, LineItemKind::Drawing(..))) {
            return Vec::new();
        }
        let mut drawn = Vec::new();
        let mut items = Vec::with_capacity(line.items.len());
        for item in std::mem::take(&mut line.items) {
            let LineItemKind::Drawing(rect, drawing) = &item.kind else {
                items.push(item);
                continue;
            };
            let element = self.structure.drawing(drawing, element);
            let inside = self.drawing(drawing, rect.size, element);
            let corner = rect.origin.moved(Point::new(Length::ZERO, line.ascent));
            drawn.push(FragmentItem::Fragment(corner, Fragment { items: inside, ..Fragment::default() }));
        }
        line.items = items;
        drawn
    }
}
