//! `build --revised`: before the labels are made, what the labels of an earlier print say is found out: from the manifests
//! and label sheets in the folder for the documents, or from what `--former` names. The build itself is [`build()`](crate::batch::build::build)'s.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use crate::audit::scan::{ScanOrder, printed};
use crate::base::{Diagnostic, Origins};
use crate::batch::build;
use crate::batch::errors::no_former_print;
use crate::batch::events::{CustomerReport, Event, EventSink, RunSummary};
use crate::batch::order::BuildOrder;
use crate::batch::session::MANIFEST;

/// Builds the documents of every customer. `on_event` gets a report on each of them in order.
pub fn build(
    order: &BuildOrder,
    stop: &AtomicBool,
    origins: &mut Origins,
    on_event: &mut EventSink<'_>,
) -> RunSummary {
    if !order.customers.labels.revised {
        return build::build(order, stop, origins, on_event);
    }
    match former(order, stop, origins) {
        Ok(printed) => {
            let mut order = order.clone();
            order.customers.labels.printed = printed;
            build::build(&order, stop, origins, on_event)
        }
        Err(errors) => {
            on_event(origins, Event::Processed(&CustomerReport::failed(order.out.clone(), errors)));
            RunSummary::default()
        }
    }
}

/// What the labels of the earlier print say.
fn former(
    order: &BuildOrder,
    stop: &AtomicBool,
    origins: &mut Origins,
) -> Result<BTreeSet<String>, Vec<Diagnostic>> {
    let labels = &order.customers.labels;
    let against = if labels.former.is_empty() { made_before(&order.out)? } else { labels.former.clone() };
    let scan = ScanOrder {
        sources: Vec::new(),
        against,
        former: Vec::new(),
        key: labels.key.clone(),
        pairs: false,
        print_date: order.customers.print_date,
        program: None,
    };
    printed(&scan, stop, origins)
}

/// The manifests of runs in the folder for the documents, and the label sheets of customers that are in no run.
fn made_before(out: &Path) -> Result<Vec<PathBuf>, Vec<Diagnostic>> {
    let none = || vec![no_former_print(out)];
    let files = crate::read::files_in(out, &["json", "pdf"]).map_err(|_| none())?;
    let is = |file: &&PathBuf, name: &str| file.file_name().is_some_and(|own| own == name);
    let manifests: Vec<PathBuf> = files.iter().filter(|file| is(file, MANIFEST)).cloned().collect();
    let is_in_run = |file: &Path| {
        manifests.iter().filter_map(|manifest| manifest.parent()).any(|run| file.starts_with(run))
    };
    let sheets = files.iter().filter(|file| is(file, "labels.pdf") && !is_in_run(file)).cloned();
    let found: Vec<PathBuf> = manifests.iter().cloned().chain(sheets).collect();
    if found.is_empty() { Err(none()) } else { Ok(found) }
}
