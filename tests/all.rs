//! The tests: one binary, a module for each subject.
#![allow(clippy::unwrap_used)] // The configuration allows it in test functions only, not in what they call.

mod examples;
mod labels;
mod made;
mod packet;
mod paint;
mod parse;
mod templates;
