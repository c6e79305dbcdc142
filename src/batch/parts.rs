//! `manifest merge`: the manifests of a run's parts in, the whole run's manifest out, if they make a whole. No document is
//! made here.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::errors::no_overview;
use super::manifest::{Manifest, PrintingRecord, RosterSum};
use super::number::RunPart;
use super::overview::{Became, OVERVIEW, Row, book};
use super::record::Record;
use super::recorded::is_part_manifest;
use super::session::{MANIFEST, put_manifest};
use crate::base::{Code, Diagnostic, Origin, Words};
use crate::press::printing::Printings;
use crate::write::{RunFolder, Spool, text};

/// Joins the parts of the run in `folder`: writes `manifest.json`, `SHA256SUMS` and the overview once every part is there,
/// every customer is in exactly one of them, and every file is whole. Returns what is worth knowing.
///
/// # Errors
/// `SP006` with all that keeps the parts from being a whole; `SP004` while a part is being made; `SP002` if
/// the disk refuses.
pub fn merge(folder: &Path) -> Result<Vec<Diagnostic>, Vec<Diagnostic>> {
    let nothing = || vec![fault("manifest.1-of-n.json がありません", "there is no manifest.1-of-n.json")];
    // Looked at before the folder is opened: opening makes it.
    if !folder.is_dir() {
        return Err(nothing());
    }
    let place = RunFolder::open(folder, None)?;
    let mut faults = Vec::new();
    let mut parts = Vec::new();
    for name in place.names().iter().filter(|name| is_part_manifest(name)) {
        let read = text(&folder.join(name)).and_then(|found| Manifest::read(&found));
        match read.and_then(|manifest| Some((RunPart::read(manifest.part.as_deref()?)?, manifest))) {
            Some(part) => parts.push(part),
            None => faults.push(fault(
                format!("{name} は manifest として読めません"),
                format!("{name} cannot be read as a manifest"),
            )),
        }
    }
    parts.sort_by_key(|(part, _)| (part.of, part.number));
    let Some((_, first)) = parts.first() else {
        return Err(if faults.is_empty() { nothing() } else { faults });
    };
    let mut whole = Manifest {
        part: None,
        inputs: Vec::new(),
        customers: Vec::new(),
        not_made: Vec::new(),
        ..first.clone()
    };
    faults.extend(missing_parts(&parts));
    for (part, manifest) in parts {
        if manifest.likeness() != whole.likeness() {
            let RunPart { number, of } = part;
            faults.push(fault(
                format!("{number}/{of} の組は、ほかの組と条件（名簿とその読み方、印刷日、書類、用紙、版など）が違います"),
                format!(
                    "part {number}/{of} was made from another list, or one read in another way, or for another day, \
                     stock or version, than the others"
                ),
            ));
        }
        whole.inputs.extend(manifest.inputs);
        whole.customers.extend(manifest.customers);
        whole.not_made.extend(manifest.not_made);
    }
    faults.extend(missing_customers(&whole));
    faults.extend(spoilt_files(&place, &whole));
    if !faults.is_empty() {
        return Err(faults);
    }
    whole.inputs.sort();
    whole.inputs.dedup();
    whole.not_made.sort();
    whole.customers.sort_by(|a, b| a.code.cmp(&b.code));
    whole.printings = PrintingRecord::of(&Printings::read(folder));
    put_manifest(&place, MANIFEST, &whole, &whole.customers)?;
    Ok(overview(&place, &whole).err().into_iter().collect())
}

/// Writes the overview of the whole run.
fn overview(place: &RunFolder, whole: &Manifest) -> Result<(), Diagnostic> {
    let made = whole.customers.iter().map(|record| Row::of(record, Became::Joined));
    let rows = made.chain(whole.not_made.iter().map(Row::not_made)).collect();
    let failed = || no_overview(&place.path().join(OVERVIEW));
    let bytes = book(&whole.run, rows, None).map_err(|_| failed())?;
    let written = place.stream(OVERVIEW, &mut |out| out.write_all(&bytes)).and_then(Spool::publish);
    written.map_err(|_| failed())
}

fn missing_parts(parts: &[(RunPart, Manifest)]) -> Vec<Diagnostic> {
    let of: BTreeSet<_> = parts.iter().map(|(part, _)| part.of).collect();
    let there: BTreeSet<_> = parts.iter().map(|(part, _)| (part.of, part.number)).collect();
    if of.len() > 1 {
        let words: Vec<_> = of.iter().map(u32::to_string).collect();
        let words = words.join(", ");
        return vec![fault(
            format!("分け方の違う組があります（n = {words}）。要らない組の manifest を消してください"),
            format!("there are parts of different divisions (n = {words}): remove the manifests of one"),
        )];
    }
    let missing = of.iter().flat_map(|&of| (1..=of).map(move |number| RunPart { number, of }));
    missing
        .filter(|part| !there.contains(&(part.of, part.number)))
        .map(|part| {
            let RunPart { number, of } = part;
            fault(
                format!("{number}/{of} の組がまだできていません（--part {number}/{of}）"),
                format!("part {number}/{of} is not made yet (--part {number}/{of})"),
            )
        })
        .collect()
}

/// Customers that are in no part or in several, by the sums that every part has of the whole list.
fn missing_customers(whole: &Manifest) -> Vec<Diagnostic> {
    let mut times = BTreeMap::<&str, usize>::new();
    let known = whole.not_made.iter().filter_map(|customer| customer.code.as_deref());
    for code in whole.customers.iter().map(|record| record.code.as_str()).chain(known) {
        *times.entry(code).or_default() += 1;
    }
    let mut faults: Vec<_> = times
        .iter()
        .filter(|(_, times)| **times > 1)
        .map(|(code, _)| {
            fault(format!("{code} が2つ以上の組にあります"), format!("{code} is in more than one part"))
        })
        .collect();
    let faulty = whole.not_made.iter().filter(|customer| customer.code.is_none()).count();
    let sum = RosterSum::of(&times.keys().collect::<Vec<_>>(), faulty);
    if sum != whole.roster {
        let (there, listed) = (sum.customers + sum.faulty, whole.roster.customers + whole.roster.faulty);
        faults.push(fault(
            format!("名簿の {listed}件と、組にある {there}件が同じではありません"),
            format!("the parts have {there} customers, and they are not the {listed} of the list"),
        ));
    }
    faults
}

fn spoilt_files(place: &RunFolder, whole: &Manifest) -> Vec<Diagnostic> {
    let (sound, odd): (Vec<_>, Vec<_>) = whole.customers.iter().partition(|record| record.is_sound());
    let spoilt = sound.into_iter().flat_map(Record::files);
    let spoilt = spoilt.filter(|file| !place.is_whole(&file.path, file.bytes, &file.sha256));
    spoilt
        .map(|file| file.path.as_str())
        .chain(odd.into_iter().map(|record| record.code.as_str()))
        .map(|path| {
            fault(
                format!("{path} がないか、記録と違います"),
                format!("{path} is not there, or not as it was noted"),
            )
        })
        .collect()
}

fn fault(ja: impl Into<String>, en: impl Into<String>) -> Diagnostic {
    Diagnostic::error(
        Code::PartsDisagree,
        Origin::NONE,
        Words::new(ja, en),
        Words::new(
            "足りない組を同じコマンド（--part だけを変えて）で作ってから、もう一度まとめてください",
            "make the part with the same command (only --part differs), then join again",
        ),
    )
}
