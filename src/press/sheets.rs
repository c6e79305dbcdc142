//! [`SheetNumbers`]: the number of every sheet of a run. Customers are numbered in the order of their codes, whatever
//! the order of the files, the threads or the parts; a customer's stacks follow each other: cover sheet and
//! packet, cover sheet and checklist. Labels lie on common sheets of their own stock and have no number. Records come in,
//! numbers go out; pages are not known here.

use serde::{Deserialize, Serialize};

use crate::batch::record::Record;
use crate::plan::{DocumentKind, SheetCode, SheetTie, Side, tie};

/// The name of a cover sheet's document in the tie of its code: `packet-cover`.
const COVER: &str = "-cover";

/// All sheets of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SheetNumbers {
    /// How many there are, cover sheets included.
    pub total: u32,
    /// Whose they are, in order of code.
    pub customers: Vec<CustomerSheets>,
}

/// One customer's sheets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CustomerSheets {
    /// The customer's 10-digit code.
    pub code: String,
    /// A stack for each document.
    pub stacks: Vec<SheetStack>,
}

/// A cover sheet and a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SheetStack {
    /// `packet` or `handover`.
    pub document: String,
    /// Number of the cover sheet; the document's first sheet has the next.
    pub cover: u32,
    /// Sheets of the document, without the cover.
    pub sheets: u32,
    /// Pages of the document; an odd last one has a blank back.
    pub pages: usize,
    /// Digest of what the document says; empty in runs of earlier versions.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub content: String,
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

impl SheetNumbers {
    /// The numbers for the documents of those records, which are in order of code.
    pub(crate) fn of(records: &[Record]) -> Self {
        let mut sheets = Self::default();
        for record in records {
            let next = Self::next(&mut sheets.total, record);
            sheets.customers.push(next);
        }
        sheets
    }

    /// The numbers of a customer's sheets, which come after `before` others; `before` is then the last number.
    pub(crate) fn next(before: &mut u32, record: &Record) -> CustomerSheets {
        let stacks = record.documents.iter().filter(|paper| paper.labels.is_none()).map(|paper| {
            let count = u32::try_from(paper.pages.div_ceil(2)).unwrap_or(u32::MAX);
            let cover = *before + 1;
            *before += 1 + count;
            SheetStack {
                document: paper.kind.clone(),
                cover,
                sheets: count,
                pages: paper.pages,
                content: paper.content.clone(),
            }
        });
        let stacks = stacks.collect();
        CustomerSheets { code: record.code.clone(), stacks }
    }

    /// Whose sheet that is, and of which stack.
    pub(crate) fn find(&self, sheet: u32) -> Option<(&CustomerSheets, &SheetStack)> {
        let after =
            |customer: &CustomerSheets| customer.stacks.first().is_some_and(|stack| stack.cover > sheet);
        let at = self.customers.partition_point(|customer| !after(customer));
        // A customer of whom there are only labels has no sheets and stands where the one after would.
        self.customers[..at].iter().rev().find_map(|customer| {
            let stack = customer.stacks.iter().find(|stack| stack.has(sheet))?;
            Some((customer, stack))
        })
    }
}

impl CustomerSheets {
    /// The stack of that document.
    pub(crate) fn stack(&self, kind: DocumentKind) -> Option<&SheetStack> {
        self.stacks.iter().find(|stack| stack.document == kind.stem())
    }
}

impl SheetStack {
    /// Whether the sheet of that number is in it.
    pub(crate) fn has(&self, sheet: u32) -> bool {
        (self.cover..=self.last()).contains(&sheet)
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
    pub(crate) fn code(&self, run: &str, customer: &str, sheet: u32, side: Side) -> SheetCode {
        let cover = if sheet == self.cover { COVER } else { "" };
        let page = match self.content(sheet, side) {
            SideContent::Cover => "cover".to_owned(),
            SideContent::Page(page) => page.to_string(),
            SideContent::Blank => "blank".to_owned(),
        };
        let tie = tie(SheetTie {
            run,
            code: customer,
            document: &format!("{}{cover}", self.document),
            pages: self.pages,
            page: &page,
            content: &self.content,
        });
        SheetCode { run: run.to_owned(), sheet, side, tie }
    }

    /// The document's name as it is printed.
    pub(crate) fn word(&self) -> &'static str {
        DocumentKind::from_stem(&self.document).map_or("", DocumentKind::title)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::batch::record::DocumentRecord;

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
        SheetNumbers::of(&[
            record("1", vec![paper("packet", 3), paper("handover", 4), paper("labels", 1)]),
            record("2", vec![paper("labels", 1)]),
            record("3", vec![paper("packet", 1)]),
        ])
    }

    #[test]
    fn every_sheet_has_one_owner() {
        let sheets = sheets();
        assert_eq!(sheets.total, 3 + 3 + 2);
        let owners: Vec<_> = (0..=9)
            .map(|number| sheets.find(number).map(|(c, s)| format!("{} {}", c.code, s.document)))
            .collect();
        let owner = |text: &str| Some(text.to_owned());
        let (packet, handover, third) = (owner("1 packet"), owner("1 handover"), owner("3 packet"));
        let mut expected = vec![None];
        expected.extend([packet.clone(), packet.clone(), packet]);
        expected.extend([handover.clone(), handover.clone(), handover, third.clone(), third, None]);
        assert_eq!(owners, expected);
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
        let (cover, first) = (stack.code("R", "1", 1, Side::Front), stack.code("R", "1", 2, Side::Front));
        assert!(cover.tie != first.tie, "a cover sheet is tied as a document of its own");
    }
}
