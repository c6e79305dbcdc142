//! The report: what the program says of its work. In: the driver's events, summaries and results. Out: lines of text
//! for people, and JSON for programs (docs/json.md), both made from one value. Not here: streams, terminals, the clock
//! and the command line.

mod alike;
mod build_result;
mod check_result;
mod customer;
mod drawing;
mod event;
mod exit;
mod facts;
mod files;
mod json;
mod language;
mod merged_file;
mod message;
mod next_steps;
mod outcome;
mod place;
mod preview;
mod printing;
mod progress;
mod reconcile;
mod reprint;
mod run_contents;
mod scan;
mod scan_code;
mod settings;
mod stock_list;
mod tables;
mod totals;
mod wrap;

pub(crate) use alike::Alike;
pub(crate) use build_result::BuildResult;
pub(crate) use check_result::CheckResult;
pub(crate) use customer::CustomerEntry;
pub(crate) use drawing::Look;
pub(crate) use event::ReportEvent;
pub(crate) use exit::Exit;
pub(crate) use facts::FactsText;
pub(crate) use files::FilesResult;
pub(crate) use json::{JsonForm, JsonWriter, Subject};
pub(crate) use language::Language;
pub(crate) use message::{About, Message, messages_text};
pub(crate) use outcome::{Conclusion, Outcome};
pub(crate) use place::{harmless, steers};
pub(crate) use preview::PreviewResult;
pub(crate) use progress::Progress;
pub(crate) use reconcile::ReconcileResult;
pub(crate) use reprint::ReprintResult;
pub(crate) use run_contents::RunList;
pub(crate) use scan::ScanResult;
pub(crate) use scan_code::ScannedCode;
pub(crate) use settings::SettingsList;
pub(crate) use stock_list::StockList;
pub(crate) use totals::Totals;
