//! `reprint`: a run's folder and what is wanted of it in, the same papers once more out. Whole documents come
//! byte for byte as they were first printed, which their SHA-256 proves; single pages and sheets come with their
//! numbers and the word 「再印刷」.

use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use super::papers::{Papers, PrintedStack};
use super::reconcile::manifest;
use super::wanted::Wanted;
use crate::base::date::Date;
use crate::base::{Diagnostic, Fonts, Origins};
use crate::batch::digest::sha256;
use crate::batch::documents::print;
use crate::batch::errors::{catch_panic, changed_since, not_in_run, not_the_same, other_facts};
use crate::batch::events::CustomerReport;
use crate::batch::facts::FactsRecord;
use crate::batch::manifest::Manifest;
use crate::batch::queue::{ValidCustomer, queue};
use crate::batch::record::{DocumentRecord, Record};
use crate::batch::request::{LabelOptions, request};
use crate::batch::setup::{Setup, fonts};
use crate::paint::{Properties, Volume};
use crate::plan::{DocumentKind, LabelChoice, LabelRequest, LabelWishes, Request, plan};
use crate::press::sheets::{SheetStack, SideContent};
use crate::press::stack::{LaidStack, Member, PrintingLook, stack};
use crate::read::Office;
use crate::validate::office_note;
use crate::write::{NewFile, whole, write, write_own};

/// The folder within the run's that takes what was printed again, unless another one is named.
const FOLDER: &str = "reprint";

/// What is to be printed again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReprintSelection {
    /// Papers of some customers.
    Customers {
        /// Whose, and which.
        wanted: Wanted,
        /// Only these pages of the first of them, from 1, both included.
        pages: Option<(usize, usize)>,
    },
    /// One sheet by its number in the run, both sides.
    Sheet(u32),
}

/// What `reprint` is asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct ReprintOrder {
    /// The run's folder.
    pub folder: PathBuf,
    /// What is wanted.
    pub wanted: ReprintSelection,
    /// Of which printing; `None`: of the papers that count.
    pub printing: Option<u32>,
    /// The folder for it; `None`: `reprint` within the run's.
    pub out: Option<PathBuf>,
    /// What the office says of itself.
    pub office: Office,
    /// Font files that were added for the first print.
    pub fonts: Vec<PathBuf>,
    /// The day of printing, if the run does not know it.
    pub print_date: Date,
    /// How labels are made. Stock, placement and faces of the first print stand in the manifest.
    pub labels: LabelOptions,
}

/// A file that was printed again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reprinted {
    /// The file.
    pub file: PathBuf,
    /// Pages in it.
    pub pages: usize,
    /// Every byte is that of the first print; else it is an extract.
    pub is_identical: bool,
}

/// Makes what is wanted once more.
///
/// # Errors
/// A report on the font file or the run's folder: what keeps a font, the label stock or the key from being used;
/// `SP030` if there is no finished run, `SP031` if it has no such document, `SP032` if the data are not those of the
/// first print any more; `SP002` if the disk refuses.
pub fn reprint(order: &ReprintOrder, origins: &mut Origins) -> Result<Vec<Reprinted>, Box<CustomerReport>> {
    let font = || order.fonts.first().cloned().unwrap_or_default();
    let fonts = fonts(&order.fonts).map_err(|errors| Box::new(CustomerReport::failed(font(), errors)))?;
    request(order.print_date, &[], &order.labels, origins)
        .and_then(|request| {
            let note = office_note(&order.office, &fonts, order.print_date, origins)?;
            Ok(Request { note, ..request })
        })
        .and_then(|request| reprint_with(order, &request, &fonts, origins))
        .map_err(|errors| Box::new(CustomerReport::failed(order.folder.clone(), errors)))
}

