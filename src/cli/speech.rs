//! [`Language`]: which of the two languages the program speaks, from `--lang` or the locale.

use std::ffi::OsString;

use crate::base::Words;

/// A language of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Language {
    Japanese,
    English,
}

impl Language {
    /// The language of that short name.
    pub(super) fn named(name: &str) -> Option<Self> {
        match name {
            "ja" => Some(Self::Japanese),
            "en" => Some(Self::English),
            _ => None,
        }
    }

    /// One of two texts.
    pub(super) const fn pick<'a>(self, ja: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Japanese => ja,
            Self::English => en,
        }
    }

    /// `words` in this language.
    pub(super) fn of(self, words: &Words) -> &str {
        self.pick(&words.ja, &words.en)
    }
}

/// The language for `arguments`, before they are understood: help and usage faults are told in it too.
pub(super) fn language(arguments: &[OsString]) -> Language {
    let texts: Vec<_> = arguments.iter().filter_map(|argument| argument.to_str()).collect();
    let apart = texts.windows(2).find(|pair| pair[0] == "--lang").map(|pair| pair[1]);
    let joined = texts.iter().find_map(|text| text.strip_prefix("--lang="));
    apart.or(joined).and_then(Language::named).unwrap_or_else(from_locale)
}

/// The locale decides (POSIX: the first of these that is set and not empty). Windows sets none of them, and
/// there the program is used in Japan.
fn from_locale() -> Language {
    let set = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
    match ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set) {
        Some(locale) if locale.starts_with("ja") => Language::Japanese,
        Some(_) => Language::English,
        None if cfg!(windows) => Language::Japanese,
        None => Language::English,
    }
}
