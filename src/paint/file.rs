//! The file: numbered objects in, the bytes of a PDF 1.7 out, with object streams and a cross-reference
//! stream (ISO 32000-1, 7.5.7 and 7.5.8).
//!
//! lopdf's own writer formats and packs thousands of structure elements several times slower than this one.
//! What the objects mean is not known here.

use std::hash::Hasher as _;
use std::ops::Range;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::packed::{Effort, Packed, deflate};
use super::syntax;
use crate::base::recent::Quick;

/// Objects in one object stream: many, because they compress together; not all, because a viewer
/// unpacks a whole stream for one object.
pub(super) const OBJECTS_IN_STREAM: usize = 400;

/// The number of an indirect object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Id(pub(super) u32);

impl std::fmt::Display for Id {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} 0 R", self.0)
    }
}

/// What stands behind a number.
enum Body {
    /// Nothing (yet).
    Free,
    /// A value: its bytes among [`Objects::values`], and whether other customers' papers have it too.
    Plain(Range<usize>, bool),
    /// A stream: its dictionary without `Length`, its bytes as they stand in the file.
    Stream(Vec<u8>, Arc<[u8]>),
}

/// What takes new objects and gives them numbers.
pub(super) trait Store {
    /// Adds a value.
    fn add(&mut self, value: &[u8]) -> Id;

    /// Adds a stream of bytes that are already filtered; `entries` are those of its dictionary but `Length`.
    fn add_stream(&mut self, entries: Vec<u8>, bytes: Arc<[u8]>) -> Id;
}

impl Store for Objects {
    fn add(&mut self, value: &[u8]) -> Id {
        Self::add(self, value)
    }

    fn add_stream(&mut self, entries: Vec<u8>, bytes: Arc<[u8]>) -> Id {
        Self::add_stream(self, entries, bytes)
    }
}

/// The objects of a document, by their numbers.
#[derive(Default)]
pub(super) struct Objects {
    bodies: Vec<Body>,
    /// All values, one behind the other: there are thousands.
    values: Vec<u8>,
}

impl Objects {
    /// A new number, to be [`set`](Self::set) later.
    pub(super) fn reserve(&mut self) -> Id {
        self.bodies.push(Body::Free);
        Id(self.bodies.len() as u32)
    }

    /// Adds a value.
    pub(super) fn add(&mut self, value: impl AsRef<[u8]>) -> Id {
        let id = self.reserve();
        self.set(id, value);
        id
    }

    /// Gives a reserved number its value.
    pub(super) fn set(&mut self, id: Id, value: impl AsRef<[u8]>) {
        self.set_with(id, false, |out| out.extend_from_slice(value.as_ref()));
    }

    /// Gives a reserved number the value that `write` appends. Values that other customers' papers have too are packed
    /// apart from the rest.
    pub(super) fn set_with(&mut self, id: Id, is_shared: bool, write: impl FnOnce(&mut Vec<u8>)) {
        let start = self.values.len();
        write(&mut self.values);
        if let Some(body) = self.bodies.get_mut(id.0 as usize - 1) {
            *body = Body::Plain(start..self.values.len(), is_shared);
        }
    }

    /// Adds a stream of bytes that are already filtered; `entries` are those of its dictionary but `Length`.
    pub(super) fn add_stream(&mut self, entries: impl Into<Vec<u8>>, bytes: Arc<[u8]>) -> Id {
        self.bodies.push(Body::Stream(entries.into(), bytes));
        Id(self.bodies.len() as u32)
    }

    /// The finished file.
    pub(super) fn write(self, root: Id, info: Id) -> Vec<u8> {
        let streamed: usize = self.bodies.iter().map(Body::len).sum();
        // Values are packed to a third.
        let mut file = File::new(streamed + 64 * self.bodies.len() + self.values.len() / 2);
        file.places.resize(self.bodies.len() + 1, Place::Free);
        let (mut shared, mut own) = (Vec::new(), Vec::new());
        for (number, body) in (1_u32..).zip(&self.bodies) {
            match body {
                Body::Free => {}
                Body::Plain(value, is_shared) => {
                    let values = if *is_shared { &mut shared } else { &mut own };
                    values.push((number, &self.values[value.clone()]));
                }
                Body::Stream(entries, bytes) => file.stream(number, entries, bytes),
            }
        }
        for chunk in shared.chunks(OBJECTS_IN_STREAM) {
            file.object_stream(chunk, Packed::once);
        }
        for chunk in own.chunks(OBJECTS_IN_STREAM) {
            file.object_stream(chunk, Packed::hastily);
        }
        file.finish(root, info, Effort::Quick);
        file.out
    }
}

impl Body {
    /// Bytes that surely stand in the file.
    fn len(&self) -> usize {
        match self {
            Self::Stream(entries, bytes) => entries.len() + bytes.len(),
            Self::Free | Self::Plain(..) => 0,
        }
    }
}

