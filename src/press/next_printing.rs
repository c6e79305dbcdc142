//! [`NextPrinting`]: what is printed next of a run. The records of its papers and the printings so far come in; whose papers
//! get a number, and what they replace, goes out. Pages are not known here.

use std::collections::BTreeMap;

use super::printing::{CustomerInForce, InForce, Printings, Scope};
use super::sheets::{CustomerSheets, SheetNumbers, SheetStack, is_numbered};
use crate::batch::record::{DocumentRecord, Record};
use crate::plan::{DocumentKind, span};

/// What is printed next.
#[derive(Clone, Debug)]
pub(crate) struct NextPrinting {
    /// Its number.
    pub number: u32,
    /// Of whom it is.
    pub scope: Scope,
    /// The printing that it adds to.
    pub since: Option<u32>,
    /// The last number so far.
    pub total: u32,
    /// What is printed, by code.
    pub customers: BTreeMap<String, NextPapers>,
    /// Whose earlier papers count no more, without new ones.
    pub gone: Vec<Former>,
    /// What has changed since the printing before.
    pub changes: Changes,
    /// The kinds of papers that it is of.
    pub kinds: Vec<DocumentKind>,
}

/// How many customers have other papers than in the printing before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Whose papers say something else.
    pub changed: usize,
    /// Who had none.
    pub new: usize,
    /// Who has none any more.
    pub gone: usize,
}

/// One customer's papers that are printed.
#[derive(Clone, Debug)]
pub(crate) struct NextPapers {
    /// What is printed.
    pub sheets: CustomerSheets,
    /// What was printed before and stays as it is.
    pub kept: Vec<SheetStack>,
    /// What the customer had before, if this takes its place.
    pub former: Option<Former>,
}

/// Papers that are to be pulled out and destroyed.
#[derive(Clone, Debug)]
pub(crate) struct Former {
    /// Whose.
    pub customer: CustomerSheets,
    /// By document, in words: `12–19（印刷1）`.
    pub sheets: BTreeMap<String, String>,
    /// How many labels.
    pub labels: usize,
}

/// What is asked for.
#[derive(Clone, Debug)]
pub(crate) struct PrintingOrder {
    pub(crate) scope: Scope,
    /// The printing that a supplement adds to; `None`: the last.
    pub(crate) since: Option<u32>,
    /// SHA-256 over how it is asked for.
    pub(crate) order_digest: String,
    /// The kinds of papers that are meant.
    pub(crate) kinds: Vec<DocumentKind>,
}

impl NextPrinting {
    /// An empty printing after those, to which customers are added in the order of the stacks.
    pub(crate) fn after(printings: &Printings, order: &PrintingOrder) -> Self {
        let last = printings.last().map(|last| last.printing);
        let since = if order.scope == Scope::Whole { None } else { order.since.or(last) };
        let total = since.map_or(0, |since| printings.in_force(since).total);
        Self {
            number: last.map_or(1, |last| last + 1),
            scope: if since.is_none() { Scope::Whole } else { order.scope },
            since,
            total,
            customers: BTreeMap::new(),
            gone: Vec::new(),
            changes: Changes::default(),
            kinds: order.kinds.clone(),
        }
    }

    /// Adds a customer's papers as far as they are printed; `known` are the ones that count so far.
    pub(crate) fn add(&mut self, record: &Record, known: Option<&CustomerInForce<'_>>) {
        let is_of_kind = |paper: &DocumentRecord| self.kinds.iter().any(|kind| kind.stem() == paper.kind);
        let is_other =
            |paper: &DocumentRecord| is_of_kind(paper) && known.is_none_or(|known| known.is_other(paper));
        let is_changed = record.documents.iter().any(is_other);
        match known {
            None => self.changes.new += 1,
            Some(_) => self.changes.changed += usize::from(is_changed),
        }
        let is_printed = |paper: &DocumentRecord| {
            is_of_kind(paper) && (self.scope != Scope::Supplement || is_other(paper))
        };
        if !record.documents.iter().any(is_printed) {
            return;
        }
        let mut total = self.total;
        let sheets = CustomerSheets::next(&mut total, record, &is_printed);
        self.total = total;
        let is_replaced = |stack: &SheetStack| sheets.stacks.iter().any(|new| new.document == stack.document);
        let (mut kept, mut former) = (Vec::new(), None);
        if let (Some(known), true) = (known, self.scope != Scope::Whole) {
            kept.extend(
                known.stacks.iter().map(|(_, stack)| *stack).filter(|stack| !is_replaced(stack)).cloned(),
            );
            former = known.former(&is_replaced, sheets.labels.is_some());
        }
        self.customers.insert(record.code.clone(), NextPapers { sheets, kept, former });
    }

    /// Notes who of those in force does not stay.
    pub(crate) fn leave_out_gone(&mut self, force: &InForce<'_>, stays: &dyn Fn(&CustomerSheets) -> bool) {
        let gone = force.customers.iter().filter(|(_, known)| !stays(known.newest));
        self.gone = gone.filter_map(|(_, known)| known.former(&|_| true, true)).collect();
        self.changes.gone = self.gone.len();
    }

    /// The numbers, in order of code.
    pub(crate) fn sheets(&self) -> SheetNumbers {
        let customers = self.customers.values().map(|papers| papers.sheets.clone()).collect();
        SheetNumbers { total: self.total, customers }
    }
}

impl Changes {
    /// Whether nobody has other papers.
    pub(crate) fn is_none(self) -> bool {
        self == Self::default()
    }
}

impl NextPapers {
    /// The stacks that count from now on.
    pub(crate) fn stacks(&self) -> impl Iterator<Item = &SheetStack> {
        self.sheets.stacks.iter().chain(&self.kept)
    }
}

impl CustomerInForce<'_> {
    /// Whether a paper is not the one that was printed.
    fn is_other(&self, paper: &DocumentRecord) -> bool {
        match &paper.labels {
            Some(labels) => {
                let is_same = |printed: &&super::sheets::PrintedLabels| {
                    printed.count == labels.len() && printed.content == paper.content
                };
                self.labels.is_none_or(|printed| !is_same(&printed))
            }
            // Address labels and mails go with the papers that they are for.
            None if !is_numbered(paper) => false,
            None => !self.stacks.iter().any(|(_, stack)| {
                stack.document == paper.kind && stack.pages == paper.pages && stack.content == paper.content
            }),
        }
    }

    /// The papers that are to be destroyed; `None` if there are none.
    fn former(&self, is_replaced: &dyn Fn(&SheetStack) -> bool, has_labels: bool) -> Option<Former> {
        let old = self.stacks.iter().filter(|(_, stack)| is_replaced(stack));
        let words = old.map(|(printing, stack)| {
            let sheets = span(stack.first() as usize, stack.last() as usize);
            (stack.document.clone(), format!("{sheets}（印刷{}）", printing.printing))
        });
        let sheets: BTreeMap<_, _> = words.collect();
        let labels = self.labels.filter(|_| has_labels).map_or(0, |labels| labels.count);
        (!sheets.is_empty() || labels > 0).then(|| Former { customer: self.newest.clone(), sheets, labels })
    }
}
