//! The namespaces of workbooks. In: a name in the XML. Out: whether the format itself defines it, or a program has added
//! it. Each namespace has a second name in the strict kind of Office Open XML.

use quick_xml::name::{Namespace, NamespaceResolver, QName, ResolveResult};

/// Where an element comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Vocabulary {
    /// The format itself.
    Format,
    /// A root without a namespace: a file that never names one is taken as if it did.
    Bare,
    /// A frame around what programs of different age can read; what is in it counts as if it stood outside.
    Frame,
    /// An extension, or something in one.
    Foreign,
}

impl Vocabulary {
    /// Whether the element has an event.
    pub(super) const fn is_of_format(self) -> bool {
        matches!(self, Self::Format | Self::Bare)
    }
}

/// Where the element `name` comes from, below the elements `open`.
pub(super) fn vocabulary(names: &NamespaceResolver, name: QName<'_>, open: &[Vocabulary]) -> Vocabulary {
    let (namespace, local) = names.resolve_element(name);
    if open.last() == Some(&Vocabulary::Foreign) {
        return Vocabulary::Foreign;
    }
    match namespace {
        ResolveResult::Unbound if open.first().is_none_or(|root| *root == Vocabulary::Bare) => {
            Vocabulary::Bare
        }
        ResolveResult::Bound(Namespace(COMPATIBILITY)) if local.as_ref() != "Choice" => Vocabulary::Frame,
        ResolveResult::Bound(Namespace(uri)) if is_of_format(uri) => Vocabulary::Format,
        _ => Vocabulary::Foreign,
    }
}

/// Whether an attribute in this namespace is defined by the format.
pub(super) fn is_known(namespace: &ResolveResult<'_>) -> bool {
    match namespace {
        ResolveResult::Unbound => true,
        ResolveResult::Bound(Namespace(uri)) => is_of_format(uri),
        ResolveResult::Unknown(_) => false,
    }
}

fn is_of_format(uri: &str) -> bool {
    FORMATS.contains(&uri) || uri.strip_prefix(OPEN_DOCUMENT).is_some_and(|rest| PARTS.contains(&rest))
}

/// Sheets, references between parts and packages, plain and strict (ISO/IEC 29500).
const FORMATS: [&str; 5] = [
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
    "http://schemas.openxmlformats.org/package/2006/relationships",
];

/// The begin of the names of `OpenDocument` (ISO/IEC 26300).
const OPEN_DOCUMENT: &str = "urn:oasis:names:tc:opendocument:xmlns:";

/// Its namespaces that sheets are made of. Drawings are not among them: the text of a shape is no text of a cell.
const PARTS: [&str; 6] =
    ["office:1.0", "table:1.0", "text:1.0", "style:1.0", "datastyle:1.0", "manifest:1.0"];

/// Frames of what programs of different age can read (ISO/IEC 29500-3).
const COMPATIBILITY: &str = "http://schemas.openxmlformats.org/markup-compatibility/2006";
