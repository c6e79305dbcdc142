//! `[[institution.terminal]]` and its certificate: what is read, and a row of the field table for each key. The PC
//! itself is not here.

use serde::{Deserialize, Serialize};

use super::pc::{PC, PcFile};
use super::steps::{APPLIED, RECEIVED};
use super::{
    Access, Accessor, CODE, FieldKind, FieldOwner, FieldSpec, TableSpec, digits, label, of_terminal, word,
};
use crate::base::Origin;
use crate::read::RawField;

/// `[[institution.terminal]]`
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TerminalFile {
    /// Place of the table.
    pub at: Origin,
    /// `name`
    pub name: RawField,
    /// `place`
    pub place: RawField,
    /// `claims`
    pub claims: RawField,
    /// `applied`
    pub applied: RawField,
    /// `[institution.terminal.pc]`, if there is one.
    pub pc: Option<PcFile>,
    /// `[institution.terminal.certificate]`, if there is one.
    pub certificate: Option<CertificateFile>,
}

impl FieldOwner for TerminalFile {
    fn accessor(field: &FieldSpec) -> Option<&Accessor<Self>> {
        if let Access::Terminal(accessor) = &field.access { Some(accessor) } else { None }
    }
}

/// `[institution.terminal.certificate]`
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CertificateFile {
    /// Place of the table.
    pub at: Origin,
    /// `issued`
    pub issued: RawField,
    /// `serial`
    pub serial: RawField,
    /// `mail_no`
    pub mail_no: RawField,
    /// `expires`
    pub expires: RawField,
    /// `received`
    pub received: RawField,
}

/// `[[institution.terminal]]`
pub(crate) static TERMINAL: TableSpec = TableSpec {
    header: "[[institution.terminal]]",
    name: "terminal",
    aliases: &["端末", "pc", "computer", "terminals", "institutionterminal"],
    fields: &[&NAME, &PLACE, &CLAIMS, &APPLIED],
    tables: &[&PC, &CERTIFICATE],
    remark: "---- 端末（1台につき1組。2台目は、この組をもう1つ書きます）----",
    is_optional: false,
};

/// `[institution.terminal.certificate]`
pub(crate) static CERTIFICATE: TableSpec = TableSpec {
    header: "[institution.terminal.certificate]",
    name: "certificate",
    aliases: &["電子証明書", "証明書", "cert"],
    fields: &[&ISSUED, &SERIAL, &MAIL_NO, &RECEIVED, &EXPIRES],
    tables: &[],
    remark: "---- 発行されたあと、発行通知書が届いたあと（任意）----",
    is_optional: true,
};

pub(crate) static NAME: FieldSpec = FieldSpec {
    path: "institution.terminal.name",
    heading: "端末名称等",
    label: label("端末名称等", "terminal name"),
    aliases: &["端末名称", "端末名", "terminal_name"],
    headings: &["端末名称番号", "端末", "pc名", "パソコン名"],
    keys: &["名称"],
    access: of_terminal!(name),
    kind: FieldKind::Text,
    is_required: true,
    note: "端末1台に1行です。同じ医療機関の中で違う名前にします（全角20文字まで）。",
    remark: r#"端末名称等（全角20文字まで）　例 "オンライン資格確認PC01""#,
    width: 18,
};

pub(crate) static PLACE: FieldSpec = FieldSpec {
    path: "institution.terminal.place",
    heading: "設置場所",
    label: label("設置場所", "place"),
    aliases: &["場所"],
    headings: &["設置箇所", "設置部屋", "設置フロア", "place"],
    keys: &["location", "room"],
    access: of_terminal!(place),
    kind: FieldKind::Text,
    is_required: false,
    note: "端末を置く場所です。",
    remark: r#"設置場所（任意）　例 "1階受付""#,
    width: 12,
};

pub(crate) static CLAIMS: FieldSpec = FieldSpec {
    path: "institution.terminal.claims",
    heading: "オンライン請求と共用",
    label: label("オンライン請求と共用", "claims"),
    aliases: &["オンライン請求", "請求"],
    headings: &["オンライン請求共用", "請求と共用", "請求共用", "claims"],
    keys: &["claim", "online_claims"],
    access: of_terminal!(claims),
    kind: FieldKind::Choice(&[word("はい", "true"), word("いいえ", "false")]),
    is_required: false,
    note: "この端末でオンライン請求もするときは「はい」です。電子証明書は1枚で両方に使えます。",
    remark: "オンライン請求と共用（任意）　true（する）、false（しない）",
    width: 8,
};

pub(crate) static ISSUED: FieldSpec = FieldSpec {
    path: "institution.terminal.certificate.issued",
    heading: "発行日",
    label: label("発行日", "issued"),
    aliases: &[],
    headings: &["証明書発行日", "電子証明書発行日", "発行年月日", "issued"],
    keys: &["issue_date", "issued_date", "issued_on", "date"],
    access: of_terminal!(certificate.issued),
    kind: FieldKind::Date,
    is_required: false,
    note: "電子証明書の発行日です。通知書が届いてから入れます。",
    remark: r#"発行日　例 "2026-12-18""#,
    width: 11,
};

pub(crate) static SERIAL: FieldSpec = FieldSpec {
    path: "institution.terminal.certificate.serial",
    heading: "証明書シリアル番号",
    label: label("証明書シリアル番号", "serial"),
    aliases: &["シリアル番号", "シリアル"],
    headings: &["シリアルno", "電子証明書シリアル番号", "serial"],
    keys: &["serial_no", "serial_number"],
    access: of_terminal!(certificate.serial),
    kind: CODE,
    is_required: false,
    note: "電子証明書のシリアル番号です。IDやパスワードは書かないでください。",
    remark: "証明書シリアル番号",
    width: 11,
};

pub(crate) static MAIL_NO: FieldSpec = FieldSpec {
    path: "institution.terminal.certificate.mail_no",
    heading: "書留番号",
    label: label("書留番号", "mail_no"),
    aliases: &["簡易書留番号", "追跡番号"],
    headings: &["書留", "書留no", "お問い合わせ番号", "引受番号", "mail_no"],
    keys: &["mail_number", "registered_mail", "tracking_no"],
    access: of_terminal!(certificate.mail_no),
    kind: digits(11),
    is_required: false,
    note: "簡易書留の番号（11桁）です。",
    remark: r#"簡易書留の番号（11桁）　例 "123-45-67890-3""#,
    width: 9,
};

pub(crate) static EXPIRES: FieldSpec = FieldSpec {
    path: "institution.terminal.certificate.expires",
    heading: "有効期限（画面の表示）",
    label: label("有効期限（画面の表示）", "expires"),
    aliases: &["有効期限"],
    headings: &[
        "証明書有効期限",
        "電子証明書有効期限",
        "証明書の有効期限",
        "電子証明書の有効期限",
        "有効期限日",
        "有効期間終了日",
        "有効期間の終了日",
        "証明書有効期間終了日",
        "画面の有効期限",
        "expires",
    ],
    keys: &["expiry", "expires_on", "expiry_date", "valid_to", "valid_until", "not_after"],
    access: of_terminal!(certificate.expires),
    kind: FieldKind::Date,
    is_required: false,
    note: "Windowsの証明書の画面に出る終わりの日です。設定の日に写します。発行日から計算した目安と比べます。",
    remark: r#"Windowsの画面に出る有効期限　例 "2030-03-18""#,
    width: 13,
};