fn reprint_with(
    order: &ReprintOrder,
    request: &Request,
    fonts: &Fonts,
    origins: &mut Origins,
) -> Result<Vec<Reprinted>, Vec<Diagnostic>> {
    let manifest = manifest(&order.folder)?;
    let papers = match Papers::read(&order.folder, &manifest, order.printing) {
        Err(errors) if order.printing.is_some() => return Err(errors),
        papers => papers.ok(),
    };
    let papers = papers.as_ref();
    let mut reprinter = Reprinter { order, request, fonts, manifest: &manifest, papers, origins };
    let (outputs, made) = catch_panic(|| match &order.wanted {
        ReprintSelection::Customers { wanted, pages } => {
            let mut reprints = Reprints::default();
            for record in wanted.records(&manifest)? {
                let first = wanted.documents.first().copied().unwrap_or(DocumentKind::Packet);
                let (files, made) = match pages {
                    None => reprinter.whole(&record.code, wanted)?,
                    Some(pages) => reprinter.pages(&record.code, first, *pages)?,
                };
                reprints.0.extend(files);
                reprints.1.extend(made);
            }
            Ok(reprints)
        }
        ReprintSelection::Sheet(sheet) => reprinter.sheet(*sheet),
    })?;
    let written = match &order.out {
        Some(folder) => write(folder, &outputs)?,
        None => write_own(&order.folder.join(FOLDER), &outputs)?,
    };
    let files = written.files.into_iter().zip(made);
    Ok(files.map(|(file, (pages, is_identical))| Reprinted { file, pages, is_identical }).collect())
}

/// Files, and for each its pages and whether it is the first print's.
type Reprints = (Vec<NewFile>, Vec<(usize, bool)>);

/// All that printing again needs.
struct Reprinter<'a> {
    order: &'a ReprintOrder,
    request: &'a Request,
    fonts: &'a Fonts,
    manifest: &'a Manifest,
    /// The numbered sheets, if the run was merged for the copier.
    papers: Option<&'a Papers>,
    origins: &'a mut Origins,
}

impl<'a> Reprinter<'a> {
    /// Whole documents: the files themselves if they are as they were, else made again and proved.
    fn whole(&mut self, code: &str, wanted: &Wanted) -> Result<Reprints, Vec<Diagnostic>> {
        let record = self.record(code)?;
        let is_wanted = |paper: &&DocumentRecord| wanted.has(&paper.kind);
        let papers: Vec<&DocumentRecord> = record.documents.iter().filter(is_wanted).collect();
        if papers.is_empty() {
            let stems = wanted.documents.iter().map(|kind| kind.stem()).collect::<Vec<_>>().join(",");
            let what = format!("{code} {stems}").trim_end().to_owned();
            return Err(vec![not_in_run(&self.order.folder, &what)]);
        }
        let mut copies = Reprints::default();
        for paper in papers {
            let Some(first) = paper.files.first() else { continue };
            self.as_printed(record, paper)?;
            if paper.labels.is_some() && self.has_other_faces() {
                // The proof that these are the labels of the first print.
                self.again(record, paper)?;
                let (pages, bytes) = self.on_other_faces(record)?;
                copies.0.push(NewFile { name: copy_of(code, &paper.kind), bytes });
                copies.1.push((pages, false));
                continue;
            }
            let path = self.order.folder.join(&first.path);
            let there = if record.is_sound() { whole(&path, first.bytes, &first.sha256) } else { None };
            let bytes = match there {
                Some(bytes) => bytes,
                None => self.again(record, paper)?,
            };
            copies.0.push(NewFile { name: copy_of(code, &paper.kind), bytes });
            copies.1.push((paper.pages, true));
        }
        Ok(copies)
    }

    /// Whether the user says on which faces of the first sheet labels are printed again.
    fn has_other_faces(&self) -> bool {
        let usual = LabelOptions::default();
        self.order.labels.start != usual.start || self.order.labels.skip != usual.skip
    }

    /// The labels once more, on the faces that the user names.
    fn on_other_faces(&mut self, record: &Record) -> Result<(usize, Vec<u8>), Vec<Diagnostic>> {
        let customer = self.customer(record)?;
        let mut request = self.request(record, vec![DocumentKind::Labels]);
        let LabelOptions { start, skip, .. } = &self.order.labels;
        let wishes = LabelWishes { start: *start, skip: skip.clone(), ..LabelWishes::default() };
        request.labels.first_sheet = LabelRequest::new(request.labels.stock.clone(), &wishes)?.first_sheet;
        let finished = print(&plan(&customer.site, &request)?, &request, self.fonts)?.into_iter().next();
        let missing = || vec![not_in_run(&self.order.folder, &record.code)];
        finished.map(|labels| (labels.pdf.pages, labels.pdf.bytes)).ok_or_else(missing)
    }

