//! One customer's documents: a plan in, finished bytes in memory out. Nothing is written, and no other customer is known.

use super::errors::no_room;
use crate::base::{Diagnostic, Fonts};
use crate::layout::{Pages, layout};
use crate::paint::{Pdf, Pictures, Properties, Sheets, paint_together, png};
use crate::parse::parse;
use crate::plan::{Document, DocumentKind, Logo, Plan, Request};
use crate::render::render;
use crate::write::NewFile;

/// A document, finished in memory.
#[derive(Clone, Debug)]
pub struct Finished {
    /// Which one.
    pub kind: DocumentKind,
    /// Its pages, laid out.
    pub pages: Pages,
    /// The same as PDF; the text of a mail as it is.
    pub pdf: Pdf,
    /// The bitmaps it shows, by name.
    pub bitmaps: Pictures,
    /// Labels on it, if it is the label sheet.
    pub labels: Option<usize>,
}

/// Lays out every document of a plan; all errors of all documents are reported.
pub(crate) fn lay_out_all(plan: &Plan, fonts: &Fonts) -> Result<Vec<Pages>, Vec<Diagnostic>> {
    let mut pages = Vec::new();
    let mut faults = Vec::new();
    for document in &plan.documents {
        match lay_out(document, fonts) {
            Ok(set) => pages.push(set),
            // The same value can fail in several documents, or several times in one: reported once.
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

/// Lays out one document. The office's own words must not take a page more: they would part the cover from its back, or
/// the report from its signatures.
pub(crate) fn lay_out(document: &Document, fonts: &Fonts) -> Result<Pages, Vec<Diagnostic>> {
    let pages = laid_out(document, fonts)?;
    let Some((plain, note)) = document.without_note() else { return Ok(pages) };
    match laid_out(&plain, fonts)?.pages.len() < pages.pages.len() {
        true => Err(vec![no_room(note, document.kind())]),
        false => Ok(pages),
    }
}

fn laid_out(document: &Document, fonts: &Fonts) -> Result<Pages, Vec<Diagnostic>> {
    if let Document::Mail(_) = document {
        // A text has no pages.
        return Ok(Pages::default());
    }
    let faults = match layout(&parse(&render(document)?)?, fonts) {
        Ok(pages) => return Ok(pages),
        Err(faults) => faults,
    };
    let Document::Labels(labels) = document else { return Err(faults) };
    let mut told: Vec<Diagnostic> = faults.into_iter().map(|fault| labels.in_words(fault)).collect();
    told.dedup();
    Err(told)
}

/// Lays out and paints every document of a plan.
pub(crate) fn print(plan: &Plan, request: &Request, fonts: &Fonts) -> Result<Vec<Finished>, Vec<Diagnostic>> {
    let laid_out = lay_out_all(plan, fonts)?;
    let about = |document: &Document| (properties(document, request), bitmaps(document));
    let about: Vec<_> = plan.documents.iter().map(about).collect();
    let sheets = |(pages, (properties, pictures))| Sheets { pages, properties, pictures };
    let is_text = |document: &Document| matches!(document, Document::Mail(_));
    let sheets: Vec<_> = laid_out.iter().zip(about.iter().map(|(a, b)| (a, b))).map(sheets).collect();
    let sheets: Vec<_> =
        sheets.into_iter().zip(&plan.documents).filter(|(_, document)| !is_text(document)).collect();
    let sheets: Vec<_> = sheets.into_iter().map(|(sheets, _)| sheets).collect();
    let mut painted = paint_together(&sheets, fonts)?.into_iter();
    let mut pdfs = Vec::with_capacity(plan.documents.len());
    for document in &plan.documents {
        pdfs.extend(if is_text(document) { Some(text_file(document)?) } else { painted.next() });
    }
    let finished =
        |(((document, pages), pdf), (_, bitmaps)): (((&Document, Pages), Pdf), (_, Pictures))| Finished {
            kind: document.kind(),
            pages,
            pdf,
            bitmaps,
            labels: document.payloads().map(|labels| labels.len()),
        };
    Ok(plan.documents.iter().zip(laid_out).zip(pdfs).zip(about).map(finished).collect())
}

/// A text as a file: every system's editor and mail program takes these line ends.
fn text_file(document: &Document) -> Result<Pdf, Vec<Diagnostic>> {
    let text = render(document)?.text.replace('\n', "\r\n");
    Ok(Pdf { bytes: text.into_bytes(), pages: 0 })
}

/// The files of a finished document: the PDF, and pictures of its pages if they are wanted.
pub(crate) fn outputs(
    document: Finished,
    pictures: bool,
    fonts: &Fonts,
) -> Result<Vec<NewFile>, Vec<Diagnostic>> {
    let Finished { kind, pages, pdf, bitmaps, .. } = document;
    let stem = kind.stem();
    let mut outputs = vec![NewFile { name: format!("{stem}.{}", kind.extension()), bytes: pdf.bytes }];
    if pictures {
        let drawn = png::pictures(&pages, &bitmaps, fonts, png::DOTS_PER_INCH)?;
        let named = (1..).zip(drawn).map(|(number, bytes)| (format!("{stem}-{number:02}.png"), bytes));
        outputs.extend(named.map(|(name, bytes)| NewFile { name, bytes }));
    }
    Ok(outputs)
}

/// The bitmaps that a document may show.
pub(crate) fn bitmaps(document: &Document) -> Pictures {
    let logo = document.customer().dealer.as_ref().and_then(|dealer| dealer.logo.as_ref());
    let named = logo.map(|logo| (Logo::NAME.to_owned(), (*logo.picture.0).clone().into()));
    named.into_iter().collect()
}

fn properties(document: &Document, request: &Request) -> Properties {
    let customer = document.customer();
    let dealer = customer.dealer.as_ref().and_then(|dealer| dealer.name.as_ref());
    let date = request.print_date;
    let is_on_label_stock = document.kind().is_on_label_stock();
    Properties {
        author: dealer.map(|name| name.value.clone()).unwrap_or_default(),
        date: (date.year(), date.month(), date.day()),
        duplex: !is_on_label_stock,
        tray_by_size: is_on_label_stock,
        plain: request.plain,
    }
}
