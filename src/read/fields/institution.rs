//! `[[institution]]`: what is read, and a row of the field table for each key.

use serde::{Deserialize, Serialize};

use super::FieldKind::{self, Choice};
use super::steps::{MASTER_RECEIVED, START_MONTH, TEST_MONTH, USE_APPLIED};
use super::terminal::{TERMINAL, TerminalFile};
use super::{Access, Accessor, FieldOwner, FieldSpec, TableSpec, digits, label, of_institution, word};
use crate::base::Origin;
use crate::read::RawField;

/// `[[institution]]`
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct InstitutionFile {
    /// Place of the table.
    pub at: Origin,
    /// `prefecture`
    pub prefecture: RawField,
    /// `fee_table`
    pub fee_table: RawField,
    /// `code`
    pub code: RawField,
    /// `previous_code`
    pub previous_code: RawField,
    /// `name`
    pub name: RawField,
    /// `postal_code`
    pub postal_code: RawField,
    /// `address`
    pub address: RawField,
    /// `contact`
    pub contact: RawField,
    /// `phone`
    pub phone: RawField,
    /// `email`
    pub email: RawField,
    /// `portal_email`
    pub portal_email: RawField,
    /// `payment`
    pub payment: RawField,
    /// `e_prescription`
    pub e_prescription: RawField,
    /// `start_month`
    pub start_month: RawField,
    /// `test_month`
    pub test_month: RawField,
    /// `use_applied`
    pub use_applied: RawField,
    /// `master_received`
    pub master_received: RawField,
    /// `[[institution.terminal]]`, in the order of the file.
    pub terminals: Vec<TerminalFile>,
}

impl FieldOwner for InstitutionFile {
    fn accessor(field: &FieldSpec) -> Option<&Accessor<Self>> {
        if let Access::Institution(accessor) = &field.access { Some(accessor) } else { None }
    }
}

/// `[[institution]]`
pub(crate) static INSTITUTION: TableSpec = TableSpec {
    header: "[[institution]]",
    name: "institution",
    aliases: &["医療機関", "薬局", "hospital", "clinic", "pharmacy", "institutions"],
    fields: &[
        &PREFECTURE,
        &FEE_TABLE,
        &CODE,
        &PREVIOUS_CODE,
        &NAME,
        &POSTAL_CODE,
        &ADDRESS,
        &CONTACT,
        &PHONE,
        &EMAIL,
        &PORTAL_EMAIL,
        &PAYMENT,
        &E_PRESCRIPTION,
        &START_MONTH,
        &TEST_MONTH,
        &USE_APPLIED,
        &MASTER_RECEIVED,
    ],
    tables: &[&TERMINAL],
    remark: "---- 医療機関・薬局（医科歯科併設のときは、この組をもう1つ書きます）----",
    is_optional: false,
};

pub(crate) static PREFECTURE: FieldSpec = FieldSpec {
    path: "institution.prefecture",
    heading: "都道府県",
    label: label("都道府県コード", "prefecture"),
    aliases: &[],
    headings: &["都道府県コード", "都道府県名", "県", "県名", "府県", "prefecture"],
    keys: &["pref", "都道府県", "prefecture_code"],
    access: of_institution!(prefecture),
    kind: FieldKind::Prefecture,
    is_required: true,
    note: "一覧から選びます。番号（01～47）でも読めます。",
    remark: r#"都道府県　例 "01"、"北海道""#,
    width: 9,
};

pub(crate) static FEE_TABLE: FieldSpec = FieldSpec {
    path: "institution.fee_table",
    heading: "点数表",
    label: label("点数表", "fee_table"),
    aliases: &["点数表コード", "分類"],
    headings: &["点数表区分", "区分", "医科歯科", "医科歯科区分", "fee_table"],
    keys: &["table", "category", "fee"],
    access: of_institution!(fee_table),
    kind: Choice(&[word("医科", "1"), word("歯科", "3"), word("調剤", "4"), word("訪問看護", "6")]),
    is_required: true,
    note: "一覧から選びます。薬局は「調剤」です。医科歯科併設のときは、医科の行と歯科の行を分けます。",
    remark: "点数表　1（医科）、3（歯科）、4（調剤）、6（訪問看護）",
    width: 9,
};

