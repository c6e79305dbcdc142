//! startpack: print-ready PDF for the introduction of オンライン資格確認.
//!
//! The program is one straight walk through eight rooms, each with one door:
//! [`read`] → [`validate`] → [`plan`] → [`render`] → [`parse`] → [`layout`] → [`paint`] → [`mod@write`].
//! [`run`] is the corridor that calls them in order, [`base`] the cellar that all of them stand on,
//! [`cli`] the front door. [`scan`], beside the walk, reads the symbols of printed paper back.
//! ARCHITECTURE.md has the map and the invariants.
#![forbid(unsafe_code)]

pub mod base;
pub mod cli;
pub mod layout;
pub mod paint;
pub mod parse;
pub mod plan;
pub mod read;
pub mod render;
pub mod run;
pub mod scan;
pub mod validate;
pub mod write;

/// Of every program that is built with this library, benches included: a run takes a sixth less time than with
/// glibc's allocator, which hands room back and asks for it again some hundred times a customer.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
