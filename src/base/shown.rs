//! [`Shown`]: a path in, the text that messages, manifests and JSON say of it out, with `/` between folders on every system:
//! the same list gives the same bytes everywhere, and a run can be moved.

use std::path::Path;

/// How a path is written for people and for files.
pub trait Shown {
    /// The path with `/` between its folders. What is no text in it is replaced.
    fn shown(&self) -> String;

    /// The path as it is typed in a command, between quotes that cmd.exe, PowerShell and Unix shells understand if it needs
    /// them.
    fn typed(&self) -> String;
}

impl Shown for Path {
    fn shown(&self) -> String {
        with_slashes(self.display().to_string(), cfg!(windows))
    }

    fn typed(&self) -> String {
        let path = self.shown();
        let is_plain = |one: char| one.is_alphanumeric() || "-_./:+@,ー・".contains(one);
        if path.chars().all(is_plain) && !path.is_empty() { path } else { format!("\"{path}\"") }
    }
}

/// Windows takes both for the same; elsewhere `\` is a letter like any other.
fn with_slashes(path: String, is_windows: bool) -> String {
    if is_windows { path.replace('\\', "/") } else { path }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_shell_would_tear_is_quoted() {
        for plain in ["out/1月分/a.toml", "../list-2.csv", "サポート.xlsx"] {
            assert_eq!(Path::new(plain).typed(), plain);
        }
        for torn in ["１月 分.xlsx", "名簿　1.xlsx", "a&b.csv", "a (1).csv", "a;b", ""] {
            assert_eq!(Path::new(torn).typed(), format!("\"{torn}\""));
        }
    }

    #[test]
    fn folders_are_parted_by_slashes_on_every_system() {
        assert_eq!(Path::new("out").join("1月分").join("manifest.json").shown(), "out/1月分/manifest.json");
        assert_eq!(with_slashes("C:\\仕事\\out/a.pdf".to_owned(), true), "C:/仕事/out/a.pdf");
        assert_eq!(with_slashes("a\\b".to_owned(), false), "a\\b");
    }
}
