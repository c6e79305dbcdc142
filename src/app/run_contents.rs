//! `manifest show`: what a run holds: a folder in, its customers, documents and merged files out, as its manifest says. No
//! file of the run is looked at.

use std::path::Path;

use super::{DocumentKind, MergedPaper};
use crate::base::Diagnostic;
use crate::batch::errors::no_sheets;
use crate::batch::manifest::{Manifest, PrintingRecord, VolumeRecord};
use crate::batch::record::{DocumentRecord, Record};
use crate::batch::session::MANIFEST;
use crate::press::printing::Scope;
use crate::write::text;

/// What a run holds.
#[derive(Clone, Debug)]
pub struct RunContents {
    /// The run's number.
    pub run: String,
    /// The program's version.
    pub program: String,
    /// Day of printing, `2026-11-24`.
    pub print_date: String,
    /// The day of the facts.
    pub facts: Option<String>,
    /// Which documents were asked for.
    pub documents: Vec<String>,
    /// Label stock.
    pub stock: String,
    /// The files that were read.
    pub inputs: Vec<String>,
    /// The customers, in order of code.
    pub customers: Vec<RunCustomer>,
    /// Customers and files of which nothing was made, by file, with the code of the customer and those of the errors.
    pub not_made: Vec<(String, Option<String>, Vec<String>)>,
    /// What was merged for the copier, in order.
    pub printings: Vec<RunPrinting>,
    /// Merged files of all printings, and label sheets of all customers together.
    pub merged: Vec<RunVolume>,
    /// Check pages.
    pub check_pages: Vec<RunVolume>,
}

/// One printing of a run.
#[derive(Clone, Debug)]
pub struct RunPrinting {
    /// Its number.
    pub printing: u32,
    /// Of whom.
    pub scope: Scope,
    /// The printing that it adds to.
    pub since: Option<u32>,
    /// Day of printing, `2026-11-24`.
    pub print_date: String,
}

/// A customer of a run.
#[derive(Clone, Debug)]
pub struct RunCustomer {
    /// 10-digit code.
    pub code: String,
    /// The customer's name.
    pub name: String,
    /// 顧客番号.
    pub customer_no: Option<String>,
    /// 工事日.
    pub work_date: Option<String>,
    /// The dealer's company.
    pub dealer: Option<String>,
    /// The file that the customer is in.
    pub input: String,
    /// How many terminals there are.
    pub terminals: usize,
    /// How many warnings there were.
    pub warnings: usize,
    /// The documents.
    pub documents: Vec<RunDocument>,
}

/// A document of a run.
#[derive(Clone, Debug)]
pub struct RunDocument {
    /// Which one.
    pub kind: String,
    /// Pages in it.
    pub pages: usize,
    /// Labels on it, if it is the label sheet.
    pub labels: Option<usize>,
    /// Its files in the run's folder: the PDF first.
    pub files: Vec<String>,
}

/// A merged file, or a check page.
#[derive(Clone, Debug)]
pub struct RunVolume {
    /// What is in it.
    pub kind: String,
    /// Its path in the run's folder.
    pub file: String,
    /// The first and the last customer's code.
    pub codes: [String; 2],
    /// How many customers.
    pub customers: usize,
    /// Pages in it.
    pub pages: usize,
    /// What it is printed on.
    pub paper: MergedPaper,
}

/// What the run in `folder` holds.
///
/// # Errors
/// `SP030` if there is no finished run.
pub fn run_contents(folder: &Path) -> Result<RunContents, Vec<Diagnostic>> {
    let found = text(&folder.join(MANIFEST)).and_then(|text| Manifest::read(&text));
    let manifest = found.ok_or_else(|| vec![no_sheets(folder)])?;
    let not_made = manifest.not_made.iter();
    Ok(RunContents {
        run: manifest.run.clone(),
        program: manifest.program.clone(),
        print_date: manifest.print_date.clone(),
        facts: manifest.facts.as_ref().map(|facts| facts.as_of.clone()),
        documents: manifest.documents.clone(),
        stock: manifest.stock.clone(),
        inputs: manifest.inputs.iter().map(|input| input.file.clone()).collect(),
        customers: manifest.customers.iter().map(customer).collect(),
        not_made: not_made.map(|one| (one.input.clone(), one.code.clone(), one.faults.clone())).collect(),
        printings: manifest.printings.iter().map(printing).collect(),
        merged: manifest.volumes().filter(|volume| !volume.is_check_page()).map(volume).collect(),
        check_pages: manifest.check_pages.iter().map(volume).collect(),
    })
}

fn customer(record: &Record) -> RunCustomer {
    RunCustomer {
        code: record.code.clone(),
        name: record.name.clone(),
        customer_no: record.about.customer_no.clone(),
        work_date: record.about.work_date.clone().or_else(|| record.work_date.clone()),
        dealer: record.about.dealer.clone(),
        input: record.input.clone(),
        terminals: record.about.terminals,
        warnings: record.warnings.len(),
        documents: record.documents.iter().map(document).collect(),
    }
}

fn document(record: &DocumentRecord) -> RunDocument {
    RunDocument {
        kind: record.kind.clone(),
        pages: record.pages,
        labels: record.labels.as_ref().map(Vec::len),
        files: record.files.iter().map(|file| file.path.clone()).collect(),
    }
}

fn printing(record: &PrintingRecord) -> RunPrinting {
    let PrintingRecord { printing, scope, since, print_date, .. } = record.clone();
    RunPrinting { printing, scope, since, print_date }
}

fn volume(record: &VolumeRecord) -> RunVolume {
    RunVolume {
        kind: record.volume.clone(),
        file: record.file.path.clone(),
        codes: [record.first.clone(), record.last.clone()],
        customers: record.customers,
        pages: record.pages,
        paper: record.paper(),
    }
}

impl RunDocument {
    /// The kind, if this version knows it.
    pub fn known_kind(&self) -> Option<DocumentKind> {
        DocumentKind::from_stem(&self.kind)
    }
}
