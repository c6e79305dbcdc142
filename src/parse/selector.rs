//! [`Selector`]: which elements a rule is for. In: what stands before the braces of a stylesheet; out: tags and classes.

use super::tag::Tag;

/// An element, inside another if one is named.
#[derive(Debug)]
pub(super) struct Selector {
    pub(super) ancestor: Option<Compound>,
    pub(super) element: Compound,
}

/// `tag`, `.class`, `tag.class`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Compound {
    pub(super) tag: Option<String>,
    pub(super) class: Option<String>,
}

impl Compound {
    /// The class that an element must have, or its tag if there is none: every compound names one of them.
    pub(super) fn name(&self) -> &str {
        self.class.as_ref().or(self.tag.as_ref()).map_or("", String::as_str)
    }

    /// Whether an element of that tag and those classes is meant.
    pub(super) fn matches(&self, tag: &str, classes: &str) -> bool {
        self.tag.as_ref().is_none_or(|own| own == tag)
            && self.class.as_ref().is_none_or(|own| classes.split_ascii_whitespace().any(|name| name == own))
    }
}

impl Selector {
    /// One selector of a list.
    pub(super) fn of(text: &str) -> Option<Self> {
        let mut parts = text.split_whitespace().map(compound);
        match (parts.next(), parts.next(), parts.next()) {
            (Some(element), None, None) => Some(Self { ancestor: None, element: element? }),
            (Some(ancestor), Some(element), None) => {
                Some(Self { ancestor: Some(ancestor?), element: element? })
            }
            _ => None,
        }
    }

    /// How many of its parts name a class, and how many a tag: of two rules that say the same, the one with more wins.
    pub(super) fn weight(&self) -> (usize, usize) {
        let both = || self.ancestor.iter().chain([&self.element]);
        let classes = both().filter(|part| part.class.is_some()).count();
        (classes, both().filter(|part| part.tag.is_some()).count())
    }

    /// The classes that its parts name.
    pub(super) fn classes(&self) -> impl Iterator<Item = &String> {
        self.ancestor.iter().chain([&self.element]).filter_map(|part| part.class.as_ref())
    }
}

fn compound(text: &str) -> Option<Compound> {
    let is_name = |name: &str| {
        !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
    };
    let (tag, class) = match text.split_once('.') {
        Some((tag, class)) => (tag, Some(class)),
        None => (text, None),
    };
    if class.is_some_and(|class| !is_name(class))
        || !(tag.is_empty() && class.is_some() || Tag::of(tag).is_some())
    {
        return None;
    }
    Some(Compound {
        tag: Some(tag.to_owned()).filter(|tag| !tag.is_empty()),
        class: class.map(str::to_owned),
    })
}
