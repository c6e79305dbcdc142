//! Blocks that were laid before in this thread: a [`Tape`] of what a block did to the list is played again, with the
//! same slabs, or the [`Filling`] of a box that is laid whole is taken again. Only blocks that `parse` knows again come
//! here, and only those laid without fault on the embedded faces.

use std::cell::RefCell;
use std::rc::Rc;

use crate::base::Length;
use crate::base::recent::Lately;
use crate::parse::Block;

use super::blocks::{Inner, Layer};
use super::flow::{Flow, Frame, Hanging, Piece};
use super::slab::{Draw, Mark, Numbers, Owner, SharedSlab, Slab};
use super::{Element, Point};

/// Blocks that are young at most; as many again are old, and go if nobody asks for them.
const YOUNG: usize = 1_000;

std::thread_local! {
    /// All tapes, by the block and the room that it was laid in.
    static FLOWING: RefCell<Laid<Tape>> = RefCell::new(Lately::of(YOUNG));
    /// The contents of boxes that are laid whole, by the block and its width and height.
    static BOXED: RefCell<Laid<Filling>> = RefCell::new(Lately::of(YOUNG));
    /// The widths that blocks would like.
    static WANTED: RefCell<Lately<Key, (Rc<Block>, Length)>> = RefCell::new(Lately::of(YOUNG));
}

/// What came of blocks; with the block, whose address then stays its own.
type Laid<T> = Lately<Key, (Rc<Block>, Rc<T>)>;

/// Stands for a length that is not given.
const NONE: Length = Length::pt(-1.0);

/// A block by its address, which stays its own as long as a tape holds it; and everything else that decides how it
/// is laid: lengths in points and the scale as bits, and how deep it stands.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Key {
    block: *const Block,
    numbers: [u64; 6],
    inside: (u32, u32),
}

/// The content of a box.
#[derive(Debug)]
struct Filling {
    slab: Rc<SharedSlab>,
    /// Its elements, and the number that the first of them had.
    elements: Vec<Element>,
    first: usize,
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
    Marker(Shared, Length),
    Open(Frame),
    Close(Length),
    Piece { x: Length, slab: Shared, before: u32, tail: Vec<Draw> },
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
            Step::Piece { slab, .. } => slab.slab.size.height.fits(height),
            _ => true,
        };
        self.steps.iter().all(fits)
    }

    fn share(&self, slab: &mut Slab) -> Shared {
        // What a block within this one shared is taken as it is: each slab around it would have to be looked up.
        if let [Draw::Shared(at, inner, Owner::Elements(numbers))] = slab.draws.as_slice()
            && *at == Point::default()
            && (slab.size, slab.baseline) == (inner.size, inner.baseline)
        {
            return Shared { slab: Rc::clone(inner), numbers: *numbers };
        }
        let shared = Rc::new(std::mem::take(slab).into());
        let numbers = Numbers { from: self.first, to: self.first, others: self.parent };
        *slab = repeated(&shared, numbers);
        Shared { slab: shared, numbers }
    }
}

/// A slab and how its elements were numbered when the tape was recorded.
#[derive(Debug)]
struct Shared {
    slab: Rc<SharedSlab>,
    numbers: Numbers,
}

impl Shared {
    /// A slab that draws it where the elements of the whole tape have other numbers.
    fn again(&self, numbers: Numbers) -> Slab {
        repeated(&self.slab, self.numbers.within(Some(numbers)))
    }
}

