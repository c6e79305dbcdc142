//! The top of a site file and `[line]`: what is read, and a row of the field table for each key.

use serde::{Deserialize, Serialize};

use super::dealer::{DEALER, DealerFile};
use super::institution::{INSTITUTION, InstitutionFile};
use super::{Access, Accessor, CODE, FieldKind, FieldOwner, FieldSpec, TableSpec, label, of_site, word};
use crate::base::{Diagnostic, Origin};
use crate::read::RawField;

/// The raw values of one customer, not yet validated: the keys of the site file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SiteFile {
    /// The file itself, for errors without a more exact place.
    pub at: Origin,
    /// `customer_no`
    pub customer_no: RawField,
    /// `work_date`
    pub work_date: RawField,
    /// Place of `[line]`, or of the file.
    pub line_at: Origin,
    /// `line.kind`
    pub line_kind: RawField,
    /// `line.customer_id`
    pub customer_id: RawField,
    /// `line.v6_option`
    pub v6_option: RawField,
    /// `[dealer]`, if there is one.
    pub dealer: Option<DealerFile>,
    /// `[[institution]]`, in the order of the file.
    pub institutions: Vec<InstitutionFile>,
    /// Errors of keys, shapes and syntax in a file that could still be read.
    pub errors: Vec<Diagnostic>,
    /// A table stands in the wrong place: values that seem to be missing may be in it.
    pub is_partial: bool,
    /// The places are cells of a sheet, not keys of a TOML file.
    pub is_table: bool,
}

impl FieldOwner for SiteFile {
    fn accessor(field: &FieldSpec) -> Option<&Accessor<Self>> {
        if let Access::Site(accessor) = &field.access { Some(accessor) } else { None }
    }
}

/// The top of the file.
pub(crate) static ROOT: TableSpec = TableSpec {
    header: "",
    name: "",
    aliases: &[],
    fields: &[&CUSTOMER_NO, &WORK_DATE],
    tables: &[&LINE, &DEALER, &INSTITUTION],
    remark: "",
    is_optional: false,
};

/// `[line]`
pub(crate) static LINE: TableSpec = TableSpec {
    header: "[line]",
    name: "line",
    aliases: &["回線", "network"],
    fields: &[&LINE_KIND, &CUSTOMER_ID, &V6_OPTION],
    tables: &[],
    remark: "---- 回線 ----",
    is_optional: false,
};

pub(crate) static CUSTOMER_NO: FieldSpec = FieldSpec {
    path: "customer_no",
    heading: "顧客番号",
    label: label("顧客番号", "customer_no"),
    aliases: &["顧客no", "管理番号", "customer_number"],
    headings: &["顧客コード", "顧客id", "お客様番号", "customer_no"],
    keys: &[],
    access: of_site!(customer_no),
    kind: CODE,
    is_required: false,
    note: "社内の番号です。同じ番号の行が1件のお客様になります。空欄のときは、医療機関コードごとに1件と数えます。",
    remark: "顧客番号（任意）",
    width: 8,
};

pub(crate) static WORK_DATE: FieldSpec = FieldSpec {
    path: "work_date",
    heading: "工事日",
    label: label("工事日", "work_date"),
    aliases: &["工事予定日", "作業日", "施工日", "日付"],
    headings: &["設置日", "work_date"],
    keys: &["date", "construction_date", "installation_date"],
    access: of_site!(work_date),
    kind: FieldKind::Date,
    is_required: true,
    note: "2027/1/20 のように入れます。令和9年1月20日 でも読めます。",
    remark: r#"工事日　例 "2027-01-20"、"令和9年1月20日""#,
    width: 11,
};

pub(crate) static LINE_KIND: FieldSpec = FieldSpec {
    path: "line.kind",
    heading: "電気通信回線種別",
    label: label("電気通信回線種別", "line kind"),
    aliases: &["回線種別", "回線の種別", "回線の種類", "line_kind"],
    headings: &["電気通信回線の種別", "回線事業者", "回線種類"],
    keys: &["種別", "type"],
    access: of_site!(line_kind),
    kind: FieldKind::Choice(&[
        word("IP-VPN", "ip-vpn"),
        word("CTC", "ctc"),
        word("Qtnet", "qtnet"),
        word("IPsec+IKE", "ipsec"),
    ]),
    is_required: false,
    note: "NTTなどの回線は「IP-VPN」です。空欄も「IP-VPN」です。",
    remark: r#"電気通信回線種別　"ip-vpn"（NTTなど。書かないときはこれ）、"ctc"、"qtnet"、"ipsec"（IPsec+IKE）"#,
    width: 12,
};

pub(crate) static CUSTOMER_ID: FieldSpec = FieldSpec {
    path: "line.customer_id",
    heading: "お客様ID",
    label: label("お客様ID", "customer_id"),
    aliases: &["お客さまid", "caf", "cop", "cafid", "回線id"],
    headings: &["copid", "cafcop", "customer_id"],
    keys: &["line_id", "id"],
    access: of_site!(customer_id),
    kind: CODE,
    is_required: true,
    note: "CAFと数字10桁、またはCOPと数字8桁です。「開通のご案内」に書かれています。IP-VPNでない回線では空欄にします。",
    remark: r#"お客様ID　例 "CAF1234567890"（CAF＋10桁）、"COP12345678"（COP＋8桁）"#,
    width: 15,
};

pub(crate) static V6_OPTION: FieldSpec = FieldSpec {
    path: "line.v6_option",
    heading: "v6オプション",
    label: label("フレッツ・v6オプション", "v6_option"),
    aliases: &["v6", "ipv6"],
    headings: &["フレッツv6オプション", "v6契約", "v6_option"],
    keys: &["v6オプション", "ipv6_option"],
    access: of_site!(v6_option),
    kind: FieldKind::Choice(&[word("はい", "true"), word("いいえ", "false"), word("未確認", "unknown")]),
    is_required: false,
    note: "フレッツ・v6オプションの契約があるかどうかです。契約がないと端末が接続できません。空欄は未確認です。",
    remark: r#"フレッツ・v6オプション　true（契約あり）、false（なし）、"unknown"（未確認）"#,
    width: 11,
};

/// What messages call the office's own words, which no customer's file has.
pub(crate) const NOTE_LABEL: super::Label = label("当社からのお願い", "the office's own words");

#[cfg(test)]
mod tests {
    use super::CUSTOMER_ID;
    use crate::base::facts::{CustomerIdFacts, facts};

    #[test]
    fn the_note_of_the_customer_id_names_the_prefixes_of_the_facts() {
        for CustomerIdFacts { prefix, digits } in &facts().input.customer_id {
            for text in [CUSTOMER_ID.note, CUSTOMER_ID.remark] {
                assert!(
                    text.contains(prefix.as_str()) && text.contains(&format!("{digits}桁")),
                    "{prefix}: {text}"
                );
            }
        }
    }
}