/// Where an object stands.
#[derive(Clone, Copy)]
enum Place {
    /// Nowhere.
    Free,
    /// At this byte.
    Offset(usize),
    /// In this object stream, at this index.
    Packed(u32, usize),
}

/// A file in the making.
pub(super) struct File {
    out: Vec<u8>,
    /// Bytes that were taken away and stand before `out` in the file.
    taken: usize,
    places: Vec<Place>,
    /// Of quick digests of all streams: what names the file needs to be no secret.
    digest: Sha256,
}

impl File {
    /// A file without objects, with room for so many bytes.
    pub(super) fn new(capacity: usize) -> Self {
        let mut out = Vec::with_capacity(capacity);
        out.extend_from_slice(b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
        // Number 0 is nobody's (7.5.4).
        Self { out, taken: 0, places: vec![Place::Free], digest: Sha256::new() }
    }

    /// A new number.
    pub(super) fn reserve(&mut self) -> Id {
        self.places.push(Place::Free);
        Id(self.places.len() as u32 - 1)
    }

    /// The bytes that were written since they were taken last.
    pub(super) fn take(&mut self) -> Vec<u8> {
        self.taken += self.out.len();
        std::mem::take(&mut self.out)
    }

    /// Writes a stream; `entries` are those of its dictionary but `Length`.
    pub(super) fn stream(&mut self, number: u32, entries: &[u8], bytes: &[u8]) {
        self.places[number as usize] = Place::Offset(self.taken + self.out.len());
        let start = self.out.len();
        syntax::integer(&mut self.out, i64::from(number));
        self.out.extend_from_slice(b" 0 obj\n<<");
        self.out.extend_from_slice(entries);
        self.out.extend_from_slice(b"/Length ");
        syntax::integer(&mut self.out, bytes.len() as i64);
        self.out.extend_from_slice(b">>\nstream\n");
        self.out.extend_from_slice(bytes);
        let mut quick = Quick::default();
        quick.write(&self.out[start..]);
        self.digest.update(quick.finish().to_be_bytes());
        self.out.extend_from_slice(b"\nendstream\nendobj\n");
    }

    /// Writes values, packed together.
    pub(super) fn object_stream(&mut self, objects: &[(u32, &[u8])], pack: impl FnOnce(&[u8]) -> Packed) {
        let number = self.places.len() as u32;
        self.places.push(Place::Free);
        let (mut heads, mut values) = (Vec::new(), Vec::new());
        for (index, &(object, value)) in objects.iter().enumerate() {
            self.places[object as usize] = Place::Packed(number, index);
            for head in [i64::from(object), values.len() as i64] {
                syntax::integer(&mut heads, head);
                heads.push(b' ');
            }
            values.extend_from_slice(value);
            values.push(b'\n');
        }
        let entries = format!("/Type/ObjStm/N {}/First {}", objects.len(), heads.len());
        heads.append(&mut values);
        let packed = pack(&heads);
        self.stream(number, &packed.entries(&entries), &packed.bytes);
    }

    /// Appends the cross-reference stream, whose dictionary is the trailer.
    pub(super) fn finish(&mut self, root: Id, info: Id, effort: Effort) {
        let number = self.places.len() as u32;
        let start = self.taken + self.out.len();
        self.places.push(Place::Offset(start));
        let id: String =
            self.digest.clone().finalize()[..16].iter().map(|byte| format!("{byte:02X}")).collect();
        let entries = format!(
            "/Type/XRef/Size {size}/W[1 4 2]/Root {root}/Info {info}/ID[<{id}><{id}>]\
             /Filter/FlateDecode/DecodeParms<</Columns {COLUMNS}/Predictor 12>>",
            size = self.places.len(),
        );
        let table = deflate(&predicted(&self.places), effort);
        self.stream(number, entries.as_bytes(), &table);
        self.out.extend_from_slice(format!("startxref\n{start}\n%%EOF\n").as_bytes());
    }
}

/// Bytes in a row of the cross-reference table: kind, offset or stream, index.
const COLUMNS: usize = 1 + 4 + 2;

/// The cross-reference table, each row as its difference from the row above (PNG's filter "Up").
fn predicted(places: &[Place]) -> Vec<u8> {
    /// The tag of the filter in front of each row.
    const UP: u8 = 2;
    let mut table = Vec::with_capacity(places.len() * (COLUMNS + 1));
    let mut above = [0_u8; COLUMNS];
    for (number, place) in places.iter().enumerate() {
        let (kind, middle, last) = match *place {
            Place::Free => (0, 0, if number == 0 { u16::MAX } else { 0 }),
            Place::Offset(offset) => (1, offset as u32, 0),
            Place::Packed(stream, index) => (2, stream, index as u16),
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
