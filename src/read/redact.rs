//! Hides possible secrets in the text that messages quote. In: the text of a file, and which keys are known. Out: the
//! bytes to hide, and a text of the same length with asterisks.
//!
//! Values of unknown keys are hidden whatever they are: nobody knows what they mean.
//!
//! It works line by line, without the TOML parser, so that it holds for broken files too. It may hide too much (only
//! the quoted line suffers), never too little. Which words mean a secret is not known here.

use std::ops::Range;

use super::secret;

/// A place where a word for a secret stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SuspectedSecret {
    /// The word, for messages.
    pub(super) word: &'static str,
    /// Bytes of the word.
    pub(super) at: Range<usize>,
    /// The part of the line it stands in.
    pub(super) part: LinePart,
}

/// A part of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LinePart {
    /// In front of the `=`, or in the header of a table.
    Key,
    /// Behind the `=`.
    Value,
    /// Behind a `#`.
    Comment,
}

/// The bytes to hide in a text, and the reasons.
#[derive(Clone, Debug, Default)]
pub(super) struct Redactions {
    /// Bytes to hide.
    pub(super) ranges: Vec<Range<usize>>,
    /// What was found.
    pub(super) suspects: Vec<SuspectedSecret>,
}

/// What the previous line means for the next one.
enum LineState {
    /// Nothing.
    Plain,
    /// A text in three quotes continues until its closing quotes.
    Quotes(&'static str),
    /// A list or inline table continues until this closing bracket.
    Bracket(char),
    /// The value stands on this line.
    Value,
    /// All values are hidden until the next header.
    Table,
}

/// Whether a key, or a step of the name of a table, is known.
pub(super) type IsKnown<'a> = &'a dyn Fn(&str) -> bool;

/// Searches `text` line by line.
pub(super) fn find(text: &str, is_known: IsKnown<'_>) -> Redactions {
    let mut search = Search { is_known, hidden: Redactions::default() };
    let mut open = LineState::Plain;
    let mut start = 0;
    for line in text.split_inclusive(['\n', '\r']) {
        let end = start + line.trim_end_matches(['\n', '\r']).len();
        if end - start > LONGEST_LINE {
            search.hidden.ranges.push(start..end);
        } else {
            open = search.line(&text[start..end], start, open);
        }
        start += line.len();
    }
    search.hidden
}

/// A longer line, in bytes, was not typed by hand; all of it is hidden.
const LONGEST_LINE: usize = 16 * 1024;

/// `text` with asterisks of the same length and width in place of `ranges`.
pub(super) fn hide(text: &str, ranges: &[Range<usize>]) -> String {
    let mut covered = vec![false; text.len()];
    for range in ranges {
        covered[range.start.min(text.len())..range.end.min(text.len())].fill(true);
    }
    let mut masked = String::with_capacity(text.len());
    for (at, character) in text.char_indices() {
        let hide =
            covered[at..at + character.len_utf8()].contains(&true) && !matches!(character, '\n' | '\r');
        match (hide, character.len_utf8()) {
            (false, _) => masked.push(character),
            (true, 1) => masked.push('*'),
            (true, 2) => masked.push('¤'),
            (true, 3) => masked.push('＊'),
            (true, _) => masked.push_str("＊*"),
        }
    }
    masked
}

/// The parts of `outer` that lie outside `inner`.
pub(super) fn around(outer: Range<usize>, inner: &Range<usize>) -> [Range<usize>; 2] {
    [outer.start..inner.start.max(outer.start), inner.end.min(outer.end)..outer.end]
}

/// Goes over the lines of a text.
struct Search<'a> {
    is_known: IsKnown<'a>,
    hidden: Redactions,
}

