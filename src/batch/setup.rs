//! [`Setup`]: all that the customers of an order are read, validated and laid out with. An order comes in, and the files
//! that it names beside the customers' own are read once; the customers are read in [`super::queue`].

use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use super::errors::broken_font;
use super::order::CheckOrder;
use super::request::request;
use crate::base::{Diagnostic, Fonts, Origins};
use crate::paint::is_embeddable;
use crate::plan::Request;
use crate::read::{Office, TableOptions, font};
use crate::validate::office_note;

/// All that customers are read, validated and laid out with.
#[derive(Clone, Copy)]
pub(crate) struct Setup<'a> {
    /// Site files and hearing sheets.
    pub(crate) files: &'a [PathBuf],
    /// What the office says of itself, where the customers' data do not.
    pub(crate) office: &'a Office,
    /// How tables are to be understood.
    pub(crate) reading: &'a TableOptions,
    /// The embedded faces and those of the user.
    pub(crate) fonts: &'a Fonts,
    /// What to make of each customer.
    pub(crate) request: &'a Request,
    /// How many customers are in hand at a time.
    pub(crate) threads: usize,
    /// Once this is set no customer is begun any more.
    pub(crate) stop: &'a AtomicBool,
}

/// What the files say that an order names beside the customers' own.
pub(crate) struct Resources {
    fonts: Fonts,
    request: Request,
}

impl Resources {
    /// Reads the fonts, the label stock, the printer and the key of an order.
    ///
    /// # Errors
    /// Every error of the font files; if there is none, every error of the others.
    pub(crate) fn of(order: &CheckOrder, origins: &mut Origins) -> Result<Self, Vec<Diagnostic>> {
        let fonts = fonts(&order.fonts)?;
        let request = request(order.print_date, &order.documents, &order.labels, origins)?;
        let note = office_note(&order.office, &fonts, order.print_date, origins)?;
        let request = Request { note, ..request };
        Ok(Self { fonts, request })
    }

    /// The setup for the customers of that order.
    pub(crate) fn setup<'a>(&'a self, order: &'a CheckOrder, stop: &'a AtomicBool) -> Setup<'a> {
        let CheckOrder { files, office, reading, threads, .. } = order;
        Setup { files, office, reading, fonts: &self.fonts, request: &self.request, threads: *threads, stop }
    }
}

/// The embedded faces and those of `files` after them.
///
/// # Errors
/// `SP001` or `SP010` for every file that is no font.
pub(crate) fn fonts(files: &[PathBuf]) -> Result<Fonts, Vec<Diagnostic>> {
    let mut fonts = Fonts::new();
    let mut errors = Vec::new();
    for file in files {
        match font(file) {
            Ok(face) if is_embeddable(&face) => fonts = fonts.with(face),
            Ok(_) => errors.push(broken_font(file)),
            Err(found) => errors.extend(found),
        }
    }
    if errors.is_empty() { Ok(fonts) } else { Err(errors) }
}
