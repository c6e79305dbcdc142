//! [`Register`]: every terminal whose label may be met, from the customers' data; it judges what a code says.
//!
//! The other direction of [`super::label_code`]: there a payload is made, here one that was read is held against the
//! data. A tag cannot be turned back into its facts, but what is known can be tried: another terminal's name
//! or certificate, or those of an earlier version of the data.

mod expected;

use std::collections::{BTreeMap, BTreeSet};

pub use expected::{ExpectedTerminal, OwnFact, Tie};

use super::label_code::{Fact, LabelCode, Misread};
use super::slot::{SlotNumber, slot};
use crate::base::{Origin, fold};
use crate::validate::Site;
use expected::terminals_of;

/// Everybody who may be met.
#[derive(Clone, Debug, Default)]
pub struct Register {
    terminals: Vec<ExpectedTerminal>,
    places: BTreeMap<(String, usize), usize>,
    former: Vec<ExpectedTerminal>,
    key: Option<Vec<u8>>,
}

/// A fact that has another value than when the label was printed.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Which one.
    pub fact: Fact,
    /// Its value on the label.
    pub was: String,
    /// Its value in the data.
    pub is: Option<String>,
    /// The terminal of the same institution, by number, that has the label's value now.
    pub now_at: Option<usize>,
}

/// What a code is worth.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// It says what the label of that terminal must say.
    Right {
        /// Facts that are known now and were not when it was printed.
        since: Vec<Fact>,
    },
    /// It was right once: the data have changed since it was printed.
    Outdated(Vec<Change>),
    /// Its tag fits neither the data nor anything that is known of them: renamed, another certificate, forged or
    /// misread.
    Wrong {
        /// Facts that the label was printed with and the data lack.
        lost: Vec<Fact>,
    },
    /// The terminal's 管理番号: it names the terminal, and proves neither its name nor its certificate.
    Slot,
    /// Something else that only this terminal has: of its notice, or of its PC.
    Own(OwnFact),
    /// The institution is known, the terminal is not.
    NoSuchTerminal,
    /// Another customer's.
    Foreign,
    /// Right, but not signed, although there is a key: anybody can make such a label.
    Unsigned,
    /// Signed, and there is no key to tell whether it is right.
    Unverified,
    /// It should be one of ours, and its form is broken.
    Misread(Misread),
    /// A mark of a printed sheet, no label.
    SheetMark,
    /// Nothing of ours.
    Other,
    /// Of the right form; there are no data to hold it against.
    Unchecked,
}

/// A code and what it is worth.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// What it says, as it was printed; as it was read, if it is broken.
    pub text: String,
    /// What it is worth.
    pub verdict: Verdict,
    /// Its parts, if it has the form of a label's code.
    pub label_code: Option<LabelCode>,
    /// The 10-digit code and the number of the terminal that it names.
    pub named: Option<(String, usize)>,
    /// How far it holds a certificate, if it is right.
    pub tie: Option<Tie>,
    /// The terminal it names, as a place in [`Register::terminals`].
    pub terminal: Option<usize>,
}

impl Register {
    /// A register with nobody on it; `key` is the bytes of the key file, if labels are signed.
    pub fn new(key: Option<Vec<u8>>) -> Self {
        Self { key, ..Self::default() }
    }

    /// Puts the terminals of a site on the register. Returns the 10-digit codes that were there before; those keep
    /// their first data.
    pub fn add(&mut self, site: &Site) -> Vec<String> {
        let mut twice = Vec::new();
        for institution in terminals_of(site) {
            if institution.first().is_some_and(|first| self.knows(&first.code)) {
                twice.extend(institution.first().map(|first| first.code.clone()));
                continue;
            }
            for terminal in institution {
                self.places.insert((terminal.code.clone(), terminal.number), self.terminals.len());
                self.terminals.push(terminal);
            }
        }
        twice
    }

