//! What stands behind a word for a secret. In: letters and the index behind the word. Out: whether only harmless words
//! follow, and if not, how the rest looks. The words themselves are not known here.

use super::letters::{Letter, is_han};
use super::phrases::{self, Kind};
use super::words;

/// What follows a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rest {
    /// Nothing but blanks and signs.
    Nothing,
    /// Known harmless words.
    Harmless,
    /// Something else.
    Unknown {
        /// A colon, an arrow or a quotation mark stands in front of it.
        is_marked: bool,
        /// It has the shape of a password: Latin letters and digits.
        is_code: bool,
        /// One or two digits and no more: `PIN01`.
        is_short_number: bool,
    },
}

/// Only so many letters are looked at: more harmless words in a row are not written.
const LONGEST: usize = 200;

/// Fewest letters and digits that have the shape of a password.
const SHORTEST: usize = 4;

/// Looks at what stands from `index` on.
pub(super) fn rest(letters: &[Letter], index: usize) -> Rest {
    let mut reader = Reader { letters, index, is_marked: false, last: None, words: 0 };
    while reader.step() {
        if reader.index > index + LONGEST {
            break;
        }
    }
    if reader.index < letters.len() {
        let (is_code, is_short_number) = shape(&letters[reader.index..], reader.index == index);
        return Rest::Unknown { is_marked: reader.is_marked, is_code, is_short_number };
    }
    if reader.words == 0 { Rest::Nothing } else { Rest::Harmless }
}

/// Goes over harmless words.
struct Reader<'l> {
    letters: &'l [Letter],
    index: usize,
    is_marked: bool,
    /// The kind of the last word, and the index behind it.
    last: Option<(Kind, usize)>,
    words: usize,
}

impl Reader<'_> {
    /// Goes over the next sign or word; `false` at the end and in front of what is not known.
    fn step(&mut self) -> bool {
        let Some(letter) = self.letters.get(self.index) else { return false };
        if is_sign(letter.folded) {
            self.is_marked |= is_mark(letter.folded);
            self.index += 1;
            return true;
        }
        self.word(self.index) || self.secret_word() || self.joined_word() || self.number() || self.name()
    }

    fn word(&mut self, index: usize) -> bool {
        let Some((end, kind)) = phrases::word_at(self.letters, index) else { return false };
        // A harmless word in the middle of a longer Japanese word of our list never hides a secret; one that ends in
        // the middle of Latin letters does.
        (self.index, self.last) = (end, Some((kind, end)));
        self.words += 1;
        true
    }

    /// Another word for a secret, as in `パスワードと暗証番号は別紙`.
    fn secret_word(&mut self) -> bool {
        let Some((_, end)) = words::word_at(self.letters, self.index) else { return false };
        (self.index, self.last) = (end, None);
        true
    }

    /// A particle with the word that it belongs to.
    fn joined_word(&mut self) -> bool {
        let Some(behind) = phrases::particle_at(self.letters, self.index) else { return false };
        let signs = self.letters[behind..].iter().take_while(|letter| is_sign(letter.folded)).count();
        let next = behind + signs;
        if next == self.letters.len() {
            // `パスワードは`: an unfinished sentence says nothing.
            self.index = next;
            return true;
        }
        if words::word_at(self.letters, next).is_some() {
            self.index = next;
            return self.secret_word();
        }
        self.word(next) || {
            let before = std::mem::replace(&mut self.index, next);
            let is_number = self.number();
            if !is_number {
                self.index = before;
            }
            is_number
        }
    }

    /// One or two digits with what they count (`1月`), or directly behind a place (`管理室2`).
    fn number(&mut self) -> bool {
        let digits =
            self.letters[self.index..].iter().take_while(|letter| letter.folded.is_ascii_digit()).count();
        let end = self.index + digits;
        let after = self.letters.get(end).map(|letter| letter.folded);
        let is_year = digits == 4 && after == Some('年');
        let is_counted =
            (1..=2).contains(&digits) && after.is_some_and(|after| "年月日時分階台枚件名回".contains(after));
        let is_free = after.is_none_or(|after| is_sign(after) || is_japanese_word(self.letters, end));
        let is_numbered = (1..=2).contains(&digits)
            && is_free
            && matches!(self.last, Some((Kind::Who, end)) if end == self.index);
        if is_year || is_counted {
            self.index = end + 1;
        } else if is_numbered {
            self.index = end;
        } else {
            return false;
        }
        self.words += 1;
        true
    }

    /// A name in han behind a person or place: `パスワード担当 山田`.
    fn name(&mut self) -> bool {
        let Some((Kind::Who, end)) = self.last else { return false };
        let is_apart = self.letters[end..self.index]
            .iter()
            .all(|letter| matches!(letter.folded, ' ' | ':' | '・' | '(' | '、'));
        let length = self.letters[self.index..].iter().take_while(|letter| is_han(letter.folded)).count();
        if !is_apart || !(1..=LONGEST_NAME).contains(&length) {
            return false;
        }
        self.index += length;
        if let Some(title) = self.title() {
            self.index = title;
        }
        // First name behind the family name.
        self.last = Some((Kind::Who, self.index));
        self.words += 1;
        true
    }

    fn title(&self) -> Option<usize> {
        let titles: [&[char]; 3] = [&['サ', 'ン'], &['サ', 'マ'], &['氏']];
        titles.iter().find_map(|title| {
            let end = self.index + title.len();
            let found = self.letters.get(self.index..end)?;
            found.iter().zip(*title).all(|(letter, wanted)| letter.folded == *wanted).then_some(end)
        })
    }
}

