//! Printed paper that comes back: photos, scans and codes come in, what they show of a run or of labels goes out;
//! and what is missing is printed again.

pub(crate) mod apart;
mod papers;
pub(crate) mod readings;
pub(crate) mod reconcile;
pub(crate) mod reprint;
pub(crate) mod scan;
mod sheet_marks;
pub mod symbols;
pub(crate) mod typed;
pub(crate) mod wanted;
