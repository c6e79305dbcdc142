//! A page's content as streams of the file. Heads and feet that many pages of a document have are written once.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Content, Part, Share};
use crate::paint::file::{Deflater, Id, Objects};

/// Below so many bytes deflating saves less than it takes.
const SMALL: usize = 400;

/// Operators as they stand in the file.
#[derive(Clone)]
pub(super) struct Packed {
    bytes: Arc<[u8]>,
    is_deflated: bool,
}

impl Packed {
    pub(super) fn new(operators: &[u8], share: Share, deflater: &mut Deflater) -> Self {
        let deflated = match share {
            _ if operators.len() < SMALL => return Self { bytes: operators.into(), is_deflated: false },
            Share::Own | Share::Pages => Deflater::hastily(|deflater| deflater.deflate(operators)),
            Share::Symbols => Deflater::closely(|deflater| deflater.deflate(operators)),
            Share::Papers => deflater.deflate(operators),
        };
        Self { bytes: deflated.into(), is_deflated: true }
    }

    fn add(self, objects: &mut Objects) -> Id {
        objects.add_stream(if self.is_deflated { "/Filter/FlateDecode" } else { "" }, self.bytes)
    }
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
        let stream = |part| match part {
            Part::Finished(packed) => packed.add(objects),
            Part::Piece(operators) => self.known.get(&operators).copied().unwrap_or_else(|| {
                let id = Packed::new(&operators, Share::Pages, deflater).add(objects);
                self.known.insert(operators, id);
                id
            }),
        };
        content.parts.drain(..).map(stream).collect()
    }
}
