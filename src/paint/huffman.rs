//! Deflate blocks (RFC 1951): tokens in, one block with codes of its own out, in zlib's wrapping (RFC 1950).
//! How the tokens are found is not known here; see `records`.

/// A byte, or a copy of bytes that came before.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Token(u32);

impl Token {
    /// Bytes that a copy has at least and at most.
    pub(super) const LENGTHS: std::ops::RangeInclusive<usize> = 3..=258;
    /// Bytes that a copy reaches back at most.
    pub(super) const REACH: usize = 1 << 15;

    /// A byte as it is.
    pub(super) fn byte(byte: u8) -> Self {
        Self(u32::from(byte))
    }

    /// `length` bytes from `distance` bytes back. Both must be in their bounds.
    pub(super) fn copy(length: usize, distance: usize) -> Self {
        Self(1 << 31 | (length as u32) << 15 | (distance as u32 - 1))
    }

    /// The code of a byte or a length (3.2.5), with its extra bits and their number; and of the distance.
    fn codes(self) -> (Code, Option<Code>) {
        if self.0 >> 31 == 0 {
            return (Code { symbol: self.0 as usize, extra: 0, bits: 0 }, None);
        }
        let (length, distance) = (self.0 >> 15 & 0x1FF, self.0 & 0x7FFF);
        (Code::length(length), Some(Code::distance(distance)))
    }
}

/// A symbol of an alphabet, and the bits behind it.
struct Code {
    symbol: usize,
    extra: u32,
    bits: u32,
}

impl Code {
    fn length(length: u32) -> Self {
        const FIRST: u32 = 257;
        const LONGEST: u32 = 258;
        match length - 3 {
            _ if length == LONGEST => Self { symbol: 285, extra: 0, bits: 0 },
            short @ 0..8 => Self { symbol: (FIRST + short) as usize, extra: 0, bits: 0 },
            rest => {
                let bits = rest.ilog2() - 2;
                let symbol = FIRST + 4 * (bits + 1) + (rest >> bits & 3);
                Self { symbol: symbol as usize, extra: rest & ((1 << bits) - 1), bits }
            }
        }
    }

    /// `distance` less 1.
    fn distance(distance: u32) -> Self {
        if distance < 4 {
            return Self { symbol: distance as usize, extra: 0, bits: 0 };
        }
        let bits = distance.ilog2() - 1;
        let symbol = 2 * (bits + 1) + (distance >> bits & 1);
        Self { symbol: symbol as usize, extra: distance & ((1 << bits) - 1), bits }
    }
}

/// Bytes and lengths; distances; lengths of codes.
const LITERALS: usize = 286;
const DISTANCES: usize = 30;
const CODE_LENGTHS: usize = 19;
/// Ends a block.
const END: usize = 256;
/// Bits that a code has at most, and one of the lengths' code.
const LIMIT: u8 = 15;
const LENGTH_LIMIT: u8 = 7;

/// `bytes`, which `tokens` stand for, in zlib's format.
pub(super) fn zlib(bytes: &[u8], tokens: &[Token]) -> Vec<u8> {
    let (mut literals, mut distances) = ([0_u32; LITERALS], [0_u32; DISTANCES]);
    for token in tokens {
        let (literal, distance) = token.codes();
        literals[literal.symbol] += 1;
        if let Some(distance) = distance {
            distances[distance.symbol] += 1;
        }
    }
    literals[END] += 1;
    // A code must have a symbol even if none is used (3.2.7).
    distances[0] = distances[0].max(u32::from(distances.iter().all(|count| *count == 0)));
    let (literals, distances) = (Codes::of(&literals, LIMIT), Codes::of(&distances, LIMIT));
    // The method, a window of 32 KiB, no dictionary (RFC 1950, 2.2).
    let mut out = Bits { out: vec![0x78, 0x9C], rest: 0, count: 0 };
    out.out.reserve(bytes.len() / 4);
    // The last block; a block with codes of its own.
    out.put(1 | 2 << 1, 3);
    head(&mut out, &literals.lengths, &distances.lengths);
    for token in tokens {
        let (literal, distance) = token.codes();
        literals.put(&mut out, &literal);
        if let Some(distance) = distance {
            distances.put(&mut out, &distance);
        }
    }
    literals.put(&mut out, &Code { symbol: END, extra: 0, bits: 0 });
    out.finish(adler(bytes))
}

