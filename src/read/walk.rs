//! From a parsed TOML tree to a [`SiteFile`]: known keys into their fields with their places, secrets and wrong
//! shapes into faults. What a value means is not judged; keys that are not known are left to `unknown`.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::schema::{self, Table};
use super::{CertificateFile, DealerFile, Field, InstitutionFile, Raw, SiteFile, TerminalFile, secret, told};
use crate::base::{Diagnostic, Located, Origin, Origins, Place};

/// Walks one file's tree.
pub(super) struct Walk<'o> {
    /// Index of the file among the sources.
    pub(super) source: usize,
    /// Where places are entered.
    pub(super) origins: &'o mut Origins,
    /// Where values break the syntax, in order: told already.
    pub(super) broken: Vec<usize>,
    /// What was found.
    pub(super) faults: Vec<Diagnostic>,
    /// Bytes that no display may show.
    pub(super) hidden: Vec<Range<usize>>,
    /// A table stands where it does not belong, so that what seems missing may be in it.
    pub(super) misplaced: bool,
    /// Keys that stand in another table than theirs: told already.
    pub(super) strayed: Vec<(&'static Table, &'static str, Origin)>,
    /// Every known key with the byte at which it stands.
    pub(super) keys: Vec<(&'static str, usize)>,
}

/// A table's values by key, and the tables in it.
#[derive(Default)]
pub(super) struct Entries<'i> {
    pub(super) fields: BTreeMap<&'static str, Located<Raw>>,
    tables: BTreeMap<&'static str, Vec<Spanned<DeTable<'i>>>>,
}

impl Entries<'_> {
    fn field(&mut self, name: &str) -> Field {
        self.fields.remove(name)
    }
}

impl Walk<'_> {
    /// Reads the top of the file and all tables in it.
    pub(super) fn site(&mut self, root: DeTable<'_>, at: Origin) -> SiteFile {
        let mut entries = self.entries(root, &schema::ROOT);
        let mut tables = |name| entries.tables.remove(name).into_iter().flatten();
        let (line, dealer, institutions) =
            (tables("line").next(), tables("dealer").next(), tables("institution").collect::<Vec<_>>());
        let line_at = line.as_ref().map_or(at, |line| self.at(line.span()));
        let mut line =
            line.map_or_else(Entries::default, |line| self.entries(line.into_inner(), &schema::LINE));
        let dealer = dealer.map(|dealer| self.dealer(dealer));
        let institutions = institutions.into_iter().map(|one| self.institution(one)).collect();
        self.adopt(&schema::ROOT, &mut entries);
        self.adopt(&schema::LINE, &mut line);
        SiteFile {
            at,
            customer_no: entries.field("customer_no"),
            work_date: entries.field("work_date"),
            line_at,
            customer_id: line.field("customer_id"),
            v6_option: line.field("v6_option"),
            dealer,
            institutions,
            ..SiteFile::default()
        }
    }

    fn dealer(&mut self, table: Spanned<DeTable<'_>>) -> DealerFile {
        let at = self.at(table.span());
        let mut entries = self.entries(table.into_inner(), &schema::DEALER);
        DealerFile {
            at,
            name: entries.field("name"),
            contact: entries.field("contact"),
            phone: entries.field("phone"),
            email: entries.field("email"),
            logo: entries.field("logo"),
            picture: None,
        }
    }

    fn institution(&mut self, table: Spanned<DeTable<'_>>) -> InstitutionFile {
        let at = self.at(table.span());
        let mut entries = self.entries(table.into_inner(), &schema::INSTITUTION);
        let terminals = entries.tables.remove("terminal").into_iter().flatten();
        let terminals = terminals.map(|terminal| self.terminal(terminal)).collect();
        self.adopt(&schema::INSTITUTION, &mut entries);
        InstitutionFile {
            at,
            terminals,
            prefecture: entries.field("prefecture"),
            fee_table: entries.field("fee_table"),
            code: entries.field("code"),
            name: entries.field("name"),
            address: entries.field("address"),
            contact: entries.field("contact"),
            phone: entries.field("phone"),
            email: entries.field("email"),
            portal_email: entries.field("portal_email"),
            payment: entries.field("payment"),
            e_prescription: entries.field("e_prescription"),
            start_month: entries.field("start_month"),
            test_month: entries.field("test_month"),
        }
    }

    fn terminal(&mut self, table: Spanned<DeTable<'_>>) -> TerminalFile {
        let at = self.at(table.span());
        let mut entries = self.entries(table.into_inner(), &schema::TERMINAL);
        let certificate = entries.tables.remove("certificate").into_iter().flatten().next();
        TerminalFile {
            at,
            certificate: certificate.map(|certificate| self.certificate(certificate)),
            name: entries.field("name"),
            place: entries.field("place"),
            claims: entries.field("claims"),
        }
    }

    fn certificate(&mut self, table: Spanned<DeTable<'_>>) -> CertificateFile {
        let at = self.at(table.span());
        let mut entries = self.entries(table.into_inner(), &schema::CERTIFICATE);
        CertificateFile {
            at,
            issued: entries.field("issued"),
            serial: entries.field("serial"),
            mail_no: entries.field("mail_no"),
        }
    }

    /// Sorts a table's keys into known fields, known tables and faults.
    fn entries<'i>(&mut self, table: DeTable<'i>, schema: &'static Table) -> Entries<'i> {
        let mut entries = Entries::default();
        let mut unknown = Vec::new();
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            if let Some(&(name, inner)) = schema.tables.iter().find(|(known, _)| *known == name) {
                let tables = self.tables(value, inner);
                entries.tables.insert(name, tables);
            } else if let Some(known) = schema.keys.iter().find(|known| known.name == name) {
                self.keys.push((known.name, key.span().start));
                let field = self.field(value, known.label);
                entries.fields.insert(known.name, field);
            } else {
                unknown.push((key.span(), key.into_inner().into_owned(), value));
            }
        }
        self.judge_unknown(unknown, schema, &mut entries);
        entries
    }

    fn field(&mut self, value: Spanned<DeValue<'_>>, label: &str) -> Located<Raw> {
        let span = value.span();
        let at = self.at(span.clone());
        if let Some(found) = value.get_ref().as_str().and_then(secret::in_value) {
            self.hidden.push(span);
            self.secret(found.word, at);
            return Located::new(Raw::Refused, at);
        }
        let next = self.broken.partition_point(|&broken| broken < span.start);
        if self.broken.get(next).is_some_and(|&broken| broken <= span.end) {
            return Located::new(Raw::Refused, at);
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
                self.faults.push(told::not_one_value(label, at));
                Raw::Refused
            }
        };
        Located::new(raw, at)
    }

    /// The tables under a key that holds tables; anything else is a fault.
    fn tables<'i>(&mut self, value: Spanned<DeValue<'i>>, schema: &Table) -> Vec<Spanned<DeTable<'i>>> {
        let span = value.span();
        let many = schema.header.starts_with("[[");
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
            self.faults.push(told::wrong_table(schema, at));
            self.misplaced |= tables.is_empty();
        }
        tables
    }

    pub(super) fn secret(&mut self, word: &str, at: Origin) {
        self.faults.push(told::secret(word, at));
    }

    pub(super) fn at(&mut self, bytes: Range<usize>) -> Origin {
        self.origins.add(Place::Span { source: self.source, bytes })
    }
}
