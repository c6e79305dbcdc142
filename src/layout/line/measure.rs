//! A paragraph in, its [`Units`] out: every character looked up in the fonts, every thing given its width.
//! Not here: the gaps between them.

use super::bond::Bond;
use super::class::Class;
use super::unit::{Leaf, LeafKind, Unit, Units};
use crate::base::fonts::FaceId;
use crate::base::{Code, Diagnostic, Fonts, Length, Origin, Words};
use crate::parse::{Counter, Framed, Inline, ObjectKind, Paragraph, TextPiece, TextStyle};

/// Digits reserved for a number that is known only after page breaking.
const COUNTER_DIGITS: f64 = 2.0;
/// Measures the pieces of `paragraph`.
///
/// # Errors
/// `SP103`, once for each character and place.
pub(super) fn measure<'a>(
    paragraph: &'a Paragraph,
    scale: f64,
    fonts: &Fonts,
) -> Result<Units<'a>, Vec<Diagnostic>> {
    let count = paragraph.inlines.iter().map(count).sum();
    let units = Units::new(scale, count);
    let mut builder = UnitBuilder { units, fonts, frame: None, missing: Vec::new() };
    paragraph.inlines.iter().for_each(|inline| builder.inline(inline));
    builder.units.ends.push(builder.units.units.len());
    if builder.missing.is_empty() {
        Ok(builder.units)
    } else {
        Err(builder.missing.into_iter().map(|(text, at)| missing_glyph(&text, at)).collect())
    }
}

/// Units that an inline becomes, about.
fn count(inline: &Inline) -> usize {
    match inline {
        Inline::Text(piece) => piece.text.chars().count(),
        Inline::Framed(framed) => 2 + framed.inlines.iter().map(count).sum::<usize>(),
        _ => 1,
    }
}

struct UnitBuilder<'a, 'f> {
    units: Units<'a>,
    fonts: &'f Fonts,
    frame: Option<usize>,
    missing: Vec<(String, Origin)>,
}