impl Layer<'_> {
    /// Whether `block` may have been laid before: only what `parse` keeps can come a second time.
    pub(super) fn may_be_known(&self, block: &Rc<Block>) -> bool {
        Rc::strong_count(block) > 1 && self.fonts.added().next().is_none()
    }

    /// As [`in_flow`](Self::in_flow), from the tape if there is one.
    pub(super) fn known<'t>(
        &mut self,
        block: &'t Rc<Block>,
        parent: Option<usize>,
        x: Length,
        room: Length,
        flow: &mut Flow<'t>,
    ) {
        let key = self.key(block, x, room);
        if let Some((_, tape)) = FLOWING.with_borrow_mut(|known| known.get(&key)) {
            return self.play(&tape, block, parent, flow);
        }
        let (first, faults) = (self.structure.len(), self.faults.len());
        flow.record(Tape::new(first, parent));
        self.in_flow(block, parent, x, room, flow);
        let Some(mut tape) = flow.recorded() else { return };
        if !tape.is_broken && self.faults.len() == faults && tape.fits(self.page_height) {
            tape.elements = self.structure.since(first).to_vec();
            FLOWING.with_borrow_mut(|known| known.keep(key, (Rc::clone(block), Rc::new(tape))));
        }
    }

    /// As [`content`](Self::content), known from before if it can be.
    pub(super) fn content_of<'t>(
        &mut self,
        block: &'t Rc<Block>,
        element: Option<usize>,
        width: Length,
        height: Option<Length>,
    ) -> Inner<'t> {
        if !self.may_be_known(block) {
            return self.content(block, element, width, height);
        }
        let key = self.key(block, width, height.unwrap_or(NONE));
        let first = self.structure.len();
        if let Some((_, filling)) = BOXED.with_borrow_mut(|known| known.get(&key)) {
            let numbers = Numbers { from: filling.first, to: first, others: element };
            self.structure.again(&filling.elements, |element| numbers.of(element));
            return Inner { slab: repeated(&filling.slab, numbers), overs: Vec::new() };
        }
        let faults = self.faults.len();
        let inner = self.content(block, element, width, height);
        if !inner.overs.is_empty() || self.faults.len() > faults {
            return inner;
        }
        let (slab, elements) = (Rc::new(inner.slab.into()), self.structure.since(first).to_vec());
        let again = repeated(&slab, Numbers { from: first, to: first, others: element });
        let filling = Rc::new(Filling { slab, elements, first });
        BOXED.with_borrow_mut(|known| known.keep(key, (Rc::clone(block), filling)));
        Inner { slab: again, overs: Vec::new() }
    }

    /// What `measure` says that `block` would like, if it was not asked before.
    pub(super) fn wanted_before(
        &mut self,
        block: &Rc<Block>,
        measure: impl FnOnce(&mut Self) -> Length,
    ) -> Length {
        let key = self.key(block, NONE, NONE);
        if let Some((_, width)) = WANTED.with_borrow_mut(|known| known.get(&key)) {
            return width;
        }
        let faults = self.faults.len();
        let width = measure(self);
        if self.faults.len() == faults {
            WANTED.with_borrow_mut(|known| known.keep(key, (Rc::clone(block), width)));
        }
        width
    }

    /// What decides how `block` is laid, with two lengths of its place.
    fn key(&self, block: &Rc<Block>, first: Length, second: Length) -> Key {
        let (around_width, around_height) = self.around;
        let lengths = [first, second, self.page_height, around_width, around_height.unwrap_or(NONE)];
        let [first, second, page, across, down] = lengths.map(|length| length.to_pt().to_bits());
        let numbers = [first, second, page, across, down, self.scale.to_bits()];
        Key { block: Rc::as_ptr(block), numbers, inside: (self.depth as u32, self.fitting as u32) }
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
                Step::Marker(slab, x) => flow.marker(Hanging { slab: slab.again(numbers), x: *x }),
                Step::Open(frame) => flow.open(frame.clone()),
                Step::Close(bottom) => flow.close(*bottom),
                Step::Piece { x, slab, before, tail } => {
                    let slab = slab.again(numbers);
                    let (tail, source) = (tail.clone(), Some(block));
                    flow.piece(Piece { x: *x, slab, before: *before, tail, source });
                }
                Step::Keep { pieces, cost } => flow.keep(*pieces, *cost),
            }
        }
    }
}

/// A slab that draws `slab`, whose elements are numbered anew.
fn repeated(slab: &Rc<SharedSlab>, numbers: Numbers) -> Slab {
    let draws = vec![Draw::Shared(Point::default(), Rc::clone(slab), Owner::Elements(numbers))];
    Slab { size: slab.size, baseline: slab.baseline, draws }
}
