//! The list of replaced sheets: what the next printing of a run replaces, adds and takes away in; pages out.

use std::hash::{Hash as _, Hasher};

use super::next_printing::{Former, NextPapers, NextPrinting};
use super::sheets::{CustomerSheets, SheetStack};
use super::stack::control_page;
use crate::base::{Diagnostic, Fonts};
use crate::layout::Pages;
use crate::plan::{ControlPage, DocumentKind, Owner, Replacement, ReplacementList, span};

/// The pages of the list; none for a printing of all customers, which replaces everything.
pub(super) fn pages(next: &NextPrinting, run: &str, fonts: &Fonts) -> Result<Pages, Vec<Diagnostic>> {
    let (changes, mut pages) = (changes(next), Pages::default());
    let printings = (next.number, next.since.unwrap_or(next.number));
    let count = changes.len().div_ceil(ReplacementList::ROWS);
    for (number, rows) in (1..).zip(changes.chunks(ReplacementList::ROWS)) {
        let list =
            ReplacementList { run: run.to_owned(), printings, page: (number, count), changes: rows.to_vec() };
        pages.pages.push(control_page(&ControlPage::Replacements(list), fonts)?);
    }
    Ok(pages)
}

/// Whether there is such a list.
pub(super) fn has_one(next: &NextPrinting) -> bool {
    next.since.is_some() && (!next.gone.is_empty() || !next.customers.is_empty())
}

/// Mixes what the list says into `digest`.
pub(super) fn hash(next: &NextPrinting, digest: &mut impl Hasher) {
    for change in changes(next) {
        let Replacement { owner, document, pull_out, put_in } = change;
        (owner.number, owner.name, owner.code, document, pull_out, put_in).hash(digest);
    }
}

/// A row for each customer and kind of paper, in order of code.
fn changes(next: &NextPrinting) -> Vec<Replacement> {
    if next.since.is_none() {
        return Vec::new();
    }
    let printed = next.customers.values().flat_map(|papers| {
        let stacks = papers.sheets.stacks.iter().map(|stack| of_stack(papers, stack));
        stacks.chain(of_labels(papers))
    });
    let gone = next.gone.iter().flat_map(of_gone);
    let mut changes: Vec<_> = printed.chain(gone).collect();
    changes.sort_by(|a, b| a.owner.code.cmp(&b.owner.code));
    changes
}

fn of_stack(papers: &NextPapers, stack: &SheetStack) -> Replacement {
    let pull_out = papers.former.as_ref().and_then(|former| former.sheets.get(&stack.document)).cloned();
    Replacement {
        owner: owner(&papers.sheets),
        document: stack.word(),
        pull_out: pull_out.unwrap_or_default(),
        put_in: span(stack.first() as usize, stack.last() as usize),
    }
}

fn of_labels(papers: &NextPapers) -> Option<Replacement> {
    let new = papers.sheets.labels.as_ref()?;
    let old = papers.former.as_ref().map_or(0, |former| former.labels);
    Some(Replacement {
        owner: owner(&papers.sheets),
        document: DocumentKind::Labels.title(),
        pull_out: pieces(old),
        put_in: pieces(new.count),
    })
}

fn of_gone(former: &Former) -> Vec<Replacement> {
    let change = |document: &'static str, pull_out: String| Replacement {
        owner: owner(&former.customer),
        document,
        pull_out,
        put_in: String::new(),
    };
    let sheets = DocumentKind::ALL.into_iter().filter_map(|kind| {
        let words = former.sheets.get(kind.stem())?;
        Some(change(kind.title(), words.clone()))
    });
    let labels = (former.labels > 0).then(|| change(DocumentKind::Labels.title(), pieces(former.labels)));
    sheets.chain(labels).collect()
}

/// `3枚`; nothing for none.
fn pieces(count: usize) -> String {
    if count == 0 { String::new() } else { format!("{count}枚") }
}

fn owner(customer: &CustomerSheets) -> Owner {
    Owner { number: customer.customer_no.clone(), name: customer.name.clone(), code: customer.grouped_code() }
}