    /// Puts a terminal on the register of which only the printed code is known. Whoever is on it already keeps the
    /// better data. Returns whether `payload` is one.
    pub fn add_printed(&mut self, customer: &str, payload: &str) -> bool {
        let Ok(label_code) = LabelCode::read(payload) else { return false };
        let place = (label_code.code.clone(), label_code.number);
        if let Some(known) = self.places.get(&place).and_then(|place| self.terminals.get_mut(*place)) {
            if known.name.is_none() && !known.printed.contains(&label_code.payload()) {
                known.printed.push(label_code.payload());
            }
            return true;
        }
        self.places.insert(place, self.terminals.len());
        self.terminals.push(ExpectedTerminal {
            slot: slot(&label_code.code, label_code.number),
            institution: customer.to_owned(),
            name: None,
            at: Origin::NONE,
            certificate: [None, None, None],
            pc: [None, None, None],
            printed: vec![label_code.payload()],
            code: label_code.code,
            number: label_code.number,
        });
        true
    }

    /// Keeps an earlier version of a site, to tell what has changed.
    pub fn remember(&mut self, site: &Site) {
        self.former.extend(terminals_of(site).into_iter().flatten());
    }

    /// Everybody on the register.
    pub fn terminals(&self) -> &[ExpectedTerminal] {
        &self.terminals
    }

    /// What the labels of everybody on the register say.
    pub fn payloads(&self) -> BTreeSet<String> {
        let key = self.key.as_deref();
        self.terminals.iter().flat_map(|terminal| terminal.payloads(key)).collect()
    }

    fn knows(&self, code: &str) -> bool {
        self.places.range((code.to_owned(), 0)..).next().is_some_and(|((known, _), _)| known == code)
    }

    /// What `text` is worth: what a symbol says, or what a handy scanner or a person types of it.
    pub fn judge(&self, text: &str) -> Judged {
        match LabelCode::read(text) {
            Ok(label_code) => self.label(label_code),
            Err(Misread::SheetMark) => Self::of_nobody(text, Verdict::SheetMark),
            Err(misread) => self.slot(text).or_else(|| self.own(text)).unwrap_or_else(|| {
                let verdict =
                    if misread == Misread::Other { Verdict::Other } else { Verdict::Misread(misread) };
                Self::of_nobody(text, verdict)
            }),
        }
    }

    fn of_nobody(text: &str, verdict: Verdict) -> Judged {
        let text = text.trim().to_owned();
        Judged { text, verdict, label_code: None, named: None, tie: None, terminal: None }
    }

    fn label(&self, label_code: LabelCode) -> Judged {
        let named = (label_code.code.clone(), label_code.number);
        let place = self.places.get(&named).copied();
        let terminal = place.and_then(|place| self.terminals.get(place));
        let verdict = match terminal {
            Some(terminal) => self.held_against(&label_code, terminal),
            None => self.of_no_terminal(&named.0),
        };
        let is_right = matches!(verdict, Verdict::Right { .. });
        let tie = terminal.filter(|_| is_right).map(|terminal| terminal.tie(&|fact| label_code.has(fact)));
        let text = label_code.payload();
        Judged { text, verdict, label_code: Some(label_code), named: Some(named), tie, terminal: place }
    }

    /// What a 管理番号 is worth; `None` if `text` is none.
    fn slot(&self, text: &str) -> Option<Judged> {
        let SlotNumber { code, number, is_right } = SlotNumber::read(text)?;
        if !is_right {
            return Some(Self::of_nobody(text, Verdict::Misread(Misread::Slot)));
        }
        let named = (code, number);
        let place = self.places.get(&named).copied();
        let terminal = place.and_then(|place| self.terminals.get(place));
        let verdict = if terminal.is_some() { Verdict::Slot } else { self.of_no_terminal(&named.0) };
        let tie = terminal.map(|terminal| terminal.tie(&|_| false));
        let text = slot(&named.0, named.1);
        Some(Judged { text, verdict, label_code: None, named: Some(named), tie, terminal: place })
    }