/// Most han of a name.
const LONGEST_NAME: usize = 5;

fn is_japanese_word(letters: &[Letter], index: usize) -> bool {
    phrases::word_at(letters, index).is_some() || phrases::particle_at(letters, index).is_some()
}

/// Whether the text has the shape of a password, and whether it is only a short number directly behind the word.
fn shape(rest: &[Letter], is_direct: bool) -> (bool, bool) {
    let run: Vec<char> = rest.iter().map(|letter| letter.folded).take_while(char::is_ascii_graphic).collect();
    let digits = run.iter().filter(|c| c.is_ascii_digit()).count();
    let is_code = run.len() >= SHORTEST && digits > 0;
    let is_short_number =
        is_direct && digits == run.len() && (1..SHORTEST).contains(&digits) && rest.len() == digits;
    (is_code, is_short_number)
}

/// Blanks, brackets and signs between words; a secret does not consist of them.
fn is_sign(character: char) -> bool {
    character.is_whitespace()
        || matches!(
            character,
            ':' | '='
                | ','
                | '.'
                | '、'
                | '。'
                | '・'
                | '/'
                | '|'
                | '>'
                | '<'
                | '~'
                | '〜'
                | '-'
                | 'ー'
                | '_'
                | '*'
                | '+'
                | '&'
                | '!'
                | '?'
                | '#'
                | '('
                | ')'
                | '['
                | ']'
                | '{'
                | '}'
                | '"'
                | '\''
                | '`'
                | '′'
                | '″'
                | '…'
                | '‥'
                | '×'
        )
        || matches!(
            character,
            '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205E}' | '\u{2190}'..='\u{21FF}' | '\u{2212}'
                | '\u{2300}'..='\u{27BF}' | '\u{2900}'..='\u{297F}' | '\u{2B00}'..='\u{2BFF}' | '\u{3001}'..='\u{3004}'
                | '\u{3008}'..='\u{3020}' | '\u{3030}' | '\u{30FB}'
        )
}

/// Signs that say: here it comes.
const fn is_mark(character: char) -> bool {
    matches!(
        character,
        ':' | '=' | '>' | '"' | '\'' | '「' | '『' | '【' | '〈' | '《' | '“' | '‘' | '\u{2190}'..='\u{21FF}'
            | '\u{2794}'..='\u{27BF}'
    )
}
