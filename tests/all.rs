//! The tests: one binary, a module for each subject.
#![allow(clippy::unwrap_used)] // The configuration allows it in test functions only, not in what they call.
#![allow(unreachable_pub)] // The modules share among themselves what nothing exports.

mod cli;
mod examples;
mod labels;
mod made;
mod packet;
mod paint;
mod parse;
mod pictures;
mod raster;
mod read;
mod readme;
mod templates;
mod tidy;
mod walls;