    /// What `text` is worth that one terminal alone has of its own; `None` if there is none, or more than one.
    fn own(&self, text: &str) -> Option<Judged> {
        /// Shorter texts are too often something else.
        const SHORTEST: usize = 4;
        let folded = fold::digits(text);
        // NW-7, the bar code of 簡易書留, begins and ends with one of four letters.
        let is_frame = |c: char| ('A'..='D').contains(&c);
        let framed = folded.strip_prefix(is_frame).and_then(|rest| rest.strip_suffix(is_frame));
        let bare = framed.filter(|bare| bare.bytes().all(|byte| byte.is_ascii_digit())).unwrap_or(&folded);
        let is_own = |(place, terminal): (usize, &ExpectedTerminal)| Some((place, terminal.own(bare)?));
        let mut found = self.terminals.iter().enumerate().filter_map(is_own);
        let (place, fact) = found.next().filter(|_| bare.len() >= SHORTEST)?;
        let terminal = self.terminals.get(place).filter(|_| found.next().is_none())?;
        Some(Judged {
            text: text.trim().to_owned(),
            verdict: Verdict::Own(fact),
            label_code: None,
            named: Some((terminal.code.clone(), terminal.number)),
            tie: None,
            terminal: Some(place),
        })
    }

    fn of_no_terminal(&self, code: &str) -> Verdict {
        if self.terminals.is_empty() {
            Verdict::Unchecked
        } else if self.knows(code) {
            Verdict::NoSuchTerminal
        } else {
            Verdict::Foreign
        }
    }

    fn held_against(&self, label_code: &LabelCode, terminal: &ExpectedTerminal) -> Verdict {
        if terminal.name.is_none() {
            let is_printed = terminal.printed.contains(&label_code.payload());
            return if is_printed {
                Verdict::Right { since: Vec::new() }
            } else {
                Verdict::Wrong { lost: Vec::new() }
            };
        }
        let key = match (&self.key, label_code.is_signed()) {
            (None, true) => return Verdict::Unverified,
            (Some(key), true) => Some(key.as_slice()),
            (_, false) => None,
        };
        if terminal.fits(label_code, key) {
            if self.key.is_some() && !label_code.is_signed() {
                return Verdict::Unsigned;
            }
            let is_since = |fact: &Fact| terminal.value(*fact).is_some() && !label_code.has(*fact);
            return Verdict::Right { since: Fact::CERTIFICATE.into_iter().filter(is_since).collect() };
        }
        match self.changes(label_code, terminal, key) {
            Some(changes) => Verdict::Outdated(changes),
            None => {
                let is_lost = |fact: &Fact| terminal.value(*fact).is_none() && label_code.has(*fact);
                Verdict::Wrong { lost: Fact::CERTIFICATE.into_iter().filter(is_lost).collect() }
            }
        }
    }

    /// What must be changed back in the data to get the label's tag, tried with everything that is known of the
    /// institution: each mix of the terminal's facts with another one's, or with an earlier version's.
    fn changes(
        &self,
        label_code: &LabelCode,
        terminal: &ExpectedTerminal,
        key: Option<&[u8]>,
    ) -> Option<Vec<Change>> {
        let same = |other: &&ExpectedTerminal| other.code == terminal.code && other.name.is_some();
        let former = self.former.iter().filter(same);
        let present = self.terminals.iter().filter(same);
        // Few changes are likelier than many.
        let mut mixes: Vec<u8> = (1..1 << Fact::ALL.len()).collect();
        mixes.sort_by_key(|mix| mix.count_ones());
        let sources: Vec<_> = former.chain(present).collect();
        mixes.into_iter().find_map(|mix| {
            let taken: Vec<_> = (0..).zip(Fact::ALL).filter(|(bit, _)| mix >> bit & 1 == 1).collect();
            sources.iter().find_map(|source| {
                let mut mixed = terminal.clone();
                taken.iter().for_each(|(_, fact)| mixed.take(*fact, source));
                mixed.fits(label_code, key).then(|| self.differences(label_code, &mixed, terminal))
            })
        })
    }

    fn differences(
        &self,
        label_code: &LabelCode,
        label: &ExpectedTerminal,
        terminal: &ExpectedTerminal,
    ) -> Vec<Change> {
        let differs = |fact: &Fact| label_code.has(*fact) && label.value(*fact) != terminal.value(*fact);
        let change = |fact: Fact| {
            let was = label.value(fact)?;
            let has =
                |other: &&ExpectedTerminal| other.code == terminal.code && other.value(fact) == Some(was);
            Some(Change {
                fact,
                was: was.to_owned(),
                is: terminal.value(fact).map(str::to_owned),
                now_at: self.terminals.iter().find(has).map(|other| other.number),
            })
        };
        Fact::ALL.into_iter().filter(differs).filter_map(change).collect()
    }
}
