//! Blocks become pieces of a [`Flow`]: what stands between and around them, and which file lays what is in them.
//!
//! The box layout is our own, not taffy's: block flow, tables and page breaking had to be ours anyway, and
//! what is left is a row of columns.

use std::rc::Rc;

use crate::base::Length;
use crate::parse::{Block, Content, Extent};

use super::context::{LayoutContext, Slot};
use super::flow::{Flow, FlowFrame, penalty};
use super::fragment::{Anchor, Laid};
use super::whole::{MAX_DEPTH, is_whole, leads_to};
use super::{fault, frame};

/// Blocks laid in one document at most, those laid again at another size counted: far more than
/// 5,000 pages hold.
const MAX_WORK: usize = 2_000_000;

impl LayoutContext<'_> {
    /// Adds `blocks` to `flow`, below each other.
    pub(super) fn blocks<'t>(&mut self, blocks: &'t [Block], slot: Slot, flow: &mut Flow<'t>) {
        for (index, block) in blocks.iter().enumerate() {
            if let Some(place) = block.style.absolute {
                let out = self.absolute(block, place, slot.element);
                flow.out_of_flow(out);
            } else {
                self.in_flow(block, slot, flow);
            }
            if blocks.get(index + 1).is_some_and(|next| leads_to(block, next)) {
                flow.before_next(penalty::LED_TO);
            }
        }
    }

    /// Adds `block` with its margins to `flow`.
    fn in_flow<'t>(&mut self, block: &'t Block, slot: Slot, flow: &mut Flow<'t>) {
        let style = &block.style;
        let element = self.structure.block(block, slot.element);
        let width = self.border_width(block, slot.width);
        let own = Slot { element, x: slot.x + style.margin.left, width, height: None };
        if style.break_before {
            flow.before_next(penalty::FORCED);
        }
        flow.margin(style.margin.top);
        if let Some(anchor) = Anchor::of(block) {
            flow.anchor(anchor);
        }
        if !is_whole(block) || !self.whole(block, own, flow) {
            self.splittable(block, own, flow);
        }
        flow.margin(style.margin.bottom);
        if style.keep_with_next {
            flow.before_next(penalty::WITH_NEXT);
        }
    }

    /// A block that may be split between its pieces; `slot` is its border box.
    fn splittable<'t>(&mut self, block: &'t Block, slot: Slot, flow: &mut Flow<'t>) {
        let style = &block.style;
        let insets = frame::insets(block);
        let painted = style.background.is_some() || style.border.iter().any(Option::is_some);
        // Tables resolve their own borders together with those of their cells.
        let is_table = matches!(block.content, Content::Table(_));
        let framed = (painted || insets.vertical() > Length::ZERO) && !is_table;
        if framed {
            let style = painted.then(|| Rc::clone(&block.style));
            let Slot { x, width, .. } = slot;
            flow.open(FlowFrame { x, width, top: insets.top, bottom: insets.bottom, style, again: None });
        }
        let before = flow.pieces();
        let inside = Slot { x: slot.x + insets.left, width: slot.width - insets.horizontal(), ..slot };
        self.fill(block, inside, flow);
        if style.keep_together {
            flow.keep(flow.pieces().saturating_sub(before + 1), penalty::TOGETHER);
        }
        if framed {
            flow.close(insets.bottom);
        }
    }

    /// Lays what `block` holds into `flow`; `slot` is its content box.
    pub(super) fn fill<'t>(&mut self, block: &'t Block, slot: Slot, flow: &mut Flow<'t>) {
        self.work += 1;
        if self.depth >= MAX_DEPTH || self.work > MAX_WORK {
            fault::push(&mut self.faults, fault::too_deep(block));
            return;
        }
        self.depth += 1;
        self.fill_within(block, slot, flow);
        self.depth -= 1;
    }

    fn fill_within<'t>(&mut self, block: &'t Block, slot: Slot, flow: &mut Flow<'t>) {
        self.marker(block, slot, flow);
        match &block.content {
            Content::Empty => {}
            Content::Blocks(blocks) => self.blocks(blocks, slot, flow),
            Content::Text(paragraph) => self.text(block, paragraph, slot, flow),
            Content::Columns(columns) => {
                let laid = self.columns(columns, slot);
                flow.laid(slot.x, laid, block);
            }
            Content::Table(table) => self.table(block, table, slot, flow),
            Content::Drawing(_) | Content::Symbol(_) | Content::Picture(_) => {
                let fragment = self.picture(block, slot);
                flow.laid(slot.x, Laid { fragment, out_of_flow: Vec::new() }, block);
            }
        }
    }

    /// Width of the border box of `block` in a room; a box wider than its room is a fault.
    pub(super) fn border_width(&mut self, block: &Block, room: Length) -> Length {
        let margin = block.style.margin.horizontal();
        let free = (room - margin).max(Length::ZERO);
        let width = match block.style.width {
            None => free,
            Some(Extent::Fixed(width)) => width,
            Some(Extent::Part(part)) => room * part,
            Some(Extent::MaxContent) => self.max_content(block).min(free),
        };
        if !(width + margin).fits(room) {
            fault::push(&mut self.faults, fault::too_wide(block, width + margin, room));
        }
        width
    }
}
