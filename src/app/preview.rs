//! `preview`: one page of one customer's document as a picture. Customers in, a PNG file out; of the documents only the one
//! that is asked for is laid out, and of its pages only one is drawn.

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use crate::base::{Code, Diagnostic, Origin, Origins, Shown, Size, Words, fold};
use crate::batch::chosen::chosen;
use crate::batch::documents::{bitmaps, lay_out};
use crate::batch::errors::catch_panic;
use crate::batch::events::ReportedCustomer;
use crate::batch::order::CheckOrder;
use crate::batch::queue::{Job, queue};
use crate::batch::selection::Selection;
use crate::batch::setup::{Resources, Setup};
use crate::paint::png;
use crate::plan::DocumentKind;
use crate::write::replace;

/// What is to be shown.
#[derive(Clone, Debug, PartialEq)]
pub struct PreviewOrder {
    /// The files; the selection means one customer, the documents are one.
    pub customers: CheckOrder,
    /// The page, from 1.
    pub page: usize,
    /// How fine the picture is.
    pub dots_per_inch: u16,
    /// The picture.
    pub out: PathBuf,
}

/// A page that was drawn.
#[derive(Clone, Debug)]
pub struct Preview {
    /// Whose it is.
    pub customer: ReportedCustomer,
    /// Which document.
    pub document: DocumentKind,
    /// Which page, from 1.
    pub page: usize,
    /// How many there are.
    pub pages: usize,
    /// The paper.
    pub paper: Size,
    /// Dots across and down.
    pub dots: [u32; 2],
}

/// Draws the page. A picture of that name is replaced.
///
/// # Errors
/// `SP035` if one customer is not meant, `SP038` for a page that is not there, `SP007` for a name that is no picture's, every
/// error of the customer, and what keeps the file from being written.
pub fn preview(
    order: &PreviewOrder,
    stop: &AtomicBool,
    origins: &mut Origins,
) -> Result<Preview, Vec<Diagnostic>> {
    if !order.out.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("png")) {
        return Err(vec![no_picture(&order.out)]);
    }
    let resources = Resources::of(&order.customers, origins)?;
    let setup = resources.setup(&order.customers, stop);
    let jobs = queue(&setup, origins, &|_| false);
    let job = the_one(jobs, &order.customers.selection, &setup, origins)?;
    let (preview, bytes) = catch_panic(|| drawn(order, &job, &setup, origins))?;
    replace(&order.out, &bytes)?;
    Ok(preview)
}

fn drawn(
    order: &PreviewOrder,
    job: &Job,
    setup: &Setup<'_>,
    origins: &Origins,
) -> Result<(Preview, Vec<u8>), Vec<Diagnostic>> {
    let (customer, messages) = job.validated(setup, origins);
    let Some(customer) = customer else { return Err(messages) };
    let Some(document) = customer.plan.documents.first() else { return Err(messages) };
    let pages = lay_out(document, setup.fonts)?;
    let count = pages.pages.len();
    let page = order.page.checked_sub(1).and_then(|index| pages.pages.get(index));
    let Some(page) = page else { return Err(vec![no_page(order.page, document.kind(), count)]) };
    let (bytes, dots) = png::picture(page, &bitmaps(document), setup.fonts, f64::from(order.dots_per_inch))?;
    let preview = Preview {
        customer: job.report(Ok(None), Vec::new()).customer.unwrap_or_default(),
        document: document.kind(),
        page: order.page,
        pages: count,
        paper: page.size,
        dots,
    };
    Ok((preview, bytes))
}

/// The job of the customer that is meant. Who is named exactly once is found without validating anybody again.
fn the_one(
    jobs: Vec<Job>,
    selection: &Selection,
    setup: &Setup<'_>,
    origins: &Origins,
) -> Result<Job, Vec<Diagnostic>> {
    let is_meant = |job: &Job, wanted: &str| {
        let names = job.written().unwrap_or_default();
        let written = [&names.customer_no, &names.name];
        job.code().is_some_and(|code| code.as_str() == fold::digits(wanted))
            || written.into_iter().flatten().any(|text| fold::key(text) == fold::key(wanted))
    };
    if let [wanted] = selection.customers.as_slice() {
        let mut found = jobs.iter().enumerate().filter(|(_, job)| is_meant(job, wanted));
        if let (Some((place, _)), None) = (found.next(), found.next()) {
            return jobs.into_iter().nth(place).ok_or_else(Vec::new);
        }
    }
    let jobs = chosen(jobs, selection, setup, origins)?;
    let (customers, files): (Vec<Job>, Vec<Job>) = jobs.into_iter().partition(|job| job.written().is_some());
    match <[Job; 1]>::try_from(customers) {
        Ok([only]) => Ok(only),
        Err(none) if none.is_empty() => {
            Err(files.iter().flat_map(|file| file.validated(setup, origins).1).collect())
        }
        Err(several) => Err(vec![several_customers(&several)]),
    }
}

fn several_customers(jobs: &[Job]) -> Diagnostic {
    let names = |job: &Job| {
        let names = job.written()?;
        Some(String::from(names.customer_no.or(names.name)?))
    };
    let some: Vec<String> = jobs.iter().filter_map(names).take(3).collect();
    let count = jobs.len();
    Diagnostic::error(
        Code::NobodySelected,
        Origin::NONE,
        Words::new(
            format!("お客様が{count}件います。見るのは1件です。"),
            format!("there are {count} customers; one can be shown"),
        ),
        Words::new(
            format!("--customer で1件を指定してください（{} など）。", some.join("、")),
            format!("name one with --customer, such as {}", some.join(", ")),
        ),
    )
}

fn no_page(page: usize, kind: DocumentKind, pages: usize) -> Diagnostic {
    let (ja, en) = (kind.title(), kind.title_en());
    Diagnostic::error(
        Code::NoSuchPage,
        Origin::NONE,
        Words::new(
            format!("{ja}に{page}ページ目はありません（全{pages}ページ）。"),
            format!("the {en} has no page {page}: it has {pages}"),
        ),
        Words::new(format!("--page に 1～{pages} を指定してください。"), format!("say --page 1 to {pages}")),
    )
}

fn no_picture(path: &Path) -> Diagnostic {
    let path = path.shown();
    Diagnostic::error(
        Code::UnknownKind,
        Origin::NONE,
        Words::new(
            format!("{path} には書けません。ページの画像は .png だけです。"),
            format!("{path} cannot be written: the picture of a page is a .png file"),
        ),
        Words::new("名前の終わりを .png にしてください。", "let its name end in .png"),
    )
}
