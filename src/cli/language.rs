//! The language in which the program speaks. In: the command line and the locale. Out: a [`Language`].

use std::ffi::OsString;

use crate::report::Language;

/// The language for `arguments`, before they are understood: help and usage errors are in it too.
pub(super) fn language_of(arguments: &[OsString]) -> Language {
    value_of("--lang", arguments).and_then(Language::named).unwrap_or_else(from_locale)
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

/// The value of an option, before the arguments are understood.
pub(super) fn value_of<'a>(option: &str, arguments: &'a [OsString]) -> Option<&'a str> {
    let texts: Vec<_> = arguments.iter().filter_map(|argument| argument.to_str()).collect();
    let apart = texts.windows(2).find(|pair| pair[0] == option).map(|pair| pair[1]);
    apart.or_else(|| texts.iter().find_map(|text| text.strip_prefix(option)?.strip_prefix('=')))
}
