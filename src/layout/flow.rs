//! [`Flow`]: blocks as one vertical list of pieces that are never split, the spaces between them and the
//! frames around them. Here margins collapse and break rules gather; `paginate` chooses the breaks, and `stack` puts
//! the pieces below each other.
//!
//! Margins: a vertical margin is space between siblings. Adjoining ones, also those of a block and its first or
//! last child where neither padding nor border lies between, become the larger one (CSS 2.2, 8.3.1, without
//! negative ones). At the inner edge of padding or border, of a column, a cell or a page they vanish
//! (CSS Box 4, 3.2, `margin-trim: block`), so that a frame has the same room above and below its text.

use std::rc::Rc;

use crate::base::{Length, Point, Size};
use crate::parse::{Block, BlockStyle};

use super::fragment::{Anchor, Fragment, FragmentItem, Laid, OutOfFlow};

/// How bad a page break at some place is; the sum over all breaks is made small.
pub(super) mod penalty {
    /// Fine.
    pub(in crate::layout) const NONE: u32 = 0;
    /// Between a paragraph and the list, table or row of columns that it leads to.
    pub(in crate::layout) const LED_TO: u32 = 40;
    /// The second or the last row of a table alone on its page.
    pub(in crate::layout) const LONE_ROW: u32 = 60;
    /// A single line of a paragraph alone on its page (JLREQ has no such rule; publishers' practice).
    pub(in crate::layout) const LONE_LINE: u32 = 100_000;
    /// Within a block that is to be kept together.
    pub(in crate::layout) const TOGETHER: u32 = 2_000_000;
    /// Between a heading, or a table's header, and what follows it.
    pub(in crate::layout) const WITH_NEXT: u32 = 20_000_000;
    /// A break must be here.
    pub(in crate::layout) const FORCED: u32 = u32::MAX;
}

/// A vertical list.
#[derive(Default)]
pub(super) struct Flow<'t> {
    /// The list.
    pub nodes: Vec<FlowNode<'t>>,
    /// Blocks out of the flow that still look for their box, with the number of pieces before them.
    pub out_of_flow: Vec<(usize, OutOfFlow<'t>)>,
    pieces: usize,
    margin: Length,
    opening: Vec<FlowFrame>,
    next: u32,
    anchors: Vec<Anchor>,
    markers: Vec<PendingMarker>,
}

/// A member of the list.
pub(super) enum FlowNode<'t> {
    /// Room that vanishes at the top of a page.
    Space(Length),
    /// A frame begins.
    Open(FlowFrame),
    /// The frame opened last ends.
    Close(Length),
    /// Something that is never split.
    Piece(Piece<'t>),
}

/// A box around a part of the list. Each part of it on a page is closed on all sides.
#[derive(Clone, Debug)]
pub(super) struct FlowFrame {
    /// Left edge of the border box.
    pub x: Length,
    /// Width of the border box.
    pub width: Length,
    /// Border and padding at the top.
    pub top: Length,
    /// Border and padding at the bottom.
    pub bottom: Length,
    /// Look; `None`: nothing is painted.
    pub style: Option<Rc<BlockStyle>>,
    /// Repeated at the top of each further part (a table's header).
    pub again: Option<Rc<Fragment>>,
}

impl FlowFrame {
    /// What a further part of the frame takes at the top of its page.
    pub(super) fn reopening(&self) -> Length {
        self.top + self.again.as_ref().map_or(Length::ZERO, |fragment| fragment.size.height)
    }
}

/// Something that is never split.
#[derive(Default)]
pub(super) struct Piece<'t> {
    /// Left edge.
    pub x: Length,
    /// What it is.
    pub fragment: Fragment,
    /// How bad a break before it is.
    pub before: u32,
    /// Drawn besides if nothing of the same frame follows on the page (a table's bottom rule).
    pub tail: Vec<FragmentItem>,
    /// Whose it is, for a fault.
    pub source: Option<&'t Block>,
}

/// A marker waiting for the first piece of its list entry.
pub(super) struct PendingMarker {
    /// What is drawn; its baseline is put on the piece's first baseline.
    pub fragment: Fragment,
    /// Left edge.
    pub x: Length,
}

