//! Reads a parsed TOML tree. In: the tree. Out: a [`SiteFile`] with the place of each value, and errors for secrets
//! and wrong shapes. What a value means is not checked here; unknown keys are handled in `unknown_keys`.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::fields::dealer::DEALER;
use super::fields::institution::INSTITUTION;
use super::fields::pc::PC;
use super::fields::site::{LINE, ROOT};
use super::fields::terminal::{CERTIFICATE, TERMINAL};
use super::fields::{FieldOwner, TableSpec};
use super::secret::{self, Judgement};
use super::{CertificateFile, DealerFile, InstitutionFile, PcFile, Raw, SiteFile, TerminalFile, messages};
use crate::base::{Diagnostic, Located, Origin, Origins, Place};

/// Reads the tree of one file.
pub(super) struct TreeReader<'o> {
    /// Index of the file among the sources.
    pub(super) source: usize,
    /// The places of all values.
    pub(super) origins: &'o mut Origins,
    /// The first bytes of values with syntax errors, sorted; the errors are already reported.
    pub(super) broken: Vec<usize>,
    /// What was found.
    pub(super) errors: Vec<Diagnostic>,
    /// Bytes that no message may show.
    pub(super) hidden: Vec<Range<usize>>,
    /// A table stands in the wrong place, so that missing values may be in it.
    pub(super) misplaced: bool,
    /// Keys in the wrong table, with their right table; already reported.
    pub(super) misplaced_keys: Vec<(&'static TableSpec, &'static str, Origin)>,
    /// All known keys with their first bytes.
    pub(super) keys: Vec<(&'static str, usize)>,
}

/// An unknown key with its value.
pub(super) struct UnknownKey<'i> {
    /// Bytes of the key, with its quotes if it has them.
    pub(super) span: Range<usize>,
    /// The key.
    pub(super) name: String,
    /// The value behind it.
    pub(super) value: Spanned<DeValue<'i>>,
}

/// The values of a table by key, and the tables in it.
#[derive(Default)]
pub(super) struct Entries<'i> {
    pub(super) fields: BTreeMap<&'static str, Located<Raw>>,
    tables: BTreeMap<&'static str, Vec<Spanned<DeTable<'i>>>>,
}

impl Entries<'_> {
    /// Puts the values into the fields of `owner`.
    fn fill<T: FieldOwner>(mut self, table: &TableSpec, owner: &mut T) {
        for field in table.fields {
            if let Some(value) = self.fields.remove(field.key()) {
                owner.set(field, Some(value));
            }
        }
    }
}

