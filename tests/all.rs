//! The tests: one binary, a module for each subject.
#![allow(clippy::unwrap_used, unreachable_pub)] // The configuration allows it in test functions only, not in what they call.

mod agree;
mod cli;
mod dates;
mod errors;
mod examples;
mod facts_table;
mod gallery;
mod golden;
mod handover;
mod known;
mod labels;
mod layout;
mod legible;
mod lines;
mod made;
mod many;
mod oracle;
mod packet;
mod paint;
mod parse;
mod pictures;
mod raster;
mod read;
mod readme;
mod scan;
mod sheet;
mod stock;
mod tables;
mod templates;
mod tidy;
mod walls;
