//! Which names every system takes for a file or a folder: a run made on one machine is opened on another. In: a name or a
//! path. Out: why it cannot be one, in words. Nothing is looked up on the disk.

use std::path::{Component, Path};

use super::Words;

/// Characters that Windows forbids in names.
const FORBIDDEN: &str = "<>:\"/\\|?*";

/// Names that Windows keeps for devices, whatever comes behind a dot.
const DEVICES: [&str; 6] = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];

/// Names of devices with one digit behind; Windows takes superscript digits too.
const NUMBERED: [&str; 2] = ["COM", "LPT"];

/// Whether Windows takes `name` for a device: `nul`, `Com1.txt`.
pub fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let is_digit = |rest: &str| {
        let mut characters = rest.chars();
        matches!(
            (characters.next(), characters.next()),
            (Some('0'..='9' | '\u{b9}' | '\u{b2}' | '\u{b3}'), None)
        )
    };
    DEVICES.contains(&stem.as_str())
        || NUMBERED.iter().any(|device| stem.strip_prefix(device).is_some_and(is_digit))
}

/// Why some system does not take `name` for a file or a folder, as an insertion without a full stop; `None` if all do.
pub fn fault_of(name: &str) -> Option<Words> {
    if is_device(name) {
        return Some(Words::new("Windows では装置の名前です", "it is the name of a device on Windows"));
    }
    if let Some(found) = name.chars().find(|one| FORBIDDEN.contains(*one) || one.is_control()) {
        let shown = if found.is_control() { found.escape_default().to_string() } else { found.to_string() };
        return Some(Words::new(
            format!("Windows では名前に {shown} を使えません"),
            format!("Windows takes no {shown} in names"),
        ));
    }
    name.ends_with(['.', ' ']).then(|| {
        Words::new(
            "Windows では名前の終わりに点や空白を使えません",
            "Windows takes no dot and no blank at the end of a name",
        )
    })
}

/// The last name in `path` that some system does not take, and why. Those that exist already (`is_known`) may be as they
/// are, unless they are devices.
pub fn fault_in(path: &Path, is_known: &dyn Fn(&Path) -> bool) -> Option<(String, Words)> {
    path.ancestors().find_map(|above| {
        let Some(Component::Normal(name)) = above.components().next_back() else { return None };
        let name = name.to_string_lossy();
        let fault = fault_of(&name).filter(|_| is_device(&name) || !is_known(above))?;
        Some((name.into_owned(), fault))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_windows_does_not_take() {
        for bad in [
            "CON",
            "con",
            "Nul.txt",
            "aux .pdf",
            "COM1",
            "lpt9.tar.gz",
            "COM\u{b9}",
            "CONIN$",
            "a:b",
            "1/2月",
            "a\\b",
            "<b>",
            "a?",
            "a*",
            "a|b",
            "\"",
            "a\tb",
            "a\u{0}",
            "1月.",
            "1月 ",
            "...",
        ] {
            assert!(fault_of(bad).is_some(), "{bad:?}");
        }
        for good in [
            "1月分",
            "COM",
            "COMA",
            "COM10",
            "console",
            "nul_",
            "a.CON",
            ".lock",
            "さくら 内科.toml",
            "ａ：ｂ",
        ] {
            assert!(fault_of(good).is_none(), "{good:?}");
        }
    }

    #[test]
    fn only_new_names_of_a_path_are_looked_at() {
        let known = |path: &Path| path == Path::new("x: y");
        let name = |path: &str| fault_in(Path::new(path), &known).map(|(name, _)| name);
        assert_eq!(name("x: y/out"), None);
        assert_eq!(name("x: z/out").as_deref(), Some("x: z"));
        assert_eq!(name("../out/nul/R").as_deref(), Some("nul"));
        assert_eq!(name("./out/R"), None);
        // A device is never a folder, even where the system says that it is there.
        assert!(fault_in(Path::new("con"), &|_| true).is_some());
    }
}
