//! A page's content as streams of the file. Heads and feet that many pages of a document have are written once.

use std::collections::HashMap;

use super::{Content, Part, Share};
use crate::paint::file::{Id, Objects};
use crate::paint::packed::{Effort, Packed, SHORT};

/// Operators as they stand in the file.
pub(super) fn packed(operators: &[u8], share: Share) -> Packed {
    match share {
        _ if operators.len() < SHORT => Packed::plain(operators),
        Share::Own | Share::Pages => Packed::hastily(operators),
        Share::Symbols => Packed::of(operators, Effort::Close),
        Share::Papers => Packed::of(operators, Effort::Quick),
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
    pub(in crate::paint) fn add(&mut self, content: &mut Content, objects: &mut Objects) -> Vec<Id> {
        let stream = |part| match part {
            Part::Finished(packed) => packed.add("", objects),
            Part::Piece(operators) => self.known.get(&operators).copied().unwrap_or_else(|| {
                let id = packed(&operators, Share::Pages).add("", objects);
                self.known.insert(operators, id);
                id
            }),
        };
        content.parts.drain(..).map(stream).collect()
    }
}
