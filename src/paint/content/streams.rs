//! A page's content as streams of the file: what many customers' pages have in common is deflated once in each
//! thread, and what many pages of a document have in common is written once.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use super::Content;
use crate::base::recent::{Met, Recent};
use crate::paint::file::{Deflater, Id, Objects, joined};

/// Parts of bodies that are kept: a customer's papers have some hundreds.
const KEPT: usize = 1_000;

/// Blocks are deflated together until they have so many bytes: smaller parts compress badly.
const PART: usize = 4_000;

/// Below so many bytes deflating saves less than it takes.
const SMALL: usize = 400;

std::thread_local! {
    static PARTS: RefCell<Recent<Arc<[u8]>>> = RefCell::new(Recent::of(KEPT));
}

/// The streams of a document's pages.
#[derive(Default)]
pub(in crate::paint) struct Streams {
    /// Pieces of heads and feet that are in the file.
    known: HashMap<Vec<u8>, Id>,
}

impl Streams {
    /// Adds the streams of a page; returns their numbers.
    pub(in crate::paint) fn add(
        &mut self,
        content: &mut Content,
        objects: &mut Objects,
        deflater: &mut Deflater,
    ) -> Vec<Id> {
        let mut ids = Vec::with_capacity(1 + content.rest.len());
        if !content.body.is_empty() {
            let parts: Vec<_> =
                parts(&content.ends, &content.body).map(|part| deflated(part, deflater)).collect();
            ids.push(objects.add_stream("/Filter/FlateDecode", joined(&parts, &content.body)));
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

/// `body` in parts that each end with a block. Where they end depends on the blocks alone, so that another name in
/// one of them leaves the others as they are.
fn parts<'a>(ends: &'a [usize], body: &'a [u8]) -> impl Iterator<Item = &'a [u8]> {
    let mut start = 0;
    ends.iter().enumerate().filter_map(move |(index, end)| {
        let is_last = index + 1 == ends.len();
        (end - start >= PART || is_last && *end > start).then(|| {
            let part = &body[start..*end];
            start = *end;
            part
        })
    })
}

/// A part, deflated now or before.
fn deflated(part: &[u8], deflater: &mut Deflater) -> Arc<[u8]> {
    match PARTS.with_borrow_mut(|parts| parts.find(part)) {
        Met::Known(deflated) => deflated,
        met => {
            let deflated: Arc<[u8]> = deflater.deflate_part(part).into();
            if met == Met::Again {
                PARTS.with_borrow_mut(|parts| parts.keep(part, Arc::clone(&deflated)));
            }
            deflated
        }
    }
}
