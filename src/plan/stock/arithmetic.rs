//! The arithmetic of a sheet: its margins, faces and gaps must add up to the paper, in both directions.

use super::Stock;
use crate::base::{Code, Diagnostic, Words};

/// Left and right margin may differ by so much before it is doubted: makers centre their grids.
const CENTRING_MM: f64 = 0.5;

/// Rounding in published numbers, which have one or two decimals.
const ROUNDING_MM: f64 = 0.051;

/// Margins measured with a ruler may miss the sum by so much.
const MEASURED_MM: f64 = 0.5;

/// A number that does not agree with the others.
pub(super) struct Misfit {
    /// Whose value is most probably wrong.
    pub(super) key: &'static str,
    /// What does not agree, with the sum.
    pub(super) message: Words,
}

/// What the two directions are called.
const WAYS: [[&str; 4]; 2] = [["横", "left", "左", "右"], ["縦", "top", "上", "下"]];

impl Stock {
    /// Everything that does not add up. `given`: the margins at the right and bottom, if they were measured.
    pub(super) fn misfits(&self, given: Option<[f64; 2]>) -> Vec<Misfit> {
        let mut misfits = Vec::new();
        for (axis, rest) in self.rest().into_iter().enumerate() {
            let way = WAYS[axis][0];
            let [label, pitch] = [self.label[axis], self.pitch[axis]];
            let mut tell = |key, ja: String, en: String| {
                misfits.push(Misfit { key, message: Words::new(ja, en) });
            };
            if label == 0.0 {
                tell("label", format!("面の大きさ（{way}）が0です。"), "the label has no size".to_owned());
            } else if pitch + ROUNDING_MM < label {
                tell(
                    "pitch",
                    format!("面が隣と重なります（{way}）：間隔 {pitch} mm ＜ 面 {label} mm。"),
                    format!("the faces overlap: pitch {pitch} mm < label {label} mm"),
                );
            } else if rest < -ROUNDING_MM {
                tell(
                    "paper",
                    format!("面が用紙からはみ出します（{way}）：{}。", self.sum(axis, rest).ja),
                    format!("the faces are larger than the paper: {}", self.sum(axis, rest).en),
                );
            } else if let Some(given) = given.map(|given| given[axis])
                && (given - rest).abs() > MEASURED_MM
            {
                let sum = self.sum(axis, given);
                tell(
                    "rest",
                    format!("合計が用紙と合いません（{way}）：{}。", sum.ja),
                    format!("the sum is not the paper: {}", sum.en),
                );
            }
        }
        misfits
    }

    /// Margin, faces, gap and margin against the paper.
    fn sum(&self, axis: usize, rest: f64) -> Words {
        let count = [self.columns, self.rows][axis];
        let [origin, pitch, paper] = [self.origin[axis], self.pitch[axis], self.paper[axis]];
        let gap = pitch - self.label[axis];
        let total = origin + count as f64 * pitch - gap + rest;
        let [_, near, first, last] = WAYS[axis];
        let right = if axis == 0 { "right" } else { "bottom" };
        if rest < 0.0 {
            let needed = total - rest;
            return Words::new(
                format!(
                    "{first} {origin:.1} ＋ {count}×{pitch:.2} − すき間 {gap:.2} ＝ {needed:.1} mm ＞ 用紙 {paper:.1} mm"
                ),
                format!(
                    "{near} {origin:.1} + {count} x {pitch:.2} - gap {gap:.2} = {needed:.1} mm > paper {paper:.1} mm"
                ),
            );
        }
        Words::new(
            format!(
                "{first} {origin:.1} ＋ {count}×{pitch:.2} − すき間 {gap:.2} ＋ {last} {rest:.1} ＝ {total:.1} mm、用紙 {paper:.1} mm"
            ),
            format!(
                "{near} {origin:.1} + {count} x {pitch:.2} - gap {gap:.2} + {right} {rest:.1} = {total:.1} mm, paper {paper:.1} mm"
            ),
        )
    }

    /// A doubt about a grid that is not centred on its paper, as makers' grids are.
    pub fn doubt(&self) -> Option<Diagnostic> {
        let (left, right) = (self.origin[0], self.rest()[0]);
        ((left - right).abs() > CENTRING_MM).then(|| {
            let name = &self.name;
            Diagnostic::warning(
                Code::BadStock,
                self.at,
                Words::new(
                    format!("ラベル用紙{name}の左右の余白が違います（左{left:.1} mm、右{right:.1} mm）。"),
                    format!("label stock {name} is not centred: {left:.1} mm left, {right:.1} mm right"),
                ),
                Words::new(
                    "普通紙に試し刷りをして、用紙と重ねて確かめてください。",
                    "print on plain paper first and hold it against a sheet",
                ),
            )
        })
    }
}
