//! [`Layer`]: blocks become pieces of a [`Flow`], or whole [`Slab`]s where they are never split.
//! Here are widths, heights, absolute places and text that goes down in size; columns, tables, markers and
//! drawings have files of their own.
//!
//! The box layout is our own, not taffy's: block flow, tables and page breaking had to be ours anyway, and
//! what is left is a row of columns.

use std::rc::Rc;

use crate::base::{Diagnostic, Edges, Fonts, Length, Origin, Point, Size};
use crate::parse::{Align, Block, BlockStyle, Content, Extent};

use super::flow::{Flow, Frame, Piece, penalty};
use super::slab::{Draw, Mark, Over, Slab};
use super::structure::Structure;
use super::whole::{gives_way, is_whole, leads_to};
use super::{fault, frame};

/// Blocks nested deeper than this are refused: no document of ours comes near.
pub(super) const MAX_DEPTH: usize = 48;

/// Boxes that try sizes may stand in each other this deep: every level multiplies the tries.
const MAX_FITTING: usize = 2;

/// Blocks laid in one document at most, those laid again at another size counted: far more than
/// [`MAX_PAGES`](super::MAX_PAGES) pages hold.
const MAX_WORK: usize = 2_000_000;

/// What laying needs to know and gathers on its way.
pub(super) struct Layer<'a> {
    /// The faces.
    pub fonts: &'a Fonts,
    /// The structure elements made so far.
    pub structure: Structure,
    /// What went wrong so far.
    pub faults: Vec<Diagnostic>,
    /// All sizes of text are multiplied by this.
    pub scale: f64,
    /// Height of a page's text area.
    pub page_height: Length,
    /// Padding box that absolute blocks are placed in; its height only where it is known beforehand.
    pub around: (Length, Option<Length>),
    depth: usize,
    work: usize,
    fitting: usize,
}

/// Content of a box, laid but not yet framed.
pub(super) struct Inner<'t> {
    /// The content, from the content box's corner.
    pub slab: Slab,
    /// Absolute blocks in it that look for their box.
    pub overs: Vec<Over<'t>>,
}

impl<'a> Layer<'a> {
    /// A layer for a document.
    pub(super) fn new(fonts: &'a Fonts) -> Self {
        Self {
            fonts,
            structure: Structure::default(),
            faults: Vec::new(),
            scale: 1.0,
            page_height: Length::ZERO,
            around: (Length::ZERO, None),
            depth: 0,
            work: 0,
            fitting: 0,
        }
    }

    /// Says how large a page and its text area are.
    pub(super) fn start_section(&mut self, paper: Size, page_height: Length) {
        self.around = (paper.width, Some(paper.height));
        self.page_height = page_height;
    }

