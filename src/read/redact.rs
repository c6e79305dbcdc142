//! Hides possible secrets in the text that messages quote. In: the text of a file. Out: the bytes to hide, and a text
//! of the same length with asterisks.
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

/// Searches `text` line by line.
pub(super) fn find(text: &str) -> Redactions {
    let mut hidden = Redactions::default();
    let mut open = LineState::Plain;
    let mut start = 0;
    for line in text.split_inclusive(['\n', '\r']) {
        let end = start + line.trim_end_matches(['\n', '\r']).len();
        if end - start > LONGEST_LINE {
            hidden.ranges.push(start..end);
        } else {
            open = search_line(&text[start..end], start, open, &mut hidden);
        }
        start += line.len();
    }
    hidden
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

fn search_line(line: &str, at: usize, open: LineState, hidden: &mut Redactions) -> LineState {
    let whole = at..at + line.len();
    let trimmed = line.trim();
    match open {
        LineState::Quotes(quotes) => {
            hidden.ranges.push(whole);
            return if line.contains(quotes) { LineState::Plain } else { open };
        }
        LineState::Bracket(close) => {
            hidden.ranges.push(whole);
            return if line.contains(close) { LineState::Plain } else { open };
        }
        LineState::Value if trimmed.is_empty() => return LineState::Value,
        LineState::Value if !trimmed.contains('=') && !trimmed.starts_with('[') => {
            hidden.ranges.push(whole);
            return continuation(trimmed);
        }
        LineState::Table if !trimmed.starts_with('[') => {
            let value = line.find(['=', '＝']).map_or(0, |sign| sign + first_width(&line[sign..]));
            hidden.ranges.push(at + value..whole.end);
            let opened = continuation(line[value..].trim());
            return if matches!(opened, LineState::Plain | LineState::Value) {
                LineState::Table
            } else {
                opened
            };
        }
        _ => {}
    }
    if trimmed.starts_with('[') {
        return search_header(line, at, hidden);
    }
    let (content, comment) = line.split_at(comment_start(line));
    search_comment(comment, at + content.len(), hidden);
    search_entry(content, at, hidden)
}

fn search_header(line: &str, at: usize, hidden: &mut Redactions) -> LineState {
    let Some(found) = secret::in_key(line) else { return LineState::Plain };
    redact(hidden, found, LinePart::Key, at, 0..line.len());
    LineState::Table
}

/// A key with its value, or anything else on a line.
fn search_entry(content: &str, at: usize, hidden: &mut Redactions) -> LineState {
    let sign = content.find(['=', '＝']).or_else(|| content.find([':', '：']));
    let (key, value) = content.split_at(sign.unwrap_or(content.len()));
    if let Some(found) = secret::in_key(key) {
        redact(hidden, found, LinePart::Key, at, 0..content.len());
        return if sign.is_some() {
            continuation(value[first_width(value)..].trim())
        } else {
            LineState::Value
        };
    }
    if let Some(found) = secret::anywhere(value) {
        let certain = secret::in_value(value).is_some();
        let from = key.len() + first_width(value);
        let bytes = found.bytes.start + key.len()..found.bytes.end + key.len();
        hidden.ranges.extend(around(at + from..at + content.len(), &(at + bytes.start..at + bytes.end)));
        if certain {
            let range = at + bytes.start..at + bytes.end;
            hidden.suspects.push(SuspectedSecret { word: found.word, at: range, part: LinePart::Value });
        }
        return match continuation(value[first_width(value)..].trim()) {
            LineState::Value => LineState::Plain,
            open => open,
        };
    }
    LineState::Plain
}

/// A comment is hidden and reported only if a secret seems to be written in it.
fn search_comment(comment: &str, at: usize, hidden: &mut Redactions) {
    if let Some(found) = secret::in_value(comment) {
        redact(hidden, found, LinePart::Comment, at, 1..comment.len());
    }
}

fn redact(
    hidden: &mut Redactions,
    found: secret::SecretWord,
    part: LinePart,
    at: usize,
    within: Range<usize>,
) {
    let word = at + found.bytes.start..at + found.bytes.end;
    hidden.ranges.extend(around(at + within.start..at + within.end, &word));
    hidden.suspects.push(SuspectedSecret { word: found.word, at: word, part });
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
    let mut quote = None;
    let mut escaped = false;
    for (at, character) in line.char_indices() {
        match (quote, character) {
            (None, '#') => return at,
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
    line.len()
}

fn first_width(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn masked(text: &str) -> String {
        let hidden = find(text);
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
    fn other_lines_are_left_alone() {
        let text = "# IDやパスワードは書かないでください\nname = \"ログインPC\" # 受付\n[line]\n";
        assert_eq!(masked(text), text);
        assert!(find(text).suspects.is_empty());
    }

    #[test]
    fn a_sign_of_number_in_quotes_starts_no_comment() {
        assert_eq!(comment_start("a = \"#1\" # b"), 9);
        assert_eq!(comment_start("a = \"\\\"#\""), 9);
    }
}