    /// Pages of one document.
    fn pages(
        &mut self,
        code: &str,
        kind: DocumentKind,
        (from, to): (usize, usize),
    ) -> Result<Reprints, Vec<Diagnostic>> {
        let record = self.record(code)?;
        let wanted = |content: SideContent, _| matches!(content, SideContent::Page(page) if (from..=to).contains(&page));
        let known =
            record.documents.iter().find(|paper| paper.kind == kind.stem() && kind.is_on_plain_paper());
        let name = format!("{code}-{}-p{from}-{to}.pdf", kind.stem());
        if known.is_none_or(|paper| from < 1 || from > to || to > paper.pages) {
            let what = format!("{code} {} {from}-{to}", kind.stem());
            return Err(vec![not_in_run(&self.order.folder, &what)]);
        }
        self.extract(record, kind, name, &wanted)
    }

    /// Both sides of one sheet.
    fn sheet(&mut self, sheet: u32) -> Result<Reprints, Vec<Diagnostic>> {
        let missing = || vec![not_in_run(&self.order.folder, &sheet.to_string())];
        let printed = self.papers.and_then(|papers| papers.with_sheet(sheet)).ok_or_else(missing)?;
        let kind = DocumentKind::from_stem(&printed.stack.document);
        let record = self.record(&printed.code)?;
        let name = format!("sheet-{sheet}.pdf");
        self.extract(record, kind.ok_or_else(missing)?, name, &|_, number| number == sheet)
    }

    fn extract(
        &mut self,
        record: &Record,
        kind: DocumentKind,
        name: String,
        wanted: &dyn Fn(SideContent, u32) -> bool,
    ) -> Result<Reprints, Vec<Diagnostic>> {
        let missing = || vec![not_in_run(&self.order.folder, &record.code)];
        let paper = record.documents.iter().find(|paper| paper.kind == kind.stem()).ok_or_else(missing)?;
        self.as_printed(record, paper)?;
        // The proof that these are the pages of the first print.
        self.again(record, paper)?;
        let papers = self.papers;
        let printed = papers.and_then(|papers| papers.of(&record.code, kind.stem()));
        let unnumbered = SheetStack::unnumbered(paper);
        let stacks: Vec<&SheetStack> = match printed {
            Some(_) => papers.iter().flat_map(|papers| papers.of_customer(&record.code)).collect(),
            None => vec![&unnumbered],
        };
        let customer = self.customer(record)?;
        let request = self.request(record, vec![kind]);
        let look = PrintingLook {
            run: &self.manifest.run,
            printing: printed.and_then(|printed| printed.printing),
            request: &request,
            fonts: self.fonts,
            marks: papers.zip(printed).is_some_and(|(papers, printed)| papers.has_marks(printed)),
            again: true,
        };
        let member = Member { customer: &customer, record, stacks: &stacks, faces: None, pull_out: None };
        let laid = chosen(stack(member, kind, look)?, wanted);
        let mut volume = Volume::new(self.fonts);
        volume.add(&laid.pages, &laid.pictures)?;
        let date = request.print_date;
        let properties = Properties {
            date: (date.year(), date.month(), date.day()),
            duplex: true,
            ..Properties::default()
        };
        let title = format!("{} {}", self.manifest.run, name.trim_end_matches(".pdf"));
        let pages = volume.finish(&title, &properties)?;
        Ok((vec![NewFile { name, bytes: volume.take() }], vec![(pages, false)]))
    }

    /// `SP032` if the papers of the run are not those that were printed: the customer's data have changed since.
    fn as_printed(&self, record: &Record, paper: &DocumentRecord) -> Result<(), Vec<Diagnostic>> {
        let printed = self.papers.and_then(|papers| papers.of(&record.code, &paper.kind));
        match printed {
            Some(PrintedStack { printing: Some(printing), stack, .. }) if stack.content != paper.content => {
                Err(vec![changed_since(&record.code, *printing)])
            }
            _ => Ok(()),
        }
    }

