//! Blocks that were laid before in this thread: a [`Tape`] of what a block did to the list is played again, with the
//! same slabs. Only blocks that `parse` knows again come here, and only those laid without fault on the embedded faces.

use std::cell::RefCell;
use std::rc::Rc;

use crate::base::Length;
use crate::base::recent::Lately;
use crate::parse::Block;

use super::blocks::Layer;
use super::flow::{Flow, Frame, Hanging, Piece, penalty};
use super::slab::{Draw, Mark, Numbers, Owner, Slab};
use super::whole::leads_to;
use super::{Element, Point};

/// Tapes that are young at most; as many again are old, and go if nobody asks for them.
const YOUNG: usize = 300;

std::thread_local! {
    /// All tapes, by the block and the room that it was laid in.
    static KNOWN: RefCell<Lately<Key, Laid>> = RefCell::new(Lately::of(YOUNG));
}

/// A block, and what it did.
type Laid = (Rc<Block>, Rc<Tape>);

/// A block by its address, which stays its own as long as a tape holds it; and everything else that decides how it
/// is laid, in points.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Key {
    block: *const Block,
    lengths: [u64; 4],
}

/// What a block did to the list that it was laid into.
#[derive(Debug, Default)]
pub(super) struct Tape {
    steps: Vec<Step>,
    /// Its elements, and the number that the first of them had.
    elements: Vec<Element>,
    first: usize,
    /// The element around it.
    parent: Option<usize>,
    /// It did something that cannot be done again.
    is_broken: bool,
}

/// One thing that was done to the list.
#[derive(Debug)]
enum Step {
    Margin(Length),
    BeforeNext(u32),
    Mark(Mark),
    Marker(Rc<Slab>, Length),
    Open(Frame),
    Close(Length),
    Piece { x: Length, slab: Rc<Slab>, before: u32, tail: Vec<Draw> },
    Keep { pieces: usize, cost: u32 },
}

impl Tape {
    /// A tape of a block whose first element will have that number.
    pub(super) fn new(first: usize, parent: Option<usize>) -> Self {
        Self { first, parent, ..Self::default() }
    }

    /// The list did what no tape can do again.
    pub(super) fn spoil(&mut self) {
        self.is_broken = true;
    }

    pub(super) fn margin(&mut self, margin: Length) {
        self.steps.push(Step::Margin(margin));
    }

    pub(super) fn before_next(&mut self, cost: u32) {
        self.steps.push(Step::BeforeNext(cost));
    }

    pub(super) fn mark(&mut self, mark: &Mark) {
        self.steps.push(Step::Mark(mark.clone()));
    }

    /// Notes a marker, whose slab is shared from now on.
    pub(super) fn marker(&mut self, marker: &mut Hanging) {
        let slab = self.share(&mut marker.slab);
        self.steps.push(Step::Marker(slab, marker.x));
    }

    pub(super) fn open(&mut self, frame: &Frame) {
        self.steps.push(Step::Open(frame.clone()));
    }

    pub(super) fn close(&mut self, bottom: Length) {
        self.steps.push(Step::Close(bottom));
    }

    /// Notes a piece, whose slab is shared from now on.
    pub(super) fn piece(&mut self, piece: &mut Piece<'_>) {
        let slab = self.share(&mut piece.slab);
        let tail = piece.tail.clone();
        self.is_broken |= !tail.iter().all(|draw| matches!(draw, Draw::Ornament(_)));
        self.steps.push(Step::Piece { x: piece.x, slab, before: piece.before, tail });
    }

    pub(super) fn keep(&mut self, pieces: usize, cost: u32) {
        self.steps.push(Step::Keep { pieces, cost });
    }

    /// Whether no piece is higher than that: the fault that follows is told with more than the tape knows.
    fn fits(&self, height: Length) -> bool {
        let fits = |step: &Step| match step {
            Step::Piece { slab, .. } => slab.size.height.fits(height),
            _ => true,
        };
        self.steps.iter().all(fits)
    }

    fn share(&self, slab: &mut Slab) -> Rc<Slab> {
        let shared = Rc::new(std::mem::take(slab));
        *slab = repeated(&shared, Numbers { from: self.first, to: self.first, others: self.parent });
        shared
    }
}

impl Layer<'_> {
    /// Adds the blocks of a section to `flow`, below each other.
    pub(super) fn section<'t>(
        &mut self,
        blocks: &'t [Rc<Block>],
        parent: Option<usize>,
        room: Length,
        flow: &mut Flow<'t>,
    ) {
        for (index, block) in blocks.iter().enumerate() {
            // Only what `parse` keeps can come a second time.
            if Rc::strong_count(block) > 1 && self.fonts.added().next().is_none() {
                self.known(block, parent, room, flow);
            } else {
                self.block(block, parent, Length::ZERO, room, flow);
            }
            if blocks.get(index + 1).is_some_and(|next| leads_to(block, next)) {
                flow.before_next(penalty::LED_TO);
            }
        }
    }

    fn known<'t>(&mut self, block: &'t Rc<Block>, parent: Option<usize>, room: Length, flow: &mut Flow<'t>) {
        let (around_width, around_height) = self.around;
        let lengths = [room, self.page_height, around_width, around_height.unwrap_or(Length::pt(-1.0))];
        let key = Key { block: Rc::as_ptr(block), lengths: lengths.map(|length| length.to_pt().to_bits()) };
        if let Some(tape) = KNOWN.with_borrow_mut(|known| known.get(&key).map(|(_, tape)| Rc::clone(tape))) {
            return self.play(&tape, block, parent, flow);
        }
        let (first, faults) = (self.structure.len(), self.faults.len());
        flow.record(Tape::new(first, parent));
        self.block(block, parent, Length::ZERO, room, flow);
        let Some(mut tape) = flow.recorded() else { return };
        if !tape.is_broken && self.faults.len() == faults && tape.fits(self.page_height) {
            tape.elements = self.structure.since(first).to_vec();
            KNOWN.with_borrow_mut(|known| known.keep(key, (Rc::clone(block), Rc::new(tape))));
        }
    }

    /// Does again what is on the tape of `block`.
    fn play<'t>(&mut self, tape: &Tape, block: &'t Block, parent: Option<usize>, flow: &mut Flow<'t>) {
        let numbers = Numbers { from: tape.first, to: self.structure.len(), others: parent };
        self.structure.again(&tape.elements, |element| numbers.of(element));
        for step in &tape.steps {
            match step {
                Step::Margin(margin) => flow.margin(*margin),
                Step::BeforeNext(cost) => flow.before_next(*cost),
                Step::Mark(mark) => flow.mark(mark.clone()),
                Step::Marker(slab, x) => flow.marker(Hanging { slab: repeated(slab, numbers), x: *x }),
                Step::Open(frame) => flow.open(frame.clone()),
                Step::Close(bottom) => flow.close(*bottom),
                Step::Piece { x, slab, before, tail } => {
                    let slab = repeated(slab, numbers);
                    let (tail, source) = (tail.clone(), Some(block));
                    flow.piece(Piece { x: *x, slab, before: *before, tail, source });
                }
                Step::Keep { pieces, cost } => flow.keep(*pieces, *cost),
            }
        }
    }
}

/// A slab that draws `slab`, whose elements are numbered anew.
fn repeated(slab: &Rc<Slab>, numbers: Numbers) -> Slab {
    let draws = vec![Draw::Shared(Point::default(), Rc::clone(slab), Owner::Elements(numbers))];
    Slab { size: slab.size, baseline: slab.baseline, draws }
}