pub(crate) static CODE: FieldSpec = FieldSpec {
    path: "institution.code",
    heading: "医療機関コード",
    label: label("医療機関コード", "code"),
    aliases: &["医療機関番号", "保険医療機関番号", "薬局コード", "コード", "institution_code"],
    headings: &[
        "医療機関等コード",
        "保険医療機関コード",
        "保険医療機関等番号",
        "医療機関薬局コード",
        "機関コード",
        "code",
    ],
    keys: &["number"],
    access: of_institution!(code),
    kind: digits(7),
    is_required: true,
    note: "数字7桁です。都道府県2桁と点数表1桁は含めません。先頭の0も入れます。",
    remark: r#"医療機関コード（7桁）　例 "0100013""#,
    width: 11,
};

pub(crate) static PREVIOUS_CODE: FieldSpec = FieldSpec {
    path: "institution.previous_code",
    heading: "旧医療機関コード",
    label: label("旧医療機関コード", "previous_code"),
    aliases: &["旧コード", "変更前の医療機関コード", "変更前コード", "old_code"],
    headings: &[
        "旧医療機関等コード",
        "旧保険医療機関コード",
        "旧薬局コード",
        "旧機関コード",
        "previous_code",
    ],
    keys: &["former_code"],
    access: of_institution!(previous_code),
    kind: digits(7),
    is_required: false,
    note: "承継や移転でコードが変わったときだけ、変わる前の7桁を書きます。先頭の0も入れます。",
    remark: "変わる前の医療機関コード（任意。承継・移転のとき。7桁）",
    width: 11,
};

pub(crate) static NAME: FieldSpec = FieldSpec {
    path: "institution.name",
    heading: "医療機関（薬局）名称",
    label: label("医療機関(薬局)名称", "institution name"),
    aliases: &["医療機関名", "医療機関名称", "薬局名", "名称", "institution_name"],
    headings: &["医療機関等名称", "保険医療機関名", "薬局名称", "施設名", "施設名称", "医療機関"],
    keys: &["hospital", "名前"],
    access: of_institution!(name),
    kind: FieldKind::Text,
    is_required: true,
    note: "届出のとおりに書きます。書いた文字がそのまま印刷されます。",
    remark: "医療機関(薬局)名称",
    width: 22,
};

pub(crate) static POSTAL_CODE: FieldSpec = FieldSpec {
    path: "institution.postal_code",
    heading: "郵便番号",
    label: label("郵便番号", "postal_code"),
    aliases: &["届出所在地の郵便番号", "zip", "zip_code", "postcode"],
    headings: &["〒", "〒番号", "郵便", "医療機関郵便番号", "所在地郵便番号", "postal_code"],
    keys: &["postal"],
    access: of_institution!(postal_code),
    kind: digits(7),
    is_required: false,
    note: "届出所在地の郵便番号（数字7桁）です。先頭の0も入れます。ハイフンや〒が付いていても読めます。",
    remark: r#"届出所在地の郵便番号（任意）　例 "060-0001""#,
    width: 9,
};

pub(crate) static ADDRESS: FieldSpec = FieldSpec {
    path: "institution.address",
    heading: "届出所在地",
    label: label("届出所在地", "address"),
    aliases: &["所在地", "住所"],
    headings: &["医療機関住所", "医療機関所在地", "届出住所", "address"],
    keys: &["addr"],
    access: of_institution!(address),
    kind: FieldKind::Text,
    is_required: false,
    note: "保険医療機関届の所在地です。簡易書留はここに届きます。",
    remark: "保険医療機関届の所在地（任意。簡易書留の届け先）",
    width: 28,
};

