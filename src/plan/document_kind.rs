//! [`DocumentKind`]: what is known of a kind of document before one is planned: its file, its title, how it is printed.
//! All rooms and the driver ask here. Not here: what a document contains.

/// The documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DocumentKind {
    /// The customer's instruction packet.
    Packet,
    /// The day-of-install handover checklist.
    Handover,
    /// The terminal labels.
    Labels,
    /// The covering letter.
    Letter,
    /// The address label.
    Address,
    /// The text of a mail that brings the papers as files.
    Mail,
}

impl DocumentKind {
    /// All, in the order in which they are printed.
    pub const ALL: [Self; 6] =
        [Self::Packet, Self::Handover, Self::Labels, Self::Letter, Self::Address, Self::Mail];

    /// Those that are made if none is named.
    pub const USUAL: [Self; 3] = [Self::Packet, Self::Handover, Self::Labels];

    /// The stem of file and template names.
    pub const fn stem(self) -> &'static str {
        match self {
            Self::Packet => "packet",
            Self::Handover => "handover",
            Self::Labels => "labels",
            Self::Letter => "letter",
            Self::Address => "address",
            Self::Mail => "mail",
        }
    }

    /// The extension of its file.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Mail => "txt",
            _ => "pdf",
        }
    }

    /// The kind whose [stem](Self::stem) that is.
    pub fn from_stem(stem: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.stem() == stem)
    }

    /// The kind that people call so: by its stem or its title.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.stem() == name || kind.titles().contains(&name))
    }

    /// What it is called in Japanese: as it is printed, and in short.
    pub const fn titles(self) -> [&'static str; 2] {
        match self {
            Self::Mail => [self.title(), "メール文面"],
            _ => [self.title(); 2],
        }
    }

    /// The title as it is printed, in Japanese.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Packet => "準備のご案内",
            Self::Handover => "受渡しチェックリスト",
            Self::Labels => "端末ラベル",
            Self::Letter => "送付状",
            Self::Address => "宛名ラベル",
            Self::Mail => "メールの文面",
        }
    }

    /// The title in English messages.
    pub const fn title_en(self) -> &'static str {
        match self {
            Self::Packet => "customer packet",
            Self::Handover => "handover checklist",
            Self::Labels => "terminal labels",
            Self::Letter => "covering letter",
            Self::Address => "address label",
            Self::Mail => "text of a mail",
        }
    }

    /// Whether it is printed on label stock: on one side, each customer's on common sheets in a merged file.
    pub const fn is_on_label_stock(self) -> bool {
        matches!(self, Self::Labels | Self::Address)
    }

    /// Whether it is printed on plain A4, where each sheet has a number in a merged file.
    pub const fn is_on_plain_paper(self) -> bool {
        matches!(self, Self::Packet | Self::Handover | Self::Letter)
    }

    /// Whether a cover sheet goes before it in a merged file. A letter is one sheet, and says itself for whom it is.
    pub const fn has_cover(self) -> bool {
        matches!(self, Self::Packet | Self::Handover)
    }

    /// Whether it is one of the papers that a letter brings.
    pub const fn is_enclosed(self) -> bool {
        matches!(self, Self::Packet | Self::Handover | Self::Labels)
    }
}
