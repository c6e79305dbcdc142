//! Paragraphs: their lines become pieces of the flow. How a line is set is the business of `line`.

use crate::base::{Length, Point, Size};
use crate::parse::{Block, Paragraph};

use super::blocks::Layer;
use super::fault;
use super::flow::{Flow, Piece, penalty};
use super::line::{self, LineItemKind, SetLine};
use super::slab::{Draw, LaidLine, Slab};

impl Layer<'_> {
    /// Lays a paragraph into `flow`. A page break beside its first or its last line is to be avoided.
    pub(super) fn text<'t>(
        &mut self,
        block: &'t Block,
        paragraph: &Paragraph,
        element: Option<usize>,
        x: Length,
        room: Length,
        flow: &mut Flow<'t>,
    ) {
        let lines = match line::set(paragraph, room, self.scale, self.fonts) {
            Ok(lines) => lines,
            Err(faults) => {
                faults.into_iter().for_each(|new| fault::push(&mut self.faults, new));
                return;
            }
        };
        let count = lines.len();
        flow.reserve(count);
        let mut last = None;
        for (index, mut line) in lines.into_iter().enumerate() {
            let drawings = self.drawings(&mut line, element);
            let pieces = self.structure.pieces(&line, element, &mut last);
            let size = Size::new(room, line.ascent + line.descent);
            let baseline = line.ascent;
            let laid = LaidLine { line, align: paragraph.style.align, element, pieces };
            let mut draws = vec![Draw::Line(Point::new(Length::ZERO, baseline), laid)];
            draws.extend(drawings);
            let before = if index == 1 || index + 1 == count { penalty::LONE_LINE } else { penalty::NONE };
            let before = if index == 0 { penalty::NONE } else { before };
            let slab = Slab { size, baseline: Some(baseline), draws };
            flow.piece(Piece { x, slab, before, tail: Vec::new(), source: Some(block) });
        }
    }

    /// Takes the drawings out of a line.
    fn drawings(&mut self, line: &mut SetLine, element: Option<usize>) -> Vec<Draw> {
        if !line.items.iter().any(|item| matches!(item.kind, LineItemKind::Drawing(..))) {
            return Vec::new();
        }
        let mut draws = Vec::new();
        let mut items = Vec::with_capacity(line.items.len());
        for item in std::mem::take(&mut line.items) {
            let LineItemKind::Drawing(rect, drawing) = &item.kind else {
                items.push(item);
                continue;
            };
            let element = self.structure.drawing(drawing, element);
            let inside = self.drawing(drawing, rect.size, element);
            let corner = rect.origin.moved(Point::new(Length::ZERO, line.ascent));
            draws.push(Draw::Slab(corner, Slab { draws: inside, ..Slab::default() }));
        }
        line.items = items;
        draws
    }
}
