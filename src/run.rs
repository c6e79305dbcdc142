//! The corridor: calls the eight rooms in order for each file. The only place that names them all.
//!
//! Files and a [`Request`] come in, an [`Account`] for each file goes out. One customer's fault never stops
//! another's documents, and a customer's files are written only when all of them are finished.

mod fault;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::base::{Diagnostic, Fonts, Origin, Origins};
use crate::layout::{Pages, layout};
use crate::paint::{Pdf, Pictures, Properties, paint, png};
use crate::parse::parse;
use crate::plan::{Document, Plan, plan};
use crate::read::read;
use crate::render::render;
use crate::validate::{Site, Validated, validate};
use crate::write::{Output, write};
use fault::{guarded, same_folder};

pub use crate::plan::{DocumentKind, Request};

/// The label stock that is meant where none is named: A-one 72212, 2 × 6 labels of 86.4 × 42.3 mm.
pub const DEFAULT_STOCK: &str = "72212";

/// What `build` is asked for.
#[derive(Clone, Debug)]
pub struct Order<'a> {
    /// The site files.
    pub files: &'a [PathBuf],
    /// The folder that gets a folder for each customer.
    pub out: &'a Path,
    /// What to make of each.
    pub request: &'a Request,
    /// Also write page pictures.
    pub pictures: bool,
}

/// What became of one file.
#[derive(Clone, Debug)]
pub struct Account {
    /// The file as the user named it.
    pub file: PathBuf,
    /// What was made; `None` after a fault, and where nothing was to be made.
    pub made: Option<Made>,
    /// Faults and doubts, in the order of the walk.
    pub diagnostics: Vec<Diagnostic>,
}

/// One customer's finished documents on disk.
#[derive(Clone, Debug)]
pub struct Made {
    /// The customer's name.
    pub name: String,
    /// The customer's folder.
    pub folder: PathBuf,
    /// The documents.
    pub documents: Vec<MadeDocument>,
}

/// One finished document on disk.
#[derive(Clone, Debug)]
pub struct MadeDocument {
    /// Which one.
    pub kind: DocumentKind,
    /// Its PDF.
    pub file: PathBuf,
    /// Pages in it.
    pub pages: usize,
    /// Labels on it, if it is the label sheet.
    pub labels: Option<usize>,
    /// Its page pictures, if they were asked for.
    pub pictures: Vec<PathBuf>,
}

/// A document, finished in memory.
#[derive(Clone, Debug)]
pub struct Finished {
    /// Which one.
    pub kind: DocumentKind,
    /// Its pages, laid out.
    pub pages: Pages,
    /// The same as PDF.
    pub pdf: Pdf,
    /// Labels on it, if it is the label sheet.
    pub labels: Option<usize>,
}

/// Told of each file as soon as it is dealt with.
pub type Tell<'a> = dyn FnMut(&Origins, &Account) + 'a;

/// Builds the documents of every file. `tell` hears of each one in turn.
pub fn build(order: &Order<'_>, fonts: &Fonts, origins: &mut Origins, tell: &mut Tell<'_>) -> Vec<Account> {
    let finish = |prepared: &Prepared, account: &mut Account| {
        let finished = guarded(|| print(&prepared.plan, order.request, fonts))?;
        account.made = Some(guarded(|| store(prepared, &finished, order, fonts))?);
        Ok(())
    };
    each(order.files, order.request, fonts, origins, &finish, tell)
}

/// Does everything for every file that can find a fault, and makes nothing.
pub fn check(
    files: &[PathBuf],
    request: &Request,
    fonts: &Fonts,
    origins: &mut Origins,
    tell: &mut Tell<'_>,
) -> Vec<Account> {
    let finish =
        |prepared: &Prepared, _: &mut Account| guarded(|| set_all(&prepared.plan, fonts)).map(|_| ());
    each(files, request, fonts, origins, &finish, tell)
}

