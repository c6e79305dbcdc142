//! Takes the code of a number format apart. In: the code. Out: its sections. What they show is not known here.

use std::iter::Peekable;
use std::str::Chars;

use super::section::{Condition, Part, Section};

/// A longer code, in bytes, is none of a spreadsheet (they take 255 characters).
const MAX_CODE: usize = 1_000;

/// The sections of a code; a part that is not understood is in them as unknown.
pub(super) fn sections(code: &str) -> Vec<Section> {
    let mut reader = CodeReader { sections: vec![Section::default()], rest: code.chars().peekable() };
    if code.len() > MAX_CODE {
        reader.put(Part::Unknown);
        return reader.sections;
    }
    while let Some(character) = reader.rest.next() {
        reader.part(character);
    }
    reader.sections
}

struct CodeReader<'c> {
    sections: Vec<Section>,
    rest: Peekable<Chars<'c>>,
}

impl CodeReader<'_> {
    fn put(&mut self, part: Part) {
        if let Some(section) = self.sections.last_mut() {
            section.parts.push(part);
        }
    }

    /// Reads the part that begins with `character`.
    fn part(&mut self, character: char) {
        let part = match character {
            ';' => return self.sections.push(Section::default()),
            '"' => return self.until('"', Self::words),
            '[' => return self.until(']', Self::bracket),
            '\\' => self.rest.next().map_or(Part::Unknown, Part::Word),
            // A blank as wide as the next character.
            '_' => self.rest.next().map_or(Part::Unknown, |_| Part::Word(' ')),
            // The next character fills the column; of blanks it does not matter how many.
            '*' => match self.rest.next() {
                Some(' ' | '\u{3000}') => Part::Word(' '),
                _ => Part::Unknown,
            },
            '0' | '#' | '?' => Part::Digit(character),
            '.' => Part::Point,
            ',' => Part::Comma,
            '%' => Part::Percent,
            '/' => Part::Slash,
            '@' => Part::Text,
            // In some languages it makes the next character a word, in others it is one.
            '!' => Part::Unknown,
            '標' if self.takes("準") => Part::General,
            _ if character.is_ascii_alphabetic() => self.letter(character.to_ascii_lowercase()),
            _ => Part::Word(character),
        };
        self.put(part);
    }

    fn letter(&mut self, letter: char) -> Part {
        match letter {
            'g' if self.takes("eneral") || self.takes("/標準") => Part::General,
            'e' if self.rest.peek().is_some_and(|next| matches!(next, '+' | '-')) => Part::Unknown,
            'a' if self.takes("m/pm") || self.takes("/p") => Part::Time,
            'y' | 'd' | 'g' | 'e' | 'b' | 'r' | 'a' => Part::Day,
            'm' => Part::Month,
            'h' | 's' => Part::Time,
            _ => Part::Unknown,
        }
    }

    /// Takes `word`, in any case, if it comes next.
    fn takes(&mut self, word: &str) -> bool {
        let mut ahead = self.rest.clone();
        let is_next =
            word.chars().all(|own| ahead.next().is_some_and(|next| next.to_ascii_lowercase() == own));
        if is_next {
            self.rest = ahead;
        }
        is_next
    }

    /// Reads up to `end` and hands over what stands before it.
    fn until(&mut self, end: char, take: fn(&mut Self, &str)) {
        let mut inside = String::new();
        loop {
            match self.rest.next() {
                Some(character) if character == end => return take(self, &inside),
                Some(character) => inside.push(character),
                None => return self.put(Part::Unknown),
            }
        }
    }

    fn words(&mut self, words: &str) {
        words.chars().for_each(|word| self.put(Part::Word(word)));
    }

    /// What stands in square brackets: a condition, a currency, a time beyond 24 hours, a colour.
    fn bracket(&mut self, inside: &str) {
        let folded = inside.to_ascii_lowercase();
        if let Some(currency) = folded.strip_prefix('$') {
            let (sign, language) = currency.split_once('-').unwrap_or((currency, ""));
            self.words(&inside[1..=sign.len()]);
            // The highest byte of the number chooses other digits.
            if u32::from_str_radix(language, 16).is_ok_and(|language| language > 0x00FF_FFFF) {
                self.put(Part::Unknown);
            }
        } else if let Some(condition) = condition(&folded) {
            if let Some(section) = self.sections.last_mut() {
                section.condition = Some(condition);
            }
        } else if folded.starts_with(['h', 'm', 's']) && folded.bytes().all(|byte| b"hms".contains(&byte)) {
            self.put(Part::Time);
        } else if !is_colour(&folded) {
            self.put(Part::Unknown);
        }
    }
}

fn condition(text: &str) -> Option<Condition> {
    const SIGNS: [(&str, [bool; 3]); 6] = [
        ("<=", [true, true, false]),
        (">=", [false, true, true]),
        ("<>", [true, false, true]),
        ("<", [true, false, false]),
        (">", [false, false, true]),
        ("=", [false, true, false]),
    ];
    let (sign, meets) = SIGNS.into_iter().find(|(sign, _)| text.starts_with(sign))?;
    Some(Condition { meets, limit: text[sign.len()..].trim().parse().ok()? })
}

fn is_colour(text: &str) -> bool {
    const COLOURS: [&str; 16] = [
        "black", "blue", "cyan", "green", "magenta", "red", "white", "yellow", "黒", "青", "水", "緑", "紫",
        "赤", "白", "黄",
    ];
    let number = text.strip_prefix("color").or_else(|| text.strip_prefix('色'));
    COLOURS.contains(&text) || number.is_some_and(|number| number.trim().parse::<u8>().is_ok())
}
