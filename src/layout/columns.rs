//! Blocks beside each other: their widths, and how high each stands.

use crate::base::{Length, Point, Size};
use crate::parse::{Align, Block, Columns, Extent};

use super::context::{LayoutContext, Slot};
use super::fragment::{Anchor, Fragment, FragmentItem, Laid, OutOfFlow};
use super::shares::{Share, share_out};
use super::{fault, frame};

/// A column whose content is laid.
struct LaidColumn<'t> {
    block: &'t Block,
    /// Its border width.
    width: Length,
    inner: Laid<'t>,
}

impl LayoutContext<'_> {
    /// Lays columns into the content box `slot`.
    pub(super) fn columns<'t>(&mut self, columns: &'t Columns, slot: Slot) -> Laid<'t> {
        let mut out_of_flow = Vec::new();
        let laid = self.lay_columns(columns, slot, &mut out_of_flow);
        // Columns higher than a given height make the whole higher, so that the frame tells of it.
        let tall = laid.iter().map(LaidColumn::height).fold(slot.height.unwrap_or_default(), Length::max);
        let mut fragment = Fragment { size: Size::new(slot.width, tall), ..Fragment::default() };
        let mut x = Length::ZERO;
        for LaidColumn { block, width, inner } in laid {
            let margin = block.style.margin;
            let stretched = (columns.align == Align::Stretch && block.style.height.is_none())
                .then(|| tall - margin.vertical());
            let column = self.framed(block, inner, width, stretched);
            out_of_flow.extend(column.out_of_flow);
            let column = column.fragment;
            let free = tall - column.size.height - margin.vertical();
            let y = margin.top + frame::space_before(columns.align, free);
            if fragment.baseline.is_none() {
                fragment.baseline = column.baseline.map(|baseline| baseline + y);
            }
            fragment.items.extend(Anchor::of(block).map(|anchor| FragmentItem::anchor(y, anchor)));
            fragment.items.push(FragmentItem::Fragment(Point::new(x + margin.left, y), column));
            x += margin.horizontal() + width + columns.gap;
        }
        Laid { fragment, out_of_flow }
    }

    /// Lays the content of each column; blocks out of the flow go to `out_of_flow`.
    fn lay_columns<'t>(
        &mut self,
        columns: &'t Columns,
        slot: Slot,
        out_of_flow: &mut Vec<OutOfFlow<'t>>,
    ) -> Vec<LaidColumn<'t>> {
        let blocks = columns.blocks.iter();
        let flowing: Vec<&Block> = blocks.filter(|block| block.style.absolute.is_none()).collect();
        let mut widths = self.column_widths(&flowing, columns.gap, slot.width).into_iter();
        let mut laid = Vec::with_capacity(flowing.len());
        for block in &columns.blocks {
            if let Some(place) = block.style.absolute {
                out_of_flow.push(self.absolute(block, place, slot.element));
                continue;
            }
            let width = widths.next().unwrap_or_default();
            let element = self.structure.block(block, slot.element);
            let stretches = columns.align == Align::Stretch && block.style.height.is_none();
            let height =
                slot.height.filter(|_| stretches).map(|height| height - block.style.margin.vertical());
            let inner = self.content(block, Slot { element, x: Length::ZERO, width, height });
            laid.push(LaidColumn { block, width, inner });
        }
        laid
    }

    /// Border widths of columns: those with a width of their own take it, the free width goes to those with
    /// a share. Where there is not room enough, columns as wide as their content give way.
    fn column_widths(&mut self, blocks: &[&Block], gap: Length, room: Length) -> Vec<Length> {
        let gaps = gap * gaps(blocks.len());
        let margins: Length = blocks.iter().map(|block| block.style.margin.horizontal()).sum();
        let free = room - gaps - margins;
        let mut widths = Vec::with_capacity(blocks.len());
        let (mut fixed, mut soft) = (Length::ZERO, Length::ZERO);
        for block in blocks {
            let style = &block.style;
            let width = match style.width {
                _ if style.flex > 0.0 => Length::ZERO,
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
        let flexible = blocks.iter().filter(|block| block.style.flex > 0.0);
        let flexible: Vec<Share> =
            flexible.map(|block| Share { share: block.style.flex, least: self.min_content(block) }).collect();
        let mut shared = share_out((left - soft).max(Length::ZERO), &flexible).into_iter();
        for (block, width) in blocks.iter().zip(&mut widths) {
            if gives_way(block) {
                *width = *width * shrink;
            } else if block.style.flex > 0.0 {
                *width = shared.next().unwrap_or_default();
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

impl LaidColumn<'_> {
    /// What it takes from top to bottom, margins and all.
    fn height(&self) -> Length {
        let style = &self.block.style;
        let natural = self.inner.fragment.size.height + frame::insets(self.block).vertical();
        let height = style.height.unwrap_or_else(|| natural.max(style.min_height.unwrap_or_default()));
        height + style.margin.vertical()
    }
}
