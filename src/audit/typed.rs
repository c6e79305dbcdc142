//! [`TypedCodes`]: what a handy scanner types, as it comes, in; single codes with their lines out. Scanners end a code by a
//! line end, a carriage return, a tab or nothing, and put a time or other fields beside it, parted by commas, semicolons,
//! blanks or tabs. What a code says is not known here.

use crate::base::fold;
use crate::plan::{LabelCode, Misread, SheetCode, SlotNumber};

/// Characters in which a code is known to begin, with a hyphen or a blank behind each.
const LONGEST_HEAD: usize = 32;

/// Digits of the institution's code, which follow a label's scheme and its version.
const CODE_DIGITS: usize = 10;

/// A code, and the line in which it was typed, from 1.
pub(crate) type TypedCode = (usize, String);

/// Takes what is typed, piece by piece.
#[derive(Debug, Default)]
pub struct TypedCodes {
    line: usize,
    /// Whether the line that is typed has a code.
    has_code: bool,
    /// Pieces of it without a code.
    others: Vec<String>,
    /// Whether the line has begun.
    is_begun: bool,
    /// Whether the piece before ended with a carriage return: a line feed behind it ends no other line.
    is_returned: bool,
}

impl TypedCodes {
    /// The next piece, with the character that ends it: a tab, or the end of a line. Returns the codes that are known
    /// with it. A line without any code is returned as a whole, as what it is.
    pub fn take(&mut self, piece: &str) -> Vec<TypedCode> {
        let body = piece.trim_end_matches(['\n', '\r', '\t']);
        if std::mem::take(&mut self.is_returned) && body.is_empty() && piece.starts_with('\n') {
            return Vec::new();
        }
        if !self.is_begun {
            self.line += 1;
            self.is_begun = true;
        }
        let found = codes_in(body);
        self.has_code |= !found.is_empty();
        if found.is_empty() && !body.trim().is_empty() {
            self.others.push(body.trim().to_owned());
        }
        let mut codes: Vec<_> = found.into_iter().map(|code| (self.line, code)).collect();
        if !piece.ends_with('\t') {
            codes.extend(self.end());
            self.is_returned = piece.ends_with('\r');
        }
        codes
    }

    /// The line, or all of it, has ended.
    pub fn end(&mut self) -> Option<TypedCode> {
        let others = std::mem::take(&mut self.others).join(" ");
        self.is_begun = false;
        let is_other = !std::mem::take(&mut self.has_code) && !others.is_empty();
        is_other.then_some((self.line, others))
    }

    /// The codes of a whole text.
    pub fn of(text: &str) -> Vec<TypedCode> {
        let mut typed = Self::default();
        let mut codes: Vec<_> =
            text.split_inclusive(['\n', '\r', '\t']).flat_map(|piece| typed.take(piece)).collect();
        codes.extend(typed.end());
        codes
    }
}

/// The codes in a piece of a line, as they are typed; also those that are misread. Nothing if there is none.
fn codes_in(piece: &str) -> Vec<String> {
    let fields = piece.split(|c: char| c.is_control() || matches!(c, ',' | ';' | '"' | '\'' | '，' | '；'));
    let is_label = |code: &String| !is_stamp(code) && LabelCode::read(code) != Err(Misread::Other);
    let is_code = |code: &String| is_label(code) || SlotNumber::read(code).is_some();
    fields.flat_map(parted).filter(is_code).collect()
}

/// Whether it can be a time: of letters only those of a time.
fn is_stamp(text: &str) -> bool {
    !text.chars().any(|c| c.is_alphabetic() && !matches!(c, 'T' | 'Z' | 'A' | 'P' | 'M'))
}

/// A field, parted where a code begins: nothing may stand between two of them.
fn parted(field: &str) -> Vec<String> {
    let starts: Vec<_> =
        field.char_indices().map(|(at, _)| at).filter(|at| begins_code(&field[*at..])).collect();
    let Some(first) = starts.first() else { return vec![field.trim().to_owned()] };
    let ends = starts.iter().skip(1).copied().chain([field.len()]);
    let code = |(start, end): (&usize, usize)| match SlotNumber::at_start(&field[*start..]) {
        // What follows a slot number is a time, or the next code.
        Some((_, length)) => field[*start..*start + length].to_owned(),
        None => without_stamp(field[*start..end].trim()).to_owned(),
    };
    let codes = starts.iter().zip(ends).map(code);
    // What stands before the first code is a time, or a name of the scanner; but it may be a code with a wrong letter.
    let before = field[..*first].trim().to_owned();
    std::iter::once(before).chain(codes).filter(|code| !code.is_empty()).collect()
}

/// Whether a label's or a sheet's code begins here, or a slot number: in a tag the same letters may stand, but not so
/// many digits.
fn begins_code(text: &str) -> bool {
    if text.starts_with(|first: char| first.is_ascii_digit() || ('０'..='９').contains(&first)) {
        return SlotNumber::at_start(text).is_some();
    }
    if !text.starts_with(['S', 's', 'Ｓ', 'ｓ']) {
        return false;
    }
    let head: String = text.chars().take(LONGEST_HEAD).collect();
    let head = fold::width(&head).to_ascii_uppercase();
    let digit = |c: char| c.is_ascii_digit();
    if let Some(rest) = head.strip_prefix("SPS") {
        return rest.strip_prefix(digit).is_some_and(|rest| rest.starts_with('-'));
    }
    let Some(rest) = head.strip_prefix("SP").and_then(|rest| rest.strip_prefix(digit)) else { return false };
    let mut bare = rest.chars().filter(char::is_ascii_alphanumeric);
    (0..CODE_DIGITS).all(|_| bare.next().is_some_and(digit))
}

