//! [`Printing`]: what was merged for the copier at one time, with the number of every sheet, kept for good in
//! `print/<number>/print.json`; [`Printings`]: all of a run's, and which of their sheets are in force. Texts come in, values
//! go out; what the next printing has in it is [`super::next_printing`]'s business.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::sheets::{CustomerSheets, PrintedLabels, SheetNumbers, SheetStack};
use crate::base::Diagnostic;
use crate::batch::errors::{no_printing, not_in_run};
use crate::batch::manifest::{PRINT, VolumeRecord};
use crate::write::{folders_in, text};

/// What kind of file it is, and its form: goes up when a field changes its meaning or goes away.
pub(crate) const FORMAT: &str = "startpack-print-1";

/// The file in a printing's folder.
const FILE: &str = "print.json";

/// Of whom a printing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// Of all customers: no sheet of an earlier printing is in force any more.
    Whole,
    /// Of the customers that were selected: of others, earlier printings stay in force.
    Selection,
    /// Of what is new or changed since an earlier printing.
    Supplement,
}

/// What was merged for the copier at one time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Printing {
    /// [`FORMAT`].
    pub format: String,
    /// The run's number.
    pub run: String,
    /// Which printing of the run, from 1.
    pub printing: u32,
    /// Of whom.
    pub scope: Scope,
    /// The printing that it adds to; a whole one has none.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub since: Option<u32>,
    /// The day of printing, `2026-11-24`.
    pub print_date: String,
    /// Customers in a file; left out: all.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub customers_per_file: Option<u32>,
    /// Whether the sheets bear their marks.
    pub marks: bool,
    /// SHA-256 over how it was asked for.
    #[serde(rename = "stamp")]
    pub order_digest: String,
    /// What is in it, in order of code.
    pub sheets: SheetNumbers,
    /// Whose earlier sheets count no more, without new ones.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub gone: Vec<String>,
    /// The files.
    pub volumes: Vec<VolumeRecord>,
}

/// All printings of a run, in order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Printings(Vec<Printing>);

/// The papers of a run that count.
#[derive(Clone, Debug, Default)]
pub(crate) struct InForce<'a> {
    /// The last number.
    pub total: u32,
    /// By code.
    pub customers: BTreeMap<&'a str, CustomerInForce<'a>>,
}

/// One customer's papers that count.
#[derive(Clone, Debug)]
pub(crate) struct CustomerInForce<'a> {
    /// The customer as the newest of them names it.
    pub newest: &'a CustomerSheets,
    /// A stack for each document, with the printing that it is of.
    pub stacks: Vec<(&'a Printing, &'a SheetStack)>,
    /// The labels.
    pub labels: Option<&'a PrintedLabels>,
}

impl Printing {
    /// The folder of the printing of that number, within the run's.
    pub(crate) fn folder(number: u32) -> String {
        format!("{PRINT}/{number}")
    }

    /// Its record, within the run's folder.
    pub(crate) fn path(number: u32) -> String {
        format!("{}/{FILE}", Self::folder(number))
    }

    /// As a file's text.
    pub(crate) fn text(&self) -> String {
        // Texts and numbers: nothing in it that JSON cannot say.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }
}

impl Printings {
    /// The printings of the run in that folder. What is not one is left out: a printing counts from when its record is
    /// written.
    pub(crate) fn read(folder: &Path) -> Self {
        let numbers = folders_in(&folder.join(PRINT)).into_iter().filter_map(|name| name.parse().ok());
        let read = |number: u32| -> Option<Printing> {
            let printing: Printing =
                serde_json::from_str(&text(&folder.join(Printing::path(number)))?).ok()?;
            let is_earlier = printing.since.is_none_or(|since| since < number);
            let is_ours = printing.format == FORMAT && printing.printing == number && is_earlier;
            (is_ours && printing.volumes.iter().all(VolumeRecord::is_sound)).then_some(printing)
        };
        let mut all: Vec<_> = numbers.filter_map(read).collect();
        all.sort_by_key(|printing| printing.printing);
        Self(all)
    }

    /// All of them, in order.
    pub(crate) fn all(&self) -> &[Printing] {
        &self.0
    }

    /// The newest.
    pub(crate) fn last(&self) -> Option<&Printing> {
        self.0.last()
    }

    /// The one of that number.
    pub(crate) fn get(&self, number: u32) -> Option<&Printing> {
        self.0.iter().find(|printing| printing.printing == number)
    }

