//! [`Class`]: what a character is to a line, after JLREQ 3.9 and Appendix A (JIS X 4051 has the same classes), and which lines
//! it may begin or end.

/// A class of characters. The names of JLREQ's classes are given as `cl-nn`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Class {
    /// cl-01: opening brackets.
    Opening,
    /// cl-02: closing brackets.
    Closing,
    /// cl-03: 〜 and its like; the full-width solidus, which joins as they do.
    Hyphen,
    /// cl-04: ！？.
    Dividing,
    /// cl-05: ・：；.
    Middle,
    /// cl-06: 。．.
    FullStop,
    /// cl-07: 、，.
    Comma,
    /// cl-08: the dash ―.
    Dash,
    /// cl-08: … and ‥.
    Ellipsis,
    /// cl-09, cl-10, cl-11: 々ゝ, ー, small kana: letters that may not begin a line.
    Small,
    /// cl-12: ￥ and other signs before a number.
    Prefix,
    /// cl-13: ％℃ and other signs after a number.
    Postfix,
    /// cl-14: the ideographic space.
    WideSpace,
    /// cl-15.
    Hiragana,
    /// cl-16.
    Katakana,
    /// cl-19: kanji and full-width letters.
    Ideograph,
    /// Full-width digits: set as kanji, kept together as a number.
    WideDigit,
    /// cl-19 by JLREQ, but signs rather than letters: ○ → ① ×.
    Symbol,
    /// ※, which belongs to what follows it.
    Reference,
    /// cl-24: digits.
    Digit,
    /// cl-27: letters of other scripts.
    Latin,
    /// Brackets of other scripts, opening.
    LatinOpening,
    /// Brackets and stops of other scripts.
    LatinClosing,
    /// - / @ and other signs within words and codes.
    Joiner,
    /// cl-26: the word space.
    Space,
    /// The space at which no line breaks (U+00A0, U+202F).
    FixedSpace,
    /// A mark upon the character before it.
    Combining,
    /// cl-30 and the like: an object, a counter, a boxed character.
    Object,
    /// A line to write on: stands for what will be written there.
    WriteIn,
    /// Where a frame opens.
    FrameStart,
    /// Where a frame closes.
    FrameEnd,
}

/// How many there are.
pub(super) const COUNT: usize = Class::FrameEnd as usize + 1;

/// Latin-1, worked out once.
static LATIN: [Class; 0x100] = page(0x0000);
/// Punctuation of Unicode (U+2000–U+20FF).
static GENERAL: [Class; 0x100] = page(0x2000);
/// Japanese punctuation and kana (U+3000–U+30FF).
static KANA: [Class; 0x100] = page(0x3000);
/// Half-width and full-width forms (U+FF00–U+FFFF).
static FORMS: [Class; 0x100] = page(0xFF00);

/// The class of `character`.
pub(super) fn class(character: char) -> Class {
    let code = character as u32;
    let low = (code & 0xFF) as usize;
    match code >> 8 {
        0x00 => LATIN[low],
        0x20 => GENERAL[low],
        0x30 => KANA[low],
        0x34..=0x9F => Class::Ideograph,
        0xFF => FORMS[low],
        _ => classify(code),
    }
}

const fn page(start: u32) -> [Class; 0x100] {
    let mut classes = [Class::Ideograph; 0x100];
    let mut low = 0;
    while low < classes.len() {
        classes[low] = classify(start + low as u32);
        low += 1;
    }
    classes
}

const fn classify(code: u32) -> Class {
    let Some(character) = char::from_u32(code) else { return Class::Ideograph };
    match character {
        '\u{300}'..='\u{36F}' | '\u{3099}' | '\u{309A}' | '\u{20D0}'..='\u{20FF}' => Class::Combining,
        '「' | '『' | '（' | '【' | '〔' | '〈' | '《' | '［' | '｛' | '〖' | '〘' | '〝' | '｟' | '｢'
        | '“' | '‘' | '«' => Class::Opening,
        '」' | '』' | '）' | '】' | '〕' | '〉' | '》' | '］' | '｝' | '〗' | '〙' | '〟' | '｠' | '｣'
        | '”' | '’' | '»' => Class::Closing,
        '〜' | '～' | '‐' | '–' | '゠' | '／' | '＼' => Class::Hyphen,
        '！' | '？' | '‼'..='⁉' => Class::Dividing,
        '・' | '：' | '；' | '･' => Class::Middle,
        '。' | '．' | '｡' => Class::FullStop,
        '、' | '，' | '､' => Class::Comma,
        '―' | '—' | '─' => Class::Dash,
        '…' | '‥' => Class::Ellipsis,
        '々' | '〻' | '〃' | 'ゝ' | 'ゞ' | 'ヽ' | 'ヾ' | 'ー' | 'ｰ' => Class::Small,
        'ぁ' | 'ぃ' | 'ぅ' | 'ぇ' | 'ぉ' | 'っ' | 'ゃ' | 'ゅ' | 'ょ' | 'ゎ' | 'ゕ' | 'ゖ' => {
            Class::Small
        }
        'ァ' | 'ィ' | 'ゥ' | 'ェ' | 'ォ' | 'ッ' | 'ャ' | 'ュ' | 'ョ' | 'ヮ' | 'ヵ' | 'ヶ' => {
            Class::Small
        }
        'ㇰ'..='ㇿ' | 'ｧ'..='ｯ' | '゛' | '゜' | 'ﾞ' | 'ﾟ' => Class::Small,
        '￥' | '¥' | '＄' | '$' | '£' | '￡' | '€' | '№' | '＃' | '#' => Class::Prefix,
        '％' | '%' | '‰' | '℃' | '℉' | '°' | '′' | '″' | '￠' | '¢' => Class::Postfix,
        '　' => Class::WideSpace,
        'ぁ'..='ゟ' => Class::Hiragana,
        'ァ'..='ヿ' | 'ｦ'..='ﾝ' => Class::Katakana,
        '０'..='９' => Class::WideDigit,
        '※' => Class::Reference,
        ' ' => Class::Space,
        '\u{A0}' | '\u{202F}' => Class::FixedSpace,
        '0'..='9' => Class::Digit,
        '(' | '[' | '{' => Class::LatinOpening,
        ')' | ']' | '}' | ',' | '.' | ':' | ';' | '!' | '?' => Class::LatinClosing,
        '!'..='/' | ':'..='@' | '['..='`' | '{'..='~' | '\u{2011}' => Class::Joiner,
        'A'..='Z' | 'a'..='z' | 'ª' | 'µ' | 'º' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='\u{52F}' => {
            Class::Latin
        }
        '\u{1E00}'..='\u{1FFF}' => Class::Latin,
        '\u{A1}'..='\u{BF}' | '×' | '÷' | '\u{2000}'..='\u{2BFF}' | '〇'..='〠' => Class::Symbol,
        _ => Class::Ideograph,
    }
}