/// A code without what follows it: a time or other fields after a blank, and the name of the symbology (`]Q1`) that the
/// scanner puts before the next code. Where the letters behind the blank may be the second half of a tag, they stay.
fn without_stamp(code: &str) -> &str {
    let code =
        code.rsplit_once(']').filter(|(_, name)| name.len() == 2).map_or(code, |(code, _)| code).trim();
    let Some((head, rest)) = code.split_once(char::is_whitespace) else { return code };
    let is_whole = LabelCode::read(head).is_ok() && (is_stamp(rest) || LabelCode::read(code).is_err());
    if is_whole || SheetCode::read(head).is_some() { head } else { code }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODE: &str = "SP1-0110100013-01-R0-WN45WXY9";
    const OTHER: &str = "SP1-0110100013-02-R7-XPJRC8T1";
    const SHEET: &str = "SPS1-20261124-K7QM-217B-9GR7";

    fn codes(text: &str) -> Vec<String> {
        TypedCodes::of(text).into_iter().map(|(_, code)| code).collect()
    }

    #[test]
    fn every_code_is_taken_whatever_parts_them() {
        for between in
            ["\n", "\r", "\r\n", "\t", "", ",", ";", " ", "\0", "\u{1d}", "\t\t", "\r\n\r\n", "\",\""]
        {
            assert_eq!(codes(&[CODE, OTHER].join(between)), [CODE, OTHER], "{between:?}");
            assert_eq!(codes(&[SHEET, CODE].join(between)), [SHEET, CODE], "{between:?}");
            assert_eq!(codes(&format!("{CODE}{between}{OTHER}{between}")), [CODE, OTHER], "{between:?}");
        }
        assert_eq!(codes(&format!("]Q1{CODE}]Q1{OTHER}")), [CODE, OTHER]);
    }

    #[test]
    fn times_and_fields_are_no_codes() {
        for stamped in [
            format!("2026/11/24 10:00:00,{CODE}"),
            format!("{CODE},2026/11/24 10:00:00"),
            format!("{CODE} 2026-11-24T10:00:00Z"),
            format!("{CODE} 20261124"),
            format!("{CODE} 10:00 AM"),
            format!("2026/11/24 10:00:00 {CODE}"),
            format!("2026/11/24 10:00:00\t{CODE}\tQR\t29"),
            format!("\"1\";\"{CODE}\";\"QR_CODE\";\"2026-11-24\""),
            format!("{CODE} QR Code"),
            format!("2026-11-24T10:00:00.000+09:00,{CODE}"),
        ] {
            assert_eq!(codes(&stamped), [CODE], "{stamped}");
            assert_eq!(codes(&format!("{stamped}\r\n{stamped}\r\n")), [CODE, CODE], "{stamped}");
        }
    }

    #[test]
    fn slot_numbers_are_codes_too() {
        let slots = ["0110100013-T01-7", "0110100013-T02-K"];
        for between in ["\n", "\r", "\t", "", ",", " ", "\r\n"] {
            assert_eq!(codes(&slots.join(between)), slots, "{between:?}");
            assert_eq!(codes(&format!("{CODE}{between}{}", slots[0])), [CODE, slots[0]], "{between:?}");
        }
        for stamped in [
            "2026/11/24 10:00:00,0110100013-T01-7",
            "0110100013-T01-7 2026/11/24",
            "20261124 0110100013-T01-7",
        ] {
            assert_eq!(codes(stamped), ["0110100013-T01-7"], "{stamped}");
        }
        assert_eq!(codes("01-1-0100013 T01-7"), ["01-1-0100013 T01-7"]);
    }

    #[test]
    fn a_line_without_a_code_stays_and_lines_are_counted() {
        let text = format!("4901234567894\r\n\r\n{CODE}\t{OTHER}\r\nhello\tworld");
        let found = TypedCodes::of(&text);
        let expected = [(1, "4901234567894"), (3, CODE), (3, OTHER), (4, "hello world")];
        assert_eq!(found, expected.map(|(line, code)| (line, code.to_owned())));
    }

    #[test]
    fn a_mangled_code_is_not_lost_beside_a_good_one() {
        // O for 0; lower case; full width; without hyphens; with blanks for hyphens.
        let wrong = CODE.replace("011", "O11");
        assert_eq!(codes(&format!("{wrong},{CODE}")), [wrong.as_str(), CODE]);
        let bare = CODE.replace('-', "");
        assert_eq!(codes(&format!("{bare}{bare}")), [bare.as_str(), &bare]);
        let small = CODE.to_lowercase();
        assert_eq!(codes(&format!("{small}{CODE}")), [small.as_str(), CODE]);
        let wide = "ＳＰ１－０１１０１０００１３－０１－Ｒ０－ＷＮ４５ＷＸＹ９";
        assert_eq!(codes(wide), [wide]);
        let blank = CODE.replace('-', " ");
        assert_eq!(codes(&blank), [blank.as_str()]);
        let keyed = "SP1-0110100013-01-R0-6ZV4BK0F 74VD7APE";
        assert_eq!(codes(keyed), [keyed]);
    }
}
