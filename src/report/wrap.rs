//! Text in columns of a terminal. In: text, with no character that steers. Out: lines that fit, broken after a space or
//! beside a full-width character; no line begins with 、 or ends with 「. Full-width characters are two columns.

use unicode_width::UnicodeWidthChar;

/// What does not begin a line.
const NEVER_FIRST: &str = "、。，．・：；！？）」』】〕］｝〉》”’…‥ー〜～％℃々ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ\
                           )]},.:;!?%";

/// What does not end a line.
const NEVER_LAST: &str = "（「『【〔［｛〈《“‘￥¥([{$";

/// Quotes are alike before and after a word: no line breaks beside one.
const QUOTES: &str = "\"'`";

/// Columns of a character.
fn columns(character: char) -> usize {
    character.width().unwrap_or_default()
}

/// `text` in lines of at most `width` columns. A word that is longer than a line is cut.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    text.split('\n').flat_map(|line| wrap_line(line, width)).collect()
}

fn wrap_line(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut rest = text;
    loop {
        let end = line_end(rest, width);
        let (line, next) = rest.split_at(end);
        lines.push(line.trim_end().to_owned());
        rest = next.trim_start();
        if rest.is_empty() {
            return lines;
        }
    }
}

/// Where the first line of `text` ends.
fn line_end(text: &str, width: usize) -> usize {
    let mut used = 0;
    let mut last_break = None;
    let mut before: Option<char> = None;
    for (at, character) in text.char_indices() {
        if before.is_some_and(|before| may_break(before, character)) {
            last_break = Some(at);
        }
        used += columns(character);
        // A space that stands beyond the end is not seen.
        if used > width && character != ' ' && before.is_some() {
            return last_break.unwrap_or(at);
        }
        before = Some(character);
    }
    text.len()
}

fn may_break(before: char, after: char) -> bool {
    if before == ' ' || after == ' ' {
        return before == ' ' && after != ' ';
    }
    let is_wide = columns(before) == 2 || columns(after) == 2;
    let is_held = columns(after) == 0 || NEVER_FIRST.contains(after) || NEVER_LAST.contains(before);
    is_wide && !is_held && !QUOTES.contains(before) && !QUOTES.contains(after)
}

/// As much of the beginning of `text` as `width` columns hold; what is left out is marked.
pub(super) fn beginning(text: &str, width: usize) -> String {
    cut(text.chars(), width).map_or_else(|| text.to_owned(), |(kept, mark)| String::from_iter(kept) + mark)
}

/// As much of the end of `text` as `width` columns hold; what is left out is marked.
pub(super) fn end(text: &str, width: usize) -> String {
    cut(text.chars().rev(), width).map_or_else(
        || text.to_owned(),
        |(kept, mark)| mark.to_owned() + &String::from_iter(kept.iter().rev()),
    )
}

/// Stands where something is left out.
const CUT: &str = "...";

/// What is kept of `characters`, and the mark, which is cut where there is no room for it; none if all of them fit.
fn cut(characters: impl Iterator<Item = char> + Clone, width: usize) -> Option<(Vec<char>, &'static str)> {
    if characters.clone().map(columns).sum::<usize>() <= width {
        return None;
    }
    let mark = CUT.get(..width).unwrap_or(CUT);
    let mut left = width - mark.len();
    let mut kept = Vec::new();
    for character in characters {
        let Some(rest) = left.checked_sub(columns(character)) else { break };
        left = rest;
        kept.push(character);
    }
    Some((kept, mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_width_character_takes_two_columns() {
        assert_eq!(wrap("医療機関コード", 8), ["医療機関", "コード"]);
        assert_eq!(wrap("医療機関コード", 9), ["医療機関", "コード"]);
    }

    #[test]
    fn no_line_begins_with_a_stop_or_ends_with_an_opening_bracket() {
        assert_eq!(wrap("端末名称、書留", 8), ["端末名", "称、書留"]);
        assert_eq!(wrap("工事日（月）", 8), ["工事日", "（月）"]);
        assert_eq!(wrap("フォルダー", 8), ["フォル", "ダー"]);
        assert_eq!(wrap("がっこうちょう", 10), ["がっこう", "ちょう"]);
    }

    #[test]
    fn words_numbers_and_quoted_words_stay_whole() {
        assert_eq!(wrap("delete one of them", 10), ["delete one", "of them"]);
        assert_eq!(wrap("正しくは 0100013 です", 12), ["正しくは", "0100013 です"]);
        assert_eq!(wrap("値は\"unknown\"です", 10), ["値", "は\"unknown", "\"です"]);
        assert_eq!(wrap("名前は`フレッツ`です", 7), ["名前", "は`フ", "レッ", "ツ`です"]);
        assert_eq!(wrap("use --no-merge", 10), ["use", "--no-merge"]);
    }

    #[test]
    fn a_word_longer_than_a_line_is_cut_and_lines_of_the_text_stay() {
        assert_eq!(wrap("0123456789", 4), ["0123", "4567", "89"]);
        assert_eq!(wrap("一\n\n二", 10), ["一", "", "二"]);
        assert_eq!(wrap("一二", 1), ["一", "二"]);
        assert_eq!(wrap("", 1), [""]);
    }

    #[test]
    fn what_is_left_out_is_marked() {
        assert_eq!(
            (beginning("さくら内科", 10), end("さくら内科", 10)),
            ("さくら内科".into(), "さくら内科".into())
        );
        assert_eq!((beginning("さくら内科", 8), end("さくら内科", 8)), ("さく...".into(), "...内科".into()));
        assert_eq!((beginning("さくら", 1), end("さくら", 0)), (".".into(), String::new()));
    }
}
