//! Ctrl-C: after the first one the customers that are being made are finished, the second ends the program at once.

use std::sync::atomic::{AtomicBool, Ordering};

use super::terminal;
use crate::base::platform::on_interrupt;
use crate::report::{Exit, Language};

static CAME: AtomicBool = AtomicBool::new(false);

/// Listens from now on. Where the system does not let us, Ctrl-C ends the program at once, as it would anyway:
/// files appear whole all the same.
pub(super) fn listen(language: Language) {
    on_interrupt(move || {
        if CAME.swap(true, Ordering::SeqCst) {
            std::process::exit(i32::from(Exit::Interrupted as u8));
        }
        terminal::write_err(language.pick(
            "\n中断します。いま作っているお客様の分を終えるまでお待ちください（もう一度 Ctrl-C を押すとすぐに終わります）。\n",
            "\nStopping after the customers that are being made (Ctrl-C again: at once).\n",
        ));
    });
}

/// Is set once Ctrl-C has been pressed.
pub(super) fn flag() -> &'static AtomicBool {
    &CAME
}

/// Whether Ctrl-C has been pressed.
pub(super) fn came() -> bool {
    CAME.load(Ordering::SeqCst)
}
