//! Boxes that are never split: a block and its width in, its content put into its frame out. Text that goes down in
//! size until it fits is tried here.

use crate::base::{Length, Point, Rect, Size};
use crate::parse::Block;

use super::context::{LayoutContext, Slot};
use super::flow::Flow;
use super::fragment::{Fragment, FragmentItem, Laid};
use super::whole::gives_way;
use super::{fault, frame, stack};

/// Boxes that try sizes may stand in each other this deep: every level multiplies the tries.
const MAX_FITTING: usize = 2;

impl LayoutContext<'_> {
    /// A block that is never split; `slot` is its border box. One that is only to be of some height at least gives way
    /// where it is higher than a page: then nothing is laid, and the answer is no.
    pub(super) fn whole<'t>(&mut self, block: &'t Block, slot: Slot, flow: &mut Flow<'t>) -> bool {
        let before = self.so_far();
        let inner = self.content(block, slot);
        let laid = self.framed(block, inner, slot.width, None);
        if gives_way(block) && !laid.fragment.size.height.fits(self.page_height) {
            self.rewind(before);
            return false;
        }
        flow.laid(slot.x, laid, block);
        true
    }

    /// Lays the content of a box, from the content box's corner, in the first of its sizes that fits. `slot` is the
    /// border box; its height is given where something else than the block decides it.
    pub(super) fn content<'t>(&mut self, block: &'t Block, slot: Slot) -> Laid<'t> {
        let fit = &block.style.fit;
        let Some(&first) = fit.first() else { return self.content_once(block, slot) };
        if self.fitting >= MAX_FITTING {
            fault::push(&mut self.faults, fault::too_deep(block));
            return self.content_once(block, slot);
        }
        let scale = self.scale;
        self.fitting += 1;
        let laid =
            self.fitted(block, slot, |size| scale * if first > Length::ZERO { size / first } else { 1.0 });
        self.fitting -= 1;
        self.scale = scale;
        laid
    }

    /// The content in the first of its sizes that fits, or in the last.
    fn fitted<'t>(&mut self, block: &'t Block, slot: Slot, scale: impl Fn(Length) -> f64) -> Laid<'t> {
        let before = self.so_far();
        let height = slot.height.or(block.style.height);
        let room = height.map(|height| height - frame::insets(block).vertical());
        let mut laid = Laid::default();
        for (index, &size) in block.style.fit.iter().enumerate() {
            if index > 0 {
                self.rewind(before);
            }
            self.scale = scale(size);
            laid = self.content_once(block, slot);
            let fits = room.is_none_or(|room| laid.fragment.size.height.fits(room));
            if fits && self.faults.len() == before.1 {
                break;
            }
        }
        laid
    }

    fn content_once<'t>(&mut self, block: &'t Block, slot: Slot) -> Laid<'t> {
        let insets = frame::insets(block);
        let around = self.around;
        let height = slot.height.or(block.style.height);
        if holds_absolute_children(block) {
            let border = frame::border_widths(&block.style.border);
            self.around = (slot.width - border.horizontal(), height.map(|height| height - border.vertical()));
        }
        let width = slot.width - insets.horizontal();
        let height = height.map(|height| height - insets.vertical());
        let mut flow = Flow::default();
        self.fill(block, Slot { x: Length::ZERO, width, height, ..slot }, &mut flow);
        self.around = around;
        stack::stack(flow, width)
    }

    /// Puts content into its frame. Hands on the absolute blocks that look for another box.
    pub(super) fn framed<'t>(
        &mut self,
        block: &Block,
        inner: Laid<'t>,
        width: Length,
        height: Option<Length>,
    ) -> Laid<'t> {
        let style = &block.style;
        let insets = frame::insets(block);
        let natural = inner.fragment.size.height + insets.vertical();
        let fixed = height.or(style.height);
        let full = fixed.unwrap_or_else(|| natural.max(style.min_height.unwrap_or_default()));
        if !natural.fits(full) {
            fault::push(&mut self.faults, fault::too_high(block, natural, full));
        }
        let y = insets.top + frame::space_before(style.vertical_align, full - natural);
        let rect = Rect::new(Point::default(), Size::new(width, full));
        let paths = frame::paths(rect, style);
        let mut items = Vec::with_capacity(paths.len() + 1);
        items.extend(paths.into_iter().map(FragmentItem::ornament));
        let baseline = inner.fragment.baseline.map(|baseline| baseline + y);
        items.push(FragmentItem::Fragment(Point::new(insets.left, y), inner.fragment));
        let mut fragment = Fragment { size: rect.size, baseline, items };
        if !holds_absolute_children(block) {
            return Laid { fragment, out_of_flow: inner.out_of_flow };
        }
        let padding = rect.inset(frame::border_widths(&style.border));
        self.place_out_of_flow(inner.out_of_flow, padding, &mut fragment);
        Laid { fragment, out_of_flow: Vec::new() }
    }
}

/// Whether absolute blocks inside are placed from this block: an absolute block is a place for others too.
fn holds_absolute_children(block: &Block) -> bool {
    block.style.positioned || block.style.absolute.is_some()
}
