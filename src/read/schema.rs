//! The keys of the site file, by table, with the other names that people give them.

/// A table of the site file.
#[derive(Debug)]
pub(super) struct Table {
    /// How its header is written; empty for the top of the file.
    pub(super) header: &'static str,
    /// Its keys.
    pub(super) keys: &'static [Key],
    /// The tables in it: key and table.
    pub(super) tables: &'static [(&'static str, &'static Table)],
}

/// A key of a table.
#[derive(Debug)]
pub(super) struct Key {
    /// The key.
    pub(super) name: &'static str,
    /// What it is called on paper.
    pub(super) label: &'static str,
    /// What else it is called.
    pub(super) aliases: &'static [&'static str],
}

const fn key(name: &'static str, label: &'static str, aliases: &'static [&'static str]) -> Key {
    Key { name, label, aliases }
}

/// The top of the file.
pub(super) static ROOT: Table = Table {
    header: "",
    keys: &[
        key("customer_no", "顧客番号", &["customer_number", "顧客no", "管理番号"]),
        key(
            "work_date",
            "工事日",
            &["date", "construction_date", "installation_date", "工事予定日", "作業日", "施工日", "日付"],
        ),
    ],
    tables: &[("line", &LINE), ("dealer", &DEALER), ("institution", &INSTITUTION)],
};

/// `[line]`
pub(super) static LINE: Table = Table {
    header: "[line]",
    keys: &[
        key("customer_id", "お客様ID", &["お客さまid", "caf", "cop", "cafid", "line_id", "回線id", "id"]),
        key("v6_option", "フレッツ・v6オプション", &["v6", "ipv6", "v6オプション", "ipv6_option"]),
    ],
    tables: &[],
};

/// `[dealer]`
pub(super) static DEALER: Table = Table {
    header: "[dealer]",
    keys: &[
        key("name", "販売担当の会社名", &["company", "会社", "会社名", "販売店", "名称"]),
        key("contact", "販売担当者名", &["person", "担当", "担当者", "担当者名"]),
        key("phone", "電話番号", &["tel", "telephone", "電話"]),
        key("email", "メールアドレス", &["mail", "e-mail", "メール", "mail_address"]),
        key("logo", "販売担当のロゴ", &["ロゴ", "image", "picture", "画像"]),
    ],
    tables: &[],
};

/// `[[institution]]`
pub(super) static INSTITUTION: Table = Table {
    header: "[[institution]]",
    keys: &[
        key("prefecture", "都道府県コード", &["pref", "都道府県", "prefecture_code"]),
        key("fee_table", "点数表", &["table", "category", "分類", "点数表コード", "fee"]),
        key(
            "code",
            "医療機関コード",
            &["institution_code", "薬局コード", "保険医療機関番号", "コード", "医療機関番号", "number"],
        ),
        key(
            "name",
            "医療機関(薬局)名称",
            &["institution_name", "hospital", "医療機関名", "医療機関名称", "薬局名", "名称", "名前"],
        ),
        key("address", "届出所在地", &["addr", "住所", "所在地"]),
        key("contact", "担当部署／担当者名", &["person", "担当", "担当者", "担当者名", "担当部署"]),
        key("phone", "電話番号", &["tel", "telephone", "電話"]),
        key("email", "メールアドレス", &["mail", "e-mail", "メール", "mail_address"]),
        key("portal_email", "ポータルのメールアドレス", &["portal", "portal_mail", "portal_id"]),
        key("payment", "支払方法", &["pay", "支払", "支払い", "手数料"]),
        key("e_prescription", "電子処方箋", &["prescription", "電子処方せん", "eprescription"]),
        key(
            "start_month",
            "利用開始予定年月",
            &["start", "start_date", "利用開始", "運用開始", "利用開始予定"],
        ),
        key("test_month", "テスト開始予定年月", &["test", "test_date", "テスト開始", "テスト開始予定"]),
    ],
    tables: &[("terminal", &TERMINAL)],
};

/// `[[institution.terminal]]`
pub(super) static TERMINAL: Table = Table {
    header: "[[institution.terminal]]",
    keys: &[
        key("name", "端末名称等", &["terminal_name", "端末名称", "端末名", "名称", "pc"]),
        key("place", "設置場所", &["location", "場所", "room"]),
        key("claims", "オンライン請求と共用", &["claim", "オンライン請求", "請求", "online_claims"]),
    ],
    tables: &[("certificate", &CERTIFICATE)],
};

/// `[institution.terminal.certificate]`
pub(super) static CERTIFICATE: Table = Table {
    header: "[institution.terminal.certificate]",
    keys: &[
        key("issued", "発行日", &["issue_date", "issued_date", "issued_on", "date"]),
        key("serial", "証明書シリアル番号", &["serial_no", "serial_number", "シリアル番号", "シリアル"]),
        key(
            "mail_no",
            "書留番号",
            &["mail_number", "registered_mail", "簡易書留番号", "追跡番号", "tracking_no"],
        ),
    ],
    tables: &[],
};

/// Every table, the one first in which a misplaced key most probably belongs.
pub(super) static TABLES: [&Table; 6] = [&ROOT, &LINE, &INSTITUTION, &TERMINAL, &CERTIFICATE, &DEALER];

impl Table {
    /// Its keys and the names of its tables.
    pub(super) fn names(&self) -> impl Iterator<Item = &'static str> {
        self.keys.iter().map(|key| key.name).chain(self.tables.iter().map(|&(name, _)| name))
    }
}