impl Search<'_> {
    /// Searches the line that starts at byte `at`.
    fn line(&mut self, line: &str, at: usize, open: LineState) -> LineState {
        let whole = at..at + line.len();
        let trimmed = line.trim();
        match open {
            LineState::Quotes(quotes) => {
                self.hidden.ranges.push(whole);
                return if line.contains(quotes) { LineState::Plain } else { open };
            }
            LineState::Bracket(close) => {
                self.hidden.ranges.push(whole);
                return if line.contains(close) { LineState::Plain } else { open };
            }
            LineState::Value if trimmed.is_empty() => return LineState::Value,
            LineState::Value if !trimmed.contains('=') && !trimmed.starts_with('[') => {
                self.hidden.ranges.push(whole);
                return continuation(trimmed);
            }
            LineState::Table if !trimmed.starts_with('[') => return self.line_of_table(line, whole),
            _ => {}
        }
        if trimmed.starts_with('[') {
            return self.header(line, at);
        }
        let (content, comment) = line.split_at(comment_start(line));
        self.comment(comment, at + content.len());
        self.entry(content, at)
    }

    /// A line of a table of which all values are hidden.
    fn line_of_table(&mut self, line: &str, whole: Range<usize>) -> LineState {
        let value = line.find(['=', '＝']).map_or(0, |sign| sign + first_width(&line[sign..]));
        self.hidden.ranges.push(whole.start + value..whole.end);
        match continuation(line[value..].trim()) {
            LineState::Plain | LineState::Value => LineState::Table,
            opened => opened,
        }
    }

    fn header(&mut self, line: &str, at: usize) -> LineState {
        if let Some(found) = secret::in_key(line) {
            self.redact(found, LinePart::Key, at, 0..line.len());
            return LineState::Table;
        }
        let name = line[..comment_start(line)].trim().trim_matches(['[', ']']);
        if self.knows(name) { LineState::Plain } else { LineState::Table }
    }

    /// Whether all steps of a key are known.
    fn knows(&self, key: &str) -> bool {
        key.split('.').all(|step| (self.is_known)(step.trim().trim_matches(['"', '\''])))
    }

    /// A key with its value, or anything else on a line.
    fn entry(&mut self, content: &str, at: usize) -> LineState {
        let sign = content.find(['=', '＝']).or_else(|| content.find([':', '：']));
        let (key, value) = content.split_at(sign.unwrap_or(content.len()));
        if let Some(found) = secret::in_key(key) {
            self.redact(found, LinePart::Key, at, 0..content.len());
            return if sign.is_some() {
                continuation(value[first_width(value)..].trim())
            } else {
                LineState::Value
            };
        }
        let from = key.len() + first_width(value);
        let opened = continuation(content[from..].trim());
        if let Some(found) = secret::anywhere(value) {
            self.value(value, found, at + key.len(), at + from..at + content.len());
            return if matches!(opened, LineState::Value) { LineState::Plain } else { opened };
        }
        if sign.is_some() && !self.knows(key) {
            self.hidden.ranges.push(at + from..at + content.len());
            return opened;
        }
        // A second key on the same line is as unknown as what it means.
        if let Some(second) = sign_outside_quotes(&content[from..]) {
            self.hidden.ranges.push(at + from + second..at + content.len());
        }
        LineState::Plain
    }

    /// A value, the text from byte `at` on, with a word for a secret; all of it except the word is hidden.
    fn value(&mut self, value: &str, found: secret::SecretWord, at: usize, whole: Range<usize>) {
        let word = at + found.bytes.start..at + found.bytes.end;
        self.hidden.ranges.extend(around(whole, &word));
        if secret::in_value(value).is_some() {
            self.hidden.suspects.push(SuspectedSecret { word: found.word, at: word, part: LinePart::Value });
        }
    }

    /// A comment is hidden and reported only if a secret seems to be written in it.
    fn comment(&mut self, comment: &str, at: usize) {
        if let Some(found) = secret::in_value(comment) {
            self.redact(found, LinePart::Comment, at, 1..comment.len());
        }
    }

    fn redact(&mut self, found: secret::SecretWord, part: LinePart, at: usize, within: Range<usize>) {
        let word = at + found.bytes.start..at + found.bytes.end;
        self.hidden.ranges.extend(around(at + within.start..at + within.end, &word));
        self.hidden.suspects.push(SuspectedSecret { word: found.word, at: word, part });
    }
}

/// Whether a value that starts like this continues on the next line.
fn continuation(value: &str) -> LineState {
    for quotes in ["\"\"\"", "'''"] {
        if let Some(rest) = value.strip_prefix(quotes) {
            return if rest.contains(quotes) { LineState::Plain } else { LineState::Quotes(quotes) };
        }
    }
    match value.chars().next() {
        None => LineState::Value,
        Some('[') if !value.contains(']') => LineState::Bracket(']'),
        Some('{') if !value.contains('}') => LineState::Bracket('}'),
        _ => LineState::Plain,
    }
}