impl<'t> Flow<'t> {
    /// Adds a vertical margin; adjoining ones collapse.
    pub(super) fn margin(&mut self, margin: Length) {
        self.margin = self.margin.max(margin);
    }

    /// A break before the next piece costs at least `cost`.
    pub(super) fn before_next(&mut self, cost: u32) {
        self.next = self.next.max(cost);
    }

    /// Links and the outline lead to the next piece.
    pub(super) fn anchor(&mut self, anchor: Anchor) {
        self.anchors.push(anchor);
    }

    /// The next piece gets this marker at its side.
    pub(super) fn marker(&mut self, marker: PendingMarker) {
        self.markers.push(marker);
    }

    /// A block out of the flow.
    pub(super) fn out_of_flow(&mut self, out: OutOfFlow<'t>) {
        self.out_of_flow.push((self.pieces, out));
    }

    /// Makes room for `count` pieces, exactly where it is the first: most flows hold a line or two.
    pub(super) fn reserve(&mut self, count: usize) {
        if self.nodes.is_empty() {
            self.nodes.reserve_exact(count);
        }
    }

    /// Number of pieces so far.
    pub(super) fn pieces(&self) -> usize {
        self.pieces
    }

    /// Begins a frame.
    pub(super) fn open(&mut self, frame: FlowFrame) {
        if frame.top > Length::ZERO {
            self.settle();
            self.nodes.push(FlowNode::Open(frame));
        } else {
            self.opening.push(frame);
        }
    }

    /// Ends the frame opened last.
    pub(super) fn close(&mut self, bottom: Length) {
        if !self.opening.is_empty() {
            self.settle();
        }
        if bottom > Length::ZERO {
            self.margin = Length::ZERO;
        }
        self.nodes.push(FlowNode::Close(bottom));
    }

    /// Adds a piece.
    pub(super) fn piece(&mut self, mut piece: Piece<'t>) {
        self.settle();
        piece.before = piece.before.max(std::mem::take(&mut self.next));
        let mut front = Vec::new();
        front.extend(self.anchors.drain(..).map(|anchor| FragmentItem::anchor(Length::ZERO, anchor)));
        for marker in self.markers.drain(..) {
            let own = marker.fragment.baseline.unwrap_or_default();
            let y = piece.fragment.baseline.unwrap_or(own) - own;
            front.push(FragmentItem::Fragment(Point::new(marker.x - piece.x, y), marker.fragment));
        }
        if !front.is_empty() {
            front.append(&mut piece.fragment.items);
            piece.fragment.items = front;
        }
        self.pieces += 1;
        self.nodes.push(FlowNode::Piece(piece));
    }

    /// Adds something laid whole as a piece, and what is out of the flow in it.
    pub(super) fn laid(&mut self, x: Length, laid: Laid<'t>, source: &'t Block) {
        laid.out_of_flow.into_iter().for_each(|out| self.out_of_flow(out));
        self.piece(Piece { x, fragment: laid.fragment, source: Some(source), ..Piece::default() });
    }

    /// Makes breaks before the last `pieces` cost so much more.
    pub(super) fn keep(&mut self, pieces: usize, cost: u32) {
        let mut left = pieces;
        for node in self.nodes.iter_mut().rev() {
            if left == 0 {
                return;
            }
            if let FlowNode::Piece(piece) = node {
                piece.before = piece.before.saturating_add(cost);
                left -= 1;
            }
        }
    }

    /// Ends the list: anchors and markers that found no piece get an empty one.
    pub(super) fn finish(&mut self) {
        if !self.anchors.is_empty() || !self.markers.is_empty() {
            let height = self.markers.iter().map(|m| m.fragment.size.height).fold(Length::ZERO, Length::max);
            let size = Size::new(Length::ZERO, height);
            self.piece(Piece { fragment: Fragment { size, ..Fragment::default() }, ..Piece::default() });
        }
    }

    fn settle(&mut self) {
        let margin = std::mem::take(&mut self.margin);
        let at_edge = match self.nodes.last() {
            None => true,
            Some(FlowNode::Open(frame)) => frame.top > Length::ZERO,
            Some(_) => false,
        };
        if margin > Length::ZERO && !at_edge {
            self.nodes.push(FlowNode::Space(margin));
        }
        self.nodes.extend(self.opening.drain(..).map(FlowNode::Open));
    }
}
