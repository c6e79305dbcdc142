//! [`Papers`]: the numbered sheets of a printed run, and which of them count. The run's folder comes in; whose a sheet is goes
//! out. What is read from paper is not known here.

use std::collections::BTreeMap;
use std::path::Path;

use crate::base::Diagnostic;
use crate::batch::errors::{no_printing, not_in_run};
use crate::batch::manifest::Manifest;
use crate::plan::SheetCode;
use crate::press::printing::{Printing, Printings};
use crate::press::sheets::{CustomerSheets, SheetOwner, SheetStack};

/// The numbered sheets of a run.
pub(super) struct Papers {
    run: String,
    /// By printing and number of the first sheet.
    stacks: BTreeMap<(Option<u32>, u32), PrintedStack>,
    /// Printings of which the sheets bear no marks.
    unmarked: Vec<u32>,
}

/// A stack of one printing.
#[derive(Clone, Debug)]
pub(super) struct PrintedStack {
    /// Which printing; `None` in runs from before printings had numbers.
    pub(super) printing: Option<u32>,
    /// The customer's 10-digit code.
    pub(super) code: String,
    /// The customer's name, as it was printed.
    pub(super) name: String,
    /// The sheets.
    pub(super) stack: SheetStack,
    /// No newer printing has taken its place.
    pub(super) counts: bool,
}

impl Papers {
    /// The papers of the run in that folder; with the number of a printing, only those of this one count.
    ///
    /// # Errors
    /// `SP030` if the run was not merged for the copier, `SP031` if it has no such printing.
    pub(super) fn read(
        folder: &Path,
        manifest: &Manifest,
        only: Option<u32>,
    ) -> Result<Self, Vec<Diagnostic>> {
        let mut papers = Self { run: manifest.run.clone(), stacks: BTreeMap::new(), unmarked: Vec::new() };
        let printings = Printings::read(folder);
        let Some(last) = printings.last() else {
            let earlier = manifest.sheets.as_ref().filter(|_| manifest.print.is_some());
            let earlier = earlier.ok_or_else(|| vec![no_printing(folder)])?;
            let names: BTreeMap<_, _> =
                manifest.customers.iter().map(|record| (record.code.as_str(), &record.name)).collect();
            for customer in &earlier.customers {
                let name = names.get(customer.code.as_str()).map(|name| (*name).clone()).unwrap_or_default();
                papers.take(None, &CustomerSheets { name, ..customer.clone() }, &|_| true);
            }
            return Ok(papers);
        };
        if let Some(number) = only.filter(|number| printings.get(*number).is_none()) {
            return Err(vec![not_in_run(folder, &format!("--printing {number}"))]);
        }
        let force = printings.in_force(last.printing);
        for printing in printings.all() {
            for customer in &printing.sheets.customers {
                let counting = force.customers.get(customer.code.as_str());
                let counts = |stack: &SheetStack| match only {
                    Some(number) => number == printing.printing,
                    None => counting.is_some_and(|known| {
                        known.stacks.iter().any(|(of, one)| of.printing == printing.printing && *one == stack)
                    }),
                };
                papers.take(Some(printing), customer, &counts);
            }
        }
        Ok(papers)
    }

    fn take(
        &mut self,
        printing: Option<&Printing>,
        customer: &CustomerSheets,
        counts: &dyn Fn(&SheetStack) -> bool,
    ) {
        let number = printing.map(|printing| printing.printing);
        self.unmarked.extend(printing.filter(|printing| !printing.marks).map(|printing| printing.printing));
        for stack in &customer.stacks {
            let printed = PrintedStack {
                printing: number,
                code: customer.code.clone(),
                name: customer.name.clone(),
                stack: stack.clone(),
                counts: counts(stack),
            };
            self.stacks.insert((number, stack.first()), printed);
        }
    }

    /// The stacks that count, in order of code.
    pub(super) fn counted(&self) -> Vec<&PrintedStack> {
        let mut counted: Vec<_> = self.stacks.values().filter(|stack| stack.counts).collect();
        counted.sort_by(|a, b| (&a.code, a.stack.cover).cmp(&(&b.code, b.stack.cover)));
        counted
    }

    /// The stack of that customer and document that counts.
    pub(super) fn of(&self, code: &str, document: &str) -> Option<&PrintedStack> {
        self.stacks.values().find(|one| one.counts && one.code == code && one.stack.document == document)
    }

    /// The stacks of that customer that count.
    pub(super) fn of_customer(&self, code: &str) -> Vec<&SheetStack> {
        let counted = self.stacks.values().filter(|one| one.counts && one.code == code);
        counted.map(|one| &one.stack).collect()
    }

    /// The stack that counts and that has the sheet of that number.
    pub(super) fn with_sheet(&self, sheet: u32) -> Option<&PrintedStack> {
        self.stacks.values().find(|one| one.counts && one.stack.has(sheet))
    }

    /// Whose sheet has that code, whether it counts or not; `None` for a sheet that is not of this run.
    pub(super) fn with_code(&self, code: &SheetCode) -> Option<&PrintedStack> {
        let upto = (code.printing, code.sheet);
        let (_, found) = self.stacks.range((code.printing, 0)..=upto).next_back()?;
        let SheetCode { sheet, side, .. } = *code;
        (found.stack.has(sheet) && found.stack.code(self.owner(found), sheet, side) == *code).then_some(found)
    }

    /// Whether the sheets of that stack bear their marks.
    pub(super) fn has_marks(&self, stack: &PrintedStack) -> bool {
        stack.printing.is_none_or(|number| !self.unmarked.contains(&number))
    }

    fn owner<'a>(&'a self, stack: &'a PrintedStack) -> SheetOwner<'a> {
        SheetOwner { run: &self.run, printing: stack.printing, code: &stack.code }
    }
}
