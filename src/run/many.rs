//! `build` and `check`: every customer of the files through the walk, on several threads. What is told, and
//! every byte that is made, is the same for any number of them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use super::crew::each;
use super::customer::{kind, outputs, payloads, print, set_all};
use super::fault::guarded;
use super::manifest::{
    Input, LabelWay, Manifest, NotMade, Paper, PaperFile, Record, RosterSum, VolumeRecord, doubts,
};
use super::number::{sha256, stamp};
use super::roomy::is_roomy;
use super::roster::{Customer, Entry, roster};
use super::session::Session;
use super::sheets::Sheets;
use super::volumes::Press;
use super::{Account, Ended, Job, Made, MadeDocument, News, Order, State, Tell};
use crate::base::diagnostic::any_error;
use crate::base::{Code, Diagnostic, Fonts, Origins, Severity};
use crate::plan::{DocumentKind, plan};
use crate::write::write;

/// Builds the documents of every customer. `tell` hears of each one in turn.
pub fn build(order: &Order<'_>, fonts: &Fonts, origins: &mut Origins, tell: &mut Tell<'_>) -> Ended {
    let mut entries = roster(&order.job, fonts, origins);
    if order.all_or_nothing
        && let Some(ended) = refused(&entries, order, fonts, origins, tell)
    {
        return ended;
    }
    let is_run = entries.len() > 1 || order.run.is_some() || order.part.is_some() || order.merge.is_some();
    let sum = roster_sum(&entries);
    let codes: BTreeSet<_> = customers(&entries).map(|customer| customer.code.clone()).collect();
    if let Some(part) = order.part {
        entries.retain(|entry| {
            part.has(&entry.customer.as_ref().map_or_else(|| shown(&entry.file), |found| found.code.clone()))
        });
    }
    // A run of nobody but faulty customers leaves what is there as it is.
    let session = match (is_run && !order.dry && !codes.is_empty()).then(|| Session::open(order, &codes)) {
        None => None,
        Some(Ok(session)) => Some(session),
        Some(Err(diagnostics)) => {
            let account = Account { file: order.out.to_owned(), made: None, diagnostics };
            tell(origins, News::Dealt(&account));
            let left = entries.len();
            return Ended { accounts: vec![account], left, ..Ended::default() };
        }
    };
    let path = session.as_ref().map(|session| session.path.clone());
    tell(origins, News::Begun(entries.len()));
    let place = Place { order, fonts, session: session.as_ref() };
    let full = AtomicBool::new(false);
    let work = |entry: &Entry| {
        let customer = entry.customer.as_ref()?;
        let done = guarded(|| place.make(customer, entry));
        if done.as_ref().is_err_and(|faults| faults.iter().any(|fault| fault.code == Code::NotWritable)) {
            full.store(true, Ordering::SeqCst);
        }
        Some(done)
    };
    // Where one customer's papers cannot be written, the next one's cannot either: told once, not a thousand times.
    let stopped = || order.job.stop.load(Ordering::SeqCst) || (is_run && full.load(Ordering::SeqCst));
    let dealt = walk(&entries, order.job.threads, &stopped, &work, origins, tell);
    let (mut ended, records) = conclude(dealt, entries.len(), path);
    if let Some(session) = &session
        && ended.left == 0
        && !full.load(Ordering::SeqCst)
    {
        let end = End { order, fonts, session, entries: &entries, stopped: &stopped };
        if let Err(diagnostics) = end.finish(&mut ended, records, sum) {
            let account = Account { file: session.path.clone(), made: None, diagnostics };
            tell(origins, News::Dealt(&account));
            ended.accounts.push(account);
        }
    }
    ended
}

/// The end of a run: everybody's papers are there; merged files and the manifest are still to be made.
struct End<'a> {
    order: &'a Order<'a>,
    fonts: &'a Fonts,
    session: &'a Session,
    entries: &'a [Entry],
    stopped: &'a (dyn Fn() -> bool + Sync),
}

impl End<'_> {
    fn finish(
        &self,
        ended: &mut Ended,
        mut records: Vec<Record>,
        sum: RosterSum,
    ) -> Result<(), Vec<Diagnostic>> {
        records.sort_by(|a, b| a.code.cmp(&b.code));
        // A part does not know the others' pages, and so no numbers.
        let sheets = self.order.part.is_none().then(|| Sheets::of(&records));
        let mut print = None;
        if let (Some(merge), Some(sheets)) = (self.order.merge, &sheets) {
            let (order, session, fonts, stopped) = (self.order, self.session, self.fonts, self.stopped);
            let press = Press { order, merge, session, fonts, stopped };
            let known = customers(self.entries).map(|customer| (customer.code.as_str(), customer)).collect();
            let merged = press.run(&known, &records, sheets)?;
            let file = |volume: &VolumeRecord| session.path.join(&volume.file.path);
            ended.merged = merged.volumes.iter().map(|volume| (file(volume), volume.pages)).collect();
            ended.left = merged.left;
            if ended.left > 0 {
                return Ok(());
            }
            print = Some(press.print(merged.volumes));
        }
        let manifest = manifest(self.order, self.session, self.entries, &ended.accounts, records, sum);
        self.session.finish(&Manifest { sheets, print, ..manifest })
    }
}

