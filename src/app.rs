//! The doors of the driver: what the command line, or another front end, calls. Only functions and types that it needs
//! are named here; the work is done in `batch` (many customers), `press` (merged files) and [`crate::audit`] (printed paper
//! that comes back).
//!
//! An order comes in, a [`CustomerReport`] for each customer and a [`RunSummary`] go out. One customer's errors never stop
//! another's documents, and a customer's files are written only when all of them are finished. Many customers are a
//! run: made on several threads, in a folder of its own with a manifest (docs/run.md).

mod annotate;
mod convert;
mod facts;
mod mend;
mod preview;
mod record;
mod revised;
mod run_contents;
mod settings;
mod tables;
mod verify;

use std::path::Path;

use crate::base::{Diagnostic, Fonts, Origins};
use crate::batch::documents;
use crate::plan::plan;
use crate::read::read;
use crate::validate::{Site, Validated, validate};

pub use crate::audit::apart::{READ_PICTURES, serve as read_pictures};
pub use crate::audit::readings::readings;
pub use crate::audit::reconcile::{
    CustomerFinding, Reconciled, ReplacedSheet, SheetFinding, SheetReading, reconcile,
};
pub use crate::audit::reprint::{ReprintOrder, ReprintSelection, Reprinted, reprint};
pub use crate::audit::scan::{
    ScanEvent, ScanEventSink, ScanOrder, ScanSource, Scanned, SeenAt, Sighting, scan,
};
pub use crate::audit::typed::TypedCodes;
pub use crate::audit::wanted::Wanted;
pub use crate::batch::check::check;
pub use crate::batch::documents::Finished;
pub use crate::batch::events::{
    CustomerReport, Event, EventSink, MergedPaper, MergedVolume, Output, OutputDocument, PrintingSummary,
    ReportedCustomer, RunSummary, State,
};
pub use crate::batch::number::RunPart;
pub use crate::batch::order::{BuildOrder, CheckOrder, Merge, Supplement};
pub use crate::batch::parts::merge;
pub use crate::batch::request::{DEFAULT_STOCK, LabelOptions, request};
pub use crate::batch::run_name::is_run_name;
pub use crate::batch::selection::{Selection, Sorting};
pub use crate::plan::stock::{Feed, Stock};
pub use crate::plan::{
    Change, Design, DocumentKind, ExpectedTerminal, Fact, Judged, LabelCode, LabelRequest, OwnFact, Register,
    Request, Tie, Verdict,
};
pub use crate::press::guide::guide;
pub use crate::press::printing::Scope;
pub use crate::press::test_sheet::{all_stock, calibrate, draw_stock};
pub use crate::read::{
    AssignedColumn, ColumnState, FieldName, HiddenRows, NewCell, Office, SETTING_KEYS, SETTINGS_FILE,
    Setting, Settings, TableOptions, TableView, ViewedColumn, ViewedRow, field_names, settings,
};
pub use crate::validate::typed_date;
pub use annotate::{AnnotatedCheck, check_and_annotate};
pub use convert::{Converted, convert, new_file};
pub use facts::{use_facts, write_facts};
pub use mend::mend;
pub use preview::{Preview, PreviewOrder, preview};
pub use record::{RecordOrder, RecordTask, record};
pub use revised::build;
pub use run_contents::{RunContents, RunCustomer, RunDocument, RunPrinting, RunVolume, run_contents};
pub use settings::write_settings;
pub use tables::tables;
pub use verify::{Fault, FileFault, Verified, verify};

/// Reads and validates one site file.
///
/// # Errors
/// Every error of the file, with its warnings.
pub fn site(
    path: &Path,
    request: &Request,
    fonts: &Fonts,
    origins: &mut Origins,
) -> Result<Validated, Vec<Diagnostic>> {
    let file = read(path, origins)?;
    validate(&file, fonts, request.print_date, origins)
}

/// Makes the documents of one site in memory: no disk, no clock.
///
/// # Errors
/// What `plan` and the rooms after it find.
pub fn documents(site: &Site, request: &Request, fonts: &Fonts) -> Result<Vec<Finished>, Vec<Diagnostic>> {
    documents::print(&plan(site, request)?, request, fonts)
}