/// Writes a commented site file to fill in. Returns its path.
///
/// # Errors
/// `SP003` if there is such a file already, `SP002` if it cannot be written.
pub fn new_site_file(path: &Path) -> Result<(), Vec<Diagnostic>> {
    crate::write::create(path, crate::read::NEW_SITE.as_bytes())
}

/// The embedded faces and those of `files` after them.
///
/// # Errors
/// `SP001` or `SP010` for every file that is no font.
pub fn fonts(files: &[PathBuf]) -> Result<Fonts, Vec<Diagnostic>> {
    let mut fonts = Fonts::new();
    let mut faults = Vec::new();
    for file in files {
        match crate::read::font(file) {
            Ok(face) => fonts = fonts.with(face),
            Err(found) => faults.extend(found),
        }
    }
    if faults.is_empty() { Ok(fonts) } else { Err(faults) }
}

/// Reads and judges one site file.
///
/// # Errors
/// Every fault of the file, with its warnings.
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
    print(&plan(site, request)?, request, fonts)
}

/// A customer whose documents are planned.
struct Prepared {
    name: String,
    at: Origin,
    plan: Plan,
}

/// What is done with a customer once all are planned.
type Finish<'a> = dyn Fn(&Prepared, &mut Account) -> Result<(), Vec<Diagnostic>> + 'a;

fn each(
    files: &[PathBuf],
    request: &Request,
    fonts: &Fonts,
    origins: &mut Origins,
    finish: &Finish<'_>,
    tell: &mut Tell<'_>,
) -> Vec<Account> {
    let mut prepared: Vec<_> = files.iter().map(|file| prepare(file, request, fonts, origins)).collect();
    refuse_same_folders(files, &mut prepared);
    let mut accounts = Vec::with_capacity(files.len());
    for (file, (customer, diagnostics)) in files.iter().zip(prepared) {
        let mut account = Account { file: file.clone(), made: None, diagnostics };
        if let Some(customer) = customer
            && let Err(faults) = finish(&customer, &mut account)
        {
            account.diagnostics.extend(faults);
        }
        tell(origins, &account);
        accounts.push(account);
    }
    accounts
}

/// Reads, judges and plans one file. Where there is a fault there is no customer.
fn prepare(
    path: &Path,
    request: &Request,
    fonts: &Fonts,
    origins: &mut Origins,
) -> (Option<Prepared>, Vec<Diagnostic>) {
    let mut told = Vec::new();
    let result = guarded(|| {
        let Validated { site, warnings } = site(path, request, fonts, origins)?;
        told.extend(warnings);
        let plan = plan(&site, request)?;
        told.extend(plan.warnings.iter().cloned());
        let first = site.institutions.first();
        let name = first.map(|institution| institution.name.value.clone()).unwrap_or_default();
        let at = first.map(|institution| institution.code.at).unwrap_or_default();
        Ok(Prepared { name, at, plan })
    });
    match result {
        Ok(prepared) => (Some(prepared), told),
        Err(faults) => {
            told.extend(faults);
            (None, told)
        }
    }
}

/// Takes the customers out whose folders are the same: nobody can know which of them is meant.
fn refuse_same_folders(files: &[PathBuf], prepared: &mut [(Option<Prepared>, Vec<Diagnostic>)]) {
    let mut owners = BTreeMap::<String, Vec<usize>>::new();
    for (index, (customer, _)) in prepared.iter().enumerate() {
        if let Some(customer) = customer {
            owners.entry(customer.plan.folder.clone()).or_default().push(index);
        }
    }
    for (folder, indexes) in owners.iter().filter(|(_, indexes)| indexes.len() > 1) {
        for &index in indexes {
            let others: Vec<_> = indexes
                .iter()
                .filter(|&&other| other != index)
                .map(|&other| files[other].display().to_string())
                .collect();
            let (customer, diagnostics) = &mut prepared[index];
            let at = customer.take().map(|customer| customer.at).unwrap_or_default();
            diagnostics.push(same_folder(at, folder, &others.join(", ")));
        }
    }
}

