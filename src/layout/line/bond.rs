//! [`Bond`]: how hard it is to break between two neighbours, by their classes alone; and whether justification may put
//! space between them.

use super::class::{COUNT, Class};

/// How hard it is to break between two neighbours. The levels are tried in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Bond {
    /// A line may end here; groups may make that less welcome.
    Free,
    /// Inside what should stay together but may be wider than a line: a kept piece, a frame.
    Group,
    /// Inside a word of Latin letters or a code, after a sign such as - or /.
    Seam,
    /// Inside a word of Latin letters or a code.
    Word,
    /// Never.
    Never,
}

/// What two neighbours are to each other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair {
    /// How hard it is to break between them.
    pub bond: Bond,
    /// Whether justification may put space between them.
    pub expands: bool,
}

/// All pairs, worked out once.
static PAIRS: [[Pair; COUNT]; COUNT] = pairs();

/// What `before` and `after` are to each other.
pub(super) fn pair(before: Class, after: Class) -> Pair {
    PAIRS[before as usize][after as usize]
}

const fn pairs() -> [[Pair; COUNT]; COUNT] {
    let mut table = [[Pair { bond: Bond::Free, expands: true }; COUNT]; COUNT];
    let mut before = 0;
    while before < COUNT {
        let mut after = 0;
        while after < COUNT {
            let (first, second) = (Class::ALL[before], Class::ALL[after]);
            table[before][after] = Pair { bond: bond(first, second), expands: expands(first, second) };
            after += 1;
        }
        before += 1;
    }
    table
}

/// The bond between two neighbours by their classes alone (JLREQ 3.1.7, 3.1.8, 3.1.10, Appendix C).
const fn bond(before: Class, after: Class) -> Bond {
    use Class::*;
    if after.is_barred_from_start() || before.is_barred_from_end() {
        return Bond::Never;
    }
    match (before, after) {
        (Dash, Dash) => Bond::Never,
        // A sign at a word's end clings to the word, not to the Japanese beside it.
        (Joiner | LatinClosing, Latin | Digit | LatinOpening) => Bond::Seam,
        (Latin | Digit | Joiner, Latin | Digit | Joiner | LatinOpening) => Bond::Word,
        (_, Joiner) if !matches!(before, Space | WideSpace) => Bond::Never,
        _ => Bond::Free,
    }
}

/// Whether justification may put space between the two (JLREQ 3.1.11, 3.8.4, Appendix E).
const fn expands(before: Class, after: Class) -> bool {
    use Class::*;
    let held = matches!(
        (before, after),
        (
            Opening
                | LatinOpening
                | Prefix
                | Middle
                | Space
                | WideSpace
                | FixedSpace
                | Reference
                | FrameStart,
            _
        ) | (_, Closing | LatinClosing | FullStop | Comma | Middle | Dividing | Postfix | Space | WideSpace)
            | (_, FixedSpace | Combining | FrameEnd)
            | (Dash, Dash)
            | (Ellipsis, Ellipsis)
            | (WideDigit, WideDigit)
    );
    !(held || before.is_word() && after.is_word() || matches!((before, after), (LatinClosing, Latin | Digit)))
}
