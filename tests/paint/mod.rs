//! The paint room: what is in the files it makes, as other programs see it.

mod outside;
pub mod sample;
