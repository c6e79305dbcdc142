//! Text: a run in, one operator that shows it out (ISO 32000-1, 9.4).

use super::{ContentWriter, hundredths, internal, syntax};
use crate::base::Origin;
use crate::layout::TextRun;

/// Decimal places of character spacing, which adds up over a line.
const SPACING_PLACES: u32 = 3;

/// Decimal places of an adjustment, in 1/1000 em.
const ADJUSTMENT_PLACES: u32 = 1;

impl ContentWriter<'_> {
    /// Shows `run`: `Tj` with character spacing, or `TJ` where characters are shifted besides; one more
    /// operator wherever the run goes over to the face's other font.
    pub(super) fn text(&mut self, run: &TextRun, at: Origin) {
        let typefaces = self.setting.typefaces;
        let Some(typeface) = typefaces.get(run.face) else { return };
        if run.text.is_empty() {
            return;
        }
        self.set_fill(run.color);
        self.start_line(run);
        self.set_spacing(syntax::round(run.spacing.to_pt(), SPACING_PLACES));
        let size = hundredths(run.size);
        let (open, close): (&[u8], &[u8]) =
            if run.shifts.is_empty() { (b"(", b")Tj\n") } else { (b"[(", b")]TJ\n") };
        let mut shifts = run.shifts.iter().peekable();
        let mut shown = None;
        for (index, character) in run.text.chars().enumerate() {
            let Some((font, code)) = typeface.find(character) else {
                self.missing(character, run, at);
                continue;
            };
            if shown != Some(font) {
                if shown.replace(font).is_some() {
                    self.out.extend_from_slice(close);
                }
                self.set_font(font, size);
                self.out.extend_from_slice(open);
            }
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
        if shown.is_some() {
            self.out.extend_from_slice(close);
        }
    }

    /// Goes to the start of `run`, in a text object.
    fn start_line(&mut self, run: &TextRun) {
        let (x, y) = self.place(run.start);
        let (from_x, from_y) = self.text.unwrap_or_else(|| {
            self.out.extend_from_slice(b"BT\n");
            (0, 0)
        });
        self.text = Some((x, y));
        if (x, y) != (from_x, from_y) {
            self.numbers(&[x - from_x, y - from_y], b"Td\n");
        }
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