    /// The number of the printing that a supplement adds to: that of `since`, or the newest.
    ///
    /// # Errors
    /// `SP030` if the run in `folder` has none, `SP031` if it does not have that one.
    pub(crate) fn base(&self, since: Option<u32>, folder: &Path) -> Result<u32, Vec<Diagnostic>> {
        let last = self.last().ok_or_else(|| vec![no_printing(folder)])?;
        match since {
            Some(since) if self.get(since).is_none() => {
                Err(vec![not_in_run(folder, &format!("--supplement {since}"))])
            }
            since => Ok(since.unwrap_or(last.printing)),
        }
    }

    /// The papers that count once the printing of that number is made: those of the last whole one before it, and of what
    /// was added since.
    pub(crate) fn in_force(&self, number: u32) -> InForce<'_> {
        let follow = |printing: &&Printing| printing.since.and_then(|since| self.get(since));
        let mut chain: Vec<_> = std::iter::successors(self.get(number), follow).collect();
        chain.reverse();
        let mut force =
            InForce { total: chain.last().map_or(0, |last| last.sheets.total), ..InForce::default() };
        for printing in chain {
            for code in &printing.gone {
                force.customers.remove(code.as_str());
            }
            for customer in &printing.sheets.customers {
                force.take(printing, customer);
            }
        }
        force
    }
}

impl<'a> InForce<'a> {
    /// The papers of a newer printing take the place of the older ones of their kind.
    fn take(&mut self, printing: &'a Printing, newer: &'a CustomerSheets) {
        let nothing = CustomerInForce { newest: newer, stacks: Vec::new(), labels: None };
        let known = self.customers.entry(&newer.code).or_insert(nothing);
        known.newest = newer;
        known.labels = newer.labels.as_ref().or(known.labels);
        for stack in &newer.stacks {
            known.stacks.retain(|(_, older)| older.document != stack.document);
            known.stacks.push((printing, stack));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A printing in which every customer has a packet of two sheets, cover included.
    fn printing(number: u32, since: Option<u32>, codes: &[&str], gone: &[&str]) -> Printing {
        let before = if since.is_some() { 100 * number } else { 0 };
        let stack = |cover| SheetStack {
            document: "packet".to_owned(),
            cover,
            sheets: 1,
            pages: 2,
            content: String::new(),
        };
        let customer = |(at, code): (u32, &&str)| CustomerSheets {
            code: (*code).to_owned(),
            customer_no: None,
            name: String::new(),
            stacks: vec![stack(before + 2 * at + 1)],
            labels: None,
        };
        let customers: Vec<_> = (0..).zip(codes).map(customer).collect();
        Printing {
            format: FORMAT.to_owned(),
            run: "R".to_owned(),
            printing: number,
            scope: since.map_or(Scope::Whole, |_| Scope::Supplement),
            since,
            print_date: "2026-11-24".to_owned(),
            customers_per_file: None,
            marks: true,
            order_digest: String::new(),
            sheets: SheetNumbers { total: before + 2 * customers.len() as u32, customers },
            gone: gone.iter().map(|code| (*code).to_owned()).collect(),
            volumes: Vec::new(),
        }
    }

    fn covers(printings: &Printings, number: u32) -> Vec<(String, u32, u32)> {
        let force = printings.in_force(number);
        let of = |(code, customer): (&&str, &CustomerInForce<'_>)| {
            customer
                .stacks
                .iter()
                .map(|(of, stack)| ((*code).to_owned(), of.printing, stack.cover))
                .collect::<Vec<_>>()
        };
        force.customers.iter().flat_map(of).collect()
    }

    #[test]
    fn a_supplement_replaces_its_own_and_the_gone_and_a_whole_one_everything() {
        let printings = Printings(vec![
            printing(1, None, &["a", "b", "c"], &[]),
            printing(2, Some(1), &["b", "d"], &["c"]),
            printing(3, None, &["a", "b"], &[]),
            printing(4, Some(2), &["a"], &[]),
        ]);
        let force = |number| covers(&printings, number);
        let word = |code: &str, printing, cover| (code.to_owned(), printing, cover);
        assert_eq!(force(1), [word("a", 1, 1), word("b", 1, 3), word("c", 1, 5)]);
        assert_eq!(force(2), [word("a", 1, 1), word("b", 2, 201), word("d", 2, 203)]);
        assert_eq!(force(3), [word("a", 3, 1), word("b", 3, 3)]);
        // Added to the second: the third was never printed.
        assert_eq!(force(4), [word("a", 4, 401), word("b", 2, 201), word("d", 2, 203)]);
        assert_eq!(printings.in_force(2).total, 204);
    }
}