impl<'a> UnitBuilder<'a, '_> {
    fn inline(&mut self, inline: &'a Inline) {
        match inline {
            Inline::Text(piece) => self.text(piece),
            Inline::Break => self.units.ends.push(self.units.units.len()),
            Inline::Framed(framed) => self.framed(framed),
            Inline::Object(object) => {
                let leaf = self.leaf(LeafKind::Object(object), Origin::NONE);
                let width = (object.size.width + object.margin.horizontal()) * self.units.scale;
                let class = match object.kind {
                    // A box to tick belongs to the words after it, as a reference mark does.
                    ObjectKind::Tick(..) => Class::Reference,
                    ObjectKind::WriteIn(..) => Class::WriteIn,
                    _ => Class::Object,
                };
                self.push(Unit::thing(class, leaf, width.to_pt(), 0.0));
            }
            Inline::Counter(counter, style, link) => {
                let leaf = self.leaf(LeafKind::Counter(counter, style, link.as_ref()), Origin::NONE);
                let em = (style.size * self.units.scale).to_pt();
                let (width, sample) = match counter {
                    // Room for full-width characters.
                    Counter::Continued(text) => (em * text.chars().count() as f64, text.chars().next()),
                    _ => (self.digit_width(style) * em * COUNTER_DIGITS, None),
                };
                let sample = self.fonts.glyph(style.family, style.bold, sample.unwrap_or('0'));
                let face = sample.map_or(FaceId::Sans, |glyph| glyph.face);
                self.push(Unit { face, ..Unit::thing(Class::Object, leaf, width, em) });
            }
        }
    }

    fn leaf(&mut self, kind: LeafKind<'a>, at: Origin) -> u32 {
        let mut leaf = Leaf {
            kind,
            frame: self.frame,
            at,
            tracking: 0.0,
            solid: false,
            keep: None,
            boxed: false,
            raised: false,
        };
        if let LeafKind::Text(piece) = &leaf.kind {
            let boxed = piece.style.boxes.is_some();
            leaf.tracking = if boxed { 0.0 } else { (piece.style.tracking * self.units.scale).to_pt() };
            leaf.solid = piece.style.solid;
            leaf.keep = piece.keep;
            leaf.boxed = boxed;
            leaf.raised = piece.style.rise > Length::ZERO;
        }
        self.units.leaves.push(leaf);
        u32::try_from(self.units.leaves.len() - 1).unwrap_or(u32::MAX)
    }

    fn push(&mut self, unit: Unit) {
        self.units.units.push(unit);
    }

    fn framed(&mut self, framed: &'a Framed) {
        let outer = self.frame;
        self.units.frames.push(framed);
        self.frame = Some(self.units.frames.len() - 1);
        let border = framed.border.as_ref().map_or(Length::ZERO, |border| border.width);
        let left = (framed.margin.left + border + framed.padding.left) * self.units.scale;
        let right = (framed.margin.right + border + framed.padding.right) * self.units.scale;
        let leaf = self.leaf(LeafKind::Edge, Origin::NONE);
        self.push(Unit::thing(Class::FrameStart, leaf, left.to_pt(), 0.0));
        framed.inlines.iter().for_each(|inline| self.inline(inline));
        self.push(Unit::thing(Class::FrameEnd, leaf, right.to_pt(), 0.0));
        self.frame = outer;
    }

    /// Width of the widest digit, in em.
    fn digit_width(&self, style: &TextStyle) -> f64 {
        let typeface = self.fonts.typeface(style.family, style.bold);
        ('0'..='9')
            .filter_map(|digit| typeface.glyph(digit))
            .fold(0.0, |width, glyph| glyph.advance.max(width))
            / 1000.0
    }

    fn text(&mut self, piece: &'a TextPiece) {
        let leaf = self.leaf(LeafKind::Text(piece), piece.at);
        let style = &*piece.style;
        let em = (style.size * self.units.scale).to_pt();
        let digit = if style.tabular { self.digit_width(style) * em } else { 0.0 };
        let mut previous = None;
        let typeface = self.fonts.typeface(style.family, style.bold);
        for ch in piece.text.chars() {
            if is_invisible(ch) {
                self.invisible(ch, previous, piece.at);
                continue;
            }
            let Some(glyph) = typeface.glyph(ch) else {
                self.report(ch.to_string(), piece.at);
                continue;
            };
            let advance = glyph.advance * em / 1000.0;
            let mut unit = Unit::glyph(ch, glyph.face, leaf, advance, em);
            if let Some(boxes) = &style.boxes {
                unit.boxed(boxes, self.units.scale);
            } else if style.tabular && unit.class == Class::Digit {
                unit.width = digit;
                unit.offset = (digit - advance) / 2.0;
            }
            self.push(unit);
            previous = Some((ch, glyph.face));
        }
    }

    /// A character that shows nothing: it may forbid or invite a break, or choose the form of the one before it.
    fn invisible(&mut self, ch: char, previous: Option<(char, FaceId)>, at: Origin) {
        match (ch, previous) {
            ('\u{200B}', _) => self.bond_last(Bond::Free),
            ('\u{2060}' | '\u{FEFF}', _) => self.bond_last(Bond::Never),
            ('\u{FE00}'..='\u{FE0D}' | '\u{E0100}'..='\u{E01EF}', Some((base, face)))
                if !self.fonts.face(face).is_default_variant(base, ch) =>
            {
                self.report([base, ch].iter().collect(), at);
            }
            _ => {}
        }
    }

    fn bond_last(&mut self, bond: Bond) {
        if let Some(last) = self.units.units.last_mut() {
            last.gap.bond = Some(bond);
        }
    }

    fn report(&mut self, text: String, at: Origin) {
        if !self.missing.iter().any(|known| known.0 == text && known.1 == at) {
            self.missing.push((text, at));
        }
    }
}

/// Joiners, direction marks, soft hyphens and variation selectors: they have no glyph.
const fn is_invisible(ch: char) -> bool {
    matches!(ch, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}' | '\u{E0100}'..='\u{E01EF}')
}

fn missing_glyph(text: &str, at: Origin) -> Diagnostic {
    let codes: Vec<String> = text.chars().map(|ch| format!("U+{:04X}", u32::from(ch))).collect();
    let codes = codes.join(" ");
    Diagnostic::error(
        Code::MissingGlyph,
        at,
        Words::new(
            format!("文字「{text}」（{codes}）は、どの書体にもありません。"),
            format!("no font has the character \"{text}\" ({codes})"),
        ),
        Words::new(
            "別の文字で書くか、その文字のある書体を --font で加えてください。",
            "write another character, or add a font that has it with --font",
        ),
    )
}
