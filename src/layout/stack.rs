//! Stacking: the nodes of a [`Flow`], or those of one page, in; one fragment out, in which they stand below each other
//! with their frames painted around them.

use std::rc::Rc;

use crate::base::{Length, Point, Rect, Size};

use super::flow::{Flow, FlowFrame, FlowNode, Piece};
use super::fragment::{Fragment, FragmentItem, Laid};
use super::frame;

/// Lays a whole list below each other, as one fragment of `width`.
pub(super) fn stack(mut flow: Flow<'_>, width: Length) -> Laid<'_> {
    flow.finish();
    let mut stack = Stack::default();
    stack.reserve(flow.nodes.len());
    flow.nodes.into_iter().for_each(|node| stack.add(node));
    let out_of_flow = flow.out_of_flow.into_iter().map(|(_, out)| out).collect();
    Laid { fragment: stack.end(width), out_of_flow }
}

/// Puts nodes below each other and paints the frames that lie around them.
#[derive(Default)]
pub(super) struct Stack {
    fragment: Fragment,
    y: Length,
    /// Frames that are open, with their tops and what was drawn before them: they are painted below their content.
    open: Vec<(FlowFrame, Length, usize)>,
    /// What is drawn after the last piece if that is the last in its frame.
    tail: Option<(usize, Point, Vec<FragmentItem>)>,
}

impl Stack {
    /// Makes room for what `count` nodes draw, exactly: most boxes hold a line or two.
    pub(super) fn reserve(&mut self, count: usize) {
        self.fragment.items.reserve_exact(count);
    }

    /// Begins a further part of a frame.
    pub(super) fn reopen(&mut self, frame: &FlowFrame) {
        self.open(frame.clone());
        if let Some(again) = &frame.again {
            self.fragment.items.push(FragmentItem::Repeated(Point::new(frame.x, self.y), Rc::clone(again)));
            self.y += again.size.height;
        }
    }

    /// Adds the next node.
    pub(super) fn add(&mut self, node: FlowNode<'_>) {
        match node {
            FlowNode::Space(space) => self.y += space,
            FlowNode::Open(frame) => self.open(frame),
            FlowNode::Close(_) => self.close(),
            FlowNode::Piece(piece) => self.piece(piece),
        }
    }

    /// Closes the frames that are still open and hands out the whole.
    pub(super) fn end(mut self, width: Length) -> Fragment {
        while !self.open.is_empty() {
            self.close();
        }
        self.end_tail(true);
        self.fragment.size = Size::new(width, self.y);
        self.fragment
    }

    /// The frames that are open, from the outside in.
    pub(super) fn still_open(&self) -> Vec<FlowFrame> {
        self.open.iter().map(|(frame, ..)| frame.clone()).collect()
    }

    fn open(&mut self, frame: FlowFrame) {
        let top = self.y;
        self.y += frame.top;
        self.open.push((frame, top, self.fragment.items.len()));
    }

    fn close(&mut self) {
        self.end_tail(true);
        let Some((frame, top, index)) = self.open.pop() else { return };
        self.y += frame.bottom;
        let Some(style) = &frame.style else { return };
        let rect = Rect::new(Point::new(frame.x, top), Size::new(frame.width, self.y - top));
        let paths = frame::paths(rect, style).into_iter().map(FragmentItem::ornament);
        self.fragment.items.splice(index..index, paths);
    }

    fn piece(&mut self, piece: Piece<'_>) {
        self.end_tail(false);
        let at = Point::new(piece.x, self.y);
        self.y += piece.fragment.size.height;
        if self.fragment.baseline.is_none() {
            self.fragment.baseline = piece.fragment.baseline.map(|baseline| at.y + baseline);
        }
        if !piece.tail.is_empty() {
            self.tail = Some((self.open.len(), at, piece.tail));
        }
        self.fragment.items.push(FragmentItem::Fragment(at, piece.fragment));
    }

    fn end_tail(&mut self, last: bool) {
        if let Some((depth, at, items)) = self.tail.take()
            && (last || depth != self.open.len())
        {
            self.fragment.items.push(FragmentItem::Fragment(at, Fragment { items, ..Fragment::default() }));
        }
    }
}
