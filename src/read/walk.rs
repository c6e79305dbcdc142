//! From a parsed TOML tree to a [`SiteFile`]: known keys into their fields with their places; unknown keys,
//! secrets and wrong shapes into faults. What a value means is not judged.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::nearest::{Guess, nearest};
use super::schema::{self, Table};
use super::{CertificateFile, DealerFile, Field, InstitutionFile, Raw, SiteFile, TerminalFile, mask, secret};
use crate::base::{Code, Diagnostic, Located, Origin, Origins, Place, Words};

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
    /// Every known key with the byte at which it stands.
    pub(super) keys: Vec<(&'static str, usize)>,
}

/// A table's values by key, and the tables in it.
#[derive(Default)]
struct Entries<'i> {
    fields: BTreeMap<&'static str, Located<Raw>>,
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
        let mut site = SiteFile {
            at,
            customer_no: entries.field("customer_no"),
            work_date: entries.field("work_date"),
            line_at: at,
            ..SiteFile::default()
        };
        for line in entries.tables.remove("line").into_iter().flatten().take(1) {
            site.line_at = self.at(line.span());
            let mut line = self.entries(line.into_inner(), &schema::LINE);
            site.customer_id = line.field("customer_id");
            site.v6_option = line.field("v6_option");
        }
        for dealer in entries.tables.remove("dealer").into_iter().flatten().take(1) {
            site.dealer = Some(self.dealer(dealer));
        }
        for institution in entries.tables.remove("institution").into_iter().flatten() {
            let institution = self.institution(institution);
            site.institutions.push(institution);
        }
        site
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
        }
    }

    fn institution(&mut self, table: Spanned<DeTable<'_>>) -> InstitutionFile {
        let at = self.at(table.span());
        let mut entries = self.entries(table.into_inner(), &schema::INSTITUTION);
        let terminals = entries.tables.remove("terminal").into_iter().flatten();
        InstitutionFile {
            at,
            terminals: terminals.map(|terminal| self.terminal(terminal)).collect(),
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
        unknown.sort_by_key(|(span, ..)| span.start);
        let more = unknown.split_off(unknown.len().min(MOST_UNKNOWN));
        for (span, key, value) in unknown {
            self.unknown(span, &key, &value, schema, &mut entries);
        }
        if let Some((span, ..)) = more.first() {
            self.too_many_unknown(span.clone(), more.len());
            more.iter().for_each(|(span, _, value)| {
                self.hidden.push(span.clone());
                self.hide(value);
            });
        }
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
                let message = Words::new(
                    format!("{label}には値を1つだけ書きます。"),
                    "this key takes one value, not a list or table",
                );
                let help = Words::new(
                    "[ ] や { } を使わず、値を \" \" で囲みます。",
                    "write one value in quotes, without [ ] and { }",
                );
                self.faults.push(Diagnostic::error(Code::WrongType, at, message, help));
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
            let message = Words::new("表の書き方が違います。", "this table is not written as it should be");
            let help = Words::new(
                format!("{} という見出しを1行で書き、その下に項目を並べます。", schema.header),
                format!("write the header {} on a line of its own, with the keys below it", schema.header),
            );
            self.faults.push(Diagnostic::error(Code::WrongType, at, message, help));
            self.misplaced |= tables.is_empty();
        }
        tables
    }

    fn unknown(
        &mut self,
        span: Range<usize>,
        key: &str,
        value: &Spanned<DeValue<'_>>,
        schema: &'static Table,
        entries: &mut Entries<'_>,
    ) {
        let at = self.at(span.clone());
        if let Some(found) = secret::in_key(key) {
            self.hide(value);
            // A key in quotes starts one byte later; one with escapes in it is hidden whole.
            let start = span.start + span.len().saturating_sub(key.len()) / 2;
            let word = match span.len().saturating_sub(key.len()) {
                0 | 2 => start + found.bytes.start..start + found.bytes.end,
                _ => span.end..span.end,
            };
            self.hidden.extend(mask::around(span, &word));
            self.secret(found.word, at);
            return;
        }
        let guess = nearest(key, schema);
        if let Some(Guess::Here(known)) = guess {
            entries.fields.entry(known.name).or_insert(Located::new(Raw::Refused, at));
        }
        self.misplaced |= matches!(value.get_ref(), DeValue::Table(_) | DeValue::Array(_));
        self.misplaced |= matches!(guess, Some(Guess::Table(_) | Guess::Elsewhere(..)));
        self.hide_secrets_within(value);
        let key = shown(key);
        let message = match guess {
            Some(Guess::Elsewhere(..) | Guess::Table(_)) => Words::new(
                format!("「{key}」はここには書けません。"),
                format!("`{key}` cannot stand {}", place_of(schema)),
            ),
            _ => Words::new(
                format!("「{key}」という項目はありません。"),
                format!("there is no key `{key}` {}", place_of(schema)),
            ),
        };
        self.faults.push(Diagnostic::error(Code::UnknownKey, at, message, advice(schema, guess)));
    }

    fn too_many_unknown(&mut self, span: Range<usize>, more: usize) {
        let at = self.at(span);
        let message = Words::new(
            format!("知らない項目がほかに{more}個あります。"),
            format!("there are {more} more unknown keys"),
        );
        let help = Words::new(
            "サイトファイル（TOML）を指定しているか確かめてください。",
            "check that this is a site file (TOML)",
        );
        self.faults.push(Diagnostic::error(Code::UnknownKey, at, message, help));
    }

    /// Hides a value with everything in it.
    fn hide(&mut self, value: &Spanned<DeValue<'_>>) {
        self.hidden.push(value.span());
        match value.get_ref() {
            DeValue::Table(table) => {
                for (key, inner) in table.iter() {
                    self.hidden.push(key.span());
                    self.hide(inner);
                }
            }
            DeValue::Array(array) => array.iter().for_each(|inner| self.hide(inner)),
            _ => {}
        }
    }

    /// Looks for secrets in what is refused as a whole, so that none is shown or left untold.
    fn hide_secrets_within(&mut self, value: &Spanned<DeValue<'_>>) {
        match value.get_ref() {
            DeValue::String(text) => {
                if let Some(found) = secret::in_value(text) {
                    self.hidden.push(value.span());
                    let at = self.at(value.span());
                    self.secret(found.word, at);
                }
            }
            DeValue::Table(table) => {
                for (key, inner) in table.iter() {
                    if let Some(found) = secret::in_key(key.get_ref()) {
                        self.hide(inner);
                        let at = self.at(key.span());
                        self.secret(found.word, at);
                    } else {
                        self.hide_secrets_within(inner);
                    }
                }
            }
            DeValue::Array(array) => array.iter().for_each(|inner| self.hide_secrets_within(inner)),
            _ => {}
        }
    }

    fn secret(&mut self, word: &str, at: Origin) {
        self.faults.push(secret_fault(word, at));
    }

    fn at(&mut self, bytes: Range<usize>) -> Origin {
        self.origins.add(Place::Span { source: self.source, bytes })
    }
}

