//! Signs of the institutions: what tells the pages of one from those of another. In: all institutions; out: letters, word
//! and outline of one. How they look is in print.css.

use crate::plan::InstitutionWords;

/// What tells an institution's pages from another's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sign {
    /// First character of the 点数表's name, with a number if two institutions share it: `医`, `歯2`.
    pub letters: String,
    /// The 点数表's name, with a number if two institutions share it: `医科`, `歯科2`.
    pub word: String,
    /// Outline, another one for each of the first four institutions.
    pub shape: SignShape,
}

/// Outline of a sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignShape {
    /// First institution.
    Square,
    /// Second.
    Circle,
    /// Third: only its outline.
    OpenSquare,
    /// Fourth: only its outline.
    OpenCircle,
}

impl Sign {
    /// Its letters need more width than one.
    pub fn is_wide(&self) -> bool {
        self.letters.chars().count() > 1
    }
}

impl SignShape {
    /// Whether its letters are dark on white.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::OpenSquare | Self::OpenCircle)
    }
}

/// The sign of the institution at `index`.
pub(in crate::plan) fn sign(all: &[InstitutionWords], index: usize) -> Sign {
    let name = all[index].fee_table_name;
    let first: String = name.chars().take(1).collect();
    let same = |institution: &&InstitutionWords| institution.fee_table_name == name;
    let is_shared = all.iter().filter(same).count() > 1;
    let nth = all[..=index].iter().filter(same).count();
    let shapes = [SignShape::Square, SignShape::Circle, SignShape::OpenSquare, SignShape::OpenCircle];
    let (letters, word) =
        if is_shared { (format!("{first}{nth}"), format!("{name}{nth}")) } else { (first, name.to_owned()) };
    Sign { letters, word, shape: shapes[index % 4] }
}