/// Does everything for every customer that can find a fault, and makes nothing.
pub fn check(job: &Job<'_>, fonts: &Fonts, origins: &mut Origins, tell: &mut Tell<'_>) -> Ended {
    let entries = roster(job, fonts, origins);
    look(&entries, job, fonts, origins, tell)
}

/// Finds every fault of `entries` that only shows on paper.
fn look(entries: &[Entry], job: &Job<'_>, fonts: &Fonts, origins: &Origins, tell: &mut Tell<'_>) -> Ended {
    tell(origins, News::Begun(entries.len()));
    let work = |entry: &Entry| {
        let customer = entry.customer.as_ref()?;
        if is_roomy(&customer.site, job.request) {
            return Some(Ok((None, None)));
        }
        Some(guarded(|| set_all(&plan(&customer.site, job.request)?, fonts).map(|_| (None, None))))
    };
    let stopped = || job.stop.load(Ordering::SeqCst);
    let dealt = walk(entries, job.threads, &stopped, &work, origins, tell);
    conclude(dealt, entries.len(), None).0
}

/// How a run ends in which all are to be made or none, if one has faults; `None` if nobody has.
fn refused(
    entries: &[Entry],
    order: &Order<'_>,
    fonts: &Fonts,
    origins: &Origins,
    tell: &mut Tell<'_>,
) -> Option<Ended> {
    let mut ended = look(entries, &order.job, fonts, origins, &mut |_, _| {});
    let faulty = ended.accounts.iter().filter(|account| any_error(&account.diagnostics)).count();
    if faulty == 0 {
        return None;
    }
    let diagnostics = vec![super::fault::nothing_made(faulty, entries.len())];
    ended.accounts.push(Account { file: order.out.to_owned(), made: None, diagnostics });
    tell(origins, News::Begun(entries.len()));
    ended.accounts.iter().for_each(|account| tell(origins, News::Dealt(account)));
    Some(ended)
}

/// What became of a customer's papers: what to tell, and what to write down.
type Done = Option<Result<(Option<Made>, Option<Record>), Vec<Diagnostic>>>;

/// Accounts and records, by place in the list.
type Dealt = BTreeMap<usize, (Account, Option<Record>)>;

/// Does `work` for every entry, and tells of each in the order of the files.
fn walk(
    entries: &[Entry],
    threads: usize,
    stopped: &(dyn Fn() -> bool + Sync),
    work: &(dyn Fn(&Entry) -> Done + Sync),
    origins: &Origins,
    tell: &mut Tell<'_>,
) -> Dealt {
    let mut dealt = Dealt::new();
    let mut next = 0;
    let mut done = |index: usize, done: Done| {
        let entry = &entries[index];
        let mut account = Account { file: entry.file.clone(), made: None, diagnostics: entry.told.clone() };
        let mut record = None;
        match done {
            Some(Ok((made, noted))) => (account.made, record) = (made, noted),
            Some(Err(faults)) => account.diagnostics.extend(faults),
            None => {}
        }
        dealt.insert(index, (account, record));
        while let Some((account, _)) = dealt.get(&next) {
            tell(origins, News::Dealt(account));
            next += 1;
        }
    };
    each(entries.len(), threads, stopped, &|index| work(&entries[index]), &mut done);
    // After a stop there may be holes in the order.
    for (_, (account, _)) in dealt.range(next..) {
        tell(origins, News::Dealt(account));
    }
    dealt
}

fn conclude(dealt: Dealt, count: usize, run: Option<PathBuf>) -> (Ended, Vec<Record>) {
    let left = count - dealt.len();
    let (accounts, records): (Vec<_>, Vec<_>) = dealt.into_values().unzip();
    (Ended { accounts, run, left, ..Ended::default() }, records.into_iter().flatten().collect())
}

fn customers(entries: &[Entry]) -> impl Iterator<Item = &Customer> {
    entries.iter().filter_map(|entry| entry.customer.as_ref())
}

fn roster_sum(entries: &[Entry]) -> RosterSum {
    let codes: BTreeSet<_> = customers(entries).map(|customer| customer.code.as_str()).collect();
    RosterSum::of(&codes, entries.len() - codes.len())
}

/// Where papers are put, and how they are made.
struct Place<'a> {
    order: &'a Order<'a>,
    fonts: &'a Fonts,
    session: Option<&'a Session>,
}