impl Class {
    /// Every class, in order.
    #[rustfmt::skip]
    pub(super) const ALL: [Self; COUNT] = {
        use Class::*;
        [
            Opening, Closing, Hyphen, Dividing, Middle, FullStop, Comma, Dash, Ellipsis, Small, Prefix, Postfix,
            WideSpace, Hiragana, Katakana, Ideograph, WideDigit, Symbol, Reference, Digit, Latin, LatinOpening,
            LatinClosing, Joiner, Space, FixedSpace, Combining, Object, WriteIn, FrameStart,
            FrameEnd,
        ]
    };

    /// Kanji, kana and their marks: what stands a quarter em from Latin text (JLREQ 3.2.6).
    pub(super) const fn is_japanese(self) -> bool {
        matches!(self, Self::Ideograph | Self::Hiragana | Self::Katakana | Self::Small)
    }

    /// Letters and digits of other scripts.
    pub(super) const fn is_latin(self) -> bool {
        matches!(self, Self::Latin | Self::Digit)
    }

    /// Parts of one Latin word, number or code: broken only if it is wider than a line.
    pub(super) const fn is_word(self) -> bool {
        matches!(self, Self::Latin | Self::Digit | Self::Joiner)
    }

    /// May not begin a line (JLREQ 3.1.7).
    pub(super) const fn is_barred_from_start(self) -> bool {
        use Class::*;
        matches!(
            self,
            Closing
                | Hyphen
                | Dividing
                | Middle
                | FullStop
                | Comma
                | Ellipsis
                | Small
                | Postfix
                | WideSpace
                | LatinClosing
                | Space
                | FixedSpace
                | Combining
                | FrameEnd
        )
    }

    /// May not end a line (JLREQ 3.1.8).
    pub(super) const fn is_barred_from_end(self) -> bool {
        use Class::*;
        matches!(self, Opening | Prefix | Reference | LatinOpening | FixedSpace | FrameStart)
    }

    /// Stops and brackets whose white half lies on their right.
    pub(super) const fn closes(self) -> bool {
        matches!(self, Self::Closing | Self::FullStop | Self::Comma)
    }

    /// May hang beyond the line's end (JLREQ 3.8.2, note 1; JIS X 4051, explanatory report 8.1).
    pub(super) const fn hangs(self) -> bool {
        matches!(self, Self::FullStop | Self::Comma)
    }

    /// White: vanishes at a line's end.
    pub(super) const fn is_space(self) -> bool {
        matches!(self, Self::Space | Self::WideSpace)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_listed_in_order() {
        for (index, class) in Class::ALL.iter().enumerate() {
            assert_eq!(*class as usize, index);
        }
    }

    #[test]
    fn every_sign_is_in_its_class() {
        let samples = [
            ("「（【“", Class::Opening),
            ("」）】”", Class::Closing),
            ("〜～／", Class::Hyphen),
            ("・：；", Class::Middle),
            ("。．｡", Class::FullStop),
            ("、，､", Class::Comma),
            ("っャーヶ々ㇰｯ", Class::Small),
            ("￥$", Class::Prefix),
            ("％℃%", Class::Postfix),
            ("あん", Class::Hiragana),
            ("アン", Class::Katakana),
            ("漢〆𠮷Ａ", Class::Ideograph),
            ("１", Class::WideDigit),
            ("→①〒×", Class::Symbol),
            ("-/@_", Class::Joiner),
            ("éΩя", Class::Latin),
        ];
        for (characters, expected) in samples {
            for character in characters.chars() {
                assert_eq!(class(character), expected, "{character}");
            }
        }
    }
}
