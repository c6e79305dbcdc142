//! [`SheetNumbers`]: the number of every sheet of a printing. Customers are numbered in the order of their codes, whatever
//! the order of the files, the threads or the parts; a customer's stacks follow each other: cover sheet and
//! packet, cover sheet and checklist. Labels lie on common sheets of their own stock and have no number. Records come in,
//! numbers go out; pages are not known here.

use serde::{Deserialize, Serialize};

use crate::batch::record::{DocumentRecord, Record};
use crate::plan::{DocumentKind, SheetCode, SheetTie, Side, tie};

/// The name of a cover sheet's document in the tie of its code: `packet-cover`.
const COVER: &str = "-cover";

/// All sheets of a printing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SheetNumbers {
    /// The last number, cover sheets included.
    pub total: u32,
    /// Whose they are, in order of code.
    pub customers: Vec<CustomerSheets>,
}

/// One customer's sheets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CustomerSheets {
    /// The customer's 10-digit code.
    pub code: String,
    /// 顧客番号.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub customer_no: Option<String>,
    /// The name; empty in runs of earlier versions, whose records have it.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub name: String,
    /// A stack for each document.
    pub stacks: Vec<SheetStack>,
    /// The labels that were printed.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub labels: Option<PrintedLabels>,
}

/// A customer's labels on common sheets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PrintedLabels {
    /// How many.
    pub count: usize,
    /// Digest of what they say.
    pub content: String,
}

/// A cover sheet and a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SheetStack {
    /// `packet` or `handover`.
    pub document: String,
    /// Number of the cover sheet; the document's first sheet has the next. Of a document without a cover, the number of
    /// the sheet before it.
    pub cover: u32,
    /// Sheets of the document, without the cover.
    pub sheets: u32,
    /// Pages of the document; an odd last one has a blank back.
    pub pages: usize,
    /// Digest of what the document says; empty in runs of earlier versions.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub content: String,
}

/// Whether the sheets of that document have numbers.
pub(crate) fn is_numbered(paper: &DocumentRecord) -> bool {
    paper.labels.is_none() && DocumentKind::from_stem(&paper.kind).is_none_or(DocumentKind::is_on_plain_paper)
}

/// Whether a cover sheet goes before the document of that name.
fn has_cover(stem: &str) -> bool {
    DocumentKind::from_stem(stem).is_none_or(DocumentKind::has_cover)
}

/// Whose a sheet is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SheetOwner<'a> {
    /// The run's number.
    pub run: &'a str,
    /// Which printing of it; `None` in runs from before printings had numbers.
    pub printing: Option<u32>,
    /// The customer's 10-digit code.
    pub code: &'a str,
}

/// What is on one side of a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SideContent {
    /// The cover sheet, or its back.
    Cover,
    /// A page of the document, from 1.
    Page(usize),
    /// The back of an odd last page.
    Blank,
}

impl CustomerSheets {
    /// The papers of `record` that `is_printed` finds are to be printed, numbered after `before` others; `before` is then
    /// the last number.
    pub(crate) fn next(
        before: &mut u32,
        record: &Record,
        is_printed: &dyn Fn(&DocumentRecord) -> bool,
    ) -> Self {
        let papers = || record.documents.iter().filter(|paper| is_printed(paper));
        let stacks = papers().filter(|paper| is_numbered(paper)).map(|paper| {
            let cover = *before + u32::from(has_cover(&paper.kind));
            let stack = SheetStack { cover, ..SheetStack::unnumbered(paper) };
            *before = stack.last();
            stack
        });
        let stacks = stacks.collect();
        let labels = papers().find_map(|paper| {
            let count = paper.labels.as_ref()?.len();
            Some(PrintedLabels { count, content: paper.content.clone() })
        });
        Self {
            code: record.code.clone(),
            customer_no: record.about.customer_no.clone(),
            name: record.name.clone(),
            stacks,
            labels,
        }
    }

    /// `01-1-0100013`.
    pub(crate) fn grouped_code(&self) -> String {
        match (self.code.get(..2), self.code.get(2..3), self.code.get(3..)) {
            (Some(prefecture), Some(kind), Some(rest)) => format!("{prefecture}-{kind}-{rest}"),
            _ => self.code.clone(),
        }
    }

    /// The stack of that document.
    pub(crate) fn stack(&self, kind: DocumentKind) -> Option<&SheetStack> {
        self.stacks.iter().find(|stack| stack.document == kind.stem())
    }
}

