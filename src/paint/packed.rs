//! [`Packed`]: the bytes of a stream as they stand in the file, deflated or not.

use std::cell::RefCell;
use std::sync::{Arc, LazyLock};

use flate2::{Compress, Compression, FlushCompress, Status};

use super::file::{Id, Store};
use crate::base::fingerprint::fingerprint;
use crate::base::recent::{Common, Met};

/// How hard deflate tries: zlib's level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effort {
    /// For what is small or hardly compresses, and only one document has: two fifths of the time of
    /// [`Quick`](Self::Quick) for a tenth more bytes.
    Hasty = 1,
    /// For what only one document has: a third of the time of [`Full`](Self::Full) for a tenth more bytes.
    Quick = 2,
    /// For pages full of symbols: a sheet of 24 labels takes twice the time of [`Quick`](Self::Quick) and a fifth fewer
    /// bytes; the next level takes as much again for a fifteenth.
    Close = 4,
    /// For what is made once and goes into many documents (fonts): the smallest after which more time saves almost
    /// nothing.
    Full = 6,
}

/// Streams of fewer bytes are left as they are where documents are many: deflating would save less than it takes.
pub(super) const SHORT: usize = 512;

/// Object streams that are kept: they are large, and alike only where customers have as many terminals.
const VALUES_KEPT: usize = 30;

static VALUES: LazyLock<Common<Packed>> = LazyLock::new(|| Common::of(VALUES_KEPT));

/// The bytes of a stream as they stand in the file.
#[derive(Clone)]
pub(super) struct Packed {
    /// As they stand there.
    pub(super) bytes: Arc<[u8]>,
    is_deflated: bool,
}

impl Packed {
    /// As they are.
    pub(super) fn plain(bytes: &[u8]) -> Self {
        Self { bytes: bytes.into(), is_deflated: false }
    }

    /// Deflated.
    pub(super) fn of(bytes: &[u8], effort: Effort) -> Self {
        Self { bytes: deflate(bytes, effort).into(), is_deflated: true }
    }

    /// What is small or hardly compresses, and only one document has: if it is short, as it is.
    pub(super) fn hastily(bytes: &[u8]) -> Self {
        if bytes.len() < SHORT { Self::plain(bytes) } else { Self::of(bytes, Effort::Hasty) }
    }

    /// Deflated quickly, and remembered if other documents have those bytes too.
    pub(super) fn once(bytes: &[u8]) -> Self {
        let print = fingerprint(bytes);
        match VALUES.find(print) {
            Met::Known(packed) => packed,
            met => {
                let packed = Self::of(bytes, Effort::Quick);
                if matches!(met, Met::Again) {
                    VALUES.keep(print, packed.clone());
                }
                packed
            }
        }
    }

    /// Adds the stream to a document; `entries` are those of its dictionary but `Filter` and `Length`.
    pub(super) fn add(self, entries: &str, objects: &mut impl Store) -> Id {
        objects.add_stream(self.entries(entries), self.bytes)
    }

    /// The entries of its dictionary but `Length`; `entries` are those besides `Filter`.
    pub(super) fn entries(&self, entries: &str) -> Vec<u8> {
        [entries, if self.is_deflated { "/Filter/FlateDecode" } else { "" }].concat().into_bytes()
    }
}

std::thread_local! {
    /// Set up once, and the same for all levels: its tables are as large as a processor's nearer caches.
    static COMPRESS: RefCell<Compress> = RefCell::new(Compress::new(Compression::new(Effort::Hasty as u32), true));
}

/// `bytes` in zlib's format.
pub(super) fn deflate(bytes: &[u8], effort: Effort) -> Vec<u8> {
    /// Room for the header and check sum, and for bytes that do not compress.
    const MARGIN: usize = 64;
    COMPRESS.with_borrow_mut(|compress| {
        compress.reset();
        if compress.set_level(Compression::new(effort as u32)).is_err() {
            // Only in the midst of a stream can it be refused.
            *compress = Compress::new(Compression::new(effort as u32), true);
        }
        let mut out = Vec::with_capacity(bytes.len() / 2 + MARGIN);
        loop {
            let rest = &bytes[compress.total_in() as usize..];
            match compress.compress_vec(rest, &mut out, FlushCompress::Finish) {
                Ok(Status::StreamEnd) => return out,
                // Compressing memory fails only for want of room in `out`.
                Ok(_) | Err(_) => out.reserve(rest.len() + MARGIN),
            }
        }
    })
}