/// Writes the two codes' lengths (3.2.7).
fn head(out: &mut Bits, literals: &[u8], distances: &[u8]) {
    /// The order in which the lengths' code is told.
    const ORDER: [usize; CODE_LENGTHS] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
    let used = |lengths: &[u8], least: usize| {
        lengths.iter().rposition(|length| *length > 0).map_or(least, |last| least.max(last + 1))
    };
    let (literals, distances) = (&literals[..used(literals, 257)], &distances[..used(distances, 1)]);
    let all: Vec<u8> = literals.iter().chain(distances).copied().collect();
    let runs = runs(&all);
    let mut counts = [0; CODE_LENGTHS];
    runs.iter().for_each(|code| counts[code.symbol] += 1);
    let codes = Codes::of(&counts, LENGTH_LIMIT);
    let told = ORDER.iter().rposition(|symbol| codes.lengths[*symbol] > 0).map_or(4, |last| 4.max(last + 1));
    out.put(literals.len() as u32 - 257, 5);
    out.put(distances.len() as u32 - 1, 5);
    out.put(told as u32 - 4, 4);
    ORDER[..told].iter().for_each(|symbol| out.put(u32::from(codes.lengths[*symbol]), 3));
    runs.iter().for_each(|code| codes.put(out, code));
}

/// Lengths of codes with their repetitions: 16 repeats the last, 17 and 18 are zeros.
fn runs(lengths: &[u8]) -> Vec<Code> {
    let mut codes = Vec::new();
    for run in lengths.chunk_by(|one, next| one == next) {
        let (length, mut rest) = (run[0], run.len());
        if length > 0 {
            codes.push(Code { symbol: usize::from(length), extra: 0, bits: 0 });
            rest -= 1;
        }
        while rest > 0 {
            let (symbol, least, most, bits) = match (length, rest) {
                (_, 0..3) => (usize::from(length), 1, 1, 0),
                (0, 3..11) => (17, 3, 10, 3),
                (0, _) => (18, 11, 138, 7),
                _ => (16, 3, 6, 2),
            };
            let count = rest.min(most);
            codes.push(Code { symbol, extra: (count - least) as u32, bits });
            rest -= count;
        }
    }
    codes
}

/// A prefix code: the length of each symbol's code, and the code with its first bit lowest.
struct Codes {
    lengths: Vec<u8>,
    codes: Vec<u16>,
}

impl Codes {
    fn of(counts: &[u32], limit: u8) -> Self {
        let lengths = lengths(counts, limit);
        let mut next = 0_u16;
        let mut codes = vec![0; lengths.len()];
        for length in 1..=limit {
            for (code, _) in codes.iter_mut().zip(&lengths).filter(|(_, own)| **own == length) {
                *code = next.reverse_bits() >> (16 - length);
                next += 1;
            }
            next <<= 1;
        }
        Self { lengths, codes }
    }

    fn put(&self, out: &mut Bits, code: &Code) {
        out.put(u32::from(self.codes[code.symbol]), u32::from(self.lengths[code.symbol]));
        out.put(code.extra, code.bits);
    }
}

/// Lengths of an optimal prefix code (Huffman's), none over `limit`; where that binds, nearly optimal.
fn lengths(counts: &[u32], limit: u8) -> Vec<u8> {
    let mut leaves: Vec<(u32, usize)> = counts
        .iter()
        .enumerate()
        .filter(|(_, count)| **count > 0)
        .map(|(symbol, count)| (*count, symbol))
        .collect();
    leaves.sort_unstable();
    let mut lengths = vec![0; counts.len()];
    if let [(_, symbol)] = leaves[..] {
        lengths[symbol] = 1;
        return lengths;
    }
    loop {
        let depths = depths(&leaves);
        if depths.iter().all(|depth| *depth <= limit) {
            leaves.iter().zip(depths).for_each(|((_, symbol), depth)| lengths[*symbol] = depth);
            return lengths;
        }
        // Flatter counts make a flatter tree; the order stays.
        leaves.iter_mut().for_each(|(count, _)| *count = *count / 2 + 1);
    }
}

