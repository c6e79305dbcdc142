//! Blocks beside each other: their widths, and how high each stands.

use std::rc::Rc;

use crate::base::{Length, Point, Size};
use crate::parse::{Align, Block, Columns, Extent};

use super::blocks::{Inner, Layer, mark};
use super::fault;
use super::slab::{Draw, Over, Slab};

impl Layer<'_> {
    /// Lays columns into a content box of `room` by `height` (where that is given beforehand).
    pub(super) fn columns<'t>(
        &mut self,
        columns: &'t Columns,
        element: Option<usize>,
        room: Length,
        height: Option<Length>,
    ) -> (Slab, Vec<Over<'t>>) {
        let mut overs = Vec::new();
        let mut flowing = Vec::new();
        for block in &columns.blocks {
            if block.style.absolute.is_none() {
                flowing.push(block);
            }
        }
        let widths = self.column_widths(&flowing, columns.gap, room);
        let mut laid = Vec::new();
        let mut next = widths.into_iter();
        for block in &columns.blocks {
            if let Some(place) = block.style.absolute {
                overs.push(self.absolute(block, place, element));
                continue;
            }
            let width = next.next().unwrap_or_default();
            let own = self.structure.block(block, element);
            let fixed = match columns.align {
                Align::Stretch => height.map(|height| height - block.style.margin.vertical()),
                _ => None,
            };
            laid.push((
                block,
                width,
                self.content(block, own, width, fixed.filter(|_| block.style.height.is_none())),
            ));
        }
        let natural = laid.iter().map(|(block, _, inner)| natural_height(block, inner));
        // Columns higher than a given height make the slab higher, so that the frame tells of it.
        let tall = natural.fold(height.unwrap_or_default(), Length::max);
        let mut slab = Slab { size: Size::new(room, tall), ..Slab::default() };
        let mut x = Length::ZERO;
        for (block, width, inner) in laid {
            let margin = block.style.margin;
            let stretched = match columns.align {
                Align::Stretch if block.style.height.is_none() => Some(tall - margin.vertical()),
                _ => None,
            };
            let (column, more) = self.framed(block, inner, width, stretched);
            overs.extend(more);
            let free = (tall - column.size.height - margin.vertical()).max(Length::ZERO);
            let y = margin.top
                + match columns.align {
                    Align::Stretch | Align::Start => Length::ZERO,
                    Align::Center => free / 2.0,
                    Align::End => free,
                };
            if slab.baseline.is_none() {
                slab.baseline = column.baseline.map(|baseline| baseline + y);
            }
            slab.draws.extend(mark(block).map(|mark| Draw::Mark(y, Box::new(mark))));
            slab.draws.push(Draw::Slab(Point::new(x + margin.left, y), column));
            x += margin.horizontal() + width + columns.gap;
        }
        (slab, overs)
    }

    /// Border widths of columns: those with a width of their own take it, the free width goes to those with
    /// a share. Where there is not room enough, columns as wide as their content give way.
    fn column_widths(&mut self, blocks: &[&Rc<Block>], gap: Length, room: Length) -> Vec<Length> {
        let gaps = gap * gaps(blocks.len());
        let margins: Length = blocks.iter().map(|block| block.style.margin.horizontal()).sum();
        let free = room - gaps - margins;
        let mut widths = Vec::with_capacity(blocks.len());
        let (mut fixed, mut soft, mut shares) = (Length::ZERO, Length::ZERO, 0.0);
        for block in blocks {
            let style = &block.style;
            let width = match style.width {
                _ if style.flex > 0.0 => {
                    shares += style.flex;
                    Length::ZERO
                }
                Some(Extent::Fixed(width)) => width,
                Some(Extent::Part(part)) => room * part,
                Some(Extent::MaxContent) | None => self.max_content(block),
            };
            if gives_way(block) {
                soft += width;
            } else {
                fixed += width;
            }
            widths.push(width);
        }
        let left = free - fixed;
        if !left.max(Length::ZERO).approx_eq(left)
            && let Some(widest) = blocks.iter().find(|block| !gives_way(block))
        {
            fault::push(&mut self.faults, fault::too_wide(widest, fixed + gaps + margins, room));
        }
        let shrink = if soft > left && soft > Length::ZERO { (left / soft).max(0.0) } else { 1.0 };
        let rest = (left - soft).max(Length::ZERO);
        for (block, width) in blocks.iter().zip(&mut widths) {
            if gives_way(block) {
                *width = *width * shrink;
            } else if block.style.flex > 0.0 && shares > 0.0 {
                *width = rest * (block.style.flex / shares);
            }
        }
        widths
    }
}

fn gives_way(block: &Block) -> bool {
    block.style.flex <= 0.0 && matches!(block.style.width, Some(Extent::MaxContent) | None)
}

fn gaps(count: usize) -> f64 {
    f64::from(u32::try_from(count.saturating_sub(1)).unwrap_or(u32::MAX))
}

/// What a column takes from top to bottom, margins and all.
fn natural_height(block: &Block, inner: &Inner<'_>) -> Length {
    let style = &block.style;
    let natural = inner.slab.size.height + super::blocks::insets(block).vertical();
    let height = style.height.unwrap_or_else(|| natural.max(style.min_height.unwrap_or_default()));
    height + style.margin.vertical()
}
