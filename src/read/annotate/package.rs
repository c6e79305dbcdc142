//! The parts of a workbook that is edited. In: a ZIP archive. Out: the same archive with some parts changed or added;
//! other parts keep their bytes. What parts contain is not known here.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::splice::{Splices, append, child, children, parse, prefix, set, xml};

/// Largest part that is read, in bytes: a larger one would take too much memory as a tree.
const LARGEST: u64 = 48 * 1024 * 1024;

/// A workbook's parts.
pub(super) struct PackageEditor {
    archive: ZipArchive<Cursor<Vec<u8>>>,
    /// The names of the parts as relationships may spell them: small letters, no backslash.
    names: BTreeMap<String, String>,
    changed: BTreeMap<String, String>,
    removed: BTreeSet<String>,
}

impl PackageEditor {
    /// Opens the archive; not one with macros, which are never copied.
    pub(super) fn open(bytes: Vec<u8>) -> Option<Self> {
        let archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
        let is_macro = |name: &[u8]| name.to_ascii_lowercase().ends_with(b"vbaproject.bin");
        let has_macros = archive.file_names_raw().any(is_macro);
        let names = archive.file_names().filter_map(|name| {
            let name = name.ok()?.into_owned();
            Some((plain(&name), name))
        });
        let names = names.collect();
        let mut editor = Self { archive, names, changed: BTreeMap::new(), removed: BTreeSet::new() };
        // A workbook that is declared to have macros cannot be called .xlsx.
        let is_plain = editor.text(CONTENT_TYPES).is_none_or(|types| !types.contains("macroEnabled"));
        (is_plain && !has_macros).then_some(editor)
    }

    /// The names of the parts below a folder.
    pub(super) fn below(&self, folder: &str) -> Vec<String> {
        self.names
            .range(folder.to_owned()..)
            .map(|(plain, _)| plain.clone())
            .take_while(|name| name.starts_with(folder))
            .collect()
    }

    /// The name of a part in the archive.
    fn own_name<'n>(&'n self, name: &'n str) -> &'n str {
        self.names.get(&plain(name)).map_or(name, String::as_str)
    }

    /// The present text of a part.
    pub(super) fn text(&mut self, name: &str) -> Option<String> {
        let name = self.own_name(name).to_owned();
        if let Some(text) = self.changed.get(&name) {
            return Some(text.clone());
        }
        let mut text = String::new();
        let part = self.archive.by_name(&name).ok().filter(|part| part.size() <= LARGEST)?;
        part.take(LARGEST + 1).read_to_string(&mut text).ok()?;
        (text.len() as u64 <= LARGEST).then(|| text.trim_start_matches('\u{FEFF}').to_owned())
    }

    /// Changes a part, or adds it.
    pub(super) fn put(&mut self, name: &str, text: String) {
        let name = self.own_name(name).to_owned();
        self.removed.remove(&name);
        self.changed.insert(name, text);
    }

    /// Takes a part out, with its content type and the relationships of `from` to it.
    pub(super) fn remove(&mut self, from: &str, name: &str) -> Option<()> {
        let wanted = plain(name);
        let relations = relations_of(from);
        let text = self.text(&relations)?;
        let is_target = |node: &roxmltree::Node<'_, '_>| {
            node.attribute("Target").is_some_and(|target| plain(&resolved(from, target)) == wanted)
        };
        let without_target = without(&text, is_target)?;
        self.put(&relations, without_target);
        let text = self.text(CONTENT_TYPES)?;
        let is_part = |node: &roxmltree::Node<'_, '_>| {
            node.attribute("PartName").is_some_and(|part| plain(part.trim_start_matches('/')) == wanted)
        };
        let without_type = without(&text, is_part)?;
        self.put(CONTENT_TYPES, without_type);
        let name = self.own_name(name).to_owned();
        self.changed.remove(&name);
        self.removed.insert(name);
        Some(())
    }

    /// Declares another content type for a part that is declared.
    pub(super) fn redeclare(&mut self, part: &str, content: &str) -> Option<()> {
        let text = self.text(CONTENT_TYPES)?;
        let document = parse(&text)?;
        let is_it = |node: &roxmltree::Node<'_, '_>| {
            node.attribute("PartName").is_some_and(|name| plain(name.trim_start_matches('/')) == plain(part))
        };
        let node = children(document.root_element(), "Override").find(is_it)?;
        let mut splices = Splices::default();
        set(&mut splices, &text, node, "ContentType", content);
        let changed = splices.apply(&text);
        self.put(CONTENT_TYPES, changed);
        Some(())
    }

    /// Whether this part exists.
    fn has(&self, name: &str) -> bool {
        self.changed.contains_key(name) || self.names.contains_key(&plain(name))
    }

    /// A name for a new part, with the first unused number.
    pub(super) fn free(&self, stem: &str, ending: &str) -> String {
        let names = (1_u32..).map(|number| format!("{stem}{number}.{ending}"));
        names.into_iter().find(|name| !self.has(name)).unwrap_or_default()
    }

    /// The archive's bytes with all changes.
    pub(super) fn finish(mut self) -> Option<Vec<u8>> {
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        for index in 0..self.archive.len() {
            let entry = self.archive.by_index_raw(index).ok()?;
            let name = entry.name().ok()?.into_owned();
            if self.removed.contains(&name) {
                continue;
            }
            match self.changed.remove(&name) {
                None => out.raw_copy_file(entry).ok()?,
                Some(text) => {
                    out.start_file(name, options).ok()?;
                    out.write_all(text.as_bytes()).ok()?;
                }
            }
        }
        for (name, text) in self.changed {
            out.start_file(name, options).ok()?;
            out.write_all(text.as_bytes()).ok()?;
        }
        Some(out.finish().ok()?.into_inner())
    }

