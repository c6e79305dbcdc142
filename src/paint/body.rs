//! Bodies: a page of a merged file in, the streams that make up its content out.
//!
//! A piece that was written before is only referred to. One that is new is likely to differ from a known one in
//! a name or a number only: what was seen before in it goes into streams that the next customer's page can share,
//! and the rest of the whole page into one stream of its own. A file's first document is too early to tell: its
//! pieces are written whole.

use std::sync::Arc;

use super::content::{Setting, piece};
use super::file::{Deflater, Id, Store};
use super::pieces::{Key, REMEMBERED, Remembered, key, pieces};
use crate::base::Diagnostic;
use crate::layout::{Item, ItemKind, Page};

/// Bytes of operators that are as long as the head of a stream: fewer are shared from the third time on.
const SMALL: usize = 160;

/// What was written and seen so far.
pub(super) struct Bodies {
    /// The streams of pieces.
    known: Remembered<Id>,
    /// Single items.
    seen: Remembered<()>,
    /// Runs of items that were seen before, but have no stream.
    runs: Remembered<()>,
    /// Whether a document before this one was written.
    later: bool,
}

impl Default for Bodies {
    fn default() -> Self {
        let (known, seen) = (Remembered::of(REMEMBERED), Remembered::of(REMEMBERED));
        Self { known, seen, runs: Remembered::of(REMEMBERED), later: false }
    }
}

/// Where the streams go.
pub(super) struct Sink<'a, S> {
    pub(super) store: &'a mut S,
    pub(super) deflater: &'a mut Deflater,
}

impl<S: Store> Sink<'_, S> {
    fn write(&mut self, bytes: &[u8]) -> Id {
        let deflated: Arc<[u8]> = self.deflater.deflate(bytes).into();
        self.store.add_stream(b"/Filter/FlateDecode".to_vec(), deflated)
    }
}

/// The content of a page in the making.
#[derive(Default)]
struct Body {
    /// Streams that are finished.
    streams: Vec<Id>,
    /// What no other page shares, painted last.
    own: Vec<u8>,
}

impl Bodies {
    /// All that was written so far was of one document.
    pub(super) fn end_document(&mut self) {
        self.later = true;
    }

    /// Writes the content of `page`; returns the streams in the order of painting.
    ///
    /// # Errors
    /// As [`piece`].
    pub(super) fn write(
        &mut self,
        page: &Page,
        blocks: &[usize],
        setting: &Setting<'_>,
        sink: &mut Sink<'_, impl Store>,
    ) -> Result<Vec<Id>, Vec<Diagnostic>> {
        let mut body = Body::default();
        for range in pieces(page, 0, blocks) {
            let items = &page.items[range];
            let bytes = piece(items, page, setting)?;
            let key = key(&bytes);
            if let Some(id) = self.known.get(&key).copied() {
                body.streams.push(id);
                continue;
            }
            let seen =
                items.iter().map(|item| self.see(item, page, setting)).collect::<Result<Vec<_>, _>>()?;
            if self.later {
                self.split(items, &seen, page, setting, sink, &mut body)?;
            } else {
                body.streams.push(self.keep(key, &bytes, sink));
            }
        }
        if !body.own.is_empty() {
            body.streams.push(sink.write(&body.own));
        }
        Ok(body.streams)
    }

    /// Writes a new piece in parts: those that were seen before apart from those that were not.
    fn split(
        &mut self,
        items: &[Item],
        seen: &[bool],
        page: &Page,
        setting: &Setting<'_>,
        sink: &mut Sink<'_, impl Store>,
        body: &mut Body,
    ) -> Result<(), Vec<Diagnostic>> {
        let mut rest = items;
        for run in seen.chunk_by(|one, next| one == next) {
            let (part, others) = rest.split_at(run.len());
            rest = others;
            let bytes = piece(part, page, setting)?;
            let digest = key(&bytes);
            let shared = run.first() == Some(&true);
            match self.known.get(&digest).copied().filter(|_| shared) {
                Some(id) => body.streams.push(id),
                None if shared && (bytes.len() >= SMALL || self.runs.meet(digest)) => {
                    body.streams.push(self.keep(digest, &bytes, sink));
                }
                None if part.iter().any(covers) => body.streams.push(sink.write(&bytes)),
                None => body.own.extend_from_slice(&bytes),
            }
        }
        Ok(())
    }

    fn keep(&mut self, key: Key, bytes: &[u8], sink: &mut Sink<'_, impl Store>) -> Id {
        let id = sink.write(bytes);
        self.known.keep(key, id);
        id
    }

    /// Whether an item of that look was seen before. A symbol never is: no two are alike.
    fn see(&mut self, item: &Item, page: &Page, setting: &Setting<'_>) -> Result<bool, Vec<Diagnostic>> {
        if matches!(item.kind, ItemKind::Symbol(..)) {
            return Ok(false);
        }
        Ok(self.seen.meet(key(&piece(std::slice::from_ref(item), page, setting)?)))
    }
}

/// Whether an item hides what was painted before it, so that it must not be painted last.
fn covers(item: &Item) -> bool {
    match &item.kind {
        ItemKind::Path(path) => path.fill.is_some(),
        ItemKind::Picture(..) => true,
        ItemKind::Text(_) | ItemKind::Symbol(..) => false,
    }
}
