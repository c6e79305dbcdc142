//! [`InlineBuffer`]: gathers the inlines of a paragraph and settles the white space between them.
//!
//! Runs of white space become one space. Beside Japanese a line break in the template means nothing, and
//! between two Japanese characters no space does, unless it stands in the user's own text; U+3000 and U+00A0
//! are characters and are kept.

use std::num::NonZeroU32;
use std::rc::Rc;

use super::tree::{Inline, Link, TextPiece, TextStyle};
use crate::base::{Origin, Role};

/// How characters are marked; pieces of the same ink are one piece.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Ink {
    pub(super) style: Rc<TextStyle>,
    pub(super) role: Option<Role>,
    pub(super) link: Option<Link>,
    pub(super) at: Origin,
    pub(super) keep: Option<NonZeroU32>,
}

/// What a space stands beside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Neighbour {
    /// The start of a line.
    #[default]
    Start,
    /// A Japanese character, a frame, or a thing.
    Japanese,
    /// Any other character.
    Other,
}

/// The inlines so far.
#[derive(Default)]
pub(super) struct InlineBuffer {
    inlines: Vec<Inline>,
    last: Neighbour,
    /// White space that was met after `last`: whether it has a line break, and its ink.
    gap: Option<(bool, Ink)>,
}

impl InlineBuffer {
    /// Adds characters.
    pub(super) fn text(&mut self, text: &str, ink: &Ink) {
        let mut rest = text;
        while !rest.is_empty() {
            let end = rest.bytes().position(is_space).unwrap_or(rest.len());
            let (word, after) = rest.split_at(end);
            self.word(word, ink);
            let end = after.bytes().position(|byte| !is_space(byte)).unwrap_or(after.len());
            let (gap, after) = after.split_at(end);
            if !gap.is_empty() {
                let breaks = gap.bytes().any(|byte| byte == b'\n');
                match &mut self.gap {
                    Some((known, _)) => *known |= breaks,
                    None => self.gap = Some((breaks, ink.clone())),
                }
            }
            rest = after;
        }
    }

    /// Adds something that is no character.
    pub(super) fn thing(&mut self, inline: Inline, neighbour: Neighbour) {
        self.settle(neighbour);
        self.inlines.push(inline);
        self.last = neighbour;
    }

    /// Ends the line. Unless it ends within a word, a space stays after its last characters, so that words do not run into
    /// each other to the ear; nobody sees it.
    pub(super) fn line_break(&mut self, is_within_word: bool) {
        self.gap = None;
        if let Some(Inline::Text(piece)) = self.inlines.last_mut()
            && !is_within_word
            && !piece.text.ends_with(is_parting)
            && piece.style.boxes.is_none()
        {
            piece.text.push(' ');
        }
        self.inlines.push(Inline::Break);
        self.last = Neighbour::Start;
    }

    /// The inlines; white space at the end is dropped.
    pub(super) fn finish(self) -> Vec<Inline> {
        self.inlines
    }

    fn word(&mut self, word: &str, ink: &Ink) {
        let (Some(first), Some(last)) = (word.chars().next(), word.chars().next_back()) else { return };
        self.settle(neighbour(first));
        self.push(word, ink);
        self.last = neighbour(last);
    }

    /// Decides whether the white space before `next` stays.
    fn settle(&mut self, next: Neighbour) {
        let Some((breaks, ink)) = self.gap.take() else { return };
        let japanese = [self.last, next].into_iter().filter(|side| *side == Neighbour::Japanese).count();
        // A space within text that stands as the user has it is part of it: 医療法人 架空会.
        let told = (ink.at.is_some() || ink.style.solid) && !breaks;
        if self.last != Neighbour::Start && (told || japanese < 2 && !(breaks && japanese > 0)) {
            self.push(" ", &ink);
        }
    }

    fn push(&mut self, text: &str, ink: &Ink) {
        if let Some(Inline::Text(piece)) = self.inlines.last_mut()
            && Rc::ptr_eq(&piece.style, &ink.style)
            && (piece.role, piece.at, piece.keep) == (ink.role, ink.at, ink.keep)
            && piece.link == ink.link
        {
            return piece.text.push_str(text);
        }
        self.inlines.push(Inline::Text(TextPiece {
            text: text.to_owned(),
            style: Rc::clone(&ink.style),
            role: ink.role,
            link: ink.link.clone(),
            at: ink.at,
            keep: ink.keep,
        }));
    }
}

/// Whether `character` parts words by itself.
const fn is_parting(character: char) -> bool {
    matches!(
        character,
        ' ' | '\u{3000}' | '\u{A0}' | '。' | '、' | '：' | '）' | '」' | '？' | '！' | '／' | '・'
    )
}

/// XML white space.
pub(super) const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\r' | b'\t')
}

fn neighbour(character: char) -> Neighbour {
    if is_japanese(character) { Neighbour::Japanese } else { Neighbour::Other }
}

/// Whether `character` is set as Japanese: kanji, kana, their punctuation, full-width forms, and the signs
/// that Japanese text sets full-width (※ … ― ① →).
pub(super) const fn is_japanese(character: char) -> bool {
    matches!(character,
        '\u{2E80}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7FF}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}'
        | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}'
        | '\u{2014}' | '\u{2015}' | '\u{2025}' | '\u{2026}' | '\u{203B}'
        | '\u{2190}'..='\u{21FF}' | '\u{2460}'..='\u{24FF}' | '\u{25A0}'..='\u{26FF}')
}
