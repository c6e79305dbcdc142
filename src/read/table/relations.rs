//! How parts of a package refer to each other (ISO/IEC 29500-2). In: the package and a part's name. Out: its
//! relationships, with paths from the root. What the parts hold is not known here.

use super::package::Package;
use super::value::TableError;
use super::xml::attribute;

/// A reference from one part to another.
pub(super) struct Relation {
    /// Its name within the part.
    pub(super) id: String,
    /// The last word of its type: `worksheet`, `sharedStrings`; empty where no type is given.
    pub(super) kind: String,
    /// The other part, from the root.
    pub(super) path: String,
}

/// The relationships of `part` to other parts of the package; none if it has no list of them.
pub(super) fn relations(package: &mut Package, part: &str) -> Result<Vec<Relation>, TableError> {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let list = format!("{folder}/_rels/{name}.rels");
    let mut relations = Vec::new();
    if !package.has(&list) {
        return Ok(relations);
    }
    let mut targets = Vec::new();
    let mut xml = package.xml(&list, true)?;
    while let Some(token) = xml.next()? {
        let Some(start) = token.open("Relationship") else { continue };
        let is_outside = attribute(start, "TargetMode").is_some_and(|mode| mode == "External");
        if let (Some(id), Some(target), false) =
            (attribute(start, "Id"), attribute(start, "Target"), is_outside)
        {
            let kind = attribute(start, "Type").unwrap_or_default();
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            targets.push((id, kind, target));
        }
    }
    drop(xml);
    for (id, kind, target) in targets {
        let (near, root) = (canonical(&format!("{folder}/{target}")), canonical(&target));
        // A path from the root is meant by a slash in front; some writers forget it.
        let is_root = target.starts_with(['/', '\\']) || (!package.has(&near) && package.has(&root));
        relations.push(Relation { id, kind, path: if is_root { root } else { near } });
    }
    Ok(relations)
}

/// The name by which a part is found: small letters, `/` between steps, none of them empty, `.` or `..`. Names of
/// parts are the same in any case (ISO/IEC 29500-2, 6.2.2.3), and some writers put `\` for `/`.
pub(super) fn canonical(name: &str) -> String {
    let mut steps: Vec<&str> = Vec::new();
    for step in name.split(['/', '\\']) {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/").to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::canonical;

    #[test]
    fn one_name_for_every_spelling() {
        for name in ["xl/sharedStrings.xml", "/xl\\SharedStrings.xml", "xl/./x/../SHAREDSTRINGS.XML"] {
            assert_eq!(canonical(name), "xl/sharedstrings.xml", "{name}");
        }
        assert_eq!(canonical("../../a"), "a");
    }
}
