//! [`EncodedStream`]: bytes in, the bytes of a stream as they stand in the file out, deflated or not.

use std::cell::RefCell;

use flate2::{Compress, Compression, FlushCompress, Status};

/// How hard deflate tries: zlib's level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    /// For tables of one document: two fifths of the time of [`Fast`](Self::Fast) for a tenth more bytes; of the values
    /// of a structure, a quarter more.
    Fastest = 1,
    /// For what only one document has: a third of the time of [`Full`](Self::Full) for a tenth more bytes.
    Fast = 2,
    /// For pages full of symbols: a sheet of 24 labels takes twice the time of [`Fast`](Self::Fast) and a fifth fewer
    /// bytes; the next level takes as much again for a fifteenth.
    Middle = 4,
    /// For what is made once and goes into many documents: the smallest after which more time saves almost nothing.
    Full = 6,
}

/// The bytes of a stream as they stand in the file.
#[derive(Clone, Debug)]
pub(super) struct EncodedStream {
    /// As they stand there.
    pub(super) bytes: Vec<u8>,
    /// Whether they are in zlib's format.
    pub(super) is_deflated: bool,
}

impl EncodedStream {
    /// As they are.
    pub(super) fn plain(bytes: impl Into<Vec<u8>>) -> Self {
        Self { bytes: bytes.into(), is_deflated: false }
    }

    /// Deflated.
    pub(super) fn deflated(bytes: &[u8], level: Level) -> Self {
        Self { bytes: deflate(bytes, level), is_deflated: true }
    }
}

std::thread_local! {
    /// Set up once in each thread: its tables are as large as a processor's nearer caches.
    static COMPRESS: RefCell<Compress> = RefCell::new(Compress::new(Compression::new(Level::Fast as u32), true));
}

/// `bytes` in zlib's format.
fn deflate(bytes: &[u8], level: Level) -> Vec<u8> {
    /// Room for the header and check sum, and for bytes that do not compress.
    const MARGIN: usize = 64;
    COMPRESS.with_borrow_mut(|compress| {
        compress.reset();
        if compress.set_level(Compression::new(level as u32)).is_err() {
            // Only in the midst of a stream can it be refused.
            *compress = Compress::new(Compression::new(level as u32), true);
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
