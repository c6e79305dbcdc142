//! A message as people read it: head, text, the line of the user's file with carets under its wrong part, and what to do.
//! In: the parts, harmless already. Out: lines. They are drawn with ASCII alone: the console of a Japanese Windows lacks
//! most signs for boxes, and shows those that it has twice as wide.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr as _;

use super::place::Excerpt;
use super::wrap::{beginning, end, wrap};
use crate::base::Severity;

/// What the place where text is shown can draw.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look {
    /// It is a terminal: what is written can be written over.
    pub(crate) is_terminal: bool,
    /// Colours may be used.
    pub(crate) is_coloured: bool,
    /// Columns to wrap at.
    pub(crate) width: usize,
}

/// The parts of a message, in one language.
pub(super) struct Drawing<'a> {
    pub(super) severity: Severity,
    /// `エラー[SP101]`.
    pub(super) head: String,
    /// Whose it is, and where.
    pub(super) place: String,
    pub(super) text: String,
    pub(super) excerpt: Option<&'a Excerpt>,
    pub(super) help: String,
}

/// Columns at the left of all but the head.
const INDENT: &str = "  ";

/// Columns that a line of a file takes however narrow the terminal is.
const NARROWEST: usize = 20;

impl Drawing<'_> {
    /// The lines, with an empty one at the end.
    pub(super) fn lines(&self, look: &Look) -> String {
        let head = self.painted(&self.head, look);
        let mut text = format!("{head} {}", self.place).trim_end().to_owned() + "\n";
        wrapped(&mut text, &self.text, look);
        if let Some(excerpt) = self.excerpt {
            self.line(&mut text, excerpt, look);
        }
        wrapped(&mut text, &self.help, look);
        text + "\n"
    }

    fn line(&self, text: &mut String, excerpt: &Excerpt, look: &Look) {
        let number = excerpt.line.to_string();
        let margin = " ".repeat(number.len());
        let gutter = INDENT.len() + number.len() + " | ".len();
        let (before, wrong, after) = shortened(excerpt, look.width.saturating_sub(gutter).max(NARROWEST));
        let carets = self.painted(&"^".repeat(wrong.width().max(1)), look);
        let space = " ".repeat(before.width());
        // Writing into a string cannot fail.
        let _ = writeln!(text, "{INDENT}{margin} |");
        let _ = writeln!(text, "{INDENT}{number} | {}", format!("{before}{wrong}{after}").trim_end());
        let _ = writeln!(text, "{INDENT}{margin} | {space}{carets}");
    }

    /// In the colour of the severity.
    fn painted(&self, text: &str, look: &Look) -> String {
        let colour = match self.severity {
            Severity::Error => "31",
            Severity::Warning => "33",
            Severity::Note => "36",
        };
        if look.is_coloured { format!("\u{1b}[{colour}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}

fn wrapped(lines: &mut String, text: &str, look: &Look) {
    for line in wrap(text, look.width.saturating_sub(INDENT.len()).max(NARROWEST)) {
        *lines += format!("{INDENT}{line}").trim_end();
        lines.push('\n');
    }
}

/// Before, wrong part and after, together at most `width` columns: of a long line what is next to the wrong part.
fn shortened(excerpt: &Excerpt, width: usize) -> (String, String, String) {
    let Excerpt { before, wrong, after, .. } = excerpt;
    // What comes before says which field it is: a quarter is kept for it, and most of what the wrong part leaves.
    let wrong = beginning(wrong, width - before.width().min(width / 4));
    let room = width - wrong.width();
    let before = end(before, room - after.width().min(room / 4));
    let after = beginning(after, room - before.width());
    (before, wrong, after)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawing(excerpt: &Excerpt) -> Drawing<'_> {
        Drawing {
            severity: Severity::Error,
            head: "エラー[SP101]".to_owned(),
            place: "さくら内科 a.toml:12:8".to_owned(),
            text: "医療機関コード「01」：数字7桁ではありません。".to_owned(),
            excerpt: Some(excerpt),
            help: "対処：7桁を書きます。".to_owned(),
        }
    }

    fn excerpt(before: &str, wrong: &str, after: &str) -> Excerpt {
        let [before, wrong, after] = [before, wrong, after].map(str::to_owned);
        Excerpt { line: 12, before, wrong, after }
    }

    #[test]
    fn carets_stand_under_the_wrong_part_beside_japanese() {
        let excerpt = excerpt("名称 = ", "\"桜内科\"", " # 注");
        let drawn = drawing(&excerpt).lines(&Look { is_terminal: false, is_coloured: false, width: 30 });
        let expected = "エラー[SP101] さくら内科 a.toml:12:8\n  医療機関コード「01」：数字7\n  桁ではありません。\n\
                        \u{20}    |\n  12 | 名称 = \"桜内科\" # 注\n     |        ^^^^^^^^\n  対処：7桁を書きます。\n\n";
        assert_eq!(drawn, expected);
    }

    #[test]
    fn without_a_wrong_part_a_caret_shows_the_place() {
        let excerpt = excerpt("[dealer", "", "");
        let drawn = drawing(&excerpt).lines(&Look { is_terminal: false, is_coloured: false, width: 80 });
        assert!(drawn.contains("\n  12 | [dealer\n     |        ^\n"), "{drawn}");
    }

    #[test]
    fn of_a_long_line_the_wrong_part_is_shown() {
        let long = excerpt(&"前".repeat(60), "\"誤り\"", &"後".repeat(60));
        let drawn = drawing(&long).lines(&Look { is_terminal: false, is_coloured: false, width: 40 });
        assert!(drawn.contains("12 | ...前前前前前前前前前\"誤り\"後...\n"), "{drawn}");
        let widest = drawn.lines().map(|line| line.width()).max();
        assert!(widest <= Some(40), "{drawn}");
        let wrong = excerpt("名 = ", &"誤".repeat(60), "");
        let drawn = drawing(&wrong).lines(&Look { is_terminal: false, is_coloured: false, width: 40 });
        assert!(drawn.contains("12 | 名 = 誤誤誤誤誤誤誤誤誤誤誤誤...\n"), "{drawn}");
        assert!(drawn.contains(&format!("\n     |      {}\n", "^".repeat(27))), "{drawn}");
    }

    #[test]
    fn colours_are_only_where_they_may_be() {
        let excerpt = excerpt("a = ", "1", "");
        let lines =
            |is_coloured| drawing(&excerpt).lines(&Look { is_terminal: false, is_coloured, width: 80 });
        assert!(lines(true).contains("\u{1b}[31m^\u{1b}[0m"));
        assert!(!lines(false).contains('\u{1b}'));
    }
}
