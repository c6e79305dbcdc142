//! `[dealer]`: what is read, and a row of the field table for each key.

use serde::{Deserialize, Serialize};

use super::{FieldKind, FieldSpec, TableSpec, label, of_site};
use crate::base::picture::Picture;
use crate::base::{Located, Origin};
use crate::read::RawField;

/// `[dealer]`
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DealerFile {
    /// Place of the table.
    pub at: Origin,
    /// `name`
    pub name: RawField,
    /// `contact`
    pub contact: RawField,
    /// `phone`
    pub phone: RawField,
    /// `email`
    pub email: RawField,
    /// `logo`: a path, relative to the file.
    pub logo: RawField,
    /// The picture that `logo` names.
    #[serde(skip)]
    pub picture: Option<Located<Picture>>,
}

/// `[dealer]`
pub(crate) static DEALER: TableSpec = TableSpec {
    header: "[dealer]",
    name: "dealer",
    aliases: &["販売担当", "販売店", "agent", "sales"],
    fields: &[&NAME, &CONTACT, &PHONE, &EMAIL, &LOGO],
    tables: &[],
    remark: "---- 販売担当（任意。お問い合わせ先として印刷されます）----",
    is_optional: true,
};

pub(crate) static NAME: FieldSpec = FieldSpec {
    path: "dealer.name",
    heading: "販売担当 会社",
    label: label("販売担当の会社名", "dealer name"),
    aliases: &["販売店", "会社", "会社名"],
    headings: &["販売担当", "販売担当の会社名", "販売担当会社名", "販売会社", "dealer"],
    keys: &["company", "名称"],
    access: of_site!(dealer.name),
    kind: FieldKind::Text,
    is_required: false,
    note: "お問い合わせ先として印刷されます。",
    remark: "会社名",
    width: 13,
};

pub(crate) static CONTACT: FieldSpec = FieldSpec {
    path: "dealer.contact",
    heading: "販売担当 担当者",
    label: label("販売担当者名", "dealer contact"),
    aliases: &[],
    headings: &[
        "販売担当者",
        "販売担当者名",
        "販売担当 担当者名",
        "営業担当",
        "営業担当者",
        "dealer_contact",
    ],
    keys: &["person", "担当", "担当者", "担当者名"],
    access: of_site!(dealer.contact),
    kind: FieldKind::Text,
    is_required: false,
    note: "販売担当の部署と名前です。",
    remark: "担当者名",
    width: 11,
};

pub(crate) static PHONE: FieldSpec = FieldSpec {
    path: "dealer.phone",
    heading: "販売担当 電話",
    label: label("販売担当の電話番号", "dealer phone").in_table("電話番号"),
    aliases: &[],
    headings: &["販売担当 電話番号", "販売担当者電話番号", "販売店電話番号", "販売担当 tel", "dealer_phone"],
    keys: &["tel", "telephone", "電話"],
    access: of_site!(dealer.phone),
    kind: FieldKind::Phone,
    is_required: false,
    note: "ハイフンの位置は書いたとおりに印刷されます。",
    remark: "電話番号",
    width: 13,
};

pub(crate) static EMAIL: FieldSpec = FieldSpec {
    path: "dealer.email",
    heading: "販売担当 メール",
    label: label("販売担当のメールアドレス", "dealer email").in_table("メールアドレス"),
    aliases: &[],
    headings: &[
        "販売担当 メールアドレス",
        "販売担当者メールアドレス",
        "販売店メールアドレス",
        "販売担当 mail",
        "dealer_email",
    ],
    keys: &["mail", "e-mail", "メール", "mail_address"],
    access: of_site!(dealer.email),
    kind: FieldKind::Email,
    is_required: false,
    note: "販売担当のアドレスです。医療機関のものとは別にします。",
    remark: "メールアドレス",
    width: 15,
};

pub(crate) static LOGO: FieldSpec = FieldSpec {
    path: "dealer.logo",
    heading: "販売担当 ロゴ",
    label: label("販売担当のロゴ", "dealer logo"),
    aliases: &["ロゴ"],
    headings: &["販売担当のロゴ", "ロゴ画像", "logo"],
    keys: &["image", "picture", "画像"],
    access: of_site!(dealer.logo),
    kind: FieldKind::Text,
    is_required: false,
    note: "ロゴの画像（PNGかJPEG）のファイル名です。この表と同じフォルダーに置きます。",
    remark: "ロゴの画像（PNG、JPEG）。このファイルからの道すじ",
    width: 8,
};
