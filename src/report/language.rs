//! [`Language`]: the two languages in which the program speaks. Which one it is, the caller decides.

use serde::Serialize;

use crate::base::Words;

/// A language of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(crate) enum Language {
    #[serde(rename = "ja")]
    Japanese,
    #[serde(rename = "en")]
    English,
}

impl Language {
    /// The language of that short name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        match name {
            "ja" => Some(Self::Japanese),
            "en" => Some(Self::English),
            _ => None,
        }
    }

    /// One of two texts.
    pub(crate) const fn pick<'a>(self, ja: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Japanese => ja,
            Self::English => en,
        }
    }

    /// `words` in this language.
    pub(crate) fn of(self, words: &Words) -> &str {
        self.pick(&words.ja, &words.en)
    }
}

/// The English noun for that many.
pub(super) fn plural(count: usize, noun: &str) -> String {
    if count == 1 { noun.to_owned() } else { format!("{noun}s") }
}
