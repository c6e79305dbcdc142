//! Text: a run in, one operator that shows it out (ISO 32000-1, 9.4).

use super::{Pen, hundredths, internal, syntax};
use crate::base::Origin;
use crate::layout::TextRun;

/// Decimal places of character spacing, which adds up over a line.
const SPACING_PLACES: u32 = 3;

/// Decimal places of an adjustment, in 1/1000 em.
const ADJUSTMENT_PLACES: u32 = 1;

impl Pen<'_> {
    /// Shows `run`: `Tj` with character spacing, or `TJ` where characters are shifted besides.
    pub(super) fn text(&mut self, run: &TextRun, at: Origin) {
        if run.text.is_empty() {
            return;
        }
        self.set_fill(run.color);
        let (x, y) = self.place(run.start);
        let (from_x, from_y) = self.text.unwrap_or_else(|| {
            self.out.extend_from_slice(b"BT\n");
            (0, 0)
        });
        self.text = Some((x, y));
        let typefaces = self.setting.typefaces;
        let Some((index, typeface)) = typefaces.get(run.face) else { return };
        self.set_font(index, hundredths(run.size));
        self.set_spacing(syntax::round(run.spacing.to_pt(), SPACING_PLACES));
        if (x, y) != (from_x, from_y) {
            self.numbers(&[x - from_x, y - from_y], b"Td\n");
        }
        let adjusted = !run.shifts.is_empty();
        self.out.extend_from_slice(if adjusted { b"[(" } else { b"(" });
        let mut shifts = run.shifts.iter().peekable();
        for (index, character) in run.text.chars().enumerate() {
            let Some(code) = typeface.code(character) else {
                self.missing(character, run, at);
                continue;
            };
            for byte in code.to_be_bytes() {
                syntax::escaped(&mut self.out, byte);
            }
            while let Some((_, shift)) = shifts.next_if(|(after, _)| *after == index) {
                // An adjustment moves left what follows, by thousandths of the size.
                let adjustment = -(*shift / run.size) * 1000.0;
                self.out.push(b')');
                let rounded = syntax::round(adjustment, ADJUSTMENT_PLACES);
                syntax::fixed(&mut self.out, rounded, ADJUSTMENT_PLACES);
                self.out.push(b'(');
            }
        }
        self.out.extend_from_slice(if adjusted { b")]TJ\n" } else { b")Tj\n" });
    }

    fn set_font(&mut self, index: usize, size: i64) {
        if self.font != Some((index, size)) {
            self.font = Some((index, size));
            self.out.extend_from_slice(b"/F");
            syntax::integer(&mut self.out, index as i64);
            self.out.push(b' ');
            self.numbers(&[size], b"Tf\n");
        }
    }

    fn set_spacing(&mut self, spacing: i64) {
        if self.spacing != spacing {
            self.spacing = spacing;
            syntax::fixed(&mut self.out, spacing, SPACING_PLACES);
            self.out.extend_from_slice(b" Tc\n");
        }
    }

    fn missing(&mut self, character: char, run: &TextRun, at: Origin) {
        let code = u32::from(character);
        let face = run.face;
        self.faults.push(internal(
            at,
            format!("書体 {face:?} に文字「{character}」（U+{code:04X}）がありません。"),
            format!("face {face:?} has no character {character:?} (U+{code:04X})"),
        ));
    }
}
