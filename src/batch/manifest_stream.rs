//! A manifest read and written customer by customer, so that a run of thousands needs little memory. Bytes come in and
//! records go out, or the other way round; what is in a record is not looked at here.

use std::fmt;
use std::io::{self, Read, Write};

use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::ser::{Error as _, SerializeSeq as _};
use serde::{Deserializer as _, Serialize, Serializer};

use super::events::MergedPaper;
use super::facts::FactsRecord;
use super::manifest::{Manifest, Print, PrintingRecord, VolumeRecord};
use super::record::{FileRecord, Record};
use super::record_store::Records;

/// What a manifest says beside its customers.
#[derive(Default)]
pub(super) struct Rest {
    /// The merged files and the check pages.
    pub(super) volumes: Vec<VolumeRecord>,
    /// Whether it is of a run from before printings had numbers that was merged for the copier.
    pub(super) is_printed_earlier: bool,
    /// The facts that it was made with.
    pub(super) facts: Option<FactsRecord>,
}

/// Reads a manifest: passes each customer's record to `take`, and returns the rest. `None` for any other file.
pub(super) fn read_each(text: impl Read, take: &mut dyn FnMut(Record)) -> Option<Rest> {
    let mut json = serde_json::Deserializer::from_reader(text);
    let found = json.deserialize_map(Whole(take)).ok()?;
    json.end().ok().and(found)
}

struct Whole<'a>(&'a mut dyn FnMut(Record));

impl<'de> Visitor<'de> for Whole<'_> {
    type Value = Option<Rest>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a manifest")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let (mut is_ours, mut has_customers, mut rest) = (false, false, Rest::default());
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "format" => is_ours = map.next_value::<String>()? == Manifest::format(),
                "customers" => {
                    map.next_value_seed(Customers(self.0))?;
                    has_customers = true;
                }
                "print" => {
                    let print = map.next_value::<Option<Print>>()?;
                    let volumes = print.map(|print| print.volumes).unwrap_or_default();
                    let is_both_sides = |volume: &VolumeRecord| volume.paper() == MergedPaper::BothSides;
                    rest.is_printed_earlier = volumes.iter().any(is_both_sides);
                    rest.volumes.extend(volumes);
                }
                "printings" => {
                    let printings = map.next_value::<Vec<PrintingRecord>>()?;
                    rest.volumes.extend(printings.into_iter().flat_map(|printing| printing.volumes));
                }
                "check_pages" => rest.volumes.extend(map.next_value::<Vec<VolumeRecord>>()?),
                "facts" => rest.facts = map.next_value()?,
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok((is_ours && has_customers).then_some(rest))
    }
}

struct Customers<'a>(&'a mut dyn FnMut(Record));

impl<'de> DeserializeSeed<'de> for Customers<'_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Customers<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("customers")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut customers: A) -> Result<(), A::Error> {
        while let Some(record) = customers.next_element()? {
            (self.0)(record);
        }
        Ok(())
    }
}

/// Writes the manifest as a file's text.
///
/// # Errors
/// If the disk refuses.
pub(super) fn write_manifest<C: Serialize>(manifest: &Manifest<C>, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, manifest)?;
    out.write_all(b"\n")
}

/// Writes the files' sums, in order of path, as `sha256sum --check` reads them.
///
/// # Errors
/// If the disk refuses.
pub(super) fn write_sums<'v>(
    records: &dyn Records,
    others: impl Iterator<Item = &'v FileRecord>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut put = |mut files: Vec<&FileRecord>| {
        files.sort_by(|a, b| a.path.cmp(&b.path));
        files.into_iter().try_for_each(|file| writeln!(out, "{}  {}", file.sha256, file.path))
    };
    // A customer's files lie in the folder of the code, and the rest comes after all digits.
    records.each(&mut |record| put(record.files().collect()))?;
    put(others.collect())
}

/// The customers of a manifest.
pub(super) struct AllOf<'a>(pub(super) &'a dyn Records);

impl Serialize for AllOf<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        let mut refused = None;
        let done = self.0.each(&mut |record| {
            list.serialize_element(record).map_err(|error| {
                refused = Some(error);
                io::Error::other("")
            })
        });
        match (refused, done) {
            (Some(error), _) => Err(error),
            (None, Err(error)) => Err(S::Error::custom(error)),
            (None, Ok(())) => list.end(),
        }
    }
}
