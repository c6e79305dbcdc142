//! Tests of the field table: rows and raw values fit together, and a heading names one field.

use super::*;
use crate::base::{Located, Origin};
use crate::read::Raw;

/// Every value that a row can reach is filled with its path: a value of the raw files without a row would stay
/// empty, and two rows of one value would not both come back.
#[test]
fn every_raw_value_has_one_row() {
    let mut site = SiteFile::default();
    let (mut institution, mut terminal) = (InstitutionFile::default(), TerminalFile::default());
    let written = |field: &FieldSpec| Some(Located::new(Raw::Text(field.path.to_owned()), Origin::NONE));
    for field in FIELDS.iter() {
        site.set(field, written(field));
        institution.set(field, written(field));
        terminal.set(field, written(field));
    }
    for field in FIELDS.iter() {
        let found = [site.value(field), institution.value(field), terminal.value(field)];
        assert_eq!(found.iter().filter(|found| ***found == written(field)).count(), 1, "{}", field.path);
    }
    institution.terminals.push(terminal);
    site.institutions.push(institution);
    let text = format!("{site:?}").replace("picture: None", "");
    assert!(!text.contains("None"), "a value without a row: {text}");
}

#[test]
fn every_field_stands_in_the_table_of_its_path() {
    fn check(table: &TableSpec, path: &str) -> usize {
        let within = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
        for field in table.fields {
            assert_eq!(field.path, within(field.key()));
        }
        let inner = table.tables.iter().map(|inner| check(inner, &within(inner.name)));
        table.fields.len() + inner.sum::<usize>()
    }
    assert_eq!(check(&ROOT, ""), FIELDS.len());
}

#[test]
fn no_heading_means_two_fields() {
    let mut seen = BTreeMap::new();
    for (name, field) in spellings() {
        let before = seen.insert(fold::key(name), field.path);
        assert!(before.is_none(), "{name}: {} and {before:?}", field.path);
    }
}

#[test]
fn headings_are_found_however_they_are_spelt() {
    let path = |heading| by_heading(heading).map(|field| field.path);
    assert_eq!(path("医療機関ｺｰﾄﾞ"), Some("institution.code"));
    assert_eq!(path("コード"), Some("institution.code"));
    assert_eq!(path("保険医療機関番号"), Some("institution.code"));
    assert_eq!(path("医療機関(薬局)\n名称"), Some("institution.name"));
    assert_eq!(path("フレッツ・v6オプション"), Some("line.v6_option"));
    assert_eq!(path("Ｖ６オプション"), Some("line.v6_option"));
    assert_eq!(path("担当部署/担当者名"), Some("institution.contact"));
    assert_eq!(path("販売担当（電話）"), Some("dealer.phone"));
    assert_eq!(path("〒"), Some("institution.postal_code"));
    assert_eq!(path("届出所在地の郵便番号"), Some("institution.postal_code"));
    assert_eq!(path("備考"), None);
}

#[test]
fn headings_of_offices_belong_to_fields_and_come_in_one_spelling() {
    for (path, headings) in office::OFFICE_HEADINGS {
        assert!(by_path(path).is_some(), "{path}");
        for heading in headings.split_whitespace() {
            assert_eq!(fold::key(heading), heading, "{path}");
        }
    }
}

/// Headings of lists that offices have, and the field that each means.
#[test]
fn headings_that_offices_use() {
    let meant: [(&str, &[&str]); 18] = [
        (
            "institution.name",
            &["医院名", "病院名", "薬局名", "お客様名", "クリニック名", "保険医療機関名称", "事業所名"],
        ),
        ("institution.address", &["住所", "所在地", "医療機関等所在地", "施設住所", "お客様住所"]),
        ("institution.contact", &["担当者氏名", "先方担当者", "担当窓口", "お客様担当者名"]),
        ("institution.phone", &["TEL", "電話", "代表電話", "TEL番号", "電話No.", "連絡先TEL"]),
        ("institution.email", &["メールアドレス", "E-mail", "Ｅメールアドレス", "メアド", "担当者メール"]),
        ("institution.code", &["医療機関番号", "薬局コード", "医療機関等番号", "保険薬局番号"]),
        ("institution.prefecture", &["都道府県コード", "都道府県名", "都道府県番号"]),
        ("institution.fee_table", &["点数表区分", "医科・歯科・調剤", "医療機関区分"]),
        ("work_date", &["施工予定日", "訪問日", "工事予定日", "作業予定日", "設置予定日", "工事日程"]),
        ("line.customer_id", &["CAF番号", "CAF/COP番号", "お客様ID番号", "COP番号", "フレッツ お客様ID"]),
        ("customer_no", &["得意先コード", "案件番号", "管理No.", "顧客管理番号"]),
        ("institution.terminal.name", &["端末名", "PC名", "資格確認端末名"]),
        ("institution.terminal.pc.name", &["コンピュータ名", "コンピューター名", "ホスト名"]),
        ("institution.terminal.pc.maker_serial", &["製造番号", "PCシリアル番号", "製造No."]),
        ("institution.terminal.pc.asset_no", &["資産番号", "資産管理番号", "備品No."]),
        (
            "institution.terminal.certificate.expires",
            &["有効期限", "証明書の有効期限", "有効期限（画面の表示）"],
        ),
        ("dealer.name", &["販売店名", "代理店名", "販社"]),
        ("dealer.contact", &["弊社担当者", "営業担当者名", "担当営業"]),
    ];
    for (path, headings) in meant {
        for heading in headings {
            assert_eq!(by_heading(heading).map(|field| field.path), Some(path), "{heading}");
        }
    }
    // What may mean something else stays unknown: a list numbers its rows.
    for heading in ["No.", "番号", "FAX", "法人名", "開通日", "住所1", "備考"] {
        assert_eq!(by_heading(heading).map(|field| field.path), None, "{heading}");
    }
}
