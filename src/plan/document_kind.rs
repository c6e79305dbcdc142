//! [`DocumentKind`]: what is known of a kind of document before one is planned: its file, its title, how it is printed.
//! All rooms and the driver ask here. Not here: what a document contains.

/// The three documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DocumentKind {
    /// The customer's instruction packet.
    Packet,
    /// The day-of-install handover checklist.
    Handover,
    /// The terminal labels.
    Labels,
}

impl DocumentKind {
    /// All three, in the order in which they are printed.
    pub const ALL: [Self; 3] = [Self::Packet, Self::Handover, Self::Labels];

    /// The stem of file and template names.
    pub const fn stem(self) -> &'static str {
        match self {
            Self::Packet => "packet",
            Self::Handover => "handover",
            Self::Labels => "labels",
        }
    }

    /// The kind whose [stem](Self::stem) that is.
    pub fn from_stem(stem: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.stem() == stem)
    }

    /// The title as it is printed, in Japanese.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Packet => "準備のご案内",
            Self::Handover => "受渡しチェックリスト",
            Self::Labels => "端末ラベル",
        }
    }

    /// The title in English messages.
    pub const fn title_en(self) -> &'static str {
        match self {
            Self::Packet => "customer packet",
            Self::Handover => "handover checklist",
            Self::Labels => "terminal labels",
        }
    }

    /// Whether it is printed on label stock: on one side, each customer's on common sheets in a merged file. Else it
    /// is printed on both sides of plain A4, with a cover sheet and a number on each sheet in a merged file.
    pub const fn is_on_label_stock(self) -> bool {
        matches!(self, Self::Labels)
    }
}