/// Sets every document of a plan; all faults of all documents are told.
fn set_all(plan: &Plan, fonts: &Fonts) -> Result<Vec<Pages>, Vec<Diagnostic>> {
    let mut pages = Vec::new();
    let mut faults = Vec::new();
    for document in &plan.documents {
        match set(document, fonts) {
            Ok(set) => pages.push(set),
            // The same value can fail in several documents, or several times in one: told once.
            Err(found) => {
                for fault in found {
                    if !faults.contains(&fault) {
                        faults.push(fault);
                    }
                }
            }
        }
    }
    if faults.is_empty() { Ok(pages) } else { Err(faults) }
}

fn set(document: &Document, fonts: &Fonts) -> Result<Pages, Vec<Diagnostic>> {
    layout(&parse(&render(document)?)?, fonts)
}

fn print(plan: &Plan, request: &Request, fonts: &Fonts) -> Result<Vec<Finished>, Vec<Diagnostic>> {
    let mut finished = Vec::with_capacity(plan.documents.len());
    for (document, pages) in plan.documents.iter().zip(set_all(plan, fonts)?) {
        let kind = kind(document);
        let pdf = paint(&pages, &properties(document, request), &Pictures::new(), fonts)?;
        finished.push(Finished { kind, pages, pdf, labels: labels(document) });
    }
    Ok(finished)
}

fn kind(document: &Document) -> DocumentKind {
    match document {
        Document::Packet(_) => DocumentKind::Packet,
        Document::Handover(_) => DocumentKind::Handover,
        Document::Labels(_) => DocumentKind::Labels,
    }
}

fn labels(document: &Document) -> Option<usize> {
    match document {
        Document::Labels(labels) => Some(labels.sheets.iter().map(|sheet| sheet.faces.len()).sum()),
        Document::Packet(_) | Document::Handover(_) => None,
    }
}

fn properties(document: &Document, request: &Request) -> Properties {
    let customer = match document {
        Document::Packet(packet) => &packet.customer,
        Document::Handover(handover) => &handover.customer,
        Document::Labels(labels) => &labels.customer,
    };
    let dealer = customer.dealer.as_ref().and_then(|dealer| dealer.name.as_ref());
    let date = request.print_date;
    let is_labels = matches!(document, Document::Labels(_));
    Properties {
        author: dealer.map(|name| name.value.clone()).unwrap_or_default(),
        date: (date.year(), date.month(), date.day()),
        duplex: !is_labels,
        tray_by_size: is_labels,
    }
}

/// Writes one customer's documents and says what is where.
fn store(
    prepared: &Prepared,
    finished: &[Finished],
    order: &Order<'_>,
    fonts: &Fonts,
) -> Result<Made, Vec<Diagnostic>> {
    let folder = order.out.join(&prepared.plan.folder);
    let mut outputs = Vec::new();
    let mut documents = Vec::new();
    for document in finished {
        let stem = document.kind.stem();
        let name = format!("{stem}.pdf");
        let file = folder.join(&name);
        outputs.push(Output { name, bytes: document.pdf.bytes.clone() });
        let mut pictures = Vec::new();
        if order.pictures {
            let drawn = png::pictures(&document.pages, &Pictures::new(), fonts, png::DOTS_PER_INCH)?;
            for (number, bytes) in (1..).zip(drawn) {
                let name = format!("{stem}-{number:02}.png");
                pictures.push(folder.join(&name));
                outputs.push(Output { name, bytes });
            }
        }
        let (kind, pages, labels) = (document.kind, document.pdf.pages, document.labels);
        documents.push(MadeDocument { kind, file, pages, labels, pictures });
    }
    write(&folder, &outputs)?;
    Ok(Made { name: prepared.name.clone(), folder, documents })
}
