//! `[institution.terminal.pc]`: what is read, and a row of the field table for each key. What tells one PC from another
//! when nobody has the papers: its name in the network, the maker's number on its case, the office's own number.

use serde::{Deserialize, Serialize};

use super::{CODE, FieldKind, FieldSpec, TableSpec, label, of_terminal};
use crate::base::Origin;
use crate::read::RawField;

/// `[institution.terminal.pc]`
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PcFile {
    /// Place of the table.
    pub at: Origin,
    /// `name`
    pub name: RawField,
    /// `maker_serial`
    pub maker_serial: RawField,
    /// `asset_no`
    pub asset_no: RawField,
}

/// `[institution.terminal.pc]`
pub(crate) static PC: TableSpec = TableSpec {
    header: "[institution.terminal.pc]",
    name: "pc",
    aliases: &["パソコン", "本体", "機器", "machine"],
    fields: &[&NAME, &MAKER_SERIAL, &ASSET_NO],
    tables: &[],
    remark: "---- パソコンそのもの（任意。分かるときに書きます）----",
    is_optional: true,
};

pub(crate) static NAME: FieldSpec = FieldSpec {
    path: "institution.terminal.pc.name",
    heading: "コンピューター名",
    label: label("コンピューター名", "pc name"),
    aliases: &["コンピュータ名", "computer_name", "hostname"],
    headings: &[
        "ホスト名",
        "デバイス名",
        "コンピューター名称",
        "コンピュータ名称",
        "pcホスト名",
        "端末ホスト名",
        "windowsコンピューター名",
        "windowsコンピュータ名",
    ],
    keys: &["host", "device_name", "名前"],
    access: of_terminal!(pc.name),
    kind: FieldKind::Text,
    is_required: false,
    note: "Windowsの「設定」に出るデバイスの名前です。端末ごとに違います。",
    remark: r#"コンピューター名　例 "DESKTOP-A1B2C3D""#,
    width: 14,
};

pub(crate) static MAKER_SERIAL: FieldSpec = FieldSpec {
    path: "institution.terminal.pc.maker_serial",
    heading: "製造番号",
    label: label("製造番号", "maker_serial"),
    aliases: &["製造シリアル番号", "本体シリアル番号", "機器シリアル番号", "サービスタグ"],
    headings: &[
        "製造no",
        "製番",
        "本体製造番号",
        "機器製造番号",
        "pc製造番号",
        "pcシリアル番号",
        "パソコンシリアル番号",
        "メーカーシリアル番号",
        "本体シリアル",
        "maker_serial",
    ],
    keys: &["serial", "serial_no", "serial_number", "service_tag"],
    access: of_terminal!(pc.maker_serial),
    kind: CODE,
    is_required: false,
    note: "パソコン本体のラベルにあるメーカーの番号です。証明書のシリアル番号とは別のものです。",
    remark: "メーカーの製造番号（本体のラベル）",
    width: 12,
};

pub(crate) static ASSET_NO: FieldSpec = FieldSpec {
    path: "institution.terminal.pc.asset_no",
    heading: "資産番号",
    label: label("資産番号", "asset_no"),
    aliases: &["資産管理番号", "備品番号"],
    headings: &["資産no", "資産コード", "固定資産番号", "備品管理番号", "備品no", "pc資産番号", "asset_no"],
    keys: &["asset", "asset_number", "asset_tag"],
    access: of_terminal!(pc.asset_no),
    kind: CODE,
    is_required: false,
    note: "医療機関がパソコンに付けている番号です。",
    remark: "医療機関がパソコンに付けた番号",
    width: 10,
};