/// The fault for a secret, which names the word that gave it away and nothing else.
pub(super) fn secret_fault(word: &str, at: Origin) -> Diagnostic {
    let word = secret::shown(word);
    let message = Words::new(
        format!("秘密の情報（{word}）を書く欄はありません。"),
        format!("this looks like a secret ({word}); startpack takes none"),
    );
    let help = Words::new(
        "この行を消して、ファイルを保存し直してください。パスワード・ログインID・暗証番号は、どの書類にも印刷しません。",
        "delete it and save the file: no paper ever carries a password, a login ID or a PIN",
    );
    Diagnostic::error(Code::Secret, at, message, help)
}

fn advice(schema: &Table, guess: Option<Guess>) -> Words {
    match guess {
        Some(Guess::Here(known)) => Words::new(
            format!("「{}」（{}）ではありませんか。", known.name, known.label),
            format!("did you mean `{}` ({})?", known.name, known.label),
        ),
        Some(Guess::Table(inner)) => Words::new(
            format!("見出し {} ではありませんか。", inner.header),
            format!("did you mean the header {}?", inner.header),
        ),
        Some(Guess::Elsewhere(other, known)) => {
            let (ja, en) = match other.header {
                "" => {
                    ("ファイルの先頭（最初の見出しより上）", "at the top of the file, above the first header")
                }
                header => (header, header),
            };
            Words::new(
                format!("「{}」（{}）は {ja} に書きます。", known.name, known.label),
                format!(
                    "`{}` ({}) belongs {}{en}",
                    known.name,
                    known.label,
                    if other.header.is_empty() { "" } else { "under " }
                ),
            )
        }
        None => {
            let names: Vec<&str> = schema.names().collect();
            Words::new(
                format!("ここに書ける項目は {} です。", names.join("、")),
                format!("the keys here are {}", names.join(", ")),
            )
        }
    }
}

fn place_of(schema: &Table) -> String {
    if schema.header.is_empty() {
        "at the top of the file".to_owned()
    } else {
        format!("in {}", schema.header)
    }
}

/// A key as messages show it: short, and without what cannot be seen.
pub(super) fn shown(key: &str) -> String {
    let visible: String =
        key.chars().map(|c| if c.is_control() { '?' } else { c }).take(LONGEST_SHOWN).collect();
    if key.chars().count() > LONGEST_SHOWN { format!("{visible}…") } else { visible }
}

/// So many unknown keys of one table are told one by one.
const MOST_UNKNOWN: usize = 50;

/// A key longer than this is cut in messages.
const LONGEST_SHOWN: usize = 30;
