//! Writes a site file. In: a site. Out: TOML text with the keys in their order, each with its Japanese name behind
//! it. Comments of an earlier file are not kept here.

use std::fmt::Write as _;

use super::rows::{day, month, written};
use crate::base::date::iso;
use crate::base::fold;
use crate::read::fields::dealer::DEALER;
use crate::read::fields::institution::INSTITUTION;
use crate::read::fields::pc::PC;
use crate::read::fields::site::{LINE, ROOT};
use crate::read::fields::terminal::{CERTIFICATE, TERMINAL};
use crate::read::fields::{FieldKind, FieldOwner, TableSpec, Word};
use crate::read::{Raw, SiteFile};

/// The text of the site file of `site`. Comments of a file that it was read from are not kept.
pub fn site_toml(site: &SiteFile) -> String {
    let mut out = String::new();
    for spec in [&ROOT, &LINE, &DEALER] {
        table(&mut out, spec, site);
    }
    for institution in &site.institutions {
        table(&mut out, &INSTITUTION, institution);
        for terminal in &institution.terminals {
            table(&mut out, &TERMINAL, terminal);
            table(&mut out, &PC, terminal);
            table(&mut out, &CERTIFICATE, terminal);
        }
    }
    out
}

/// One table: its header and the keys that are filled. A table of a list counts even if it is empty.
fn table(out: &mut String, spec: &TableSpec, owner: &impl FieldOwner) {
    let mut lines = String::new();
    for field in spec.fields {
        let written = owner.value(field).as_ref();
        let Some(value) = written.and_then(|written| value(&written.value, field.kind)) else { continue };
        // Writing into a string cannot fail.
        let _ = writeln!(lines, "{} = {value}  # {}", field.key(), field.heading);
    }
    if lines.is_empty() && !spec.header.starts_with("[[") {
        return;
    }
    if !spec.header.is_empty() {
        let _ = writeln!(out, "\n{}", spec.header);
    }
    out.push_str(&lines);
}

/// A value as TOML has it; `None` if nothing was written.
fn value(raw: &Raw, kind: FieldKind) -> Option<String> {
    let text = written(raw)?;
    let folded = fold::key(&text);
    if let Some(word) = kind.words().iter().find(|word| fold::key(word.sheet) == folded) {
        return Some(literal(word));
    }
    let date = match kind {
        FieldKind::Date | FieldKind::Done => day(&text).map(iso),
        FieldKind::Month => month(&text).map(|month| format!("{:04}-{:02}", month.year, month.month)),
        _ => None,
    };
    match (raw, date) {
        (Raw::Text(_), date) => Some(quoted(&date.unwrap_or(text))),
        _ => Some(text),
    }
}

/// A word of a list as TOML has it.
pub(super) fn literal(word: &Word) -> String {
    if matches!(word.toml, "true" | "false") { word.toml.to_owned() } else { quoted(word.toml) }
}

/// A basic string (TOML 1.0, "String").
fn quoted(text: &str) -> String {
    let mut out = String::from('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            control if control.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(control));
            }
            other => out.push(other),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Origins;
    use crate::base::{Located, Origin, Place};
    use crate::read::file::TextFile;
    use crate::read::{InstitutionFile, form, toml_file};

    fn read(text: &str) -> SiteFile {
        let mut origins = Origins::new();
        let source = origins.add_source("", "");
        let at = origins.add(Place::File { source });
        toml_file::read(TextFile { source, at, text: text.to_owned() }, &mut origins).unwrap()
    }

    #[test]
    fn every_key_of_the_samples_comes_back() {
        for sample in form::samples() {
            let text = site_toml(&sample);
            assert_eq!(site_toml(&read(&text)), text);
            assert!(text.contains("v6_option = true  # v6オプション"), "{text}");
            assert!(text.contains("\n[[institution.terminal]]\nname = \""), "{text}");
        }
    }

    #[test]
    fn words_of_the_sheet_become_words_of_the_site_file() {
        let mut site = SiteFile {
            v6_option: Some(Located::new(Raw::Text("はい".to_owned()), Origin::NONE)),
            ..SiteFile::default()
        };
        site.customer_no = Some(Located::new(Raw::Text("a\"b\\\u{1}\n".to_owned()), Origin::NONE));
        site.institutions = vec![InstitutionFile::default()];
        site.institutions[0].payment = Some(Located::new(Raw::Text("払込請求書".to_owned()), Origin::NONE));
        let text = site_toml(&site);
        assert!(text.contains("customer_no = \"a\\\"b\\\\\\u0001\\n\""), "{text}");
        assert!(text.contains("[line]\nv6_option = true"), "{text}");
        assert!(text.contains("payment = \"invoice\""), "{text}");
        let again = read(&text);
        assert_eq!(again.customer_no.unwrap().value, Raw::Text("a\"b\\\u{1}\n".to_owned()));
    }
}