impl SheetStack {
    /// The sheets of a document that was never numbered.
    pub(crate) fn unnumbered(paper: &DocumentRecord) -> Self {
        Self {
            document: paper.kind.clone(),
            cover: 1,
            sheets: u32::try_from(paper.pages.div_ceil(2)).unwrap_or(u32::MAX),
            pages: paper.pages,
            content: paper.content.clone(),
        }
    }

    /// Whether the sheet of that number is in it.
    pub(crate) fn has(&self, sheet: u32) -> bool {
        (self.first()..=self.last()).contains(&sheet)
    }

    /// Whether a cover sheet goes before the document.
    pub(crate) fn has_cover(&self) -> bool {
        has_cover(&self.document)
    }

    /// Number of the first sheet: the cover, or the document's first where it has none.
    pub(crate) fn first(&self) -> u32 {
        self.cover + u32::from(!self.has_cover())
    }

    /// Number of the last sheet.
    pub(crate) const fn last(&self) -> u32 {
        self.cover + self.sheets
    }

    /// What is on that side of the sheet of that number.
    pub(crate) fn content(&self, sheet: u32, side: Side) -> SideContent {
        if sheet <= self.cover {
            return SideContent::Cover;
        }
        let front = (sheet - self.cover - 1) as usize * 2 + 1;
        let page = front + usize::from(side == Side::Back);
        if page > self.pages { SideContent::Blank } else { SideContent::Page(page) }
    }

    /// The code of that side of the sheet of that number.
    pub(crate) fn code(&self, of: SheetOwner<'_>, sheet: u32, side: Side) -> SheetCode {
        let SheetOwner { run, printing, code } = of;
        let cover = if sheet == self.cover { COVER } else { "" };
        let page = match self.content(sheet, side) {
            SideContent::Cover => "cover".to_owned(),
            SideContent::Page(page) => page.to_string(),
            SideContent::Blank => "blank".to_owned(),
        };
        let tie = tie(SheetTie {
            run,
            printing,
            code,
            document: &format!("{}{cover}", self.document),
            pages: self.pages,
            page: &page,
            content: &self.content,
        });
        SheetCode { run: run.to_owned(), printing, sheet, side, tie }
    }

    /// The document's name as it is printed.
    pub(crate) fn word(&self) -> &'static str {
        DocumentKind::from_stem(&self.document).map_or("", DocumentKind::title)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheets() -> SheetNumbers {
        let paper = |kind: &str, pages| DocumentRecord {
            kind: kind.to_owned(),
            pages,
            labels: (kind == "labels").then(Vec::new),
            content: String::new(),
            files: Vec::new(),
        };
        let record = |code: &str, documents| Record {
            code: code.to_owned(),
            name: String::new(),
            input: String::new(),
            work_date: None,
            about: crate::batch::about::About::default(),
            input_digest: String::new(),
            print_date: None,
            documents,
            warnings: Vec::new(),
        };
        let mut sheets = SheetNumbers::default();
        for record in [
            record("1", vec![paper("packet", 3), paper("handover", 4), paper("labels", 1)]),
            record("2", vec![paper("labels", 1)]),
            record("3", vec![paper("packet", 1)]),
        ] {
            sheets.customers.push(CustomerSheets::next(&mut sheets.total, &record, &|_| true));
        }
        sheets
    }

    #[test]
    fn stacks_follow_each_other() {
        let sheets = sheets();
        assert_eq!(sheets.total, 3 + 3 + 2);
        let stacks: Vec<_> = sheets
            .customers
            .iter()
            .flat_map(|customer| customer.stacks.iter().map(|stack| (customer.code.as_str(), stack)))
            .map(|(code, stack)| (code, stack.document.as_str(), stack.cover, stack.last()))
            .collect();
        assert_eq!(stacks, [("1", "packet", 1, 3), ("1", "handover", 4, 6), ("3", "packet", 7, 8)]);
        assert_eq!(sheets.customers[1].labels.as_ref().map(|labels| labels.count), Some(0));
    }

    #[test]
    fn an_odd_last_page_has_a_blank_back() {
        let sheets = sheets();
        let stack = sheets.customers[0].stacks[0].clone();
        let content = |sheet, side| stack.content(sheet, side);
        assert_eq!(content(1, Side::Front), SideContent::Cover);
        assert_eq!(content(2, Side::Back), SideContent::Page(2));
        assert_eq!(
            (content(3, Side::Front), content(3, Side::Back)),
            (SideContent::Page(3), SideContent::Blank)
        );
        let of = SheetOwner { run: "R", printing: Some(1), code: "1" };
        let (cover, first) = (stack.code(of, 1, Side::Front), stack.code(of, 2, Side::Front));
        assert!(cover.tie != first.tie, "a cover sheet is tied as a document of its own");
    }
}
