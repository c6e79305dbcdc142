//! Rows of the field table for the steps of an institution and of its terminals: what is planned, and what is done.
//! Whether a step can have been done before another is not known here.

use super::{FieldKind, FieldSpec, label, of_institution, of_terminal};

pub(crate) static START_MONTH: FieldSpec = FieldSpec {
    path: "institution.start_month",
    heading: "利用開始予定年月",
    label: label("利用開始予定年月", "start_month"),
    aliases: &["利用開始", "利用開始予定", "運用開始"],
    headings: &["利用開始年月", "利用開始予定月", "start_month"],
    keys: &["start", "start_date"],
    access: of_institution!(start_month),
    kind: FieldKind::Month,
    is_required: false,
    note: "2027/2 のように入れます。未定なら空欄にします。",
    remark: r#"利用開始予定年月（任意）　例 "2027-02""#,
    width: 13,
};

pub(crate) static TEST_MONTH: FieldSpec = FieldSpec {
    path: "institution.test_month",
    heading: "テスト開始予定年月",
    label: label("テスト開始予定年月", "test_month"),
    aliases: &["テスト開始", "テスト開始予定"],
    headings: &["テスト開始年月", "テスト開始予定月", "test_month"],
    keys: &["test", "test_date"],
    access: of_institution!(test_month),
    kind: FieldKind::Month,
    is_required: false,
    note: "2027/1 のように入れます。未定なら空欄にします。",
    remark: r#"テスト開始予定年月（任意）　例 "2027-01""#,
    width: 13,
};

pub(crate) static USE_APPLIED: FieldSpec = FieldSpec {
    path: "institution.use_applied",
    heading: "利用申請日",
    label: label("利用申請日", "use_applied"),
    aliases: &["利用申請", "利用申請済", "利用申請年月日"],
    headings: &["オンライン資格確認利用申請", "オンライン資格確認利用申請日", "use_applied"],
    keys: &["application_date"],
    access: of_institution!(use_applied),
    kind: FieldKind::Done,
    is_required: false,
    note: "利用申請をした日です。日が分からなければ「済」、まだなら「未」と書きます。空欄は未確認です。",
    remark: r#"利用申請をした日（任意）　例 "2026-12-02"。日が分からなければ true、まだなら false"#,
    width: 11,
};

pub(crate) static MASTER_RECEIVED: FieldSpec = FieldSpec {
    path: "institution.master_received",
    heading: "マスタ印刷日",
    label: label("マスタ印刷日", "master_received"),
    aliases: &["マスタアカウント印刷日", "マスタアカウント情報印刷日"],
    headings: &["マスタ印刷", "マスタアカウント印刷", "master_received"],
    keys: &["master_printed"],
    access: of_institution!(master_received),
    kind: FieldKind::Done,
    is_required: false,
    note: "日が分からなければ「済」、まだなら「未」と書きます。マスタアカウント情報の紙を印刷した日です。",
    remark: "日が分からなければ true、まだなら false（任意）　マスタアカウント情報を印刷した日",
    width: 11,
};

pub(crate) static APPLIED: FieldSpec = FieldSpec {
    path: "institution.terminal.applied",
    heading: "証明書申請日",
    label: label("証明書申請日", "applied"),
    aliases: &["電子証明書申請日", "証明書発行申請日", "電子証明書発行申請日", "発行申請日", "発行申請"],
    headings: &["証明書申請", "電子証明書申請", "電子証明書発行申請", "applied"],
    keys: &["applied_on", "application_date"],
    access: of_terminal!(applied),
    kind: FieldKind::Done,
    is_required: false,
    note: "電子証明書の発行申請をした日です。日が分からなければ「済」、まだなら「未」と書きます。",
    remark: r#"電子証明書の発行申請をした日（任意）　例 "2026-12-03"。日が分からなければ true、まだなら false"#,
    width: 11,
};

pub(crate) static RECEIVED: FieldSpec = FieldSpec {
    path: "institution.terminal.certificate.received",
    heading: "通知書到着日",
    label: label("通知書到着日", "received"),
    aliases: &["通知書受領日", "発行通知書到着日", "発行通知書受領日"],
    headings: &["簡易書留到着日", "書留到着日", "通知書到着", "received"],
    keys: &["arrived", "arrival_date", "received_on"],
    access: of_terminal!(certificate.received),
    kind: FieldKind::Done,
    is_required: false,
    note: "発行通知書が届いた日です。日が分からなければ「済」、まだなら「未」と書きます。",
    remark: r#"発行通知書が届いた日　例 "2026-12-22"。日が分からなければ true、まだなら false"#,
    width: 11,
};
