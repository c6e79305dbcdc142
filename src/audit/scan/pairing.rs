//! [`Pairing`]: what is read one after the other must belong together: the label of a terminal, its sheet, and what is on
//! its notice or its PC. Codes come in as they are judged, what does not belong together goes out.

use super::counts;
use crate::base::{Diagnostic, Origin};
use crate::plan::{Judged, Verdict};

/// The codes that wait for what belongs to them.
#[derive(Debug, Default)]
pub(super) struct Pairing {
    /// A code that waits for the other one of its pair.
    half: Option<Judged>,
    /// Something was not readable since the last pair: the next code may begin a pair or end one.
    is_doubtful: bool,
    /// The terminal that was named last.
    current: Option<(String, usize)>,
}

impl Pairing {
    /// Takes what was read in `line`. Returns what does not belong to what was read before it.
    pub(super) fn take(&mut self, judged: &Judged, line: usize, at: Origin) -> Option<Diagnostic> {
        match judged.verdict {
            Verdict::SheetMark => None,
            Verdict::Own(fact) => {
                let before =
                    self.current.as_ref().filter(|current| judged.named.as_ref() != Some(current))?;
                Some(counts::not_its_own(at, line, (before, judged), fact))
            }
            Verdict::Other | Verdict::Misread(_) => {
                self.is_doubtful = true;
                None
            }
            _ => {
                self.current.clone_from(&judged.named);
                match self.half.take() {
                    Some(first) if are_a_pair(&first, judged) => {
                        self.is_doubtful = false;
                        None
                    }
                    Some(first) if !std::mem::take(&mut self.is_doubtful) => {
                        Some(counts::no_pair(at, line, &first, judged))
                    }
                    // The other one was not readable, which is told: a new pair begins.
                    _ => {
                        self.half = Some(judged.clone());
                        None
                    }
                }
            }
        }
    }
}

/// Whether two codes are of one terminal. One that was printed when more was known has another tag.
fn are_a_pair(first: &Judged, second: &Judged) -> bool {
    let revision = |judged: &Judged| judged.label_code.as_ref().map(|label_code| label_code.revision);
    let is_made_later = revision(first) != revision(second);
    first.text == second.text || (first.named.is_some() && first.named == second.named && is_made_later)
}
