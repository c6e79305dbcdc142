//! The files of `--against` and `--former` in, the [`Register`] of expected labels out. What was scanned is not known here.

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use super::{ScanOrder, unread};
use crate::base::{Diagnostic, Fonts, Origins, Severity, Shown};
use crate::batch::errors::catch_panic;
use crate::batch::file_names::word;
use crate::batch::manifest::Manifest;
use crate::batch::recorded::is_part_manifest;
use crate::batch::session::MANIFEST;
use crate::plan::{DocumentKind, Register};
use crate::read::{SETTINGS_FILE, TableOptions, read_all};
use crate::validate::{Site, validate};
use crate::write::text;

/// The terminals of every customer in the files of `order`, with what is known of earlier versions.
pub(super) fn register(
    order: &ScanOrder,
    stop: &AtomicBool,
    origins: &mut Origins,
) -> Result<Register, Vec<Diagnostic>> {
    let mut faults = Vec::new();
    let key = order.key.as_deref().map(crate::read::key).transpose().unwrap_or_else(|fault| {
        faults.push(fault);
        None
    });
    let mut reader =
        DataReader { order, stop, fonts: Fonts::new(), origins, register: Register::new(key), faults };
    for path in &order.against {
        if path.is_dir() { reader.folder(path) } else { reader.file(path) }
    }
    for path in &order.former {
        for site in reader.sites(path) {
            reader.register.remember(&site);
        }
    }
    if reader.faults.is_empty() { Ok(reader.register) } else { Err(reader.faults) }
}

struct DataReader<'a> {
    order: &'a ScanOrder,
    stop: &'a AtomicBool,
    fonts: Fonts,
    origins: &'a mut Origins,
    register: Register,
    faults: Vec<Diagnostic>,
}

impl DataReader<'_> {
    fn file(&mut self, path: &Path) {
        let has_ending = |ending: &str| path.extension().is_some_and(|own| own.eq_ignore_ascii_case(ending));
        if has_ending("json") {
            self.manifests(path, &[path.to_owned()]);
        } else if has_ending("pdf") {
            self.papers(path, &[path.to_owned()]);
        } else {
            for site in self.sites(path) {
                for code in self.register.add(&site) {
                    self.faults.push(unread::enrolled_twice(path, &code));
                }
            }
        }
    }

    /// A run's folder has manifests; a customer's, labels; any other may have site files.
    fn folder(&mut self, folder: &Path) {
        let files = match crate::read::files_in(folder, &["json", "toml", "pdf"]) {
            Ok(files) => files,
            Err(fault) => return self.faults.push(fault),
        };
        let is_here = |file: &Path| file.parent() == Some(folder);
        let named = |wanted: &dyn Fn(&str) -> bool| -> Vec<PathBuf> {
            files
                .iter()
                .filter(|file| file.file_name().is_some_and(|name| wanted(&name.to_string_lossy())))
                .cloned()
                .collect()
        };
        let mut manifests = named(&|name| name == MANIFEST);
        manifests.retain(|file| is_here(file));
        if manifests.is_empty() {
            manifests = named(&is_part_manifest);
            manifests.retain(|file| is_here(file));
        }
        let mut sites = named(&|name| name.ends_with(".toml") && name != SETTINGS_FILE);
        sites.retain(|file| is_here(file));
        if !manifests.is_empty() {
            self.manifests(folder, &manifests);
        } else if !sites.is_empty() {
            sites.iter().for_each(|file| self.file(file));
        } else {
            let readable = format!("_{}.pdf", word(DocumentKind::Labels));
            self.papers(folder, &named(&|name| name == "labels.pdf" || name.ends_with(&readable)));
        }
    }

    /// What the labels of a run say, as its manifests record it.
    fn manifests(&mut self, named: &Path, files: &[PathBuf]) {
        let mut count = 0;
        for file in files {
            let Some(manifest) = text(file).and_then(|found| Manifest::read(&found)) else {
                self.faults.push(unread::no_data(file));
                return;
            };
            for customer in &manifest.customers {
                for payload in customer.documents.iter().filter_map(|paper| paper.labels.as_ref()).flatten() {
                    count += usize::from(self.register.add_printed(&customer.name, payload));
                }
            }
        }
        if count == 0 {
            self.faults.push(unread::no_data(named));
        }
    }

    /// What the labels say that were made: a build of one customer leaves no other record.
    fn papers(&mut self, named: &Path, files: &[PathBuf]) {
        let mut count = 0;
        for file in files {
            let source = self.origins.add_source(file.shown(), "");
            let at = self.origins.add(crate::base::Place::File { source });
            let opened = match crate::read::scan(file, at) {
                Ok(opened) => opened,
                Err(fault) => return self.faults.push(fault),
            };
            let read = self.order.picture_reader(self.stop).read(&opened, &mut |_, found| {
                for symbol in found {
                    count += usize::from(self.register.add_printed("", &symbol.text));
                }
            });
            if let Err(why) = read {
                self.faults.push(unread::unreadable(file, at, why));
            }
        }
        if count == 0 && self.faults.is_empty() {
            self.faults.push(unread::no_data(named));
        }
    }

    /// The customers of a site file or a hearing sheet. Warnings about their data are `check`'s business.
    fn sites(&mut self, path: &Path) -> Vec<Site> {
        let mut told = Vec::new();
        let mut sites = Vec::new();
        match catch_panic(|| read_all(path, &TableOptions::default(), self.origins)) {
            Ok(intake) => {
                told.extend(intake.messages);
                let today = self.order.print_date;
                for stored in &intake.sites {
                    let judged = |file| validate(&file, &self.fonts, today, self.origins);
                    match stored.restore().and_then(judged) {
                        Ok(validated) => sites.push(validated.site),
                        Err(faults) => told.extend(faults),
                    }
                }
            }
            Err(faults) => told.extend(faults),
        }
        self.faults.extend(told.into_iter().filter(|told| told.severity == Severity::Error));
        sites
    }
}
