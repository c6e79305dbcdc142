//! The facts about the portal and its two applications: names, menus, buttons, items, options, fees. Each text is the
//! portal's own; values come from `facts.toml`.

use serde::Deserialize;

/// The portal on which both applications are made.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Portal {
    /// Its name, which is also what one searches for.
    pub name: String,
    /// Its address.
    pub url: String,
    /// Button.
    pub login_button: String,
    /// Mail about certificate applications comes from this domain: it must not be blocked.
    pub mail_domain: String,
    /// Name of the product whose installation is prepared.
    pub pack_name: String,
}

/// オンライン資格確認利用申請: yields the master account.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UseApplication {
    /// Name of the application.
    pub name: String,
    /// Menu that starts it.
    pub menu: String,
    /// Button after the form.
    pub confirm_button: String,
    /// Button that submits.
    pub submit_button: String,
    /// What the portal offers right after.
    pub next_menu: String,
    /// Button that gives the notice, once the application has been processed.
    pub download_button: String,
    /// Menu to look at what was registered.
    pub review_menu: String,
    /// Menu to change it.
    pub change_menu: String,
    /// Item.
    pub line_kind_field: String,
    /// What is chosen there.
    pub line_kind_option: String,
    /// Item that appears then.
    pub customer_id_field: String,
    /// Option of the line without which nothing connects.
    pub v6_option: String,
    /// Item.
    pub start_month_field: String,
    /// Item; left blank if undecided.
    pub test_month_field: String,
    /// Neutral words for the item that re-issues the master account's password.
    pub reissue_item: String,
    /// Terms that must be agreed to.
    pub terms: String,
    /// Terms of 電子処方箋, only for those who apply for it.
    pub prescription_terms: String,
    /// The service behind them.
    pub prescription_service: String,
    /// Working days until the e-mail comes.
    pub processing_business_days: u32,
    /// The same in words, `約1週間`.
    pub processing_words: String,
}

/// 電子証明書発行申請: yields one certificate.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CertificateApplication {
    /// Name of the application.
    pub name: String,
    /// Menu that starts it.
    pub menu: String,
    /// Menu that tells how far it is.
    pub status_menu: String,
    /// Document to read first.
    pub policy: String,
    /// Button of the first screen.
    pub next_button: String,
    /// Button back from the second.
    pub back_button: String,
    /// Button that submits.
    pub submit_button: String,
    /// Sign that closes the last screen.
    pub close_button: String,
    /// Button of the last screen.
    pub my_page_button: String,
    /// Button of the last screen, for the next terminal.
    pub again_button: String,
    /// Until the notice comes, `約1週間`.
    pub result_words: String,
    /// Yen for one certificate.
    pub price_yen: u32,
    /// Months from 発行日 to 有効期限.
    pub validity_months: i32,
    /// The same in words, `3年3か月`.
    pub validity_words: String,
    /// Renewal is possible from so many days before expiry.
    pub renewal_days: i32,
    /// Download is possible until so many days from issue.
    pub download_days: i32,
    /// Items of the form, in its order.
    pub field: Vec<FormField>,
}

/// An item of the certificate form.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormField {
    /// What it means to us.
    pub key: String,
    /// What the portal calls it.
    pub label: String,
}

/// A 点数表 and the portal's options for it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeeTableFacts {
    /// Digit in the 10-digit code.
    pub digit: u8,
    /// `医科`
    pub name: String,
    /// What such a place is called: `医療機関`, `薬局`.
    pub place: String,
    /// How it is addressed: `貴院`, `貴局`.
    pub polite: String,
    /// The address to which the notices go.
    pub registration: String,
    /// Option of 分類, if it is known.
    pub category_option: Option<String>,
    /// Option of 点数表, if it is known.
    pub option: Option<String>,
}

/// How certificates are paid.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaymentFacts {
    /// Who is paid.
    pub collector: String,
    /// The short name.
    pub collector_short: String,
    /// Option: deducted from the fees it pays out.
    pub deduction_option: String,
    /// Option: by a payment slip.
    pub invoice_option: String,
    /// The payment slip.
    pub invoice_paper: String,
}