    /// Adds `blocks` to `flow`, below each other.
    pub(super) fn blocks<'t>(
        &mut self,
        blocks: &'t [Rc<Block>],
        parent: Option<usize>,
        x: Length,
        room: Length,
        flow: &mut Flow<'t>,
    ) {
        for (index, block) in blocks.iter().enumerate() {
            if let Some(place) = block.style.absolute {
                let over = self.absolute(block, place, parent);
                flow.over(over);
            } else {
                self.in_flow(block, parent, x, room, flow);
            }
            if blocks.get(index + 1).is_some_and(|next| leads_to(block, next)) {
                flow.before_next(penalty::LED_TO);
            }
        }
    }

    /// Adds `block` to `flow`, in a room that begins at `x` and is `room` wide.
    fn in_flow<'t>(
        &mut self,
        block: &'t Block,
        parent: Option<usize>,
        x: Length,
        room: Length,
        flow: &mut Flow<'t>,
    ) {
        let style = &block.style;
        let element = self.structure.block(block, parent);
        let width = self.border_width(block, room);
        let x = x + style.margin.left;
        if style.break_before {
            flow.before_next(penalty::FORCED);
        }
        flow.margin(style.margin.top);
        if let Some(mark) = mark(block) {
            flow.mark(mark);
        }
        if !is_whole(block) || !self.whole(block, element, x, width, flow) {
            self.splittable(block, element, x, width, flow);
        }
        flow.margin(style.margin.bottom);
        if style.keep_with_next {
            flow.before_next(penalty::WITH_NEXT);
        }
    }

    /// A block that may be split between its pieces.
    fn splittable<'t>(
        &mut self,
        block: &'t Block,
        element: Option<usize>,
        x: Length,
        width: Length,
        flow: &mut Flow<'t>,
    ) {
        let style: &BlockStyle = &block.style;
        let insets = insets(block);
        let painted = style.background.is_some() || style.border.iter().any(Option::is_some);
        let framed = painted || insets.vertical() > Length::ZERO;
        if framed && !is_table(block) {
            let style = painted.then(|| Rc::clone(&block.style));
            flow.open(Frame { x, width, top: insets.top, bottom: insets.bottom, style, again: None });
        }
        let before = flow.pieces();
        self.fill(block, element, x + insets.left, width - insets.horizontal(), None, flow);
        if style.keep_together {
            flow.keep(flow.pieces().saturating_sub(before + 1), penalty::TOGETHER);
        }
        if framed && !is_table(block) {
            flow.close(insets.bottom);
        }
    }

    /// A block that is never split. One that is only to be of some height at least gives way where it is
    /// higher than a page: then nothing is laid, and the answer is no.
    fn whole<'t>(
        &mut self,
        block: &'t Block,
        element: Option<usize>,
        x: Length,
        width: Length,
        flow: &mut Flow<'t>,
    ) -> bool {
        let before = (self.structure.len(), self.faults.len());
        let inner = self.content(block, element, width, None);
        let (slab, overs) = self.framed(block, inner, width, None);
        if gives_way(block) && !slab.size.height.fits(self.page_height) {
            self.structure.truncate(before.0);
            self.faults.truncate(before.1);
            return false;
        }
        overs.into_iter().for_each(|over| flow.over(over));
        flow.piece(Piece { x, slab, source: Some(block), ..Piece::default() });
        true
    }

    /// Lays the content of a box of that border width, in the first of its sizes that fits. `height` is that
    /// of the border box, where something else than the block decides it.
    pub(super) fn content<'t>(
        &mut self,
        block: &'t Block,
        element: Option<usize>,
        width: Length,
        height: Option<Length>,
    ) -> Inner<'t> {
        let fit = &block.style.fit;
        let (Some(&first), Some(&last)) = (fit.first(), fit.last()) else {
            return self.content_once(block, element, width, height);
        };
        if self.fitting >= MAX_FITTING {
            fault::push(&mut self.faults, fault::too_deep(block));
            return self.content_once(block, element, width, height);
        }
        self.fitting += 1;
        let scale = self.scale;
        let (elements, faults) = (self.structure.len(), self.faults.len());
        for &size in fit {
            self.scale = scale * if first > Length::ZERO { size / first } else { 1.0 };
            let inner = self.content_once(block, element, width, height);
            let room = height.or(block.style.height).map(|height| height - insets(block).vertical());
            let fits = room.is_none_or(|room| inner.slab.size.height.fits(room));
            if size == last || (fits && self.faults.len() == faults) {
                self.scale = scale;
                self.fitting -= 1;
                return inner;
            }
            self.structure.truncate(elements);
            self.faults.truncate(faults);
        }
        self.scale = scale;
        self.fitting -= 1;
        self.content_once(block, element, width, height)
    }

    fn content_once<'t>(
        &mut self,
        block: &'t Block,
        element: Option<usize>,
        width: Length,
        height: Option<Length>,
    ) -> Inner<'t> {
        let insets = insets(block);
        let around = self.around;
        let height = height.or(block.style.height);
        if holds_absolute_children(block) {
            let border = frame::border_widths(&block.style.border);
            self.around = (width - border.horizontal(), height.map(|height| height - border.vertical()));
        }
        let room = width - insets.horizontal();
        let mut flow = Flow::default();
        let inner_height = height.map(|height| height - insets.vertical());
        self.fill(block, element, Length::ZERO, room, inner_height, &mut flow);
        let (slab, overs) = flow.stack(room);
        self.around = around;
        Inner { slab, overs }
    }

    /// Puts content into its frame. Hands on the absolute blocks that look for another box.
    pub(super) fn framed<'t>(
        &mut self,
        block: &Block,
        inner: Inner<'t>,
        width: Length,
        height: Option<Length>,
    ) -> (Slab, Vec<Over<'t>>) {
        let style = &block.style;
        let insets = insets(block);
        let content = inner.slab.size.height;
        let natural = content + insets.vertical();
        let fixed = height.or(style.height);
        let full = fixed.unwrap_or_else(|| natural.max(style.min_height.unwrap_or_default()));
        if !natural.fits(full) {
            fault::push(&mut self.faults, fault::too_high(block, natural, full));
        }
        let free = (full - natural).max(Length::ZERO);
        let y = insets.top
            + match style.vertical_align {
                Align::Stretch | Align::Start => Length::ZERO,
                Align::Center => free / 2.0,
                Align::End => free,
            };
        let size = Size::new(width, full);
        let rect = crate::base::Rect::new(Point::default(), size);
        let mut slab = Slab { size, baseline: inner.slab.baseline.map(|b| b + y), draws: Vec::new() };
        slab.draws.extend(frame::paths(rect, style).into_iter().map(Draw::Ornament));
        slab.draws.push(Draw::Slab(Point::new(insets.left, y), inner.slab));
        if !holds_absolute_children(block) {
            return (slab, inner.overs);
        }
        let padding = rect.inset(frame::border_widths(&style.border));
        self.place_overs(inner.overs, padding, &mut slab);
        (slab, Vec::new())
    }

    /// Lays what `block` holds into `flow`; `room` and `height` are those of the content box.
    fn fill<'t>(
        &mut self,
        block: &'t Block,
        element: Option<usize>,
        x: Length,
        room: Length,
        height: Option<Length>,
        flow: &mut Flow<'t>,
    ) {
        self.work += 1;
        if self.depth >= MAX_DEPTH || self.work > MAX_WORK {
            fault::push(&mut self.faults, fault::too_deep(block));
            return;
        }
        self.depth += 1;
        self.fill_within(block, element, x, room, height, flow);
        self.depth -= 1;
    }

    fn fill_within<'t>(
        &mut self,
        block: &'t Block,
        element: Option<usize>,
        x: Length,
        room: Length,
        height: Option<Length>,
        flow: &mut Flow<'t>,
    ) {
        self.marker(block, element, x, flow);
        let source = Some(block);
        match &block.content {
            Content::Empty => {}
            Content::Blocks(blocks) => self.blocks(blocks, element, x, room, flow),
            Content::Text(paragraph) => self.text(block, paragraph, element, x, room, flow),
            Content::Columns(columns) => {
                let (slab, overs) = self.columns(columns, element, room, height);
                overs.into_iter().for_each(|over| flow.over(over));
                flow.piece(Piece { x, slab, source, ..Piece::default() });
            }
            Content::Table(table) => self.table(block, table, element, x, room, flow),
            Content::Drawing(_) | Content::Symbol(_) | Content::Picture(_) => {
                let slab = self.picture(block, element, room, height);
                flow.piece(Piece { x, slab, source, ..Piece::default() });
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

/// What links and the outline lead to, if they lead to this block.
pub(super) fn mark(block: &Block) -> Option<Mark> {
    let leads = block.id.is_some() || block.bookmark.is_some();
    leads.then(|| Mark { id: block.id.clone(), bookmark: block.bookmark.clone() })
}

/// Border and padding of a block.
pub(super) fn insets(block: &Block) -> Edges {
    let border = frame::border_widths(&block.style.border);
    let padding = block.style.padding;
    Edges {
        top: border.top + padding.top,
        right: border.right + padding.right,
        bottom: border.bottom + padding.bottom,
        left: border.left + padding.left,
    }
}

/// The first place in the user's files that something in `block` came from.
pub(super) fn first_origin(block: &Block) -> Origin {
    if block.at.is_some() { block.at } else { fault::origin_inside(block) }
}

/// Tables resolve their own borders together with those of their cells.
pub(super) fn is_table(block: &Block) -> bool {
    matches!(block.content, Content::Table(_))
}

/// Whether absolute blocks inside are placed from this block: an absolute block is a place for others too.
fn holds_absolute_children(block: &Block) -> bool {
    block.style.positioned || block.style.absolute.is_some()
}
