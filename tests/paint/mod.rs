//! The paint room: what is in the files it makes, as other programs see it.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod inside;
pub(crate) mod outside;
mod positions;
mod prebuilt;
pub(crate) mod sample;
mod structure;
