//! startpack: print-ready PDF for the introduction of オンライン資格確認.
//!
//! The program is one straight walk through eight rooms, each with one door:
//! [`read`] → [`validate`] → [`plan`] → [`render`] → [`parse`] → [`layout`] → [`paint`] → [`mod@write`].
//! All of them stand on [`base`]. The driver calls them in order: `batch` for many customers, `press` for merged
//! files, [`audit`] for printed paper that comes back; [`app`] has its doors. [`cli`] is the command line.
//! ARCHITECTURE.md has the map and the invariants.
#![forbid(unsafe_code)]

pub mod app;
pub mod audit;
pub mod base;
mod batch;
pub mod cli;
pub mod layout;
pub mod paint;
pub mod parse;
pub mod plan;
mod press;
pub mod read;
pub mod render;
mod report;
pub mod validate;
pub mod write;