/// How deep each leaf stands in the tree; leaves come with their counts rising.
fn depths(leaves: &[(u32, usize)]) -> Vec<u8> {
    let nodes = leaves.len().saturating_sub(1);
    // Leaves, then inner nodes, each with its parent; both lists rise.
    let mut parents = vec![0; leaves.len() + nodes];
    let mut sums: Vec<u32> = Vec::with_capacity(nodes);
    let (mut leaf, mut inner) = (0, 0);
    for node in 0..nodes {
        let mut sum = 0;
        for _ in 0..2 {
            let is_leaf = leaf < leaves.len() && (inner >= sums.len() || leaves[leaf].0 <= sums[inner]);
            let (child, count) =
                if is_leaf { (leaf, leaves[leaf].0) } else { (leaves.len() + inner, sums[inner]) };
            parents[child] = leaves.len() + node;
            *if is_leaf { &mut leaf } else { &mut inner } += 1;
            sum += count;
        }
        sums.push(sum);
    }
    let mut depths = vec![0_u8; parents.len()];
    for child in (0..parents.len().saturating_sub(1)).rev() {
        depths[child] = depths[parents[child]] + 1;
    }
    depths.truncate(leaves.len());
    depths
}

/// Bits in the making, the lowest of a byte first.
struct Bits {
    out: Vec<u8>,
    rest: u64,
    count: u32,
}

impl Bits {
    fn put(&mut self, bits: u32, count: u32) {
        self.rest |= u64::from(bits) << self.count;
        self.count += count;
        if self.count >= 32 {
            self.out.extend_from_slice(&(self.rest as u32).to_le_bytes());
            self.rest >>= 32;
            self.count -= 32;
        }
    }

    fn finish(mut self, sum: u32) -> Vec<u8> {
        let bytes = self.count.div_ceil(8) as usize;
        self.out.extend_from_slice(&self.rest.to_le_bytes()[..bytes]);
        self.out.extend_from_slice(&sum.to_be_bytes());
        self.out
    }
}

/// The check sum of zlib's format (RFC 1950, 8.2).
fn adler(bytes: &[u8]) -> u32 {
    const PRIME: u32 = 65_521;
    /// Bytes after which the sums may not fit their words.
    const CHUNK: usize = 5_552;
    let (mut one, mut two) = (1_u32, 0_u32);
    for chunk in bytes.chunks(CHUNK) {
        for byte in chunk {
            one += u32::from(*byte);
            two += one;
        }
        one %= PRIME;
        two %= PRIME;
    }
    two << 16 | one
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    fn inflated(bytes: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        flate2::read::ZlibDecoder::new(bytes).read_to_end(&mut out).unwrap();
        out
    }

    #[test]
    fn bytes_come_back() {
        let many: Vec<u8> = (0..100_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 27) as u8).collect();
        for bytes in [&b""[..], b"a", b"aaaa", &many] {
            let tokens: Vec<Token> = bytes.iter().copied().map(Token::byte).collect();
            assert_eq!(inflated(&zlib(bytes, &tokens)), bytes);
        }
    }

    #[test]
    fn copies_of_every_length_and_distance_come_back() {
        let mut bytes: Vec<u8> =
            (0..40_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
        let mut tokens: Vec<Token> = bytes.iter().copied().map(Token::byte).collect();
        let distances = (0..15).flat_map(|power| [1 << power, (1 << power) + 1, (1 << (power + 1)) - 1]);
        for (length, distance) in Token::LENGTHS.zip(distances.cycle()).chain([(258, Token::REACH)]) {
            (0..length).for_each(|_| bytes.push(bytes[bytes.len() - distance]));
            tokens.push(Token::copy(length, distance));
        }
        assert_eq!(inflated(&zlib(&bytes, &tokens)), bytes);
    }

    #[test]
    fn no_code_is_longer_than_allowed() {
        // Fibonacci's numbers make the deepest tree.
        let mut counts = vec![1, 1];
        (2..40).for_each(|n| counts.push(counts[n - 1] + counts[n - 2]));
        for limit in [7, 15] {
            let lengths = lengths(&counts, limit);
            assert!(lengths.iter().all(|length| (1..=limit).contains(length)));
            let room: f64 = lengths.iter().map(|length| 0.5_f64.powi(i32::from(*length))).sum();
            assert!(room <= 1.0);
        }
    }
}
