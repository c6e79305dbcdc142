//! What comes back from the day of the work: serial number, days, 書留 number, the PC itself. In: the customers of a list,
//! and those of the sheet that came back. Out: the list with what is new, what became of each terminal, and what
//! contradicts it. A value of the list is never replaced. Whether a value is right is not looked at here.

use std::collections::HashMap;

use super::fields::FieldOwner;
use super::fields::institution::{CODE, FEE_TABLE, PREFECTURE};
use super::fields::pc::PC;
use super::fields::terminal::CERTIFICATE;
use super::table::equivalent;
use super::{InstitutionFile, Raw, RawField, SiteFile, TerminalFile};
use crate::base::{Origin, fold};

/// What became of a terminal that came back, or of one of its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnedTerminal {
    /// Place in the sheet that came back.
    pub at: Origin,
    /// 端末名称等.
    pub name: String,
    /// What became of it.
    pub outcome: ReturnOutcome,
}

/// What became of what came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReturnOutcome {
    /// These fields were empty in the list, and are filled now.
    Recorded(Vec<&'static str>),
    /// This field says something else in the list, at that place: it stays.
    Differs(&'static str, Origin),
    /// The list has no such terminal.
    Unknown,
}

/// Digits of a 医療機関コード without prefecture and 点数表.
const OWN_DIGITS: usize = 7;

/// Fills what is empty in `list` from `returned`; a terminal is found by 10-digit code and 端末名称等.
pub fn record_returned(list: &mut [SiteFile], returned: &[SiteFile]) -> Vec<ReturnedTerminal> {
    let mut known: HashMap<(String, String), Vec<[usize; 3]>> = HashMap::new();
    for (site, file) in list.iter().enumerate() {
        for (number, institution) in file.institutions.iter().enumerate() {
            for (index, terminal) in institution.terminals.iter().enumerate() {
                known.entry(key(institution, terminal)).or_default().push([site, number, index]);
            }
        }
    }
    let mut outcomes = Vec::new();
    for institution in returned.iter().flat_map(|site| &site.institutions) {
        for terminal in &institution.terminals {
            let places = known.get(&key(institution, terminal)).into_iter().flatten();
            let found = places.copied().find(|&[site, number, _]| {
                is_same_institution(&list[site].institutions[number], institution)
            });
            let (name, at) = (text(&terminal.name), place(terminal));
            match found {
                None => outcomes.push(ReturnedTerminal { at, name, outcome: ReturnOutcome::Unknown }),
                Some([site, number, index]) => {
                    let own = &mut list[site].institutions[number].terminals[index];
                    let told = fill(own, terminal).into_iter();
                    outcomes.extend(told.map(|(at, outcome)| ReturnedTerminal {
                        at,
                        name: name.clone(),
                        outcome,
                    }));
                }
            }
        }
    }
    outcomes
}

fn key(institution: &InstitutionFile, terminal: &TerminalFile) -> (String, String) {
    let code = fold::digits(&text(&institution.code));
    let own = code.len().checked_sub(OWN_DIGITS).and_then(|start| code.get(start..)).unwrap_or(&code);
    (own.to_owned(), fold::key(&text(&terminal.name)))
}

/// The 7 digits are the same; are prefecture and 点数表 too?
fn is_same_institution(own: &InstitutionFile, other: &InstitutionFile) -> bool {
    [&PREFECTURE, &FEE_TABLE, &CODE].into_iter().all(|field| match (own.value(field), other.value(field)) {
        (Some(own), Some(other)) => equivalent(field, &own.value, &other.value),
        (own, other) => own.is_none() && other.is_none(),
    })
}

/// Fills the empty fields of a terminal; what was filled stands first.
fn fill(own: &mut TerminalFile, returned: &TerminalFile) -> Vec<(Origin, ReturnOutcome)> {
    let (mut recorded, mut outcomes) = (Vec::new(), Vec::new());
    for field in PC.fields.iter().chain(CERTIFICATE.fields) {
        let Some(new) = returned.value(field).as_ref().filter(|value| !is_empty(&value.value)) else {
            continue;
        };
        match own.value(field) {
            Some(known) if !is_empty(&known.value) => {
                if !equivalent(field, &known.value, &new.value) {
                    outcomes.push((new.at, ReturnOutcome::Differs(field.heading, known.at)));
                }
            }
            _ => {
                own.set(field, Some(new.clone()));
                recorded.push(field.heading);
            }
        }
    }
    if !recorded.is_empty() {
        outcomes.insert(0, (place(returned), ReturnOutcome::Recorded(recorded)));
    }
    outcomes
}

fn is_empty(raw: &Raw) -> bool {
    matches!(raw, Raw::Text(text) if text.trim().is_empty())
}

fn text(field: &RawField) -> String {
    match field.as_ref().map(|located| &located.value) {
        Some(Raw::Text(text) | Raw::Other(text)) => text.trim().to_owned(),
        Some(Raw::Integer(number)) => number.to_string(),
        Some(Raw::Bool(_) | Raw::Rejected) | None => String::new(),
    }
}

fn place(terminal: &TerminalFile) -> Origin {
    terminal.name.as_ref().map_or(terminal.at, |name| name.at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Located;
    use crate::read::fields::FieldSpec;

    fn told(text: &str) -> RawField {
        Some(Located::new(Raw::Text(text.to_owned()), Origin(1)))
    }

    fn site(prefecture: &str, fee_table: &str, name: &str) -> SiteFile {
        let terminal = TerminalFile { name: told(name), ..TerminalFile::default() };
        let institution = InstitutionFile {
            prefecture: told(prefecture),
            fee_table: told(fee_table),
            code: told("0100013"),
            terminals: vec![terminal],
            ..InstitutionFile::default()
        };
        SiteFile { institutions: vec![institution], ..SiteFile::default() }
    }

    fn with(mut site: SiteFile, field: &FieldSpec, text: &str) -> SiteFile {
        site.institutions[0].terminals[0].set(field, told(text));
        site
    }

    #[test]
    fn what_is_new_is_taken_and_what_differs_is_not() {
        use crate::read::fields::pc;
        use crate::read::fields::terminal::SERIAL;
        let mut list =
            vec![with(site("北海道", "医科", "受付PC"), &SERIAL, "1A2B"), site("北海道", "歯科", "受付PC")];
        let back = with(with(site("01", "医科", "受付 ＰＣ"), &SERIAL, "1A-2B"), &pc::NAME, "DESKTOP-1");
        let told = record_returned(&mut list, &[back.clone(), site("東京", "医科", "受付PC")]);
        let outcomes: Vec<_> = told.iter().map(|told| &told.outcome).collect();
        assert_eq!(outcomes, [&ReturnOutcome::Recorded(vec!["コンピューター名"]), &ReturnOutcome::Unknown]);
        assert_eq!(text(list[0].institutions[0].terminals[0].value(&pc::NAME)), "DESKTOP-1");
        assert!(list[1].institutions[0].terminals[0].value(&pc::NAME).is_none());
        assert!(record_returned(&mut list, std::slice::from_ref(&back)).is_empty(), "twice changes nothing");
        let other = with(back, &SERIAL, "9999");
        let told = record_returned(&mut list, &[other]);
        assert_eq!(told[0].outcome, ReturnOutcome::Differs("証明書シリアル番号", Origin(1)));
        assert_eq!(text(list[0].institutions[0].terminals[0].value(&SERIAL)), "1A2B");
    }
}
