//! A page's content as streams of the file: a body that many customers' papers have is deflated once in each
//! thread, and heads and feet that many pages of a document have are written once.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use super::Content;
use crate::base::recent::{Met, Recent};
use crate::paint::file::{Deflater, Id, Objects};

/// Bodies that are kept: a customer's papers have some dozens.
const KEPT: usize = 100;

/// Below so many bytes deflating saves less than it takes.
const SMALL: usize = 400;

/// So many symbols have rows in common that it pays to look for them.
const MANY: usize = 4;

std::thread_local! {
    static BODIES: RefCell<Recent<Arc<[u8]>>> = RefCell::new(Recent::of(KEPT));
}

/// The streams of a document's pages.
#[derive(Default)]
pub(in crate::paint) struct Streams {
    /// Pieces of heads and feet that are in the file.
    known: HashMap<Vec<u8>, Id>,
}

impl Streams {
    /// The streams of another document.
    pub(in crate::paint) fn new() -> Self {
        BODIES.with_borrow_mut(Recent::begin);
        Self::default()
    }

    /// Adds the streams of a page; returns their numbers.
    pub(in crate::paint) fn add(
        &mut self,
        content: &mut Content,
        objects: &mut Objects,
        deflater: &mut Deflater,
    ) -> Vec<Id> {
        let mut ids = Vec::with_capacity(1 + content.rest.len());
        if content.symbols >= MANY {
            let deflated = Deflater::closely(|deflater| deflater.deflate(&content.body));
            ids.push(objects.add_stream("/Filter/FlateDecode", deflated.into()));
        } else if !content.body.is_empty() {
            ids.push(objects.add_stream("/Filter/FlateDecode", deflated(&content.body, deflater)));
        }
        for piece in content.rest.drain(..) {
            let id = self.known.get(&piece).copied().unwrap_or_else(|| {
                let id = match piece.len() {
                    0..SMALL => objects.add_stream("", piece.as_slice().into()),
                    _ => objects.add_deflated("", &piece, deflater),
                };
                self.known.insert(piece, id);
                id
            });
            ids.push(id);
        }
        ids
    }
}

/// A body, deflated now or before.
fn deflated(body: &[u8], deflater: &mut Deflater) -> Arc<[u8]> {
    match BODIES.with_borrow_mut(|bodies| bodies.find(body)) {
        Met::Known(deflated) => deflated,
        met => {
            let deflated: Arc<[u8]> = deflater.deflate(body).into();
            if met == Met::Again {
                BODIES.with_borrow_mut(|bodies| bodies.keep(body, Arc::clone(&deflated)));
            }
            deflated
        }
    }
}
