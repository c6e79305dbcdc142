//! Many customers: read and judged one after the other, made on several threads, kept in a run's folder with its
//! manifest. Merged files for the copier are [`crate::press`]' part, printed paper that comes back [`crate::audit`]'s.

pub(crate) mod about;
pub(crate) mod build;
pub(crate) mod check;
pub(crate) mod check_pages;
pub(crate) mod chosen;
pub(crate) mod digest;
pub(crate) mod documents;
pub(crate) mod errors;
pub(crate) mod events;
pub(crate) mod facts;
pub(crate) mod file_names;
mod finish;
pub(crate) mod manifest;
mod manifest_stream;
pub(crate) mod number;
pub(crate) mod order;
pub(crate) mod overview;
pub(crate) mod parts;
pub(crate) mod pool;
mod printed;
mod producer;
pub(crate) mod program;
pub(crate) mod queue;
pub(crate) mod record;
pub(crate) mod record_store;
pub(crate) mod recorded;
pub(crate) mod request;
pub(crate) mod run_name;
pub(crate) mod selection;
pub(crate) mod session;
pub(crate) mod setup;
mod stage;
mod surely_fits;