pub(crate) static CONTACT: FieldSpec = FieldSpec {
    path: "institution.contact",
    heading: "担当部署／担当者名",
    label: label("担当部署／担当者名", "contact"),
    aliases: &["担当部署", "担当者名", "担当者", "担当"],
    headings: &["医療機関担当者", "ご担当者", "ご担当者名", "contact"],
    keys: &["person"],
    access: of_institution!(contact),
    kind: FieldKind::Text,
    is_required: true,
    note: "医療機関の方です。販売担当は右の欄に書きます。",
    remark: r#"担当部署／担当者名（医療機関の方）　例 "医事課 資格太郎""#,
    width: 14,
};

pub(crate) static PHONE: FieldSpec = FieldSpec {
    path: "institution.phone",
    heading: "電話番号",
    label: label("電話番号", "phone"),
    aliases: &["電話", "tel"],
    headings: &["医療機関電話番号", "連絡先電話番号", "連絡先", "phone"],
    keys: &["telephone"],
    access: of_institution!(phone),
    kind: FieldKind::Phone,
    is_required: true,
    note: "医療機関の番号です。市外局番から書きます（10桁か11桁）。",
    remark: "電話番号（医療機関の番号）",
    width: 14,
};

pub(crate) static EMAIL: FieldSpec = FieldSpec {
    path: "institution.email",
    heading: "メールアドレス",
    label: label("メールアドレス", "email"),
    aliases: &["メール", "mail", "e-mail"],
    headings: &["eメール", "電子メール", "医療機関メールアドレス"],
    keys: &["mail_address"],
    access: of_institution!(email),
    kind: FieldKind::Email,
    is_required: true,
    note: "医療機関の方のアドレスです。有効期限などのお知らせが届きます。",
    remark: "メールアドレス（医療機関のもの）",
    width: 28,
};

pub(crate) static PORTAL_EMAIL: FieldSpec = FieldSpec {
    path: "institution.portal_email",
    heading: "ポータルのメールアドレス",
    label: label("ポータルのメールアドレス", "portal_email"),
    aliases: &["portal"],
    headings: &["ポータルメールアドレス", "ポータルメール", "ポータル", "ポータルid", "portal_email"],
    keys: &["portal_mail", "portal_id"],
    access: of_institution!(portal_email),
    kind: FieldKind::Email,
    is_required: false,
    note: "ポータルに登録したアドレスです。空欄は左のアドレスと同じです。医科と歯科では別のものが要ります。",
    remark: "ポータルのメールアドレス（任意。email と違うとき。医科と歯科では別のもの）",
    width: 28,
};

pub(crate) static PAYMENT: FieldSpec = FieldSpec {
    path: "institution.payment",
    heading: "支払方法",
    label: label("支払方法", "payment"),
    aliases: &["支払", "支払い"],
    headings: &["支払い方法", "お支払い方法", "お支払方法", "手数料支払方法", "payment"],
    keys: &["pay", "手数料"],
    access: of_institution!(payment),
    kind: Choice(&[
        word("報酬から控除", "deduction"),
        word("払込請求書", "invoice"),
        word("未定", "undecided"),
    ]),
    is_required: false,
    note: "電子証明書の料金の支払い方です。空欄は未定です。",
    remark: "電子証明書の支払い　deduction（控除）、invoice（払込請求書）、undecided（未定）",
    width: 12,
};

pub(crate) static E_PRESCRIPTION: FieldSpec = FieldSpec {
    path: "institution.e_prescription",
    heading: "電子処方箋",
    label: label("電子処方箋", "e_prescription"),
    aliases: &["電子処方せん"],
    headings: &["電子処方箋利用", "電子処方箋の利用", "処方箋", "e_prescription"],
    keys: &["prescription", "eprescription"],
    access: of_institution!(e_prescription),
    kind: Choice(&[word("予定あり", "yes"), word("予定なし", "no"), word("未定", "undecided")]),
    is_required: false,
    note: "電子処方箋管理サービスを利用する予定です。空欄は未定です。",
    remark: "電子処方箋　yes（予定あり）、no（なし）、undecided（未定）",
    width: 10,
};
