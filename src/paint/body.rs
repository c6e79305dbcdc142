//! Bodies: a page of a merged file in, the streams that make up its content out.
//!
//! A piece that was written before is only referred to. One that is new is likely to differ from a known one in
//! a name or a number only: what was seen before in it goes into streams that the next customer's page can share,
//! and the rest of the whole page into one stream of its own. A file's first document is too early to tell: its
//! pieces are written whole.

use std::ops::Range;

use super::content::{parts, sheet};
use super::file::{Id, Store};
use super::packed::{Effort, Packed};
use super::pieces::{REMEMBERED, Remembered};
use super::structure::Structure;
use crate::base::Diagnostic;
use crate::base::fingerprint::{Fingerprint, fingerprint_within};
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

/// What other pages share.
fn everybodys(bytes: &[u8]) -> Packed {
    Packed::of(bytes, Effort::Full)
}

/// What one page has. Without symbols it is hardly longer for being deflated hastily; where it is short, for not being
/// deflated at all.
fn own(bytes: &[u8], has_symbol: bool) -> Packed {
    if has_symbol { everybodys(bytes) } else { Packed::hastily(bytes) }
}

/// The content of a page in the making.
#[derive(Default)]
struct Body {
    /// Streams that are finished.
    streams: Vec<Id>,
    /// What no other page shares, painted last.
    own: Vec<u8>,
    /// Whether there is a symbol in that.
    has_symbol: bool,
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
        store: &mut impl Store,
    ) -> Result<Vec<Id>, Vec<Diagnostic>> {
        let mut body = Body::default();
        let prints = Prints { sheet: sheet(page), items: &page.items };
        for (range, _) in parts(page, &Structure::default()) {
            let print = prints.of(range.clone());
            if let Some(id) = print.and_then(|print| self.known.get(&print)) {
                body.streams.push(id);
                continue;
            }
            let items = &page.items[range.clone()];
            let seen: Vec<bool> =
                items.iter().zip(range.start..).map(|(item, index)| self.see(item, index, &prints)).collect();
            if self.later {
                self.split((items, range.start), &seen, &prints, pen, store, &mut body)?;
            } else {
                let id = everybodys(&pen(items)?).add("", store);
                print.into_iter().for_each(|print| self.known.keep(print, id));
                body.streams.push(id);
            }
        }
        if !body.own.is_empty() {
            body.streams.push(own(&body.own, body.has_symbol).add("", store));
        }
        Ok(body.streams)
    }

    /// Writes a new piece, the items of a page from a number on, in parts: those that were seen before apart from those
    /// that were not.
    fn split(
        &mut self,
        (items, start): (&[Item], usize),
        seen: &[bool],
        prints: &Prints<'_>,
        pen: &mut impl Paint,
        store: &mut impl Store,
        body: &mut Body,
    ) -> Result<(), Vec<Diagnostic>> {
        let mut first = 0;
        for run in seen.chunk_by(|one, next| one == next) {
            let range = first..first + run.len();
            first = range.end;
            let part = &items[range.clone()];
            let shared = run.first() == Some(&true);
            let print = prints.of(start + range.start..start + range.end).filter(|_| shared);
            if let Some(id) = print.and_then(|print| self.known.get(&print)) {
                body.streams.push(id);
                continue;
            }
            let bytes = pen(part)?;
            match print.filter(|print| bytes.len() >= SMALL || self.runs.meet(*print)) {
                Some(print) => {
                    let id = everybodys(&bytes).add("", store);
                    self.known.keep(print, id);
                    body.streams.push(id);
                }
                None if part.iter().any(covers) => {
                    body.streams.push(own(&bytes, part.iter().any(is_symbol)).add("", store))
                }
                None => {
                    body.own.extend_from_slice(&bytes);
                    body.has_symbol |= part.iter().any(is_symbol);
                }
            }
        }
        Ok(())
    }

    /// Whether an item of that look was seen before. A symbol never is: no two are alike.
    fn see(&mut self, item: &Item, index: usize, prints: &Prints<'_>) -> bool {
        let print = prints.of(index..index + 1).filter(|_| !is_symbol(item));
        print.is_some_and(|print| self.seen.meet(print))
    }
}

/// What stands for the items of a page as they are written.
struct Prints<'a> {
    sheet: u64,
    items: &'a [Item],
}

impl Prints<'_> {
    /// That of the items `range`; `None` if there are bitmaps among them.
    fn of(&self, range: Range<usize>) -> Option<Fingerprint> {
        let items = &self.items[range];
        let has_bitmap = items.iter().any(|item| matches!(item.kind, ItemKind::Picture(..)));
        let kinds: Vec<_> = items.iter().map(|item| &item.kind).collect();
        (!has_bitmap).then(|| fingerprint_within(self.sheet, format!("{kinds:?}").as_bytes()))
    }
}

fn is_symbol(item: &Item) -> bool {
    matches!(item.kind, ItemKind::Symbol(..))
}

/// Whether an item hides what was painted before it, so that it must not be painted last.
fn covers(item: &Item) -> bool {
    match &item.kind {
        ItemKind::Path(path) => path.fill.is_some(),
        ItemKind::Picture(..) => true,
        ItemKind::Text(_) | ItemKind::Symbol(..) => false,
    }
}
