//! The mask of a QR symbol: of the eight that the standard knows, the one is taken that looks least like what
//! readers look for. Modules in, their penalty out (ISO/IEC 18004, 7.8.3).
//!
//! The same scores as `qrcode`'s own search gives, but counted on rows of bits: its search takes ten times as
//! long, and labels and notice sheets are full of symbols.

/// Modules along one side of the largest symbol: a row of them fits a word.
pub(super) const MOST: usize = 64;

/// Modules by lines of one direction; the lowest bit is the line's first module.
pub(super) type Lines = [u64; MOST];

/// What a block of 2 × 2 modules of one colour costs.
const BLOCK: u32 = 3;
/// What a row that looks like a finder pattern costs.
const FINDER: u32 = 40;
/// Modules of a finder pattern across its middle: 1:1:3:1:1.
const FINDER_WIDTH: usize = 7;

/// How bad the symbol of those rows, and of the same by columns, looks. The least is best; there is no unit.
pub(super) fn penalty(rows: &Lines, columns: &Lines, width: usize) -> u32 {
    let (rows, columns) = (&rows[..width], &columns[..width]);
    let cost = |line: &u64| runs(*line, width) + FINDER * finders(*line, width);
    let of_lines: u32 = rows.iter().chain(columns).map(cost).sum();
    let blocks: u32 = rows.windows(2).map(|pair| blocks(pair[0], pair[1], width)).sum();
    let dark: u32 = rows.iter().map(|row| row.count_ones()).sum();
    of_lines + BLOCK * blocks + imbalance(dark, width * width)
}

/// Runs of one colour: 3 for five modules, and 1 for each more.
fn runs(line: u64, width: usize) -> u32 {
    let same = !(line ^ (line >> 1)) & low(width - 1);
    // Where five of one colour begin. A run of n modules has n - 4 such places in a row.
    let long = same & (same >> 1) & (same >> 2) & (same >> 3);
    long.count_ones() + 2 * (long & !(long << 1)).count_ones()
}

/// Places where the line looks like a finder pattern, with four light modules on either side. Beyond the symbol
/// all is light.
fn finders(line: u64, width: usize) -> u32 {
    let at = |shift: u32| line >> shift;
    let looks = line & !at(1) & at(2) & at(3) & at(4) & !at(5) & at(6);
    let before = line << 1 | line << 2 | line << 3 | line << 4;
    let after = at(7) | at(8) | at(9) | at(10);
    (looks & !(before & after) & low(width + 1 - FINDER_WIDTH)).count_ones()
}

/// Blocks of one colour between two rows.
fn blocks(upper: u64, lower: u64, width: usize) -> u32 {
    let same_below = !(upper ^ lower);
    let same_beside = !(upper ^ (upper >> 1));
    (same_below & (same_below >> 1) & same_beside & low(width - 1)).count_ones()
}

/// Half a percent off an even share of dark and light costs 1.
const fn imbalance(dark: u32, modules: usize) -> u32 {
    let share = dark as usize * 200 / modules;
    share.abs_diff(100) as u32
}

const fn low(bits: usize) -> u64 {
    (1 << bits) - 1
}