/// Where the comment of a line starts: the first `#` outside quotes.
pub(super) fn comment_start(line: &str) -> usize {
    outside_quotes(line, '#').unwrap_or(line.len())
}

/// Where an equals sign stands outside quotes.
fn sign_outside_quotes(text: &str) -> Option<usize> {
    outside_quotes(text, '=').or_else(|| outside_quotes(text, '＝'))
}

/// Where `wanted` stands first outside quotes.
fn outside_quotes(line: &str, wanted: char) -> Option<usize> {
    let mut quote = None;
    let mut escaped = false;
    for (at, character) in line.char_indices() {
        match (quote, character) {
            (None, found) if found == wanted => return Some(at),
            (None, '"' | '\'') => quote = Some(character),
            (Some('"'), '\\') if !escaped => {
                escaped = true;
                continue;
            }
            (Some(open), _) if open == character && !escaped => quote = None,
            _ => {}
        }
        escaped = false;
    }
    None
}

fn first_width(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_known(key: &str) -> bool {
        ["name", "a", "line", "place"].contains(&key)
    }

    fn masked(text: &str) -> String {
        let hidden = find(text, &is_known);
        let masked = hide(text, &hidden.ranges);
        assert_eq!(masked.len(), text.len());
        masked
    }

    #[test]
    fn values_of_secret_keys_are_hidden() {
        assert_eq!(masked("password = \"hunter2\"\nname = \"a\"\n"), "password************\nname = \"a\"\n");
        assert!(!masked("パスワード＝hunter2\n").contains("hunter2"));
        assert!(!masked("パスワード\nhunter2\n").contains("hunter2"));
        assert!(!masked("password =\n  hunter2\n").contains("hunter2"));
        assert!(!masked("password = \"\"\"\nhunter2\n\"\"\"\n").contains("hunter2"));
        assert!(!masked("password = \"\"\"\nhunter2\n").contains("hunter2"));
        assert!(!masked("password = [\n\"hunter2\"\n]\n").contains("hunter2"));
        assert!(!masked("[password]\nx = \"hunter2\"\n").contains("hunter2"));
        assert!(!masked("[password]\nx＝hunter2\n").contains("hunter2"));
        assert!(!masked("a = { password = \"hunter2\" }\n").contains("hunter2"));
        assert!(!masked("name = \"PC password: hunter2\n").contains("hunter2"));
        assert!(!masked("a = 1 # password: hunter2\n").contains("hunter2"));
        assert!(!masked("\"password hunter2\" = 1\n").contains("hunter2"));
    }

    #[test]
    fn values_of_unknown_keys_are_hidden() {
        for text in [
            "memo = \"Zq7x9\"\n",
            "memo : Zq7x9\n",
            "\"name.x\" = \"Zq7x9\"\n",
            "line.memo = \"Zq7x9\"\n",
            "memo = [\n\"Zq7x9\"\n]\n",
            "memo =\n\"Zq7x9\"\n",
            "memo = \"\"\"\nZq7x9\n\"\"\"\n",
            "[memo]\nname = \"Zq7x9\"\n",
            "[[line.memo]]\nname = \"Zq7x9\"\n",
            "name = \"a\" memo = \"Zq7x9\"\n",
            "line = { name = \"a\", memo = \"Zq7x9\" }\n",
            "memo = \"Zq7x9\n[line]\n",
        ] {
            assert!(!masked(text).contains("Zq7x9"), "{text}");
        }
    }

    #[test]
    fn other_lines_are_left_alone() {
        let text = "# IDやパスワードは書かないでください\nname = \"ログインPC\" # 受付\n[line]\n";
        assert_eq!(masked(text), text);
        assert!(find(text, &is_known).suspects.is_empty());
    }

    #[test]
    fn a_sign_of_number_in_quotes_starts_no_comment() {
        assert_eq!(comment_start("a = \"#1\" # b"), 9);
        assert_eq!(comment_start("a = \"\\\"#\""), 9);
    }
}
