//! What the fields are called in messages, in Japanese (as on the forms) and in English (as the keys).

/// A field's name in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Label {
    /// Japanese.
    pub(super) ja: &'static str,
    /// English.
    pub(super) en: &'static str,
}

const fn label(ja: &'static str, en: &'static str) -> Label {
    Label { ja, en }
}

pub(super) const CUSTOMER_NO: Label = label("顧客番号", "customer_no");
pub(super) const WORK_DATE: Label = label("工事日", "work_date");
pub(super) const CUSTOMER_ID: Label = label("お客様ID", "customer_id");
pub(super) const V6_OPTION: Label = label("フレッツ・v6オプション", "v6_option");
pub(super) const DEALER_NAME: Label = label("販売担当の会社名", "dealer name");
pub(super) const DEALER_CONTACT: Label = label("販売担当者名", "dealer contact");
pub(super) const DEALER_PHONE: Label = label("販売担当の電話番号", "dealer phone");
pub(super) const DEALER_LOGO: Label = label("販売担当のロゴ", "dealer logo");
pub(super) const DEALER_EMAIL: Label = label("販売担当のメールアドレス", "dealer email");
pub(super) const PREFECTURE: Label = label("都道府県コード", "prefecture");
pub(super) const FEE_TABLE: Label = label("点数表", "fee_table");
pub(super) const CODE: Label = label("医療機関コード", "code");
pub(super) const NAME: Label = label("医療機関(薬局)名称", "institution name");
pub(super) const ADDRESS: Label = label("届出所在地", "address");
pub(super) const CONTACT: Label = label("担当部署／担当者名", "contact");
pub(super) const PHONE: Label = label("電話番号", "phone");
pub(super) const EMAIL: Label = label("メールアドレス", "email");
pub(super) const PORTAL_EMAIL: Label = label("ポータルのメールアドレス", "portal_email");
pub(super) const PAYMENT: Label = label("支払方法", "payment");
pub(super) const E_PRESCRIPTION: Label = label("電子処方箋", "e_prescription");
pub(super) const START_MONTH: Label = label("利用開始予定年月", "start_month");
pub(super) const TEST_MONTH: Label = label("テスト開始予定年月", "test_month");
pub(super) const TERMINAL_NAME: Label = label("端末名称等", "terminal name");
pub(super) const PLACE: Label = label("設置場所", "place");
pub(super) const CLAIMS: Label = label("オンライン請求と共用", "claims");
pub(super) const ISSUED: Label = label("発行日", "issued");
pub(super) const SERIAL: Label = label("証明書シリアル番号", "serial");
pub(super) const MAIL_NO: Label = label("書留番号", "mail_no");
