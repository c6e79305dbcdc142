//! The window that Windows opens for a program that is double-clicked, or on which files are dropped: it closes when the
//! program ends, so it must wait until its words are read. In: arguments, streams and the environment. Out: whether there is
//! such a window; then it waits for Enter.
//!
//! How it is told from a program that is typed: streams are a terminal, nothing but files is named, and the environment is
//! not that of a command line (cmd.exe sets `PROMPT`, Windows Terminal `WT_SESSION`). In a bare PowerShell window it waits
//! too, for one Enter.

use std::ffi::{OsStr, OsString};
use std::io::{self, BufRead as _, IsTerminal as _};
use std::path::Path;

use super::terminal;
use crate::report::Language;

/// Why the window is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Window {
    /// The program was double-clicked.
    Clicked,
    /// Files or folders were dropped on it.
    Dropped,
}

/// What is known of the start of the program.
struct Start {
    /// Whether double clicks open a window: on Windows.
    has_windows: bool,
    /// Whether a person reads and types.
    is_terminal: bool,
    /// Whether a command line has started it.
    has_command_line: bool,
}

impl Window {
    /// The window, if the program has one of its own. `typed` are its arguments, `meant` what they were taken for.
    pub(super) fn of(typed: &[OsString], meant: &[OsString]) -> Option<Self> {
        let has = |name: &str| std::env::var_os(name).is_some();
        let start = Start {
            has_windows: cfg!(windows),
            is_terminal: io::stdin().is_terminal() && io::stdout().is_terminal(),
            has_command_line: has("PROMPT") || has("WT_SESSION"),
        };
        Self::opened(&start, typed, meant)
    }

    fn opened(start: &Start, typed: &[OsString], meant: &[OsString]) -> Option<Self> {
        if !start.has_windows || !start.is_terminal || start.has_command_line {
            return None;
        }
        match typed.get(1) {
            None => Some(Self::Clicked),
            // Files alone became a command.
            Some(first) => (meant.get(1).is_some_and(|task| task == "build") && first != "build")
                .then_some(Self::Dropped),
        }
    }

    /// Leaves the window open until Enter is pressed.
    pub(super) fn wait(self, language: Language) {
        let asked = language
            .pick("\nEnter キーを押すと、この画面を閉じます。", "\nPress Enter to close this window.");
        if terminal::write_out(asked).is_ok() {
            // Whatever ends the line, or the input, closes the window.
            let _ = io::stdin().lock().read_line(&mut String::new());
        }
    }
}

/// What one can do, for who has double-clicked the program.
pub(super) fn words(language: Language) -> String {
    let program = std::env::current_exe().unwrap_or_default();
    let folder = program.parent().unwrap_or(Path::new(""));
    let beside = |name: &str| folder.join(name).is_file().then(|| name.to_owned());
    let page = beside("startpack.html")
        .or_else(|| beside(concat!("startpack-", env!("CARGO_PKG_VERSION"), ".html")));
    let program = program.file_name().unwrap_or(OsStr::new("startpack.exe")).to_string_lossy().into_owned();
    lines(page.as_deref(), &program, language).join("\n") + "\n"
}

/// Three lines: what the program is for, and the two ways to use it with a mouse.
fn lines(page: Option<&str>, program: &str, language: Language) -> [String; 3] {
    match language {
        Language::Japanese => [
            "startpack は、お客様の表から、オンライン資格確認の導入に使う書類（PDF）を作ります。".to_owned(),
            match page {
                Some(page) => format!("・画面で作る：同じフォルダーの {page} をダブルクリックします。"),
                None => "・記入用の表を作る：コマンドで startpack new お客様.xlsx と入力します。".to_owned(),
            },
            format!(
                "・表から作る：お客様の表（Excel、CSV）を {program} の上に重ねて離すと、表の隣の out に書類ができます。"
            ),
        ],
        Language::English => [
            "startpack makes the papers (PDF) for オンライン資格確認 from your list of customers.".to_owned(),
            match page {
                Some(page) => format!("- On a page: double-click {page} in the same folder."),
                None => "- A sheet to fill in: type `startpack new customers.xlsx` in a command window."
                    .to_owned(),
            },
            format!(
                "- From a list: drop it (Excel, CSV) on {program}; the papers go into out beside the list."
            ),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened(start: &Start, typed: &[&str], meant: &[&str]) -> Option<Window> {
        let list = |texts: &[&str]| texts.iter().map(OsString::from).collect::<Vec<_>>();
        Window::opened(start, &list(typed), &list(meant))
    }

    #[test]
    fn only_a_double_click_or_dropped_files_have_a_window_of_their_own() {
        let clicked = || Start { has_windows: true, is_terminal: true, has_command_line: false };
        assert_eq!(opened(&clicked(), &["s"], &["s"]), Some(Window::Clicked));
        assert_eq!(opened(&clicked(), &["s", "a.csv"], &["s", "build", "a.csv"]), Some(Window::Dropped));
        assert_eq!(opened(&clicked(), &["s", "build", "a.csv"], &["s", "build", "a.csv"]), None);
        assert_eq!(opened(&clicked(), &["s", "--help"], &["s", "--help"]), None);
        for start in [
            Start { has_windows: false, ..clicked() },
            Start { is_terminal: false, ..clicked() },
            Start { has_command_line: true, ..clicked() },
        ] {
            assert_eq!(opened(&start, &["s"], &["s"]), None);
            assert_eq!(opened(&start, &["s", "a.csv"], &["s", "build", "a.csv"]), None);
        }
    }

    #[test]
    fn the_page_is_named_if_it_is_there() {
        for language in [Language::Japanese, Language::English] {
            let with = lines(Some("startpack.html"), "startpack.exe", language);
            assert!(with[1].contains("startpack.html") && with[2].contains("startpack.exe"), "{with:?}");
            assert!(!lines(None, "startpack.exe", language).concat().contains(".html"));
        }
    }
}