    /// A document made again from the customer's data; `SP032` unless every byte is as it was.
    fn again(&mut self, record: &Record, paper: &DocumentRecord) -> Result<Vec<u8>, Vec<Diagnostic>> {
        let customer = self.customer(record)?;
        let now = FactsRecord::of_this_process();
        let changed = || match &self.manifest.facts {
            Some(then) if then != now => vec![other_facts(&record.code, [&then.as_of, &now.as_of])],
            _ => vec![not_the_same(&record.input, &record.code)],
        };
        // Documents that were painted together share fonts: all of them are made again.
        let is_noted = |kind: &DocumentKind| record.documents.iter().any(|paper| paper.kind == kind.stem());
        let request = self.request(record, DocumentKind::ALL.into_iter().filter(is_noted).collect());
        let plan = plan(&customer.site, &request)?;
        let finished = print(&plan, &request, self.fonts)?;
        let document = finished.into_iter().find(|document| document.kind.stem() == paper.kind);
        let made = document.map(|document| document.pdf.bytes).ok_or_else(changed)?;
        let is_same = paper.files.first().is_some_and(|first| first.sha256 == sha256(&made));
        if is_same { Ok(made) } else { Err(changed()) }
    }

    fn request(&self, record: &Record, documents: Vec<DocumentKind>) -> Request {
        let day = record.print_date.as_ref().unwrap_or(&self.manifest.print_date).parse();
        let printed = record.documents.iter().filter_map(|paper| paper.labels.as_ref()).flatten();
        // The run may have been of some labels only.
        let choice = LabelChoice::Among(printed.cloned().collect());
        let noted = record.documents.iter().filter_map(|paper| DocumentKind::from_stem(&paper.kind));
        Request {
            enclosed: noted.collect(),
            print_date: day.unwrap_or(self.request.print_date),
            documents,
            plain: self.manifest.plain,
            labels: LabelRequest {
                choice,
                ..self.manifest.labels.on(&self.manifest.stock, &self.request.labels)
            },
            ..self.request.clone()
        }
    }

    fn record(&self, code: &str) -> Result<&'a Record, Vec<Diagnostic>> {
        let found = self.manifest.customers.iter().find(|record| record.code == code);
        found.ok_or_else(|| vec![not_in_run(&self.order.folder, code)])
    }

    /// The customer's data, read again.
    fn customer(&mut self, record: &Record) -> Result<ValidCustomer, Vec<Diagnostic>> {
        let files = [PathBuf::from(&record.input)];
        let request = self.request(record, vec![DocumentKind::Packet]);
        let stop = AtomicBool::new(false);
        let setup = Setup {
            files: &files,
            office: &self.order.office,
            fonts: self.fonts,
            reading: &self.manifest.reading,
            request: &request,
            threads: 1,
            stop: &stop,
        };
        let mut faults = Vec::new();
        for job in queue(&setup, self.origins, &|_| false) {
            match job.validated(&setup, self.origins) {
                (Some(customer), _) if customer.code.as_str() == record.code => return Ok(customer),
                (_, told) => faults.extend(told),
            }
        }
        faults.retain(|fault| fault.severity == crate::base::Severity::Error);
        faults.push(not_the_same(&record.input, &record.code));
        Err(faults)
    }
}

/// What the copy of a customer's document is called.
fn copy_of(code: &str, stem: &str) -> String {
    let extension = DocumentKind::from_stem(stem).map_or("pdf", DocumentKind::extension);
    format!("{code}-{stem}.{extension}")
}

/// The sides that are wanted: with several sheets both sides of each, so that fronts come on fronts.
fn chosen(laid: LaidStack, wanted: &dyn Fn(SideContent, u32) -> bool) -> LaidStack {
    let LaidStack { mut pages, sides, pictures } = laid;
    let keep: Vec<bool> = sides.iter().map(|&(sheet, _, content)| wanted(content, sheet)).collect();
    let taken: Vec<u32> =
        sides.iter().zip(&keep).filter(|(_, keep)| **keep).map(|(&(sheet, ..), _)| sheet).collect();
    let is_several = taken.first() != taken.last();
    let is_kept = |index: usize| keep[index] || (is_several && taken.contains(&sides[index].0));
    let mut index = 0;
    pages.pages.retain(|_| {
        index += 1;
        is_kept(index - 1)
    });
    let sides = (0..sides.len()).filter(|index| is_kept(*index)).map(|index| sides[index]).collect();
    LaidStack { pages, sides, pictures }
}
