//! Bodies: a page of a merged file in, the streams that make up its content out.
//!
//! A piece that was written before is only referred to. One that is new is likely to differ from a known one in
//! a name or a number only: what was seen before in it goes into streams that the next customer's page can share,
//! and the rest of the whole page into one stream of its own. A file's first document is too early to tell: its
//! pieces are written whole.

use std::sync::Arc;

use super::content::{Key, parts};
use super::file::{Deflater, Id, Store};
use super::pieces::{self, Digest, REMEMBERED, Remembered};
use super::structure::Structure;
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

/// What paints some items of the page at hand, so that they look the same after whatever stands before them.
pub(super) trait Paint: FnMut(&[Item]) -> Result<Vec<u8>, Vec<Diagnostic>> {}

impl<T: FnMut(&[Item]) -> Result<Vec<u8>, Vec<Diagnostic>>> Paint for T {}

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
    /// Those of `pen`.
    pub(super) fn write(
        &mut self,
        page: &Page,
        pen: &mut impl Paint,
        sink: &mut Sink<'_, impl Store>,
    ) -> Result<Vec<Id>, Vec<Diagnostic>> {
        let mut body = Body::default();
        for (range, _) in parts(page, &Structure::default()) {
            let items = &page.items[range];
            let key = digest(items, page);
            if let Some(id) = key.and_then(|key| self.known.get(&key).copied()) {
                body.streams.push(id);
                continue;
            }
            let seen: Vec<bool> = items.iter().map(|item| self.see(item, page)).collect();
            if self.later {
                self.split(items, &seen, page, pen, sink, &mut body)?;
            } else {
                let id = sink.write(&pen(items)?);
                key.into_iter().for_each(|key| self.known.keep(key, id));
                body.streams.push(id);
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
        pen: &mut impl Paint,
        sink: &mut Sink<'_, impl Store>,
        body: &mut Body,
    ) -> Result<(), Vec<Diagnostic>> {
        let mut rest = items;
        for run in seen.chunk_by(|one, next| one == next) {
            let (part, others) = rest.split_at(run.len());
            rest = others;
            let shared = run.first() == Some(&true);
            let digest = digest(part, page).filter(|_| shared);
            if let Some(id) = digest.and_then(|digest| self.known.get(&digest).copied()) {
                body.streams.push(id);
                continue;
            }
            let bytes = pen(part)?;
            match digest.filter(|digest| bytes.len() >= SMALL || self.runs.meet(*digest)) {
                Some(digest) => {
                    let id = sink.write(&bytes);
                    self.known.keep(digest, id);
                    body.streams.push(id);
                }
                None if part.iter().any(covers) => body.streams.push(sink.write(&bytes)),
                None => body.own.extend_from_slice(&bytes),
            }
        }
        Ok(())
    }

    /// Whether an item of that look was seen before. A symbol never is: no two are alike.
    fn see(&mut self, item: &Item, page: &Page) -> bool {
        let is_symbol = matches!(item.kind, ItemKind::Symbol(..));
        let digest = digest(std::slice::from_ref(item), page).filter(|_| !is_symbol);
        digest.is_some_and(|digest| self.seen.meet(digest))
    }
}

/// A digest of what decides how `items` look; `None` if there are bitmaps among them.
fn digest(items: &[Item], page: &Page) -> Option<Digest> {
    Some(pieces::digest(&Key::of(items, page)?.bytes))
}

/// Whether an item hides what was painted before it, so that it must not be painted last.
fn covers(item: &Item) -> bool {
    match &item.kind {
        ItemKind::Path(path) => path.fill.is_some(),
        ItemKind::Picture(..) => true,
        ItemKind::Text(_) | ItemKind::Symbol(..) => false,
    }
}
