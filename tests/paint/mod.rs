//! The paint room: what is in the files it makes, as other programs see it.

mod inside;
mod outside;
mod positions;
pub mod sample;
mod structure;
