//! What is done already, and lines of other kinds, in the columns of a sheet.

use startpack::base::date::Date;
use startpack::validate::{Done, LineKind};

use super::{HEADINGS, RIGHT, csv, found};

/// What differs from the usual row, by heading, and the values of the columns that are more.
type SheetRow<'a> = (&'a [(&'a str, &'a str)], &'a [&'a str]);

/// A sheet with those columns more, and a row for each list of values.
fn sheet(more: &[&str], rows: &[SheetRow<'_>]) -> String {
    let line = |known: &[&str], own: &[&str]| -> Vec<String> {
        known.iter().chain(own).map(|text| (*text).to_owned()).collect()
    };
    let mut all = vec![line(&HEADINGS, more)];
    for (changed, own) in rows {
        let mut row = RIGHT;
        for (heading, value) in *changed {
            row[HEADINGS.iter().position(|known| known == heading).unwrap()] = value;
        }
        all.push(line(&row, own));
    }
    csv(&all)
}

fn day(year: i16, month: i8, day: i8) -> Done {
    Done::On(Date::new(year, month, day).unwrap())
}

#[test]
fn the_state_of_every_institution_and_terminal() {
    let more = ["旧医療機関コード", "利用申請日", "マスタ印刷日", "証明書申請日", "発行日", "通知書到着日"];
    let text = sheet(
        &more,
        &[
            (&[], &["200013", "2026/11/2", "済", "令和8年11月3日", "2026-11-16", "11月20日着"]),
            (&[("端末名称等", "診察室 資格確認PC02")], &["", "", "", "未", "", ""]),
        ],
    );
    let broken = found("state-broken.csv", text.as_bytes());
    assert!(broken.only_error().starts_with("SP110 T2 received `11月20日着`"), "{:?}", broken.errors());
    let found = found("state.csv", text.replace("11月20日着", "46346").as_bytes());
    assert_eq!(found.errors(), [""; 0]);
    let institution = &found.sites[0].institutions[0];
    assert_eq!(institution.previous_code.as_ref().unwrap().value, "0200013");
    assert_eq!(institution.use_applied.as_ref().unwrap().value, day(2026, 11, 2));
    assert_eq!(institution.master_received.as_ref().unwrap().value, Done::OnUnknownDay);
    let [first, second] = &institution.terminals[..] else { panic!("two terminals") };
    assert_eq!(first.applied.as_ref().unwrap().value, day(2026, 11, 3));
    let received = first.certificate.as_ref().unwrap().received.as_ref();
    assert_eq!(received.unwrap().value, day(2026, 11, 20));
    assert!(second.applied.is_none());
}

/// The cell of another institution is not filled from the row above: 歯科 has not applied because 医科 has.
#[test]
fn no_institution_takes_the_state_of_another() {
    let dental = [
        ("点数表", "歯科"),
        ("医療機関コード", "0300015"),
        ("メールアドレス", "s@example.jp"),
        ("端末名称等", "歯科 資格確認PC01"),
    ];
    let more = ["旧医療機関コード", "利用申請日", "マスタ印刷日"];
    let text = sheet(&more, &[(&[], &["0200013", "済", "済"]), (&dental, &["", "", ""])]);
    let found = found("state-of-another.csv", text.as_bytes());
    assert_eq!(found.errors(), [""; 0]);
    let [medical, dental] = &found.sites[0].institutions[..] else { panic!("two institutions") };
    assert!(medical.use_applied.is_some() && medical.master_received.is_some());
    assert_eq!((&dental.previous_code, &dental.use_applied, &dental.master_received), (&None, &None, &None));
}

#[test]
fn lines_of_other_kinds() {
    for (written, kind) in [
        ("CTC", LineKind::Ctc),
        ("ｃｔｃ", LineKind::Ctc),
        ("QTnet", LineKind::Qtnet),
        ("IPsec＋IKE", LineKind::Ipsec),
        ("ipsec", LineKind::Ipsec),
    ] {
        let text = sheet(&["電気通信回線種別"], &[(&[("お客様ID", "")], &[written])]);
        let found = found("line-kind.csv", text.as_bytes());
        assert_eq!(found.errors(), [""; 0], "{written}");
        assert_eq!((found.sites[0].line_kind, &found.sites[0].customer_id), (kind, &None), "{written}");
    }
    for written in ["", "IP-VPN", "ＮＴＴ", "1：IP-VPN回線事業者（NTTなど。ただし、CTC・Qtnetを除く）"]
    {
        let text = sheet(&["回線種別"], &[(&[], &[written])]);
        let found = found("line-ip-vpn.csv", text.as_bytes());
        assert_eq!(found.errors(), [""; 0], "{written}");
        assert_eq!(found.sites[0].line_kind, LineKind::IpVpn, "{written}");
        assert!(found.sites[0].customer_id.is_some());
    }
}

/// Where every line is of another kind the sheet needs no column for the お客様ID; without that column it does.
#[test]
fn a_sheet_without_customer_ids() {
    let without = |more: &[&str], own: &[&str]| {
        let text = sheet(more, &[(&[], own)]);
        text.replace("\"お客様ID\",", "").replace("\"CAF1234567890\",", "")
    };
    let text = without(&["電気通信回線種別"], &["CTC"]);
    assert_eq!(found("no-ids.csv", text.as_bytes()).errors(), [""; 0]);
    let text = without(&["電気通信回線種別"], &[""]);
    let found_without = found("ids-missing.csv", text.as_bytes()).only_error();
    assert!(found_without.starts_with("SP101") && found_without.contains("customer_id"), "{found_without}");
    let text = without(&[], &[]);
    assert!(found("no-column.csv", text.as_bytes()).only_error().starts_with("SP017"));
}
