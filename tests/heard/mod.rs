//! What a listener gets of a finished file: its structure, read by a reader of our own, and the rules that it keeps.

mod reader;
mod rules;

pub use reader::heard;