impl TreeReader<'_> {
    /// Reads the top of the file and all tables in it.
    pub(super) fn site(&mut self, root: DeTable<'_>, at: Origin) -> SiteFile {
        let mut entries = self.entries(root, &ROOT);
        let mut tables = |table: &TableSpec| entries.tables.remove(table.name).into_iter().flatten();
        let (line, dealer, institutions) =
            (tables(&LINE).next(), tables(&DEALER).next(), tables(&INSTITUTION).collect::<Vec<_>>());
        let mut site = SiteFile { at, line_at: at, ..SiteFile::default() };
        let mut in_line = Entries::default();
        if let Some(line) = line {
            site.line_at = self.at(line.span());
            in_line = self.entries(line.into_inner(), &LINE);
        }
        if let Some(dealer) = dealer {
            site.dealer = Some(DealerFile { at: self.at(dealer.span()), ..DealerFile::default() });
            self.entries(dealer.into_inner(), &DEALER).fill(&DEALER, &mut site);
        }
        site.institutions = institutions.into_iter().map(|one| self.institution(one)).collect();
        self.mark_misplaced(&ROOT, &mut entries);
        self.mark_misplaced(&LINE, &mut in_line);
        entries.fill(&ROOT, &mut site);
        in_line.fill(&LINE, &mut site);
        site
    }

    fn institution(&mut self, table: Spanned<DeTable<'_>>) -> InstitutionFile {
        let at = self.at(table.span());
        let mut entries = self.entries(table.into_inner(), &INSTITUTION);
        let terminals = entries.tables.remove(TERMINAL.name).into_iter().flatten();
        let terminals = terminals.map(|terminal| self.terminal(terminal)).collect();
        self.mark_misplaced(&INSTITUTION, &mut entries);
        let mut institution = InstitutionFile { at, terminals, ..InstitutionFile::default() };
        entries.fill(&INSTITUTION, &mut institution);
        institution
    }

    fn terminal(&mut self, table: Spanned<DeTable<'_>>) -> TerminalFile {
        let at = self.at(table.span());
        let mut entries = self.entries(table.into_inner(), &TERMINAL);
        let mut inner = |table: &TableSpec| entries.tables.remove(table.name).into_iter().flatten().next();
        let (pc, certificate) = (inner(&PC), inner(&CERTIFICATE));
        let mut terminal = TerminalFile { at, ..TerminalFile::default() };
        if let Some(pc) = pc {
            terminal.pc = Some(PcFile { at: self.at(pc.span()), ..PcFile::default() });
            self.entries(pc.into_inner(), &PC).fill(&PC, &mut terminal);
        }
        if let Some(certificate) = certificate {
            terminal.certificate =
                Some(CertificateFile { at: self.at(certificate.span()), ..CertificateFile::default() });
            self.entries(certificate.into_inner(), &CERTIFICATE).fill(&CERTIFICATE, &mut terminal);
        }
        entries.fill(&TERMINAL, &mut terminal);
        terminal
    }

    /// Sorts the keys of a table into known fields, known tables and errors.
    fn entries<'i>(&mut self, table: DeTable<'i>, spec: &'static TableSpec) -> Entries<'i> {
        let mut entries = Entries::default();
        let mut unknown = Vec::new();
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            if let Some(inner) = spec.tables.iter().find(|inner| inner.name == name) {
                let tables = self.tables(value, inner);
                entries.tables.insert(inner.name, tables);
            } else if let Some(known) = spec.fields.iter().find(|known| known.key() == name) {
                self.keys.push((known.key(), key.span().start));
                let field = self.field(value, known.label.within());
                entries.fields.insert(known.key(), field);
            } else {
                unknown.push(UnknownKey { span: key.span(), name: key.into_inner().into_owned(), value });
            }
        }
        self.report_unknown_keys(unknown, spec, &mut entries);
        entries
    }

    fn field(&mut self, value: Spanned<DeValue<'_>>, label: &str) -> Located<Raw> {
        let span = value.span();
        let at = self.at(span.clone());
        match value.get_ref().as_str().map_or(Judgement::Harmless, secret::judge) {
            Judgement::Harmless => {}
            Judgement::Suspected(found) => self.errors.push(messages::suspected(found.word, at)),
            Judgement::Secret(found) => {
                self.hidden.push(span);
                self.secret(found.word, at);
                return Located::new(Raw::Rejected, at);
            }
        }
        let next = self.broken.partition_point(|&broken| broken < span.start);
        if self.broken.get(next).is_some_and(|&broken| broken <= span.end) {
            return Located::new(Raw::Rejected, at);
        }
        let raw = match value.into_inner() {
            DeValue::String(text) => Raw::Text(text.into_owned()),
            DeValue::Boolean(truth) => Raw::Bool(truth),
            DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
                Ok(whole) => Raw::Integer(whole),
                Err(_) => Raw::Other(number.to_string()),
            },
            DeValue::Float(number) => Raw::Other(number.to_string()),
            DeValue::Datetime(date) => Raw::Other(date.to_string()),
            DeValue::Array(_) | DeValue::Table(_) => {
                self.errors.push(messages::not_one_value(label, at));
                Raw::Rejected
            }
        };
        Located::new(raw, at)
    }

    /// The tables under a key of tables; anything else is an error.
    fn tables<'i>(&mut self, value: Spanned<DeValue<'i>>, spec: &TableSpec) -> Vec<Spanned<DeTable<'i>>> {
        let span = value.span();
        let many = spec.header.starts_with("[[");
        let (tables, right) = match value.into_inner() {
            DeValue::Table(table) => (vec![Spanned::new(span.clone(), table)], !many),
            DeValue::Array(array) => {
                let mut all_tables = true;
                let tables: Vec<_> = array
                    .into_iter()
                    .filter_map(|item| {
                        let span = item.span();
                        let DeValue::Table(table) = item.into_inner() else {
                            all_tables = false;
                            return None;
                        };
                        Some(Spanned::new(span, table))
                    })
                    .collect();
                (tables, many && all_tables)
            }
            _ => (Vec::new(), false),
        };
        if !right {
            let at = self.at(span);
            self.errors.push(messages::wrong_table(spec, at));
            self.misplaced |= tables.is_empty();
        }
        tables
    }

    pub(super) fn secret(&mut self, word: &str, at: Origin) {
        self.errors.push(messages::secret(word, at));
    }

    pub(super) fn at(&mut self, bytes: Range<usize>) -> Origin {
        self.origins.add(Place::Span { source: self.source, bytes })
    }
}
