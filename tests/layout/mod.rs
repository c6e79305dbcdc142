//! The layout room: what must hold for every document, and how single constructs break over pages.

mod bad;
mod breaking;
mod places;
mod properties;
mod sample;
