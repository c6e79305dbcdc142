//! [`VolumeContent`]: what is in a merged file, and which of them a kind of document makes. The files are made in
//! [`super::volumes`].

use super::volumes::Slot;
use crate::batch::manifest::{PICK_LIST, REPLACEMENTS};
use crate::plan::DocumentKind;

/// What is in a merged file.
#[derive(Clone, Copy)]
pub(super) enum VolumeContent {
    /// Cover sheet and document of each customer.
    Stacks(DocumentKind),
    /// The labels of all customers on common sheets.
    CommonLabels,
    /// Which labels lie where on the common sheets.
    PickList,
    /// The address labels of all customers on common sheets.
    CommonAddresses,
    /// Which sheets of earlier printings are replaced.
    Replaced,
}

impl VolumeContent {
    /// The merged files that documents of that kind make.
    pub(super) fn of(kind: DocumentKind) -> Vec<Self> {
        match kind {
            DocumentKind::Labels => vec![Self::CommonLabels, Self::PickList],
            DocumentKind::Address => vec![Self::CommonAddresses],
            _ if kind.is_on_plain_paper() => vec![Self::Stacks(kind)],
            _ => Vec::new(),
        }
    }

    /// Whether anything of that customer is in such a file.
    pub(super) fn has(self, slot: &Slot<'_>) -> bool {
        match self {
            Self::Stacks(kind) => slot.papers.is_some_and(|papers| papers.sheets.stack(kind).is_some()),
            Self::CommonLabels | Self::PickList => slot.labels > 0,
            Self::CommonAddresses | Self::Replaced => true,
        }
    }

    pub(super) const fn is_on_label_stock(self) -> bool {
        matches!(self, Self::CommonLabels | Self::CommonAddresses)
    }

    /// What the file is called in a viewer's window.
    pub(super) fn title(self) -> String {
        match self {
            Self::Stacks(kind) => format!("{}（印刷用）", kind.title()),
            Self::CommonLabels => format!("{}（印刷用）", DocumentKind::Labels.title()),
            Self::PickList => "ラベル仕分け表".to_owned(),
            Self::CommonAddresses => format!("{}（印刷用）", DocumentKind::Address.title()),
            Self::Replaced => "差し替え表".to_owned(),
        }
    }

    /// The first part of the file's name.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Stacks(kind) => kind.stem(),
            Self::CommonLabels => DocumentKind::Labels.stem(),
            Self::PickList => PICK_LIST,
            Self::CommonAddresses => DocumentKind::Address.stem(),
            Self::Replaced => REPLACEMENTS,
        }
    }
}
