//! Room 4, render: a [`Document`] in, [`Markup`] out. Knows askama; computes, sorts and chooses nothing.
//!
//! One stem per document: `packet.rs` here, `packet.html` under templates/.

mod check_page;
mod control_page;
mod filters;
mod guide;
mod handover;
mod labels;
mod letter;
mod packet;
mod test_sheet;

use askama::Template;

use crate::base::{Code, Diagnostic, Origin, Words};
pub use check_page::{CheckPageHead, check_page, check_page_end, check_page_entry, check_page_start};

use crate::plan::{ControlPage, Document, Guide, TestSheet};

/// A document in the markup of templates/ (see the parse room).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Markup {
    /// XHTML.
    pub text: String,
}

/// Puts a document into markup; the text of a mail into plain text.
///
/// # Errors
/// `SP902` if a template fails.
pub fn render(document: &Document) -> Result<Markup, Vec<Diagnostic>> {
    let text = match document {
        Document::Packet(packet) => packet::PacketPages::new(packet).render(),
        Document::Handover(handover) => handover::HandoverPages::new(handover).render(),
        Document::Labels(labels) => labels::LabelPages::new(labels).render(),
        Document::Letter(letter) => letter::LetterPage::new(letter).render(),
        Document::Address(label) => letter::AddressPage { label }.render(),
        Document::Mail(mail) => letter::MailText::new(mail).render(),
    };
    text.map(|text| Markup { text }).map_err(|error| vec![failed(&error)])
}

/// Puts a paper of the run itself into markup.
///
/// # Errors
/// `SP902` if a template fails.
pub fn render_control_page(page: &ControlPage) -> Result<Markup, Vec<Diagnostic>> {
    control_page::markup(page).map(|text| Markup { text }).map_err(|error| vec![failed(&error)])
}

/// Puts a sheet for whoever prints into markup.
///
/// # Errors
/// `SP902` if a template fails.
pub fn render_test_sheet(sheet: &TestSheet) -> Result<Markup, Vec<Diagnostic>> {
    let text = match sheet {
        TestSheet::Stock(sheet) => test_sheet::StockPage { sheet }.render(),
        TestSheet::Calibration(sheet) => test_sheet::CalibrationPage { sheet }.render(),
    };
    text.map(|text| Markup { text }).map_err(|error| vec![failed(&error)])
}

/// Puts the sheet はじめに into markup.
///
/// # Errors
/// `SP902` if a template fails.
pub fn render_guide(guide: &Guide) -> Result<Markup, Vec<Diagnostic>> {
    guide::GuidePages::new(guide).render().map(|text| Markup { text }).map_err(|error| vec![failed(&error)])
}

fn failed(error: &askama::Error) -> Diagnostic {
    Diagnostic::error(
        Code::Template,
        Origin::NONE,
        Words::new(
            format!("テンプレートから文書を組み立てられません（{error}）。"),
            format!("a template cannot be filled in: {error}"),
        ),
        Words::new(
            "プログラムの誤りです。この表示を添えて開発元に知らせてください。",
            "This is a fault of the program: please report it.",
        ),
    )
}
