//! The print shop: what goes through the copier. Finished customers of a run come in; merged files with cover sheets
//! and numbered sheets, common label sheets test sheets and the guide go out. How customers are read and kept is
//! [`crate::batch`]'s part.

mod common_addresses;
mod common_labels;
pub(crate) mod guide;
pub(crate) mod next_printing;
pub(crate) mod print_run;
pub(crate) mod printing;
mod replacements;
pub(crate) mod sheets;
pub(crate) mod stack;
pub(crate) mod test_sheet;
mod volume_content;
pub(crate) mod volumes;
