//! [`PdfFile`]: numbered objects in, the bytes of a PDF 1.7 out, with object streams and a cross-reference
//! stream (ISO 32000-1, 7.5.7 and 7.5.8).
//!
//! Streams are written as they come and values in groups, so that the bytes of a long file can be taken while it grows.
//! lopdf's own writer formats and packs thousands of structure elements several times slower than this one.
//! What the objects mean is not known here.

use flate2::Crc;
use sha2::{Digest, Sha256};

use super::encoded::{EncodedStream, Level};
use super::syntax;

/// Objects in one object stream: many, because they compress together; not all, because a viewer
/// unpacks a whole stream for one object.
const OBJECTS_IN_STREAM: usize = 400;

/// The number of an indirect object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Id(pub(super) u32);

impl std::fmt::Display for Id {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} 0 R", self.0)
    }
}

/// Where an object stands.
#[derive(Clone, Copy)]
enum ObjectPlace {
    /// Nowhere (yet).
    Free,
    /// At this byte.
    Offset(usize),
    /// In this object stream, at this index.
    Packed(u32, usize),
}

/// A file in the making.
pub(super) struct PdfFile {
    out: Vec<u8>,
    /// Bytes that were taken away and stand before `out` in the file.
    taken: usize,
    places: Vec<ObjectPlace>,
    /// Values that wait until there are enough to be packed together, one behind the other.
    values: Vec<u8>,
    /// The object that each of them is, and where it starts.
    waiting: Vec<(Id, usize)>,
    /// Of the heads and check sums of all streams: what names the file needs to be no secret.
    digest: Sha256,
}

impl PdfFile {
    /// A file without objects.
    pub(super) fn new() -> Self {
        let out = b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n".to_vec();
        let (values, waiting) = (Vec::new(), Vec::new());
        // Number 0 is nobody's (7.5.4).
        Self { out, taken: 0, places: vec![ObjectPlace::Free], values, waiting, digest: Sha256::new() }
    }

    /// A new number, to be [`set`](Self::set) later.
    pub(super) fn reserve(&mut self) -> Id {
        self.places.push(ObjectPlace::Free);
        Id(self.places.len() as u32 - 1)
    }

    /// Adds a value.
    pub(super) fn add(&mut self, value: impl AsRef<[u8]>) -> Id {
        let id = self.reserve();
        self.set(id, value);
        id
    }

    /// Gives a reserved number its value.
    pub(super) fn set(&mut self, id: Id, value: impl AsRef<[u8]>) {
        self.set_with(id, |out| out.extend_from_slice(value.as_ref()));
    }

    /// Gives a reserved number the value that `write` appends.
    pub(super) fn set_with(&mut self, id: Id, write: impl FnOnce(&mut Vec<u8>)) {
        self.waiting.push((id, self.values.len()));
        write(&mut self.values);
        self.values.push(b'\n');
        if self.waiting.len() >= OBJECTS_IN_STREAM {
            self.pack();
        }
    }

    /// Adds a stream; `entries` are those of its dictionary but `Filter` and `Length`.
    pub(super) fn add_stream(&mut self, entries: &str, stream: &EncodedStream) -> Id {
        let id = self.reserve();
        let filter = if stream.is_deflated { "/Filter/FlateDecode" } else { "" };
        self.stream(id, &[entries, filter].concat(), &stream.bytes);
        id
    }

    /// The bytes that were written since they were taken last.
    pub(super) fn take(&mut self) -> Vec<u8> {
        self.taken += self.out.len();
        std::mem::take(&mut self.out)
    }

    /// Writes what waits and the cross-reference stream, whose dictionary is the trailer. The rest of the bytes is to be
    /// [taken](Self::take) then.
    pub(super) fn finish(&mut self, root: Id, info: Id) {
        self.pack();
        let table = self.reserve();
        let start = self.taken + self.out.len();
        self.places[table.0 as usize] = ObjectPlace::Offset(start);
        let id: String =
            self.digest.clone().finalize()[..16].iter().map(|byte| format!("{byte:02X}")).collect();
        let entries = format!(
            "/Type/XRef/Size {size}/W[1 4 2]/Root {root}/Info {info}/ID[<{id}><{id}>]\
             /Filter/FlateDecode/DecodeParms<</Columns {COLUMNS}/Predictor 12>>",
            size = self.places.len(),
        );
        let rows = EncodedStream::deflated(&predicted(&self.places), Level::Fast);
        self.stream(table, &entries, &rows.bytes);
        self.out.extend_from_slice(format!("startxref\n{start}\n%%EOF\n").as_bytes());
    }

    /// Writes the values that wait, packed together.
    fn pack(&mut self) {
        /// Bytes of a number and an offset, about.
        const HEAD: usize = 10;
        if self.waiting.is_empty() {
            return;
        }
        let id = self.reserve();
        let waiting = std::mem::take(&mut self.waiting);
        let mut bytes = Vec::with_capacity(self.values.len() + waiting.len() * HEAD);
        for (index, (object, start)) in waiting.iter().enumerate() {
            self.places[object.0 as usize] = ObjectPlace::Packed(id.0, index);
            for head in [i64::from(object.0), *start as i64] {
                syntax::integer(&mut bytes, head);
                bytes.push(b' ');
            }
        }
        let entries = format!("/Type/ObjStm/N {}/First {}/Filter/FlateDecode", waiting.len(), bytes.len());
        bytes.append(&mut self.values);
        let packed = EncodedStream::deflated(&bytes, Level::Fast);
        self.stream(id, &entries, &packed.bytes);
    }

    /// Writes a stream; `entries` are those of its dictionary but `Length`.
    fn stream(&mut self, id: Id, entries: &str, bytes: &[u8]) {
        self.places[id.0 as usize] = ObjectPlace::Offset(self.taken + self.out.len());
        let head = format!("{} 0 obj\n<<{entries}/Length {}>>\nstream\n", id.0, bytes.len());
        self.out.extend_from_slice(head.as_bytes());
        self.out.extend_from_slice(bytes);
        self.out.extend_from_slice(b"\nendstream\nendobj\n");
        let mut sum = Crc::new();
        sum.update(bytes);
        self.digest.update(head);
        self.digest.update(sum.sum().to_be_bytes());
    }
}

/// Bytes in a row of the cross-reference table: kind, offset or stream, index.
const COLUMNS: usize = 1 + 4 + 2;

/// The cross-reference table, each row as its difference from the row above (PNG's filter "Up").
fn predicted(places: &[ObjectPlace]) -> Vec<u8> {
    /// The tag of the filter in front of each row.
    const UP: u8 = 2;
    let mut table = Vec::with_capacity(places.len() * (COLUMNS + 1));
    let mut above = [0_u8; COLUMNS];
    for (number, place) in places.iter().enumerate() {
        let (kind, middle, last) = match *place {
            ObjectPlace::Free => (0, 0, if number == 0 { u16::MAX } else { 0 }),
            ObjectPlace::Offset(offset) => (1, offset as u32, 0),
            ObjectPlace::Packed(stream, index) => (2, stream, index as u16),
        };
        let [a, b, c, d] = middle.to_be_bytes();
        let [e, f] = last.to_be_bytes();
        let row = [kind, a, b, c, d, e, f];
        table.push(UP);
        table.extend(row.iter().zip(above).map(|(byte, above)| byte.wrapping_sub(above)));
        above = row;
    }
    table
}
