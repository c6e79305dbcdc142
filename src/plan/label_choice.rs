//! [`LabelChoice`]: which terminals' labels are printed. A terminal in words comes in, yes or no goes out. On which faces
//! they go is not known here.

use std::collections::BTreeSet;

use super::TerminalWords;
use crate::base::fold;

/// Which terminals' labels are printed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum LabelChoice {
    /// All.
    #[default]
    All,
    /// That of one terminal, by its 管理番号 (with its check character or without) or its 端末名称等.
    Terminal(String),
    /// Those that do not say what an earlier print said.
    NotAmong(BTreeSet<String>),
    /// Those that say this.
    Among(BTreeSet<String>),
}

impl LabelChoice {
    /// Whether no terminal is left out.
    pub fn is_all(&self) -> bool {
        *self == Self::All
    }

    /// Whether the label of that terminal is printed.
    pub(super) fn has(&self, terminal: &TerminalWords) -> bool {
        match self {
            Self::All => true,
            Self::Terminal(named) => is_named(terminal, named),
            Self::NotAmong(printed) => !printed.contains(&terminal.payload),
            Self::Among(printed) => printed.contains(&terminal.payload),
        }
    }
}

fn is_named(terminal: &TerminalWords, named: &str) -> bool {
    let (slot, typed) = (fold::digits(&terminal.slot), fold::digits(named));
    let without_check = slot.char_indices().next_back().map_or("", |(last, _)| &slot[..last]);
    typed == slot || typed == without_check || fold::key(named) == fold::key(&terminal.name.value)
}