    /// The part that `part` refers to by a relationship of this kind (the end of its type).
    pub(super) fn related(&mut self, part: &str, kind: &str) -> Option<String> {
        self.relationships(part).into_iter().find(|one| one.kind.ends_with(kind)).map(|one| one.target)
    }

    /// The part that the relationship `id` of `part` refers to.
    pub(super) fn target(&mut self, part: &str, id: &str) -> Option<String> {
        self.relationships(part).into_iter().find(|one| one.id == id).map(|one| one.target)
    }

    /// All parts that `part` refers to by relationships of this kind.
    pub(super) fn all_related(&mut self, part: &str, kind: &str) -> Vec<String> {
        let all = self.relationships(part).into_iter().filter(|one| one.kind.ends_with(kind));
        all.map(|one| one.target).collect()
    }

    fn relationships(&mut self, part: &str) -> Vec<Relationship> {
        let Some(text) = self.text(&relations_of(part)) else { return Vec::new() };
        let Some(document) = parse(&text) else { return Vec::new() };
        let all = document.root_element().children().filter(|node| node.is_element());
        all.filter_map(|node| {
            Some(Relationship {
                id: node.attribute("Id")?.to_owned(),
                kind: node.attribute("Type")?.to_owned(),
                target: resolved(part, node.attribute("Target")?),
            })
        })
        .collect()
    }

    /// Adds a relationship from `part` to `target`, a path from the root; returns its id.
    pub(super) fn relate(&mut self, part: &str, kind: &str, target: &str) -> Option<String> {
        let name = relations_of(part);
        let empty = format!("<Relationships xmlns=\"{PACKAGE}/relationships\"></Relationships>");
        let text = self.text(&name).unwrap_or(empty);
        let document = parse(&text)?;
        let root = document.root_element();
        let known: Vec<&str> = root.children().filter_map(|node| node.attribute("Id")).collect();
        let id =
            (1_u32..).map(|number| format!("rIdNote{number}")).find(|id| !known.contains(&id.as_str()))?;
        let tag = format!(
            "<{}Relationship Id=\"{id}\" Type=\"{OFFICE}/relationships/{kind}\" Target=\"/{}\"/>",
            prefix(&text, root),
            xml(target)
        );
        let mut splices = Splices::default();
        append(&mut splices, &text, root, &tag);
        let changed = splices.apply(&text);
        self.put(&name, changed);
        Some(id)
    }

    /// Declares the content type of a new part.
    pub(super) fn declare(&mut self, part: &str, content: &str) -> Option<()> {
        let text = self.text(CONTENT_TYPES)?;
        let document = parse(&text)?;
        let root = document.root_element();
        let prefix = prefix(&text, root);
        let tag = match part.rsplit_once('.') {
            // Drawings of notes are declared by their file extension, as in spreadsheets.
            Some((_, "vml"))
                if children(root, "Default").any(|node| node.attribute("Extension") == Some("vml")) =>
            {
                return Some(());
            }
            Some((_, "vml")) => format!("<{prefix}Default Extension=\"vml\" ContentType=\"{content}\"/>"),
            _ => format!("<{prefix}Override PartName=\"/{part}\" ContentType=\"{content}\"/>"),
        };
        let mut splices = Splices::default();
        match child(root, "Override").filter(|_| part.ends_with(".vml")) {
            Some(first) => splices.insert(first.range().start, tag),
            None => append(&mut splices, &text, root, &tag),
        }
        let changed = splices.apply(&text);
        self.put(CONTENT_TYPES, changed);
        Some(())
    }
}

/// ECMA-376 part 2: namespaces of packages.
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// ECMA-376 part 1: namespaces of documents.
pub(super) const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006";

const CONTENT_TYPES: &str = "[Content_Types].xml";

struct Relationship {
    id: String,
    kind: String,
    target: String,
}

/// The part with the relationships of `part`.
fn relations_of(part: &str) -> String {
    let (folder, name) = part.rsplit_once('/').map_or(("", part), |(folder, name)| (folder, name));
    if folder.is_empty() { format!("_rels/{name}.rels") } else { format!("{folder}/_rels/{name}.rels") }
}

/// The name of a part as it is compared.
fn plain(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}

/// The XML `text` without the children of its root that are `gone`.
fn without(text: &str, gone: impl Fn(&roxmltree::Node<'_, '_>) -> bool) -> Option<String> {
    let document = parse(text)?;
    let mut splices = Splices::default();
    for node in document.root_element().children().filter(|node| node.is_element() && gone(node)) {
        splices.replace(node.range(), "");
    }
    Some(splices.apply(text))
}

/// A target as a path from the root, without a slash in front.
fn resolved(part: &str, target: &str) -> String {
    let target = &target.replace('\\', "/");
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut steps: Vec<&str> = part.split('/').collect();
    steps.pop();
    for step in target.split('/') {
        match step {
            "." | "" => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_found_from_parts() {
        assert_eq!(relations_of("xl/worksheets/sheet1.xml"), "xl/worksheets/_rels/sheet1.xml.rels");
        assert_eq!(relations_of(""), "_rels/.rels");
        assert_eq!(resolved("xl/worksheets/sheet1.xml", "../comments1.xml"), "xl/comments1.xml");
        assert_eq!(resolved("xl/workbook.xml", "/xl/worksheets/a.xml"), "xl/worksheets/a.xml");
        assert_eq!(resolved("", "xl/workbook.xml"), "xl/workbook.xml");
    }
}