impl Place<'_> {
    /// Makes one customer's papers, unless they are there.
    fn make(
        &self,
        customer: &Customer,
        entry: &Entry,
    ) -> Result<(Option<Made>, Option<Record>), Vec<Diagnostic>> {
        if self.order.dry {
            return self.dry(customer).map(|made| (Some(made), None));
        }
        let stamp = stamp(customer, self.order, self.fonts);
        let fresh = |documents| Record {
            code: customer.code.clone(),
            name: customer.name.clone(),
            input: shown(&entry.file),
            stamp: stamp.clone(),
            documents,
            warnings: doubts(&entry.told),
        };
        if let Some(session) = self.session
            && let Some(kept) = session.kept(&customer.code, &stamp)
        {
            let record = fresh(kept.documents.clone());
            return Ok((Some(self.made(customer, &record, State::Kept)), Some(record)));
        }
        let plan = plan(&customer.site, self.order.job.request)?;
        let mut files = Vec::new();
        let mut papers = Vec::new();
        for (document, planned) in
            print(&plan, self.order.job.request, self.fonts)?.iter().zip(&plan.documents)
        {
            let outputs = outputs(document, self.order.pictures, self.fonts)?;
            let file = |output: &crate::write::Output| PaperFile {
                path: format!("{}/{}", customer.code, output.name),
                bytes: output.bytes.len() as u64,
                sha256: sha256(&output.bytes),
            };
            papers.push(Paper {
                kind: document.kind.stem().to_owned(),
                pages: document.pdf.pages,
                labels: payloads(planned),
                files: outputs.iter().map(file).collect(),
            });
            files.extend(outputs);
        }
        let record = fresh(papers);
        if let Some(session) = self.session {
            session.note(&record)?;
        }
        write(&self.folder(customer), &files)?;
        Ok((Some(self.made(customer, &record, State::New)), Some(record)))
    }

    fn dry(&self, customer: &Customer) -> Result<Made, Vec<Diagnostic>> {
        let plan = plan(&customer.site, self.order.job.request)?;
        let folder = self.folder(customer);
        let pages = set_all(&plan, self.fonts)?;
        let documents = plan.documents.iter().zip(pages).map(|(document, pages)| MadeDocument {
            kind: kind(document),
            file: folder.join(format!("{}.pdf", kind(document).stem())),
            pages: pages.pages.len(),
            labels: payloads(document).map(|labels| labels.len()),
            pictures: Vec::new(),
        });
        let documents = documents.collect();
        Ok(Made { name: customer.name.clone(), folder, documents, state: State::Dry })
    }

    fn folder(&self, customer: &Customer) -> PathBuf {
        self.session.map_or(self.order.out, |session| session.path.as_path()).join(&customer.code)
    }

    fn made(&self, customer: &Customer, record: &Record, state: State) -> Made {
        let folder = self.folder(customer);
        let name_of = |file: &PaperFile| folder.join(file.path.rsplit('/').next().unwrap_or_default());
        let document = |paper: &Paper| {
            let mut files = paper.files.iter().map(name_of);
            Some(MadeDocument {
                kind: DocumentKind::ALL.into_iter().find(|kind| kind.stem() == paper.kind)?,
                file: files.next()?,
                pages: paper.pages,
                labels: paper.labels.as_ref().map(Vec::len),
                pictures: files.collect(),
            })
        };
        let documents = record.documents.iter().filter_map(document).collect();
        Made { name: customer.name.clone(), folder, documents, state }
    }
}

fn manifest(
    order: &Order<'_>,
    session: &Session,
    entries: &[Entry],
    accounts: &[Account],
    customers: Vec<Record>,
    roster: RosterSum,
) -> Manifest {
    let request = order.job.request;
    let mut inputs: Vec<_> = entries
        .iter()
        .map(|entry| entry.file.as_path())
        .collect::<BTreeSet<_>>()
        .into_iter()
        .map(|file| Input {
            file: shown(file),
            sha256: crate::read::digest(file).map(|digest| super::number::hexadecimal(&digest)),
        })
        .collect();
    inputs.sort();
    let faults = |(entry, account): (&Entry, &Account)| NotMade {
        code: entry.customer.as_ref().map(|customer| customer.code.clone()),
        input: shown(&account.file),
        faults: account
            .diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.severity == Severity::Error)
            .map(|diagnostic| diagnostic.code.as_str().to_owned())
            .collect(),
    };
    let mut not_made: Vec<_> = entries
        .iter()
        .zip(accounts)
        .filter(|(_, account)| any_error(&account.diagnostics))
        .map(faults)
        .collect();
    not_made.sort();
    Manifest {
        format: Manifest::format(),
        run: session.number.clone(),
        part: order.part.map(|part| format!("{}/{}", part.number, part.of)),
        program: env!("CARGO_PKG_VERSION").to_owned(),
        print_date: request.print_date.to_string(),
        documents: request.documents.iter().map(|kind| kind.stem().to_owned()).collect(),
        stock: request.labels.stock.name.clone(),
        labels: LabelWay::of(request),
        pictures: order.pictures,
        inputs,
        roster,
        customers,
        not_made,
        sheets: None,
        print: None,
    }
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
